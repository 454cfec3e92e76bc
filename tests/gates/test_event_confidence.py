"""The confidence of events says what it means: its calibration error stays under a loose bound, and the doubtful ones are
those that are wrong more often. The first bound is only ever lowered, the second raised."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from bench.calibration import ece, ranked
from bench.event_confidence import shipped
from bench.event_confidence_rows import APPEALS, PAGES, Judged, manual_rows, page_rows
from bench.events import GSR, NEGATIVES
from tests.gates import event_gold

FLOORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "event_confidence_floors.json").read_text(encoding="utf-8")
)


@cache
def rows() -> tuple[Judged, ...]:
    return (*manual_rows(), *(one for name in PAGES for one in page_rows(name)))


def test_the_data_is_what_the_bounds_were_measured_on(shared: Path) -> None:
    files = (GSR, NEGATIVES, APPEALS, event_gold.EXAMPLE_EVENTS, event_gold.FRESH_EVENTS)
    assert FLOORS["data"] == {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_confidence_is_calibrated(shared: Path) -> None:
    pairs = shipped(rows())
    assert len(pairs) > 200
    assert ece(pairs) <= FLOORS["calibration error at most"]


def test_what_is_right_has_more_confidence(shared: Path) -> None:
    assert ranked(shipped(rows())) >= FLOORS["ranked right at least"]


def test_every_event_of_the_example_pages_has_a_chance() -> None:
    found = page_rows("examples")
    assert len(found) > 50
    assert all(0 < one.shipped < 1 for one in found)
