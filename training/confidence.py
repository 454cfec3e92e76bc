"""How much each feature of a statement counts for its confidence: the weights in ``knowledge/statements/confidence.csv``.

Usage: ``python -m training.confidence [--out FILE]``, with ``../shared`` beside the repository; a minute on one core.

Two logistic regressions with an L2 penalty (Newton's method): *link* over PolNeAR's development articles and the
project's own gold (a statement of that source?), *chain* over the right links of the own gold (all layers right?). A
passage of the own gold weighs :data:`OWN` times a statement of PolNeAR, which has ten times as many and leaves out
demands, intentions and what stands inside another's content. Weight and penalty were chosen among 1, 2, 4, 8 and 1, 3,
10 by the calibration error out of fold; ``python -m bench.confidence`` prints it. Shares of silences and of the
outlet's own are plain, one right and one wrong case added.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bench.confidence_rows import OWN_SENTENCE, Judged, own_rows, polnear_rows
from dragoman.statements.weights import FILE, SHARES, Weights, written
from training.logistic import regression

#: How often a statement of the own gold counts, and the penalty.
OWN, PENALTY = 4.0, 3.0
#: Features of fewer statements are left out; smaller weights are not written.
LEAST, LEAST_WEIGHT = 4, 0.02
ALWAYS = "always"
#: What the chain may hang on: there are only some 170 statements to learn it from.
OF_CHAIN = frozenset(
    {
        ALWAYS,
        "layers 1",
        "layers 2",
        "layers 3",
        "within",
        "document",
        "pronoun",
        "carried",
        "style direct",
        "source known",
    }
)
SHIPPED = Path(__file__).parent.parent / "src" / "dragoman" / "knowledge" / "statements" / FILE


def logistic(
    rows: Sequence[Mapping[str, float]], right: Sequence[bool], weight: Sequence[float]
) -> dict[str, float]:
    """The weight of each feature; the constant is not drawn to zero."""
    return regression(rows, right, weight, penalty=PENALTY, free={ALWAYS}, least=LEAST)


def fit(polnear: Iterable[Judged], own: Iterable[Judged], sentences: Iterable[Judged] = ()) -> Weights:
    """The weights from the statements of both; shares from all."""
    said, mine = list(polnear), list(own)
    links = [one for one in (*said, *mine) if one.kind == "statement"]
    heavy = [1.0 if one.chain is None else OWN for one in links]
    chains = [one for one in mine if one.kind == "statement" and one.link]
    return Weights(
        link=logistic([_without_layers(one.features) for one in links], [one.link for one in links], heavy),
        chain=logistic(
            [{name: value for name, value in one.features.items() if name in OF_CHAIN} for one in chains],
            [bool(one.chain) for one in chains],
            [1.0] * len(chains),
        ),
        share={
            "silence": _share([one.chain for one in mine if one.kind == "silence"]),
            "outlet": _share([one.link for one in (*said, *mine) if one.kind == "outlet"]),
            OWN_SENTENCE: _share([one.link for one in sentences]),
        },
    )


def _without_layers(features: Mapping[str, float]) -> dict[str, float]:
    """How many layers there are says nothing of the innermost: two are right more often in the own gold, less in PolNeAR."""
    return {name: value for name, value in features.items() if not name.startswith("layers ")}


def _share(right: Sequence[bool | None]) -> float:
    return (sum(map(bool, right)) + 1) / (len(right) + 2)


def main() -> None:
    """Fit on all and write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.confidence", description=__doc__)
    parser.add_argument(
        "--out", type=Path, default=SHIPPED, help="where to write it, instead of over the shipped one"
    )
    options = parser.parse_args()
    said, sentences = polnear_rows()
    weights = fit(said, own_rows(), sentences)
    tables = {
        "link": _ordered(weights.link),
        "chain": _ordered(weights.chain),
        SHARES: sorted(weights.share.items()),
    }
    options.out.write_text(written(tables), encoding="utf-8")


def _ordered(weights: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted((name, value) for name, value in weights.items() if abs(value) >= LEAST_WEIGHT)


if __name__ == "__main__":
    main()
