"""Events of the dev data: no figure falls below its floor, no more false alarms. Floors are only ever raised."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.events import GSR, NEGATIVES, false_alarms, figures

FLOORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "events_floors.json").read_text(encoding="utf-8")
)


@cache
def found() -> dict[str, float]:
    return figures(GSR)


def test_the_data_is_what_the_floors_were_measured_on(shared: Path) -> None:
    digests = {path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in (GSR, NEGATIVES)}
    assert digests == FLOORS["data"]


@pytest.mark.parametrize("level", FLOORS["floors"])
def test_no_figure_falls_below_its_floor(level: str, shared: Path) -> None:
    assert found()[level] >= FLOORS["floors"][level]


def test_no_more_false_alarms(shared: Path) -> None:
    assert false_alarms() <= FLOORS["false alarms"]
