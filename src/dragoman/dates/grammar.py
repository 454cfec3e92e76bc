"""How date expressions are put together: rules over kinds of words, applied level by level.

A rule is written in names of kinds (:data:`dragoman.dates.vocabulary.KINDS`), as a regular expression over them: ``NEXT UNIT``.
Its words are joined to one term with a meaning; the next level sees that term as one word. Every rule has an example,
and the tests run them all. Work is linear in the text for each level.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from dragoman.dates.meaning import Amount, Meaning, Role, Unit
from dragoman.dates.vocabulary import KINDS
from dragoman.dates.words import Term

Build: TypeAlias = "Callable[[Sequence[Term]], Term | None]"

#: Short names for what many rules share.
_MACROS = {
    "DATE": "(?:DAY|SPAN|ANNUAL)",
    "MON": "(?:MONTH|SMALLMONTH)",
    "DOM": "(?:DIGIT|ORD)",
    "WD": "(?:WEEKDAY|SHORTDAY)",
    "ONE": "(?:UNIT|QUARTER)",
    "YR": "(?:YEAR|BRIEF)",
    # "the last week of June" is not last week.
    "NOTOF": "(?!OF(?:THE|A|PLAIN)|(?:OF|IN)(?:THE|THAT|THIS|LAST|NEXT|EVERY|SAME|EARLY|LATE|MID)?"
    "(?:MONTH|YEAR|UNIT|QUARTER|SEASON|DECADES|SPAN|ANNUAL|PLAIN))",
}
_NAME = re.compile(r"[A-Z]+")
#: A text that has become one of these has nothing left to join.
_DONE = frozenset(KINDS[kind] for kind in ("DAY", "SPAN", "ANNUAL", "LOOSE"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to join words: ``example`` holds words that it joins."""

    name: str
    pattern: str
    build: Build
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """Rules that are tried together, the first that fits at each place; ``rounds`` times over."""

    rules: tuple[Rule, ...]
    pattern: re.Pattern[str]
    alone: tuple[re.Pattern[str], ...]
    rounds: int = 1


def level(*rules: Rule, rounds: int = 1) -> Level:
    """A level of rules, the earlier ones tried first."""
    written = [_compiled(rule.pattern) for rule in rules]
    joined = re.compile("|".join(f"({pattern})" for pattern in written))
    alone = tuple(re.compile(pattern) for pattern in written)
    return Level(rules=rules, pattern=joined, alone=alone, rounds=rounds)


def _compiled(pattern: str) -> str:
    def written(match: re.Match[str]) -> str:
        return KINDS[match[0]]

    opened = _NAME.sub(lambda match: _MACROS.get(match[0], match[0]), pattern)
    return _NAME.sub(written, opened).replace(" ", "")


def apply(terms: list[Term], levels: Iterable[Level]) -> list[Term]:
    """The terms after every level has joined what it can."""
    signs = "".join([term.kind for term in terms])
    for one in levels:
        for _ in range(one.rounds):
            if signs in _DONE:
                return terms
            joined = _joined(terms, signs, one)
            if joined is None:
                break
            terms = joined
            signs = "".join([term.kind for term in terms])
    return terms


def _joined(terms: list[Term], signs: str, one: Level) -> list[Term] | None:
    out: list[Term] = []
    done = at = 0
    search = one.pattern.search
    while (match := search(signs, at)) is not None:
        found = _built(terms, signs, one, match)
        if found is None:
            at = match.start() + 1
            continue
        built, at = found
        out += terms[done : match.start()]
        out.append(built)
        done = at
    return out + terms[done:] if done else None


def _built(terms: list[Term], signs: str, one: Level, match: re.Match[str]) -> tuple[Term, int] | None:
    """What the rule that matched makes of its words, or a later rule at the same place where it makes nothing."""
    start, number = match.start(), (match.lastindex or 1) - 1
    built = one.rules[number].build(terms[start : match.end()])
    if built is not None:
        return built, match.end()
    for other in range(number + 1, len(one.rules)):
        again = one.alone[other].match(signs, start)
        built = one.rules[other].build(terms[start : again.end()]) if again is not None else None
        if built is not None and again is not None:
            return built, again.end()
    return None


@cache
def _signs(kinds: tuple[str, ...]) -> frozenset[str]:
    return frozenset(KINDS[kind] for kind in kinds)


def first(terms: Sequence[Term], *kinds: str) -> Term | None:
    """The first term of one of the kinds."""
    wanted = _signs(kinds)
    return next((term for term in terms if term.kind in wanted), None)


def numbers(terms: Sequence[Term], *kinds: str) -> list[int]:
    """The numbers of all terms of the kinds, in order."""
    wanted = _signs(kinds)
    return [int(term.number) for term in terms if term.kind in wanted]


def has(terms: Sequence[Term], *kinds: str) -> bool:
    """Whether a term of one of the kinds is there."""
    wanted = _signs(kinds)
    return any(term.kind in wanted for term in terms)


def unit_of(terms: Sequence[Term]) -> Unit:
    """The unit among the terms; a part of the day counts as a day."""
    found = first(terms, "UNIT", "UNITS", "QUARTER", "PLAIN")
    return (found.unit if found is not None else None) or Unit.DAY


def amount_of(terms: Sequence[Term]) -> Amount | None:
    """The amount among the terms."""
    found = first(terms, "AMOUNT")
    return found.amount if found is not None else None


def meanings(terms: Sequence[Term]) -> list[Meaning]:
    """The dates among the terms, in order."""
    wanted = _signs(("DAY", "SPAN", "ANNUAL", "PLAIN"))
    return [term.meaning for term in terms if term.kind in wanted and term.meaning is not None]


def dated_kind(one: Term) -> str:
    """The name of the kind of a term that is a date."""
    return next(name for name in ("DAY", "SPAN", "ANNUAL", "PLAIN") if KINDS[name] == one.kind)


def term(
    kind: str,
    terms: Sequence[Term],
    meaning: Meaning | None,
    *,
    weak: bool = False,
    role: Role | None = None,
) -> Term:
    """The terms joined to one."""
    return Term(KINDS[kind], terms[0].start, terms[-1].end, meaning=meaning, weak=weak, role=role)
