"""Rules that put dates together: parts, steps from a date, ranges, and the prepositions before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.dates.edtf import Precision
from dragoman.dates.grammar import Rule, amount_of, first, has, level, meanings, numbers, term, unit_of
from dragoman.dates.grammar_days import years
from dragoman.dates.meaning import (
    Amount,
    Around,
    Between,
    Cycle,
    Fixed,
    Lasting,
    Meaning,
    Nth,
    Ongoing,
    Origin,
    Part,
    Portion,
    Recurring,
    Role,
    Step,
    Unit,
    Vague,
    Which,
)
from dragoman.dates.vocabulary import KINDS
from dragoman.dates.words import Term

_MONTHLIKE = frozenset({Cycle.MONTH, Cycle.SEASON, Cycle.QUARTER, Cycle.HALF, Cycle.HOLIDAY, Cycle.DAYS})
_MONTHS_OF = {Unit.MONTH, Unit.YEAR, Unit.WEEK}


def _kind(term_: Term) -> str:
    return next(name for name in ("DAY", "SPAN", "ANNUAL", "PLAIN") if KINDS[name] == term_.kind)


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
    return term(_kind(terms[-1]), terms, replace(inner, within=outer)) if _holds(inner, outer) else None


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
    "EARLY": Portion.EARLY, "MID": Portion.MID, "MIDDLE": Portion.MID, "LATE": Portion.LATE, "START": Portion.START, "LEAD": Portion.START,
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
    number = -1 if has(terms, "LAST", "FINAL") else numbers(terms, "ORD")[0] if has(terms, "ORD") else 1
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
    return None if day is None else term("DAY", terms, day.meaning)


def _step(terms: Sequence[Term]) -> Term | None:
    """So far from the page's day, from a date named before, or from a date in the words."""
    amount = amount_of(terms)
    if amount is None:
        units = first(terms, "UNITS")
        if units is None or units.unit is None:
            return None
        amount = Amount(unit=units.unit, count=None, approximate=True)
    forward = has(terms, "LATER", "AFTER", "FOLLOWING", "FROM", "IN", "TIME", "ON")
    base = meanings(terms)
    page = has(terms, "AGO", "BACK", "NOW", "IN", "TIME")
    origin = Origin.PAGE if page else Origin.NAMED
    maybe = has(terms, "IN") and not has(terms, "TIME", "POSS")
    meaning = Step(
        amount=amount, forward=forward, origin=origin, base=base[-1] if base else None, maybe_span=maybe
    )
    return term(_step_kind(amount.unit), terms, meaning)


def _step_kind(unit: Unit) -> str:
    return "ANNUAL" if unit is Unit.YEAR else "SPAN" if unit in {Unit.MONTH, Unit.DECADE} else "DAY"


def _unit_from(terms: Sequence[Term]) -> Term | None:
    """One unit from a date in the words: "the day after May 3", "a week from Tuesday"."""
    base = meanings(terms)[-1]
    amount = Amount(unit=unit_of(terms), count=1)
    return term("DAY", terms, Step(amount=amount, forward=has(terms, "AFTER", "FOLLOWING"), base=base))


def _event_step(terms: Sequence[Term]) -> Term | None:
    """So far from a happening whose date is not in the words: "two days after the vote"."""
    amount = amount_of(terms) or Amount(unit=unit_of(terms), count=None if has(terms, "UNITS") else 1)
    forward = has(terms, "AFTER", "FOLLOWING") and not has(terms, "EVE")
    return term("DAY", terms, Step(amount=amount, forward=forward, origin=Origin.EVENT))


def _first_time(terms: Sequence[Term]) -> Term | None:
    """How long it was: "the first time in eight years"."""
    amount = amount_of(terms)
    return None if amount is None else term("LOOSE", terms, Lasting(amount=amount))


def _eve(terms: Sequence[Term]) -> Term:
    step = Step(amount=Amount(unit=Unit.DAY, count=1), forward=False, base=meanings(terms)[-1])
    return term("DAY", terms, step)


def _ongoing(terms: Sequence[Term]) -> Term | None:
    if first(terms, "UNIT") is None or unit_of(terms) is not Unit.DAY:
        return None
    year = next((one for one in numbers(terms, "YEAR")), None)
    within = years(year, year, Precision.YEAR) if year is not None else next(iter(meanings(terms)), None)
    return term("DAY", terms, Ongoing(number=numbers(terms, "NUM", "DIGIT")[0], within=within))


def _between(terms: Sequence[Term]) -> Term | None:
    one, two = meanings(terms)
    if has(terms, "AND") and not has(terms, "BETWEEN"):
        return None
    dash = next((at for at, found in enumerate(terms) if found.kind == KINDS["DASH"]), None)
    if dash is not None and terms[dash].start > terms[dash - 1].end and not _alike(one, two):
        return None
    kinds = [found.kind for found in terms if found.kind in {KINDS["DAY"], KINDS["SPAN"], KINDS["ANNUAL"]}]
    kind = "DAY" if KINDS["DAY"] in kinds else "SPAN"
    return term(kind, terms, Between(start=one, end=two))


def _alike(one: Meaning, two: Meaning) -> bool:
    """Whether a dash with blanks around it can join two dates: it parts clauses more often."""
    return (isinstance(one, Fixed) and isinstance(two, Fixed) and one.precision is two.precision) or (
        isinstance(one, Recurring) and isinstance(two, Recurring) and one.cycle is two.cycle
    )


def _vague(terms: Sequence[Term]) -> Term:
    forward = has(terms, "SOON", "COMING")
    return term("LOOSE", terms, Vague(now=has(terms, "NOW", "CURRENT", "UNITS"), forward=forward))


_ROLES = {
    "SINCE": Role.SINCE, "UNTIL": Role.UNTIL, "THROUGH": Role.UNTIL, "BY": Role.BY, "BEFORE": Role.BEFORE, "PREV": Role.BEFORE,
    "AHEAD": Role.BEFORE, "AFTER": Role.AFTER, "FOLLOWING": Role.AFTER, "FROM": Role.FROM, "STARTING": Role.FROM, "LEAD": Role.FROM, "LATER": Role.BY,
}  # fmt: skip


def _not_before(meaning: Recurring) -> frozenset[str]:
    """The words that make no date of a month, a season or the short form of a weekday."""
    if meaning.cycle is Cycle.WEEKDAY:
        return frozenset(_ROLES) | {"THE", "IN", "OF", "AT", "TO", "AND", "OR"}
    if meaning.cycle is Cycle.SEASON:
        return frozenset({"TO", "AND", "OR", "AT", "ON", "AFTER"})
    if meaning.cycle is Cycle.MONTH:
        # "of May" may be a prime minister's.
        return frozenset({"AT", "THE", "ON"}) | (
            frozenset({"OF", "FROM", "BEFORE", "AFTER", "TO", "AND", "OR"})
            if meaning.month == 5
            else frozenset()
        )
    return frozenset()


def _role(terms: Sequence[Term]) -> Term | None:
    """The date with the role that the words before it give; the words themselves stay outside."""
    dated = terms[-1]
    if dated.weak and isinstance(dated.meaning, Recurring) and has(terms[:-1], *_not_before(dated.meaning)):
        return None
    role = next((one for name, one in _ROLES.items() if has(terms[:-1], name)), dated.role or Role.IN)
    if role is Role.AFTER and has(terms[:-1], "THE"):
        return None
    return dated._replace(weak=False, role=role)


_PIECE = "(?:EARLY|MID|LATE|EARLIER|LATER)"
_ENDS = "(?:START|LEAD|END|MIDDLE)"
JOINED = level(
    Rule(name="nth-weekday", pattern="THE? (?:ORD|LAST|FINAL|OPENING) DAY (?:OF|IN) THE? (?:DATE|PLAIN)", build=_nth, example="the first Monday of May"),
    Rule(name="nth-units", pattern="THE? (?:ORD|LAST|FINAL|OPENING) (?:AMOUNT|UNITS|ONE|HALF|FEW UNITS) (?:OF|IN) THE? (?:DATE|PLAIN)", build=_nth,
         example="the first three months of 2016"),
    Rule(name="night-of", pattern="THE? (?:PART|UNIT|PLAIN) OF DAY", build=_part_of_day, example="the night of 12 March"),
    Rule(name="day-part", pattern="DAY COMMA? (?:IN THE)? (?:EARLY|LATE|MID DASH?)? (?:PART|NOON|UNIT)", build=_part_of_day, example="Monday morning"),
    Rule(name="part-on-day", pattern="(?:PART|NOON|EARLY PART|LATE PART) (?:ON|OF)? DAY", build=_part_of_day,
         example="noon on Friday"),
    Rule(name="year-part", pattern="(?:UNIT POSS? DASH? END|MID DASH? UNIT|MIDWEEK|MIDYEAR|END DASH OF DASH UNIT)", build=_year_end,
         example="year end"),
    Rule(name="ends", pattern=f"THE? {_ENDS} OF THE? (?:DATE|PLAIN)", build=_part, example="the end of the year"),
    Rule(name="later-in", pattern=f"{_PIECE} (?:ON|IN)? THE? (?:DATE|PLAIN)", build=_part, example="later in the week"),
    Rule(name="mid", pattern=f"{_PIECE} DASH? (?:DAY|SPAN|ANNUAL)", build=_part, example="mid-March"),
    Rule(name="early-to-mid", pattern="EARLY TO DASH? (?:MID DASH? DATE)", build=_part, example="early to mid-March"),
    Rule(name="end-of-bare", pattern="(?:START|END) DASH (?:ANNUAL|SPAN)|(?<=BY|AT|UNTIL|SINCE|BEFORE|FROM) END (?:ANNUAL|SPAN)", build=_part, example="end-March"),
    Rule(name="within-period", pattern="(?:DAY|SPAN) (?:COMMA|OF|IN|ON)? (?:ANNUAL|SPAN)", build=_within, example="June last year"),
    Rule(name="within-the", pattern="(?:DAY|SPAN) OF PLAIN", build=_within, example="the 15th of the month"),
    Rule(name="period-first", pattern="(?:ANNUAL|SPAN) (?:ON|POSS|COMMA ON) (?:DAY|SPAN)", build=_outer_first, example="last week on Friday"),
    rounds=3,
)  # fmt: skip
STEPS = level(
    Rule(name="ago", pattern="(?:AMOUNT|UNITS) (?:AGO|BACK)", build=_step, example="two days ago"),
    Rule(name="from-date", pattern="AMOUNT (?:FROM|BEFORE|AFTER|FOLLOWING|PREV TO|EARLIER THAN|LATER THAN) (?:DATE|NOW)", build=_step,
         example="two weeks after May 3"),
    Rule(name="unit-from-date", pattern="(?:PLAIN|THE UNIT|A UNIT) (?:BEFORE|AFTER|FOLLOWING) DATE", build=_unit_from, example="the day after May 3"),
    Rule(name="eve", pattern="(?:ON THE)? EVE OF DATE", build=_eve, example="on the eve of May 9"),
    Rule(name="event-ahead", pattern="(?:AMOUNT|UNITS|PLAIN) (?:IN? AHEAD OF|PREV TO|BEFORE|AFTER|FOLLOWING) (?=THE|A|ELSE|THIS|THAT|FEW|NUM|DIGIT|BIG|POSS)", build=_event_step,
         example="two days after the vote"),
    Rule(name="eve-of-event", pattern="EVE OF (?=THE|A|ELSE|THIS|THAT)", build=_event_step, example="on the eve of the vote"),
    Rule(name="earlier", pattern="(?:AMOUNT|UNITS) (?:EARLIER|LATER|(?:BEFORE|AFTER)(?=COMMA|STOP|AND|IN|ON|AT|BY|CLOSE|$)|ON(?=COMMA|STOP|$))", build=_step, example="a day earlier"),
    Rule(name="in-time", pattern="(?:IN|WITHIN)? AMOUNT POSS TIME|IN AMOUNT TIME", build=_step, example="in three weeks ' time"),
    Rule(name="first-in-amount", pattern="TIME IN AMOUNT", build=_first_time,
         example="for the first time in eight years"),
    Rule(name="in-amount", pattern="IN (?:A? FILL? AMOUNT) (?!OF)", build=_step, example="in a fortnight"),
    Rule(name="ongoing", pattern="UNIT (?:NUM|DIGIT) (?:OF ANNUAL)?", build=_ongoing, example="day five of the siege"),
)  # fmt: skip
VAGUE = level(
    Rule(name="now", pattern="NOW|AT CURRENT", build=_vague, example="is now abroad"),
    Rule(name="recently", pattern="(?:RECENTLY|SOON) (?!AFTER|BEFORE)", build=_vague, example="recently"),
)  # fmt: skip
_LINK = "(?:TO|UNTIL|THROUGH|DASH)"
RANGES = level(
    Rule(name="between", pattern="BETWEEN THE? DATE AND THE? DATE", build=_between, example="between Monday and Wednesday"),
    Rule(name="from-to", pattern=f"(?<!MOVED) FROM THE? DATE COMMA? {_LINK} THE? DATE", build=_between, example="from late May to early June"),
    Rule(name="to", pattern="(?<!MOVED FROM) DATE (?:TO|THROUGH|DASH) DATE", build=_between, example="Monday to Friday"),
)  # fmt: skip
ROLES = level(
    Rule(
        name="role",
        pattern="(?:(?:IN AHEAD OF|AHEAD OF|PREV TO|AS OF|NOT (?:LATER|EARLIER|BEFORE) THAN?|UNTIL AFTER"
        "|(?:STARTING|LEAD) (?:FROM|ON|IN)?|SINCE|UNTIL|THROUGH|BY|BEFORE|AFTER|FOLLOWING|FROM|WITHIN|IN|OVER|ON|OF|AT|TO|BETWEEN|AND|OR)"
        " THE? (?:DATE))",
        build=_role,
        example="since Friday",
    ),
)
