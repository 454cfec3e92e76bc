"""Date expressions in English running text, and what they mean before an anchor is known."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.dates.grammar import apply
from dragoman.dates.grammar_days import AMOUNTS, CALENDAR
from dragoman.dates.grammar_joined import RANGES, ROLES, STEPS, VAGUE
from dragoman.dates.grammar_parts import PARTS
from dragoman.dates.grammar_periods import RELATIVE
from dragoman.dates.meaning import Lasting, Meaning, Repeated, Role, Vague
from dragoman.dates.vocabulary import KINDS
from dragoman.dates.words import Term, terms_of

LEVELS = (AMOUNTS, CALENDAR, RELATIVE, PARTS, STEPS, VAGUE, RANGES, ROLES)
_DATES = frozenset(KINDS[kind] for kind in ("DAY", "SPAN", "ANNUAL"))
_OTHERS = frozenset(KINDS[kind] for kind in ("LOOSE", "AMOUNT", "ADJECTIVE"))
_PLAIN = KINDS["PLAIN"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """Words of a text that tell when, how long or how often.

    ``start`` and ``end`` are 0-based, half-open code points of the text; a preposition before the date stays outside and
    is told by ``role``. ``meaning`` is what the words say without an anchor.
    """

    start: int
    end: int
    meaning: Meaning
    role: Role = Role.IN

    @property
    def names_date(self) -> bool:
        """Whether the words name a date; not a duration, a set of times, or something as vague as "recently"."""
        return not isinstance(self.meaning, Lasting | Repeated | Vague)


def find_expressions(
    text: str, *, day_first: bool | None = None, whole: bool = False
) -> tuple[Expression, ...]:
    """The date expressions of ``text`` in order and without overlap.

    ``day_first`` says how to read "03/04/2022"; without it both readings are kept. ``whole`` tells that the text is itself
    an expression, so that "May" and "2016" are dates without a word before them. Times of day are passed over.

    Gives no problems and raises nothing. Takes time linear in the text.
    """
    terms = terms_of(text, day_first=day_first)
    if whole:
        terms = [_plainly(one) for one in terms]
    found = []
    for one in apply(terms, LEVELS):
        if one.meaning is None:
            continue
        dated = one.kind in _DATES or one.kind in _OTHERS or (whole and one.kind == _PLAIN)
        if dated and (whole or not one.weak):
            found.append(
                Expression(start=one.start, end=one.end, meaning=one.meaning, role=one.role or Role.IN)
            )
    return tuple(found)


def _plainly(one: Term) -> Term:
    """A month that is written small is one where nothing else can be meant."""
    return one._replace(kind=KINDS["MONTH"]) if one.kind == KINDS["SMALLMONTH"] else one
