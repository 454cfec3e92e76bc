"""Lines that mark a thread: what opens it, how many comments it declares, what in a comment is not its text."""

from __future__ import annotations

import re

from dragoman.model import BlockKind
from dragoman.pages.dated import is_dated
from dragoman.pages.lines import Rules, verdict
from dragoman.pages.units import Unit

_NUMBER = re.compile(r"[^\d]")
#: Lines of a comment that tell when it was posted.
TIMES = frozenset({"comment-date", "dated"})


def start_of(unit: Unit, rules: Rules) -> str | None:
    """The id of the rule by which ``unit`` opens a comment thread, if any."""
    plain = unit.plain
    for rule in rules.start_rules(plain) if plain else ():
        if rule.read(plain):
            return rule.id
    return None


def declared_in(plain: str, rules: Rules) -> tuple[int, int, int] | None:
    """The number of comments that a line declares: (number, start, end) in ``plain``."""
    for rule in rules.start_rules(plain):
        found = rule.read(plain)
        for name in ("declared", "declared2") if found else ():
            if found and found.groupdict().get(name):
                return int(_NUMBER.sub("", found[name])), found.start(name), found.end(name)
    return None


def is_furniture(unit: Unit, rules: Rules) -> bool:
    """Whether the line rules know a unit of a thread as furniture."""
    known = verdict(unit, rules, "tail")
    return known is not None and known.kind is BlockKind.FURNITURE


def rest_of(unit: Unit, rules: Rules) -> str | None:
    """What a line inside a comment is beside its text: the id of the rule that knows it; None for text."""
    plain = unit.plain
    for rule in rules.rest_rules(plain) if plain else ():
        if rule.read(plain):
            return rule.id
    return "dated" if plain and is_dated(unit.clean) else None
