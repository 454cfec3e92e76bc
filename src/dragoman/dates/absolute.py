"""Dates with a day, a month or a year printed: "26.03.2017", "March 26, 2017", "July 22", "in 2016"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dragoman.dates.edtf import Precision
from dragoman.dates.found import Form, FoundDate

_YEAR = r"(?P<year>[12][0-9]{3})(?:(?![0-9])|(?=[0-9]{2}:[0-9]{2}(?![0-9])))"
_BEFORE = r"(?<![0-9])(?<![0-9][.,:/-])"
_YEAR_FIRST = re.compile(
    rf"{_BEFORE}(?P<year>[12][0-9]{{3}})(?P<sep>[-/.])(?P<month>[0-9]{{1,2}})(?P=sep)(?P<day>[0-9]{{1,2}})"
    r"(?![0-9]|[-/.][0-9])"
)
_YEAR_LAST = re.compile(
    rf"{_BEFORE}(?P<one>[0-9]{{1,2}})(?P<sep>[./-])(?P<two>[0-9]{{1,2}})(?P=sep){_YEAR}(?![./-][0-9])"
)
_COMPACT = re.compile(
    r"(?<![^\W_])(?P<year>[12][0-9]{3})(?P<month>[01][0-9])(?P<day>[0-3][0-9])(?=T[0-9]{2}:?[0-9]{2})"
)


def civil(year: int, month: int, day: int) -> date | None:
    """The day of the calendar, or None when there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def whole_day(start: int, end: int, day: date) -> FoundDate:
    """A found day of the calendar; offsets as in :class:`FoundDate`."""
    return FoundDate(
        start=start,
        end=end,
        value=day.isoformat(),
        precision=Precision.DAY,
        form=Form.ABSOLUTE,
        year=day.year,
        month=day.month,
        day=day.day,
    )


def find_year_first(text: str) -> Iterator[FoundDate]:
    """Dates written year, month, day in digits ("2022-07-22", "2022/7/22", "20220722T1514")."""
    for pattern in (_YEAR_FIRST, _COMPACT):
        for match in pattern.finditer(text):
            # Short parts are safe with slashes only: "2017.3.26" is a version, "2017-3-2" a sum.
            short = len(match["month"] + match["day"]) < 4
            day = civil(int(match["year"]), int(match["month"]), int(match["day"]))
            if day is not None and not (short and match["sep"] != "/"):
                yield whole_day(match.start(), match.end(), day)


def find_year_last(text: str, *, day_first: bool | None) -> Iterator[FoundDate]:
    """Dates written in digits with the year last.

    Dots mean day first unless ``day_first`` is False. Slashes and hyphens are read as ``day_first`` says, or
    as the calendar allows, or as the other dates of the text with the same mark prove; else they stay
    ambiguous and have no value.
    """
    matches = list(_YEAR_LAST.finditer(text))
    proved = {mark: _proof(matches, mark) for mark in "/-"}
    for match in matches:
        first = day_first if day_first is not None else match["sep"] == "." or proved[match["sep"]]
        found = _year_last(match, day_first=first)
        if found is not None:
            yield found


def _readings(match: re.Match[str]) -> tuple[date | None, date | None]:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    return civil(year, two, one), civil(year, one, two)


def _proof(matches: list[re.Match[str]], mark: str) -> bool | None:
    """What the unambiguous dates with this mark prove about the order; None when nothing or both."""
    orders = set()
    for match in matches:
        if match["sep"] == mark:
            day_first, month_first = _readings(match)
            if (day_first is None) != (month_first is None):
                orders.add(day_first is not None)
    return orders.pop() if len(orders) == 1 else None


def _year_last(match: re.Match[str], *, day_first: bool | None) -> FoundDate | None:
    by_day, by_month = _readings(match)
    if by_day is None and by_month is None:
        return None
    if by_day is None or by_month is None or by_day == by_month:
        return whole_day(match.start(), match.end(), by_day or by_month or date.min)
    if day_first is None:
        return FoundDate(
            start=match.start(),
            end=match.end(),
            value=None,
            precision=Precision.DAY,
            form=Form.AMBIGUOUS,
            year=int(match["year"]),
        )
    return whole_day(match.start(), match.end(), by_day if day_first else by_month)


_BARE_YEAR = re.compile(
    r"(?<![0-9])(?<![0-9][.,:/-])(?<![^\W_])(?P<year>(?:1[89]|20)[0-9]{2})(?![0-9]|[.,:/][0-9])"
)
_YEAR_RANGE = re.compile(
    r"(?<![0-9.,:/-])(?<![^\W_])(?P<one>(?:19|20)[0-9]{2})(?:[-–—]|\s(?:to|and|until|bis|по)\s)(?P<two>(?:19|20)[0-9]{2})"
    r"(?![0-9]|[-–.,:/][0-9]|[^\W_])"
)
_LEADS = re.compile(
    r"(?:(?<![^\W_])(?:in|since|by|until|till|from|during|before|after|between|of|year|early|late|mid|en|depuis|seit|im\sjahre?"
    r"|jahr|в|с|до|после|copyright|due\sin)[\s-]{1,2}|©\s?|\(c\)\s?)$",
    re.IGNORECASE,
)
_FOLLOWERS = re.compile(r"\s(?:год(?:а|у|ом)?|г\.|yılı\w{0,5})(?![^\W_])")
_COUNTED = re.compile(
    r"\s?(?:%|°|[$€£₽])|\s(?:per\scent|percent|people|persons|men|women|children|troops|soldiers|fighters|militants|refugees"
    r"|civilians|others|years|months|weeks|days|hours|minutes|miles|kilomet\w+|km|met(?:er|re)s|tons|tonnes|dollars|euros"
    r"|rubles|roubles|lira|times|points|million|billion|thousand|cases|deaths|tanks|jobs|homes|houses|villages)(?![^\W_])",
    re.IGNORECASE,
)
_SEASON = re.compile(r"(?<![^\W_])(spring|summer|autumn|fall|winter)\s(?:of\s)?$", re.IGNORECASE)
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_NEAR = 24


def counted(text: str, end: int) -> bool:
    """Whether the number that ends at ``end`` counts something ("30 people"), so that it is no date."""
    return _COUNTED.match(text, end) is not None


def find_years(text: str) -> Iterator[FoundDate]:
    """Years that a word before or after proves ("in 2016", "© 2016", "2016 году"), and ranges of years."""
    for match in _YEAR_RANGE.finditer(text):
        one, two = int(match["one"]), int(match["two"])
        if one < two and (
            _LEADS.search(text[max(0, match.start() - _NEAR) : match.start()]) or two - one < 100
        ):
            yield _years(match.start(), match.end(), f"{one}/{two}", None)
    for match in _BARE_YEAR.finditer(text):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        year = int(match["year"])
        season = _SEASON.search(before)
        follower = _FOLLOWERS.match(text, match.end())
        if season is not None:
            start = match.start() - len(before) + season.start()
            value = f"{year}-{_SEASONS[season[1].lower()]}"
            yield FoundDate(
                start=start,
                end=match.end(),
                value=value,
                precision=Precision.SEASON,
                form=Form.ABSOLUTE,
                year=year,
            )
        elif follower is not None or (_LEADS.search(before) and not counted(text, match.end())):
            end = match.end() if follower is None else follower.end()
            yield _years(match.start(), end, str(year), year)


def _years(start: int, end: int, value: str, year: int | None) -> FoundDate:
    return FoundDate(
        start=start, end=end, value=value, precision=Precision.YEAR, form=Form.ABSOLUTE, year=year
    )
