"""The stretches of words that two accounts share, from places where a shingle of both is the same."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.model import SharedText, Span
from dragoman.stories.shingles import Worded

#: Fewer words in a row are no shared text: phrases that anybody may write.
FEWEST = 8

Match = tuple[int, int, int]


def shared_text(left: Worded, right: Worded, seeds: Iterable[tuple[int, int]]) -> tuple[SharedText, ...]:
    """Matches around ``seeds`` (word number left, right), as long as the words go on being the same, in page order.

    No word is in two matches: where two would overlap, the longer one keeps it.
    """
    taken_left: NDArray[np.bool_] = np.zeros(len(left.words), np.bool_)
    taken_right: NDArray[np.bool_] = np.zeros(len(right.words), np.bool_)
    chosen: list[Match] = []
    for at, to, size in sorted(_matches(left, right, seeds), key=lambda one: (-one[2], one)):
        free = ~(taken_left[at : at + size] | taken_right[to : to + size])
        for start, length in _runs(free):
            if length >= FEWEST:
                chosen.append((at + start, to + start, length))
                taken_left[at + start : at + start + length] = True
                taken_right[to + start : to + start + length] = True
    return tuple(
        SharedText(left=_span(left, at, size), right=_span(right, to, size), words=size)
        for at, to, size in sorted(chosen)
    )


def _matches(left: Worded, right: Worded, seeds: Iterable[tuple[int, int]]) -> set[Match]:
    """Each seed's whole match; a seed inside one that is known already is passed over."""
    reached: dict[int, int] = {}
    found: set[Match] = set()
    for at, to in sorted(seeds):
        if reached.get(at - to, -1) > at:
            continue
        before = _same(left, right, at - 1, to - 1, -1)
        after = _same(left, right, at, to, 1)
        if after > 0:
            reached[at - to] = at + after
            found.add((at - before, to - before, before + after))
    return {one for one in found if one[2] >= FEWEST}


def _same(left: Worded, right: Worded, at: int, to: int, step: int) -> int:
    """How many words from here on are the same, in the stretches in which both places lie (the seed's, backwards)."""
    size = min(len(left.words) - at, len(right.words) - to) if step > 0 else min(at, to) + 1
    if size <= 0:
        return 0
    one, two = (_slice(place, size, step) for place in (at, to))
    home, away = left.stretches[at if step > 0 else at + 1], right.stretches[to if step > 0 else to + 1]
    same: NDArray[Any] = (
        (left.words[one] == right.words[two]) & (left.stretches[one] == home) & (right.stretches[two] == away)
    )
    return size if same.all() else int(np.argmin(same))


def _slice(place: int, size: int, step: int) -> slice:
    if step > 0:
        return slice(place, place + size)
    end = place - size
    return slice(place, end if end >= 0 else None, -1)


def _runs(free: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Start and length of each run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], free, [False]]).astype(np.int8)))
    return [(int(start), int(end - start)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _span(worded: Worded, at: int, size: int) -> Span:
    return Span(page=worded.page, start=int(worded.starts[at]), end=int(worded.ends[at + size - 1]))
