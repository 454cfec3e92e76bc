"""Readings to values: EDTF, what they rest on, and what is known where there is none."""

from __future__ import annotations

from datetime import date

from dragoman.dates.anchors import Anchor
from dragoman.dates.context import Reading, coarse
from dragoman.dates.edtf import Precision, parse_edtf
from dragoman.dates.meaning import (
    Amount,
    Around,
    Cycle,
    Lasting,
    Meaning,
    Origin,
    Part,
    Recurring,
    Repeated,
    Role,
    Step,
    Stretch,
    Vague,
)
from dragoman.dates.reading import is_duration
from dragoman.dates.reckoning import PRECISION
from dragoman.dates.resolved import Basis, Kind, Resolved
from dragoman.dates.spell import spell
from dragoman.model import Certainty, Tense

_EDGES = frozenset({Role.SINCE, Role.FROM, Role.UNTIL, Role.BY, Role.BEFORE, Role.AFTER})


def valued(meaning: Meaning, role: Role, found: Reading, anchor: Anchor) -> Resolved:
    """A reading as a value."""
    sharp = role in _EDGES and isinstance(meaning, Part) and found.start == found.end
    approximate = found.approximate and not sharp
    edtf = spell(
        found.start,
        found.end,
        found.precision,
        approximate=approximate,
        uncertain=found.certainty is Certainty.POSSIBLE,
    )
    basis = Basis.WORDS
    if found.origin is Origin.PAGE:
        basis = anchor.basis
    elif found.origin is not None:
        basis = Basis.NAMED if found.origin is Origin.NAMED else Basis.EVENT
    weekday = found.start.isoweekday() if found.start is not None and found.start == found.end else None
    return Resolved(
        kind=Kind.DATE,
        value=edtf,
        precision=found.precision,
        role=role,
        basis=basis,
        certainty=found.certainty,
        start=found.start,
        end=found.end,
        approximate=approximate,
        anchor=anchor.value if found.origin is Origin.PAGE else None,
        weekday=weekday,
    )


def unvalued(
    meaning: Meaning, role: Role, anchor: Anchor, first: Reading | None, last: Reading | None
) -> Resolved:
    """No value, but what is known of one: weekday, digits, and the days between which it lies."""
    since = first.start if first is not None else None
    until = last.end if last is not None else None
    return Resolved(
        kind=Kind.DATE,
        value=None,
        precision=_precision(meaning),
        role=role,
        basis=anchor.basis if since or until else Basis.NONE,
        certainty=Certainty.UNKNOWN,
        anchor=anchor.value,
        weekday=(meaning.weekday or None) if isinstance(meaning, Recurring) else None,
        pattern=pattern_of(meaning, since, until),
        not_before=since,
        not_after=until,
    )


def _precision(meaning: Meaning) -> Precision:
    if isinstance(meaning, Recurring):
        yearly = {Cycle.MONTH: Precision.MONTH, Cycle.SEASON: Precision.SEASON, Cycle.WEEKEND: Precision.WEEK}
        return yearly.get(meaning.cycle, Precision.DAY)
    if isinstance(meaning, Around):
        return PRECISION[meaning.unit]
    if isinstance(meaning, Step | Stretch):
        return coarse(PRECISION[meaning.amount.unit])
    return Precision.NONE


def pattern_of(meaning: Meaning, first: date | None, last: date | None) -> str | None:
    """The digits that are known, the others written X (EDTF level 2 where the year is not known)."""
    if not isinstance(meaning, Recurring):
        return None
    year = "XXXX" if first is None or last is None or first.year != last.year else f"{first.year:04}"
    if meaning.cycle is Cycle.MONTH:
        return f"{year}-{meaning.month:02}"
    if meaning.cycle is Cycle.DAYS:
        return f"{year}-{meaning.month:02}-{meaning.day:02}" if meaning.day == meaning.last else None
    if meaning.cycle is not Cycle.WEEKDAY:
        return None
    known = first is not None and last is not None and (first.year, first.month) == (last.year, last.month)
    return f"{year}-{first.month:02}-XX" if known and first is not None else f"{year}-XX-XX"


def no_date(meaning: Meaning, role: Role, tense: Tense, anchor: Anchor) -> Resolved | None:
    """Durations, sets, and words that name no stretch."""
    if isinstance(meaning, Lasting):
        return _other(Kind.DURATION, role, meaning.amount)
    if isinstance(meaning, Step | Stretch) and is_duration(meaning, tense):
        return _other(Kind.DURATION, role, meaning.amount)
    if isinstance(meaning, Repeated):
        return _other(Kind.SET, role, None)
    if not isinstance(meaning, Vague):
        return None
    if meaning.now and anchor.first is not None and anchor.first == anchor.last:
        day = anchor.first
        return Resolved(kind=Kind.VAGUE, value=f"{day}~", precision=Precision.NONE, role=role, basis=anchor.basis,
                        certainty=Certainty.PROBABLE, start=day, end=day, approximate=True, anchor=anchor.value)  # fmt: skip
    return _other(Kind.VAGUE, role, None)


def _other(kind: Kind, role: Role, amount: Amount | None) -> Resolved:
    precision = PRECISION[amount.unit] if amount is not None else Precision.NONE
    return Resolved(
        kind=kind,
        value=None,
        precision=precision,
        role=role,
        basis=Basis.WORDS,
        certainty=Certainty.UNKNOWN,
        amount=amount,
    )


def whole_date(value: str) -> Resolved:
    """A date that the words give whole, as :func:`~dragoman.dates.find_dates` reads it."""
    read_value = parse_edtf(value)
    return Resolved(
        kind=Kind.DATE,
        value=value,
        precision=read_value.precision,
        role=Role.IN,
        basis=Basis.WORDS,
        certainty=Certainty.CERTAIN,
        start=read_value.earliest,
        end=read_value.latest,
    )
