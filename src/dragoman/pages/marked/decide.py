"""What marked comments say about the units of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.model import BlockKind, CommentPart, Tree
from dragoman.pages.dated import date_and_name, is_dated, name_and_date
from dragoman.pages.decision import Decision, furniture
from dragoman.pages.layouts import HeaderRule
from dragoman.pages.marked.found import Marked, Role
from dragoman.pages.thread_layouts import ThreadLayouts
from dragoman.pages.units import Unit

_HEADERS = {Role.AUTHOR, Role.DATE, Role.VOTES, Role.REPLY}
#: Families of header rules that say in words who wrote.
_SPOKEN = frozenset({"says", "by-on", "numbered", "author-date"})
#: Longer units are no note that a comment was changed.
_NOTE = 200
_SIGNED, _NAME_WORDS = 80, 5


def decide_marked(
    units: Sequence[Unit],
    tree: Tree,
    marked: Marked,
    threads: ThreadLayouts,
    headers: Iterable[HeaderRule] = (),
) -> dict[int, Decision]:
    """The decisions for the units inside the comments that ``marked`` names; the other units are left out.

    The paragraphs of a comment stay together: after the first words of another comment, what the markup holds of
    an earlier one is furniture.
    """
    near: dict[int, tuple[int, Role] | None] = {}
    found: dict[int, Decision] = {}
    places: dict[int, tuple[int, Role]] = {}
    latest = -1
    for i, unit in enumerate(units):
        place = _place(tree, unit.element, marked, near)
        if place is None:
            continue
        comment, role = place
        if role is Role.BODY and len(unit.raw) < _NOTE and threads.edited.match(unit.plain):
            role = Role.REST
        places[i] = comment, role
        found[i] = _decision(comment, role, marked, over=comment < latest)
        latest = max(latest, comment)
    return found | _loose_headers(units, found, places, marked, tuple(headers), threads)


def _place(
    tree: Tree, element: int | None, marked: Marked, near: dict[int, tuple[int, Role] | None]
) -> tuple[int, Role] | None:
    """The nearest role above an element."""
    if element is None:
        return None
    chain: list[int] = []
    place: tuple[int, Role] | None = None
    for at in tree.above(element):
        if at in near:
            place = near[at]
            break
        chain.append(at)
        if at in marked.roles:
            place = marked.roles[at]
            break
    for at in chain:
        near[at] = place
    return place


def _decision(comment: int, role: Role, marked: Marked, *, over: bool) -> Decision:
    if comment < 0 or over or role in {Role.REST, Role.QUOTE}:
        return furniture(f"html/{role}")
    return Decision(
        kind=BlockKind.COMMENT,
        rule=f"html/{role}",
        part=CommentPart.HEADER if role in _HEADERS else CommentPart.BODY,
        comment=comment,
        depth=marked.depths[comment],
    )


def _loose_headers(
    units: Sequence[Unit],
    found: dict[int, Decision],
    places: dict[int, tuple[int, Role]],
    marked: Marked,
    headers: Sequence[HeaderRule],
    threads: ThreadLayouts,
) -> dict[int, Decision]:
    """Names and dates in one run of text above the words of a comment ("Submitted by tamsin on Thu, 02/21/2008")."""
    named = {d.comment for d in found.values() if d.rule == "html/author"}
    dated = {d.comment for d in found.values() if d.rule == "html/date"}
    started: set[int] = set()
    fresh: dict[int, Decision] = {}
    for i, (comment, role) in places.items():
        if role is Role.BODY:
            started.add(comment)
        if comment < 0 or role not in {Role.REST, Role.DATE}:
            continue
        rule = "html/author" if comment not in named and _is_signed(units[i], threads) else None
        if rule is None and comment in started:
            continue
        if rule is None and comment not in named:
            rule = _header_of(units[i], headers)
        if rule is None and comment not in dated and role is Role.REST and is_dated(units[i].clean):
            rule = "html/date"
        if rule is not None:
            named.add(comment) if rule != "html/date" else dated.add(comment)
            fresh[i] = Decision(
                kind=BlockKind.COMMENT,
                rule=rule,
                part=CommentPart.HEADER,
                comment=comment,
                depth=marked.depths[comment],
            )
    return fresh


def _is_signed(unit: Unit, threads: ThreadLayouts) -> bool:
    """Whether a unit is "Posted by:" or the like, and a name."""
    if not unit.plain or len(unit.raw) > _SIGNED:
        return False
    found = threads.before_name.match(unit.plain)
    name = unit.plain[found.end() :].strip(" |·,:-") if found else ""
    return len(name) > 1 and len(name.split()) <= _NAME_WORDS and not is_dated(name)


def _header_of(unit: Unit, headers: Sequence[HeaderRule]) -> str | None:
    if not unit.plain:
        return None
    if name_and_date(unit.clean) is not None or date_and_name(unit.clean) is not None:
        return "html/dated-header"
    return next((f"header/{rule.id}" for rule in headers if rule.strong and _names(rule, unit)), None)


def _names(rule: HeaderRule, unit: Unit) -> bool:
    match = rule.read(unit.plain) if rule.family in _SPOKEN else None
    return bool(match and match.groupdict().get("author"))
