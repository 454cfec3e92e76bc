"""Rules that put dates together: steps from a date, ranges, and the prepositions before them."""

from __future__ import annotations

from collections.abc import Sequence

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
from dragoman.dates.grammar_days import years
from dragoman.dates.meaning import (
    About,
    Amount,
    Beside,
    Between,
    Cycle,
    Lasting,
    Meaning,
    Ongoing,
    Origin,
    Recurring,
    Role,
    Step,
    Then,
    Unit,
    Vague,
    Which,
)
from dragoman.dates.vocabulary import KINDS
from dragoman.dates.words import Term

_FINEST = {Cycle.DAYS: Precision.DAY, Cycle.WEEKDAY: Precision.DAY, Cycle.MONTH: Precision.MONTH}


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
    if maybe and amount.approximate and amount.unit in _LONG:
        return term("LOOSE", terms, Lasting(amount=amount))  # "the first in nearly two decades"
    meaning = Step(
        amount=amount, forward=forward, origin=origin, base=base[-1] if base else None, maybe_span=maybe
    )
    return term(_step_kind(amount.unit), terms, meaning)


_LONG = frozenset({Unit.YEAR, Unit.DECADE, Unit.CENTURY})


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


def _beside(terms: Sequence[Term]) -> Term | None:
    """A weekday told by a date or a happening beside it; only "the Friday", not "on Friday before ..."."""
    lead = terms[0]
    day = lead.meaning
    if lead.word != "the" or not isinstance(day, Recurring) or day.which is not Which.BARE or day.within:
        return None
    of = meanings(terms[1:])
    forward = has(terms, "AFTER", "FOLLOWING")
    return term("DAY", terms, Beside(weekday=day.weekday, forward=forward, of=of[0] if of else None))


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


def _then(terms: Sequence[Term]) -> Term:
    return term("DAY", terms, Then())


def _ago_from(terms: Sequence[Term]) -> Term | None:
    """Back from a date in the words: "one year ago today", "two years ago this month"."""
    amount = amount_of(terms)
    if amount is None or amount.unit in {Unit.DAY, Unit.HOUR, Unit.WEEK, Unit.FORTNIGHT}:
        return None
    base = meanings(terms)[-1]
    return term(dated_kind(terms[-1]), terms, Step(amount=amount, forward=False, base=base))


def _neighbours(terms: Sequence[Term]) -> Term | None:
    """Two weekdays that follow one another: "Saturday and Sunday"."""
    one, two = meanings(terms)
    if not (isinstance(one, Recurring) and isinstance(two, Recurring)):
        return None
    bare = one.which is Which.BARE and two.which is Which.BARE and one.within is None and two.within is None
    if not bare or one.cycle is not Cycle.WEEKDAY or two.cycle is not Cycle.WEEKDAY:
        return None
    return term("DAY", terms, Between(start=one, end=two)) if one.weekday % 7 + 1 == two.weekday else None


def _alike(one: Meaning, two: Meaning) -> bool:
    """Whether a dash with blanks around it can join two dates: it parts clauses more often."""
    finest = [
        _FINEST.get(found.cycle) if isinstance(found, Recurring) else getattr(found, "precision", None)
        for found in (one, two)
    ]
    return finest[0] is not None and finest[0] is finest[1]


def _vague(terms: Sequence[Term]) -> Term:
    forward = has(terms, "SOON", "COMING")
    return term("LOOSE", terms, Vague(now=has(terms, "NOW", "CURRENT", "UNITS"), forward=forward))


#: A wider gap between a preposition and its date holds a time of day.
_BLANKS = 2
_ROLES = {
    "SINCE": Role.SINCE, "UNTIL": Role.UNTIL, "THROUGH": Role.UNTIL, "BY": Role.BY, "BEFORE": Role.BEFORE, "PREV": Role.BEFORE,
    "AHEAD": Role.BEFORE, "AFTER": Role.AFTER, "FOLLOWING": Role.AFTER, "FROM": Role.FROM, "STARTING": Role.FROM, "LEAD": Role.FROM, "LATER": Role.BY, "UP": Role.UNTIL,
}  # fmt: skip


def _about(terms: Sequence[Term]) -> Term | None:
    """A date named roughly; a day in the page's reach is named exactly ("about Tuesday's attack")."""
    dated = terms[-1]
    if dated.kind == KINDS["DAY"] or dated.meaning is None or isinstance(dated.meaning, About):
        return None
    return term(dated_kind(dated), terms, About(of=dated.meaning))


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
    owned = terms[-1].kind == KINDS["POSS"]
    dated = terms[-2] if owned else terms[-1]
    before = terms[: -2 if owned else -1]
    if dated.weak and isinstance(dated.meaning, Recurring) and has(before, *_not_before(dated.meaning)):
        return None
    role = next((one for name, one in _ROLES.items() if has(before, name)), dated.role or Role.IN)
    if has(before, "NOT"):
        role = Role.BY if has(before, "LATER") else Role.FROM
    # "After Tuesday's launch" and "since the 2016 election" tell when the launch and the election were.
    if owned or dated.word == "noun":
        role = Role.IN
    # "After 3 p.m. on Friday" and "before noon on Friday" are on Friday; times of day were passed over.
    timed = dated.word == "clock" or dated.start - before[-1].end > _BLANKS
    if timed and role in {Role.BEFORE, Role.AFTER}:
        role = Role.IN
    return dated._replace(weak=False, role=role)


STEPS = level(
    Rule(name="ago-from", pattern="AMOUNT AGO (?:ON|IN)? DATE", build=_ago_from, example="two years ago this month"),
    Rule(name="ago", pattern="(?:AMOUNT|UNITS) (?:AGO|BACK)", build=_step, example="two days ago"),
    Rule(name="from-date", pattern="AMOUNT (?:FROM|BEFORE|AFTER|FOLLOWING|PREV TO|EARLIER THAN|LATER THAN) (?:DATE|NOW)", build=_step,
         example="two weeks after May 3"),
    Rule(name="unit-from-date", pattern="(?:PLAIN|THE UNIT|A UNIT) (?:BEFORE|AFTER|FOLLOWING) DATE", build=_unit_from, example="the day after May 3"),
    Rule(name="weekday-beside", pattern="DAY (?:BEFORE|AFTER|FOLLOWING) (?:DATE|(?=THE|A|ELSE|THIS|THAT))", build=_beside,
         example="the Friday before Christmas"),
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
    Rule(name="recently", pattern="(?<!AS) (?:RECENTLY|SOON) (?!AFTER|BEFORE|AS)", build=_vague, example="recently"),
)  # fmt: skip
_LINK = "(?:TO|UNTIL|THROUGH|DASH)"
RANGES = level(
    Rule(name="between", pattern="BETWEEN THE? DATE AND THE? DATE", build=_between, example="between Monday and Wednesday"),
    Rule(name="from-to", pattern=f"(?<!MOVED) FROM THE? DATE COMMA? {_LINK} THE? DATE", build=_between, example="from late May to early June"),
    Rule(name="neighbours", pattern="DAY AND DAY", build=_neighbours, example="Saturday and Sunday"),
    Rule(name="then", pattern="(?<=SINCE|UNTIL|BY|BEFORE|FROM) THEN", build=_then, example="since then"),
    Rule(name="to", pattern="(?<!MOVED FROM) DATE (?:TO|THROUGH|DASH) DATE", build=_between, example="Monday to Friday"),
)  # fmt: skip
ROLES = level(
    Rule(name="about", pattern="ABOUT THE? DATE", build=_about, example="around 2010"),
    Rule(
        name="role",
        pattern="(?:(?:IN AHEAD OF|AHEAD OF|PREV TO|AS OF|NOT (?:LATER|EARLIER|BEFORE) THAN?|UNTIL AFTER|UP TO"
        "|(?:STARTING|LEAD) (?:FROM|ON|IN)?|SINCE|UNTIL|THROUGH|BY|BEFORE|AFTER|FOLLOWING|FROM|WITHIN|IN|OVER|ON|OF|AT|TO|BETWEEN|AND|OR)"
        " THE? (?:DATE) POSS?)",
        build=_role,
        example="since Friday",
    ),
)
