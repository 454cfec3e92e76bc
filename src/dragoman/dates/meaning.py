"""What a date expression means before anything outside its words is known: values without an anchor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from dragoman.dates.edtf import Precision


class Unit(StrEnum):
    """What is counted. A fortnight is two weeks; a night counts as a day."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    FORTNIGHT = "fortnight"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Role(StrEnum):
    """How the words stand to the date they name; ``from`` opens a stretch whose end is not named."""

    IN = "in"
    SINCE = "since"
    FROM = "from"
    UNTIL = "until"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"


class Origin(StrEnum):
    """What an expression counts from: the day of the page, a date named before, or a happening without a date."""

    PAGE = "page"
    NAMED = "named"
    EVENT = "event"


class Which(StrEnum):
    """Which of the days or periods that come round again is meant."""

    BARE = "bare"
    THIS = "this"
    LAST = "last"
    NEXT = "next"


class Cycle(StrEnum):
    """What comes round again: each week, each month or each year."""

    WEEKDAY = "weekday"
    WEEKEND = "weekend"
    DAY_OF_MONTH = "day of month"
    MONTH = "month"
    DAYS = "days"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    HOLIDAY = "holiday"


class Portion(StrEnum):
    """A part of a stretch: thirds, ends, and what lies before or after the anchor in it."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    START = "start"
    END = "end"
    EARLIER = "earlier"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """Days that the words alone fix; ``other`` is the second reading of "03/04/2017", ``weekday`` what is printed beside."""

    start: date
    end: date
    precision: Precision
    other: date | None = None
    approximate: bool = False
    weekday: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """One of the days or periods that come round: "Saturday", "May 3", "in June", "last summer", "Christmas".

    ``weekday`` of ``DAYS`` is the weekday printed beside the day. ``within`` is the period that holds it ("June last
    year"); ``weeks`` are whole weeks further ("Saturday week"); ``skip`` tells that one is left out ("before last").
    """

    cycle: Cycle
    which: Which = Which.BARE
    origin: Origin = Origin.PAGE
    within: Meaning | None = None
    weekday: int = 0
    month: int = 0
    day: int = 0
    last: int = 0
    number: int = 0
    name: str = ""
    weeks: int = 0
    skip: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The unit of the calendar that holds the anchor, or one ``shift`` units further: "last week", "that year".

    ``rolling`` tells that the words may also count whole units up to the anchor or from it ("over the next week").
    """

    unit: Unit
    shift: int = 0
    origin: Origin = Origin.PAGE
    rolling: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """So many units; ``count`` is None for "several" and "days"; ``approximate`` for "about", "more than"."""

    unit: Unit
    count: float | None
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A day so far from another: "two days ago", "a week later", "three days after May 3".

    ``base`` is the date counted from, None for the origin. ``maybe_span`` marks words that after a past tense tell how
    long something took ("in two days").
    """

    amount: Amount
    forward: bool
    origin: Origin = Origin.PAGE
    base: Meaning | None = None
    maybe_span: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The time from the anchor so far back or ahead: "the past five years", "the next three days"."""

    amount: Amount
    forward: bool
    origin: Origin = Origin.PAGE
    maybe_span: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a stretch: "early March", "the end of the year", "later this week"."""

    of: Meaning
    portion: Portion


@dataclass(frozen=True, slots=True, kw_only=True)
class Nth:
    """The so-manieth unit, weekday or run of units of a stretch; negative ``number`` counts from its end."""

    of: Meaning
    number: int
    amount: Amount | None = None
    weekday: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """The unit of the calendar that holds a date: "the week of March 13"; ``ending`` the whole unit up to it."""

    unit: Unit
    of: Meaning
    ending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """The nearest such weekday before or after a date: "the Friday before Christmas"; ``of`` is None for a happening."""

    weekday: int
    forward: bool
    of: Meaning | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A date that is named roughly: "around 2010"."""

    of: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """The date named before, as it was named: "since then"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """From one date to another, both included."""

    start: Meaning
    end: Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """The night to the day of the page, or to or after a day that is named ("overnight")."""

    of: Meaning | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ongoing:
    """A happening counted by its days ("day five of the siege"): its beginning is not named."""

    number: int
    within: Meaning | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """A duration: how long, not when."""

    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A set of times: "every Monday", "daily"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vague:
    """Words that name no stretch: "recently", "soon"; ``now`` of "currently"."""

    now: bool = False
    forward: bool = False


Meaning: TypeAlias = (
    Fixed
    | Recurring
    | Around
    | Step
    | Stretch
    | Part
    | Nth
    | Holding
    | Beside
    | About
    | Then
    | Between
    | Night
    | Ongoing
    | Lasting
    | Repeated
    | Vague
)
