"""Arc scores to trees with exactly one root: greedy where that is one already, else Chu-Liu/Edmonds."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Scores: TypeAlias = NDArray[np.float64]
NEVER = -1.0e9
ROOTS_TRIED = 5


def tree_of(scores: Scores) -> list[int]:
    """Heads (counted from 1, 0 the root) of the best single-rooted tree; scores (word, head), head 0 the root."""
    table = np.full((len(scores) + 1, len(scores) + 1), NEVER)
    table[1:] = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    np.fill_diagonal(table, NEVER)
    heads = table.argmax(1)
    heads[0] = -1
    if (heads[1:] == 0).sum() == 1 and _cycle(heads) is None:
        return [int(head) for head in heads[1:]]
    roots = sorted(
        {
            *np.flatnonzero(heads == 0).tolist(),
            *(np.argsort(-table[1:, 0], kind="stable")[:ROOTS_TRIED] + 1).tolist(),
        }
    )
    trees = [_rooted(table, root) for root in sorted(roots, key=lambda root: -table[root, 0])[:ROOTS_TRIED]]
    best = max(trees, key=lambda tree: float(table[np.arange(1, len(tree)), tree[1:]].sum()))
    return [int(head) for head in best[1:]]


def _rooted(table: Scores, root: int) -> NDArray[np.int64]:
    held = table.copy()
    held[1:, 0] = NEVER
    held[root] = NEVER
    held[root, 0] = table[root, 0]
    return _best(held)


def _cycle(heads: NDArray[np.int64]) -> list[int] | None:
    """The nodes of one cycle, or None."""
    seen = [0] * len(heads)
    for start in range(1, len(heads)):
        path, node = [], start
        while node > 0 and seen[node] == 0:
            seen[node] = start
            path.append(node)
            node = int(heads[node])
        if node > 0 and seen[node] == start:
            return path[path.index(node) :]
    return None


def _best(table: Scores) -> NDArray[np.int64]:
    heads: NDArray[np.int64] = table.argmax(1)
    heads[0] = -1
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    rest = [node for node in range(len(table)) if node not in set(cycle)]
    small = np.full((len(rest) + 1, len(rest) + 1), NEVER)
    small[:-1, :-1] = table[np.ix_(rest, rest)]
    # Into the cycle: what is won by breaking it at a node. Out of it: its best node as head.
    broken = table[np.ix_(cycle, rest)] - table[cycle, heads[cycle]][:, None]
    leaving = table[np.ix_(rest, cycle)]
    small[-1, :-1], small[:-1, -1] = broken.max(0), leaving.max(1)
    return _unfolded(_best(small), heads, rest, cycle, (broken.argmax(0), leaving.argmax(1)))


def _unfolded(
    small: NDArray[np.int64],
    heads: NDArray[np.int64],
    rest: list[int],
    cycle: list[int],
    choice: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> NDArray[np.int64]:
    out = heads.copy()
    for at, node in enumerate(rest[1:], start=1):
        inside = small[at] == len(rest)
        out[node] = cycle[choice[1][at]] if inside else rest[small[at]]
    entry = int(small[len(rest)])
    out[cycle[choice[0][entry]]] = rest[entry]
    return out
