"""The main event of articles: who, what, when and where against annotated phrases (Giveme5W1H's articles, dev part).

Usage: ``python -m bench.fivew``. An answer is right when its words have an F1 of at least .5 with the best gold phrase, as in
``score_fivew.py``; articles whose gold has no phrase for a question are left out of it.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.predict_fivew import QUESTIONS, fivew

GOLD = Path(__file__).parent.parent.parent / "shared" / "eval" / "fivew" / "gold.jsonl"
RIGHT = 0.5


def overlap(one: str | None, other: str | None) -> float:
    """F1 of the words of two phrases."""
    left, right = (Counter(re.findall(r"\w+", (text or "").lower())) for text in (one, other))
    shared = sum((left & right).values())
    return 2 * shared / (sum(left.values()) + sum(right.values())) if shared else 0.0


def figures(gold: Path = GOLD) -> dict[str, tuple[float, int]]:
    """Of each question the share of right answers and the number of articles asked."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "answers.jsonl"
        fivew(gold, target)
        answers = {row["id"]: row for row in map(json.loads, _lines(target))}
    rows: list[dict[str, Any]] = [json.loads(line) for line in _lines(gold)]
    found: dict[str, tuple[float, int]] = {}
    for name in QUESTIONS:
        asked = [row for row in rows if row["phrases"].get(name)]
        best = [
            max(overlap(phrase, answers[row["id"]][name]) for phrase in row["phrases"][name]) for row in asked
        ]
        found[name] = (sum(one >= RIGHT for one in best) / len(best), len(best))
    return found


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def main() -> int:
    """Print the table."""
    print("| question | articles | right |\n|---|---|---|")
    for name, (share, asked) in figures().items():
        print(f"| {name} | {asked} | {share:.3f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
