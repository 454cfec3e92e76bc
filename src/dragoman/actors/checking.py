"""Checking an actor book: offices with two holders or none, and counts of what is in it.

What no book may have (a dangling id, a date that is none, an end before its start) stops its parser already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from dragoman.actors.book import ActorBook, HeldRole
from dragoman.actors.period import period_of
from dragoman.model import Actor, ActorKind

#: Offices that one person holds at a time; words of others (envoy, spokesperson, deputy) may fit several.
SINGLE: Final = frozenset({
    "president", "prime minister", "foreign minister", "defense minister", "interior minister", "finance minister",
    "king", "emir", "supreme leader", "secretary general", "chief of staff", "intelligence chief",
})  # fmt: skip
#: Offices that two hold side by side by their own rules: Cambodia's first and second prime minister of 1993 to 1998.
_SHARED: Final = frozenset({("prime minister", "KHM"), ("president", "BIH"), ("president", "SMR")})
#: A handover may take so many days of two holders, or of none, before it is told.
_OVERLAP: Final = 31
_GAP: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class BookCheck:
    """``mistakes`` are rows that cannot be right, ``gaps`` offices without a holder for a time between two (both as
    ``file:line: what``), ``counts`` how many rows of what are in the book."""

    mistakes: tuple[str, ...]
    gaps: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]


def check_book(book: ActorBook) -> BookCheck:
    """What is wrong with a book that could be parsed, and what is in it."""
    offices: dict[tuple[str, str], list[HeldRole]] = {}
    for (position, owner), roles in book.roles.items():
        if position in SINGLE and (position, owner) not in _SHARED:
            offices[position, owner] = sorted(roles, key=lambda one: (one.period.first, one.period.last))
    return BookCheck(
        mistakes=tuple(_two_holders(offices)),
        gaps=tuple(_gaps(offices)),
        counts=tuple(_counts(book)),
    )


def _two_holders(offices: Mapping[tuple[str, str], list[HeldRole]]) -> Iterator[str]:
    for (position, owner), roles in offices.items():
        for at, first in enumerate(roles):
            for second in roles[at + 1 :]:
                days = min(_end(first), _end(second)) - max(_start(first), _start(second)) + 1
                if days > _OVERLAP and first.actor != second.actor and first.certain and second.certain:
                    yield (
                        f"{second.row}: {position} of {owner} is {first.actor} and {second.actor} "
                        f"from {_day(second.period.first)} on ({first.row})"
                    )


def _start(one: HeldRole) -> int:
    """The last day on which the role may have begun: "since 1994" says no more than that."""
    return period_of(one.role.since).last if one.role.since else one.period.first


def _end(one: HeldRole) -> int:
    """The first day on which the role may have ended."""
    return period_of(one.role.until).first if one.role.until else one.period.last


def _gaps(offices: Mapping[tuple[str, str], list[HeldRole]]) -> Iterator[str]:
    for (position, owner), roles in offices.items():
        last = roles[0].period.last
        for before, after in pairwise(roles):
            last = max(last, before.period.last)
            if after.period.first - last > _GAP:
                yield f"{after.row}: {position} of {owner} is nobody from {_day(last + 1)} to {_day(after.period.first - 1)}"


def _counts(book: ActorBook) -> Iterator[tuple[str, int]]:
    kinds = Counter(actor.kind for actor in book.actors.values())
    for kind in ActorKind:
        if kinds[kind]:
            yield kind.value, kinds[kind]
    yield "person without an office", sum(_idle(actor) for actor in book.actors.values())
    yield "alias", sum(len(actor.aliases) for actor in book.actors.values())
    held = [role for roles in book.held.values() for role in roles]
    yield "office held", len(held)
    yield "office held, with both dates or since a date", sum(role.role.since is not None for role in held)
    yield "country with an office holder", len({role.owner for role in held if role.owner in book.countries})
    yield "succession", len(book.successions)
    yield "user's code", sum(len(actor.codes) for actor in book.actors.values())
    yield "example", len(book.examples)


def _idle(actor: Actor) -> bool:
    return actor.kind is ActorKind.PERSON and not actor.roles and not actor.codes


def rows_at(found: Iterable[str]) -> tuple[str, ...]:
    """The findings in the order of their files and lines."""

    def place(text: str) -> tuple[str, int]:
        file, _, rest = text.partition(":")
        number = rest.split(":", 1)[0]
        return file, int(number) if number.isdigit() else 0

    return tuple(sorted(found, key=place))


def _day(ordinal: int) -> str:
    return date.fromordinal(max(1, min(ordinal, date.max.toordinal()))).isoformat()
