"""Where each comment of a group starts and ends: the largest element around its anchor that holds no other's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.pages.marked.sheet import Sheet, tokens_of_class

_HIGHEST = 14
_TOPS = frozenset({"html", "body", "main"})
#: Of the elements around the anchors, so many must be of one kind.
_ALIKE = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """The elements of one group of comments, in document order, and the element around them all.

    ``stops[i]`` is the first element that no longer belongs to item i (its nested items lie in between).
    """

    roots: tuple[int, ...]
    stops: tuple[int, ...]
    around: int


def items_of(sheet: Sheet, anchors: Sequence[int]) -> tuple[int, ...]:
    """For each anchor the largest element that holds no earlier one, as long as these elements are alike."""
    current = list(anchors)
    for _ in range(_HIGHEST):
        above = [sheet.parents[at] for at in current]
        if min(above) < 0 or len(set(above)) < len(above) or not _alike(sheet, above):
            break
        current = above
    return _levelled(sheet, current)


def _alike(sheet: Sheet, elements: Sequence[int]) -> bool:
    tags = Counter(sheet.tree.tags[at] for at in elements)
    tag, most = tags.most_common(1)[0]
    if most < _ALIKE * len(elements) or tag in _TOPS:
        return False
    tokens: Counter[str] = Counter()
    bare = 0
    for at in elements:
        own = set(tokens_of_class(sheet.classes[at]))
        tokens.update(own)
        bare += not own
    shared = tokens.most_common(1)[0][1] if tokens else 0
    return max(shared, bare) >= _ALIKE * len(elements)


def _levelled(sheet: Sheet, elements: list[int]) -> tuple[int, ...]:
    """Elements that stand deeper than the others of their kind are replaced by the one around them of that kind."""
    shapes = [sheet.shape(at) for at in elements]
    usual = Counter(shapes).most_common(1)[0][0]
    out: list[int] = []
    before = -1
    for at, shape in zip(elements, shapes, strict=True):
        chosen = at
        if shape != usual:
            for _, up in zip(range(3), sheet.above(at), strict=False):
                if up <= before:
                    break
                if sheet.shape(up) == usual:
                    chosen = up
        out.append(chosen)
        before = chosen
    return tuple(out)


def bounded(sheet: Sheet, roots: Sequence[int], *, follows: bool) -> Items:
    """The items with their ends. With ``follows`` what stands after an element up to the next is its item's too."""
    stops = []
    gaps: list[int] = []
    for number, root in enumerate(roots):
        stop = sheet.ends[root]
        if follows:
            up = sheet.parents[root]
            limit = sheet.ends[up] if up >= 0 else stop
            after = roots[number + 1] if number + 1 < len(roots) else limit
            if number + 1 < len(roots):
                gaps.append(min(after, limit) - root)
                stop = max(stop, min(after, limit))
            elif gaps:
                # The last item is no longer than the others: what stands under the thread is not its own.
                stop = max(stop, _last_stop(sheet, root, limit, _siblings(sheet, roots)))
        stops.append(stop)
    return Items(roots=tuple(roots), stops=tuple(stops), around=around(sheet, roots))


def _siblings(sheet: Sheet, roots: Sequence[int]) -> int:
    """How many elements beside its own an item usually has."""
    counts: Counter[int] = Counter()
    for root, after in pairwise(roots):
        at, count = sheet.ends[root], 0
        while at < after and sheet.parents[at] == sheet.parents[root]:
            at, count = sheet.ends[at], count + 1
        counts[count] += 1
    return counts.most_common(1)[0][0] if counts else 0


def _last_stop(sheet: Sheet, root: int, limit: int, siblings: int) -> int:
    at = sheet.ends[root]
    for _ in range(siblings):
        if at >= limit:
            break
        at = sheet.ends[at]
    return at


def around(sheet: Sheet, elements: Sequence[int]) -> int:
    """The innermost element around all of ``elements`` that is none of them."""
    first, last = elements[0], elements[-1]
    for up in sheet.above(first):
        if sheet.ends[up] > last:
            return up
    return 0


def owners_of(sheet: Sheet, items: Items) -> dict[int, int]:
    """For every element of the items, the number of the innermost item it belongs to."""
    owners: dict[int, int] = {}
    open_items: list[int] = []
    number = 0
    at = items.roots[0]
    count = len(items.roots)
    while at < len(sheet.ends):
        while open_items and at >= items.stops[open_items[-1]]:
            open_items.pop()
        while number < count and items.roots[number] <= at:
            if items.roots[number] == at or items.stops[number] > at:
                open_items.append(number)
            number += 1
        if open_items:
            owners[at] = open_items[-1]
            at += 1
        elif number < count:
            at = items.roots[number]
        else:
            break
    return owners
