"""Which events leave by a door: those told as facts, unless more is asked for, and those with a day where one is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from dragoman.export.days import days_of
from dragoman.model import Coded, Event, Factuality, FactualityKind, Polarity, Time

T = TypeVar("T")


class Status(StrEnum):
    """Whether an event is told as a fact, in one word.

    ``future`` and ``negated`` are asserted too: that it will be, and that it was not; ``open`` says neither.
    """

    ASSERTED = "asserted"
    FUTURE = "future"
    NEGATED = "negated"
    OPEN = "open"
    DENIED = "denied"
    CONDITIONAL = "conditional"
    INTENTION = "intention"
    DEMAND = "demand"
    SPECULATED = "speculated"
    WITHHELD = "withheld"


#: What is exported when nothing else is asked for.
FACTS = frozenset({Status.ASSERTED})


class Undated(StrEnum):
    """What becomes of an event whose day is unknown, in a format that demands a day.

    ``out``: it is left out; ``bounds``: it has the first and the last day that it can have been, if both are known;
    ``keep``: it is written without a day too, against the format.
    """

    OUT = "out"
    BOUNDS = "bounds"
    KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The events of a page that are exported, with their row names, and how many are not: by status, for want of a day,
    and for want of a code in the scheme of the format."""

    events: tuple[tuple[str, Event], ...]
    held_back: tuple[tuple[Status, int], ...]
    undated: int
    uncoded: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Generic[T]):
    """What one page gives in a format: ``records`` in page order, and which events they tell."""

    records: tuple[T, ...]
    chosen: Chosen


def status_of(value: Factuality) -> Status:
    """The status of an event whose factuality this is: its kind, and of what is asserted the polarity and the time."""
    if value.kind is not FactualityKind.ASSERTED:
        return Status(value.kind.value)
    if value.polarity is Polarity.NEGATIVE:
        return Status.NEGATED
    if value.polarity is Polarity.UNKNOWN:
        return Status.OPEN
    return Status.FUTURE if value.time is Time.FUTURE else Status.ASSERTED


def choose(
    coded: Coded, include: Iterable[Status] = FACTS, undated: Undated = Undated.OUT, *, by_day: bool = False
) -> Chosen:
    """The events of ``coded`` with one of the statuses ``include``; ``by_day``: the format demands a day."""
    wanted = frozenset(include)
    left: Counter[Status] = Counter()
    found: list[tuple[str, Event]] = []
    without_day = 0
    for at, event in enumerate(coded.events, start=1):
        status = status_of(event.factuality)
        if status not in wanted:
            left[status] += 1
        elif by_day and not has_day(event, undated):
            without_day += 1
        else:
            found.append((f"e{at}", event))
    held_back = tuple((status, left[status]) for status in Status if left[status])
    return Chosen(events=tuple(found), held_back=held_back, undated=without_day)


def has_day(event: Event, undated: Undated) -> bool:
    """Whether a format that demands a day takes the event."""
    days = days_of(event.when.value if event.when else None)
    if undated is Undated.BOUNDS:
        return days.first is not None and days.last is not None
    return days.known or undated is Undated.KEEP
