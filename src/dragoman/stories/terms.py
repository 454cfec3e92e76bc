"""The weighted words of an account: whole numbers, so that sums are exact and no order of adding matters."""

from __future__ import annotations

import hashlib
import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dragoman.stories.account import Account
from dragoman.stories.rarity import Rarity, raw_words, stem

#: So many units is the length of the vector of a part.
UNIT = 1 << 14
#: The opening is the title and so many words of the body.
OPENING = 60
#: So many of the heaviest words of an account lead to others.
LEADING = 40
#: What title and opening weigh beside the body's 1.
BESIDE = 0.5

Keys: TypeAlias = NDArray[np.uint64]
Weights: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The words of an account: ``keys`` (hashes, a word of the title's another than the body's) and their ``weights``.

    ``leading`` and ``leading_weights`` are the body's heaviest words. ``titled`` tells whether there are words in the title.
    """

    keys: Keys
    weights: Weights
    leading: Keys
    leading_weights: Weights
    titled: bool


class TermReader:
    """Reads the terms of accounts, and remembers the words it has met."""

    def __init__(self, rarity: Rarity) -> None:
        self._met = _Met(rarity)

    def read(self, account: Account) -> Terms:
        """The terms of one account."""
        number_of = self._met.__getitem__
        title = list(map(number_of, raw_words(account.title or "")))
        body: list[int] = []
        for span in account.body:
            body.extend(map(number_of, raw_words(account.text[span.start : span.end])))
        parts = [
            self._weighed(body, 1.0),
            self._weighed(title, BESIDE),
            self._weighed(title + body[:OPENING], BESIDE),
        ]
        keys, weights = parts[0]
        order = np.lexsort((keys, -weights))[:LEADING]
        # A part's keys are moved by its number: in a sum over all keys each part meets only itself.
        moved = [part[0] + np.uint64(number) for number, part in enumerate(parts)]
        return Terms(
            keys=np.concatenate(moved),
            weights=np.concatenate([part[1] for part in parts]),
            leading=keys[order],
            leading_weights=weights[order],
            titled=bool(parts[1][0].size),
        )

    def _weighed(self, numbers: Sequence[int], share: float) -> tuple[Keys, Weights]:
        distinct, times = np.unique(np.array(numbers, np.int64), return_counts=True)
        keys, rarities = self._met.of(distinct)
        weights = (1.0 + _LOGARITHMS[np.minimum(times, _MOST)]) * rarities
        counted = weights > 0
        keys, weights = keys[counted], weights[counted]
        # An exact sum: the numbers of words depend on what was met before, and so does their order.
        length = math.sqrt(math.fsum((weights * weights).tolist())) or 1.0
        return keys, np.rint(weights * (UNIT * math.sqrt(share) / length)).astype(np.int64)


class _Met(dict[str, int]):
    """The number of each word, and under it the key and the rarity of its stem; a new word is given one when it is asked for."""

    def __init__(self, rarity: Rarity) -> None:
        super().__init__()
        self._rarity = rarity
        self._stems: dict[str, int] = {}
        self._keys = array("Q")
        self._rarities = array("d")

    def __missing__(self, word: str) -> int:
        root = stem(word)
        number = self._stems.get(root)
        if number is None:
            number = self._stems[root] = len(self._keys)
            digest = hashlib.blake2b(root.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            # The last two bits are free for the part.
            self._keys.append(int.from_bytes(digest, "big") & ~3)
            # Single letters say nothing.
            self._rarities.append(self._rarity.weight(root) if len(root) > 1 or root.isdigit() else 0.0)
        self[word] = number
        return number

    def of(self, numbers: NDArray[np.int64]) -> tuple[Keys, NDArray[np.float64]]:
        """Keys and rarities of some numbers."""
        if not numbers.size:
            return np.zeros(0, np.uint64), np.zeros(0, np.float64)
        # Views: while one is held, nothing can be added. Taking from them copies.
        return np.frombuffer(self._keys, np.uint64)[numbers], np.frombuffer(self._rarities, np.float64)[
            numbers
        ]


_MOST = 4095
_LOGARITHMS: NDArray[Any] = np.array([0.0, *(math.log(times) for times in range(1, _MOST + 1))])
