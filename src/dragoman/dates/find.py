"""All date expressions of a text, with the parts of one date joined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from dragoman.dates.absolute import find_year_first, find_year_last, find_years
from dragoman.dates.clock import Clock, find_clocks
from dragoman.dates.edtf import Precision, is_valid
from dragoman.dates.found import Form, FoundDate
from dragoman.dates.glued import find_glued
from dragoman.dates.loose import find_ages, find_relative, find_weekdays
from dragoman.dates.names import WEEKDAYS
from dragoman.dates.written import find_written

#: What is no running text: addresses, mail addresses, handles, tags.
_ADDRESS = re.compile(
    r"(?<![^\W_])(?:https?://|www\.)\S{1,2000}"
    r"|(?<![\w.-])[\w.-]{1,80}\.[a-z]{2,10}/\S{1,2000}"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,80}"
    r"|(?<!\w)[@#]\w{1,100}",
    re.IGNORECASE,
)
_WEEKDAY_BEFORE = re.compile(
    r"(?<![^\W_])(?P<name>[^\W\d_]{2,12})\.?(?:,\s{0,2}|\s{1,2})(?:(?:the|den|le)\s)?$"
)
_WEEKDAY_AFTER = re.compile(r"(?:,\s?|\s\(?)(?P<name>[^\W\d_]{4,12})(?![^\W_])")
_JOIN = re.compile(r"T|[ \u00a0,;|·•/@–—-]{0,4}(?:(?:at|um|à|a las|las|в|saat|on|am|le)[ \u00a0])?[ \u00a0]?")
_DASH = re.compile(r"\s?[-–—]\s?")
_UNTIL = re.compile(r"\s(?:to|until|through|bis)\s")
_FROM = re.compile(
    r"(?<![^\W_])(?P<moved>(?:moved|postponed|changed|rescheduled|delayed)\b.{0,20}\s)?from\s$", re.IGNORECASE
)
_NEAR = 40


def find_dates(text: str, *, day_first: bool | None = None) -> tuple[FoundDate, ...]:
    """The date and time expressions of ``text``, in order and without overlap.

    ``text`` is one line or passage; offsets count its code points. A date and a time beside it are one
    expression. ``day_first`` says how to read ``03/04/2022``: without it such a date has no value unless the
    other dates of the text, or the weekday printed with it, prove the order. Dates with a month that has no
    such day are not found. Two-digit years, decades and dates in other scripts' digits are not read.

    Gives no problems and raises nothing. Takes time linear in the text.
    """
    shown = _ADDRESS.sub(lambda match: "\x00" * len(match[0]), text)
    claims = _Claims(len(text))
    for found in _passes(shown, day_first=day_first):
        claims.add(found)
    dates = [_with_weekday(shown, found) for found in claims.sorted()]
    for found in dates:
        claims.take(found.start, found.end)
    for pattern in (find_relative, find_weekdays):
        dates.extend(found for found in pattern(shown) if claims.free(found.start, found.end))
    dates.sort(key=lambda found: found.start)
    clocks = [clock for clock in find_clocks(shown) if _stands_free(shown, clock, claims)]
    return tuple(_ranges(shown, _joined(shown, dates, clocks)))


class _Claims:
    """Which characters belong to a date already; earlier passes win."""

    def __init__(self, size: int) -> None:
        self._taken = bytearray(size)
        self._found: list[FoundDate] = []

    def free(self, start: int, end: int) -> bool:
        return not any(self._taken[start:end])

    def take(self, start: int, end: int) -> None:
        self._taken[start:end] = b"\x01" * (end - start)

    def add(self, found: FoundDate) -> None:
        if self.free(found.start, found.end):
            self.take(found.start, found.end)
            self._found.append(found)

    def sorted(self) -> list[FoundDate]:
        return sorted(self._found, key=lambda found: found.start)


def _passes(text: str, *, day_first: bool | None) -> Iterator[FoundDate]:
    """Every kind of expression, the surest first."""
    yield from find_glued(text)
    yield from find_year_first(text)
    yield from find_year_last(text, day_first=day_first)
    yield from find_written(text)
    yield from find_ages(text)
    yield from find_years(text)


def _stands_free(text: str, clock: Clock, claims: _Claims) -> bool:
    """Whether a time is no part of a date or of a longer number; the end of a date may touch it."""
    if not claims.free(clock.start, clock.end):
        return False
    before = text[clock.start - 1 : clock.start]
    if before and (before in ":.,/$€£" or before.isdigit()):
        return not claims.free(clock.start - 1, clock.start)
    return True


def _with_weekday(text: str, found: FoundDate) -> FoundDate:
    """The date with the weekday printed before or after it, which may settle an ambiguous order."""
    if found.precision is not Precision.DAY or found.form not in {
        Form.ABSOLUTE,
        Form.NO_YEAR,
        Form.AMBIGUOUS,
    }:
        return found
    base = max(0, found.start - _NEAR)
    before = _WEEKDAY_BEFORE.search(text[base : found.start])
    weekday = WEEKDAYS.get(before["name"]) if before else None
    if before is not None and weekday is not None:
        return _settled(text, replace(found, start=base + before.start(), weekday=weekday))
    after = _WEEKDAY_AFTER.match(text, found.end) if found.year else None
    weekday = WEEKDAYS.get(after["name"]) if after else None
    if after is not None and weekday is not None:
        return _settled(text, replace(found, end=after.end(), weekday=weekday))
    return found


def _settled(text: str, found: FoundDate) -> FoundDate:
    if found.form is not Form.AMBIGUOUS:
        return found
    fitting = [
        candidate
        for day_first in (True, False)
        for candidate in find_year_last(text[found.start : found.end], day_first=day_first)
        if candidate.value and date.fromisoformat(candidate.value).isoweekday() == found.weekday
    ]
    if len(fitting) != 1:
        return found
    (one,) = fitting
    return replace(found, value=one.value, form=Form.ABSOLUTE, month=one.month, day=one.day)


def _joined(text: str, dates: list[FoundDate], clocks: list[Clock]) -> Iterator[FoundDate]:
    """Dates and times in order; a time joins the date it touches, the one before it where both offer."""
    items: list[FoundDate | Clock] = sorted([*dates, *clocks], key=lambda item: item.start)
    at = 0
    while at < len(items):
        item = items[at]
        following = items[at + 1] if at + 1 < len(items) else None
        pair = _pair(text, item, following)
        if pair is not None:
            yield pair
            at += 2
            continue
        if isinstance(item, FoundDate):
            yield item
        elif item.sure:
            yield _clock_alone(item)
        at += 1


def _pair(text: str, one: FoundDate | Clock, two: FoundDate | Clock | None) -> FoundDate | None:
    if two is None or isinstance(one, Clock) == isinstance(two, Clock):
        return None
    found, clock = (one, two) if isinstance(one, FoundDate) else (two, one)
    if not isinstance(found, FoundDate) or not isinstance(clock, Clock):
        return None
    if found.precision is not Precision.DAY or found.clock or (found.value and "/" in found.value):
        return None
    if found.form not in {Form.ABSOLUTE, Form.NO_YEAR, Form.AMBIGUOUS}:
        return None
    gap = text[one.end : two.start] if two.start - one.end <= _NEAR else "\n"
    if _JOIN.fullmatch(gap) is None:
        return None
    return _timed(found, clock, one.start, two.end)


def _timed(found: FoundDate, clock: Clock, start: int, end: int) -> FoundDate:
    day = date.fromisoformat(found.value) if found.value else None
    time = clock.iso(day)
    value = f"{day}T{time}" if day is not None else None
    if value is not None and not is_valid(value):
        return replace(found, start=start, end=end)
    return replace(
        found, start=start, end=end, value=value, precision=clock.precision, clock=time, zone=clock.zone
    )


def _clock_alone(clock: Clock) -> FoundDate:
    return FoundDate(
        start=clock.start,
        end=clock.end,
        value=None,
        precision=clock.precision,
        form=Form.CLOCK,
        clock=clock.iso(None),
        zone=clock.zone,
    )


def _ranges(text: str, found: Iterable[FoundDate]) -> Iterator[FoundDate]:
    """Two days with a dash between them, or "from ... to ...", as one interval."""
    waiting: FoundDate | None = None
    for item in found:
        if waiting is None:
            waiting = item
            continue
        joined = _range(text, waiting, item)
        if joined is None:
            yield waiting
        waiting = joined or item
    if waiting is not None:
        yield waiting


def _range(text: str, one: FoundDate, two: FoundDate) -> FoundDate | None:
    if two.form is not Form.ABSOLUTE or two.clock or one.clock or not two.value or "/" in two.value:
        return None
    if one.precision is not two.precision or two.precision not in {Precision.DAY, Precision.MONTH}:
        return None
    start = one.value
    if one.form is Form.NO_YEAR and (one.precision is Precision.MONTH or one.day):
        start = f"{two.year:04}-{one.month:02}" + (f"-{one.day:02}" if one.day else "")
    gap = text[one.end : two.start] if two.start - one.end <= _NEAR else "\n"
    if start is None or not _spans(text, one.start, gap) or not is_valid(f"{start}/{two.value}"):
        return None
    return replace(two, start=one.start, value=f"{start}/{two.value}", month=None, day=None, weekday=None)


def _spans(text: str, start: int, gap: str) -> bool:
    """Whether the words between two dates, and those before, make them the ends of one stretch of time."""
    if _DASH.fullmatch(gap):
        return True
    lead = _FROM.search(text[max(0, start - 2 * _NEAR) : start])
    return _UNTIL.fullmatch(gap) is not None and lead is not None and not lead["moved"]
