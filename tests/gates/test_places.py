"""Places of the dev corpora: no figure falls below its floor. A floor is only ever raised.

The shipped scorer was learnt on these pages: the floors hold the resolver to what it can do, they do not tell how good it is.
What it reaches on pages it has not seen stands in ``bench/results/places.md``.
``python -m tests.gates.test_places`` prints the floors of today.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.places import GOLD, KNOWLEDGE, figures
from dragoman.kit import load_kit
from dragoman.places.book import GAZETTEER
from training.gazetteer.corpora import NAMES

FLOORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "places_floors.json").read_text(encoding="utf-8")
)
#: What a figure may lose to a change that is no loss.
SLACK = 0.004
#: The gazetteer lives in the history of the repository: more bytes than this it must not have.
LARGEST = 25_000_000


@cache
def accuracy(name: str) -> float:
    """Today's Acc@161 on a corpus."""
    return figures(name, load_kit().places)["accuracy"]


def digests() -> dict[str, str]:
    """SHA-256 of the gold by corpus."""
    return {name: hashlib.sha256((GOLD / f"{name}.xml").read_bytes()).hexdigest() for name in NAMES}


def test_the_data_is_what_the_floors_were_measured_on(shared: Path) -> None:
    assert digests() == FLOORS["data"]


@pytest.mark.parametrize("name", NAMES)
def test_no_figure_falls_below_its_floor(name: str, shared: Path) -> None:
    assert accuracy(name) >= FLOORS["accuracy"][name]


def test_the_gazetteer_is_small() -> None:
    assert (KNOWLEDGE / GAZETTEER).stat().st_size <= LARGEST


if __name__ == "__main__":
    now = {name: round(accuracy(name) - SLACK, 3) for name in NAMES}
    sys.stdout.write(json.dumps({"data": digests(), "accuracy": now}, indent=1) + "\n")
