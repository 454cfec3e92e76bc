"""Reckoning with days: steps of months and weeks, the units around a day, feasts.

Weeks begin on Monday (ISO 8601). Functions raise OverflowError or ValueError beyond the years 1 to 9999.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from dragoman.dates.edtf import Precision
from dragoman.dates.meaning import Unit

Days = tuple[date, date]

_DAYS = {Unit.HOUR: 1 / 24, Unit.DAY: 1, Unit.WEEK: 7, Unit.FORTNIGHT: 14, Unit.WEEKEND: 7}
_MONTHS = {
    Unit.MONTH: 1, Unit.QUARTER: 3, Unit.SEASON: 3, Unit.HALF: 6, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200,
}  # fmt: skip
#: How finely each unit speaks.
PRECISION = {
    Unit.HOUR: Precision.HOUR,
    Unit.DAY: Precision.DAY,
    Unit.WEEK: Precision.WEEK,
    Unit.FORTNIGHT: Precision.WEEK,
    Unit.WEEKEND: Precision.WEEK,
    Unit.MONTH: Precision.MONTH,
    Unit.QUARTER: Precision.SEASON,
    Unit.HALF: Precision.SEASON,
    Unit.SEASON: Precision.SEASON,
    Unit.YEAR: Precision.YEAR,
    Unit.DECADE: Precision.DECADE,
    Unit.CENTURY: Precision.CENTURY,
}


def months_on(day: date, months: int) -> date:
    """The same day some months on (back where negative); the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def moved(day: date, unit: Unit, count: float) -> date:
    """The day ``count`` units on; parts of a month count as parts of thirty days."""
    if unit in _DAYS:
        return day + timedelta(days=int(count * _DAYS[unit]))
    months = count * _MONTHS[unit]
    whole = int(months)
    return months_on(day, whole) + timedelta(days=int((months - whole) * 30))


def month_of_year(year: int, month: int) -> Days:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def months_of_year(year: int, first: int, count: int) -> Days:
    """The first and the last day of some months that follow one another."""
    start = date(year, first, 1)
    return start, months_on(start, count) - timedelta(days=1)


def around(day: date, unit: Unit, shift: int = 0) -> Days:
    """The unit of the calendar that holds ``day``, or the one ``shift`` units on."""
    if unit in {Unit.HOUR, Unit.DAY}:
        there = moved(day, unit, shift)
        return there, there
    if unit in _DAYS:
        monday = day - timedelta(days=day.weekday()) + timedelta(days=int(shift * _DAYS[unit]))
        first = monday + timedelta(days=5) if unit is Unit.WEEKEND else monday
        return first, monday + timedelta(days=13 if unit is Unit.FORTNIGHT else 6)
    if unit is Unit.SEASON:
        start = months_on(date(day.year, day.month, 1), -(day.month % 3) + 3 * shift)
        return start, months_on(start, 3) - timedelta(days=1)
    months = _MONTHS[unit]
    if months > 12:
        years = months // 12
        year = day.year // years * years + shift * years
        return date(max(year, 1), 1, 1), date(year + years - 1, 12, 31)
    start = months_on(date(day.year, (day.month - 1) // months * months + 1, 1), months * shift)
    return start, months_on(start, months) - timedelta(days=1)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date:
    """The so-manieth weekday (1 is Monday) of a month; negative numbers count from its end."""
    first, last = month_of_year(year, month)
    if number > 0:
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-number - 1))


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian rule, as Meeus gives it)."""
    gold, (century, rest) = year % 19, divmod(year, 100)
    leap, four = divmod(century, 4)
    moon = (19 * gold + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    turn = (32 + 2 * four + 2 * (rest // 4) - moon - rest % 4) % 7
    month, day = divmod(moon + turn - 7 * ((gold + 11 * moon + 22 * turn) // 451) + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches, in the Gregorian calendar (Meeus's Julian rule)."""
    moon = (19 * (year % 19) + 15) % 30
    turn = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + turn + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
