"""Resolved dates of the dev data: no figure falls below its floor. A floor is only ever raised."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from bench.dates import SETS, answers, figures, rows_of

FLOORS: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "dates_floors.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", SETS)
def test_the_data_is_what_the_floors_were_measured_on(name: str, shared: Path) -> None:
    assert hashlib.sha256(SETS[name].read_bytes()).hexdigest() == FLOORS["data"][name]


@pytest.mark.parametrize(("name", "figure"), [(name, one) for name in SETS for one in FLOORS[name]])
def test_no_figure_falls_below_its_floor(name: str, figure: str, shared: Path) -> None:
    gold = rows_of(name)
    assert figures(gold, answers("dragoman", gold))[figure] >= FLOORS[name][figure]
