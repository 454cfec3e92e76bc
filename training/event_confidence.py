"""How much each feature of an event counts for its confidence: the weights in ``codebooks/plover-0.8/confidence.csv``.

Usage: ``python -m training.event_confidence [--out FILE]``, with ``../shared`` beside the repository; half a minute on one
core.

Two logistic regressions: *category* over all judged events (is it an event of that category?), *parties* over those whose
category is right (are the countries of both sides right too?). The data are the sentences of PLOVER's manual, the project's
own sentences and the gold of its own pages (:mod:`bench.event_confidence_rows`). Our own sentences are what the rules
were widened with, so that more of them are right than elsewhere: they teach what a feature counts for, and have a constant
of their own that is not shipped. The penalty was chosen among 3, 10 and 30 for each model, and the voice of our own
sentences among 1/4, 1/2 and 1, by the likelihood of manual and pages out of fold; ``python -m bench.confidence
--events`` prints how well it holds. The confidence of the statement that holds the event was tried and added nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.event_confidence_rows import Judged, judged_rows
from dragoman.events.weights import FILE, Weights
from dragoman.statements.weights import written
from training.logistic import regression

PENALTY = 3.0
#: Features of fewer events are left out; smaller weights are not written.
LEAST, LEAST_WEIGHT = 4, 0.02
ALWAYS = "always"
#: The constant of our own sentences.
OURS = "one of our own sentences"
SHIPPED = Path(__file__).parent.parent / "src" / "dragoman" / "knowledge" / "codebooks" / "plover-0.8" / FILE


def fit(rows: Sequence[Judged]) -> Weights:
    """The weights from judged events."""
    coded = [one for one in rows if one.category and one.parties is not None]
    return Weights(
        category=_model(rows, [one.category for one in rows]),
        parties=_model(coded, [bool(one.parties) for one in coded]),
    )


def _model(rows: Sequence[Judged], right: Sequence[bool]) -> Mapping[str, float]:
    found = regression(
        [{**one.features, OURS: 1.0} if one.set == "own" else one.features for one in rows],
        right,
        [1.0] * len(rows),
        penalty=PENALTY,
        free={ALWAYS, OURS},
        least=LEAST,
    )
    return {name: value for name, value in found.items() if name != OURS}


def main() -> None:
    """Fit on all and write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.event_confidence", description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=SHIPPED, help="where to write it, instead of over the shipped one"
    )
    options = parser.parse_args()
    weights = fit(judged_rows())
    tables = {"category": _ordered(weights.category), "parties": _ordered(weights.parties)}
    options.out.write_text(written(tables), encoding="utf-8")


def _ordered(weights: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted((name, value) for name, value in weights.items() if abs(value) >= LEAST_WEIGHT)


if __name__ == "__main__":
    main()
