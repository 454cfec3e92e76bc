"""Our model beside spaCy's small CNN pipeline, trained on the same data: quality and speed in one run.

Usage::

    OMP_NUM_THREADS=1 DRAGOMAN_MODEL=FOLDER PYTHONPATH=src VENV/bin/python -m bench.beside_spacy --spacy PIPELINE

VENV has spaCy and what dragoman needs; PIPELINE is made by the commands of ``bench/spacy_small/README.md``. Options:
``--rounds N`` (how often the texts are labelled, 3), ``--out FILE.md`` (write the table there too), ``--no-quality``
and ``--no-speed`` (leave a half out). Without ``DRAGOMAN_MODEL`` the shipped model is measured.

Quality: the dev sets, gold words, both parsers behind the same protocol, scored by the programs of
``../shared/eval/language``. Both models were chosen by these dev sets. Speed: CPU seconds from raw text (PolNeAR's dev
articles) to all labels, each pipeline in a process of its own on one thread; slice by slice in turn, so that what else
the machine does hits all of them. Words are those of our tokenizer for all.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import IO

from bench import scorers
from bench.predict_language import model
from bench.raw_parse import conllu
from bench.treebanks import DEV, SHARED, read_dev
from dragoman.errors import DragomanError, InputError
from dragoman.language.model_files import DIGESTS, FILES
from dragoman.language.protocol import Parser
from dragoman.language.spacy_parser import read_pipeline
from dragoman.language.tokens import word_ranges

ROOT = Path(__file__).resolve().parent.parent
POLITICS = SHARED / "data" / "ner" / "crossner" / "politics" / "dev.txt"
TEXTS = SHARED / "eval" / "attribution" / "polnear_dev.jsonl"
#: How the rows of names are called, and how gold's types are renamed for them.
MAPS = {"4 kinds": "politics_map.json", "PER ORG LOC": "politics_map_3.json"}
FIGURES = ("UAS", "LAS", "UPOS", "lemma")
#: What starts a worker; the pipeline and its folder follow.
WORKER = (sys.executable, "-m", "bench.spacy_small.timed")
#: Texts that one pipeline labels before it is the next one's turn.
SLICE = 6
#: The columns: the names of :data:`bench.spacy_small.timed.PIPELINES`, and what they are called.
COLUMNS = {"dragoman": "dragoman", "spacy": "spaCy small CNN", "adapter": "the same, plugged into dragoman"}

#: Rows of the table: what is measured, then a cell a column.
Rows = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """CPU seconds of a pipeline: loading (and by the wall clock), and each slice; peak memory in MiB."""

    loading: float
    wall: float
    slices: list[float] = field(default_factory=list)
    peaks: list[float] = field(default_factory=list)


def quality(parser: Parser, work: Path) -> dict[str, str]:
    """The cells of one parser by row: parse figures in per cent of the words, names as precision, recall and F1.

    ``work`` is a folder for the scorers' files.

    Raises:
        InputError: when the data or a scorer is absent.
    """
    cells = {}
    for name, path in DEV.items():
        rates = _parse_rates(parser, read_dev(path), work)
        cells[f"{name} dev, {' / '.join(FIGURES)}"] = " / ".join(f"{rates[figure]:.1f}" for figure in FIGURES)
    for name, rate in _name_rates(parser, read_dev(POLITICS), work).items():
        cells[f"politics dev names, {name}, P / R / F1"] = " / ".join(f"{one:.1f}" for one in rate)
    return cells


def _parse_rates(parser: Parser, text: str, work: Path) -> dict[str, float]:
    gold, found = work / "gold.conllu", work / "found.conllu"
    words = list(_words(text))
    answers = zip(words, parser.parse(words), strict=True)
    gold.write_text(text, encoding="utf-8")
    found.write_text("".join(conllu(*one) + "\n" for one in answers), encoding="utf-8")
    return scorers.parse_rates(gold, found)


def _name_rates(parser: Parser, text: str, work: Path) -> dict[str, scorers.Rates]:
    gold, found = work / "gold.bio", work / "found.bio"
    blocks = [block.splitlines() for block in text.split("\n\n") if block.strip()]
    words = [[line.split()[0] for line in lines] for lines in blocks]
    answers = zip(words, parser.parse(words), strict=True)
    tagged = [zip(one, parsed.names.tags, strict=True) for one, parsed in answers]
    gold.write_text(text, encoding="utf-8")
    found.write_text(
        "\n".join("".join(f"{word}\t{tag}\n" for word, tag in one) for one in tagged), encoding="utf-8"
    )
    tables = SHARED / "eval" / "language"
    return {name: scorers.name_rates(gold, found, tables / table)["all"] for name, table in MAPS.items()}


def _words(text: str) -> Iterator[list[str]]:
    """The gold words of each sentence in CoNLL-U."""
    for block in text.split("\n\n"):
        rows = (line.split("\t") for line in block.splitlines() if not line.startswith("#"))
        if words := [row[1] for row in rows if row[0].isdigit()]:
            yield words


def sliced(texts: Sequence[str]) -> list[list[str]]:
    """The texts in slices of :data:`SLICE`; a rest that is no full slice is left out, for its time is all noise."""
    return [list(texts[at : at + SLICE]) for at in range(0, len(texts) - SLICE + 1, SLICE)]


def word_count(texts: Sequence[str]) -> int:
    """How many words our tokenizer finds."""
    return sum(len(word_ranges(line)) for text in texts for line in text.split("\n"))


def timed(folders: Mapping[str, Path], slices: Sequence[Sequence[str]], rounds: int) -> dict[str, Times]:
    """The times of each pipeline (by its name in :data:`COLUMNS`); they label every slice in turn, ``rounds`` times.

    One round before is not counted: it fills caches that a long run has full.
    """
    with ExitStack() as stack:
        workers = {name: stack.enter_context(_worker(name, folder)) for name, folder in folders.items()}
        times = {}
        for name, worker in workers.items():
            loaded = _answer(worker)
            times[name] = Times(loading=loaded["cpu"], wall=loaded["wall"])
        for number in range(rounds + 1):
            for texts in slices if number else slices[:1]:
                for name, worker in workers.items():
                    _input(worker).write(json.dumps(texts) + "\n")
                    _input(worker).flush()
                    spent = _answer(worker)
                    if number:
                        times[name].slices.append(spent["cpu"])
                        times[name].peaks.append(spent["peak"])
        return times


@contextmanager
def _worker(name: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [*WORKER, name, str(folder)]
    one = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | one, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as worker:
        try:
            yield worker
        finally:
            _input(worker).close()


def _input(worker: subprocess.Popen[str]) -> IO[str]:
    assert worker.stdin is not None
    return worker.stdin


def _answer(worker: subprocess.Popen[str]) -> dict[str, float]:
    assert worker.stdout is not None
    line = worker.stdout.readline()
    if not line:
        raise InputError("a worker ended; its message stands above")
    answer: dict[str, float] = json.loads(line)
    return answer


def speed_rows(times: Mapping[str, Times], counts: Sequence[int], sizes: Mapping[str, float]) -> Rows:
    """The rows of the second half; ``counts`` are the words of each slice that was timed, ``sizes`` MB on disk.

    The first pipeline is what the others are compared with: the middle half of the slices' ratios is given.
    """
    first = next(iter(times.values()))
    every = times.values()
    rates = [sum(counts) / sum(one.slices) for one in every]
    return [
        ("words per CPU second, from raw text", *(f"{rate:,.0f}" for rate in rates)),
        ("... of the first, slice by slice (middle half)", *(_ratio(first, one) for one in every)),
        ("load, CPU s (imports too)", *(f"{one.loading:.2f}" for one in every)),
        ("load, wall s", *(f"{one.wall:.2f}" for one in every)),
        ("peak memory, MiB", *(f"{max(one.peaks):,.0f}" for one in every)),
        ("files, MB", *(f"{sizes[name]:.1f}" for name in times)),
    ]


def _ratio(first: Times, other: Times) -> str:
    if first is other:
        return "1"
    low, middle, high = quantiles([a / b for a, b in zip(first.slices, other.slices, strict=True)], n=4)
    return f"{middle:.2f} ({low:.2f}-{high:.2f})"


def table(heads: Sequence[str], rows: Rows) -> str:
    """A table in Markdown; a row that is too short has empty cells at its end."""
    width = 1 + len(heads)
    lines = [f"| {' | '.join(['', *heads])} |", "|---" * width + "|"]
    lines += [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join(lines) + "\n"


def megabytes(files: Iterator[Path]) -> float:
    """Their size together, in millions of bytes."""
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def measured(options: argparse.Namespace) -> str:
    """The whole table, with a line that says on what it was measured.

    Raises:
        DragomanError: when a model or data is absent or damaged.
    """
    ours = Path(os.environ.get("DRAGOMAN_MODEL") or ROOT / "src" / "dragoman" / "knowledge" / "model")
    rows: Rows = []
    if options.quality:
        with TemporaryDirectory() as name:
            cells = [quality(parser, Path(name)) for parser in (model(), read_pipeline(str(options.spacy)))]
        rows += [(row, *(one[row] for one in cells)) for row in cells[0]]
    if options.speed:
        texts = [json.loads(line)["text"] for line in read_dev(TEXTS).splitlines() if line.strip()]
        slices = sliced(texts)
        counts = [word_count(one) for one in slices] * options.rounds
        spacy = megabytes(options.spacy.rglob("*"))
        sizes = {"dragoman": megabytes(ours / name for name in FILES), "spacy": spacy, "adapter": spacy}
        folders = {
            name: ours.resolve() if name == "dragoman" else options.spacy.resolve() for name in COLUMNS
        }
        rows += speed_rows(timed(folders, slices, options.rounds), counts, sizes)
    heading = _setting(ours, options.rounds if options.speed else 0)
    return f"{heading}\n\n{table(list(COLUMNS.values()), rows)}"


def _setting(ours: Path, rounds: int) -> str:
    names = ("spacy", "thinc", "onnxruntime", "numpy")
    packages = ", ".join(f"{name} {version(name)}" for name in names)
    digest = hashlib.sha256((ours / DIGESTS).read_bytes()).hexdigest()[:16]
    return (
        f"dragoman's model: SHA-256 of {DIGESTS} {digest}. One thread; {rounds} rounds; {_processor()}; "
        f"Python {platform.python_version()}, {packages}."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()


def main(arguments: Sequence[str]) -> int:
    """Print the table; 2 without a model, the pipeline or the data."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.beside_spacy",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--spacy", type=Path, required=True, help="the folder of the trained pipeline")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--quality", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--speed", action=argparse.BooleanOptionalAction, default=True)
    options = parser.parse_args(arguments)
    try:
        text = measured(options)
    except (DragomanError, OSError) as error:
        print(f"beside_spacy: {error}", file=sys.stderr)
        return 2
    print(text, end="")
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
