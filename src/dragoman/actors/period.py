"""Periods of civil days, read from the EDTF dates of the actor files and of the page."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

from dragoman.errors import ValueRuleError

_DATE: Final = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?(?:T[0-9:.Z+-]+)?")
_FIRST: Final = date.min.toordinal()
_LAST: Final = date.max.toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from ``first`` to ``last``, both included, as proleptic Gregorian ordinals.

    An open or unknown end is the first or last day that a calendar knows. ``exact`` tells whether both ends
    are given.
    """

    first: int = _FIRST
    last: int = _LAST

    @property
    def exact(self) -> bool:
        """Whether both ends are known."""
        return self.first != _FIRST and self.last != _LAST

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def covers(self, other: Period) -> bool:
        """Whether every day of ``other`` lies in this period."""
        return self.first <= other.first and other.last <= self.last


ALWAYS: Final = Period()


def period_of(edtf: str) -> Period:
    """The days that an EDTF date or interval may mean.

    Read are calendar dates and times of any precision (``2017``, ``2017-03``, ``2017-03-26``), unspecified
    digits (``201X``, ``2017-XX``), the marks ``? ~ %`` (ignored), and intervals with an open or unknown end
    (``2016-06/..``, ``../2017-03-26``, ``/2017``).

    Raises:
        ValueRuleError: when ``edtf`` is none of these, or an interval ends before it starts.
    """
    if "/" not in edtf:
        return _days(edtf)
    start, _, end = edtf.partition("/")
    first = _FIRST if start in {"", ".."} else _days(start).first
    last = _LAST if end in {"", ".."} else _days(end).last
    if last < first:
        raise ValueRuleError(f"{edtf!r} ends before it starts")
    return Period(first=first, last=last)


def between(since: str | None, until: str | None) -> Period:
    """The period from the first day of ``since`` to the last day of ``until``; None is open.

    Raises:
        ValueRuleError: when one is no EDTF date, or ``until`` lies wholly before ``since``.
    """
    return period_of(f"{since or '..'}/{until or '..'}") if since or until else ALWAYS


def _days(edtf: str) -> Period:
    match = _DATE.fullmatch(edtf.rstrip("?~%"))
    if match is None:
        raise ValueRuleError(f"{edtf!r} is not an EDTF date")
    year, month, day = match.groups()
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if month is None or month == "XX" or low != high:
        months = (1, 12)
    else:
        months = (int(month), int(month))
    try:
        if day is None or day == "XX" or months[0] != months[1]:
            return Period(
                first=date(low, months[0], 1).toordinal(),
                last=date(high, months[1], monthrange(high, months[1])[1]).toordinal(),
            )
        only = date(low, months[0], int(day)).toordinal()
    except ValueError as error:
        raise ValueRuleError(f"{edtf!r} is not a day of the calendar") from error
    return Period(first=only, last=only)
