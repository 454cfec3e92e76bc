"""How alike two accounts are, for those pairs of many that have something in common.

The likeness of two accounts depends on nothing but the two. It is a whole number, :data:`FULL` for the same words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.stories.terms import UNIT, Keys, Terms

#: The likeness of accounts that weigh all words the same. Divides by what the parts weigh: 2 with titles, 1.5 without.
FULL = 6 * UNIT * UNIT
#: Likeness below this counts as none.
LEAST = FULL * 6 // 100
#: Two accounts are compared where their leading words alone come to this much of the likeness of two bodies.
MEETING = UNIT * UNIT // 200
#: Accounts of days that lie further apart than this are a little less alike...
NEAR_DAYS = 3
#: ...by this fraction.
FAR = (17, 20)

Edges = dict[tuple[str, str], int]


class Index:
    """Accounts by their words, as columns. ``ids`` are the pages, sorted."""

    def __init__(self, terms: Mapping[str, Terms], days: Mapping[str, date | None]) -> None:
        self.ids = sorted(terms)
        self._terms = [terms[one] for one in self.ids]
        self._days = np.array([day.toordinal() if (day := days[one]) else 0 for one in self.ids], np.int64)
        self._titled = np.array([one.titled for one in self._terms], np.bool_)
        self._leading = _Columns([one.leading for one in self._terms])
        self._keys = _Columns([one.keys for one in self._terms])
        self._dense: NDArray[np.int64] = np.zeros(self._keys.distinct, np.int64)
        self._post()

    def _post(self) -> None:
        """For each leading word, the accounts that it leads to."""
        weights = np.concatenate([one.leading_weights for one in self._terms] or [np.zeros(0, np.int64)])
        order = np.argsort(self._leading.numbers, kind="stable")
        self._posted = self._leading.owners[order]
        self._posted_weights = weights[order].astype(np.float64)
        starts: Any = np.searchsorted(self._leading.numbers[order], np.arange(self._leading.distinct + 1))
        self._starts: list[int] = list(starts.tolist())

    def edges(self, new: Sequence[str]) -> Edges:
        """The likenesses of at least :data:`LEAST` between a page of ``new`` and any other, by the sorted pair."""
        place = {one: at for at, one in enumerate(self.ids)}
        fresh: NDArray[np.bool_] = np.zeros(len(self.ids), np.bool_)
        fresh[[place[one] for one in new]] = True
        out: Edges = {}
        for one in sorted(new):
            at = place[one]
            others = self._meeting(at)
            # A pair of two new pages is taken once, from its first.
            others = others[(others != at) & (~fresh[others] | (others > at))]
            for other, likeness in zip(others.tolist(), self._likeness(at, others).tolist(), strict=True):
                if likeness >= LEAST:
                    out[min(one, self.ids[other]), max(one, self.ids[other])] = likeness
        return out

    def _meeting(self, at: int) -> NDArray[np.int64]:
        numbers = self._leading.of(at).tolist()
        weights = self._terms[at].leading_weights.tolist()
        if not numbers:
            return np.zeros(0, np.int64)
        ranges = [slice(self._starts[n], self._starts[n + 1]) for n in numbers]
        posted = np.concatenate([self._posted[one] for one in ranges])
        # Floats, but of whole numbers far below 2^53: the sums are exact.
        products = np.concatenate(
            [self._posted_weights[one] * weight for one, weight in zip(ranges, weights, strict=True)]
        )
        sums = np.bincount(posted, products, len(self.ids))
        return np.flatnonzero(sums >= MEETING)

    def _likeness(self, at: int, others: NDArray[np.int64]) -> NDArray[np.int64]:
        if not others.size:
            return np.zeros(0, np.int64)
        dense, mine = self._dense, self._keys.of(at)
        dense[mine] = self._terms[at].weights
        each = others.tolist()
        numbers = np.concatenate([self._keys.of(other) for other in each])
        weights = np.concatenate([self._terms[other].weights for other in each])
        sizes = self._keys.sizes[others]
        sums = np.add.reduceat(np.append(dense[numbers] * weights, 0), np.cumsum(sizes) - sizes)
        dense[mine] = 0
        both = self._titled[at] & self._titled[others]
        full = np.where(both, 3, 4) * sums
        mine_day, days = self._days[at], self._days[others]
        far = (mine_day > 0) & (days > 0) & (np.abs(days - mine_day) > NEAR_DAYS)
        return np.where(far, full * FAR[0] // FAR[1], full)


class _Columns:
    """Keys of all accounts, numbered from 0 without gaps."""

    def __init__(self, keys: Sequence[Keys]) -> None:
        flat = np.concatenate(keys) if keys else np.zeros(0, np.uint64)
        distinct, numbers = np.unique(flat, return_inverse=True)
        self.distinct = int(distinct.size)
        self.numbers: NDArray[Any] = numbers.astype(np.int64)
        self.sizes = np.array([one.size for one in keys], np.int64)
        self.owners: NDArray[Any] = np.repeat(np.arange(len(keys)), self.sizes)
        self._ends = np.cumsum(self.sizes)

    def of(self, at: int) -> NDArray[Any]:
        """The numbers of the keys of one account."""
        return self.numbers[self._ends[at] - self.sizes[at] : self._ends[at]]
