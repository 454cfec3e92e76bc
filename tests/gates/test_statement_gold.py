"""Our own gold of statements: no figure falls below its floor, no more traps become facts. Floors are only ever raised.

``python -m tests.gates.test_statement_gold`` prints today's figures in the shape of the floors.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.gold_statements import GOLD, passages, predictions
from tests.gold.score_statements import score

FILE = Path(__file__).parent / "statement_gold_floors.json"
FLOORS: dict[str, dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
#: The option of ``bench.gold_statements`` and the file of each set.
SETS = {
    "in use": (None, "statements"),
    "fresh": ("--fresh", "fresh"),
    "fresh2": ("--fresh2", "fresh2"),
    "fresh3": ("--fresh3", "fresh3"),
}
HELD = ("found F1", "chain right", "kind macro-F1")


@cache
def today(name: str) -> dict[str, float]:
    gold = passages(SETS[name][0])
    return score(gold, predictions(gold))


@pytest.mark.parametrize("name", FLOORS)
def test_the_gold_is_what_the_floors_were_measured_on(name: str) -> None:
    assert digest_of(name) == FLOORS[name]["data"]


@pytest.mark.parametrize(("name", "figure"), [(name, figure) for name in FLOORS for figure in HELD])
def test_no_figure_falls_below_its_floor(name: str, figure: str) -> None:
    assert today(name)[figure] >= FLOORS[name]["floors"][figure]


@pytest.mark.parametrize("name", FLOORS)
def test_no_more_traps_become_facts(name: str) -> None:
    assert today(name)["traps as facts"] <= FLOORS[name]["most traps as facts"]


def digest_of(name: str) -> str:
    """The SHA-256 of a set's gold."""
    return hashlib.sha256((GOLD / f"{SETS[name][1]}.jsonl").read_bytes()).hexdigest()


if __name__ == "__main__":
    measured = {
        name: {
            "data": digest_of(name),
            "floors": {figure: int(today(name)[figure] * 1000) / 1000 for figure in HELD},
            "most traps as facts": int(today(name)["traps as facts"]),
        }
        for name in SETS
    }
    sys.stdout.write(json.dumps(measured, indent=1) + "\n")
