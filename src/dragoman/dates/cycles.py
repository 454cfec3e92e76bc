"""Days and periods that come round again, and which one an anchor and a tense pick."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from dragoman.dates.absolute import civil
from dragoman.dates.feasts import feast
from dragoman.dates.meaning import Cycle, Recurring, Which
from dragoman.dates.reckoning import Days, month_of_year, months_of_year
from dragoman.model import Certainty, Tense

_WEEKLY = frozenset({Cycle.WEEKDAY, Cycle.WEEKEND})
#: A day of February 29 comes round after eight years at most; with a weekday, after forty.
_NEAR, _FAR = 2, 41
#: A day of another year is meant only where that of the anchor's year lies more than twice as far.
_TWICE = 2

Cut = Callable[[Days], Days]


def whole(days: Days) -> Days:
    """The days as they are: the cut that cuts nothing."""
    return days


def index(cycle: Cycle, day: date) -> int:
    """The number of the week, month or year that holds the day."""
    if cycle in _WEEKLY:
        return (day.toordinal() - 1) // 7
    return day.year * 12 + day.month - 1 if cycle is Cycle.DAY_OF_MONTH else day.year


def instance(what: Recurring, number: int) -> Days | None:
    """The days of the week, month or year with that number; None where it has none, or beyond the calendar."""
    try:
        days = _days(what, number)
    except (ValueError, OverflowError):
        return None
    if days is not None and what.weekday and what.cycle in {Cycle.DAYS, Cycle.DAY_OF_MONTH}:
        return days if days[0].isoweekday() == what.weekday else None
    return days


def _days(what: Recurring, number: int) -> Days | None:
    cycle = what.cycle
    if cycle in _WEEKLY:
        monday = date.fromordinal(number * 7 + 1)
        if cycle is Cycle.WEEKEND:
            return monday + timedelta(days=5), monday + timedelta(days=6)
        day = monday + timedelta(days=what.weekday - 1)
        return day, day
    if cycle is Cycle.DAY_OF_MONTH:
        year, month = divmod(number, 12)
        return _both(civil(year, month + 1, what.day), civil(year, month + 1, what.last))
    if cycle is Cycle.DAYS:
        return _both(civil(number, what.month, what.day), civil(number, what.month, what.last))
    if cycle is Cycle.MONTH:
        return month_of_year(number, what.month)
    if cycle is Cycle.HOLIDAY:
        return feast(what.name, number)
    if cycle is Cycle.SEASON:
        return months_of_year(number, 3 * (what.number - 20), 3)
    months = 3 if cycle is Cycle.QUARTER else 6
    return months_of_year(number, (what.number - 1) * months + 1, months)


def _both(one: date | None, two: date | None) -> Days | None:
    return None if one is None or two is None else (one, two)


def nearby(what: Recurring, day: date, reach: int) -> Iterator[Days]:
    """The instances in the weeks, months or years around the day, in order."""
    middle = index(what.cycle, day)
    for number in range(middle - reach, middle + reach + 1):
        days = instance(what, number)
        if days is not None:
            yield days


def inside(what: Recurring, period: Days) -> list[Days]:
    """The instances that begin in the period."""
    first, last = (index(what.cycle, day) for day in period)
    found = (instance(what, number) for number in range(first, min(last, first + 400) + 1))
    return [days for days in found if days is not None and period[0] <= days[0] <= period[1]]


def choose(what: Recurring, anchor: date, tense: Tense, cut: Cut = whole) -> tuple[Days, Certainty] | None:
    """The instance that is meant, and how sure that is; None where there is none near."""
    for reach in (_NEAR, _FAR):
        around = [cut(days) for days in nearby(what, anchor, reach)]
        if what.which is Which.LAST:
            found = _counted([days for days in reversed(around) if days[1] < anchor], what)
        elif what.which is Which.NEXT:
            found = _counted([days for days in around if days[0] > anchor], what)
        elif what.which is Which.THIS:
            found = _this(around, anchor, tense, what.cycle)
        else:
            found = _bare(around, anchor, tense, what.cycle)
        if found is not None:
            return found
        if what.weekday and around and what.cycle is not Cycle.WEEKDAY:
            # A printed weekday tells the year more surely than a tense does.
            near = min(around, key=lambda days: abs((days[0] - anchor).days))
            return near, Certainty.PROBABLE
        if what.cycle not in {Cycle.DAYS, Cycle.DAY_OF_MONTH}:
            return None
    return None


def _counted(found: list[Days], what: Recurring) -> tuple[Days, Certainty] | None:
    """The first one, or the second where one is left out."""
    if len(found) <= what.skip:
        return None
    # "Next Friday" and "last June" are the nearest ones here; some writers mean those of the next week or the last year.
    return found[what.skip], Certainty.PROBABLE


def _ends(around: list[Days], anchor: date) -> tuple[Days | None, Days | None]:
    """The last one that has begun by the anchor, and the first that is not over."""
    before = next((days for days in reversed(around) if days[0] <= anchor), None)
    after = next((days for days in around if days[1] >= anchor), None)
    return before, after


def _this(around: list[Days], anchor: date, tense: Tense, cycle: Cycle) -> tuple[Days, Certainty] | None:
    before, after = _ends(around, anchor)
    if cycle in _WEEKLY:
        found = before if tense is Tense.PAST else after
        return None if found is None else (found, Certainty.PROBABLE)
    if before is not None and before == after:
        return before, Certainty.CERTAIN
    same = next((days for days in around if _key(days, cycle) == _key((anchor, anchor), cycle)), None)
    if same is not None and not (tense is Tense.FUTURE and same[1] < anchor):
        return same, Certainty.PROBABLE
    return None if after is None else (after, Certainty.PROBABLE)


def _key(days: Days, cycle: Cycle) -> int:
    return index(cycle, days[0])


def _bare(around: list[Days], anchor: date, tense: Tense, cycle: Cycle) -> tuple[Days, Certainty] | None:
    before, after = _ends(around, anchor)
    if tense is Tense.PAST:
        return None if before is None else (before, Certainty.PROBABLE)
    if tense is Tense.FUTURE or (tense is Tense.PRESENT and cycle in _WEEKLY):
        return None if after is None else (after, Certainty.PROBABLE)
    if before is None or after is None or before == after or cycle in _WEEKLY:
        found = before or after
        return None if found is None else (found, Certainty.PROBABLE)
    return _unmarked(before, after, anchor, cycle)


def _unmarked(before: Days, after: Days, anchor: date, cycle: Cycle) -> tuple[Days, Certainty]:
    """Without a tense: the one of the anchor's own year (month), unless it is far off and the other near.

    Newspapers leave the year out where it is the current one (so the style books of the agencies).
    """
    back, ahead = (anchor - before[1]).days, (after[0] - anchor).days
    this = index(cycle, anchor)
    if index(cycle, before[0]) == this and index(cycle, after[0]) == this:
        return (before if back <= ahead else after), Certainty.POSSIBLE
    if index(cycle, before[0]) == this:
        return (before, Certainty.PROBABLE) if back <= _TWICE * ahead else (after, Certainty.PROBABLE)
    if index(cycle, after[0]) == this:
        return (after, Certainty.POSSIBLE) if ahead <= _TWICE * back else (before, Certainty.PROBABLE)
    return (before, Certainty.PROBABLE) if back <= ahead else (after, Certainty.PROBABLE)
