"""Texts that several pages carry, found by containment: how much of one page lies in another, however much that one adds.

Winnowed shingles in an inverted index lead to pairs; each pair is then matched word by word, so what is told is exact.
Jaccard sketches (MinHash) measure how much two pages share of all that both hold, and so miss the copy that was cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np

from dragoman.model import CopyPair, CopyTrail
from dragoman.stories.account import Account
from dragoman.stories.furniture import without_furniture
from dragoman.stories.matches import shared_text
from dragoman.stories.shingles import Worded, shingles, winnowed, words_of
from dragoman.text.fold import level

#: Pages are one source where so much of either is shared text.
ONE_SOURCE = 0.3
#: A shingle that comes again in one page is followed from its first so many places.
AGAIN = 4

Seeds = dict[tuple[int, int], list[tuple[int, int]]]


def find_copies(
    accounts: Iterable[Account], story_of: Mapping[str, str] | None = None
) -> tuple[CopyPair, ...]:
    """All pairs of pages that share eight words in a row or more, in the order of their ids.

    ``story_of`` gives the story (or storyline) of each page: what stands in three stories of one outlet is its furniture
    and counts as no text. Without it only what lies outside ``Account.body`` is left out.
    """
    known = {one.page: one for one in sorted(accounts, key=lambda one: one.page)}
    worded = {page: words_of(one) for page, one in known.items()}
    if story_of is not None:
        worded = without_furniture(known.values(), worded, story_of)
    pages = list(known)
    out = []
    for (one, two), seeds in sorted(_meetings([worded[page] for page in pages]).items()):
        pair = _pair(known[pages[one]], known[pages[two]], worded[pages[one]], worded[pages[two]], seeds)
        if pair is not None:
            out.append(pair)
    return tuple(out)


def compare_texts(left: Account, right: Account) -> CopyPair | None:
    """What two accounts share, in the order given; None where no eight words in a row. A page with itself shares all."""
    one, two = words_of(left), words_of(right)
    return _pair(left, right, one, two, _meetings([one, two]).get((0, 1), []))


def independent_sources(
    pages: Iterable[str], copies: Iterable[CopyPair], least: float = ONE_SOURCE
) -> tuple[tuple[str, ...], ...]:
    """``pages`` by where their text is from: those that share at least ``least`` of either, and what hangs on them, are one.

    Their number is that of independent sources. Pages sorted, groups in order; pairs with other pages are passed over.
    """
    head = {page: page for page in pages}

    def find(page: str) -> str:
        while head[page] != page:
            page = head[page]
        return page

    for one in copies:
        if one.containment >= least and all(page in head for page in one.pages):
            first, second = sorted(map(find, one.pages))
            head[second] = first
    groups: dict[str, list[str]] = {}
    for page in sorted(head):
        groups.setdefault(find(page), []).append(page)
    return tuple(tuple(group) for group in groups.values())


def _meetings(worded: Sequence[Worded]) -> Seeds:
    """By pair of numbers: the places (word left, word right) at which both have a shingle in common."""
    hashes, owners, places = [], [], []
    for number, page in enumerate(worded):
        every = shingles(page)
        kept = winnowed(every)
        hashes.append(every[kept])
        owners.append(np.full(len(kept), number))
        places.append(kept)
    if not hashes:
        return {}
    flat, owner, place = (np.concatenate(column) for column in (hashes, owners, places))
    order = np.lexsort((place, owner, flat))
    flat, owner, place = flat[order], owner[order], place[order]
    bounds = np.flatnonzero(np.concatenate([[True], flat[1:] != flat[:-1], [True]]))
    seeds: Seeds = {}
    for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        if end - start < 2:
            continue
        by_owner: dict[int, list[int]] = {}
        for number, at in zip(owner[start:end].tolist(), place[start:end].tolist(), strict=True):
            by_owner.setdefault(number, []).append(at)
        for one, two in combinations(by_owner, 2):
            seeds.setdefault((one, two), []).extend(
                (left, right) for left in by_owner[one][:AGAIN] for right in by_owner[two][:AGAIN]
            )
    return seeds


def _pair(
    left: Account, right: Account, one: Worded, two: Worded, seeds: Sequence[tuple[int, int]]
) -> CopyPair | None:
    shared = shared_text(one, two, seeds)
    if not shared:
        return None
    words = sum(match.words for match in shared)
    trail, first = _trail(left, right)
    return CopyPair(
        pages=(left.page, right.page),
        shared=shared,
        shares=(words / len(one.words), words / len(two.words)),
        trail=trail,
        first=first,
    )


def _trail(left: Account, right: Account) -> tuple[CopyTrail, str | None]:
    """Which page had the text first: the one whose outlet the other alone names, unless it is later; else the earlier one."""
    days = left.published, right.published
    earlier = None
    if days[0] is not None and days[1] is not None and days[0] != days[1]:
        earlier = left if days[0] < days[1] else right
    named = [one for one, other in ((left, right), (right, left)) if _is_named(one, other)]
    if left.page != right.page and len(named) == 1 and earlier in (None, named[0]):
        return CopyTrail.COPIED, named[0].page
    if earlier is not None:
        return CopyTrail.FIRST_SEEN, earlier.page
    return CopyTrail.OPEN, None


def _is_named(account: Account, by: Account) -> bool:
    """Whether the text of ``by`` names the outlet of ``account``, another than its own."""
    if account.outlet is None or account.outlet == by.outlet:
        return False
    text = level(by.text)
    return any(
        re.search(rf"(?<!\w){re.escape(level(name))}(?!\w)", text) for name in account.names if name.strip()
    )
