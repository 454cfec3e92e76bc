"""Stories of the dev set: no figure falls below its floor. A floor is only ever raised.

``python -m tests.gates.test_stories`` prints the floors of today.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.copies import measure
from bench.predict_stories import account_of_row, rarity
from bench.stories import CLEAN, DEV, ECB, grouped, read_rows, scores
from dragoman.stories import ONE_SOURCE

FLOORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "stories_floors.json").read_text(encoding="utf-8")
)
#: The share kept of the copies that are tried here; the bench tries more.
SHARES = ("0.5", "0.3")


@cache
def figures() -> dict[str, tuple[float, float]]:
    """BCubed and pairwise F1 by what is grouped."""
    rows, short = read_rows(DEV), read_rows(ECB)
    found = grouped(rows)
    clean = [row for row in rows if row["src"] in CLEAN]
    told = {
        "storylines": scores(rows, found.storyline_of()),
        "storylines clean": scores(clean, found.storyline_of()),
        "episodes clean": scores(clean, found.episode_of()),
        "ecb+": scores(short, grouped(short).storyline_of()),
    }
    return {name: one[2:] for name, one in told.items()}


@cache
def recall(share: str) -> tuple[float, float]:
    """Recall of cut copies at precision .99, and precision at the containment that makes one source."""
    rows = read_rows(DEV)
    story = {row["id"]: row["story"] for row in rows}
    told = measure(
        [account_of_row(row) for row in rows], story, rarity(), float(share), scattered=False, at=ONE_SOURCE
    )
    return told.recall, told.precision_there


def digests() -> dict[str, str]:
    """SHA-256 of the gold."""
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in (DEV, ECB)}


def test_the_data_is_what_the_floors_were_measured_on(shared: Path) -> None:
    assert digests() == FLOORS["data"]


@pytest.mark.parametrize("name", sorted(FLOORS["grouping"]))
def test_no_grouping_falls_below_its_floor(name: str, shared: Path) -> None:
    assert all(one >= floor for one, floor in zip(figures()[name], FLOORS["grouping"][name], strict=True))


@pytest.mark.parametrize("share", SHARES)
def test_cut_copies_are_found(share: str, shared: Path) -> None:
    assert all(one >= floor for one, floor in zip(recall(share), FLOORS["copies"][share], strict=True))


if __name__ == "__main__":
    now = {
        "data": digests(),
        "grouping": {name: [math.floor(x * 1000) / 1000 for x in one] for name, one in figures().items()},
        "copies": {share: [math.floor(x * 1000) / 1000 for x in recall(share)] for share in SHARES},
    }
    sys.stdout.write(json.dumps(now, indent=1) + "\n")
