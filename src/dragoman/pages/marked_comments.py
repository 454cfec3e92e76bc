"""Comments that HTML marks as such: headers and buttons inside them that no class word gives away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.model import CommentPart
from dragoman.pages.comment_marks import rest_of
from dragoman.pages.dated import is_dated, name_and_date
from dragoman.pages.decision import Decision, furniture
from dragoman.pages.lines import Rules, phrases_of
from dragoman.pages.units import Unit


def refine_marked(
    units: Sequence[Unit], rules: Rules, comments: Mapping[int, Decision]
) -> dict[int, Decision]:
    """``comments`` with name, date and buttons of each told apart from its text by their shape.

    At least one unit of every comment stays its text.
    """
    bodies: dict[int, list[int]] = {}
    for i in sorted(comments):
        number = comments[i].comment
        if comments[i].part is CommentPart.BODY and number is not None:
            bodies.setdefault(number, []).append(i)
    signed = {d.comment for d in comments.values() if d.rule == "html/author"}
    refined = dict(comments)
    for number, body in bodies.items():
        refined |= _refine(units, rules, comments, body, signed=number in signed)
    return refined


def _refine(
    units: Sequence[Unit], rules: Rules, comments: Mapping[int, Decision], body: list[int], *, signed: bool
) -> dict[int, Decision]:
    found: dict[int, Decision] = {}
    left = len(body)
    for i in reversed(body):
        if left < 2 or not (
            rest_of(units[i], rules) == "comment-buttons" or phrases_of(units[i].plain, rules.phrases)
        ):
            break
        found[i] = furniture("button of a comment")
        left -= 1
    for i in body[: left - 1]:
        name = _part(units[i], signed=signed)
        if name is None:
            break
        found[i] = replace(comments[i], rule=f"html/{name}", part=CommentPart.HEADER)
    return found


def _part(unit: Unit, *, signed: bool) -> str | None:
    """What a line above a comment's text is: a name with a date, or a date."""
    if not signed and name_and_date(unit.clean) is not None:
        return "dated-header"
    return "date" if is_dated(unit.clean) else None
