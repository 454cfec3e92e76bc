"""Raw text end to end: sentences, words and parses of dev text as the treebank gives it, without its division.

Usage: ``python -m bench.raw_parse [TREEBANK ...] [--model FOLDER] [--out FOLDER]``. Without a treebank the two of
``../shared`` are measured; the model is the one of the package, of ``DRAGOMAN_MODEL`` or of ``--model``. Paragraph
by paragraph, as a layout gives blocks; scored by the method of the CoNLL 2018 shared task (:mod:`bench.conll18`), F1 in
per cent by register. ``--out`` writes gold and answer as CoNLL-U, for other scorers. EWT's registers are read as
comments, GUM's as edited text, as in :mod:`bench.segmentation`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.conll18 import FIGURES, Count, read_parses, score
from bench.predict_language import model
from bench.segmentation import divided, shipped
from bench.treebanks import DEV, Gold, documents, in_order, read_dev
from dragoman.errors import DragomanError
from dragoman.language.boundaries import Boundaries
from dragoman.language.protocol import Parsed, Parser
from dragoman.language.wordpiece import quoted
from training.boundaries import is_edited

Counts = Mapping[tuple[str, str], Count]


def answers(gold: Gold, parser: Parser, boundaries: Boundaries) -> list[str]:
    """The sentences of a document in CoNLL-U, read from its raw text alone."""
    sentences: list[list[str]] = []
    open_: list[bool] = []
    for paragraph in gold.raw.paragraphs:
        inside = False
        for ranges in divided(paragraph.text, boundaries, comment=not is_edited(gold.raw)):
            words = [paragraph.text[start:end] for start, end in ranges]
            sentences.append(words)
            open_.append(inside)
            _, inside = quoted(words, inside=inside)
    return [
        conllu(words, parsed)
        for words, parsed in zip(sentences, parser.parse(sentences, quoted=open_), strict=True)
    ]


def conllu(words: Sequence[str], parsed: Parsed) -> str:
    """One sentence in CoNLL-U."""
    layers = zip(words, parsed.lemmas, parsed.upos, parsed.xpos, parsed.heads, parsed.relations, strict=True)
    return "".join(
        f"{number}\t{word}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t_\n"
        for number, (word, lemma, upos, xpos, head, relation) in enumerate(layers, start=1)
    )


def measure(gold: Sequence[Gold], found: Sequence[Sequence[str]]) -> Counts:
    """Counts by register (groups and "all" among them) and figure; ``found`` has the sentences of each document."""
    counts: dict[tuple[str, str], Count] = defaultdict(Count)
    for document, sentences in zip(gold, found, strict=True):
        figures = score(read_parses(document.sentences), read_parses(sentences))
        for register in document.registers:
            for figure, count in figures.items():
                counts[register, figure].tally(count.right, count.wanted, count.found)
    return counts


def table(name: str, counts: Counts) -> str:
    """A Markdown table, F1 in per cent."""
    rows = [f"| {name} | {' | '.join(FIGURES)} |", "|---" * (len(FIGURES) + 1) + "|"]
    rows += [
        f"| {register} | {' | '.join(f'{counts[register, one].f1:.2f}' for one in FIGURES)} |"
        for register in sorted({register for register, _ in counts}, key=in_order)
    ]
    return "\n".join(rows)


def main(arguments: Sequence[str]) -> int:
    """Print a table a treebank; 2 on unreadable input or without a model."""
    parser = argparse.ArgumentParser(prog="python -m bench.raw_parse", description=__doc__)
    parser.add_argument("treebank", nargs="*", type=Path, default=list(DEV.values()))
    parser.add_argument("--model", help="a folder of the model instead of the shipped one")
    parser.add_argument("--out", type=Path, help="a folder for gold and answer in CoNLL-U")
    options = parser.parse_args(arguments)
    if options.model:
        os.environ["DRAGOMAN_MODEL"] = options.model
    try:
        boundaries, parses = shipped(), model()
        for path in options.treebank:
            gold = documents(read_dev(path))
            found = [answers(document, parses, boundaries) for document in gold]
            print(table(path.stem, measure(gold, found)), "", sep="\n")
            if options.out:
                _write(options.out / f"{path.stem}.gold.conllu", [one.sentences for one in gold])
                _write(options.out / f"{path.stem}.found.conllu", found)
    except (DragomanError, OSError) as error:
        print(f"raw_parse: {error}", file=sys.stderr)
        return 2
    return 0


def _write(path: Path, texts: Sequence[Sequence[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(one + "\n" for sentences in texts for one in sentences), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
