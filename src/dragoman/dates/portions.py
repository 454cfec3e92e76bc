"""Parts of stretches of days: thirds, ends, the so-manieth week or weekday."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.dates.edtf import Precision
from dragoman.dates.meaning import Amount, Nth, Portion, Unit
from dragoman.dates.reckoning import Days, months_on, moved, nth_weekday

_DAY = timedelta(days=1)
#: Where the second and the last third of a stretch begin: in days of the week or month, months, or years.
_WEEK = (0, 2, 4)
_MONTH = (0, 10, 20)
_YEARS = {Precision.DECADE: (0, 4, 7), Precision.CENTURY: (0, 34, 67)}
_LENGTHS = {Precision.DECADE: 10, Precision.CENTURY: 100}
_THIRDS = {Portion.EARLY: 0, Portion.MID: 1, Portion.LATE: 2}


def portion(days: Days, part: Portion, precision: Precision, anchor: date | None) -> Days | None:
    """A part of the days; None where "earlier" and "later" have no anchor or leave nothing.

    Early, mid and late are thirds: days 1-10, 11-20 and the rest of a month; four months of a year; Monday and Tuesday,
    Wednesday and Thursday, the rest of a week; the years 0-3, 4-6 and 7-9 of a decade.
    """
    start, end = days
    if part is Portion.START:
        return start, start
    if part is Portion.END:
        return end, end
    if part in _THIRDS:
        return _third(days, _THIRDS[part], precision)
    if anchor is None:
        return None
    if part is Portion.EARLIER:
        return (start, min(end, anchor)) if start <= anchor else days
    return (max(start, anchor), end) if anchor <= end else days


def _third(days: Days, number: int, precision: Precision) -> Days:
    start, end = days
    length = (end - start).days + 1
    years, months = end.year - start.year + 1, (end.year - start.year) * 12 + end.month - start.month + 1
    whole = start.day == 1 and (end + _DAY).day == 1 if end < date.max else False
    if length == 7:
        cuts = [start + timedelta(days=n) for n in _WEEK]
    elif 28 <= length <= 31:
        cuts = [start + timedelta(days=n) for n in _MONTH]
    elif precision in _YEARS and start.month == 1 and years == _LENGTHS[precision]:
        cuts = [date(start.year + n, 1, 1) for n in _YEARS[precision]]
    elif whole and months % 3 == 0:
        cuts = [months_on(start, n) for n in (0, months // 3, 2 * months // 3)]
    else:
        cuts = [start + timedelta(days=n) for n in (0, length // 3, 2 * length // 3)]
    return cuts[number], max(cuts[number], cuts[number + 1] - _DAY if number < 2 else end)


def nth(days: Days, what: Nth) -> tuple[Days, bool] | None:
    """The so-manieth piece of the days and whether it is rough; None where there is none.

    Weeks of a month are counted from its first day ("the second week of June" is 8-14 June), from its last day backwards.
    """
    if what.weekday:
        return _weekday(days, what)
    amount = what.amount or Amount(unit=Unit.DAY, count=1)
    if amount.count is None:
        return _third(days, 0 if what.number > 0 else 2, Precision.DAY), True
    if amount.unit is Unit.HALF:
        return _half(days, what.number), False
    if amount.unit is Unit.WEEKEND:
        found = _weekday(days, Nth(of=what.of, number=what.number, weekday=6))
        return found and ((found[0][0], found[0][0] + _DAY), False)
    size, number = amount.count, what.number
    start, end = days
    if number > 0:
        first = moved(start, amount.unit, size * (number - 1))
        last = moved(start, amount.unit, size * number) - _DAY
    else:
        after = end + _DAY
        first = moved(after, amount.unit, size * number)
        last = moved(after, amount.unit, size * (number + 1)) - _DAY
    if first > end or last < start:
        return None
    return (max(first, start), min(last, end)), amount.unit is Unit.WEEK or amount.approximate


def _half(days: Days, number: int) -> Days:
    start, end = days
    if (end - start).days <= 31:
        middle = start + timedelta(days=15 if (end - start).days > 14 else ((end - start).days + 1) // 2)
    else:
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        middle = months_on(start, months // 2)
    return (start, middle - _DAY) if number == 1 else (middle, end)


def _weekday(days: Days, what: Nth) -> tuple[Days, bool] | None:
    start, end = days
    if (end - start).days <= 31 and start.day == 1:
        day = nth_weekday(start.year, start.month, what.weekday, what.number)
    elif what.number > 0:
        day = start + timedelta(days=(what.weekday - start.isoweekday()) % 7 + 7 * (what.number - 1))
    else:
        day = end - timedelta(days=(end.isoweekday() - what.weekday) % 7 + 7 * (-what.number - 1))
    return ((day, day), False) if start <= day <= end else None
