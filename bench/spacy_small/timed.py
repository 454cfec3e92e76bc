"""One pipeline in a process of its own, timed slice by slice: the worker of :mod:`bench.beside_spacy`.

Usage: ``python -m bench.spacy_small.timed {dragoman,spacy,adapter} FOLDER``; FOLDER is the pipeline (for dragoman: the
model). A line of JSON says what loading cost; then for each line of standard input, a JSON list of texts, a line says
what labelling them cost. Nothing is imported before it is known which pipeline is wanted, so that each pays for its own.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

#: Labels the texts of a slice from their letters on; gives nothing, for only its time is wanted.
Labelling = Callable[[Sequence[str]], None]
#: Paragraphs that spaCy is given at once: its own default, and faster than text by text.
AT_ONCE = 256


def dragoman(folder: Path) -> Labelling:
    """Our sentences, words and model; each text's sentences in one call, as a page's are."""
    os.environ["DRAGOMAN_MODEL"] = str(folder)
    from bench.predict_language import model

    parser, divided = model(), _divided()

    def label(texts: Sequence[str]) -> None:
        for text in texts:
            sentences, open_ = divided(text)
            parser.parse(sentences, quoted=open_)

    return label


def spacy(folder: Path) -> Labelling:
    """SpaCy's tokenizer and all components, paragraph by paragraph; its sentences come of its parser."""
    nlp = import_module("spacy").load(folder)

    def label(texts: Sequence[str]) -> None:
        paragraphs = [line for text in texts for line in text.split("\n") if line.strip()]
        for _ in nlp.pipe(paragraphs, batch_size=AT_ONCE):
            pass

    return label


def adapter(folder: Path) -> Labelling:
    """Our sentences and words, spaCy's components, our values: spaCy plugged into dragoman."""
    from dragoman.language.spacy_parser import read_pipeline

    parser, divided = read_pipeline(str(folder)), _divided()

    def label(texts: Sequence[str]) -> None:
        for text in texts:
            parser.parse(divided(text)[0])

    return label


PIPELINES: dict[str, Callable[[Path], Labelling]] = {
    "dragoman": dragoman,
    "spacy": spacy,
    "adapter": adapter,
}


def _divided() -> Callable[[str], tuple[list[list[str]], list[bool]]]:
    """What gives a text's sentences as words and, of each, whether a quotation is open before it."""
    from bench.segmentation import shipped
    from dragoman.language.boundaries import sentence_ranges
    from dragoman.language.tokens import word_ranges
    from dragoman.language.wordpiece import quoted

    boundaries = shipped()

    def divide(text: str) -> tuple[list[list[str]], list[bool]]:
        sentences: list[list[str]] = []
        open_: list[bool] = []
        for line in text.split("\n"):
            inside = False
            for start, end in sentence_ranges(line, boundaries):
                words = [line[start + left : start + right] for left, right in word_ranges(line[start:end])]
                sentences.append(words)
                open_.append(inside)
                _, inside = quoted(words, inside=inside)
        return sentences, open_

    return divide


def main(arguments: Sequence[str]) -> None:
    """Loads, then labels slices until standard input ends; all CPU times in seconds, memory in MiB."""
    name, folder = arguments
    begin = time.perf_counter()
    label = PIPELINES[name](Path(folder))
    # CPU from the start of Python on, for the imports are part of loading; the wall clock from here on.
    _say({"cpu": time.process_time(), "wall": time.perf_counter() - begin})
    for line in sys.stdin:
        texts = json.loads(line)
        begin = time.process_time()
        label(texts)
        spent = time.process_time() - begin
        _say({"cpu": spent, "peak": _peak()})


def _peak() -> float:
    """The most memory this program has held, in MiB. `getrusage` would count what its parent held before it."""
    status = Path("/proc/self/status")
    if status.is_file():
        found = re.search(
            r"^VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii", errors="replace"), re.MULTILINE
        )
        if found:
            return int(found.group(1)) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _say(values: dict[str, float]) -> None:
    print(json.dumps(values), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
