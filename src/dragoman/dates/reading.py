"""What a meaning comes to, given an anchor, a tense and a date named before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from dragoman.dates.cycles import choose, index, inside, instance, nearby, whole
from dragoman.dates.edtf import Precision
from dragoman.dates.meaning import (
    Around,
    Between,
    Cycle,
    Fixed,
    Meaning,
    Night,
    Nth,
    Ongoing,
    Origin,
    Part,
    Portion,
    Recurring,
    Step,
    Stretch,
    Unit,
    Which,
)
from dragoman.dates.portions import nth, portion
from dragoman.dates.reckoning import PRECISION, Days, around, moved
from dragoman.model import Certainty, Tense

_DAY = timedelta(days=1)
_CYCLES = {
    Cycle.WEEKDAY: Precision.DAY, Cycle.WEEKEND: Precision.WEEK, Cycle.DAY_OF_MONTH: Precision.DAY, Cycle.DAYS: Precision.DAY,
    Cycle.MONTH: Precision.MONTH, Cycle.SEASON: Precision.SEASON, Cycle.QUARTER: Precision.SEASON,
    Cycle.HALF: Precision.SEASON, Cycle.HOLIDAY: Precision.DAY,
}  # fmt: skip
_FINENESS = tuple(Precision)
_SURE = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A date that was named before: its days and how finely it was named."""

    start: date
    end: date
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is known from outside the words; ``minutes`` is the time of day of the anchor."""

    day: date | None
    minutes: int | None = None
    tense: Tense = Tense.UNKNOWN
    named: Named | None = None
    event: Named | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Days, how finely they are meant, and what they rest on; an unknown end is None."""

    start: date | None
    end: date | None
    precision: Precision
    certainty: Certainty = Certainty.CERTAIN
    approximate: bool = False
    origin: Origin | None = None


def read(meaning: Meaning, context: Context) -> Reading | None:
    """What the meaning comes to; None where something is missing or it lies beyond the calendar."""
    reader = _READERS.get(type(meaning))
    if reader is None:
        return None
    try:
        return reader(meaning, context)
    except (ValueError, OverflowError):
        return None


def is_duration(meaning: Meaning, tense: Tense) -> bool:
    """Whether words that may tell a date or a duration ("in two days") tell a duration."""
    return isinstance(meaning, Step | Stretch) and meaning.maybe_span and tense is Tense.PAST


def _origin(origin: Origin, context: Context) -> tuple[Named, Origin, Certainty] | None:
    """The days counted from, what they are, and how sure; the page's day stands in for a date named before."""
    if origin is Origin.NAMED and context.named is not None:
        return context.named, Origin.NAMED, Certainty.PROBABLE
    if origin is Origin.EVENT:
        return None if context.event is None else (context.event, Origin.EVENT, Certainty.PROBABLE)
    if context.day is None:
        return None
    sure = Certainty.CERTAIN if origin is Origin.PAGE else Certainty.POSSIBLE
    return Named(start=context.day, end=context.day, precision=Precision.DAY), Origin.PAGE, sure


def least(*certainties: Certainty) -> Certainty:
    """The least certain of them."""
    return max(certainties, key=_SURE.index)


def _fixed(meaning: Fixed, context: Context) -> Reading:
    certainty = Certainty.CERTAIN
    start, end = meaning.start, meaning.end
    if meaning.weekday and start.isoweekday() != meaning.weekday:
        certainty = Certainty.PROBABLE
    if meaning.other is not None:
        day, certainty = _either(meaning.start, meaning.other, context)
        start = end = day
    return Reading(
        start=start, end=end, precision=meaning.precision, certainty=certainty, approximate=meaning.approximate
    )


def _either(one: date, two: date, context: Context) -> tuple[date, Certainty]:
    """Month first or day first: the one on the right side of the anchor, else the nearer one."""
    if context.day is None:
        return one, Certainty.POSSIBLE
    fits = [day for day in (one, two) if (day <= context.day) == (context.tense is not Tense.FUTURE)]
    if len(fits) == 1:
        return fits[0], Certainty.PROBABLE
    near = min((one, two), key=lambda day: abs((day - context.day).days)) if context.day else one
    return near, Certainty.POSSIBLE


def _recurring(meaning: Recurring, context: Context, part: Portion | None = None) -> Reading | None:
    precision = _CYCLES[meaning.cycle]

    def cut(days: Days) -> Days:
        return days if part is None else portion(days, part, precision, context.day) or days

    if meaning.within is not None:
        return _held(meaning, context, cut)
    found = _origin(meaning.origin, context)
    if found is None:
        return None
    base, origin, sure = found
    tense = context.tense
    anchor = base.start
    if meaning.origin is Origin.NAMED:
        if meaning.which is Which.THIS:
            return _that(meaning, base, origin, sure)
        anchor = base.end if meaning.which is Which.NEXT else base.start
    picked = choose(meaning, anchor, tense, cut if part is not None else whole)
    if picked is None:
        return None
    (start, end), certainty = picked
    start, end = (day + timedelta(weeks=meaning.weeks) for day in (start, end))
    return Reading(
        start=start, end=end, precision=precision, certainty=least(certainty, sure), origin=origin
    )


def _that(meaning: Recurring, base: Named, origin: Origin, sure: Certainty) -> Reading | None:
    """ "That Saturday", "that summer": the nearest to the date named before."""
    around_it = list(nearby(meaning, base.start, 2))
    if not around_it:
        return None
    start, end = min(around_it, key=lambda days: max(0, (days[0] - base.end).days, (base.start - days[1]).days))
    return Reading(
        start=start, end=end, precision=_CYCLES[meaning.cycle], certainty=least(Certainty.PROBABLE, sure), origin=origin
    )


def _held(meaning: Recurring, context: Context, cut: Callable[[Days], Days]) -> Reading | None:
    """The one inside a period; of several none is meant more than another."""
    period = read(meaning.within, context) if meaning.within is not None else None
    if period is None or period.start is None or period.end is None:
        return None
    found = inside(meaning, (period.start, period.end))
    if len(found) != 1:
        return None
    start, end = cut(found[0])
    return replace(period, start=start, end=end, precision=_CYCLES[meaning.cycle])


def _around(meaning: Around, context: Context) -> Reading | None:
    if meaning.rolling and context.tense is not Tense.PAST:
        return _ahead(meaning.unit, context)
    found = _origin(Origin.NAMED if meaning.rolling else meaning.origin, context)
    if found is None:
        return None
    base, origin, sure = found
    precision = PRECISION[meaning.unit]
    if meaning.unit is Unit.HOUR:
        precision = Precision.DAY
    if _FINENESS.index(base.precision) > _FINENESS.index(precision):
        # "The following day" after "in March": no day was named.
        return None
    # From a stretch that was named one counts at its end, back at its beginning.
    first = around(base.start, meaning.unit, meaning.shift)
    last = around(base.end, meaning.unit, meaning.shift)
    start, end = first if meaning.shift < 0 else last if meaning.shift > 0 else (first[0], last[1])
    return Reading(start=start, end=end, precision=precision, certainty=sure, origin=origin)


def _ahead(unit: Unit, context: Context) -> Reading | None:
    if context.day is None:
        return None
    end = moved(context.day, unit, 1)
    return Reading(
        start=context.day, end=end, precision=PRECISION[unit], certainty=Certainty.PROBABLE, origin=Origin.PAGE
    )


def _step(meaning: Step, context: Context) -> Reading | None:
    if meaning.base is not None:
        base = read(meaning.base, context)
        if base is None or base.start is None or base.end is None:
            return None
        days, origin, sure = Named(start=base.start, end=base.end, precision=base.precision), base.origin, base.certainty
        rough = base.approximate
    else:
        found = _origin(meaning.origin, context)
        if found is None:
            return None
        days, origin, sure = found
        rough = False
    return _stepped(meaning, context, days, origin, sure, rough=rough)


def _stepped(
    meaning: Step, context: Context, base: Named, origin: Origin | None, sure: Certainty, *, rough: bool
) -> Reading | None:
    amount = meaning.amount
    unit = amount.unit
    if amount.count is None:
        return _some(meaning, base, origin, sure)
    sign = 1 if meaning.forward else -1
    precision = PRECISION[unit]
    if unit is Unit.HOUR:
        day = _hours(base.start, sign * amount.count, context.minutes if origin is Origin.PAGE else None)
        return Reading(start=day, end=day, precision=Precision.DAY, certainty=sure, approximate=rough, origin=origin)
    if base.precision is not Precision.DAY:
        # A year before March 2016 is March 2015; a day before March is no day.
        if _FINENESS.index(precision) < _FINENESS.index(base.precision):
            return None
        start, after = (moved(day, unit, sign * amount.count) for day in (base.start, base.end + _DAY))
        return Reading(start=start, end=after - _DAY, precision=base.precision, certainty=sure,
                       approximate=rough or amount.approximate, origin=origin)  # fmt: skip
    exact = unit is Unit.DAY and amount.count == int(amount.count) and not amount.approximate
    known = meaning.base is not None and not amount.approximate
    from_day = base.end if meaning.forward else base.start
    day = moved(from_day, unit, sign * amount.count)
    return Reading(start=day, end=day, precision=Precision.DAY if known else precision, certainty=sure,
                   approximate=rough or not (exact or known), origin=origin)  # fmt: skip


def _some(meaning: Step, base: Named, origin: Origin | None, sure: Certainty) -> Reading:
    """ "Weeks ago", "several days later": one end is not known."""
    precision = PRECISION[meaning.amount.unit]
    if meaning.amount.unit is Unit.HOUR:
        return Reading(start=base.start, end=base.end, precision=Precision.DAY, certainty=sure, approximate=True, origin=origin)
    start, end = (base.end, None) if meaning.forward else (None, base.start)
    return Reading(start=start, end=end, precision=precision, certainty=sure, approximate=True, origin=origin)


def _hours(day: date, count: float, minutes: int | None) -> date:
    """The day some hours on; whole days where the time of day is not known."""
    if minutes is None:
        return day + timedelta(days=int(count / 24))
    return day + timedelta(days=int((minutes + count * 60) // 1440))


def _stretch(meaning: Stretch, context: Context) -> Reading | None:
    found = _origin(meaning.origin, context)
    if found is None:
        return None
    base, origin, sure = found
    amount = meaning.amount
    precision = PRECISION[amount.unit]
    if amount.count is None:
        start, end = (base.end, None) if meaning.forward else (None, base.start)
        return Reading(start=start, end=end, precision=precision, certainty=sure, approximate=True, origin=origin)
    start = base.end if meaning.forward else moved(base.start, amount.unit, -amount.count)
    end = moved(base.end, amount.unit, amount.count) if meaning.forward else base.start
    return Reading(start=start, end=end, precision=precision, certainty=sure, approximate=amount.approximate, origin=origin)


def _part(meaning: Part, context: Context) -> Reading | None:
    bare = isinstance(meaning.of, Recurring) and meaning.of.within is None
    if isinstance(meaning.of, Recurring) and bare:
        found = _recurring(meaning.of, context, meaning.portion)
    else:
        found = read(meaning.of, context)
    if found is None or found.start is None or found.end is None:
        return None
    edge = meaning.portion in {Portion.START, Portion.END}
    clipped = meaning.portion in {Portion.EARLIER, Portion.LATER}
    days: Days | None = (found.start, found.end)
    if not bare:
        anchor = context.named.end if found.origin is Origin.NAMED and context.named else context.day
        days = portion((found.start, found.end), meaning.portion, found.precision, anchor)
    if days is None:
        return None
    precision = Precision.DAY if edge else found.precision
    return replace(found, start=days[0], end=days[1], precision=precision, approximate=found.approximate or not clipped)


def _nth(meaning: Nth, context: Context) -> Reading | None:
    found = read(meaning.of, context)
    if found is None or found.start is None or found.end is None:
        return None
    piece = nth((found.start, found.end), meaning)
    if piece is None:
        return None
    (start, end), rough = piece
    precision = Precision.DAY if meaning.weekday or start == end else found.precision
    if meaning.amount is not None and not meaning.weekday:
        precision = min(found.precision, PRECISION[meaning.amount.unit], key=_FINENESS.index)
    return replace(found, start=start, end=end, precision=precision, approximate=found.approximate or rough)


def _between(meaning: Between, context: Context) -> Reading | None:
    """Both ends; one that comes round each week or year takes its place from the other."""
    forward = context.tense is Tense.FUTURE or isinstance(meaning.end, Fixed)
    lead, follow = (meaning.end, meaning.start) if forward else (meaning.start, meaning.end)
    first = read(lead, context)
    if first is None or first.start is None or first.end is None:
        return None
    second = _beside(follow, first, context, before=forward)
    start, end = (second, first) if forward else (first, second)
    if start is None or end is None or start.start is None or end.end is None or start.start > end.end:
        return None
    origins = [one.origin for one in (start, end) if one.origin is not None]
    return Reading(
        start=start.start,
        end=end.end,
        precision=min(start.precision, end.precision, key=_FINENESS.index),
        certainty=least(start.certainty, end.certainty),
        approximate=start.approximate or end.approximate,
        origin=origins[0] if origins else None,
    )


def _beside(meaning: Meaning, other: Reading, context: Context, *, before: bool) -> Reading | None:
    """The end of a range whose other end is known."""
    of = meaning.of if isinstance(meaning, Part) else meaning
    if not isinstance(of, Recurring) or of.which is not Which.BARE or of.within is not None:
        return read(meaning, context)
    part = meaning.portion if isinstance(meaning, Part) else None
    day = other.end if before else other.start
    if day is None:
        return None
    moment = replace(context, day=day, tense=Tense.PAST if before else Tense.FUTURE)
    found = _recurring(replace(of, origin=Origin.PAGE), moment, part)
    return found and replace(found, origin=other.origin, approximate=found.approximate or part is not None)


def _night(meaning: Night, context: Context) -> Reading | None:
    """The night to the page's day, or the one that begins on the day named."""
    if meaning.of is not None:
        return read(meaning.of, context)
    if context.day is None:
        return None
    return Reading(
        start=context.day - _DAY, end=context.day, precision=Precision.DAY, certainty=Certainty.PROBABLE, origin=Origin.PAGE
    )


def _ongoing(meaning: Ongoing, context: Context) -> Reading | None:
    """A day of something that goes on: the reported one, which is the page's, as far as can be told."""
    found = _origin(Origin.EVENT, context)
    if found is not None:
        day = found[0].start + timedelta(days=meaning.number - 1)
        return Reading(start=day, end=day, precision=Precision.DAY, certainty=found[2], origin=Origin.EVENT)
    if context.day is None:
        return None
    if meaning.within is not None:
        period = read(meaning.within, context)
        if period is None or period.start is None or period.end is None or not period.start <= context.day <= period.end:
            return None
    return Reading(start=context.day, end=context.day, precision=Precision.DAY, certainty=Certainty.POSSIBLE, origin=Origin.PAGE)


_READERS: dict[type, Callable[[Any, Context], Reading | None]] = {
    Fixed: _fixed, Recurring: _recurring, Around: _around, Step: _step, Stretch: _stretch, Part: _part, Nth: _nth,
    Between: _between, Night: _night, Ongoing: _ongoing,
}  # fmt: skip

__all__ = ["Context", "Named", "Reading", "index", "instance", "is_duration", "least", "read"]
