"""Lines of a thread that hold a date or an age, alone or after a name: "5 hr. ago", "dockhand 22.07.2022 19:05"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.dates import Form, find_dates
from dragoman.pages.lines import is_dateline

#: Ages as threads shorten them.
_AGE = re.compile(
    r"[·•|\s]*\d{1,3}\s?(?:s|sec|m|min|h|hr|d|day|w|wk|mo|mth|month|y|yr)s?\.?(?:\sago)?[·•|\s]*",
    re.IGNORECASE,
)
_BETWEEN = " \u00a0,|·•»>([—–-"
_AFTER = " \u00a0,|·•»>)]—–-"
_LONGEST = 90
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class NameAndDate:
    """A name and the date after it, as offsets in the line."""

    name: tuple[int, int]
    date: tuple[int, int]


def is_dated(text: str) -> bool:
    """Whether a line holds a date, a clock or an age and nothing else but words that go with one."""
    return len(text) <= _LONGEST and (_AGE.fullmatch(text) is not None or is_dateline(text))


def name_and_date(text: str) -> NameAndDate | None:
    """The name and the date of a line that holds nothing else; None for every other line. Offsets in ``text``."""
    if len(text) > _LONGEST:
        return None
    found = find_dates(text)
    if not found or (found[0].form is not Form.AGE and (found[0].year is None or found[0].day is None)):
        return None
    name = text[: found[0].start].rstrip(_BETWEEN)
    if not 1 < len(name) <= _LONGEST_NAME or not is_dateline(text[len(name) :].lstrip(_BETWEEN)):
        return None
    return NameAndDate(name=(0, len(name)), date=(found[0].start, found[-1].end))


def date_and_name(text: str) -> NameAndDate | None:
    """The date and the name after it, of a line that holds nothing else; None for every other line. Offsets in ``text``."""
    found = find_dates(text) if len(text) <= _LONGEST else ()
    if not found or found[0].year is None or found[0].day is None:
        return None
    start = len(text) - len(text[found[-1].end :].lstrip(_AFTER))
    name = text[start:].rstrip(_BETWEEN)
    if (
        not 1 < len(name) <= _LONGEST_NAME
        or any(c.isdigit() for c in name)
        or not is_dateline(text[: found[-1].end])
    ):
        return None
    return NameAndDate(name=(start, start + len(name)), date=(found[0].start, found[-1].end))
