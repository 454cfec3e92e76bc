"""Pages with gold coordinates: the four corpora beside the repository, read by their scorer."""

from __future__ import annotations

import hashlib
import importlib.util
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GOLD = Path(__file__).resolve().parents[3] / "shared" / "eval" / "places"
NAMES = ("lgl", "TR-News", "GeoVirus", "GWN")
FOLDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a corpus: its toponyms (code points) and where each is (degrees)."""

    corpus: str
    id: str
    text: str
    spans: tuple[tuple[int, int], ...]
    points: tuple[tuple[float, float], ...]

    @property
    def fold(self) -> int:
        """Its part, by its text: a page that stands in two corpora is in one part."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % FOLDS


def pages(names: tuple[str, ...] = NAMES) -> Iterator[Page]:
    """The pages of the corpora with their toponyms that have coordinates."""
    scorer = _scorer()
    for name in names:
        with warnings.catch_warnings():
            # The scorer leaves its file to the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            found = list(scorer.corpus(GOLD / f"{name}.xml"))
        for number, text, rows in found:
            yield Page(
                corpus=name,
                id=number,
                text=text,
                spans=tuple((start, end) for start, end, _, _ in rows),
                points=tuple((lat, lon) for _, _, lat, lon in rows),
            )


def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score_places", GOLD / "score_places.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(GOLD)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
