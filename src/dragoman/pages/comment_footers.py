"""Comments that are told apart by the line under each of them, not by a header: "Like · Reply · 3d", "Comment by NAME"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.model import BlockKind, CommentPart
from dragoman.pages.decision import Decision, furniture
from dragoman.pages.layouts import LineRule
from dragoman.pages.lines import Rules, verdict
from dragoman.pages.units import Unit

#: A thread needs this many footers; a single one may be anything.
_LEAST = 2
_LONGEST_NAME = 5


def find_footers(units: Sequence[Unit], rules: Rules, opened: int) -> dict[int, LineRule]:
    """The units from ``opened`` on that close a comment, with the rule of each; of one rule, the one that fits most."""
    known = (*rules.own.footers, *rules.general.footers)
    best: dict[int, LineRule] = {}
    for rule in known:
        found = {i: rule for i in range(opened, len(units)) if units[i].plain and rule.read(units[i].plain)}
        if len(found) > len(best):
            best = found
    return best if len(best) >= _LEAST else {}


def split_by_footers(
    units: Sequence[Unit], rules: Rules, opened: int, footers: Mapping[int, LineRule], starts: Mapping[int, str]
) -> dict[int, Decision]:
    """What each unit of the thread is. A comment's first line is its author's name when the footer names nobody."""
    decisions: dict[int, Decision] = {}
    at = opened
    number = 0
    for foot in sorted(footers):
        lines = [i for i in range(at, foot) if i not in starts and not _is_rest(units[i], rules)]
        decisions |= {i: furniture("around the comments") for i in range(at, foot) if i not in lines and i not in starts}
        at = foot + 1
        named = "author" in footers[foot].match.groupindex
        if not lines or (not named and len(lines) < 2):
            decisions[foot] = furniture("footer without a comment")
            continue
        if not named and units[lines[0]].words <= _LONGEST_NAME:
            decisions[lines[0]] = _part("author-line/first", CommentPart.HEADER, number)
        for i in lines:
            decisions.setdefault(i, _part("comment", CommentPart.BODY, number))
        decisions[foot] = _part(f"footer/{footers[foot].id}", CommentPart.HEADER, number)
        number += 1
    return decisions if number >= _LEAST else {}


def _is_rest(unit: Unit, rules: Rules) -> bool:
    """Whether a unit above a footer is no part of the comment: its number, its buttons."""
    known = verdict(unit, rules, "tail")
    if known is None or known.kind is not BlockKind.FURNITURE:
        return any(rule.read(unit.plain) for rule in rules.general.rests) if unit.plain else False
    return True


def _part(rule: str, part: CommentPart, number: int) -> Decision:
    return Decision(kind=BlockKind.COMMENT, rule=rule, part=part, comment=number)
