"""What comes of a date expression: a typed value with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dragoman.dates.edtf import Precision, bound
from dragoman.dates.meaning import Amount, Role
from dragoman.model import Certainty


class Kind(StrEnum):
    """What the words tell: a date, how long, how often, or nothing that can be laid on a calendar."""

    DATE = "date"
    DURATION = "duration"
    SET = "set"
    VAGUE = "vague"


class Basis(StrEnum):
    """What a value was reckoned from."""

    WORDS = "words"
    DATELINE = "dateline"
    BYLINE = "byline"
    METADATA = "metadata"
    URL = "url"
    NAMED = "date named before"
    EVENT = "event"
    BOUNDS = "bounds"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A date expression with its value.

    ``value`` is EDTF: a day, a month, a year, an interval ("2017-03-20/2017-03-26"), with ``~`` where the words count
    roughly ("two years ago" is a day, marked so, and ``precision`` is the year) and ``?`` where another reading is nearly
    as good; None where nothing fixes it. ``start`` and ``end`` are its first and last day, both included, None where an end
    is not known. Of "since Friday" the value is the Friday, and ``role`` tells how the words stand to it;
    :meth:`reach` is the stretch itself.

    ``basis`` is what it was reckoned from and ``anchor`` that date in EDTF. ``certainty`` is ``certain`` where words and
    anchor leave one reading, ``probable`` where a tense or the habit of newspapers decides, ``possible`` (with ``?``)
    where it is no more than the likelier one, ``unknown`` where there is no value.

    Without a value ``pattern`` may tell which digits are known ("XXXX-05-03", "2018-XX-XX"), ``weekday`` the day of the
    week (1 is Monday), and ``not_before`` and ``not_after`` between which days the value lies.

    ``amount`` is that of a duration.
    """

    kind: Kind
    value: str | None
    precision: Precision
    role: Role
    basis: Basis
    certainty: Certainty
    start: date | None = None
    end: date | None = None
    approximate: bool = False
    anchor: str | None = None
    weekday: int | None = None
    pattern: str | None = None
    not_before: date | None = None
    not_after: date | None = None
    amount: Amount | None = None

    def reach(self) -> str | None:
        """The stretch of time in EDTF that date and role give together ("since 2011" is ``2011/..``); None without a value."""
        if self.value is None or self.role is Role.IN:
            return self.value
        first, last = self.start, self.end
        if self.role in {Role.SINCE, Role.FROM}:
            return None if first is None else f"{_bare(self.value, 0)}/.."
        if self.role in {Role.UNTIL, Role.BY}:
            return None if last is None else f"../{_bare(self.value, 1)}"
        if self.role is Role.BEFORE:
            return None if first is None or first == date.min else f"../{first - timedelta(days=1)}"
        return None if last is None or last == date.max else f"{last + timedelta(days=1)}/.."

    def window(self) -> tuple[date | None, date | None]:
        """The first and the last day that can be meant: half a unit further on both sides where the words count roughly."""
        if self.value is None:
            return self.not_before, self.not_after
        first, last = bound(self.value)
        slack = timedelta(days=_SLACK.get(self.precision, 0) if self.approximate else 0)
        try:
            return first and first - slack, last and last + slack
        except OverflowError:
            return first, last


def _bare(value: str, side: int) -> str:
    """One end of an interval, or the value itself."""
    return value.split("/")[side] if "/" in value else value


_SLACK = {
    Precision.DAY: 1,
    Precision.WEEK: 3,
    Precision.MONTH: 15,
    Precision.SEASON: 45,
    Precision.YEAR: 182,
    Precision.DECADE: 1826,
}
