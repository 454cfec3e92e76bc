"""What stands around each unit: the numbers of its neighbours for a first opinion, and for the second what the first
says of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dragoman.model import Tree
from dragoman.pages.classifier.features import COLUMNS, Numbers, signature
from dragoman.pages.units import Unit

#: The columns of a unit's description that its neighbours lend to it, and which neighbours.
LENT = (
    "characters words sentences ends_sentence starts_upper capitalised digits links whole_link emphasis repeated "
    "stated_title title_overlap depth parent_prose in_main main_distance step_before step_after prose same_shape hidden"
).split()
NEIGHBOURS = (-2, -1, 1, 2)
_LENT = [COLUMNS.index(name) for name in LENT]
_REACH = 3
_WINDOW = 5
_LIKELY = 0.5
#: The columns of :func:`context`, in order.
CONTEXT = (
    *(f"opinion {step:+d}" for step in range(-_REACH, _REACH + 1)),
    *"window parent grand shape share_before share_after mass inside to_likely_before to_likely_after".split(),
)


def wide(numbers: Numbers) -> Numbers:
    """The description of every unit (rows) beside that of its neighbours, -1 where there is none."""
    lent = numbers[:, _LENT]
    beyond: Numbers = np.full((2, len(LENT)), -1, dtype=np.float32)
    padded = np.vstack([beyond, lent, beyond])
    return np.hstack([numbers, *(padded[2 + step : 2 + step + len(numbers)] for step in NEIGHBOURS)])


def wide_columns() -> tuple[str, ...]:
    """The columns of :func:`wide`, in order."""
    return (*COLUMNS, *(f"{name} {step:+d}" for step in NEIGHBOURS for name in LENT))


def context(opinion: Numbers, tree: Tree, units: Sequence[Unit]) -> Numbers:
    """A row for every unit: the ``opinion`` (0..1) on it and on those around it, weighted by length over the units of
    its parent, grandparent and shape, and how much likely text stands before and after it."""
    size = len(units)
    padded = np.concatenate([np.full(_REACH, -0.1), opinion, np.full(_REACH, -0.1)])
    near = [padded[_REACH + step : _REACH + step + size] for step in range(-_REACH, _REACH + 1)]
    weights = np.log1p([len(unit.raw) for unit in units])
    own = [unit.element or 0 for unit in units]
    parents = [max(0, tree.parents[at]) for at in own]
    grands = [max(0, tree.parents[at]) for at in parents]
    shapes = [signature(tree, at, up) for at, up in zip(own, parents, strict=True)]
    mass = opinion * np.asarray([len(unit.raw) for unit in units])
    running = np.cumsum(mass)
    total = max(1.0, float(running[-1]) if size else 1.0)
    likely = opinion >= _LIKELY
    columns = [
        *near,
        _window(opinion * weights) / np.maximum(_window(weights), 1e-6),
        *(_over(keys, opinion, weights) for keys in (parents, grands, shapes)),
        (running - mass) / total,
        1 - running / total,
        np.full(size, np.log1p(total) / 10),
        _inside(likely),
        _since(likely),
        _since(likely[::-1])[::-1],
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _window(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    sums = np.concatenate([[0.0], np.cumsum(values)])
    at = np.arange(len(values))
    return sums[np.minimum(at + _WINDOW + 1, len(values))] - sums[np.maximum(at - _WINDOW, 0)]


def _over(
    keys: Sequence[object], opinion: Numbers, weights: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The mean opinion over all units of the same key."""
    numbers: dict[object, int] = {}
    at = np.asarray([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)
    sums = np.bincount(at, weights=opinion * weights, minlength=1)
    return sums[at] / np.maximum(np.bincount(at, weights=weights, minlength=1)[at], 1e-6)


def _inside(likely: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """1 between the first and the last likely unit."""
    found = np.zeros(len(likely))
    at = np.flatnonzero(likely)
    if len(at):
        found[at[0] : at[-1] + 1] = 1
    return found


def _since(likely: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """How many units ago the last likely one was, as a logarithm."""
    at = np.arange(len(likely))
    last = np.maximum.accumulate(np.where(likely, at, -30)) if len(likely) else at
    return np.log1p(np.clip(at - last, 0, 30))
