"""Makes the gazetteer and learns the scorer: ``python -m training.gazetteer build|learn|figures``; see README.md."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

from dragoman.places.book import DIGESTS, GAZETTEER

KNOWLEDGE = Path(__file__).resolve().parents[2] / "src" / "dragoman" / "knowledge" / "places"


def build(folder: Path, target: Path) -> None:
    """Write the gazetteer of the packages in ``folder``, and the file of digests beside it."""
    from training.gazetteer.build import rows
    from training.gazetteer.pack import pack

    made = rows(folder)
    data = pack(made)
    (target / GAZETTEER).write_bytes(data)
    (target / DIGESTS).write_text(f"{hashlib.sha256(data).hexdigest()}  {GAZETTEER}\n", encoding="ascii")
    print(f"{len(made)} places, {len(data) / 1e6:.1f} MB", file=sys.stderr)


def main(arguments: list[str]) -> int:
    """Run one step; 0 when it is done."""
    parser = argparse.ArgumentParser(prog="python -m training.gazetteer", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    one = steps.add_parser("build")
    one.add_argument("--inputs", type=Path, required=True)
    one.add_argument("--out", type=Path, default=KNOWLEDGE)
    for name in ("learn", "figures"):
        one = steps.add_parser(name)
        one.add_argument("--out", type=Path, default=KNOWLEDGE)
    given = parser.parse_args(arguments)
    if given.step == "build":
        build(given.inputs, given.out)
        return 0
    from training.gazetteer import learn

    print(learn.figures(given.out) if given.step == "figures" else learn.learn(given.out))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
