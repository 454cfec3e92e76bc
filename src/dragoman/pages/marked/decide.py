"""What marked comments say about the units of a page."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.model import BlockKind, CommentPart, Tree
from dragoman.pages.decision import Decision, furniture
from dragoman.pages.marked.found import Marked, Role
from dragoman.pages.units import Unit

_HEADERS = {Role.AUTHOR, Role.DATE, Role.VOTES}


def decide_marked(units: Sequence[Unit], tree: Tree, marked: Marked) -> dict[int, Decision]:
    """The decisions for the units inside the comments that ``marked`` names; the other units are left out.

    The paragraphs of a comment stay together: after the first words of another comment, what the markup holds of
    an earlier one is furniture.
    """
    near: dict[int, tuple[int, Role] | None] = {}
    found: dict[int, Decision] = {}
    latest = -1
    for i, unit in enumerate(units):
        place = _place(tree, unit.element, marked, near)
        if place is None:
            continue
        comment, role = place
        found[i] = _decision(comment, role, marked, over=comment < latest)
        latest = max(latest, comment)
    return _with_text(found)


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


def _with_text(found: dict[int, Decision]) -> dict[int, Decision]:
    return found
