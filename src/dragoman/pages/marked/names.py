"""Names that no attribute gives away: short words above or under a comment that differ from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from dragoman.pages.marked.groups import Evidence, Group
from dragoman.pages.marked.sheet import folded

#: The element of a text, the one around it, and its number among the short texts of that kind in the item.
_Place: TypeAlias = "tuple[tuple[str, str], tuple[str, str], int]"

_LONGEST_NAME = 45
_MOST_WORDS = 6
_LONGEST_HOLDER = 400
#: A place must hold words in so many of the items.
_USUAL = 0.6
_STRONG = frozenset("b strong cite dt h3 h4 h5 h6".split())


def plain_authors(
    evidence: Evidence, group: Group, bodies: Sequence[Sequence[int]], rest: set[int], titles: set[int]
) -> dict[int, int]:
    """For each item the element with the name of who wrote it, where one place in the items holds names."""
    places = _places(evidence, group, bodies, rest)
    count = len(group.items.roots)
    best: tuple[float, dict[int, int]] | None = None
    for place, holders in places.items():
        names = {_shown(evidence, at) for at in holders.values()}
        if len(holders) < max(2, _USUAL * count) or len(names) < min(2, len(holders)):
            continue
        worth = (
            len(holders) / count
            + 0.5 * len(names) / len(holders)
            + _told_name(evidence, place, holders)
            - 0.4 * any(at in titles for at in holders.values())
        )
        if best is None or worth > best[0]:
            best = worth, holders
    return best[1] if best is not None else {}


def _places(
    evidence: Evidence, group: Group, bodies: Sequence[Sequence[int]], rest: set[int]
) -> dict[_Place, dict[int, int]]:
    """The short texts of the items that are no date, button, title or part of a body, by where they stand."""
    sheet, tree = evidence.sheet, evidence.sheet.tree
    shut = rest.union(*(set(body) for body in bodies))
    found: dict[_Place, dict[int, int]] = {}
    counts: dict[tuple[int, tuple[str, str], tuple[str, str]], int] = {}
    first, last = min(sheet.first[at] for at in group.items.roots), sheet.last[group.items.around]
    for node in range(first, last + 1):
        holder = tree.holders[node]
        number = group.owners.get(holder)
        if number is None or evidence.tells(node) is not None or holder in group.items.roots:
            continue
        plain = folded(sheet.node(node))
        if (
            not 1 < len(plain) <= _LONGEST_NAME
            or len(plain.split()) > _MOST_WORDS
            or not any(map(str.isalpha, plain))
        ):
            continue
        if _shown(evidence, holder) != plain or _shut(evidence, holder, shut, group):
            continue
        shapes = sheet.shape(holder), sheet.shape(tree.parents[holder])
        place = counts[number, *shapes] = counts.get((number, *shapes), 0) + 1
        found.setdefault((*shapes, place), {}).setdefault(number, holder)
    return found


def _shown(evidence: Evidence, holder: int) -> str:
    """The folded text of an element without the dates and buttons in it; "" when it is long."""
    sheet = evidence.sheet
    if sheet.length(holder) > _LONGEST_HOLDER:
        return ""
    nodes = range(sheet.first[holder], sheet.last[holder] + 1)
    return folded(" ".join(sheet.node(node) for node in nodes if evidence.tells(node) is None))


def _shut(evidence: Evidence, holder: int, shut: set[int], group: Group) -> bool:
    for at in (holder, *evidence.sheet.above(holder)):
        if at in shut:
            return True
        if at in group.items.roots:
            return False
    return False


def _told_name(evidence: Evidence, place: _Place, holders: dict[int, int]) -> float:
    """How much speaks for names beside that they differ: a bold word, "by" before or "says" after."""
    sheet = evidence.sheet
    worth = 0.3 if place[0][0] in _STRONG else 0.0
    first = next(iter(holders.values()))
    node = sheet.first[first]
    before = folded(sheet.node(node - 1)) if node else ""
    after = sheet.node(sheet.last[first] + 1)[:40].lower() if sheet.last[first] + 1 < len(sheet.stops) else ""
    if before and evidence.layouts.before_name.search(before[-20:] + " "):
        worth += 0.3
    if evidence.layouts.after_name.match(" " + " ".join(after.split())):
        worth += 0.3
    return worth
