"""The main event on the dev articles: no answer falls below its floor. Floors are only ever raised."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.fivew import GOLD, figures

FLOORS: dict[str, Any] = json.loads((Path(__file__).parent / "fivew_floors.json").read_text(encoding="utf-8"))


@cache
def found() -> dict[str, tuple[float, int]]:
    return figures()


def test_the_data_is_what_the_floors_were_measured_on(shared: Path) -> None:
    assert hashlib.sha256(GOLD.read_bytes()).hexdigest() == FLOORS["data"]


@pytest.mark.parametrize("question", FLOORS["floors"])
def test_no_answer_falls_below_its_floor(question: str, shared: Path) -> None:
    assert found()[question][0] >= FLOORS["floors"][question]
