"""The words of English date expressions, each with its kind: what the rules of :mod:`dragoman.dates.grammar` are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dragoman.dates.absolute import civil
from dragoman.dates.clock import CLOCK
from dragoman.dates.edtf import Precision
from dragoman.dates.feasts import FEAST, feast_key
from dragoman.dates.meaning import Amount, Cycle, Fixed, Meaning, Recurring, Role, Unit

#: Words of each kind that have no number. A word stands in one kind alone.
_PLAIN = {
    "A": "a an",
    "AGO": "ago",
    "AND": "and &",
    "APPROX": "about around almost nearly roughly approximately some under least most less only just barely exactly well",
    "AS": "as",
    "AT": "at",
    "BACK": "back hence",
    "BEFORE": "before",
    "AFTER": "after following",
    "BETWEEN": "between",
    "BY": "by",
    "COMING": "coming upcoming",
    "COUNTED": "people persons men women children troops soldiers fighters militants refugees civilians others percent % "
    "miles kilometres kilometers km metres meters tons tonnes dollars euros rubles roubles lira times points million "
    "billion thousand trillion cases deaths tanks jobs homes houses villages members states countries seats votes "
    "victims bodies policemen officers prisoners hostages rebels protesters migrants vehicles aircraft missiles rockets",
    "CURRENT": "current present",
    "DASH": "- – — ‑ −",
    "EARLIER": "earlier previously beforehand",
    "EARLY": "early",
    "END": "end close",
    "EVE": "eve",
    "EVERY": "every each",
    "EVERYTIME": "daily weekly monthly quarterly yearly annually nightly fortnightly biweekly hourly",
    "FILL": "more full whole straight consecutive long short further additional solid successive calendar working business",
    "FISCAL": "fiscal financial fy",
    "FOR": "for",
    "FROM": "from",
    "HALF": "half",
    "IN": "in during throughout over across",
    "INTO": "into",
    "LAST": "last final",
    "LATE": "late",
    "LATER": "later afterwards afterward thereafter",
    "MID": "mid",
    "MIDDLE": "middle midpoint",
    "MIDWEEK": "midweek",
    "MIDYEAR": "midyear",
    "MOVED": "moved postponed rescheduled delayed shifted",
    "SLASH": "/",
    "THAN": "than",
    "NEXT": "next",
    "NOON": "noon midday midnight",
    "NOW": "now currently nowadays",
    "OF": "of",
    "ON": "on upon",
    "OR": "or",
    "OTHER": "other second-hand",
    "OVERNIGHT": "overnight",
    "PART": "morning mornings afternoon afternoons evening evenings lunchtime dawn dusk daytime nighttime sunset sunrise",
    "PAST": "past",
    "PREV": "previous preceding prior",
    "RECENT": "recent",
    "SAME": "same",
    "SINCE": "since",
    "SO": "so",
    "FAR": "far",
    "START": "start beginning outset opening onset",
    "STARTING": "starting effective commencing",
    "SOON": "soon shortly",
    "RECENTLY": "recently lately",
    "THAT": "that",
    "THE": "the",
    "THIS": "this",
    "THROUGH": "through thru",
    "TIME": "time",
    "TO": "to",
    "UNTIL": "until till til pending",
    "WEEKDAYS": "mondays tuesdays wednesdays thursdays fridays saturdays sundays weekdays weekends",
    "WITHIN": "within",
    "COUPLE": "couple",
    "FEW": "few several many",
    "DOZEN": "dozen",
    "NOT": "no not",
    "AHEAD": "ahead advance",
    "LEAD": "beginning begins begin began starts start",
    "EARLIEST": "earliest",
    "LATEST": "latest",
    "COMMA": ",",
    "STOP": ".",
    "OPEN": "(",
    "CLOSE": ")",
    "POSS": "'s ’s ' ’",
}
_UNITS = {
    "hour hr": Unit.HOUR, "day night": Unit.DAY, "week wk": Unit.WEEK, "fortnight": Unit.FORTNIGHT,
    "weekend": Unit.WEEKEND, "month": Unit.MONTH, "quarter": Unit.QUARTER, "year yr": Unit.YEAR, "decade": Unit.DECADE,
    "century": Unit.CENTURY, "season": Unit.SEASON,
}  # fmt: skip
_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
)
_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties"
_MONTHS = "january february march april may june july august september october november december"
_SHORT_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_SHORT_DAYS = {"mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7}  # fmt: skip
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
#: Months that are words of another kind where they are written small.
_SMALL_WORDS = frozenset({"may", "march", "mar", "jan", "dec", "jun", "sep", "sept"})


class Term(NamedTuple):
    """A word, a mark, or words that a rule has joined; ``start`` and ``end`` are code points of the text.

    ``kind`` is one character of :data:`KINDS`. A ``weak`` term is a date only after a preposition ("May", "2016").
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


#: Kinds by name. Rules are written in the names and matched as strings of the characters.
KINDS: dict[str, str] = {
    name: chr(0x100 + number)
    for number, name in enumerate(
        [
            *_PLAIN, "NUM", "DIGIT", "BIG", "ORD", "YEAR", "BRIEF", "DECADES", "MONTH", "SMALLMONTH", "WEEKDAY", "SHORTDAY",
            "SEASON", "UNIT", "QUARTER", "UNITS", "FEAST", "FULL", "LABEL", "RELDAY", "ELSE",
            # What rules join words to.
            "AMOUNT", "ADJECTIVE", "DAY", "SPAN", "ANNUAL", "PLAIN", "LOOSE",
        ]
    )
}  # fmt: skip
Entry = tuple[str, float, str, Unit | None]


def _table() -> dict[str, Entry]:
    table: dict[str, Entry] = {}
    for kind, words in _PLAIN.items():
        for word in words.split():
            table.setdefault(word, (KINDS[kind], 0, word, None))
    for number, word in enumerate(_ONES.split(), start=1):
        table[word] = (KINDS["NUM"], number, word, None)
    for number, word in enumerate(_ORDINALS.split(), start=1):
        table[word] = (KINDS["ORD"], number, word, None)
    for ten, (word, plural) in enumerate(zip(_TENS.split(), _DECADES.split(), strict=True), start=2):
        table[word] = (KINDS["NUM"], 10 * ten, word, None)
        table[word[:-1] + "ieth"] = (KINDS["ORD"], 10 * ten, word, None)
        table[plural] = (KINDS["DECADES"], 10 * ten, plural, None)
        for one, (unit, ordinal) in enumerate(
            zip(_ONES.split()[:9], _ORDINALS.split()[:9], strict=True), start=1
        ):
            table[f"{word}-{unit}"] = (KINDS["NUM"], 10 * ten + one, word, None)
            table[f"{word}-{ordinal}"] = (KINDS["ORD"], 10 * ten + one, word, None)
    for number, (word, short) in enumerate(zip(_MONTHS.split(), _SHORT_MONTHS.split(), strict=True), start=1):
        table[word] = table[short] = (KINDS["MONTH"], number, word, None)
    table["sept"] = (KINDS["MONTH"], 9, "september", None)
    for number, word in enumerate(_DAYS.split(), start=1):
        table[word] = (KINDS["WEEKDAY"], number, word, None)
    for word, number in _SHORT_DAYS.items():
        table[word] = (KINDS["SHORTDAY"], number, word, None)
    for word, number in _SEASONS.items():
        table[word] = (KINDS["SEASON"], number, word, None)
    for words, unit in _UNITS.items():
        for word in words.split():
            table[word] = (KINDS["QUARTER" if unit is Unit.QUARTER else "UNIT"], 1, word, unit)
            table["centuries" if word == "century" else word + "s"] = (KINDS["UNITS"], 2, word, unit)
    for number, word in ((-1, "yesterday"), (0, "today"), (1, "tomorrow"), (0, "tonight"), (0, "tonite")):
        table[word] = (KINDS["RELDAY"], number, word, None)
    table["hundred"] = (KINDS["NUM"], 100, "hundred", None)
    return table


_TABLE = _table()
_TERM = re.compile(
    r"""
      (?P<iso>(?<![\w.,:/-])[12]\d{3}([-/.])\d{1,2}\2\d{1,2}(?:T[\d:.,]{2,15}(?:Z|[+-][\d:]{2,5})?)?(?![\w/-]|[.,]\d))
    | (?P<last>(?<![\w.,:/-])(?P<one>\d{1,2})(?P<mark>[./-])(?P<two>\d{1,2})(?P=mark)(?P<year>[12]\d{3}|\d{2})(?![\w/-]|[.,]\d))
    | (?P<decade>['’]?(?<!\d)(?:[12]\d)?\d0\s?['’]?s(?![^\W_]))
    | (?P<brief>['’]\d{2}(?![\w]))
    | (?P<ordinal>(?<![\w.,])\d{1,2}\s?(?:st|nd|rd|th)(?![^\W_]))
    | (?P<big>\d{1,3}(?:,\d{3})+(?!\d)|\d+[.,]\d+)
    | (?P<digits>\d+(?![^\W\d_]))
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
_PAPER = re.compile(r"\s(?:Times|Telegraph|Mirror|Express|Mail|Herald|Tribune|World|Post|Agreement)(?![^\W_])")
_NAMED_DAY = re.compile(r"(?<![^\W_])(?:Bloody|Super|Fat|Giving|Casual)\s$")
_SHORT_ONES = frozenset({*_SHORT_MONTHS.split(), "sept", *_SHORT_DAYS, "hr", "hrs", "wk", "wks", "yr", "yrs"})


def terms_of(text: str, *, day_first: bool | None = None) -> list[Term]:
    """The words of ``text`` in order, times of day left out; ``day_first`` as in :func:`dragoman.dates.find_dates`."""
    out: list[Term] = []
    for start, end in _between_names(text, out):
        out += _terms(text, start, end, day_first)
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
    yield at, len(text)


def _terms(text: str, start: int, end: int, day_first: bool | None) -> Iterator[Term]:
    at = start
    while at < end and (match := _TERM.search(text, at, end)) is not None:
        at = match.end()
        kind = match.lastgroup
        first = text[match.start()]
        if first.isdigit() and kind not in {"iso", "last", "decade"}:
            clock = CLOCK.match(text, match.start(), end)
            if clock is not None:
                at = max(clock.end(), at)
                continue
        yield _term(text, match, day_first)


def _term(text: str, match: re.Match[str], day_first: bool | None) -> Term:
    start, end = match.span()
    if match["word"]:
        return _word(text, match)
    if match["digits"]:
        return _digits(match["digits"], start, end)
    if match["iso"]:
        parts = [int(part) for part in re.split(r"[-/.]", match["iso"].partition("T")[0])]
        return _full(civil(*parts), start, end)
    if match["last"]:
        return _year_last(match, day_first)
    if match["decade"]:
        return _decade(match["decade"], start, end)
    if match["brief"]:
        return Term(KINDS["BRIEF"], start, end, int(match["brief"][1:]))
    if match["ordinal"]:
        return Term(KINDS["ORD"], start, end, int(re.sub(r"\D", "", match["ordinal"])), "digits")
    if match["label"]:
        return Term(KINDS["LABEL"], start, end, int(match["label"][1]), match["label"][0].upper())
    if match["tens"]:
        entry = _TABLE[re.sub(r"\s?[-‑]\s?", "-", match["tens"].lower())]
        return Term(entry[0], start, end, entry[1], entry[2])
    if match["poss"]:
        return Term(KINDS["POSS"], start, end)
    if match["big"]:
        return Term(KINDS["BIG"], start, end, float(match["big"].replace(",", "")))
    found = _TABLE.get(match[0])
    return Term(found[0] if found else KINDS["ELSE"], start, end)


def _word(text: str, match: re.Match[str]) -> Term:
    written = match["word"]
    low = written.lower()
    start, end = match.start("word"), match.end("word")
    entry = _TABLE.get(low)
    if entry is None:
        return Term(KINDS["ELSE"], start, end)
    kind, number, word, unit = entry
    if low in _SHORT_ONES and match["stop"]:
        end = match.end()
    if kind == KINDS["MONTH"] and written.islower() and low in _SMALL_WORDS:
        kind = KINDS["SMALLMONTH"]
    elif kind == KINDS["SHORTDAY"] and written.islower():
        kind = KINDS["ELSE"]
    elif kind == KINDS["WEEKDAY"] and (
        _PAPER.match(text, end) or _NAMED_DAY.search(text[max(0, start - 8) : start])
    ):
        kind = KINDS["ELSE"]
    return Term(kind, start, end, number, word, unit=unit)


def _digits(digits: str, start: int, end: int) -> Term:
    number = int(digits) if len(digits) < 9 else 0
    if len(digits) == 4 and 1000 <= number < 3000:
        return Term(KINDS["YEAR"], start, end, number)
    return Term(KINDS["DIGIT" if len(digits) <= 2 else "BIG"], start, end, number, digits)


def _full(day: date | None, start: int, end: int, *, other: date | None = None) -> Term:
    if day is None:
        return Term(KINDS["ELSE"], start, end)
    fixed = Fixed(start=day, end=day, precision=Precision.DAY, other=other)
    return Term(KINDS["FULL"], start, end, meaning=fixed)


def _year_last(match: re.Match[str], day_first: bool | None) -> Term:
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


def _decade(written: str, start: int, end: int) -> Term:
    number = int(re.sub(r"\D", "", written))
    return Term(KINDS["DECADES"], start, end, number, "digits")
