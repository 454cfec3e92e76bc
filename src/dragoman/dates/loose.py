"""Expressions that need a date to hang on: weekdays, "two days ago", "last week"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.dates.edtf import Precision
from dragoman.dates.found import Form, FoundDate
from dragoman.dates.names import ENGLISH_WEEKDAYS, any_of

_NUMBER = (
    r"(?:[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty"
    r"|(?:a\s)?few|several|(?:a\s)?couple(?:\sof)?|half\san?)"
)
_UNIT = r"(?P<{name}>second|minute|min|hour|hr|night|day|week|fortnight|month|year|decade|century|centurie)s?"
_START, _END = r"(?<![^\W_])(?<![0-9][.,])", r"(?![^\W_])"
_PART_OF_DAY = r"(?:\s(?:morning|afternoon|evening|night|noon))?"
_SPELL = r"(?P<spell>night|evening|morning|afternoon|weekend|week|fortnight|month|quarter|spring|summer|autumn|fall|winter|year|decade|century)"

_AGE = re.compile(
    rf"{_START}(?:{_NUMBER}\s{_UNIT.format(name='long')}\sago"
    r"|(?P<digits>[0-9]{1,3})\s?(?P<short>mins?|m|hrs?|h|d|wks?|w|mos?|mths?|yrs?|y)\sago"
    r"|(?P<now>just\snow|moments\sago)"
    r"|il\sy\sa\s[0-9]{1,3}\s(?P<fr>minute|heure|jour|semaine|mois|an)s?"
    r"|vor\s[0-9]{1,3}\s(?P<de>Minute|Stunde|Tag|Woche|Monat|Jahr)(?:en|e|n)?"
    r"|hace\s[0-9]{1,3}\s(?P<es>minuto|hora|d[ií]a|semana|mes|año)(?:es|s)?"
    r"|[0-9]{1,3}\s(?P<ru>минут|час|день|дн|недел|месяц|год|лет)[а-я]{0,3}\sназад"
    rf"|[0-9]{{1,3}}\s(?P<tr>dakika|saat|gün|hafta|ay|yıl)\sönce){_END}",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"{_START}(?:"
    rf"(?:(?:earlier|later)\s)?(?P<day>today|tonight|yesterday|tomorrow){_PART_OF_DAY}"
    r"|the\s(?P<next>day)\s(?:before|after)(?:\s(?:yesterday|tomorrow))?"
    rf"|(?:(?:earlier|later|early|late)\s)?(?:last|this|next|past|previous|coming|following|same)\s{_SPELL}"
    rf"|(?:the\s)?(?:last|past|next|coming|previous)\s{_NUMBER}\s{_UNIT.format(name='span')}"
    rf"|{_NUMBER}\s{_UNIT.format(name='step')}\s(?:earlier|later)"
    r"|recent\s(?P<recent>day|week|month|year)s"
    r"|the\s(?P<weekend>weekend)"
    r"|(?:the\s)?(?:end|beginning|start|middle)\sof\s(?:the|this|last|next)\s(?P<of>week|month|year|decade|century)"
    # "in a day" is a rate more often than a date.
    rf"|(?<=\bin\s)(?!an?\s(?:hour|day|year)){_NUMBER}\s(?P<ahead>hour|day|week|fortnight|month|year)s?(?:['’]?\stime)?"
    rf"){_END}",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    rf"(?<![^\W_])(?:(?:[Ll]ast|[Tt]his|[Nn]ext|[Ee]arly\son|[Ll]ate\son|[Ll]ate|[Ee]arly)\s)?"
    rf"(?P<name>{any_of(ENGLISH_WEEKDAYS)}){_PART_OF_DAY}(?!\s(?:Times|Telegraph|Mirror|Express|Mail|Herald|Tribune|World))(?![^\W_])"
)
#: Days with names of their own, which are no plain weekdays.
_NAMED = re.compile(
    r"(?<![^\W_])(?:Black|Good|Bloody|Palm|Super|Cyber|Ash|Holy|Maundy|Easter|Fat|Shrove|Giving)\s$"
)
_NAME_BEFORE = re.compile(r"[A-Z][^\W\d_]*\s$")

_PRECISION = {
    "second": Precision.SECOND, "minute": Precision.MINUTE, "min": Precision.MINUTE, "hour": Precision.HOUR,
    "hr": Precision.HOUR, "week": Precision.WEEK, "fortnight": Precision.WEEK, "weekend": Precision.WEEK,
    "month": Precision.MONTH, "quarter": Precision.SEASON, "spring": Precision.SEASON, "summer": Precision.SEASON,
    "autumn": Precision.SEASON, "fall": Precision.SEASON, "winter": Precision.SEASON, "year": Precision.YEAR,
    "decade": Precision.DECADE, "century": Precision.CENTURY, "centurie": Precision.CENTURY,
    "m": Precision.MINUTE, "h": Precision.HOUR, "w": Precision.WEEK, "wk": Precision.WEEK, "mo": Precision.MONTH,
    "mth": Precision.MONTH, "y": Precision.YEAR, "yr": Precision.YEAR,
    "heure": Precision.HOUR, "semaine": Precision.WEEK, "mois": Precision.MONTH, "an": Precision.YEAR,
    "stunde": Precision.HOUR, "woche": Precision.WEEK, "monat": Precision.MONTH, "jahr": Precision.YEAR,
    "minuto": Precision.MINUTE, "hora": Precision.HOUR, "semana": Precision.WEEK, "mes": Precision.MONTH,
    "año": Precision.YEAR, "минут": Precision.MINUTE, "час": Precision.HOUR, "недел": Precision.WEEK,
    "месяц": Precision.MONTH, "год": Precision.YEAR, "лет": Precision.YEAR, "dakika": Precision.MINUTE,
    "saat": Precision.HOUR, "hafta": Precision.WEEK, "ay": Precision.MONTH, "yıl": Precision.YEAR,
}  # fmt: skip


def find_ages(text: str) -> Iterator[FoundDate]:
    """Ages ("2 days ago", "5h ago", "just now", "vor 2 Tagen"): form ``age``, no value."""
    for match in _AGE.finditer(text):
        yield _loose(match, Form.AGE)


def find_relative(text: str) -> Iterator[FoundDate]:
    """Words that count from the day of the page or of the story ("yesterday", "last week"), no value."""
    for match in _RELATIVE.finditer(text):
        # "Russia Today" is an outlet.
        if match[0][0].isupper() and _NAME_BEFORE.search(text[max(0, match.start() - 30) : match.start()]):
            continue
        yield _loose(match, Form.RELATIVE)


def find_weekdays(text: str) -> Iterator[FoundDate]:
    """English weekdays that stand alone ("on Saturday", "late on Monday", "Tuesday night"), no value."""
    for match in _WEEKDAY.finditer(text):
        if _NAMED.search(text[max(0, match.start() - 12) : match.start()]):
            continue
        yield FoundDate(
            start=match.start(),
            end=match.end(),
            value=None,
            precision=Precision.DAY,
            form=Form.WEEKDAY,
            weekday=ENGLISH_WEEKDAYS[match["name"]],
        )


def _loose(match: re.Match[str], form: Form) -> FoundDate:
    unit = next((word for word in match.groupdict().values() if word and not word.isdigit()), "").lower()
    if unit not in _PRECISION:
        unit = unit.rstrip("s")
    if match.groupdict().get("now"):
        unit = "minute"
    precision = _PRECISION.get(unit, Precision.DAY)
    return FoundDate(start=match.start(), end=match.end(), value=None, precision=precision, form=form)
