"""Steps from a day and stretches up to it: "two days ago", "a week after May 3", "the past five years"."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.dates.context import Base, Context, Named, Reading, base_of, coarser
from dragoman.dates.edtf import Precision
from dragoman.dates.meaning import Amount, Origin, Step, Stretch, Unit
from dragoman.dates.reckoning import PRECISION, moved
from dragoman.model import Certainty, Tense

_DAY = timedelta(days=1)


def step(meaning: Step, context: Context, base: Base) -> Reading | None:
    """A day so far from the base; None where that is named too roughly for the unit."""
    amount, days = meaning.amount, base.days
    if amount.count is None:
        return _open_ended(amount, base, forward=meaning.forward)
    count = amount.count if meaning.forward else -amount.count
    precision = PRECISION[amount.unit]
    if amount.unit is Unit.HOUR:
        day = _hours(days.start, count, context.minutes if base.origin is Origin.PAGE else None)
        return base.reading(day, day, Precision.DAY)
    if days.precision is not Precision.DAY:
        # A year before March 2016 is March 2015; a day before March is no day.
        if coarser(days.precision, precision):
            return None
        start, after = (moved(day, amount.unit, count) for day in (days.start, days.end + _DAY))
        return base.reading(
            start, after - _DAY, days.precision, approximate=amount.approximate or _tilted(days, amount)
        )
    exact = amount.unit is Unit.DAY and count == int(count) and not amount.approximate
    known = meaning.base is not None and not amount.approximate
    day = moved(days.end if meaning.forward else days.start, amount.unit, count)
    found = base.reading(day, day, Precision.DAY if known else precision, approximate=not (exact or known))
    return _doubted(found, context, ahead=meaning.maybe_span)


def _tilted(days: Named, amount: Amount) -> bool:
    """Whether a week was moved by months, so that it no longer begins on a Monday."""
    return days.precision is Precision.WEEK and coarser(PRECISION[amount.unit], Precision.WEEK)


def _doubted(found: Reading, context: Context, *, ahead: bool) -> Reading:
    """Without a verb that looks ahead "in two days" may be how long something took."""
    if not ahead or context.tense is Tense.FUTURE:
        return found
    return Reading(
        start=found.start,
        end=found.end,
        precision=found.precision,
        certainty=Certainty.POSSIBLE,
        approximate=found.approximate,
        origin=found.origin,
    )


def stretch(meaning: Stretch, context: Context) -> Reading | None:
    """The time up to the base, or from it on."""
    base = base_of(meaning.origin, context)
    if base is None:
        return None
    amount, days = meaning.amount, base.days
    if amount.count is None:
        return _open_ended(amount, base, forward=meaning.forward)
    start = days.end if meaning.forward else moved(days.start, amount.unit, -amount.count)
    end = moved(days.end, amount.unit, amount.count) if meaning.forward else days.start
    return base.reading(start, end, PRECISION[amount.unit], approximate=amount.approximate)


def _open_ended(amount: Amount, base: Base, *, forward: bool) -> Reading:
    """One end is not known: "weeks ago", "several days later", "in recent months"."""
    days = base.days
    if amount.unit is Unit.HOUR:
        return base.reading(days.start, days.end, Precision.DAY, approximate=True)
    start, end = (days.end, None) if forward else (None, days.start)
    return base.reading(start, end, PRECISION[amount.unit], approximate=True)


def _hours(day: date, count: float, minutes: int | None) -> date:
    """The day some hours on; whole days where the time of day is not known."""
    if minutes is None:
        return day + timedelta(days=int(count / 24))
    return day + timedelta(days=int((minutes + count * 60) // 1440))
