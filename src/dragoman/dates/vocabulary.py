"""The words of English date expressions by kind: tables, and nothing that reads them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.dates.meaning import Unit

#: Words of each kind that have no number. A word stands in one kind alone.
_PLAIN = {
    "A": "a an",
    "AGO": "ago",
    "AND": "and &",
    "ALL": "all",
    "ABOUT": "about around roughly approximately circa",
    "APPROX": "almost nearly some under least most less only just barely exactly well",
    "AS": "as",
    "AT": "at",
    "BACK": "back hence",
    "BEFORE": "before",
    "AFTER": "after",
    "FOLLOWING": "following subsequent ensuing",
    "BETWEEN": "between",
    "BY": "by",
    "COMING": "coming upcoming",
    "COUNTED": "people persons men women children troops soldiers fighters militants refugees civilians others percent % "
    "miles kilometres kilometers km metres meters tons tonnes dollars euros rubles roubles lira times points million "
    "billion thousand trillion cases deaths tanks jobs homes houses villages members states countries seats votes "
    "victims bodies policemen officers prisoners hostages rebels protesters migrants vehicles aircraft missiles rockets",
    "CURRENT": "current present",
    "DASH": "- – ‑ −",
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
    "IN": "in",
    "OVER": "over during throughout across",
    "OLD": "old",
    "FINAL": "final closing",
    "OPENING": "opening",
    "INTO": "into",
    "LAST": "last",
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
    "START": "start outset onset",
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
    "WEEKDAYS": "weekdays weekends",
    "WITHIN": "within",
    "COUPLE": "couple",
    "FEW": "few several many",
    "DOZEN": "dozen",
    "NOT": "no not",
    "AHEAD": "ahead advance",
    "LEAD": "beginning",
    "EARLIEST": "earliest",
    "LATEST": "latest",
    "COMMA": ",",
    "STOP": ".",
    "LATTER": "latter",
    "ENDING": "ending ended",
    "ONCE": "once twice thrice",
    "PORTION": "part portion stages",
    "THEN": "then",
    "TURN": "turn",
    "UP": "up",
    "OPEN": "(",
    "CLOSE": ")",
    "POSS": "'s ’s ' ’",
}
_UNITS = {
    "hour hr": Unit.HOUR, "day night": Unit.DAY, "week wk": Unit.WEEK, "fortnight": Unit.FORTNIGHT,
    "weekend": Unit.WEEKEND, "month": Unit.MONTH, "quarter": Unit.QUARTER, "year yr": Unit.YEAR, "decade": Unit.DECADE,
    "century": Unit.CENTURY,
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
_RELATIVE_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tonite": 0, "tomorrow": 1}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}


class Entry(NamedTuple):
    """What a word is: its kind, its number (of a month, a weekday, a count), its plain form, and its unit."""

    kind: str
    number: int = 0
    word: str = ""
    unit: Unit | None = None


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


def _counts() -> Iterator[tuple[str, Entry]]:
    """Numbers, ordinals and decades in words."""
    ones, ordinals = _ONES.split(), _ORDINALS.split()
    for kind, words in (("NUM", ones), ("ORD", ordinals)):
        for number, word in enumerate(words, start=1):
            yield word, Entry(KINDS[kind], number, word)
    for ten, (word, plural) in enumerate(zip(_TENS.split(), _DECADES.split(), strict=True), start=2):
        yield word, Entry(KINDS["NUM"], 10 * ten, word)
        yield word[:-1] + "ieth", Entry(KINDS["ORD"], 10 * ten, word)
        yield plural, Entry(KINDS["DECADES"], 10 * ten, plural)
        for one, (unit, ordinal) in enumerate(zip(ones[:9], ordinals[:9], strict=True), start=1):
            yield f"{word}-{unit}", Entry(KINDS["NUM"], 10 * ten + one, word)
            yield f"{word}-{ordinal}", Entry(KINDS["ORD"], 10 * ten + one, word)
    yield "hundred", Entry(KINDS["NUM"], 100, "hundred")


def _calendar() -> Iterator[tuple[str, Entry]]:
    """Months, weekdays, seasons, units, and days counted from today."""
    for number, (word, short) in enumerate(zip(_MONTHS.split(), _SHORT_MONTHS.split(), strict=True), start=1):
        yield word, Entry(KINDS["MONTH"], number, word)
        yield short, Entry(KINDS["MONTH"], number, word)
    yield "sept", Entry(KINDS["MONTH"], 9, "september")
    for number, word in enumerate(_DAYS.split(), start=1):
        yield word, Entry(KINDS["WEEKDAY"], number, word)
        yield word + "s", Entry(KINDS["WEEKDAYS"], number, word)
    for kind, table in (("SHORTDAY", _SHORT_DAYS), ("SEASON", _SEASONS), ("RELDAY", _RELATIVE_DAYS)):
        for word, number in table.items():
            yield word, Entry(KINDS[kind], number, word)
    for words, unit in _UNITS.items():
        for word in words.split():
            yield word, Entry(KINDS["QUARTER" if unit is Unit.QUARTER else "UNIT"], 1, word, unit)
            if unit is not Unit.WEEKEND:  # "weekends" are a set
                plural = "centuries" if unit is Unit.CENTURY else word + "s"
                yield plural, Entry(KINDS["UNITS"], 2, word, unit)


def _plain() -> Iterator[tuple[str, Entry]]:
    for kind, words in _PLAIN.items():
        for word in words.split():
            yield word, Entry(KINDS[kind], 0, word)


#: Every word that can be part of a date expression, in small letters.
TABLE: dict[str, Entry] = {**dict(_plain()), **dict(_counts()), **dict(_calendar())}
#: Short forms that a full stop belongs to.
SHORT_FORMS = frozenset({*_SHORT_MONTHS.split(), "sept", *_SHORT_DAYS, "hr", "hrs", "wk", "wks", "yr", "yrs"})
