"""Articles of the dev pages: no figure falls below its floor. A floor is only ever raised.

The shipped classifier was trained on these pages: the floors hold the reader to what it can do, they do not tell how
good it is. What it reaches on sites it has not seen stands in ``bench/results/articles.md``. The second set takes a minute;
``make fullgates`` measures it too (``python -m tests.gates.test_articles``).
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.articles import PAGES, article_figures, chunk_figures, own, sources

FLOORS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "articles_floors.json").read_text(encoding="utf-8")
)
NAMES = {"articles": ("F1", "precision", "recall", "exact"), "chunks": ("F1", "precision", "recall")}
#: What a figure may lose to a change that is no loss.
SLACK = 0.002


@cache
def figures(of: str) -> dict[str, float]:
    """Today's figures on a set of pages, 0 to 1."""
    read = own()
    texts = {key: read(data) for key, data in sources(of).items()}
    values = article_figures(texts) if of == "articles" else chunk_figures(texts)
    return dict(zip(NAMES[of], values, strict=True))


def digests() -> dict[str, str]:
    """SHA-256 of the gold by set."""
    return {of: hashlib.sha256((PAGES / of / "gold.json").read_bytes()).hexdigest() for of in NAMES}


def test_the_data_is_what_the_floors_were_measured_on(shared: Path) -> None:
    assert digests() == FLOORS["data"]


@pytest.mark.parametrize("name", FLOORS["articles"])
def test_no_figure_falls_below_its_floor(name: str, shared: Path) -> None:
    assert figures("articles")[name] >= FLOORS["articles"][name]


def main() -> int:
    """Print the floors that are reached today; 1 when a figure is below the committed one."""
    now = {of: {name: round(value - SLACK, 3) for name, value in figures(of).items()} for of in NAMES}
    sys.stdout.write(json.dumps({"data": digests()} | now, indent=1) + "\n")
    fallen = [
        f"{of}: {name} {figures(of)[name]:.4f} is below the floor of {least}\n"
        for of in NAMES
        for name, least in FLOORS.get(of, {}).items()
        if figures(of)[name] < least
    ]
    sys.stderr.write("".join(fallen))
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
