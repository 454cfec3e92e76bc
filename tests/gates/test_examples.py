"""The example pages against their expectations: quality by field never falls below its floor."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bench.examples import EXAMPLES, EXPECTED, Score, run

FLOORS = json.loads((Path(__file__).parent / "examples_floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def score() -> Score:
    return run()


def digest() -> str:
    """SHA-256 over the example pages and their expectations."""
    total = hashlib.sha256()
    for path in sorted([*EXPECTED.glob("*.json"), *EXAMPLES.glob("*.txt"), *EXAMPLES.glob("*.html")]):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def test_the_data_is_what_the_floors_were_measured_on() -> None:
    assert digest() == FLOORS["digest"]


@pytest.mark.parametrize("field", FLOORS["f1"])
def test_no_field_falls_below_its_floor(field: str, score: Score) -> None:
    assert score.f1(field) >= FLOORS["f1"][field], "\n".join(f for f in score.faults if f" {field}:" in f)
