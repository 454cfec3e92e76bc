"""Comment threads against gold: the dev pages and the pages in own words do not fall below their floors.

``python -m tests.gates.test_threads`` prints the floors of today's code; a floor is only ever raised.
"""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bench.threads import GoldPage, dev_pages, own_pages, score

FLOORS_FILE = Path(__file__).parent / "threads_floors.json"
FIELDS = ("F1", "author", "reply", "date")
SETS = {"dev": dev_pages, "own": own_pages}


def floors() -> dict[str, dict[str, Any]]:
    """The floors by set and variant."""
    found: dict[str, dict[str, Any]] = json.loads(FLOORS_FILE.read_text(encoding="utf-8"))
    return found


def digest(pages: list[GoldPage]) -> str:
    """SHA-256 over pages and gold."""
    total = hashlib.sha256()
    for page in pages:
        total.update(page.name.encode() + b"\0" + page.path.read_bytes())
        total.update(json.dumps(page.comments, sort_keys=True).encode())
    return total.hexdigest()


@cache
def measured(name: str, variant: str) -> dict[str, Any]:
    """Today's figures of a set."""
    return score(SETS[name](), variant)[0]


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("variant", ["all", "structure"])
def test_threads_do_not_fall_below_their_floors(name: str, variant: str, shared: Path) -> None:
    assert shared.is_dir()
    floor = floors()[name]
    assert digest(SETS[name]()) == floor["digest"], "the pages or their gold changed: measure the floors anew"
    today = measured(name, variant)
    fallen = {field: today[field] for field in FIELDS if today[field] < floor[variant][field]}
    assert not fallen


def test_the_floors_hold_what_is_promised() -> None:
    dev = floors()["dev"]
    assert dev["all"]["F1"] >= 0.95
    assert dev["all"]["author"] >= 0.97
    assert dev["all"]["reply"] >= 0.95
    assert dev["structure"]["F1"] >= 0.80


def main() -> None:
    """Print today's floors, rounded down to three places."""
    out = {
        name: {
            "digest": digest(pages()),
            **{
                variant: {field: int(measured(name, variant)[field] * 1000) / 1000 for field in FIELDS}
                for variant in ("all", "structure")
            },
        }
        for name, pages in SETS.items()
    }
    sys.stdout.write(json.dumps(out, indent=1) + "\n")


if __name__ == "__main__":
    main()
