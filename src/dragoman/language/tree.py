"""Scores of arcs to trees with exactly one root.

The best head of each word alone is a tree already for most sentences: that is looked at for a whole batch at once.
For the others the best tree is found exactly, by the rule of Chu and Liu and of Edmonds, for one root after another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

#: So many words are tried as the root of a sentence.
ROOTS = 16

Floats: TypeAlias = NDArray[np.floating]
Table: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.int64]


def trees(arcs: Sequence[Floats]) -> Numbers:
    """Heads (word), counted from 1 in each sentence with 0 the root; the sentences' words behind each other.

    Each of ``arcs`` holds the scores (word, head) of a sentence with at least one word; head 0 is the root. They are finite.
    """
    lengths: Numbers = np.array([len(one) for one in arcs])
    heads = np.concatenate([_greedy(one) for one in arcs])
    ends = np.cumsum(lengths).tolist()
    for row in np.flatnonzero(~_single_rooted(heads, lengths)).tolist():
        heads[ends[row] - len(arcs[row]) : ends[row]] = best_tree(arcs[row])
    return heads


def _greedy(arcs: Floats) -> Numbers:
    """The best head of each word alone."""
    shown = arcs.copy()
    shown.reshape(-1)[1 :: arcs.shape[1] + 1] = -np.inf  # no word is its own head
    return shown.argmax(1)


def _single_rooted(heads: Numbers, lengths: Numbers) -> NDArray[np.bool_]:
    """Whether each sentence's heads are a tree with one root: from every word the way up ends at the root."""
    words = np.cumsum(lengths) - lengths
    # All sentences' nodes stand in a row, each sentence begun by its root.
    root: Numbers = np.repeat(words + np.arange(len(lengths)), lengths)
    nodes = np.arange(len(heads)) + np.repeat(np.arange(1, len(lengths) + 1), lengths)
    up = np.arange(len(heads) + len(lengths))
    up[nodes] = root + heads
    for _ in range(int(lengths.max()).bit_length()):
        up = up[up]
    reached = np.logical_and.reduceat(up[nodes] == root, words)
    one: NDArray[np.bool_] = reached & (np.add.reduceat(heads == 0, words, dtype=np.int64) == 1)
    return one


@dataclass(frozen=True, slots=True)
class _Fold:
    """A cycle that was made one node: the table's nodes outside it, its nodes, its arcs, where it is entered and left."""

    rest: Numbers
    cycle: Numbers
    heads: Numbers
    entered: Numbers
    left: Numbers


def best_tree(arcs: Floats) -> Numbers:
    """The heads (word) of the best tree with one root; scores (word, head), head 0 the root.

    Each word is tried as the root, the promising ones first, until none that is left can come to more than the best
    tree found: usually after one or two. After :data:`ROOTS` the best so far stands: words that are all alike have no best
    tree worth looking for.
    """
    words = len(arcs)
    if words == 1:
        return np.zeros(1, np.int64)
    table = np.full((words + 1, words + 1), -np.inf)
    table[1:, 1:] = arcs[:, 1:]
    np.fill_diagonal(table, -np.inf)
    alone = table[1:].max(1)
    bounds = arcs[:, 0] + (alone.sum() - alone)
    best: Numbers = np.zeros(words, np.int64)
    most = -np.inf
    for word in np.argsort(-bounds, kind="stable")[:ROOTS].tolist():
        if bounds[word] <= most:
            break
        heads = _rooted(table, word + 1)
        total = float(arcs[np.arange(words), heads].sum(dtype=np.float64))
        if total > most:
            best, most = heads, total
    return best


def _rooted(table: Table, root: int) -> Numbers:
    """The heads (word) of the best tree in which this node alone hangs on node 0; ``table`` has no arcs to that."""
    table = table.copy()
    table[root] = -np.inf
    table[root, 0] = 0
    folds: list[_Fold] = []
    heads = _best_heads(table)
    while (cycle := _cycle(heads)) is not None:
        table, fold = _fold(table, heads, cycle)
        folds.append(fold)
        heads = _best_heads(table)
    for fold in reversed(folds):
        heads = _unfold(heads, fold)
    return heads[1:]


def _best_heads(table: Table) -> Numbers:
    heads: Numbers = table.argmax(1)
    heads[0] = 0
    return heads


def _cycle(heads: Numbers) -> Numbers | None:
    """The nodes of one cycle in ascending order, None where every way leads to the root."""
    up = heads
    for _ in range(len(heads).bit_length()):
        up = up[up]
    on = np.flatnonzero(up)  # after so many steps every node that is not at the root stands on a cycle
    if not len(on):
        return None
    nodes = [int(up[on[0]])]
    while (following := int(heads[nodes[-1]])) != nodes[0]:
        nodes.append(following)
    return np.sort(np.array(nodes, np.int64))


def _fold(table: Table, heads: Numbers, cycle: Numbers) -> tuple[Table, _Fold]:
    outside: NDArray[np.bool_] = np.ones(len(table), np.bool_)
    outside[cycle] = False
    rest = np.flatnonzero(outside)
    # Into the cycle: what is won by breaking it at a node. Out of it: its best node as head.
    broken = table[np.ix_(cycle, rest)] - table[cycle, heads[cycle]][:, None]
    leaving = table[np.ix_(rest, cycle)]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    small[:-1, :-1] = table[np.ix_(rest, rest)]
    small[-1, :-1], small[:-1, -1] = broken.max(0), leaving.max(1)
    return small, _Fold(rest, cycle, heads, broken.argmax(0), leaving.argmax(1))


def _unfold(small: Numbers, fold: _Fold) -> Numbers:
    heads = fold.heads.copy()
    joined = len(fold.rest)
    above = small[:joined]
    heads[fold.rest] = np.where(
        above == joined, fold.cycle[fold.left], fold.rest[np.minimum(above, joined - 1)]
    )
    heads[0] = 0
    entry = int(small[joined])
    heads[fold.cycle[fold.entered[entry]]] = fold.rest[entry]
    return heads
