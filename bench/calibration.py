"""Whether chances are what they say: reliability tables, the expected calibration error, the Brier score."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BINS = 10
#: A confidence, 0 to 1, and whether what it was given to is right.
Pair = tuple[float, bool]


@dataclass(frozen=True, slots=True)
class Bin:
    """Those whose confidence lies in one tenth: how many, their mean confidence, the share that is right."""

    low: float
    count: int
    said: float
    right: float


def bins(pairs: Sequence[Pair]) -> list[Bin]:
    """The ten bins, those that hold none left out."""
    out = []
    for number in range(BINS):
        own = [pair for pair in pairs if min(int(pair[0] * BINS), BINS - 1) == number]
        if own:
            said = sum(value for value, _ in own) / len(own)
            out.append(Bin(number / BINS, len(own), said, sum(right for _, right in own) / len(own)))
    return out


def ece(pairs: Sequence[Pair]) -> float:
    """The expected calibration error: the mean distance of confidence and share right over the bins, by their counts
    (Naeini, Cooper and Hauskrecht 2015)."""
    return sum(one.count * abs(one.said - one.right) for one in bins(pairs)) / max(len(pairs), 1)


def by_chance(pairs: Sequence[Pair]) -> float:
    """The calibration error to expect of so many pairs were every confidence true: what is no more says nothing."""
    spread: dict[int, float] = {}
    for value, _ in pairs:
        number = min(int(value * BINS), BINS - 1)
        spread[number] = spread.get(number, 0.0) + value * (1 - value)
    return sum(math.sqrt(2 * one / math.pi) for one in spread.values()) / max(len(pairs), 1)


def brier(pairs: Sequence[Pair]) -> float:
    """The mean squared distance of confidence and truth."""
    return sum((value - right) ** 2 for value, right in pairs) / max(len(pairs), 1)


def ranked(pairs: Sequence[Pair]) -> float:
    """How often one that is right has more confidence than one that is wrong (the area under the ROC curve); 0.5 is
    chance."""
    good, bad = ([value for value, right in pairs if right is wanted] for wanted in (True, False))
    wins = sum((high > low) + 0.5 * (high == low) for high in good for low in bad)
    return wins / (len(good) * len(bad)) if good and bad else 0.5


def table(pairs: Sequence[Pair], what: str) -> Iterator[str]:
    """The reliability table in Markdown; ``what`` the pairs are, in the plural."""
    yield f"| confidence | {what} | mean confidence | share right |"
    yield "|---|---|---|---|"
    for one in bins(pairs):
        yield f"| {one.low:.1f}–{one.low + 1 / BINS:.1f} | {one.count} | {one.said:.3f} | {one.right:.3f} |"
    yield ""
    yield f"Expected calibration error {ece(pairs):.3f}, Brier score {brier(pairs):.3f}, {len(pairs)} {what}."


def summary(columns: Sequence[tuple[str, Sequence[Pair]]], what: str) -> Iterator[str]:
    """One line a set of pairs, in Markdown."""
    yield f"| | {what} | mean confidence | share right | ECE | by chance | Brier | ranked right |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, pairs in columns:
        said, right = (sum(one[at] for one in pairs) / max(len(pairs), 1) for at in (0, 1))
        figures = (said, right, ece(pairs), by_chance(pairs), brier(pairs), ranked(pairs))
        yield f"| {name} | {len(pairs)} | {' | '.join(f'{one:.3f}' for one in figures)} |"
