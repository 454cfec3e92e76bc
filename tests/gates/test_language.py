"""The language room on dev data: no figure falls below its floor.

The floors of ``language_floors.json`` hold for part of the data (``quick``: every n-th sentence, article and document,
what `make test` runs) and for all of it (``full``). A floor is only ever raised.

``python -m tests.gates.test_language`` measures the part and prints the file with today's floors, those of the whole
kept; with ``--full`` it measures both. Either way it ends with 1, and says so, when a figure is below its floor.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from math import floor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from bench import attribution_rules, language, raw_parse, scorers, segmentation, unseen_cues
from bench.predict_language import model
from bench.treebanks import DEV, documents, read_dev
from dragoman.kit import load_kit
from dragoman.language.model_files import GRAPH

FLOORS_FILE = Path(__file__).parent / "language_floors.json"
#: How much of the data is looked at: every n-th. Of documents there are few, so that every n-th is more of them.
QUICK = {"model": 6, "raw": 3, "statements": 6}
FULL = dict.fromkeys(QUICK, 1)
#: Sums of fractions differ a little between processors, which may turn a word or two in a thousand.
SLACK = 0.2
#: Figures of the statements that have a floor; those of single classes but these hang on too few attributions.
STATEMENTS = (
    "content.found",
    "link.content_source",
    "link.relaxed",
    "class.direct.content.found",
    "class.direct.link.content_source",
    "class.indirect.content.found",
)
DATA = dict.fromkeys((*DEV.values(), *(path for _, path, _ in language.NAMED), language.POLNEAR))

Figures = dict[str, float]


def division(_every: int) -> Figures:
    """F1 of words and sentences of raw text, paragraph by paragraph; no model needed, always the whole."""
    wanted = (("EWT", "all"), ("EWT", "weblog+newsgroup"), ("GUM", "all"), ("GUM", "news"))
    out: Figures = {}
    for bank, path in DEV.items():
        counts = segmentation.measure(documents(read_dev(path)), segmentation.shipped())
        for register in (register for name, register in wanted if name == bank):
            out[f"words {bank} {register}"] = counts[register, "words as wanted"].f1
            out[f"sentences {bank} {register}"] = counts[register, "blocks"].f1
    return out


def labels(every: int) -> Figures:
    """Parses on gold words, names, attributions by tags (direct speech by statements): through the door and the shared scorers."""
    with TemporaryDirectory() as name:
        measured = language.measure(language.Door(Path(name), None), every)
    out: Figures = {}
    for bank in DEV:
        values = measured["parse"][f"{bank} all"][2:]
        out |= {f"{kind} {bank}": value for kind, value in zip(language.PARSED, values, strict=True)}
    out |= {f"names {row}": rates[2] for row, rates in measured["names"].items() if row.endswith(": all")}
    kept = ("fragment_strict", "content.found", "link.relaxed")
    chosen = {row: rates for row, rates in measured["attribution"].items() if row.endswith(kept)}
    return out | {f"tags {row}": rates[2] for row, rates in chosen.items() if not row.startswith("class")}


def raw(every: int) -> Figures:
    """LAS of raw text by the CoNLL 2018 method."""
    out: Figures = {}
    for bank, path in DEV.items():
        gold = documents(read_dev(path))[::every]
        parser, boundaries = model(), segmentation.shipped()
        counts = raw_parse.measure(gold, [raw_parse.answers(one, parser, boundaries) for one in gold])
        out |= {f"raw {kind} {bank}": counts["all", kind].f1 for kind in ("UPOS", "lemma", "UAS", "LAS")}
    return out


def statements(every: int) -> Figures:
    """The record's statements as attributions, and the recall of contents whose cue was never seen in training."""
    kit = replace(load_kit(), parser=model())
    gold, stated = attribution_rules.polnear(kit, every, parsed=True)
    rates = scorers.attribution_rates(gold, stated)
    out = {f"statements {row}": rates[row].f1 for row in STATEMENTS}
    times = unseen_cues.trained()
    for name, answer in (("statements", stated), ("tags", unseen_cues.predicted(gold, kit))):
        found, all_ = unseen_cues.recalls(gold, answer, times)[unseen_cues.UNSEEN]
        out[f"{name} recall of unseen cues"] = 100 * found / all_
    return out


GROUPS: Mapping[str, Callable[[int], Figures]] = {
    "division": division,
    "labels": labels,
    "raw": raw,
    "statements": statements,
}
EVERY = {"division": "raw", "labels": "model", "raw": "raw", "statements": "statements"}


@cache
def figures(group: str, part: str) -> Figures:
    """Today's figures of a group, in per cent."""
    every = (QUICK if part == "quick" else FULL)[EVERY[group]]
    return GROUPS[group](every)


def committed() -> dict[str, Any]:
    """The file of floors."""
    read: dict[str, Any] = json.loads(FLOORS_FILE.read_text(encoding="utf-8"))
    return read


def digests() -> dict[str, str]:
    """SHA-256 of the data files by name."""
    return {f"{one.parent.name}/{one.name}": hashlib.sha256(one.read_bytes()).hexdigest() for one in DATA}


def floors_of(part: str) -> dict[str, Figures]:
    """The floors that today's code and model reach: :data:`SLACK` below, rounded down to a tenth."""
    return {
        group: {name: floor((value - SLACK) * 10 + 1e-6) / 10 for name, value in figures(group, part).items()}
        for group in GROUPS
    }


CASES = [(group, name) for group, floors in committed()["quick"].items() for name in floors]


def test_the_data_is_what_the_floors_were_measured_on(shared: Path) -> None:
    assert digests() == committed()["data"]


@pytest.mark.parametrize(("group", "name"), CASES)
def test_no_figure_falls_below_its_floor(group: str, name: str, shared: Path) -> None:
    assert figures(group, "quick")[name] >= committed()["quick"][group][name]


def main(arguments: list[str]) -> int:
    """Print the floors that are reached today; 1 when a figure is below the committed one, 2 on wrong use."""
    if arguments not in ([], ["--full"]):
        sys.stderr.write("usage: python -m tests.gates.test_language [--full]\n")
        return 2
    before = committed() if FLOORS_FILE.is_file() else {}
    today = {
        "data": digests(),
        "model": hashlib.sha256((language.shipped() / GRAPH).read_bytes()).hexdigest(),
    }
    parts = ("quick", "full") if arguments else ("quick",)
    now = {part: floors_of(part) if part in parts else before.get(part, {}) for part in ("quick", "full")}
    sys.stdout.write(json.dumps(today | now, indent=1) + "\n")
    fallen = [
        f"{part}, {name}: {figures(group, part).get(name)} is below the floor of {least}\n"
        for part in parts
        for group, floors in before.get(part, {}).items()
        for name, least in floors.items()
        if figures(group, part).get(name, 0.0) < least
    ]
    sys.stderr.write("".join(fallen))
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
