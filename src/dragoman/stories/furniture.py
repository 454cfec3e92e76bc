"""What an outlet puts on its pages whatever they tell: word for word in several of its stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from dragoman.stories.account import Account
from dragoman.stories.shingles import SHINGLE, Hashes, Worded, shingles

#: A shingle of so many stories of one outlet is its furniture.
STORIES = 3


def without_furniture(
    accounts: Iterable[Account], worded: Mapping[str, Worded], story_of: Mapping[str, str]
) -> dict[str, Worded]:
    """The words of each account that are no furniture of its outlet. Pages without an outlet or a story keep all."""
    hashes = {page: shingles(one) for page, one in worded.items()}
    of_outlet: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for one in accounts:
        if one.outlet is not None and one.page in story_of:
            of_outlet[one.outlet][story_of[one.page]].append(one.page)
    out = dict(worded)
    for stories in of_outlet.values():
        if len(stories) < STORIES:
            continue
        furniture = _shared(
            np.unique(np.concatenate([hashes[page] for page in pages])) for pages in stories.values()
        )
        if not furniture.size:
            continue
        for page in (page for pages in stories.values() for page in pages):
            out[page] = worded[page].without(_covered(hashes[page], furniture, len(worded[page].words)))
    return out


def _shared(stories: Iterable[Hashes]) -> Hashes:
    distinct, times = np.unique(np.concatenate(list(stories)), return_counts=True)
    return distinct[times >= STORIES]


def _covered(hashes: Hashes, furniture: Hashes, words: int) -> NDArray[np.bool_]:
    """Which words some shingle of furniture covers."""
    covered: NDArray[np.bool_] = np.zeros(words, np.bool_)
    for at in np.flatnonzero(np.isin(hashes, furniture)).tolist():
        covered[at : at + SHINGLE] = True
    return covered
