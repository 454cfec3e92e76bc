"""Rules for amounts of time and for days that the calendar names: "two weeks", "3-5 May", "May 3, 2017", "the 1990s"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dragoman.dates.absolute import civil
from dragoman.dates.edtf import Precision
from dragoman.dates.grammar import Rule, first, has, level, numbers, term, unit_of
from dragoman.dates.meaning import (
    Amount,
    Around,
    Between,
    Cycle,
    Fixed,
    Lasting,
    Meaning,
    Origin,
    Recurring,
    Repeated,
    Unit,
    Vague,
    Which,
)
from dragoman.dates.reckoning import month_of_year, months_of_year
from dragoman.dates.vocabulary import KINDS
from dragoman.dates.words import Term


def _amount(terms: Sequence[Term], count: float | None, *, about: bool = False) -> Term:
    amount = Amount(
        unit=unit_of(terms), count=count, approximate=about or has(terms, "ABOUT", "APPROX", "THAN", "OVER")
    )
    built = term("AMOUNT", terms, Lasting(amount=amount))
    # "a day" alone is no expression: it is a rate as often as not; "three quarters" are a share.
    rate = has(terms, "A") and not has(terms, "COUPLE", "HALF", "DOZEN")
    return built._replace(amount=amount, weak=rate or amount.unit is Unit.QUARTER)


def _counted(terms: Sequence[Term]) -> Term:
    found = [one.number for one in terms if one.kind in {KINDS["NUM"], KINDS["DIGIT"], KINDS["BIG"]}]
    if has(terms, "HALF"):
        halves = 0.5 + (found[0] if found else 1.0 if has(terms, "AND") else 0.0)
        return _amount(terms, halves)
    if has(terms, "DOZEN"):
        return _amount(terms, 12, about=True)
    if has(terms, "COUPLE"):
        return _amount(terms, 2, about=True)
    if has(terms, "FEW"):
        return _amount(terms, None, about=True)
    if len(found) == 2 and found[1] == 100:
        return _amount(terms, found[0] * 100)
    if len(found) == 2:
        return _amount(terms, (found[0] + found[1]) / 2, about=True)
    return _amount(terms, found[0] if found else 1)


def _hyphened(terms: Sequence[Term]) -> Term:
    return _counted(terms)._replace(kind=KINDS["ADJECTIVE"], weak=False)


_COUNT = (
    "(?:A? FEW|A? COUPLE OF?|A? DOZEN|HALF A|A HALF|NUM NUM|(?:NUM|DIGIT) (?:OR|TO|DASH|AND) (?:NUM|DIGIT)"
    "|(?:NUM|DIGIT) AND A HALF|A? NUM|DIGIT|BIG|A)"
)
AMOUNTS = level(
    Rule(
        name="age",
        pattern=f"{_COUNT} DASH? (?:UNITS|UNIT) DASH? OLD",
        build=lambda terms: term("ELSE", terms, None),
        example="a three-year-old child",
    ),
    Rule(
        name="hyphened",
        pattern="(?:NUM|DIGIT) DASH (?:AND DASH A DASH HALF DASH)? (?:UNIT|QUARTER)|(?:NUM|DIGIT) DASH AND DASH A DASH HALF UNITS",
        build=_hyphened,
        example="a three-day visit",
    ),
    Rule(name="and-a-half", pattern="A UNIT AND A HALF", build=_counted, example="a year and a half ago"),
    Rule(
        name="amount",
        pattern=f"(?:(?:ABOUT|APPROX|FILL|OVER) THAN?){{0,3}} {_COUNT} FILL{{0,2}} (?:UNITS|UNIT|QUARTER)",
        build=_counted,
        example="more than two weeks ago",
    ),
)


def days_in(
    month: int,
    days: Sequence[int],
    year: int | None,
    *,
    weekday: int = 0,
    within: Meaning | None = None,
) -> Meaning | None:
    """A day of a month, or several that follow one another; without a year it comes round each year."""
    one, last = days[0], days[-1]
    if one > last or any(civil(year or 2000, month, day) is None for day in (one, last)):
        return None
    if year is not None:
        start, end = date(year, month, one), date(year, month, last)
        return Fixed(start=start, end=end, precision=Precision.DAY, weekday=weekday)
    return Recurring(cycle=Cycle.DAYS, month=month, day=one, last=last, weekday=weekday, within=within)


def _year(terms: Sequence[Term]) -> int | None:
    found = first(terms, "YEAR", "BRIEF")
    if found is None:
        return None
    brief = found.kind == KINDS["BRIEF"]
    return int(found.number) + ((1900 if found.number >= 50 else 2000) if brief else 0)


def _brief(terms: Sequence[Term]) -> Term | None:
    """A day with hyphens and a year of two digits: "6-Mar-17"."""
    (day, year), (month,) = numbers(terms, "DIGIT"), numbers(terms, "MONTH", "SMALLMONTH")
    meaning = days_in(month, [day], year + (1900 if year >= 50 else 2000))
    return None if meaning is None else term("DAY", terms, meaning)


def _dated(terms: Sequence[Term]) -> Term | None:
    (month,) = numbers(terms, "MONTH", "SMALLMONTH")
    weekday = next(iter(numbers(terms, "WEEKDAY", "SHORTDAY")), 0)
    meaning = days_in(month, numbers(terms, "DIGIT", "ORD"), _year(terms), weekday=weekday)
    return None if meaning is None else term("DAY", terms, meaning)


def _weekday_and_day(terms: Sequence[Term]) -> Term | None:
    """A weekday before a whole date, or before the day of a month."""
    if (full := first(terms, "FULL", "FEAST")) is not None:
        return term("DAY", terms, full.meaning)
    weekday, day = numbers(terms, "WEEKDAY", "SHORTDAY")[0], numbers(terms, "ORD")[0]
    if not 1 <= day <= 31:
        return None
    return term("DAY", terms, Recurring(cycle=Cycle.DAY_OF_MONTH, day=day, last=day, weekday=weekday))


def _month(terms: Sequence[Term]) -> Term | None:
    months = numbers(terms, "MONTH", "SMALLMONTH")
    year = _year(terms)
    ends = [month_meaning(month, year) for month in months]
    if len(ends) == 1:
        return term("SPAN", terms, ends[0])
    if year is not None and months[0] <= months[1]:
        start, end = months_of_year(year, months[0], months[1] - months[0] + 1)
        return term("SPAN", terms, Fixed(start=start, end=end, precision=Precision.MONTH))
    return term("SPAN", terms, Between(start=month_meaning(months[0], None), end=ends[1]))


def month_meaning(month: int, year: int | None) -> Meaning:
    """A month, of a year where it is known."""
    if year is None:
        return Recurring(cycle=Cycle.MONTH, month=month)
    start, end = month_of_year(year, month)
    return Fixed(start=start, end=end, precision=Precision.MONTH)


def years(first_year: int, last_year: int, precision: Precision, *, about: bool = False) -> Fixed | None:
    """Whole years; None where they do not follow one another or are out of reach."""
    if not 1 <= first_year <= last_year <= 9999:
        return None
    start, end = date(first_year, 1, 1), date(last_year, 12, 31)
    return Fixed(start=start, end=end, precision=precision, approximate=about)


def _years(terms: Sequence[Term]) -> Term | None:
    one = numbers(terms, "YEAR")[0]
    two = next(iter(numbers(terms, "YEAR")[1:] + numbers(terms, "DIGIT", "BRIEF")), 0)
    if two <= 12 and two <= one % 100 and has(terms, "DASH", "SLASH"):  # "2017-03"
        return term("SPAN", terms, month_meaning(two, one)) if two and not has(terms, "SLASH") else None
    two += one // 100 * 100 if two < 100 else 0
    meaning = years(one, two, Precision.YEAR) if two > one else None
    return None if meaning is None else term("SPAN", terms, meaning)


def _fiscal(terms: Sequence[Term]) -> Term | None:
    year = _year(terms) or 0
    meaning = years(year, year, Precision.YEAR, about=True)
    return None if meaning is None else term("ANNUAL", terms, meaning)


def _quarter(terms: Sequence[Term]) -> Term | None:
    """Quarters and halves of a year by number."""
    label = first(terms, "LABEL")
    half = has(terms, "HALF") or (label is not None and label.word == "H")
    number = (
        int(label.number) if label is not None else numbers(terms, "ORD", "LAST")[0] or (2 if half else 4)
    )
    if not 1 <= number <= (2 if half else 4):
        return None
    year = _year(terms)
    if has(terms, "FISCAL"):
        return _fiscal(terms)
    if year is None:
        cycle = Cycle.HALF if half else Cycle.QUARTER
        return term("SPAN", terms, Recurring(cycle=cycle, number=number))
    start, end = months_of_year(year, (number - 1) * (6 if half else 3) + 1, 6 if half else 3)
    return term("SPAN", terms, Fixed(start=start, end=end, precision=Precision.SEASON))


def _unreckoned(terms: Sequence[Term]) -> Term:
    """When a fiscal quarter begins is for each body to say."""
    return term("LOOSE", terms, Vague())


def _season(terms: Sequence[Term]) -> Term | None:
    """A season of a year; a winter of two years begins in the first of them."""
    season, year = numbers(terms, "SEASON")[0], _year(terms)
    if year is None or not 1 <= year < 9999:
        return None
    start, end = months_of_year(year, 3 * (season - 20), 3)
    return term("SPAN", terms, Fixed(start=start, end=end, precision=Precision.SEASON))


def _decade(terms: Sequence[Term]) -> Term | None:
    number = int(terms[-1].number)
    if number < 100:
        # The twenties and the tens may be of this century or of the last.
        if number < 30:
            return None
        number += 1900
    century = number % 100 == 0 and number != 2000
    meaning = years(
        number, number + (99 if century else 9), Precision.CENTURY if century else Precision.DECADE
    )
    return None if meaning is None else term("SPAN", terms, meaning)


def _century(terms: Sequence[Term]) -> Term | None:
    number = numbers(terms, "ORD")[0]
    if unit_of(terms) is not Unit.CENTURY or not 2 <= number <= 99:
        return None
    meaning = years((number - 1) * 100, number * 100 - 1, Precision.CENTURY)
    return None if meaning is None else term("SPAN", terms, meaning)


def _relative_day(terms: Sequence[Term]) -> Term | None:
    number, word = int(terms[-1].number), terms[-1].word
    if len(terms) > 1:
        wanted = "yesterday" if has(terms, "BEFORE") else "tomorrow"
        if word != wanted or unit_of(terms) is not Unit.DAY:
            return None
        number += -1 if has(terms, "BEFORE") else 1
    return term("DAY", terms, Around(unit=Unit.DAY, shift=number))


def _day_of_month(terms: Sequence[Term]) -> Term | None:
    days = numbers(terms, "ORD")
    digits = all(one.word == "digits" for one in terms if one.kind == KINDS["ORD"])
    if not digits or not all(1 <= day <= 31 for day in days) or days[0] > days[-1]:
        return None
    built = term("DAY", terms, Recurring(cycle=Cycle.DAY_OF_MONTH, day=days[0], last=days[-1]))
    return built._replace(weak=True)


def _feast(terms: Sequence[Term]) -> Term | None:
    found = first(terms, "FEAST")
    if found is None or not isinstance(found.meaning, Recurring):
        return None
    name, year = found.meaning.name, _year(terms)
    if year is not None:
        within = years(year, year, Precision.YEAR)
        return term("DAY", terms, Recurring(cycle=Cycle.HOLIDAY, name=name, within=within))
    which = (
        Which.LAST if has(terms, "LAST", "PAST")
        else Which.NEXT if has(terms, "NEXT", "COMING")
        else Which.THIS if has(terms, "THIS")
        else Which.BARE
    )  # fmt: skip
    origin = Origin.NAMED if has(terms, "PREV", "FOLLOWING") else Origin.PAGE
    if origin is Origin.NAMED:
        which = Which.LAST if has(terms, "PREV") else Which.NEXT
    return term("DAY", terms, Recurring(cycle=Cycle.HOLIDAY, name=name, which=which, origin=origin))


def _repeated(terms: Sequence[Term]) -> Term:
    return term("LOOSE", terms, Repeated())


_WEEKDAY = "(?:WD STOP? COMMA? (?:ON? THE)?)?"
_TAIL = "(?:COMMA? OF? YR)?"
_TO = "(?:DASH|TO|AND|THROUGH|UNTIL|SLASH)"
CALENDAR = level(
    Rule(name="every", pattern="EVERY (?:ORD|OTHER|NUM|DIGIT)? (?:WD|ONE|UNITS|MONTH|SEASON|PART|AMOUNT|FEAST)", build=_repeated,
         example="every Monday"),
    Rule(name="so-often", pattern="(?:ONCE|(?:NUM|DIGIT|FEW) COUNTED) AMOUNT", build=_repeated, example="twice a week"),
    Rule(name="plural-weekday", pattern="WEEKDAYS (?!AGO)", build=_repeated, example="on Mondays"),
    Rule(name="periodic", pattern="EVERYTIME", build=_repeated, example="meets weekly"),
    Rule(name="days-of-month", pattern=f"(?:FROM|BETWEEN)? {_WEEKDAY} THE? DOM (?:COMMA DOM){{0,4}} {_TO} (?:THE? DOM) OF? MON {_TAIL}",
         build=_dated, example="from 3 to 5 May"),
    Rule(name="month-days", pattern=f"(?:FROM|BETWEEN)? {_WEEKDAY} MON DOM (?:COMMA DOM){{0,4}} {_TO} DOM (?!UNIT|UNITS|COUNTED|MON) {_TAIL}",
         build=_dated, example="Nov. 3-5, 2015"),
    Rule(name="weekday-full", pattern="WD STOP? COMMA? FULL", build=_weekday_and_day, example="Tuesday 24.11.2015"),
    Rule(name="day-month-brief", pattern="DIGIT DASH MON DASH DIGIT (?!DASH)", build=_brief, example="6-Mar-17"),
    Rule(name="day-month", pattern=f"{_WEEKDAY} THE? DOM OF? (?:DASH MON DASH|MON) COMMA? OF? YR", build=_dated, example="24 November 2015"),
    Rule(name="month-day-year", pattern=f"{_WEEKDAY} MON THE? DOM COMMA? OF? YR", build=_dated, example="Friday , July 21 , 2017"),
    Rule(name="day-month-bare", pattern=f"{_WEEKDAY} THE? DOM (?:OF|DASH)? MON (?:OPEN WD CLOSE)?", build=_dated, example="19 December"),
    Rule(name="month-day", pattern=f"{_WEEKDAY} MON THE? DOM (?!UNIT|UNITS|COUNTED|QUARTER) (?:COMMA? OPEN? WEEKDAY CLOSE?)?",
         build=_dated, example="on March 12"),
    Rule(name="full", pattern="FULL", build=lambda terms: term("DAY", terms, terms[0].meaning), example="11/24/2015"),
    Rule(name="weekday-day", pattern="WD STOP? COMMA? THE ORD (?!UNIT|ELSE)", build=_weekday_and_day, example="Tuesday the 14th"),
    Rule(name="feast", pattern="(?:WD COMMA)? (?:LAST|PAST|NEXT|THIS|THIS PAST|THIS COMING|PREV|COMING|FOLLOWING)? FEAST (?:COMMA? OF? YR)?",
         build=_feast, example="last Christmas"),
    Rule(name="months", pattern="(?:FROM|BETWEEN) MON (?:TO|AND|UNTIL|THROUGH|DASH) MON (?:OF? COMMA? YR)?", build=_month,
         example="between May and July 2016"),
    Rule(name="month-to-month", pattern="MON (?:DASH|TO|THROUGH|UNTIL) MON (?!DOM) (?:OF? COMMA? YR)?", build=_month, example="May-July 2016"),
    Rule(name="month-year", pattern="MON DASH? COMMA? OF? YR (?!DASH DIGIT DASH)", build=_month, example="in March 2016"),
    Rule(name="season-years", pattern="THE? SEASON OF? COMMA? YEAR (?:DASH|SLASH) (?:DIGIT|YEAR)", build=_season, example="the winter of 2013-14"),
    Rule(name="season-year", pattern="THE? SEASON OF? COMMA? YR", build=_season, example="summer 2014"),
    Rule(name="fiscal-quarter", pattern="THE? (?:FISCAL ORD|ORD FISCAL|LABEL FISCAL) (?:QUARTER|HALF)? (?!OF FISCAL|FISCAL|YEAR)", build=_unreckoned,
         example="the third fiscal quarter"),
    Rule(name="fiscal-quarter-year", pattern="THE? (?:FISCAL? ORD FISCAL? (?:QUARTER|HALF)|LABEL) (?:OF? FISCAL UNIT?|OF?) YR", build=_quarter,
         example="the first quarter of fiscal 2016"),
    Rule(name="quarter-year", pattern="THE? (?:ORD DASH? QUARTER|ORD DASH? HALF|LABEL) OF? COMMA? YR", build=_quarter,
         example="the first quarter of 2016"),
    Rule(name="last-quarter-year", pattern="THE? LAST (?:QUARTER|HALF) OF YR", build=_quarter, example="the last quarter of 2016"),
    Rule(name="quarter", pattern="THE? (?:ORD DASH? QUARTER|LABEL)", build=_quarter, example="in the third quarter"),
    Rule(name="fiscal-year", pattern="FISCAL UNIT? YR", build=_fiscal, example="fiscal 2016"),
    Rule(name="decade", pattern="THE? DECADES", build=_decade, example="the 1990s"),
    Rule(name="century", pattern="THE? ORD DASH? UNIT", build=_century, example="the 19th century"),
    Rule(name="years", pattern="(?:FROM|BETWEEN)? YEAR (?:DASH|TO|AND|UNTIL|THROUGH|SLASH) (?:YEAR|BRIEF|DIGIT) (?!DASH|UNIT|UNITS|COUNTED)",
         build=_years, example="between 2011 and 2014"),
    Rule(name="day-next-but-one", pattern="THE? UNIT (?:BEFORE|AFTER) RELDAY", build=_relative_day, example="the day before yesterday"),
    Rule(name="relative-day", pattern="RELDAY", build=_relative_day, example="yesterday"),
    Rule(name="days-of-this", pattern="THE ORD (?:AND|TO|DASH) THE? ORD (?!ONE|UNITS|ELSE|HALF|WD|AMOUNT|PART)", build=_day_of_month,
         example="on the 14th and 15th"),
    Rule(name="day-of-this", pattern="THE ORD (?!ONE|UNITS|ELSE|HALF|WD|AMOUNT|PART|LAST|FILL|NUM|ANNUAL|NEXT|DASH|COUNTED|SEASON|TIME)",
         build=_day_of_month, example="on the 15th"),
)  # fmt: skip
