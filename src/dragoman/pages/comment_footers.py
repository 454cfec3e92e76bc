"""Comments that are told apart by the line under each of them, not by a header: "Like · Reply · 3d", "Comment by NAME"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.model import BlockKind, CommentPart
from dragoman.pages.dated import is_dated
from dragoman.pages.decision import Decision, furniture
from dragoman.pages.layouts import LineRule
from dragoman.pages.lines import Rules, verdict
from dragoman.pages.units import Unit

_COUNT = re.compile(r"[+-]?\d{1,6}")
#: A thread needs this many footers; a single one may be anything.
_LEAST = 2
_LONGEST_NAME = 5
#: A date this far from the top of a comment is the comment's own.
_HEADER = 4


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
    units: Sequence[Unit],
    rules: Rules,
    opened: int,
    footers: Mapping[int, LineRule],
    starts: Mapping[int, str],
) -> dict[int, Decision]:
    """What each unit of the thread is. A comment's first line is its author's name when the footer names nobody."""
    decisions: dict[int, Decision] = {}
    at = opened
    number = 0
    for foot in sorted(footers):
        lines = [i for i in range(at, foot) if i not in starts and not _is_rest(units[i], rules)]
        dated = [
            i for i in lines[:_HEADER] if is_dated(units[i].clean) and not _COUNT.fullmatch(units[i].raw)
        ]
        lines = [i for i in lines if i not in dated]
        decisions |= {
            i: furniture("around the comments") for i in range(at, foot) if i not in lines and i not in starts
        }
        at = foot + 1
        named = "author" in footers[foot].match.groupindex
        if not lines or (not named and len(lines) < 2):
            decisions[foot] = furniture("footer without a comment")
            continue
        if _COUNT.fullmatch(units[lines[-1]].raw) and len(lines) > 2 - named:
            decisions[lines.pop()] = _part("rest/count", CommentPart.HEADER, number)
        if not named and units[lines[0]].words <= _LONGEST_NAME:
            decisions[lines[0]] = _part("author-line/first", CommentPart.HEADER, number)
        decisions |= {i: _part("rest/dated", CommentPart.HEADER, number) for i in dated}
        for i in lines:
            decisions.setdefault(i, _part("comment", CommentPart.BODY, number))
        decisions[foot] = _foot(units[foot], footers[foot], number)
        number += 1
    return decisions if number >= _LEAST else {}


def _foot(unit: Unit, rule: LineRule, number: int) -> Decision:
    """A footer that tells something belongs to the comment; one of buttons alone is furniture."""
    found = rule.read(unit.plain)
    if found is None or not any(found.groupdict().values()):
        return furniture(f"footer/{rule.id}")
    return _part(f"footer/{rule.id}", CommentPart.HEADER, number)


def _is_rest(unit: Unit, rules: Rules) -> bool:
    """Whether a unit above a footer is no part of the comment: its number, its buttons."""
    known = None if _COUNT.fullmatch(unit.raw) or is_dated(unit.clean) else verdict(unit, rules, "tail")
    if known is not None and known.kind is BlockKind.FURNITURE:
        return True
    rests = (rule for rule in rules.general.rests if rule.id != "comment-date")
    return any(rule.read(unit.plain) for rule in rests) if unit.plain else False


def _part(rule: str, part: CommentPart, number: int) -> Decision:
    return Decision(kind=BlockKind.COMMENT, rule=rule, part=part, comment=number)
