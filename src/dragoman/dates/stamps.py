"""Whole days as page heads print them, in many languages, fast: for the question when a page was published.

:func:`find_dates` reads running text and asks for proof; here every day, month and year that stand together count,
two-digit years and both readings of ``03/04/22`` too, and the caller decides. Only places where a year may stand
are looked at, so that a page is searched in well under a millisecond.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.dates.absolute import civil
from dragoman.dates.months import month_of

_DIGITS = re.compile(r"[0-9]+")
_YEAR = re.compile(r"(?:19[89]|20[0-4])[0-9](?:\Z|(?=[0-2][0-9]\Z))")
_SHORT = re.compile(
    r"(?P<one>[0-9]{1,2})(?P<sep>[./-])(?P<two>[0-9]{1,2})(?P=sep)[’']?(?P<short>[0-9]{2})(?![0-9]|[.,:/-][0-9])"
    r"|(?P<day>[0-9]{1,2})(?P<gap>[\s-])(?P<name>[^\W\d_]{3,4})\.?(?P=gap)(?P<brief>[0-9]{2})(?![0-9:.,]|\s?[%€$])"
)
#: Before these digits stands the rest of a longer number, or a version.
_INSIDE = re.compile(r"[vV]$|[0-9][.,:/-]$")
_SOLID = re.compile(r"(?P<year>199[0-9]|20[0-4][0-9])(?P<month>[01][0-9])(?P<day>[0-3][0-9])\Z")
_NEAR = 36
_WORD = r"(?P<word>[^\W\d_]{3,14})"
_YEAR_FIRST = re.compile(
    r"\s?(?P<sep>[-/.年년])\s?(?P<month>[0-9]{1,2})\s?(?:(?P=sep)|[月월])\s?(?P<day>[0-9]{1,2})(?![0-9]|[.,/-][0-9])\s?[日일]?"
)
_YEAR_WORD = re.compile(rf"\.?,?\s(?:m\.\s|gada\s)?{_WORD}\.?\s(?P<day>[0-9]{{1,2}})(?![0-9:])")
_YEAR_DAY_WORD = re.compile(rf"\.?\sgada\s(?P<day>[0-9]{{1,2}})\.\s{_WORD}")
_NUMERIC = re.compile(
    r"(?<![0-9])(?<![0-9][.,:/-])(?P<one>[0-9]{1,2})\s?(?P<sep>[./-])\s?(?P<two>[0-9]{1,2})\s?(?P=sep)\s?$"
)
_DAY_WORD = re.compile(
    rf"(?<![0-9])(?P<day>[0-9]{{1,2}})(?i:st|nd|rd|th|er|º|ª|-?го|-е|η|ης)?[\s.,/-]{{0,3}}(?:(?i:de|of|den|di|the)\s|d['’])?{_WORD}"
    r"\.?,?[\s/-]{0,3}(?:(?i:de|del|of)\s)?['’]?$"
)
_WORD_DAY = re.compile(
    rf"{_WORD}\.?[\s/-]{{1,3}}(?:the\s)?(?P<day>[0-9]{{1,2}})(?i:st|nd|rd|th)?\s?,?[\s/-]{{0,3}}$"
)
_HUMP = re.compile(r"(?<=[^\W\d_])[A-ZÀ-ÞА-ЯΑ-Ω][^\W\d_A-ZÀ-ÞА-ЯΑ-Ω]{2,13}$")
#: Years of two digits are of this century.
_CENTURY = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A whole day in a text.

    ``start`` and ``end`` are code points of the text; ``days`` are the days it can mean, day before month first;
    ``short`` tells that the year has two digits, ``sep`` what parts the digits ("" around the name of a month), ``first`` the first number of those with the year last.
    """

    start: int
    end: int
    days: tuple[date, ...]
    sep: str = ""
    first: int = 0
    short: bool = False


def find_stamps(text: str) -> Iterator[Stamp]:
    """The whole days of ``text``, in order. Gives no problems and raises nothing; linear in the text."""
    done = 0
    for match in _DIGITS.finditer(text):
        start, digits = match.start(), match[0]
        if start < done:
            continue
        size, stamp = len(digits), None
        if size <= 2:
            stamp = _short(text, start)
        elif size in {4, 6} and _YEAR.match(digits):
            stamp = _around(text, start, start + 4, int(digits[:4]))
        elif size == 8 and (solid := _SOLID.match(digits)):
            day = civil(int(solid["year"]), int(solid["month"]), int(solid["day"]))
            stamp = Stamp(start=start, end=match.end(), days=(day,), sep="solid") if day else None
        if stamp is not None and stamp.days:
            done = stamp.end
            yield stamp


def _short(text: str, start: int) -> Stamp | None:
    """The day with a year of two digits that begins at ``start``."""
    match = _SHORT.match(text, start)
    before = text[max(0, start - 2) : start]
    if match is None or _INSIDE.search(before):
        return None
    if match["short"]:
        days = _either(_CENTURY + int(match["short"]), int(match["one"]), int(match["two"]))
        return Stamp(
            start=start, end=match.end(), days=days, sep=match["sep"], first=int(match["one"]), short=True
        )
    month = month_of(match["name"])
    day = month and civil(_CENTURY + int(match["brief"]), month, int(match["day"]))
    return Stamp(start=start, end=match.end(), days=(day,), short=True) if day else None


def _around(text: str, start: int, end: int, year: int) -> Stamp | None:
    """The day whose year stands at ``start`` up to ``end``."""
    if after := _YEAR_FIRST.match(text, end):
        day = civil(year, int(after["month"]), int(after["day"]))
        if day is not None:
            return Stamp(start=start, end=after.end(), days=(day,), sep=after["sep"])
    base = max(0, start - _NEAR)
    before = text[base:start]
    if found := _NUMERIC.search(before):
        days = _either(year, int(found["one"]), int(found["two"]))
        return Stamp(
            start=base + found.start(), end=end, days=days, sep=found["sep"], first=int(found["one"])
        )
    for pattern in (_DAY_WORD, _WORD_DAY):
        if (found := pattern.search(before)) and (month := _named(found["word"])):
            day = civil(year, month, int(found["day"]))
            start = base + found.start()
            if (
                pattern is _WORD_DAY
                and month_of(found["word"]) is None
                and (hump := _HUMP.search(found["word"]))
            ):
                start += hump.start()
            return Stamp(start=start, end=end, days=(day,)) if day else None
    for pattern in (_YEAR_WORD, _YEAR_DAY_WORD):
        if (after := pattern.match(text, end)) and (month := month_of(after["word"])):
            day = civil(year, month, int(after["day"]))
            return Stamp(start=start, end=after.end(), days=(day,)) if day else None
    return None


def _named(word: str) -> int | None:
    """The month that a word names; of a word glued to the one before it ("ClimateJan") its last part."""
    hump = _HUMP.search(word)
    return month_of(word) or (month_of(hump[0]) if hump else None)


def _either(year: int, one: int, two: int) -> tuple[date, ...]:
    """The days that two numbers and a year can mean: day before month first; one where both are the same."""
    readings = (civil(year, two, one), civil(year, one, two))
    return tuple(dict.fromkeys(day for day in readings if day is not None))
