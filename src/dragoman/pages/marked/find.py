"""Finding the comments that a page's markup shows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.model import Page
from dragoman.pages.marked.anchors import find_anchors
from dragoman.pages.marked.found import Marked, Role
from dragoman.pages.marked.groups import ENOUGH, Evidence, Group, groups_of, weigh
from dragoman.pages.marked.named import named_group
from dragoman.pages.marked.parents import answers_of
from dragoman.pages.marked.parts import Parts, parts_of_items
from dragoman.pages.marked.sheet import Sheet, folded, parts_of, tokens_of_class
from dragoman.pages.thread_layouts import ThreadLayouts

_TEMPLATE = re.compile(r"\{\{.{0,80}?\}\}|<%.{0,80}?%>|\$\{.{0,40}?\}|%[A-Z_]{3,30}%")

_PINGED = re.compile(r"\[(?:\.\.\.|…)\].{5,600}\[(?:\.\.\.|…)\]\W*(?:\w+\W*){0,3}$", re.DOTALL)
_EXCERPT = 800
#: A comment that is not shown is a template when there are no more than so many.
_FEW = 2


def find_marked(page: Page, layouts: ThreadLayouts) -> Marked | None:
    """The comments that the markup of ``page`` shows; None where it shows none, and on a page of plain text."""
    if page.tree is None or not page.tree.holders:
        return None
    sheet = Sheet(page, page.tree)
    if not _may_have(sheet, layouts):
        return None
    evidence = Evidence(sheet, layouts, find_anchors(sheet, layouts))
    group = _best(evidence)
    found = named_group(evidence)
    if found is not None and (group is None or _texts(found[1]) > _texts(group)):
        group = found[1]
    return _marked(evidence, group, found[0] if found else None) if group is not None else None


def _texts(group: Group) -> int:
    """How many items of a group hold text."""
    return sum(letters > 0 for letters in group.letters)


def _may_have(sheet: Sheet, layouts: ThreadLayouts) -> bool:
    """Whether any class, id or word of the page says comment, reply or post: without one nothing is looked for."""
    stems = layouts.stems
    # Most pages have one among their classes.
    if stems.search(" ".join(set(sheet.classes)).lower()):
        return True
    labels = {value for pairs in sheet.tree.attributes for name, value in pairs if name in {"id", "itemprop"}}
    return stems.search(" ".join(labels).lower()) is not None or stems.search(sheet.text.lower()) is not None


def _best(evidence: Evidence) -> Group | None:
    """The group that explains most, with the items of its kind that lack its anchors, and what nests in it."""
    groups = [group for group in groups_of(evidence) if group.score >= ENOUGH]
    if not groups:
        return None
    best = completed(evidence, groups[0])
    for other in groups[1:]:
        best = _joined(evidence, best, other)
    return best


def completed(evidence: Evidence, group: Group) -> Group:
    """The group with elements of its kind, beside or inside its items, in which no anchor of its kind stands."""
    sheet = evidence.sheet
    roots = group.items.roots
    usual, often = Counter(sheet.shape(at) for at in roots).most_common(1)[0]
    if len(roots) < 2 or often < 0.5 * len(roots):
        return group
    shared = _shared_tokens(evidence, roots)
    if not shared and usual[0] not in {"li", "tr", "dt", "article"}:
        return group
    places = {sheet.shape(sheet.parents[at]) for at in roots}
    known = set(roots)
    more = [
        at
        for at in range(group.items.around + 1, sheet.ends[group.items.around])
        if at not in known
        and sheet.tree.tags[at] == usual[0]
        and sheet.shape(sheet.parents[at]) in places
        and shared <= set(tokens_of_class(sheet.classes[at]))
        and sheet.length(at) > 0
    ]
    return _widened(evidence, group, more)


def _shared_tokens(evidence: Evidence, roots: Sequence[int]) -> set[str]:
    """The class words that all items bear."""
    tokens = [set(tokens_of_class(evidence.sheet.classes[at])) for at in roots]
    counts = Counter(word for own in tokens for word in own)
    return {word for word, count in counts.items() if count >= 0.95 * len(roots)}


def _joined(evidence: Evidence, best: Group, other: Group) -> Group:
    """The best group with the items of another that stand among its own: answers in a markup of their own."""
    sheet = evidence.sheet
    around = best.items.around
    known = set(best.items.roots)
    more = [at for at in other.items.roots if at not in known]
    if not more or any(not around < at < sheet.ends[around] for at in more):
        return best
    tags = {sheet.tree.tags[at] for at in best.items.roots}
    fresh = [at for at in more if _apart(evidence, best, at)]
    if len(fresh) < len(more) or any(sheet.tree.tags[at] not in tags for at in more):
        return best
    return _widened(evidence, best, more)


def _apart(evidence: Evidence, best: Group, root: int) -> bool:
    """Whether an element is no part of one comment of the group: it holds none of its items' words, nor they its."""
    sheet = evidence.sheet
    owner = best.owners.get(root)
    first = bisect_right(best.items.roots, root)
    if first < len(best.items.roots) and best.items.roots[first] < sheet.ends[root]:
        return False
    return owner is None


def _widened(evidence: Evidence, group: Group, more: Sequence[int]) -> Group:
    if not more:
        return group
    wider = weigh(evidence, sorted({*group.items.roots, *more}))
    if wider is None or wider.score < ENOUGH or sum(wider.letters) < sum(group.letters):
        return group
    return wider


def _marked(evidence: Evidence, group: Group, layout: str | None) -> Marked | None:
    parts = parts_of_items(evidence, group)
    kept = [number for number in range(len(group.items.roots)) if _is_comment(evidence, group, parts, number)]
    if not kept:
        return None
    answers, depths, threaded = answers_of(evidence, group, parts)
    order = {number: place for place, number in enumerate(kept)}
    roles: dict[int, tuple[int, Role]] = {}
    for number in range(len(group.items.roots)):
        roles |= _roles(evidence, group, parts, number, order.get(number))
    for at in parts.rest:
        number = group.owners.get(at, -1)
        if number in order:
            roles.setdefault(at, (order[number], Role.REST))
    return Marked(
        items=tuple(group.items.roots[number] for number in kept),
        roles=roles,
        depths=tuple(depths[number] for number in kept),
        answers=tuple(
            replace(
                answer,
                comment=order[answer.comment],
                parent=None if answer.parent is None else order.get(answer.parent),
            )
            for answer in answers
            if answer.comment in order
        ),
        threaded=threaded,
        layout=layout,
    )


def _is_comment(evidence: Evidence, group: Group, parts: Parts, number: int) -> bool:
    """Whether an item is somebody's comment: no ping, no template, and with words of its own."""
    sheet = evidence.sheet
    root = group.items.roots[number]
    if _is_ping(evidence, root):
        return False
    if _TEMPLATE.search(_own_text(evidence, group, number)) or (
        len(group.items.roots) <= _FEW and _is_hidden(sheet, root)
    ):
        return False
    if not (parts.body[number] or parts.loose[number]):
        return False
    return any(sheet.length(at) for at in parts.body[number]) or parts.loose[number]


def _is_hidden(sheet: Sheet, root: int) -> bool:
    """Whether an item is there for a script to fill: it is not shown."""
    style = (sheet.tree.value(root, "style") or "").replace(" ", "")
    return "display:none" in style or sheet.tree.value(root, "hidden") is not None


def _is_ping(evidence: Evidence, root: int) -> bool:
    sheet, words = evidence.sheet, evidence.layouts.texts["ping"]
    if parts_of(sheet.classes[root]) & words:
        return True
    first = sheet.first[root]
    shown = (folded(sheet.node(number)) for number in range(first, min(first + 3, sheet.last[root] + 1)))
    start = next((text for text in shown if text), "")
    if start.partition(" ")[0].rstrip(":") in words:
        return True
    # What one weblog shows of another that links to it.
    text = sheet.words(root)[-_EXCERPT:]
    return (
        text.count("[...]") + text.count("[…]") + text.count("[&#8230;]") >= 2
        and _PINGED.search(text) is not None
    )


def _own_text(evidence: Evidence, group: Group, number: int) -> str:
    sheet = evidence.sheet
    root = group.items.roots[number]
    start, stop = sheet.span(root)
    return sheet.text[start : min(stop, start + 2000)]


def _roles(
    evidence: Evidence, group: Group, parts: Parts, number: int, comment: int | None
) -> dict[int, tuple[int, Role]]:
    """The elements of one item that have a role; ``comment`` is its place in the thread, None when it is no comment."""
    sheet, root = evidence.sheet, group.items.roots[number]
    if comment is None:
        role = Role.PING if _is_ping(evidence, root) else Role.REST
        return dict.fromkeys(_tops(evidence, group, number), (-1, role))
    roles = dict.fromkeys(
        _tops(evidence, group, number), (comment, Role.BODY if parts.loose[number] else Role.REST)
    )
    for at in parts.body[number]:
        roles[at] = (comment, Role.BODY)
    for outer in parts.body[number] or ([root] if parts.loose[number] else []):
        for inner in range(outer + 1, sheet.ends[outer]):
            if evidence.told.get(inner) == "button" and group.owners.get(inner) == number:
                roles[inner] = (comment, Role.REST)
    return roles | {at: (comment, role) for at, role in _shown(parts, number)}


def _shown(parts: Parts, number: int) -> Iterator[tuple[int, Role]]:
    """The small parts of one item, the telling ones last."""
    yield from ((at, Role.QUOTE) for at in parts.quote[number])
    yield from ((at, Role.DATE) for at in parts.date[number])
    answered = parts.reply[number]
    for at, role in (
        (parts.votes[number], Role.VOTES),
        (answered, Role.REPLY),
        (parts.author[number], Role.AUTHOR),
    ):
        if at is not None and not (role is Role.REPLY and at in parts.body[number]):
            yield at, role


def _tops(evidence: Evidence, group: Group, number: int) -> Sequence[int]:
    """The item's element and, where it goes on beside it, those that follow."""
    sheet, root = evidence.sheet, group.items.roots[number]
    tops = [root]
    at = sheet.ends[root]
    while at < group.items.stops[number]:
        tops.append(at)
        at = sheet.ends[at]
    return tops
