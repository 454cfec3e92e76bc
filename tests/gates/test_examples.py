"""The example pages and the pages of unseen layouts against their expectations: no field falls below its floor.

``python -m tests.gates.test_examples`` prints the floors of today's code; a floor is only ever raised.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path

import pytest

from bench.examples import EXAMPLES, EXPECTED, Score, run

FLOORS_FILE = Path(__file__).parent / "examples_floors.json"
SETS = {"examples": (EXPECTED, EXAMPLES), "more": (EXPECTED / "more", EXPECTED / "more" / "pages")}


def floors() -> dict[str, dict[str, float]]:
    """The floors by set and field."""
    text = FLOORS_FILE.read_text(encoding="utf-8")
    return {name: entry["f1"] for name, entry in json.loads(text).items()}


@cache
def score(name: str) -> Score:
    """Today's score of a set."""
    return run(*SETS[name])


def digest(name: str) -> str:
    """SHA-256 over a set's pages and expectations."""
    total = hashlib.sha256()
    expected, pages = SETS[name]
    for path in sorted([*expected.glob("*.json"), *pages.glob("*.txt"), *pages.glob("*.html")]):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def measured() -> dict[str, object]:
    """The floors that today's code reaches, rounded down to three places."""
    out: dict[str, object] = {}
    for name in SETS:
        today = score(name)
        fields = dict.fromkeys([*today.hits, *today.missed, *today.extra])
        out[name] = {"digest": digest(name), "f1": {f: int(today.f1(f) * 1000) / 1000 for f in fields}}
    return out


@pytest.mark.parametrize("name", SETS)
def test_the_data_is_what_the_floors_were_measured_on(name: str) -> None:
    assert digest(name) == json.loads(FLOORS_FILE.read_text(encoding="utf-8"))[name]["digest"]


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, f1 in floors().items() for field in f1])
def test_no_field_falls_below_its_floor(name: str, field: str) -> None:
    today = score(name)
    faults = "\n".join(fault for fault in today.faults if f" {field}:" in fault)
    assert today.f1(field) >= floors()[name][field], faults


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measured(), indent=1) + "\n")
