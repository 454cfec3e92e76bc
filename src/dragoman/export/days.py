"""The days that an EDTF value can mean, for formats that know only days.

The rules are those of ``dragoman.dates`` (EDTF level 1, ISO 8601-2:2019), of which the doors out know nothing; a test
holds the two together.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?(?P<mark>[?~%])?",
    re.ASCII,
)
_TIME = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})T(?P<time>\d{2}(?::\d{2}){0,2}(?:Z|[+-]\d{2}(?::?\d{2})?)?)", re.ASCII
)
#: First and last month of a season; winter ends in the year after.
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
_LONGEST = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The ``first`` and ``last`` day that something can have happened on, both included; None: open or unknown.

    ``known``: it is one day, and the value has no mark of doubt. ``time`` is the ISO 8601 time of that day, with its zone
    as printed.
    """

    first: date | None = None
    last: date | None = None
    known: bool = False
    time: str | None = None


UNKNOWN = Days()


def days_of(value: str | None) -> Days:
    """The days of an EDTF value; nothing is known of None, and of what is no EDTF."""
    if value is None or len(value) > _LONGEST:
        return UNKNOWN
    try:
        return _interval(value) if "/" in value else _single(value)
    except ValueError:  # no such day in the calendar
        return UNKNOWN


def _interval(value: str) -> Days:
    left, _, right = value.partition("/")
    ends = [UNKNOWN if side in {"", ".."} else _single(side) for side in (left, right)]
    if ends == [UNKNOWN, UNKNOWN] or any(
        side not in {"", ".."} and end is UNKNOWN for side, end in zip((left, right), ends, strict=True)
    ):
        return UNKNOWN
    first, last = ends[0].first, ends[1].last
    if first is not None and last is not None and last < first:
        return UNKNOWN
    known = ends[0].known and ends[1].known and first == last
    return Days(first=first, last=last, known=known)


def _single(value: str) -> Days:
    if timed := _TIME.fullmatch(value):
        day = datetime.fromisoformat(value).date()
        return Days(first=day, last=day, known=True, time=timed["time"])
    match = _DATE.fullmatch(value)
    if match is None:
        return UNKNOWN
    year, month, day_of = match["year"], match["month"], match["day"]
    if "X" in year:
        if (month or "XX") != "XX" or (day_of or "XX") != "XX":
            return UNKNOWN
        low = max(int(year.replace("X", "0")), 1)
        return Days(first=date(low, 1, 1), last=date(int(year.replace("X", "9")), 12, 31))
    if month in {None, "XX"}:
        whole = month is None or day_of in {None, "XX"}
        return Days(first=date(int(year), 1, 1), last=date(int(year), 12, 31)) if whole else UNKNOWN
    return _within_year(int(year), int(month or 0), day_of, marked=match["mark"] is not None)


def _within_year(year: int, month: int, day: str | None, *, marked: bool) -> Days:
    if month in _SEASONS and day is None:
        first, last = _SEASONS[month]
        ends_in = year if last <= 12 else min(year + 1, date.max.year)
        return Days(first=date(year, first, 1), last=_last(ends_in, (last - 1) % 12 + 1))
    if day in {None, "XX"}:
        return Days(first=date(year, month, 1), last=_last(year, month))
    only = date(year, month, int(day or 0))
    return Days(first=only, last=only, known=not marked)


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
