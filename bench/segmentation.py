"""Words and sentences of raw text against treebanks: ``python -m bench.segmentation TREEBANK...``.

The measure is that of the CoNLL 2018 shared task: a word or sentence counts when both its ends are right, white
space set aside; F1 over a register. Development files (CoNLL-U) only. Sentences are measured three ways: paragraph
by paragraph, as a layout gives blocks; on whole documents with a line break between paragraphs; and on documents
in which the paragraphs run into each other, where nothing but the words tells. "Lost lines back" is a bound and no
score: the treebanks dropped the line breaks inside paragraphs, and the gold sentences tell where they were put back
(after a sentence without an end mark). Words are also measured after
joining the treebank's words where the library means to differ (names with the Arabic article).
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from bench.conll18 import Count
from bench.treebanks import Gold, documents, in_order, read_dev
from dragoman.errors import DragomanError
from dragoman.language.boundaries import Boundaries, read_boundaries, sentence_ranges
from dragoman.language.tokens import word_ranges
from training.boundaries import is_edited, with_lost_lines
from training.raw import Document, Paragraph, Range

_ARTICLES = frozenset("al el ul as ash ar ad az an at ath ud ez es ed er en".split())
LAYOUTS = {"blocks": None, "lines": "\n", "one stream": " "}


def shipped() -> Boundaries:
    """The table of the library."""
    file = files("dragoman") / "knowledge" / "language" / "boundaries.csv"
    return read_boundaries(file.read_text(encoding="utf-8").splitlines())


def divided(text: str, boundaries: Boundaries, *, comment: bool) -> list[list[Range]]:
    """The sentences of a paragraph, each as the ranges of its words: letters of ``text``, half-open."""
    return [
        [(start + left, start + right) for left, right in word_ranges(text[start:end])]
        for start, end in sentence_ranges(text, boundaries, comment=comment)
    ]


def as_wanted(paragraph: Paragraph) -> list[Range]:
    """The treebank's words, joined where the library keeps one word."""
    text, out = paragraph.text, []
    waiting = list(paragraph.words)
    while waiting:
        start, end = waiting.pop(0)
        word = text[start:end]
        touching = [one for one in waiting[:2] if one[0] >= end]
        if len(touching) == 2 and end == touching[0][0] and touching[0][1] == touching[1][0]:
            middle, last = (text[one[0] : one[1]] for one in touching)
            name = word.lower() in _ARTICLES and not word.isupper() and middle == "-" and last[0].isupper()
            if name:
                end, waiting = touching[1][1], waiting[2:]
        out.append((start, end))
    return out


def stream(document: Document, between: str) -> Paragraph:
    """A document as one paragraph."""
    words: list[Range] = []
    sentences: list[Range] = []
    at = 0
    for paragraph in document.paragraphs:
        words += [(at + start, at + end) for start, end in paragraph.words]
        sentences += [(at + start, at + end) for start, end in paragraph.sentences]
        at += len(paragraph.text) + len(between)
    text = between.join(paragraph.text for paragraph in document.paragraphs)
    return Paragraph(text=text, words=tuple(words), sentences=tuple(sentences))


def measure(gold: Sequence[Gold], boundaries: Boundaries) -> dict[tuple[str, str], Count]:
    """Counts by register (groups and "all" among them) and by what is measured."""
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    for document, registers in ((one.raw, one.registers) for one in gold):
        for register in registers:
            for paragraph in document.paragraphs:
                found = word_ranges(paragraph.text)
                counts[register, "words"].add(paragraph.words, found)
                counts[register, "words as wanted"].add(as_wanted(paragraph), found)
            for name, between in LAYOUTS.items():
                units = document.paragraphs if between is None else (stream(document, between),)
                for unit in units:
                    if name == "blocks":
                        text = with_lost_lines(unit)
                        found = sentence_ranges(text, boundaries, comment=not is_edited(document))
                        counts[register, "blocks, lost lines back"].add(unit.sentences, found)
                    counts[register, name].add(
                        unit.sentences,
                        sentence_ranges(unit.text, boundaries, comment=not is_edited(document)),
                    )
    return counts


def table(name: str, gold: Sequence[Gold], boundaries: Boundaries) -> str:
    """A Markdown table, F1 in per cent."""
    counts = measure(gold, boundaries)
    columns = ["words", "words as wanted", "blocks", "blocks, lost lines back", "lines", "one stream"]
    rows = [f"| {name} | sentences | {' | '.join(columns)} |", "|---" * (len(columns) + 2) + "|"]
    for register in sorted({register for register, _ in counts}, key=in_order):
        values = " | ".join(f"{counts[register, column].f1:.2f}" for column in columns)
        rows.append(f"| {register} | {counts[register, 'blocks'].wanted} | {values} |")
    return "\n".join(rows)


def speed(gold: Sequence[Gold], boundaries: Boundaries) -> str:
    """Words per CPU second, of the two steps and of both."""
    texts = [paragraph.text for document in gold for paragraph in document.raw.paragraphs]
    begin = time.process_time()
    words = sum(len(word_ranges(text)) for text in texts)
    middle = time.process_time()
    for text in texts:
        sentence_ranges(text, boundaries, comment=True)
    end = time.process_time()
    return (
        f"words {words / (middle - begin):,.0f}, sentences {words / (end - middle):,.0f}, "
        f"both {words / (end - begin):,.0f} words per CPU second"
    )


def main(arguments: Sequence[str]) -> int:
    """Print a table per file; 2 when no file was named or one cannot be measured on."""
    if not arguments:
        print(f"usage: {(__doc__ or '').splitlines()[0]}", file=sys.stderr)
        return 2
    boundaries = shipped()
    try:
        for name in arguments:
            gold = documents(read_dev(Path(name)))
            print(table(Path(name).stem, gold, boundaries), speed(gold, boundaries), "", sep="\n")
    except (DragomanError, OSError) as error:
        print(f"segmentation: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
