"""The language model on all dev sets, through the door and the shared scorers: the table of the model card.

Usage: ``python -m bench.language [--model FOLDER ...] [--graph FILE ...] [--out FILE.md] [--json FILE]``

Every ``--model`` is a column (without one: ``DRAGOMAN_MODEL``, else the shipped model); every ``--graph`` one more, the
first folder with that file in the place of ``model.int8.onnx``, all else the same (for example the single-precision
graph that ``training`` exports beside it). Parses are scored on gold words, all treebank and genre figures in per cent; names and attributions as precision,
recall and F1. A prediction is made by ``python -m bench.predict`` in a process of its own, as anyone would make it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import scorers
from bench.treebanks import DEV, SHARED, documents, in_order, read_dev
from dragoman.errors import DragomanError, InputError
from dragoman.language.model_files import DIGESTS, FILES, GRAPH, digests_of

ROOT = Path(__file__).resolve().parent.parent
NER = SHARED / "data" / "ner"
MAPS = SHARED / "eval" / "language"
#: Names: what the row is called, the file, and how its types are renamed.
NAMED = (
    ("politics", NER / "crossner" / "politics" / "dev.txt", MAPS / "politics_map.json"),
    ("politics, 3 types", NER / "crossner" / "politics" / "dev.txt", MAPS / "politics_map_3.json"),
    ("UNER EWT, 3 types", NER / "uner-ewt-dev.txt", MAPS / "politics_map_3.json"),
)
POLNEAR = SHARED / "eval" / "attribution" / "polnear_dev.jsonl"
ATTRIBUTED = (
    *(f"{role}.{how}" for role in ("source", "cue", "content") for how in ("fragment_strict", "token")),
    "content.found",
    "link.relaxed",
    "link.content_source",
    *(f"class.{style}.content.found" for style in ("direct", "mixed", "indirect")),
    *(f"class.{style}.link.relaxed" for style in ("direct", "mixed", "indirect")),
)
PARSED = ("UAS", "LAS", "UPOS", "lemma")

#: Figures of one model: by part (parse, names, attribution), by row, the numbers of that row.
Figures = dict[str, dict[str, tuple[float, ...]]]


class Door:
    """``python -m bench.predict`` with one model, and a folder for what goes in and comes out."""

    def __init__(self, work: Path, model: Path | None) -> None:
        self.work = work
        self.environment = os.environ | ({"DRAGOMAN_MODEL": str(model.resolve())} if model else {})

    def predict(self, task: str, text: str) -> str:
        """The answer to ``text``.

        Raises:
            InputError: when the door gives none; the message is the door's.
        """
        source, target = self.work / f"{task}.in", self.work / f"{task}.out"
        source.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "bench.predict", task, str(source), str(target)]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise InputError(done.stderr.strip())
        return target.read_text(encoding="utf-8")

    def file(self, name: str, text: str) -> Path:
        """A file for a scorer."""
        path = self.work / name
        path.write_text(text, encoding="utf-8")
        return path


def measure(door: Door, every: int = 1) -> Figures:
    """All figures of one model on every ``every``-th sentence of the treebanks and name sets, and PolNeAR article."""
    parse: dict[str, tuple[float, ...]] = {}
    for name, path in DEV.items():
        parse |= _parses(door, name, path, every)
    names: dict[str, tuple[float, ...]] = {}
    answers: dict[Path, tuple[Path, Path]] = {}
    for name, path, kinds in NAMED:
        if path not in answers:
            answers[path] = _names(door, path, every)
        for kind, rates in scorers.name_rates(*answers[path], kinds).items():
            names[f"{name}: {kind}"] = rates
    return {"parse": parse, "names": names, "attribution": _attributions(door, every)}


def _parses(door: Door, name: str, path: Path, every: int) -> dict[str, tuple[float, ...]]:
    """Rows for a treebank and its genres: sentences, words, then :data:`PARSED`."""
    kept = [
        (document.registers, sentence)
        for document in documents(read_dev(path))
        for sentence in document.sentences
    ][::every]
    words = [_words(sentence) for _, sentence in kept]
    answer = door.predict("parse", "".join(" ".join(one) + "\n" for one in words))
    found = [block for block in answer.split("\n\n") if block]
    rows = {}
    for register in sorted({one for registers, _ in kept for one in registers}, key=in_order):
        mine = [at for at, (registers, _) in enumerate(kept) if register in registers]
        gold = door.file("gold.conllu", "".join(kept[at][1] + "\n" for at in mine))
        rates = scorers.parse_rates(
            gold, door.file("found.conllu", "".join(found[at] + "\n\n" for at in mine))
        )
        count = sum(len(words[at]) for at in mine)
        rows[f"{name} {register}"] = (len(mine), count, *(rates[figure] for figure in PARSED))
    return rows


def _words(sentence: str) -> list[str]:
    """The gold words of a sentence in CoNLL-U; a space inside a word as a no-break space."""
    rows = [line.split("\t") for line in sentence.split("\n") if line and not line.startswith("#")]
    return [row[1].replace(" ", "\u00a0") for row in rows if row[0].isdigit()]


def _names(door: Door, path: Path, every: int) -> tuple[Path, Path]:
    """Gold and answer as files for the scorer."""
    blocks = [block.strip("\n") for block in read_dev(path).replace("\r", "").split("\n\n")]
    gold = [block for block in blocks if block][::every]
    words = [[line.split()[0] for line in block.split("\n") if not line.startswith("# ")] for block in gold]
    answer = door.predict("names", "".join(" ".join(one) + "\n" for one in words))
    stem = path.parent.name
    return door.file(f"{stem}.gold", "\n\n".join(gold) + "\n"), door.file(f"{stem}.found", answer)


def _attributions(door: Door, every: int) -> dict[str, tuple[float, ...]]:
    gold = [json.loads(line) for line in read_dev(POLNEAR).split("\n") if line.strip()][::every]
    text = "".join(json.dumps({"id": one["id"], "text": one["text"]}) + "\n" for one in gold)
    found = [json.loads(line) for line in door.predict("attribution", text).splitlines()]
    rates = scorers.attribution_rates(gold, found)
    return {name: rates[name] for name in ATTRIBUTED}


def tables(columns: Mapping[str, Figures]) -> str:
    """The figures of all models side by side, in Markdown."""
    heads = {
        "parse": ("dev, gold words", f"sentences | words | {' / '.join(PARSED)}"),
        "names": ("names, dev", "P / R / F1"),
        "attribution": ("PolNeAR dev", "P / R / F1"),
    }
    parts = []
    first = next(iter(columns.values()))
    for part, (title, unit) in heads.items():
        lead = unit.split(" | ")[:-1]
        named = [f"{name}: {unit.split(' | ')[-1]}" for name in columns]
        rows = [f"| {' | '.join([title, *lead, *named])} |", "|---" * (1 + len(lead) + len(named)) + "|"]
        for row, values in first[part].items():
            counts = [f"{value:,.0f}" for value in values[: len(lead)]]
            cells = [
                " / ".join(f"{value:.1f}" for value in one[part][row][len(lead) :])
                for one in columns.values()
            ]
            rows.append(f"| {' | '.join([row, *counts, *cells])} |")
        parts.append("\n".join(rows))
    return "\n\n".join(parts) + "\n"


def with_graph(folder: Path, graph: str, work: Path) -> Path:
    """A copy of a model's folder, in ``work``, that has the file ``graph`` of it in the place of the shipped graph.

    Raises:
        InputError: when a file is missing.
    """
    copy = work / f"{folder.name}-{graph}"
    copy.mkdir()
    for name in FILES:
        source = folder / (graph if name == GRAPH else name)
        if not source.is_file():
            raise InputError(f"{source} is missing")
        shutil.copy(source, copy / name)
    (copy / DIGESTS).write_bytes(digests_of({name: (copy / name).read_bytes() for name in FILES}))
    return copy


def shipped() -> Path:
    """The folder of the model that the door takes unless told otherwise."""
    named = os.environ.get("DRAGOMAN_MODEL")
    return Path(named) if named else ROOT / "src" / "dragoman" / "knowledge" / "model"


def main(arguments: Sequence[str]) -> int:
    """Print the table; 2 without a model or without the data."""
    parser = argparse.ArgumentParser(prog="python -m bench.language", description=__doc__)
    parser.add_argument("--model", type=Path, action="append", help="a folder of a model; may be repeated")
    parser.add_argument("--graph", action="append", default=[], help="another graph in the first folder")
    parser.add_argument("--every", type=int, default=1, help="measure every n-th sentence and article only")
    parser.add_argument("--out", type=Path, help="write the table there too")
    parser.add_argument("--json", type=Path, help="write the figures there too")
    options = parser.parse_args(arguments)
    try:
        with TemporaryDirectory() as name:
            work = Path(name)
            folders = {one.name: one for one in options.model or []} or {"the shipped model": shipped()}
            title, first = next(iter(folders.items()))
            folders |= {f"{title}, {one}": with_graph(first, one, work) for one in options.graph}
            columns = {title: measure(Door(work, folder), options.every) for title, folder in folders.items()}
            text = _named(folders) + tables(columns)
    except (DragomanError, OSError) as error:
        print(f"language: {error}", file=sys.stderr)
        return 2
    print(text, end="")
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    if options.json:
        options.json.write_text(json.dumps(columns, indent=1) + "\n", encoding="utf-8")
    return 0


def _named(folders: Mapping[str, Path]) -> str:
    lines = [
        f"- {title}: {GRAPH} SHA-256 {hashlib.sha256((folder / GRAPH).read_bytes()).hexdigest()[:16]}\n"
        for title, folder in folders.items()
        if (folder / GRAPH).is_file()
    ]
    return "".join([*lines, "\n"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
