"""A text as a row of words with their kinds, which the rules of :mod:`dragoman.dates.grammar` are written over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from dragoman.dates.absolute import civil
from dragoman.dates.clock import CLOCK
from dragoman.dates.edtf import Precision
from dragoman.dates.feasts import FEAST, feast_key
from dragoman.dates.meaning import Amount, Cycle, Fixed, Meaning, Recurring, Role, Unit
from dragoman.dates.reckoning import month_of_year
from dragoman.dates.vocabulary import KINDS, SHORT_FORMS, TABLE

#: Months that are words of another kind where they are written small.
_SMALL_WORDS = frozenset({"may", "march", "mar", "jan", "dec", "jun", "sep", "sept"})


class Term(NamedTuple):
    """A word, a mark, or words that a rule has joined; ``start`` and ``end`` are code points of the text.

    ``kind`` is one character of :data:`dragoman.dates.vocabulary.KINDS`. A ``weak`` term is a date only after a preposition ("May", "2016").
    """

    kind: str
    start: int
    end: int
    number: float = 0
    word: str = ""
    meaning: Meaning | None = None
    amount: Amount | None = None
    role: Role | None = None
    unit: Unit | None = None
    weak: bool = False


_TERM = re.compile(
    r"""
      (?P<iso>(?<![\w.,:/-])[12]\d{3}([-/.])\d{1,2}\2\d{1,2}(?:T[\d:.,]{2,15}(?:Z|[+-][\d:]{2,5})?)?(?![\w/-]|[.,]\d))
    | (?P<last>(?<![\w.,:/-])(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>[12]\d{3}|\d{2})(?![\w/-]|[.,]\d))
    | (?P<month>(?<![\w.,:/-])(?:(?:0?[1-9]|1[0-2])/[12]\d{3}|[12]\d{3}/(?:0[1-9]|1[0-2]))(?![\w/-]))
    | (?P<solid>(?<![\w.,:/-])(?:19|20)\d{6}(?![\w/-]|[.,]\d))
    | (?P<decade>['’]?(?<!\d)(?:[12]\d)?\d0\s?['’]?s(?![^\W_]))
    | (?P<brief>['’]\d{2}(?![\w]))
    | (?P<ordinal>(?<![\w.,])\d{1,2}\s?(?:st|nd|rd|th)(?![^\W_]))
    | (?P<big>\d{1,3}(?:,\d{3})+(?!\d)|\d+[.,]\d+)
    | (?P<digits>\d++(?![^\W\d_]))
    | (?P<label>[QH][1-4](?!\w))
    | (?P<tens>(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)\s?[-‑]\s?(?:first|second|third|fourth|fifth|sixth
        |seventh|eighth|ninth|one|two|three|four|five|six|seven|eight|nine)(?![^\W_]))
    | (?P<poss>(?<=\w)['’]s(?![^\W_])|\s['’]s(?![^\W_]))
    | (?P<word>[^\W\d_]+)(?P<stop>\.(?=\s?[\d,(]|\s[A-Z\d(]|$))?
    | (?P<other>[^\W_]+|\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: A weekday in a name ("the Sunday Times", "Bloody Sunday") is no date.
_PAPER = re.compile(
    r"\s(?:Times|Telegraph|Mirror|Express|Mail|Herald|Tribune|World|Post|Agreement)(?![^\W_])"
)
#: A season in a name ("the Winter Olympics", "the Arab Spring"), a rocket.
_GAMES = re.compile(r"\s[A-Z]")
_UPRISING = re.compile(r"(?:Arab|Prague|Long|Jasmine)\s$")
#: "USA Today" is an outlet.
_NAME_BEFORE = re.compile(r"[A-Z][^\W\d_]*\s$")
#: "in her fifties" is an age.
_THE = re.compile(r"(?<![^\W_])the\s(?:\w{3,5}[\s-])?$", re.IGNORECASE)
_NAMED_DAY = re.compile(r"(?<![^\W_])(?:Bloody|Super|Fat|Giving|Casual)\s$")


#: The one happening that English news calls by its day.
_SEPTEMBER_11 = re.compile(
    r"(?<![\w/])(?:9/11(?![\w/])|(?:September|Sept\.?)\s11(?:th)?(?!\s?,)(?=\s(?:(?:terror|terrorist|hijack|suicide)\s)?(?:attacks?|hijackers?|hijackings)))"
)


def terms_of(text: str, *, day_first: bool | None = None) -> list[Term]:
    """The words of ``text`` in order, times of day left out; ``day_first`` as in :func:`dragoman.dates.find_dates`."""
    out: list[Term] = []
    for start, end in _between_names(text, out):
        out += _terms(text, start, end, day_first=day_first)
    out.sort(key=lambda term: term.start)
    return out


def _between_names(text: str, out: list[Term]) -> Iterator[tuple[int, int]]:
    """The stretches between named days, whose terms are put into ``out``."""
    at = 0
    for match in FEAST.finditer(text):
        yield at, match.start()
        meaning = Recurring(cycle=Cycle.HOLIDAY, name=feast_key(match[0]))
        out.append(Term(KINDS["FEAST"], match.start(), match.end(), meaning=meaning))
        at = match.end()
    if "11" in text:
        for match in _SEPTEMBER_11.finditer(text, at):
            yield at, match.start()
            out.append(_full(date(2001, 9, 11), match.start(), match.end()))
            at = match.end()
    yield at, len(text)


def _terms(text: str, start: int, end: int, *, day_first: bool | None) -> Iterator[Term]:
    at = start
    while at < end and (match := _TERM.search(text, at, end)) is not None:
        at = match.end()
        kind = match.lastgroup
        first = text[match.start()]
        if first.isdigit() and kind not in {"iso", "last", "month", "solid", "decade"}:
            clock = CLOCK.match(text, match.start(), end)
            if clock is not None:
                at = max(clock.end(), at)
                continue
        yield _year_last(match, day_first) if kind == "last" else _READERS[kind or "other"](text, match)


def _iso(_: str, match: re.Match[str]) -> Term:
    parts = [int(part) for part in re.split(r"[-/.]", match["iso"].partition("T")[0])]
    return _full(civil(*parts), match.start(), match.end())


def _month(_: str, match: re.Match[str]) -> Term:
    month, year = sorted(int(part) for part in match["month"].split("/"))
    first, last = month_of_year(year, month)
    fixed = Fixed(start=first, end=last, precision=Precision.MONTH)
    return Term(KINDS["SPAN"], match.start(), match.end(), meaning=fixed)


def _solid(_: str, match: re.Match[str]) -> Term:
    digits = match["solid"]
    return _full(civil(int(digits[:4]), int(digits[4:6]), int(digits[6:])), match.start(), match.end())


def _brief(_: str, match: re.Match[str]) -> Term:
    return Term(KINDS["BRIEF"], match.start(), match.end(), int(match["brief"][1:]))


def _ordinal(_: str, match: re.Match[str]) -> Term:
    number = int(re.sub(r"\D", "", match["ordinal"]))
    return Term(KINDS["ORD"], match.start(), match.end(), number, "digits")


def _label(_: str, match: re.Match[str]) -> Term:
    label = match["label"]
    return Term(KINDS["LABEL"], match.start(), match.end(), int(label[1]), label[0].upper())


def _big(_: str, match: re.Match[str]) -> Term:
    return Term(KINDS["BIG"], match.start(), match.end(), float(match["big"].replace(",", "")))


def _listed(_: str, match: re.Match[str]) -> Term:
    """A compound number, a mark, or letters and digits mixed."""
    entry = TABLE.get(re.sub(r"\s?[-‑]\s?", "-", match[0].lower()) if match["tens"] else match[0])
    if entry is None:
        return Term(KINDS["ELSE"], match.start(), match.end())
    return Term(entry.kind, match.start(), match.end(), entry.number, entry.word)


def _word(text: str, match: re.Match[str]) -> Term:
    written = match["word"]
    low = written.lower()
    start, end = match.start("word"), match.end("word")
    entry = TABLE.get(low)
    if entry is None:
        return Term(KINDS["ELSE"], start, end)
    kind, number, word, unit = entry
    if low in SHORT_FORMS and match["stop"]:
        end = match.end()
    if kind == KINDS["MONTH"] and written.islower() and low in _SMALL_WORDS:
        kind = KINDS["SMALLMONTH"]
    elif (kind == KINDS["SHORTDAY"] and written.islower()) or _is_name(text, start, end, kind):
        kind = KINDS["ELSE"]
    return Term(kind, start, end, number, word, unit=unit)


def _is_name(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a weekday, a month, a season, "daily", "today" or a decade stands in a name or tells an age."""
    before = text[max(0, start - 10) : start]
    if kind == KINDS["WEEKDAY"]:
        return _PAPER.match(text, end) is not None or _NAMED_DAY.search(before) is not None
    if kind == KINDS["SEASON"] and text[start].isupper():
        return _GAMES.match(text, end) is not None or _UPRISING.search(before) is not None
    if kind == KINDS["EVERYTIME"]:
        return text[start].isupper() and start > 0
    if kind == KINDS["RELDAY"]:
        return text[start].isupper() and _NAME_BEFORE.search(before) is not None
    if kind == KINDS["DECADES"]:
        return _THE.search(before) is None
    return kind == KINDS["MONTH"] and _UPRISING.search(before) is not None


def _digits(_: str, match: re.Match[str]) -> Term:
    digits, (start, end) = match["digits"], match.span()
    number = int(digits) if len(digits) < 9 else 0
    if len(digits) == 4 and 1000 <= number < 3000:
        return Term(KINDS["YEAR"], start, end, number)
    return Term(KINDS["DIGIT" if len(digits) <= 2 else "BIG"], start, end, number, digits)


def _full(day: date | None, start: int, end: int, *, other: date | None = None) -> Term:
    if day is None:
        return Term(KINDS["ELSE"], start, end)
    fixed = Fixed(start=day, end=day, precision=Precision.DAY, other=other)
    return Term(KINDS["FULL"], start, end, meaning=fixed)


def _year_last(match: re.Match[str], day_first: bool | None) -> Term:  # noqa: FBT001 - as the option is called everywhere
    """A day in digits with the year last; where both orders fit and nobody says which, both readings."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if year < 100:
        year += 1900 if year >= 50 else 2000
    by_day, by_month = civil(year, two, one), civil(year, one, two)
    if by_day is None or by_month is None or by_day == by_month:
        return _full(by_day or by_month, match.start(), match.end())
    if day_first is None and match["mark"] == ".":
        day_first = True
    other = by_day if day_first is None else None
    return _full(by_day if day_first else by_month, match.start(), match.end(), other=other)


def _decade(text: str, match: re.Match[str]) -> Term:
    written, (start, end) = match["decade"], match.span()
    number = int(re.sub(r"\D", "", written))
    if number < 100 and written[0].isdigit() and _THE.search(text[max(0, start - 10) : start]) is None:
        return Term(KINDS["ELSE"], start, end)
    return Term(KINDS["DECADES"], start, end, number, "digits")


def _possessive(_: str, match: re.Match[str]) -> Term:
    return Term(KINDS["POSS"], match.start(), match.end())


#: What reads each group of the pattern.
_READERS: dict[str, Callable[[str, re.Match[str]], Term]] = {
    "iso": _iso, "month": _month, "solid": _solid, "decade": _decade, "brief": _brief, "ordinal": _ordinal, "big": _big,
    "digits": _digits, "label": _label, "tens": _listed, "poss": _possessive, "word": _word, "stop": _word,
    "other": _listed,
}  # fmt: skip
