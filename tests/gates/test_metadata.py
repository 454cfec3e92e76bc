"""Metadata of the dev pages: no figure falls below its floor. A floor is only ever raised."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.metadata import SETS, answers, figures, gold_of

FLOORS: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "metadata_floors.json").read_text(encoding="utf-8")
)
#: Gold of the sets that are measured in each run; the third shares pages with them and takes as long again.
MEASURED = ("eval_default", "mediacloud")


@cache
def found() -> dict[str, dict[str, Any]]:
    """The answers on the pages of both sets."""
    return answers("dragoman", SETS["eval_default"][1])[0]


@pytest.mark.parametrize("name", MEASURED)
def test_the_data_is_what_the_floors_were_measured_on(name: str, shared: Path) -> None:
    assert hashlib.sha256(SETS[name][0].read_bytes()).hexdigest() == FLOORS["data"][name]


@pytest.mark.parametrize(("name", "figure"), [(name, one) for name in MEASURED for one in FLOORS[name]])
def test_no_figure_falls_below_its_floor(name: str, figure: str, shared: Path) -> None:
    assert figures(gold_of(name), found())[figure] >= FLOORS[name][figure]
