"""Dates around the name of a month, and the glued clock lines of saved pages.

Every word is looked up in the table of months; what stands close before and after it decides. So the work is
linear in the text, however long it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.dates.absolute import civil, counted, whole_day
from dragoman.dates.edtf import Precision
from dragoman.dates.found import Form, FoundDate
from dragoman.dates.names import FIRST_NAMES, MONTHS, MONTHS_PLAIN, plain

_WORD = re.compile(r"(?<![^\W\d_])[^\W\d_]{3,12}(?![^\W\d_])")
_ORDINAL = r"(?i:st|nd|rd|th|er|º|-?го|-е|\.)?"
_DAY_BEFORE = re.compile(
    rf"(?:(?<![0-9])(?P<first>[0-9]{{1,2}}){_ORDINAL}(?P<to>\s?[-–—]\s?|\s(?:to|until|bis|au|al|по)\s))?"
    rf"(?<![0-9])(?P<day>[0-9]{{1,2}}){_ORDINAL}[\s-]{{0,3}}(?:(?:of|de|den)\s)?$"
)
_DAY_AFTER = re.compile(
    r"\.?\s{1,3}(?:the\s)?(?P<day>[0-9]{1,2})(?i:st|nd|rd|th)?"
    r"(?:(?:\s?[-–—]\s?|\s(?:to|through|until)\s)(?P<last>[0-9]{1,2})(?i:st|nd|rd|th)?(?![0-9:]))?"
    r"(?![0-9:]|[.,][0-9]{1,3}(?![0-9])|[^\W\d_])"
    r"(?:(?:,\s{0,3}|\s{1,3})(?P<year>[12][0-9]{3})(?:(?![0-9])|(?=[0-9]{2}:[0-9]{2})))?"
)
_YEAR_AFTER = re.compile(
    r"\.?,?[\s-]{0,3}(?:(?:of|de|del)\s)?(?P<year>[12][0-9]{3})(?:(?![0-9])(?![.,:/][0-9])|(?=[0-9]{2}:[0-9]{2}))"
    r"(?:\s?(?:г\.|года?(?![^\W_])|году(?![^\W_])))?"
)
_LEAD = re.compile(
    r"(?<![^\W_])(?:(?P<deictic>last|next|this|past)|in|since|until|till|by|from|during|of|(?:in\s)?(?:early|late|mid))"
    r"[\s-]$",
    re.IGNORECASE,
)
#: After these "May" is the month too; after "by" or "of" it may be a prime minister.
_LEAD_OF_MAY = re.compile(r"(?<![^\W_])(?:in|since|until|last|next|this|early|late|mid)[\s-]$", re.IGNORECASE)
_NEAR = 40


def find_written(text: str) -> Iterator[FoundDate]:
    """Dates around the name of a month, in order: with or without a day, with or without a year."""
    for match in _WORD.finditer(text):
        number = MONTHS_PLAIN.get(plain(match[0]))
        if number is not None:
            found = _around(text, match.start(), match.end(), number)
            if found is not None:
                yield found


def _around(text: str, start: int, end: int, month: int) -> FoundDate | None:
    """The date around the month that stands at ``start`` up to ``end``."""
    base = max(0, start - _NEAR)
    before = _DAY_BEFORE.search(text[base:start])
    after = _YEAR_AFTER.match(text, end)
    if before is not None and after is not None:
        return _day_first(text, base, before, after, month)
    tail = _DAY_AFTER.match(text, end)
    proper = text[start:end] in MONTHS
    if tail is not None and tail["year"]:
        return _month_first(start, tail, month)
    if not proper:
        return None
    if before is not None and not _part_of_number(text, base + before.start()):
        ranged = _days(base + before.start(), end, before["first"], before["day"], month)
        return ranged or _days(base + before.start("day"), end, None, before["day"], month)
    if after is not None:
        return _month_of_year(text, start, after, month)
    if tail is not None and not counted(text, tail.end()):
        return _days(start, tail.end(), tail["day"], tail["last"], month)
    return _month_alone(text, start, end, month)


def _part_of_number(text: str, start: int) -> bool:
    """Whether the digits at ``start`` belong to a longer number or word ("1,026", "M26")."""
    return re.search(r"(?:[0-9][.,:/]|[^\W_])$", text[max(0, start - 2) : start]) is not None


def _day_first(
    text: str, base: int, before: re.Match[str], after: re.Match[str], month: int
) -> FoundDate | None:
    year = int(after["year"])
    day = civil(year, month, int(before["day"]))
    at = base + before.start("day")
    if day is None or (_part_of_number(text, at) and not _glued(text, at)):
        return None
    first = civil(year, month, int(before["first"])) if before["first"] else None
    if first is not None and first < day:
        return replace(whole_day(base + before.start(), after.end(), day), value=f"{first}/{day}", day=None)
    return whole_day(at, after.end(), day)


def _glued(text: str, start: int) -> bool:
    """Whether the digits at ``start`` stand right after a small letter ("Published26 March 2017")."""
    return text[start - 1 : start].islower()


def _month_first(start: int, tail: re.Match[str], month: int) -> FoundDate | None:
    year = int(tail["year"])
    day = civil(year, month, int(tail["day"]))
    if day is None:
        return None
    last = civil(year, month, int(tail["last"])) if tail["last"] else None
    found = whole_day(start, tail.end(), day)
    return found if last is None or last <= day else replace(found, value=f"{day}/{last}", day=None)


def _days(start: int, end: int, one: str | None, two: str | None, month: int) -> FoundDate | None:
    """A day, or a range of days, of a month without a year."""
    days = [int(day) for day in (one, two) if day]
    # 2000 is a leap year: 29 February may be meant.
    if any(civil(2000, month, day) is None for day in days):
        return None
    return FoundDate(
        start=start,
        end=end,
        value=None,
        precision=Precision.DAY,
        form=Form.NO_YEAR,
        month=month,
        day=days[0] if len(days) == 1 else None,
    )


def _month_of_year(text: str, start: int, after: re.Match[str], month: int) -> FoundDate | None:
    year = int(after["year"])
    if counted(text, after.end()) or after[0][0].isdigit():
        return None
    return FoundDate(
        start=start,
        end=after.end(),
        value=f"{year:04}-{month:02}",
        precision=Precision.MONTH,
        form=Form.ABSOLUTE,
        year=year,
        month=month,
    )


def _month_alone(text: str, start: int, end: int, month: int) -> FoundDate | None:
    before = text[max(0, start - _NEAR) : start]
    name = text[start:end]
    lead = (_LEAD_OF_MAY if name == "May" else _LEAD).search(before)
    # "in June Jordan's poems": a first name has its surname behind it.
    if lead is None or (name in FIRST_NAMES and re.match(r"\s[A-Z]", text[end : end + 2])):
        return None
    deictic = lead.groupdict().get("deictic") or (lead[0][:-1] if lead[0][:-1].lower() in _DEICTIC else None)
    return FoundDate(
        start=start - len(deictic) - 1 if deictic else start,
        end=end,
        value=None,
        precision=Precision.MONTH,
        form=Form.RELATIVE if deictic else Form.NO_YEAR,
        month=month,
    )


_DEICTIC = frozenset({"last", "next", "this", "past"})
