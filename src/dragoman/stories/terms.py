"""The weighted words of an account: whole numbers, so that sums are exact and no order of adding matters."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

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

Keys = NDArray[np.uint64]
Weights = NDArray[np.int64]


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
        self._rarity = rarity
        self._met: dict[str, tuple[int, float]] = {}

    def read(self, account: Account) -> Terms:
        """The terms of one account."""
        title = raw_words(account.title or "")
        body = [word for span in account.body for word in raw_words(account.text[span.start : span.end])]
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

    def _weighed(self, words: Iterable[str], share: float) -> tuple[Keys, Weights]:
        met, counts = self._met, dict[int, int]()
        rarities = dict[int, float]()
        for word, times in Counter(words).items():
            known = met.get(word)
            if known is None:
                known = met[word] = self._meet(word)
            key, rarity = known
            if rarity > 0:
                counts[key] = counts.get(key, 0) + times
                rarities[key] = rarity
        size = len(counts)
        keys = np.fromiter(counts.keys(), np.uint64, size)
        times = np.fromiter(counts.values(), np.int64, size)
        weights = (1.0 + _LOGARITHMS[np.minimum(times, _MOST)]) * np.fromiter(
            rarities.values(), np.float64, size
        )
        length = math.sqrt(math.fsum((weights * weights).tolist())) or 1.0
        return keys, np.rint(weights * (UNIT * math.sqrt(share) / length)).astype(np.int64)

    def _meet(self, word: str) -> tuple[int, float]:
        root = stem(word)
        digest = hashlib.blake2b(root.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        # The last two bits are free for the part.
        return int.from_bytes(digest, "big") & ~3, self._rarity.weight(root)


_MOST = 4095
_LOGARITHMS: NDArray[Any] = np.array([0.0, *(math.log(times) for times in range(1, _MOST + 1))])
