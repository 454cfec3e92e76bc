"""EDTF values: reading them, their first and last day, and which of two comes first.

EDTF (ISO 8601-2:2019) level 1 for the civil years 0001 to 9999: dates, seasons, unspecified digits from the
right, one qualifier at the end, open and unknown interval ends. One step beyond the standard: a time may stop
at the minute or the hour ("2017-03-26T17:57+03:00"), because pages seldom print seconds.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

from dragoman.errors import ValueRuleError


class Precision(StrEnum):
    """How finely a date is given. EDTF has no weeks: they stand for words alone ("last week").

    ``none`` is for words that name no unit of the calendar.
    """

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    NONE = "none"


class Order(StrEnum):
    """How two values lie to each other."""

    BEFORE = "before"
    AFTER = "after"
    EQUAL = "equal"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edtf:
    """An EDTF value that was read.

    ``earliest`` and ``latest`` are the first and the last day it can mean, both included, as printed (the day
    in the printed zone); None where an interval is open or its end unknown. ``precision`` is that of the
    finer end. ``moment`` is the first instant in UTC when the value is a time with a zone. ``uncertain`` (?)
    and ``approximate`` (~) are its qualifiers; % sets both.
    """

    value: str
    precision: Precision
    earliest: date | None
    latest: date | None
    interval: bool = False
    moment: datetime | None = None
    uncertain: bool = False
    approximate: bool = False


#: The months of a season, northern hemisphere as EDTF leaves it open: the widest reading that the words allow.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<mark>[?~%])?",
    re.ASCII,
)
_TIME = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})T(?P<hour>\d{2})(?::(?P<minute>\d{2})(?::(?P<second>\d{2}))?)?"
    r"(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?",
    re.ASCII,
)
_FINENESS = tuple(Precision)
_MOST_CHARACTERS = 64


def parse_edtf(value: str) -> Edtf:
    """The EDTF value that ``value`` spells.

    Raises:
        ValueRuleError: when it is no EDTF of level 1 within the years 0001 to 9999, names a day that the
            calendar does not have, or is an interval that ends before it starts.
    """
    if len(value) > _MOST_CHARACTERS:
        raise _wrong(value, "too long")
    if "/" in value:
        return _interval(value)
    if "T" in value:
        return _time(value)
    match = _DATE.fullmatch(value)
    if match is None:
        raise _wrong(value, "no EDTF date")
    try:
        precision, earliest, latest = _period(match["year"], match["month"], match["day"])
    except ValueError as error:
        raise _wrong(value, str(error)) from error
    return Edtf(
        value=value,
        precision=precision,
        earliest=earliest,
        latest=latest,
        uncertain=match["mark"] in {"?", "%"},
        approximate=match["mark"] in {"~", "%"},
    )


def is_valid(value: str) -> bool:
    """Whether :func:`parse_edtf` takes ``value``."""
    try:
        parse_edtf(value)
    except ValueRuleError:
        return False
    return True


def bound(value: str) -> tuple[date | None, date | None]:
    """The first and the last day that ``value`` can mean, both included; None where it is open or unknown.

    Raises:
        ValueRuleError: as :func:`parse_edtf`.
    """
    read = parse_edtf(value)
    return read.earliest, read.latest


def earliest(value: str) -> date | None:
    """The first day that ``value`` can mean; None when it is open or unknown at its start.

    Raises:
        ValueRuleError: as :func:`parse_edtf`.
    """
    return parse_edtf(value).earliest


def latest(value: str) -> date | None:
    """The last day that ``value`` can mean; None when it is open or unknown at its end.

    Raises:
        ValueRuleError: as :func:`parse_edtf`.
    """
    return parse_edtf(value).latest


def not_after(value: str) -> str | None:
    """The interval of everything up to the last day of ``value`` ("../2017-03-26"); None when it has none.

    A page clock bounds a publication so: the page was not published after it was loaded.

    Raises:
        ValueRuleError: as :func:`parse_edtf`.
    """
    day = latest(value)
    return None if day is None else f"../{day.isoformat()}"


def not_before(value: str) -> str | None:
    """The interval of everything from the first day of ``value`` on ("2017-03-26/.."); None when it has none.

    Raises:
        ValueRuleError: as :func:`parse_edtf`.
    """
    day = earliest(value)
    return None if day is None else f"{day.isoformat()}/.."


def compare(left: str, right: str) -> Order:
    """Which value comes first, with certainty or not at all.

    Two times with zones compare as instants, to the coarser unit of the two; two times without zones as they
    are printed; everything else day by day as printed. ``equal`` means the same days (or the same instant),
    ``undecided`` that the two overlap or that an end is not known.

    Raises:
        ValueRuleError: as :func:`parse_edtf`.
    """
    one, two = parse_edtf(left), parse_edtf(right)
    first, second = _instants(one), _instants(two)
    if one.moment is not None and two.moment is not None and first and second:
        return _order(first, second)
    if one.moment is None and two.moment is None and first and second:
        return _order(first, second)
    if None not in {one.earliest, one.latest} and (one.earliest, one.latest) == (two.earliest, two.latest):
        return Order.UNDECIDED if first or second else Order.EQUAL
    if one.latest is not None and two.earliest is not None and one.latest < two.earliest:
        return Order.BEFORE
    if two.latest is not None and one.earliest is not None and two.latest < one.earliest:
        return Order.AFTER
    return Order.UNDECIDED


def is_before(left: str, right: str) -> bool:
    """Whether ``left`` certainly lies wholly before ``right``, as :func:`compare` sees it.

    Raises:
        ValueRuleError: as :func:`parse_edtf`.
    """
    return compare(left, right) is Order.BEFORE


def _wrong(value: str, why: str) -> ValueRuleError:
    return ValueRuleError(f"{value[:_MOST_CHARACTERS]!r} is not an EDTF value: {why}")


def _period(year: str, month: str | None, day: str | None) -> tuple[Precision, date, date]:
    if "X" in year:
        return _unspecified_year(year, month, day)
    number = int(year)
    if month is None:
        return Precision.YEAR, date(number, 1, 1), date(number, 12, 31)
    if month == "XX":
        if day not in {None, "XX"}:
            raise ValueError("an unspecified month cannot have a day")
        precision = Precision.YEAR if day is None else Precision.DAY
        return precision, date(number, 1, 1), date(number, 12, 31)
    if int(month) in _SEASONS and day is None:
        return _season(number, int(month))
    last = monthrange(number, int(month))[1] if 1 <= int(month) <= 12 and number else 0
    if not last:
        raise ValueError("no such month")
    if day is None or day == "XX":
        precision = Precision.MONTH if day is None else Precision.DAY
        return precision, date(number, int(month), 1), date(number, int(month), last)
    only = date(number, int(month), int(day))
    return Precision.DAY, only, only


def _unspecified_year(year: str, month: str | None, day: str | None) -> tuple[Precision, date, date]:
    if (month or "XX") != "XX" or (day or "XX") != "XX":
        raise ValueError("digits may be unspecified from the right only")
    low, high = max(int(year.replace("X", "0")), 1), int(year.replace("X", "9"))
    precision = Precision.DECADE if year.count("X") == 1 else Precision.CENTURY
    return precision, date(low, 1, 1), date(high, 12, 31)


def _season(year: int, season: int) -> tuple[Precision, date, date]:
    first, last = _SEASONS[season]
    following = year if last <= 12 else min(year + 1, 9999)
    month = last if last <= 12 else last - 12
    return Precision.SEASON, date(year, first, 1), date(following, month, monthrange(following, month)[1])


def _time(value: str) -> Edtf:
    match = _TIME.fullmatch(value)
    if match is None:
        raise _wrong(value, "no EDTF time")
    try:
        day = date.fromisoformat(match["date"])
        moment = datetime(
            day.year,
            day.month,
            day.day,
            int(match["hour"]),
            int(match["minute"] or 0),
            int(match["second"] or 0),
            tzinfo=_offset(match["zone"]),
        )
        moment = moment if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _wrong(value, str(error)) from error
    precision = (
        Precision.SECOND if match["second"] else Precision.MINUTE if match["minute"] else Precision.HOUR
    )
    known = None if moment.tzinfo is None else moment
    return Edtf(value=value, precision=precision, earliest=day, latest=day, moment=known)


def _offset(zone: str | None) -> timezone | None:
    if zone is None:
        return None
    if zone == "Z":
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes > 14 * 60 or int(digits[2:]) >= 60:
        raise ValueError("no zone is that far from UTC")
    return timezone(timedelta(minutes=-minutes if zone[0] == "-" else minutes))


def _interval(value: str) -> Edtf:
    left, _, right = value.partition("/")
    if "/" in right or not (set(left) - {"."} or set(right) - {"."}):
        raise _wrong(value, "no EDTF interval")
    ends = [None if side in {"", ".."} else parse_edtf(side) for side in (left, right)]
    start, end = ends
    first = None if start is None else start.earliest
    last = None if end is None else end.latest
    if first is not None and last is not None and last < first:
        raise _wrong(value, "it ends before it starts")
    known = [side for side in ends if side is not None]
    return Edtf(
        value=value,
        precision=min((side.precision for side in known), key=_FINENESS.index),
        earliest=first,
        latest=last,
        interval=True,
        uncertain=any(side.uncertain for side in known),
        approximate=any(side.approximate for side in known),
    )


def _instants(read: Edtf) -> tuple[datetime, datetime] | None:
    """The first and the last second of a time; as printed when it has no zone; None when it is no time."""
    if read.interval or read.precision not in _STEP:
        return None
    start = read.moment or datetime.fromisoformat(_TIME_OF.sub(r"\1:00", read.value))
    return start, start + _STEP[read.precision] - timedelta(seconds=1)


_STEP = {
    Precision.SECOND: timedelta(seconds=1),
    Precision.MINUTE: timedelta(minutes=1),
    Precision.HOUR: timedelta(hours=1),
}
#: An hour alone is not ISO 8601 for every Python; give it its minutes.
_TIME_OF = re.compile(r"(T\d{2})$", re.ASCII)


def _order(one: tuple[datetime, datetime], two: tuple[datetime, datetime]) -> Order:
    if one == two:
        return Order.EQUAL
    if one[1] < two[0]:
        return Order.BEFORE
    return Order.AFTER if two[1] < one[0] else Order.UNDECIDED
