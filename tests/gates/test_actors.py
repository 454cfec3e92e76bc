"""Codes of given actor mentions of the dev data: no figure falls below its floor. A floor is only ever raised."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.actors import GOLD, figures

FLOORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "actors_floors.json").read_text(encoding="utf-8")
)


@cache
def found() -> dict[str, float]:
    return figures()


def test_the_data_is_what_the_floors_were_measured_on(shared: Path) -> None:
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest() == FLOORS["data"]


@pytest.mark.parametrize("figure", FLOORS["floors"])
def test_no_figure_falls_below_its_floor(figure: str, shared: Path) -> None:
    assert found()[figure] >= FLOORS["floors"][figure]
