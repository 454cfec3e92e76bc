"""The words of an account with their places, and hashes of every few words in a row."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dragoman.stories.account import Account
from dragoman.text.fold import INVISIBLE, level

#: A shingle is so many words in a row.
SHINGLE = 5
#: Of so many shingles in a row one at least is kept: a match of SHINGLE + WINDOW - 1 words is never missed.
WINDOW = 4

_UNSEEN = "".join(sorted(INVISIBLE))
_WORD = re.compile(rf"\w+(?:[{_UNSEEN}]+\w+)*")
_DROP = {ord(one): None for one in INVISIBLE}
_FACTOR = np.uint64(0x9E3779B97F4A7C15)

Hashes: TypeAlias = NDArray[np.uint64]
Places: TypeAlias = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """The words of an account's body: hashes of the folded words, and where each stands (code points of the page).

    ``stretches`` number the stretches of body that nothing but white space interrupts: no match goes beyond one.
    """

    page: str
    words: Hashes
    starts: Places
    ends: Places
    stretches: Places

    def without(self, furniture: NDArray[np.bool_]) -> Worded:
        """Without some words; a stretch ends where one was taken out."""
        kept = ~furniture
        breaks = np.cumsum(furniture) + self.stretches * (len(furniture) + 1)
        return Worded(
            page=self.page,
            words=self.words[kept],
            starts=self.starts[kept],
            ends=self.ends[kept],
            stretches=breaks[kept],
        )


def words_of(account: Account) -> Worded:
    """The words of the body of ``account``, furniture of the outlet among them."""
    plain = level(account.text)
    places: list[tuple[int, int, int]] = []
    hashes = []
    met: dict[str, int] = {}
    stretch, before = 0, 0
    for span in account.body:
        if plain[before : span.start].strip():
            stretch += 1
        for found in _WORD.finditer(plain, span.start, span.end):
            places.append((found.start(), found.end(), stretch))
            word = found.group()
            if word not in met:
                met[word] = _hash(word)
            hashes.append(met[word])
        before = span.end
    columns = np.array(places, np.int64).reshape(-1, 3)
    return Worded(
        page=account.page,
        words=np.array(hashes, np.uint64),
        starts=columns[:, 0],
        ends=columns[:, 1],
        stretches=columns[:, 2],
    )


def _hash(word: str) -> int:
    seen = word if word.isascii() else word.translate(_DROP)
    return int.from_bytes(
        hashlib.blake2b(seen.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )


def shingles(worded: Worded) -> Hashes:
    """The hash of each :data:`SHINGLE` words in a row, by the place of the first; none of fewer words."""
    size = len(worded.words) - SHINGLE + 1
    if size <= 0:
        return np.zeros(0, np.uint64)
    mixed: Hashes = np.zeros(size, np.uint64)
    for at in range(SHINGLE):
        mixed = mixed * _FACTOR + worded.words[at : at + size]
        mixed ^= mixed >> np.uint64(29)
    return mixed


def winnowed(hashes: Hashes) -> NDArray[Any]:
    """The places of the shingles that stand for all: the least of each :data:`WINDOW` in a row, the last where several are."""
    if len(hashes) <= WINDOW:
        return np.arange(len(hashes))
    windows = np.lib.stride_tricks.sliding_window_view(hashes, WINDOW)
    last = WINDOW - 1 - np.argmin(windows[:, ::-1], axis=1)
    return np.unique(last + np.arange(len(windows)))
