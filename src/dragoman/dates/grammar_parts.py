"""Rules for parts of dates and dates in others: "early March", "June last year", "the first Monday of May"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.dates.edtf import Precision
from dragoman.dates.grammar import (
    Rule,
    amount_of,
    dated_kind,
    first,
    has,
    level,
    meanings,
    numbers,
    term,
    unit_of,
)
from dragoman.dates.meaning import (
    Amount,
    Around,
    Cycle,
    Fixed,
    Holding,
    Meaning,
    Nth,
    Part,
    Portion,
    Recurring,
    Unit,
    Which,
)
from dragoman.dates.vocabulary import KINDS
from dragoman.dates.words import Term

_MONTHLIKE = frozenset({Cycle.MONTH, Cycle.SEASON, Cycle.QUARTER, Cycle.HALF, Cycle.HOLIDAY, Cycle.DAYS})
_MONTHS_OF = {Unit.MONTH, Unit.YEAR, Unit.WEEK}


def _within(terms: Sequence[Term]) -> Term | None:
    """A day or period that comes round, in the period that holds it: "June last year", "Friday of last week"."""
    inner, outer = meanings(terms)[0], meanings(terms)[-1]
    if has(terms[:-1], "ANNUAL", "PLAIN") and not has(terms[-1:], "ANNUAL"):  # "last week on Friday"
        inner, outer = outer, inner
    if not isinstance(inner, Recurring) or inner.within is not None or inner.which is not Which.BARE:
        return None
    if not _holds(inner, outer):
        return None
    kind = "DAY" if inner.cycle in {Cycle.WEEKDAY, Cycle.DAYS, Cycle.DAY_OF_MONTH, Cycle.HOLIDAY} else "SPAN"
    return term(kind, terms, replace(inner, within=outer))


def _outer_first(terms: Sequence[Term]) -> Term | None:
    """The period before what it holds: "last week on Friday", "last year's June"."""
    inner, outer = meanings(terms)[-1], meanings(terms)[0]
    if not isinstance(inner, Recurring) or inner.within is not None or inner.which is not Which.BARE:
        return None
    return term(dated_kind(terms[-1]), terms, replace(inner, within=outer)) if _holds(inner, outer) else None


def _holds(inner: Recurring, outer: Meaning) -> bool:
    """Whether a period of that kind can hold what comes round."""
    if isinstance(outer, Around):
        if inner.cycle in _MONTHLIKE:
            return outer.unit is Unit.YEAR or (outer.unit is Unit.WEEK and inner.cycle is Cycle.DAYS)
        if inner.cycle is Cycle.DAY_OF_MONTH:
            return outer.unit is Unit.MONTH
        return outer.unit in {Unit.WEEK, Unit.FORTNIGHT}
    if isinstance(outer, Fixed):
        if inner.cycle in _MONTHLIKE:
            return outer.precision is Precision.YEAR
        return inner.cycle is Cycle.DAY_OF_MONTH and outer.precision is Precision.MONTH
    return isinstance(outer, Recurring) and inner.cycle is Cycle.DAY_OF_MONTH and outer.cycle is Cycle.MONTH


_PORTIONS = {
    "EARLY": Portion.EARLY, "MID": Portion.MID, "MIDDLE": Portion.MID, "LATE": Portion.LATE, "START": Portion.START, "LEAD": Portion.START, "TURN": Portion.START, "LATTER": Portion.LATE,
    "END": Portion.END, "EARLIER": Portion.EARLIER, "LATER": Portion.LATER,
}  # fmt: skip


def _part(terms: Sequence[Term]) -> Term | None:
    """A part of a stretch; of a day the day itself."""
    found = first(terms, *_PORTIONS)
    whole = meanings(terms)
    if found is None or not whole:
        return None
    portion = next(one for name, one in _PORTIONS.items() if KINDS[name] == found.kind)
    dated = first(terms, "DAY", "SPAN", "ANNUAL", "PLAIN")
    of = whole[0]
    if (isinstance(of, Around) and of.unit is Unit.DAY) or (dated is not None and dated.kind == KINDS["DAY"]):
        return term("DAY", terms, of)
    plain = dated is not None and dated.kind == KINDS["PLAIN"]
    if plain and portion in {Portion.EARLY, Portion.LATE}:
        return None
    return term("SPAN", terms, Part(of=of, portion=portion))


def _year_end(terms: Sequence[Term]) -> Term | None:
    """Ends and middles without "of": "year end", "month-end", "mid-year", "midweek"."""
    if has(terms, "MIDWEEK", "MIDYEAR"):
        unit = Unit.WEEK if has(terms, "MIDWEEK") else Unit.YEAR
    else:
        unit = unit_of(terms)
    if unit not in _MONTHS_OF:
        return None
    portion = Portion.END if has(terms, "END") else Portion.MID
    return term("SPAN", terms, Part(of=Around(unit=unit), portion=portion))


def _nth(terms: Sequence[Term]) -> Term | None:
    """Pieces by number: "the first three months of 2016", "the last week of June", "the first Monday of May"."""
    of = meanings(terms)[-1]
    number = (
        -1 if has(terms, "LAST", "FINAL", "LATTER") else numbers(terms, "ORD")[0] if has(terms, "ORD") else 1
    )
    if has(terms[:-1], "DAY"):
        named = meanings(terms)[0]
        if (
            not isinstance(named, Recurring)
            or named.cycle is not Cycle.WEEKDAY
            or named.which is not Which.BARE
        ):
            return None
        return term("DAY", terms, Nth(of=of, number=number, weekday=named.weekday))
    amount = amount_of(terms)
    if amount is None and has(terms, "UNITS"):
        amount = Amount(unit=unit_of(terms), count=None, approximate=True)
    if has(terms, "HALF"):
        amount = Amount(unit=Unit.HALF, count=1)
    if amount is None:
        found = first(terms[:-1], "UNIT", "QUARTER")
        amount = Amount(unit=(found.unit if found else None) or Unit.DAY, count=1)
    day = amount.unit is Unit.DAY and amount.count == 1
    return term("DAY" if day else "SPAN", terms, Nth(of=of, number=number, amount=amount))


def _part_of_day(terms: Sequence[Term]) -> Term | None:
    """Parts of a day have the day's date: "Tuesday night" (but not "Tuesday week"), "the night of 12 March"."""
    found = first(terms, "UNIT", "PLAIN")
    if found is not None and found.unit is not None and (found.unit is not Unit.DAY or found.word == "day"):
        return None
    day = first(terms, "DAY")
    if day is None:
        return None
    timed = terms[0].kind == KINDS["NOON"]
    return term("DAY", terms, day.meaning)._replace(word="clock" if timed else "")


def _holding(terms: Sequence[Term]) -> Term | None:
    """The unit around a date: "the week of March 13", "the weekend of 11 March", "the month of March", "the year 2015"."""
    of = meanings(terms)[-1]
    lead = first(terms, "PLAIN", "UNIT", "SPAN")
    weekend = lead is not None and lead.kind == KINDS["SPAN"]
    if weekend and not (
        isinstance(lead, Term) and isinstance(lead.meaning, Recurring) and lead.meaning.cycle is Cycle.WEEKEND
    ):
        return None
    unit = Unit.WEEKEND if weekend else unit_of(terms)
    if unit in {Unit.MONTH, Unit.YEAR}:
        return term(dated_kind(terms[-1]), terms, of)
    if unit not in {Unit.WEEK, Unit.WEEKEND}:
        return None
    return term("SPAN", terms, Holding(unit=unit, of=of, ending=has(terms, "TO", "ENDING")))


_PIECE = "(?:EARLY|MID|LATE|EARLIER|LATER)"
_ENDS = "(?:START|LEAD|END|MIDDLE)"
PARTS = level(
    Rule(name="nth-weekday", pattern="THE? (?:ORD|LAST|FINAL|OPENING) DAY (?:OF|IN) THE? (?:DATE|PLAIN)", build=_nth, example="the first Monday of May"),
    Rule(name="nth-units", pattern="THE? (?:ORD|LAST|FINAL|OPENING|LATTER) (?:AMOUNT|UNITS|ONE|HALF|FEW UNITS) (?:OF|IN) THE? (?:DATE|PLAIN)", build=_nth,
         example="the first three months of 2016"),
    Rule(name="night-of", pattern="THE? (?:PART|UNIT|PLAIN) OF DAY", build=_part_of_day, example="the night of 12 March"),
    Rule(name="day-part", pattern="DAY COMMA? (?:IN THE)? (?:EARLY|LATE|MID DASH?)? (?:PART|NOON|UNIT)", build=_part_of_day, example="Monday morning"),
    Rule(name="part-on-day", pattern="(?:PART|NOON|EARLY PART|LATE PART) (?:ON|OF)? DAY", build=_part_of_day,
         example="noon on Friday"),
    Rule(name="year-part", pattern="(?:UNIT POSS? DASH? END|MID DASH? UNIT|MIDWEEK|MIDYEAR|END DASH OF DASH UNIT)", build=_year_end,
         example="year end"),
    Rule(name="ends", pattern=f"THE? {_ENDS} OF THE? (?:DATE|PLAIN)", build=_part, example="the end of the year"),
    Rule(name="turn", pattern="THE? TURN OF THE? (?:PLAIN|DATE)", build=_part, example="the turn of the century"),
    Rule(name="early-part", pattern="THE? (?:EARLY|MID|MIDDLE|LATE|EARLIER|LATER|LATTER) PORTION OF THE? (?:PLAIN|DATE)", build=_part,
         example="the early part of the 20th century"),
    Rule(name="holding", pattern="(?:PLAIN|SPAN|THE UNIT) OF DAY|(?:PLAIN|THE UNIT) OF? (?:SPAN|ANNUAL)|(?:PLAIN|THE? UNIT) (?:ENDING|TO) DAY",
         build=_holding, example="the week of March 13"),
    Rule(name="later-in", pattern=f"{_PIECE} (?:ON|IN)? THE? (?:DATE|PLAIN)", build=_part, example="later in the week"),
    Rule(name="mid", pattern=f"{_PIECE} DASH? (?:DAY|SPAN|ANNUAL)", build=_part, example="mid-March"),
    Rule(name="early-to-mid", pattern="EARLY TO DASH? (?:MID DASH? DATE)", build=_part, example="early to mid-March"),
    Rule(name="end-of-bare", pattern="(?:START|END) DASH (?:ANNUAL|SPAN)|(?<=BY|AT|UNTIL|SINCE|BEFORE|FROM) END (?:ANNUAL|SPAN)", build=_part, example="end-March"),
    Rule(name="within-period", pattern="(?:DAY|SPAN) (?:COMMA|OF|IN|ON)? (?:ANNUAL|SPAN)", build=_within, example="June last year"),
    Rule(name="within-the", pattern="(?:DAY|SPAN) OF PLAIN", build=_within, example="the 15th of the month"),
    Rule(name="period-first", pattern="(?:ANNUAL|SPAN) (?:ON|POSS|COMMA ON) (?:DAY|SPAN)", build=_outer_first, example="last week on Friday"),
    rounds=3,
)  # fmt: skip
