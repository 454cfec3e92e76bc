"""Date expressions to values: one by one, of a text, and of an article's sentences in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.dates.anchors import Anchor, Anchors, Bound, anchor_of, limits
from dragoman.dates.cycles import inside
from dragoman.dates.edtf import Precision, bound, parse_edtf
from dragoman.dates.expressions import Expression, find_expressions
from dragoman.dates.find import find_dates
from dragoman.dates.meaning import (
    Amount,
    Around,
    Between,
    Cycle,
    Lasting,
    Meaning,
    Nth,
    Origin,
    Part,
    Recurring,
    Repeated,
    Role,
    Step,
    Stretch,
    Vague,
)
from dragoman.dates.reading import Context, Named, Reading, is_duration, read
from dragoman.dates.reckoning import PRECISION
from dragoman.dates.resolved import Basis, Kind, Resolved
from dragoman.dates.spell import spell
from dragoman.model import Certainty, Tense

#: A date named longer ago, in sentences, is no longer what "a day earlier" counts from.
_REMEMBERED = 4
_EDGES = frozenset({Role.SINCE, Role.FROM, Role.UNTIL, Role.BY, Role.BEFORE, Role.AFTER})
_FINENESS = tuple(Precision)
#: What the preposition says of the tense where no verb does.
_TENSE_OF = {Role.SINCE: Tense.PAST, Role.BY: Tense.FUTURE, Role.UNTIL: Tense.FUTURE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An expression of a sentence with the tense of its verb."""

    expression: Expression
    tense: Tense = Tense.UNKNOWN


def resolve(
    expression: Expression,
    anchors: Anchors,
    *,
    tense: Tense = Tense.UNKNOWN,
    named: Resolved | None = None,
    event: str | None = None,
) -> Resolved:
    """The value of an expression.

    ``tense`` is that of its verb and decides between the Saturday before and the Saturday after. ``named`` is a date named
    before, from which "a day earlier" counts, and ``event`` (EDTF) the date of the happening that the words count from
    ("two days after the vote"). Where the day of publication lies between bounds only, what comes out the same at both of
    them has a value, and everything else has ``not_before`` and ``not_after``.

    Gives no problems.

    Raises:
        ValueRuleError: when an anchor, a bound or the event is no EDTF.
    """
    happening = None if event is None else _named(*bound(event), parse_edtf(event).precision)
    before = None if named is None else _named(named.start, named.end, named.precision)
    return _resolved(expression, anchor_of(anchors), tense, before, happening)


def resolve_text(
    text: str, anchors: Anchors, *, tense: Tense = Tense.UNKNOWN, day_first: bool | None = None
) -> tuple[Resolved, ...]:
    """The values of a text that is a date expression, or holds some; dates in other languages only where they are whole.

    Raises:
        ValueRuleError: as :func:`resolve`.
    """
    anchor = anchor_of(anchors)
    found = find_expressions(text, day_first=day_first, whole=True)
    if found:
        return tuple(_resolved(one, anchor, tense, None, None) for one in found)
    return tuple(
        _written(one.value) for one in find_dates(text, day_first=day_first) if one.value is not None
    )


def resolve_article(
    sentences: Iterable[Sequence[Said]], anchors: Anchors
) -> tuple[tuple[Resolved, ...], ...]:
    """The values of all expressions of an article, its sentences in order: one tuple a sentence.

    "A day earlier", "that week" and their like count from the date that was named last, in the same sentence or one of the
    four before it, and finely enough; where there is none, from the page's day, and then the value is ``possible``.

    Raises:
        ValueRuleError: as :func:`resolve`.
    """
    anchor = anchor_of(anchors)
    memory: list[tuple[int, Named]] = []
    out = []
    for number, sentence in enumerate(sentences):
        values = []
        for said in sentence:
            named = _remembered(said.expression.meaning, memory, number)
            value = _resolved(said.expression, anchor, said.tense, named, None)
            values.append(value)
            days = _named(value.start, value.end, value.precision)
            if value.kind is Kind.DATE and value.value is not None and days is not None:
                memory.append((number, days))
        out.append(tuple(values))
        memory = [one for one in memory if one[0] > number - _REMEMBERED]
    return tuple(out)


def settle(expression: Expression, value: Resolved, bounds: Iterable[Bound]) -> Resolved:
    """A value without a day, narrowed by what is known of the happening itself: bounds, each with its reason.

    When one of the days that come round lies between them and no second one, it is the value, with basis ``bounds``. When the bounds
    contradict each other or the value, nothing changes.

    Raises:
        ValueRuleError: when a bound is no EDTF.
    """
    known = limits(bounds)
    if value.value is not None or value.kind is not Kind.DATE or known.contradiction is not None:
        return value
    first = max((day for day in (value.not_before, known.not_before) if day is not None), default=None)
    last = min((day for day in (value.not_after, known.not_after) if day is not None), default=None)
    if first is not None and last is not None and first > last:
        return value
    narrowed = replace(value, not_before=first, not_after=last)
    meaning = expression.meaning
    if isinstance(meaning, Recurring) and meaning.within is None and first is not None and last is not None:
        found = [days for days in inside(meaning, (first, last)) if days[1] <= last]
        if len(found) == 1 and (last - first) < timedelta(days=3660):
            start, end = found[0]
            edtf = spell(start, end, value.precision)
            return replace(narrowed, value=edtf, start=start, end=end, basis=Basis.BOUNDS,
                           certainty=Certainty.PROBABLE, pattern=None)  # fmt: skip
    return replace(narrowed, pattern=_pattern(meaning, first, last))


def _named(start: date | None, end: date | None, precision: Precision) -> Named | None:
    return None if start is None or end is None else Named(start=start, end=end, precision=precision)


def _remembered(meaning: Meaning, memory: Sequence[tuple[int, Named]], number: int) -> Named | None:
    """The date named last that is fine enough for what is counted."""
    finest = _needed(meaning)
    if finest is None:
        return None
    near = (named for at, named in reversed(memory) if at >= number - _REMEMBERED)
    return next((one for one in near if _FINENESS.index(one.precision) <= _FINENESS.index(finest)), None)


def _needed(meaning: Meaning) -> Precision | None:
    """How finely the date counted from must be named; None where none is counted from."""
    if isinstance(meaning, Part | Nth):
        return _needed(meaning.of)
    if isinstance(meaning, Between):
        return _needed(meaning.start) or _needed(meaning.end)
    if isinstance(meaning, Recurring) and meaning.within is not None:
        return _needed(meaning.within)
    if isinstance(meaning, Step) and meaning.base is not None:
        return _needed(meaning.base)
    if isinstance(meaning, Around) and (meaning.origin is Origin.NAMED or meaning.rolling):
        return max(Precision.DAY, PRECISION[meaning.unit], key=_FINENESS.index)
    if isinstance(meaning, Step | Stretch) and meaning.origin is Origin.NAMED:
        return max(Precision.DAY, PRECISION[meaning.amount.unit], key=_FINENESS.index)
    if isinstance(meaning, Recurring) and meaning.origin is Origin.NAMED:
        return Precision.MONTH if meaning.cycle in {Cycle.WEEKDAY, Cycle.WEEKEND} else Precision.YEAR
    return None


def _resolved(
    expression: Expression, anchor: Anchor, tense: Tense, named: Named | None, event: Named | None
) -> Resolved:
    meaning, role = expression.meaning, expression.role
    other = _no_date(meaning, role, tense, anchor)
    if other is not None:
        return other
    if tense is Tense.UNKNOWN or (role is Role.SINCE and tense is not Tense.PAST):
        tense = _TENSE_OF.get(role, tense)
    context = Context(day=None, minutes=anchor.minutes, tense=tense, named=named, event=event)
    ends = [
        None if day is None else read(meaning, replace(context, day=day))
        for day in dict.fromkeys((anchor.first, anchor.last))
    ]
    if anchor.first is None and anchor.last is None:
        ends = [read(meaning, context)]
    known = [one for one in ends if one is not None]
    same = len(known) == len(ends) and len({(one.start, one.end) for one in known}) == 1
    if same and (known[0].start is not None or known[0].end is not None):
        if len(ends) == 2 or anchor.first is None or anchor.last is None or anchor.first == anchor.last:
            return _value(meaning, role, known[0], anchor)
    return _open(meaning, role, anchor, ends[0] if anchor.first else None, ends[-1] if anchor.last else None)


def _value(meaning: Meaning, role: Role, found: Reading, anchor: Anchor) -> Resolved:
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


def _open(
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
        pattern=_pattern(meaning, since, until),
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
        return max(Precision.DAY, PRECISION[meaning.amount.unit], key=_FINENESS.index)
    return Precision.NONE


def _pattern(meaning: Meaning, first: date | None, last: date | None) -> str | None:
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


def _no_date(meaning: Meaning, role: Role, tense: Tense, anchor: Anchor) -> Resolved | None:
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
        kind=kind, value=None, precision=precision, role=role, basis=Basis.WORDS, certainty=Certainty.UNKNOWN, amount=amount
    )


def _written(value: str) -> Resolved:
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


