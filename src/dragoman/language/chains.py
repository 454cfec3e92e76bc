"""The best sequence of tags for each sentence, by Viterbi's rule over all sentences and chains at once.

Words stand in a row, the sentences behind each other. ``steps`` is a table (tags + 1, tags + 1) for each chain: the
score of the column's tag after the row's, the last row for what begins a sentence, the last column for what ends one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Numbers: TypeAlias = NDArray[np.int64]
NEVER = np.float32(-1.0e9)


def lawful(steps: Floats, tags: Sequence[str], *, goes_on: bool) -> Floats:
    """The table ``steps`` of one chain with :data:`NEVER` where an I would continue nothing of its kind.

    ``goes_on``: an I may begin a sentence, because what it continues may stand in the one before.
    """
    out = steps.astype(np.float32, copy=True)
    for column, tag in enumerate(tags):
        if tag[0] != "I":
            continue
        for row, before in enumerate(tags):
            if before[0] == "O" or before[1:] != tag[1:]:
                out[row, column] = NEVER
        if not goes_on:
            out[len(tags), column] = NEVER
    return out


def best_tags(scores: Floats, steps: Floats, lengths: Numbers) -> Numbers:
    """The best tags (chain, word) for scores (chain, word, tag) and their tables (chain, tags + 1, tags + 1).

    ``lengths`` counts the words of each sentence, at least one. Of equal sequences the one with the smaller tag
    numbers wins, decided from the end. A sentence's tags do not depend on the others.
    """
    tags = scores.shape[2]
    order, parts = _by_place(lengths)
    by_place = scores[:, order]
    between = np.ascontiguousarray(steps[:, None, :tags, :tags].swapaxes(2, 3))  # (chain, 1, tag, tag before)
    best = by_place[:, parts[0]] + steps[:, None, tags, :tags]
    back: list[Numbers] = []
    for part in parts[1:]:
        many = part.stop - part.start
        longer = best[:, :many, None, :] + between
        back.append(longer.argmax(3))
        best[:, :many] = longer.max(3) + by_place[:, part]
    tag = (best + steps[:, None, :tags, tags]).argmax(2)
    found: Numbers = np.empty(by_place.shape[:2], np.int64)
    for part, before in zip(parts[:0:-1], back[::-1], strict=True):
        many = part.stop - part.start
        found[:, part] = tag[:, :many]
        tag[:, :many] = np.take_along_axis(before, tag[:, :many, None], 2)[:, :, 0]
    found[:, parts[0]] = tag
    out = np.empty_like(found)
    out[:, order] = found
    return out


def _by_place(lengths: Numbers) -> tuple[Numbers, list[slice]]:
    """The words by their place in their sentence, those of longer sentences first; where each place's words stand.

    So the first words of the list are those of all sentences, and at every place only those that go on are left.
    """
    order = np.argsort(-lengths, kind="stable")
    starts = (np.cumsum(lengths) - lengths)[order]
    # How many sentences have a word at each place.
    longer: Numbers = np.searchsorted(-lengths[order], -np.arange(int(lengths.max())))
    counts: list[int] = longer.tolist()
    ends: list[int] = np.cumsum(counts).tolist()
    parts = [slice(end - many, end) for end, many in zip(ends, counts, strict=True)]
    words: Numbers = np.concatenate([starts[:many] + at for at, many in enumerate(counts)])
    return words, parts


def sureness(scores: Floats, tags: Numbers) -> NDArray[np.float64]:
    """The share (chain, word), 0 to 1 in steps of a thousandth, that a word's own scores give its tag."""
    grown = np.exp(scores - scores.max(2, keepdims=True))
    taken = np.take_along_axis(grown, tags[:, :, None], 2)[:, :, 0]
    share: NDArray[np.float64] = np.round((taken / grown.sum(2)).astype(np.float64), 3)
    return share
