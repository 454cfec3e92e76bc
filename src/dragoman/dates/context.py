"""What is known from outside the words, and what comes of a meaning: the values that resolving works on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.dates.edtf import Precision
from dragoman.dates.meaning import Origin
from dragoman.dates.reckoning import Days
from dragoman.model import Certainty, Tense

_FINENESS = {precision: number for number, precision in enumerate(Precision)}
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

    @property
    def days(self) -> Days | None:
        """The first and the last day, where both are known."""
        return None if self.start is None or self.end is None else (self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """Days that are counted from, what they are, and how sure that is."""

    days: Named
    origin: Origin | None
    certainty: Certainty
    approximate: bool = False

    def reading(
        self, start: date | None, end: date | None, precision: Precision, *, approximate: bool = False
    ) -> Reading:
        """Days that were counted from these."""
        return Reading(
            start=start,
            end=end,
            precision=precision,
            certainty=self.certainty,
            approximate=self.approximate or approximate,
            origin=self.origin,
        )


def base_of(origin: Origin, context: Context) -> Base | None:
    """What is counted from; the page's day stands in for a date named before, and then that is possible only."""
    if origin is Origin.NAMED and context.named is not None:
        return Base(days=context.named, origin=Origin.NAMED, certainty=Certainty.PROBABLE)
    if origin is Origin.EVENT:
        if context.event is None:
            return None
        return Base(days=context.event, origin=Origin.EVENT, certainty=Certainty.PROBABLE)
    if context.day is None:
        return None
    sure = Certainty.CERTAIN if origin is Origin.PAGE else Certainty.POSSIBLE
    day = Named(start=context.day, end=context.day, precision=Precision.DAY)
    return Base(days=day, origin=Origin.PAGE, certainty=sure)


def least(*certainties: Certainty) -> Certainty:
    """The least certain of them."""
    return max(certainties, key=_SURE.index)


def coarser(one: Precision, two: Precision) -> bool:
    """Whether the first precision is coarser than the second."""
    return _FINENESS[one] > _FINENESS[two]


def finer(one: Precision, two: Precision) -> Precision:
    """The finer of two precisions."""
    return min(one, two, key=_FINENESS.__getitem__)


def coarse(precision: Precision) -> Precision:
    """The precision, of hours and less the day's."""
    return precision if coarser(precision, Precision.DAY) else Precision.DAY
