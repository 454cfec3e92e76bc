"""The best sequence of tags for each sentence of a batch, by Viterbi's rule over all of them at once.

``steps`` is a table (tags + 1, tags + 1): the score of the column's tag after the row's, the last row for what
begins a sentence, the last column for what ends one.
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
    """``steps`` with :data:`NEVER` where an I would continue nothing of its kind.

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
    """The best tags (sentence, word) for scores (sentence, word, tag); beyond a sentence's length they mean nothing.

    ``lengths`` counts words, at least one. Of equal sequences the one with the smaller tag numbers wins, decided
    from the end. A sentence's tags do not depend on the others.
    """
    sentences, words, tags = scores.shape
    between = np.ascontiguousarray(steps[:tags, :tags].T)  # (tag, tag before)
    best = scores[:, 0] + steps[tags, :tags]
    back = np.empty((words, sentences, tags), np.int64)
    ends = np.empty((words, sentences, tags), np.float32)  # the best score of each last tag
    ends[0] = best
    for at in range(1, words):
        longer = best[:, None, :] + between
        back[at] = longer.argmax(2)
        best = ends[at] = longer.max(2) + scores[:, at]
    rows = np.arange(sentences)
    last = (ends[lengths - 1, rows] + steps[:tags, tags]).argmax(1)
    return _followed(back, last, lengths, rows)


def _followed(back: Numbers, last: Numbers, lengths: Numbers, rows: Numbers) -> Numbers:
    out: Numbers = np.zeros((len(rows), len(back)), np.int64)
    tag = last
    for at in range(len(back) - 1, -1, -1):
        out[:, at] = tag
        if at:
            tag = np.where(at < lengths, back[at][rows, tag], tag)
    return out


def sureness(scores: Floats, tags: Numbers) -> Floats:
    """The share (sentence, word), 0 to 1 in steps of a thousandth, that a word's own scores give its tag."""
    grown = np.exp(scores - scores.max(2, keepdims=True))
    taken = np.take_along_axis(grown, tags[:, :, None], 2)[:, :, 0]
    share: Floats = np.round(taken / grown.sum(2), 3)
    return share
