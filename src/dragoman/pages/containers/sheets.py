"""The reading order of a sheet: runs into blocks, and blocks one after the other, columns included.

Blocks are grown from below: a line joins the line right under it when each is the other's only neighbour. They
are put in order as T. M. Breuel does (High Performance Document Layout Analysis, 2003): a block comes before
another that it overlaps in width and stands above of, and before one that stands wholly to its right unless a
third block, as wide as both, lies between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush

import numpy as np
from numpy.typing import NDArray

from dragoman.pages.containers.glyphs import MOST_RUNS, Run

#: Lines of one block are no farther apart than this, in font sizes; their sizes differ by no more than this factor.
_FAR, _SIZES = 1.0, 1.15
#: Two boxes overlap in width when they share more than this part of the narrower one.
_SHARED = 0.25
#: A sheet with more blocks than this is ordered from top to bottom only.
_MOST_BLOCKS = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """Lines of one column that stand together, from top to bottom. The box is in points."""

    runs: tuple[Run, ...]
    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def of(cls, runs: list[Run]) -> TextBlock:
        """The block of ``runs``."""
        return cls(
            runs=tuple(runs),
            left=min(run.left for run in runs),
            bottom=min(run.bottom for run in runs),
            right=max(run.right for run in runs),
            top=max(run.top for run in runs),
        )


def in_order(runs: list[Run]) -> list[TextBlock]:
    """The blocks of the runs of one sheet, in reading order; turned text comes last."""
    if len(runs) > MOST_RUNS:
        return [TextBlock.of([run]) for run in sorted(runs, key=lambda run: (-run.top, run.left))]
    straight = [run for run in runs if not run.turned]
    blocks = _ordered([TextBlock.of(chain) for chain in _chains(straight)])
    return blocks + [TextBlock.of([run]) for run in runs if run.turned]


def _chains(runs: list[Run]) -> list[list[Run]]:
    runs = sorted(runs, key=lambda run: (-run.top, run.left))
    below = [_below(runs, at) for at in range(len(runs))]
    above: list[int] = [0] * len(runs)
    for found in below:
        for other in found:
            above[other] += 1
    following = [
        found[0] if len(found) == 1 and above[found[0]] == 1 and _alike(runs[at], runs[found[0]]) else None
        for at, found in enumerate(below)
    ]
    starts = set(range(len(runs))) - {at for at in following if at is not None}
    chains: list[list[Run]] = []
    for start in sorted(starts):
        chain, at = [], start
        while True:
            chain.append(runs[at])
            after = following[at]
            if after is None:
                break
            at = after
        chains.append(chain)
    return chains


def _below(runs: list[Run], at: int) -> list[int]:
    """The runs right under run ``at``: near, overlapping in width, on the nearest line that has any."""
    one = runs[at]
    middle = (one.top + one.bottom) / 2
    found: list[int] = []
    for i in range(at + 1, len(runs)):
        other = runs[i]
        if one.bottom - other.top > _FAR * max(one.size, other.size) and one.bottom - other.top > 0:
            if one.bottom - other.top > 3 * one.size:
                break
            continue
        if other.top > middle + 0.1 * one.size or _shared(one, other) <= 0:
            continue
        if found and runs[found[0]].top - other.top > 0.5 * one.size:
            continue
        found.append(i)
    return found


def _shared(one: Run, other: Run) -> float:
    return min(one.right, other.right) - max(one.left, other.left)


def _alike(one: Run, other: Run) -> bool:
    low, high = sorted((one.size, other.size))
    return high <= _SIZES * low


def _ordered(blocks: list[TextBlock]) -> list[TextBlock]:
    blocks = sorted(blocks, key=lambda block: (-block.top, block.left))
    if len(blocks) < 2 or len(blocks) > _MOST_BLOCKS:
        return blocks
    before = _before(blocks)
    waiting = before.sum(axis=0)
    ready = [at for at in range(len(blocks)) if waiting[at] == 0]
    heapify(ready)
    out: list[int] = []
    done: set[int] = set()
    while len(out) < len(blocks):
        # A circle, which skewed boxes may make, is opened at its uppermost block.
        at = heappop(ready) if ready else next(i for i in range(len(blocks)) if i not in done)
        if at in done:
            continue
        done.add(at)
        out.append(at)
        for after in np.flatnonzero(before[at]):
            waiting[after] -= 1
            if waiting[after] == 0:
                heappush(ready, int(after))
    return [blocks[at] for at in out]


def _before(blocks: list[TextBlock]) -> NDArray[np.int_]:
    left, right, top, bottom = (
        np.array([getattr(block, edge) for block in blocks]) for edge in ("left", "right", "top", "bottom")
    )
    narrower = np.minimum.outer(right - left, right - left)
    shared = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    beside = shared > _SHARED * np.maximum(narrower, 1.0)
    middle = (top + bottom) / 2
    higher = middle[:, None] > middle[None, :]
    over = beside & higher
    through = over.astype(np.float32) @ over.astype(np.float32) > 0
    parted = through | through.T
    to_left = (left[:, None] < left[None, :]) & ~beside & (left[:, None] + right[:, None] < left + right)
    before = over | (to_left & ~parted)
    np.fill_diagonal(before, val=False)
    return before.astype(np.int_)
