"""Rules for days and periods that need an anchor: "last Thursday", "this week", "the past five years", "in June"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.dates.edtf import Precision
from dragoman.dates.grammar import Rule, amount_of, first, has, level, meanings, numbers, term, unit_of
from dragoman.dates.grammar_days import years
from dragoman.dates.meaning import (
    Amount,
    Around,
    Cycle,
    Lasting,
    Meaning,
    Night,
    Origin,
    Part,
    Portion,
    Recurring,
    Step,
    Stretch,
    Unit,
    Which,
)
from dragoman.dates.vocabulary import KINDS
from dragoman.dates.words import Term


def _which(terms: Sequence[Term]) -> tuple[Which, Origin]:
    """Which one is meant, and from where it is counted."""
    if has(terms, "PREV"):
        return Which.LAST, Origin.NAMED
    if has(terms, "FOLLOWING"):
        return Which.NEXT, Origin.NAMED
    if has(terms, "THAT", "SAME"):
        return Which.THIS, Origin.NAMED
    if has(terms, "LAST", "PAST"):
        return Which.LAST, Origin.PAGE
    if has(terms, "NEXT", "COMING"):
        return Which.NEXT, Origin.PAGE
    return (Which.THIS if has(terms, "THIS", "CURRENT") else Which.BARE), Origin.PAGE


def _recurring(terms: Sequence[Term]) -> Recurring:
    which, origin = _which(terms)
    if (weekday := first(terms, "WEEKDAY", "SHORTDAY")) is not None:
        return Recurring(cycle=Cycle.WEEKDAY, weekday=int(weekday.number), which=which, origin=origin)
    if (month := first(terms, "MONTH", "SMALLMONTH")) is not None:
        return Recurring(cycle=Cycle.MONTH, month=int(month.number), which=which, origin=origin)
    season = first(terms, "SEASON")
    number = int(season.number) if season is not None else 0
    return Recurring(cycle=Cycle.SEASON, number=number, which=which, origin=origin)


def _weekday(terms: Sequence[Term]) -> Term:
    meaning = _recurring(terms)
    if has(terms, "COMING") and has(terms, "THIS"):
        meaning = replace(meaning, which=Which.NEXT)
    built = term("DAY", terms, meaning, weak=has(terms, "SHORTDAY"))
    return built._replace(word="the" if has(terms, "THE") else "")


def _weekdays_ago(terms: Sequence[Term]) -> Term | None:
    """So many weekdays back: "two Fridays ago"."""
    named, count = first(terms, "WEEKDAYS"), numbers(terms, "NUM", "DIGIT")[0]
    if named is None or not named.number:
        return None
    day = Recurring(cycle=Cycle.WEEKDAY, weekday=int(named.number), which=Which.LAST, weeks=1 - count)
    return term("DAY", terms, day)


def _weekday_weeks(terms: Sequence[Term]) -> Term | None:
    """Whole weeks from a weekday: "Saturday week", "a week on Tuesday", "a week ago on Friday"."""
    amount = amount_of(terms)
    unit = amount.unit if amount is not None else unit_of(terms)
    count = (amount.count or 0) if amount is not None else 1
    if unit not in {Unit.WEEK, Unit.FORTNIGHT} or count != int(count):
        return None
    back = has(terms, "AGO", "LAST")
    weeks = int(count) * (2 if unit is Unit.FORTNIGHT else 1) * (-1 if back else 1)
    meaning = replace(_recurring(terms), weeks=weeks, which=Which.BARE)
    return term("DAY", terms, meaning)


def _but_one(terms: Sequence[Term]) -> Term:
    """The one before last, the one after next."""
    which = Which.LAST if has(terms, "BEFORE") else Which.NEXT
    if has(terms, "UNIT", "QUARTER"):
        shift = -2 if which is Which.LAST else 2
        return term("SPAN", terms, Around(unit=unit_of(terms), shift=shift))
    meaning = _recurring(
        [one for one in terms if one.kind in {KINDS["WEEKDAY"], KINDS["MONTH"], KINDS["SEASON"]}]
    )
    kind = "DAY" if meaning.cycle is Cycle.WEEKDAY else "SPAN"
    return term(kind, terms, replace(meaning, which=which, skip=True))


def _period(terms: Sequence[Term]) -> Term:
    """A month or a season."""
    meaning = _recurring(terms)
    return term("SPAN", terms, meaning, weak=meaning.which is Which.BARE)


_KIND_OF = {Unit.DAY: "DAY", Unit.HOUR: "DAY", Unit.YEAR: "ANNUAL"}


def _around(terms: Sequence[Term]) -> Term:
    """This, last, next or that unit of the calendar; "last night" is yesterday's."""
    which, origin = _which(terms)
    unit = unit_of(terms)
    shift = {Which.LAST: -1, Which.NEXT: 1}.get(which, 0)
    found = first(terms, "UNIT", "QUARTER", "PART")
    if found is not None and found.kind == KINDS["PART"] and which is Which.NEXT and has(terms, "NEXT"):
        origin = Origin.NAMED  # "the next morning"
    if unit is Unit.DAY and has(terms, "NEXT"):
        origin = Origin.NAMED
    kind = _KIND_OF.get(unit, "SPAN")
    if unit is Unit.WEEKEND and which is not Which.NEXT:
        return term(kind, terms, Recurring(cycle=Cycle.WEEKEND, which=which, origin=origin))
    rolling = has(terms, "NEXT") and has(terms, "THE")
    return term(kind, terms, Around(unit=unit, shift=shift, origin=origin, rolling=rolling))


def _weekend(terms: Sequence[Term]) -> Term | None:
    if unit_of(terms) is not Unit.WEEKEND:
        return _plain(terms)
    return term("SPAN", terms, Recurring(cycle=Cycle.WEEKEND))


def _plain(terms: Sequence[Term]) -> Term:
    """A unit alone ("the week"): a date only as part of more words ("the end of the week")."""
    origin = Origin.NAMED if unit_of(terms) is Unit.DAY else Origin.PAGE
    built = term("PLAIN", terms, Around(unit=unit_of(terms), origin=origin), weak=True)
    return built._replace(unit=unit_of(terms))


def _named_neighbour(terms: Sequence[Term]) -> Term:
    """The unit beside a date named before: "the day before", "the week after"."""
    unit = unit_of(terms)
    shift = -1 if has(terms, "BEFORE", "EARLIER") else 1
    return term(_KIND_OF.get(unit, "SPAN"), terms, Around(unit=unit, shift=shift, origin=Origin.NAMED))


def _rolling(terms: Sequence[Term]) -> Term | None:
    """One whole unit back: "the past week", "over the last month"."""
    unit = unit_of(terms)
    if unit in {Unit.WEEKEND, Unit.DAY}:
        return None
    if unit is Unit.CENTURY:
        return term("SPAN", terms, Around(unit=unit, shift=-1))
    return term("SPAN", terms, Stretch(amount=Amount(unit=unit, count=1), forward=False))


def _stretch(terms: Sequence[Term]) -> Term | None:
    amount = amount_of(terms)
    if amount is None and has(terms, "UNITS"):
        amount = Amount(unit=unit_of(terms), count=None, approximate=True)
    counted = first(terms, "AMOUNT")
    if (
        amount is None
        or amount.unit is Unit.WEEKEND
        or (counted is not None and counted.weak and not has(terms, "WITHIN"))
    ):
        return None
    named = has(terms, "PREV", "FOLLOWING")
    forward = has(terms, "NEXT", "COMING", "FOLLOWING", "WITHIN")
    origin = Origin.NAMED if named else Origin.PAGE
    maybe = has(terms, "WITHIN")
    return term("SPAN", terms, Stretch(amount=amount, forward=forward, origin=origin, maybe_span=maybe))


def _year(terms: Sequence[Term]) -> Term | None:
    number = int(terms[-1].number)
    if terms[-1].kind == KINDS["BRIEF"]:
        number += 1900 if number >= 50 else 2000
    meaning = years(number, number, Precision.YEAR) if 1000 <= number < 2200 else None
    if meaning is None:
        return None
    built = term("ANNUAL", terms, meaning, weak=len(terms) == 1)
    return built._replace(word="noun" if has(terms, "THE") else "")


def _so_far(terms: Sequence[Term]) -> Term:
    return term("SPAN", terms, Part(of=Around(unit=unit_of(terms)), portion=Portion.EARLIER))


def _overnight(terms: Sequence[Term]) -> Term:
    of: Meaning | None = None
    if has(terms, "WEEKDAY"):
        of = _recurring(terms)
    elif has(terms, "DAY"):
        of = meanings(terms)[0]
    return term("DAY", terms, Night(of=of))


def _time_of_year(terms: Sequence[Term]) -> Term | None:
    """The same day, a year off: "this time last year"."""
    unit = unit_of(terms)
    if unit not in {Unit.YEAR, Unit.MONTH, Unit.WEEK}:
        return None
    amount = Amount(unit=unit, count=1, approximate=True)
    return term("DAY", terms, Step(amount=amount, forward=has(terms, "NEXT")))


def _lasting(terms: Sequence[Term]) -> Term | None:
    amount = amount_of(terms)
    return None if amount is None else term("LOOSE", terms, Lasting(amount=amount))


_DEICTIC = "(?:THE? (?:THIS|THAT|SAME) (?:PAST|LAST|COMING|NEXT|SAME)?|THE? (?:LAST|PAST|NEXT|COMING|PREV)|THE FOLLOWING)"
RELATIVE = level(
    Rule(name="weekday-week", pattern="WD UNIT", build=_weekday_weeks, example="Saturday week"),
    Rule(name="week-on-weekday", pattern="AMOUNT AGO? (?:ON|FROM|LAST|THIS)? WD", build=_weekday_weeks, example="a week on Tuesday"),
    Rule(name="weekdays-ago", pattern="(?:NUM|DIGIT) WEEKDAYS AGO", build=_weekdays_ago, example="two Fridays ago"),
    Rule(name="before-last", pattern="THE? (?:UNIT|QUARTER|WD|MONTH|SEASON) (?:BEFORE LAST|AFTER NEXT)", build=_but_one,
         example="the Friday before last"),
    Rule(name="weekday-last", pattern="WD (?:LAST|NEXT) (?!ONE|SEASON|MONTH|AMOUNT|PART)", build=_weekday, example="Friday last"),
    Rule(name="weekday-which", pattern=f"{_DEICTIC} WD NOTOF", build=_weekday, example="last Thursday"),
    Rule(name="overnight", pattern="OVERNIGHT (?:ON|INTO|FROM|TO)? (?:WEEKDAY|DAY)|(?:WEEKDAY|DAY) OVERNIGHT|OVERNIGHT", build=_overnight,
         example="struck overnight"),
    Rule(name="weekday", pattern="(?:ON? THE)? WD", build=_weekday, example="on Saturday"),
    Rule(name="month-which", pattern=f"{_DEICTIC} MONTH NOTOF", build=_period, example="last June"),
    Rule(name="season-which", pattern=f"{_DEICTIC} SEASON NOTOF", build=_period, example="last summer"),
    Rule(name="month", pattern="MONTH", build=_period, example="in December"),
    Rule(name="season", pattern="(?:THE|THIS)? SEASON", build=_period, example="in the summer"),
    Rule(name="time-last-year", pattern="THIS TIME (?:LAST|NEXT) UNIT", build=_time_of_year, example="this time last year"),
    Rule(name="so-far", pattern="SO FAR THIS ONE", build=_so_far, example="so far this year"),
    Rule(name="past-amount", pattern="(?:THE|THIS)? (?:LAST|PAST|PREV|NEXT|COMING) AMOUNT NOTOF", build=_stretch,
         example="the past five years"),
    Rule(name="following-amount", pattern="THE FOLLOWING AMOUNT NOTOF", build=_stretch, example="over the following two weeks"),
    Rule(name="within", pattern="WITHIN THE? NEXT? AMOUNT", build=_stretch, example="within two weeks"),
    Rule(name="recent-units", pattern="THE? (?:RECENT|PAST|LAST|COMING|NEXT) UNITS NOTOF", build=_stretch, example="in recent weeks"),
    Rule(name="past-unit", pattern="(?:THE|THIS) PAST ONE NOTOF|THE LAST ONE NOTOF|PAST (?:UNIT|QUARTER) NOTOF", build=_rolling,
         example="over the past week"),
    Rule(name="unit-which", pattern=f"{_DEICTIC} (?:ONE|PART) NOTOF|(?:THIS|THE CURRENT|CURRENT) (?:ONE|PART) NOTOF", build=_around,
         example="next week"),
    Rule(name="lasting", pattern="FOR (?:A? FILL? AMOUNT)", build=_lasting, example="for three days"),
    Rule(name="neighbour", pattern="THE (?:UNIT|QUARTER|PART) (?:BEFORE|AFTER|EARLIER|LATER) (?!DATE|THE|A|THIS|THAT|ELSE|YEAR|MON|WD|FEAST|RELDAY|LAST|NEXT|ON)",
         build=_named_neighbour, example="the day before"),
    Rule(name="plain", pattern="THE (?:ONE|PART)", build=_weekend, example="over the weekend"),
    Rule(name="brief-year", pattern="(?<=IN|SINCE|OF|BY|UNTIL|FROM) BRIEF", build=_year, example="in '95"),
    Rule(name="all-unit", pattern="ALL (?:THIS|LAST)? (?:ONE|PART)", build=_around, example="all week"),
    Rule(name="the-year", pattern="THE YEAR (?!COUNTED|UNITS)", build=_year, example="the 2016 election"),
    Rule(name="year", pattern="YEAR (?!COUNTED|UNITS)", build=_year, example="in 2011"),
)  # fmt: skip
