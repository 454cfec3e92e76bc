"""Logistic regression on named features with an L2 penalty, by Newton's method: small, exact, the same on every run."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

#: What is not drawn to zero is still drawn a little, so that a set without faults has an end.
_LOOSE = 1e-4
_ROUNDS = 60


def regression(
    rows: Sequence[Mapping[str, float]],
    right: Sequence[bool],
    heavy: Sequence[float],
    *,
    penalty: float,
    free: Collection[str],
    least: int,
) -> dict[str, float]:
    """The weight of each feature that at least ``least`` rows have. ``heavy`` is how often a row counts; the features in
    ``free`` are not drawn to zero. Without rows there is none."""
    if not rows:
        return {}
    counts: dict[str, int] = {}
    for row in rows:
        for name in row:
            counts[name] = counts.get(name, 0) + 1
    names = sorted(name for name, count in counts.items() if count >= least)
    table = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    drawn = np.array([_LOOSE if name in free else penalty for name in names])
    wanted, often = np.array(right, dtype=float), np.array(heavy, dtype=float)
    found = np.zeros(len(names))
    for _ in range(_ROUNDS):
        said = 1 / (1 + np.exp(-table @ found))
        slope = table.T @ (often * (said - wanted)) + drawn * found
        bend = (table * (often * said * (1 - said))[:, None]).T @ table + np.diag(drawn)
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < 1e-9:
            break
    return {name: float(value) for name, value in zip(names, found, strict=True)}
