"""``python -m training.blocks silver|learn --out FOLDER``: the teachers' texts, then the trees and their figures."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

from dragoman.pages.classifier.trees import DIGESTS, FIRST, SECOND
from training.blocks.graph import graph_of
from training.blocks.learn import learn
from training.blocks.pages import known_pages
from training.blocks.score import figures
from training.blocks.silver import TEACHERS, write_silver

SHIPPED = Path(__file__).resolve().parents[2] / "src" / "dragoman" / "knowledge" / "classifier"
_BARS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6)


def main() -> None:
    """Run one step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("silver", "learn"))
    parser.add_argument("--out", type=Path, required=True, help="the folder of the teachers' texts")
    parser.add_argument("--ship", type=Path, default=SHIPPED, help="where the graphs go")
    given = parser.parse_args()
    if given.step == "silver":
        write_silver(given.out)
    else:
        _learn(given.out, given.ship)


def _learn(folder: Path, ship: Path) -> None:
    silver = {name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in TEACHERS}
    pages = list(known_pages())
    print(f"{len(pages)} pages of {len({known.site for known in pages})} sites", flush=True)
    learnt = learn(pages, silver, lambda line: print(line, flush=True))
    print(
        "Out of fold, pages of one site in one fold:\n\n| from | " + " | ".join(figures(pages[:0], [])) + " |"
    )
    for bar in _BARS:
        row = figures(pages, [second >= bar for _, second in learnt.opinions])
        print(f"| {bar} | " + " | ".join(f"{value:.4f}" for value in row.values()) + " |", flush=True)
    ship.mkdir(parents=True, exist_ok=True)
    lines = []
    for name, trees in ((FIRST, learnt.first), (SECOND, learnt.second)):
        graph = graph_of(trees)
        (ship / name).write_bytes(graph)
        lines.append(f"{hashlib.sha256(graph).hexdigest()} {name}\n")
    (ship / DIGESTS).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
