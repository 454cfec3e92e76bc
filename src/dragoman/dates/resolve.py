"""Date expressions to values: one by one, of a text, and of an article's sentences in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.dates.anchors import Anchor, Anchors, Bound, anchor_of, limits
from dragoman.dates.context import Context, Named, coarse, coarser
from dragoman.dates.cycles import inside
from dragoman.dates.edtf import Precision, bound, parse_edtf
from dragoman.dates.expressions import Expression, find_expressions
from dragoman.dates.find import find_dates
from dragoman.dates.meaning import (
    About,
    Around,
    Beside,
    Between,
    Cycle,
    Fixed,
    Holding,
    Meaning,
    Nth,
    Origin,
    Part,
    Recurring,
    Role,
    Step,
    Stretch,
    Then,
)
from dragoman.dates.reading import read
from dragoman.dates.reckoning import PRECISION
from dragoman.dates.resolved import Basis, Kind, Resolved
from dragoman.dates.spell import spell
from dragoman.dates.values import no_date, pattern_of, unvalued, valued, whole_date
from dragoman.model import Certainty, Tense

#: A date named longer ago, in sentences, is no longer what "a day earlier" counts from.
_REMEMBERED = 4
_NO_ANCHOR = Anchor(basis=Basis.NONE, value=None, first=None, last=None)
#: So many letters beside what was found may be a month in another language.
_FOREIGN = 3
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
    rest = len(text) - sum(one.end - one.start for one in found)
    read_already = any(isinstance(one.meaning, Recurring | Step) or _is_day(one.meaning) for one in found)
    if rest >= _FOREIGN and not read_already and any(map(str.isdigit, text)):
        whole = [one for one in find_dates(text, day_first=day_first) if one.value is not None and one.day]
        if whole:
            return tuple(whole_date(one.value) for one in whole if one.value is not None)
    return tuple(_resolved(one, anchor, tense, None, None) for one in found)


def resolve_article(
    sentences: Iterable[Sequence[Said]], anchors: Anchors
) -> tuple[tuple[Resolved, ...], ...]:
    """The values of all expressions of an article, its sentences in order: one tuple a sentence.

    "A day earlier", "that week" and their like count from the date that was named last, in the same sentence or one of the
    four before it, finely enough, and so that the tense holds; where there is none, from the page's day, and then the value
    is ``possible``. Where the tense forbids that too ("a week later", told in the past) there is no value.

    Raises:
        ValueRuleError: as :func:`resolve`.
    """
    anchor = anchor_of(anchors)
    memory: list[tuple[int, Named]] = []
    out = []
    for number, sentence in enumerate(sentences):
        values = []
        for said in sentence:
            value = _in_context(said, anchor, memory)
            values.append(value)
            days = _named(value.start, value.end, value.precision)
            if value.kind is Kind.DATE and days is not None:
                memory.append((number, days))
        out.append(tuple(values))
        memory = [one for one in memory if one[0] > number - _REMEMBERED]
    return tuple(out)


def _in_context(said: Said, anchor: Anchor, memory: Sequence[tuple[int, Named]]) -> Resolved:
    """The value, counted from the last date named that the tense allows; without one from the page's day, or not at all."""
    finest = _needed(said.expression.meaning)
    if finest is None:
        return _resolved(said.expression, anchor, said.tense, None, None)
    near = [named for _, named in reversed(memory) if not coarser(named.precision, finest)]
    for named in (*near, None):
        value = _resolved(said.expression, anchor, said.tense, named, None)
        if _may_be(value, said.tense, anchor):
            return value
    return _resolved(said.expression, _NO_ANCHOR, said.tense, None, None)


def _may_be(value: Resolved, tense: Tense, anchor: Anchor) -> bool:
    """Whether what is told in the past does not lie ahead of the page, nor what is to come before it."""
    if tense is Tense.PAST and value.start is not None and anchor.last is not None:
        return value.start <= anchor.last
    if tense is Tense.FUTURE and value.end is not None and anchor.first is not None:
        return value.end >= anchor.first
    return True


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
    return replace(narrowed, pattern=pattern_of(meaning, first, last))


def _is_day(meaning: Meaning) -> bool:
    return isinstance(meaning, Fixed) and meaning.precision is Precision.DAY


def _is_yearly(meaning: Meaning) -> bool:
    of = meaning.of if isinstance(meaning, Part) else meaning
    return isinstance(of, Recurring) and of.cycle not in {Cycle.WEEKDAY, Cycle.WEEKEND, Cycle.DAY_OF_MONTH}


def _named(start: date | None, end: date | None, precision: Precision) -> Named | None:
    return None if start is None or end is None else Named(start=start, end=end, precision=precision)


def _needed(meaning: Meaning) -> Precision | None:
    """How finely the date counted from must be named; None where none is counted from."""
    if isinstance(meaning, Then):
        return Precision.NONE
    if isinstance(meaning, Part | Nth | Holding | About):
        return _needed(meaning.of)
    if isinstance(meaning, Between):
        return _needed(meaning.start) or _needed(meaning.end)
    if isinstance(meaning, Beside) and meaning.of is not None:
        return _needed(meaning.of)
    if isinstance(meaning, Recurring) and meaning.within is not None:
        return _needed(meaning.within)
    if isinstance(meaning, Step) and meaning.base is not None:
        return _needed(meaning.base)
    if isinstance(meaning, Around) and (meaning.origin is Origin.NAMED or meaning.rolling):
        return coarse(PRECISION[meaning.unit])
    if isinstance(meaning, Step | Stretch) and meaning.origin is Origin.NAMED:
        return coarse(PRECISION[meaning.amount.unit])
    if isinstance(meaning, Recurring) and meaning.origin is Origin.NAMED:
        return Precision.MONTH if meaning.cycle in {Cycle.WEEKDAY, Cycle.WEEKEND} else Precision.YEAR
    return None


def _resolved(
    expression: Expression, anchor: Anchor, tense: Tense, named: Named | None, event: Named | None
) -> Resolved:
    meaning, role = expression.meaning, expression.role
    other = no_date(meaning, role, tense, anchor)
    if other is not None:
        return other
    if tense is Tense.UNKNOWN or (role is Role.SINCE and tense is not Tense.PAST):
        tense = _TENSE_OF.get(role, tense)
    elif role is Role.UNTIL and tense is Tense.PAST and _is_yearly(meaning):
        # "Was put off until June": the verb is past, the month need not be.
        tense = Tense.UNKNOWN
    # Where the anchor is rough, what comes out the same at both of its ends is known.
    ends = [
        read(meaning, Context(day=day, minutes=anchor.minutes, tense=tense, named=named, event=event))
        for day in dict.fromkeys((anchor.first, anchor.last))
    ]
    found = ends[0]
    if found is not None and all(
        one is not None and (one.start, one.end) == (found.start, found.end) for one in ends
    ):
        return valued(meaning, role, found, anchor)
    first = ends[0] if anchor.first is not None else None
    return unvalued(meaning, role, anchor, first, ends[-1] if anchor.last is not None else None)
