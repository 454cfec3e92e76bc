"""Confidence says what it means: its calibration error stays under a loose bound. Bounds are only ever lowered."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from bench.calibration import ece
from bench.confidence import link_pairs, statements
from bench.confidence_rows import own_rows, polnear_rows
from bench.gold_statements import GOLD
from bench.language import POLNEAR
from dragoman.kit import load_kit

FLOORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "confidence_floors.json").read_text(encoding="utf-8")
)
MOST = FLOORS["calibration error at most"]


def test_the_data_is_what_the_bounds_were_measured_on(shared: Path) -> None:
    files = {"polnear_dev": POLNEAR, "statements": GOLD / "statements.jsonl"}
    assert FLOORS["data"] == {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()
    }


def test_links_on_every_third_article(shared: Path) -> None:
    weights = load_kit().cues.weights
    assert weights is not None
    said, _ = polnear_rows(3)
    pairs = link_pairs(said, weights)
    assert len(pairs) > 300
    assert ece(pairs) <= MOST["link"]


def test_chains_on_our_own_gold() -> None:
    pairs = [(one.shipped, bool(one.chain)) for one in statements(own_rows())]
    assert len(pairs) > 100
    assert ece(pairs) <= MOST["chain"]
