from __future__ import annotations

from datetime import date

import pytest

from dragoman.dates import Precision, Unit, bound, spell, tense_of_words
from dragoman.dates.feasts import feast, feast_key
from dragoman.dates.reckoning import around, easter, months_on, moved, nth_weekday, orthodox_easter
from dragoman.model import Tense


@pytest.mark.parametrize(
    ("year", "west", "east"),
    [
        (1961, (4, 2), (4, 9)),
        (2008, (3, 23), (4, 27)),
        (2011, (4, 24), (4, 24)),
        (2016, (3, 27), (5, 1)),
        (2017, (4, 16), (4, 16)),
        (2019, (4, 21), (4, 28)),
        (2021, (4, 4), (5, 2)),
        (2024, (3, 31), (5, 5)),
        (2038, (4, 25), (4, 25)),
    ],
)
def test_easter(year: int, west: tuple[int, int], east: tuple[int, int]) -> None:
    assert easter(year) == date(year, *west)
    assert orthodox_easter(year) == date(year, *east)


@pytest.mark.parametrize(
    ("name", "year", "first", "last"),
    [
        ("New Year’s Eve", 2016, (12, 31), (12, 31)),
        ("good friday", 2019, (4, 19), (4, 19)),
        ("Ash Wednesday", 2021, (2, 17), (2, 17)),
        ("Holy Week", 2016, (3, 20), (3, 26)),
        ("Pentecost", 2017, (6, 4), (6, 4)),
        ("Orthodox Good Friday", 2016, (4, 29), (4, 29)),
        ("Thanksgiving", 2016, (11, 24), (11, 24)),
        ("Black Friday", 2016, (11, 25), (11, 25)),
        ("Labor Day", 2018, (9, 3), (9, 3)),
        ("Memorial Day", 2018, (5, 28), (5, 28)),
        ("Remembrance Sunday", 2017, (11, 12), (11, 12)),
    ],
)
def test_feasts(name: str, year: int, first: tuple[int, int], last: tuple[int, int]) -> None:
    assert feast(feast_key(name), year) == (date(year, *first), date(year, *last))


def test_a_feast_that_is_not_known_or_out_of_reach_has_no_days() -> None:
    assert feast("ramadan", 2017) is None
    assert feast(feast_key("Christmas"), 10_000) is None


def test_months_end_where_they_end() -> None:
    assert months_on(date(2017, 1, 31), 1) == date(2017, 2, 28)
    assert months_on(date(2016, 1, 31), 1) == date(2016, 2, 29)
    assert months_on(date(2017, 1, 15), -1) == date(2016, 12, 15)
    assert moved(date(2024, 2, 29), Unit.YEAR, -1) == date(2023, 2, 28)
    assert moved(date(2017, 3, 26), Unit.YEAR, -2.5) == date(2014, 9, 26)


def test_units_hold_their_days() -> None:
    day = date(2018, 1, 3)
    assert around(day, Unit.WEEK) == (date(2018, 1, 1), date(2018, 1, 7))
    assert around(day, Unit.WEEK, -1) == (date(2017, 12, 25), date(2017, 12, 31))
    assert around(day, Unit.QUARTER, -1) == (date(2017, 10, 1), date(2017, 12, 31))
    assert around(day, Unit.SEASON) == (date(2017, 12, 1), date(2018, 2, 28))
    assert around(day, Unit.DECADE, -1) == (date(2000, 1, 1), date(2009, 12, 31))


def test_weekdays_of_a_month_count_from_both_ends() -> None:
    assert nth_weekday(2016, 5, 1, 1) == date(2016, 5, 2)
    assert nth_weekday(2017, 1, 5, -1) == date(2017, 1, 27)
    assert nth_weekday(2017, 1, 5, -2) == date(2017, 1, 20)


@pytest.mark.parametrize(
    ("start", "end", "precision", "value"),
    [
        ("2017-03-01", "2017-03-31", Precision.MONTH, "2017-03"),
        ("2017-01-01", "2017-12-31", Precision.YEAR, "2017"),
        ("2010-01-01", "2019-12-31", Precision.DECADE, "201X"),
        ("1900-01-01", "1999-12-31", Precision.CENTURY, "19XX"),
        ("2016-06-01", "2016-08-31", Precision.SEASON, "2016-22"),
        ("2016-06-01", "2016-08-31", Precision.MONTH, "2016-06/2016-08"),
        ("2015-12-01", "2016-02-29", Precision.SEASON, "2015-24"),
        ("2011-01-01", "2014-12-31", Precision.YEAR, "2011/2014"),
        ("2016-12-28", "2017-01-03", Precision.DAY, "2016-12-28/2017-01-03"),
    ],
)
def test_days_are_spelt_in_their_shortest_form(
    start: str, end: str, precision: Precision, value: str
) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert spell(first, last, precision) == value
    assert bound(value) == (first, last)


def test_marks_and_unknown_ends_are_spelt() -> None:
    day = date(2017, 3, 26)
    assert spell(day, day, Precision.DAY, approximate=True) == "2017-03-26~"
    assert spell(day, day, Precision.DAY, uncertain=True) == "2017-03-26?"
    assert spell(day, day, Precision.DAY, approximate=True, uncertain=True) == "2017-03-26%"
    assert spell(None, day, Precision.WEEK, approximate=True) == "/2017-03-26~"
    assert spell(day, None, Precision.WEEK) == "2017-03-26/"
    assert spell(None, None, Precision.WEEK) is None


@pytest.mark.parametrize(
    ("words", "tense"),
    [
        ("will open on Saturday", Tense.FUTURE),
        ("is to visit on Friday", Tense.FUTURE),
        ("plans to leave in June", Tense.FUTURE),
        ("met on Saturday", Tense.PAST),
        ("was closed on Friday", Tense.PAST),
        ("two days ago", Tense.PAST),
        ("on Saturday", Tense.UNKNOWN),
        ("hundred days", Tense.UNKNOWN),
    ],
)
def test_words_show_a_tense(words: str, tense: Tense) -> None:
    assert tense_of_words(words) is tense
