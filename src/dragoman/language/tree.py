"""Scores of arcs to trees with exactly one root.

The best head of each word alone is a tree already for most sentences: that is looked at for a whole batch at once.
For the others the best tree is found exactly, by the rule of Chu and Liu and of Edmonds. All arcs from the root are
made so much worse that the best tree uses one of them only; among the trees with one it is still the best.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.floating]
Table: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.int64]


def trees(arcs: Floats, lengths: Numbers) -> Numbers:
    """Heads (sentence, word), counted from 1 with 0 the root; 0 beyond a sentence's length.

    ``arcs`` holds scores (sentence, word, head) with head 0 the root, finite; ``lengths`` counts words, at least one.
    """
    words = arcs.shape[1]
    places = np.arange(words + 1)
    shown = np.where(places > lengths[:, None, None], -np.inf, arcs)
    shown[:, places[:-1], places[1:]] = -np.inf  # no word is its own head
    heads = shown.argmax(2)
    heads[places[1:] > lengths[:, None]] = 0
    for row in np.flatnonzero(~_single_rooted(heads, lengths)):
        count = int(lengths[row])
        heads[row, :count] = best_tree(arcs[row, :count, : count + 1])
    return heads


def _single_rooted(heads: Numbers, lengths: Numbers) -> NDArray[np.bool_]:
    """Whether each sentence's heads are a tree with one root: from every word the way up ends at 0."""
    inside = np.arange(1, heads.shape[1] + 1) <= lengths[:, None]
    one: NDArray[np.bool_] = ((heads == 0) & inside).sum(1) == 1
    up = np.concatenate([np.zeros((len(heads), 1), np.int64), heads], 1)
    for _ in range(int(heads.shape[1]).bit_length()):
        up = np.take_along_axis(up, up, 1)
    return one & (up == 0).all(1)


@dataclass(frozen=True, slots=True)
class _Fold:
    """A cycle that was made one node: the table's nodes outside it, its nodes, its arcs, where it is entered and left."""

    rest: Numbers
    cycle: Numbers
    heads: Numbers
    entered: Numbers
    left: Numbers


def best_tree(arcs: Floats) -> Numbers:
    """The heads (word) of the best tree with one root; scores (word, head), head 0 the root."""
    table = _one_root(arcs)
    folds: list[_Fold] = []
    heads = _best_heads(table)
    while (cycle := _cycle(heads)) is not None:
        table, fold = _fold(table, heads, cycle)
        folds.append(fold)
        heads = _best_heads(table)
    for fold in reversed(folds):
        heads = _unfold(heads, fold)
    return heads[1:]


def _one_root(arcs: Floats) -> Table:
    """The scores as a table (node, head) in which one arc from the root is better than two, whatever they score."""
    words = len(arcs)
    table = np.full((words + 1, words + 1), -np.inf)
    table[1:] = arcs
    np.fill_diagonal(table, -np.inf)
    table[1:, 0] -= (words + 1) * (float(arcs.max()) - float(arcs.min()) + 1.0)
    return table


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
