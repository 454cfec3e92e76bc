"""What a meaning comes to, given an anchor, a tense and a date named before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dragoman.dates.context import Base, Context, Named, Reading, base_of, coarse, coarser, finer, least
from dragoman.dates.cycles import choose, inside, nearby, whole
from dragoman.dates.edtf import Precision
from dragoman.dates.meaning import (
    About,
    Amount,
    Around,
    Beside,
    Between,
    Cycle,
    Fixed,
    Holding,
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
    Then,
    Unit,
    Which,
)
from dragoman.dates.portions import nth, portion
from dragoman.dates.reckoning import PRECISION, Days, around
from dragoman.dates.steps import step, stretch
from dragoman.model import Certainty, Tense

_DAY = timedelta(days=1)
_CYCLES = {
    Cycle.WEEKDAY: Precision.DAY, Cycle.WEEKEND: Precision.WEEK, Cycle.DAY_OF_MONTH: Precision.DAY, Cycle.DAYS: Precision.DAY,
    Cycle.MONTH: Precision.MONTH, Cycle.SEASON: Precision.SEASON, Cycle.QUARTER: Precision.SEASON,
    Cycle.HALF: Precision.SEASON, Cycle.HOLIDAY: Precision.DAY,
}  # fmt: skip


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


def _fixed(meaning: Fixed, context: Context) -> Reading:
    certainty = Certainty.CERTAIN
    start, end = meaning.start, meaning.end
    if meaning.weekday and start.isoweekday() != meaning.weekday:
        certainty = Certainty.PROBABLE
    if meaning.other is not None:
        day, certainty = _either(meaning.start, meaning.other, context)
        start = end = day
    return Reading(
        start=start,
        end=end,
        precision=meaning.precision,
        certainty=certainty,
        approximate=meaning.approximate,
    )


def _either(by_month: date, by_day: date, context: Context) -> tuple[date, Certainty]:
    """The one of two readings that lies on the tense's side of the anchor; else month first, as most English news has it."""
    if context.day is None:
        return by_month, Certainty.POSSIBLE
    if context.day in {by_month, by_day}:
        return context.day, Certainty.PROBABLE
    ahead = context.tense is Tense.FUTURE
    fits = [day for day in (by_month, by_day) if (day > context.day) == ahead]
    return (fits[0], Certainty.PROBABLE) if len(fits) == 1 else (by_month, Certainty.POSSIBLE)


def _recurring(meaning: Recurring, context: Context, part: Portion | None = None) -> Reading | None:
    precision = _CYCLES[meaning.cycle]

    def cut(days: Days) -> Days:
        return days if part is None else portion(days, part, precision, context.day) or days

    if meaning.within is not None:
        return _held(meaning, context, cut)
    base = base_of(meaning.origin, context)
    if base is None:
        return None
    if meaning.origin is Origin.NAMED and meaning.which is Which.THIS:
        return _that(meaning, base)
    # The following Monday comes after all that was named.
    anchor = base.days.end if meaning.which is Which.NEXT else base.days.start
    picked = choose(meaning, anchor, context.tense, whole if part is None else cut)
    if picked is None:
        return None
    (start, end), certainty = picked
    shift = timedelta(weeks=meaning.weeks)
    found = base.reading(start + shift, end + shift, precision)
    return replace(found, certainty=least(certainty, base.certainty))


def _that(meaning: Recurring, base: Base) -> Reading | None:
    """The nearest to the date named before: "that Saturday", "that summer"."""
    first, last = base.days.start, base.days.end
    found = min(
        nearby(meaning, first, 2),
        key=lambda days: max(0, (days[0] - last).days, (first - days[1]).days),
        default=None,
    )
    return None if found is None else base.reading(*found, _CYCLES[meaning.cycle])


def _held(meaning: Recurring, context: Context, cut: Callable[[Days], Days]) -> Reading | None:
    """The one inside a period; of several none is meant more than another."""
    period = read(meaning.within, context) if meaning.within is not None else None
    if period is None or period.days is None:
        return None
    found = inside(meaning, period.days)
    if len(found) != 1:
        return None
    start, end = cut(found[0])
    return replace(period, start=start, end=end, precision=_CYCLES[meaning.cycle])


def _around(meaning: Around, context: Context) -> Reading | None:
    precision = coarse(PRECISION[meaning.unit])
    if meaning.rolling and context.tense is not Tense.PAST:
        amount = Amount(unit=meaning.unit, count=1)
        ahead = stretch(Stretch(amount=amount, forward=True), context)
        return ahead and replace(ahead, certainty=Certainty.PROBABLE)
    base = base_of(Origin.NAMED if meaning.rolling else meaning.origin, context)
    if base is None or coarser(base.days.precision, precision):
        # "The following day" after "in March": no day was named.
        return None
    # From a stretch that was named one counts at its end, back at its beginning.
    first = around(base.days.start, meaning.unit, meaning.shift)
    last = around(base.days.end, meaning.unit, meaning.shift)
    start, end = first if meaning.shift < 0 else last if meaning.shift > 0 else (first[0], last[1])
    return base.reading(start, end, precision)


def _step(meaning: Step, context: Context) -> Reading | None:
    if meaning.base is None:
        base = base_of(meaning.origin, context)
        return None if base is None else step(meaning, context, base)
    found = read(meaning.base, context)
    if found is None or found.days is None:
        return None
    days = Named(start=found.days[0], end=found.days[1], precision=found.precision)
    base = Base(days=days, origin=found.origin, certainty=found.certainty, approximate=found.approximate)
    return step(meaning, context, base)


def _part(meaning: Part, context: Context) -> Reading | None:
    bare = isinstance(meaning.of, Recurring) and meaning.of.within is None
    if isinstance(meaning.of, Recurring) and bare:
        found = _recurring(meaning.of, context, meaning.portion)
    else:
        found = read(meaning.of, context)
    if found is None or found.days is None:
        return None
    edge = meaning.portion in {Portion.START, Portion.END}
    clipped = meaning.portion in {Portion.EARLIER, Portion.LATER}
    days = found.days
    if not bare:
        days = portion(days, meaning.portion, found.precision, _inside(found, context)) or days
    precision = Precision.DAY if edge else found.precision
    return replace(
        found, start=days[0], end=days[1], precision=precision, approximate=found.approximate or not clipped
    )


def _inside(found: Reading, context: Context) -> date | None:
    """The day from which "earlier" and "later" part a stretch; None where no day in it was named."""
    if found.origin is not Origin.NAMED:
        return context.day
    named = context.named
    return named.end if named is not None and coarser(found.precision, named.precision) else None


def _nth(meaning: Nth, context: Context) -> Reading | None:
    found = read(meaning.of, context)
    if found is None or found.days is None:
        return None
    piece = nth(found.days, meaning)
    if piece is None:
        return None
    (start, end), rough = piece
    precision = Precision.DAY if meaning.weekday or start == end else found.precision
    if meaning.amount is not None and not meaning.weekday:
        precision = finer(found.precision, PRECISION[meaning.amount.unit])
    return replace(found, start=start, end=end, precision=precision, approximate=found.approximate or rough)


def _holding(meaning: Holding, context: Context) -> Reading | None:
    """The unit around the date, or the whole one that ends with it."""
    found = read(meaning.of, context)
    if found is None or found.days is None:
        return None
    start, end = found.days
    if meaning.ending:
        start = end - timedelta(days=6)
    elif (end - start).days <= 1 or meaning.unit is Unit.WEEK:
        start = around(start, meaning.unit)[0]
        end = around(end, meaning.unit)[1]
    return replace(found, start=start, end=end, precision=PRECISION[meaning.unit])


def _weekday_beside(meaning: Beside, context: Context) -> Reading | None:
    """The nearest such weekday, the day itself left out."""
    if meaning.of is not None:
        found = read(meaning.of, context)
    else:
        event = base_of(Origin.EVENT, context)
        found = None if event is None else event.reading(event.days.start, event.days.end, Precision.DAY)
    if found is None or found.days is None:
        return None
    start, end = found.days
    if meaning.forward:
        day = end + timedelta(days=(meaning.weekday - end.isoweekday() - 1) % 7 + 1)
    else:
        day = start - timedelta(days=(start.isoweekday() - meaning.weekday - 1) % 7 + 1)
    return replace(found, start=day, end=day, precision=Precision.DAY)


def _about(meaning: About, context: Context) -> Reading | None:
    found = read(meaning.of, context)
    return found and replace(found, approximate=True)


def _then(_: Then, context: Context) -> Reading | None:
    """The date named before, as finely as it was named."""
    named = context.named
    base = base_of(Origin.NAMED, context)
    return None if named is None or base is None else base.reading(named.start, named.end, named.precision)


def _between(meaning: Between, context: Context) -> Reading | None:
    """Both ends; one that comes round each week or year takes its place from the other."""
    forward = context.tense is Tense.FUTURE or isinstance(meaning.end, Fixed)
    lead, follow = (meaning.end, meaning.start) if forward else (meaning.start, meaning.end)
    first = read(lead, context)
    if first is None or first.days is None:
        return None
    second = _beside(follow, first, context, before=forward)
    start, end = (second, first) if forward else (first, second)
    if start is None or end is None or start.start is None or end.end is None or start.start > end.end:
        return None
    origins = [one.origin for one in (start, end) if one.origin is not None]
    return Reading(
        start=start.start,
        end=end.end,
        precision=finer(start.precision, end.precision),
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
    base = base_of(Origin.PAGE, context)
    if base is None:
        return None
    found = base.reading(base.days.start - _DAY, base.days.end, Precision.DAY)
    return replace(found, certainty=Certainty.PROBABLE)


def _ongoing(meaning: Ongoing, context: Context) -> Reading | None:
    """A day of something that goes on: the reported one, which is the page's, as far as can be told."""
    base = base_of(Origin.EVENT, context)
    if base is not None:
        day = base.days.start + timedelta(days=meaning.number - 1)
        return base.reading(day, day, Precision.DAY)
    base = base_of(Origin.PAGE, context)
    if base is None:
        return None
    day = base.days.start
    if meaning.within is not None:
        period = read(meaning.within, context)
        if period is None or period.days is None or not period.days[0] <= day <= period.days[1]:
            return None
    return replace(base.reading(day, day, Precision.DAY), certainty=Certainty.POSSIBLE)


_READERS: dict[type, Callable[[Any, Context], Reading | None]] = {
    Fixed: _fixed, Recurring: _recurring, Around: _around, Step: _step, Stretch: stretch, Part: _part, Nth: _nth,
    Holding: _holding, Beside: _weekday_beside, About: _about, Then: _then, Between: _between, Night: _night, Ongoing: _ongoing,
}  # fmt: skip
