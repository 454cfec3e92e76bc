"""Which date expressions are found, where, and with which value."""

import pytest

from dragoman.dates import Form, FoundDate, Precision, find_dates

ABSOLUTE = [
    # the words as printed, what of them is the date, its value
    ("26 March 2017", "26 March 2017", "2017-03-26"),
    ("on the 26th of March, 2017, in Astana", "26th of March, 2017", "2017-03-26"),
    ("26-Mar-2017", "26-Mar-2017", "2017-03-26"),
    ("26MARCH2017", "26MARCH2017", "2017-03-26"),
    ("Published26 March 2017", "26 March 2017", "2017-03-26"),
    ("March 26, 2017", "March 26, 2017", "2017-03-26"),
    ("MARCH 26TH 2017", "MARCH 26TH 2017", "2017-03-26"),
    ("Nov. 24, 2015", "Nov. 24, 2015", "2015-11-24"),
    ("Sept 5 2016", "Sept 5 2016", "2016-09-05"),
    ("26.03.2017", "26.03.2017", "2017-03-26"),
    ("03.04.2022", "03.04.2022", "2022-04-03"),
    ("2017/3/6", "2017/3/6", "2017-03-06"),
    ("2022-07-22", "2022-07-22", "2022-07-22"),
    ("22.07.2022 19:05", "22.07.2022 19:05", "2022-07-22T19:05"),
    ("22.07.202219:05", "22.07.202219:05", "2022-07-22T19:05"),
    ("21:17 18.11.2019", "21:17 18.11.2019", "2019-11-18T21:17"),
    ("Updated: 2022-07-22 15:14", "2022-07-22 15:14", "2022-07-22T15:14"),
    ("2022-07-22T15:14:00+03:00", "2022-07-22T15:14:00+03:00", "2022-07-22T15:14:00+03:00"),
    ("2022-07-22T15:14:00.123Z", "2022-07-22T15:14:00.123Z", "2022-07-22T15:14:00Z"),
    ("20220722T15:14Z", "20220722T15:14Z", "2022-07-22T15:14Z"),
    ("Jul 22, 2022 at 4:12 pm", "Jul 22, 2022 at 4:12 pm", "2022-07-22T16:12"),
    ("July 22, 2022, 12:05 a.m.", "July 22, 2022, 12:05 a.m.", "2022-07-22T00:05"),
    ("July 22, 2022 | 4pm", "July 22, 2022 | 4pm", "2022-07-22T16"),
    ("Published 3:14 PM EDT, Fri July 22, 2022", "3:14 PM EDT, Fri July 22, 2022", "2022-07-22T15:14-04:00"),
    ("Fri, 22 Jul 2022 15:14:00 +0000", "Fri, 22 Jul 2022 15:14:00 +0000", "2022-07-22T15:14:00Z"),
    ("Friday, 21 July, 2017", "Friday, 21 July, 2017", "2017-07-21"),
    ("26 Mart 2017 Pazar", "26 Mart 2017 Pazar", "2017-03-26"),
    ("15 HAZİRAN 2017", "15 HAZİRAN 2017", "2017-06-15"),
    ("26 марта 2017 года, 17:57", "26 марта 2017 года, 17:57", "2017-03-26T17:57"),
    ("26. März 2017, 15.14 Uhr", "26. März 2017, 15.14 Uhr", "2017-03-26T15:14"),
    ("le 1er mars 2017 à 15h14", "1er mars 2017 à 15h14", "2017-03-01T15:14"),
    ("26 de marzo de 2017", "26 de marzo de 2017", "2017-03-26"),
    ("17:57 MSK 26.03.2017", "17:57 MSK 26.03.2017", "2017-03-26T17:57+03:00"),
    ("17:57 MSK 26.03.2013", "17:57 MSK 26.03.2013", "2013-03-26T17:57+04:00"),
    ("26 March 2017 17:57 (GMT+3)", "26 March 2017 17:57 (GMT+3)", "2017-03-26T17:57+03:00"),
    ("26 March 2017 17:57 UTC -05:30", "26 March 2017 17:57 UTC -05:30", "2017-03-26T17:57-05:30"),
    ("in July 2016 they met", "July 2016", "2016-07"),
    ("since March 2015.", "March 2015", "2015-03"),
    ("in 2016 and after", "2016", "2016"),
    ("© 2016 The Outlet", "2016", "2016"),
    ("в 2016 году", "2016 году", "2016"),
    ("the summer of 2016", "summer of 2016", "2016-22"),
    ("1-3 July 2016", "1-3 July 2016", "2016-07-01/2016-07-03"),
    ("July 1–3, 2016", "July 1–3, 2016", "2016-07-01/2016-07-03"),
    ("30 June – 2 July 2016", "30 June – 2 July 2016", "2016-06-30/2016-07-02"),
    ("from March 1 to April 3, 2016", "March 1 to April 3, 2016", "2016-03-01/2016-04-03"),
    ("between 2011 and 2014", "2011 and 2014", "2011/2014"),
]

GLUED = [
    ("17:57 GMT +326 March 2017", "2017-03-26T17:57+03:00"),
    ("17:57 GMT +3 26 March 2017", "2017-03-26T17:57+03:00"),
    ("17:57 GMT +311 March 2017", "2017-03-11T17:57+03:00"),
    ("17:57 GMT +38 March 2017", "2017-03-08T17:57+03:00"),
    ("17:57 GMT +111 March 2017", "2017-03-11T17:57+01:00"),
    ("17:57 GMT +131 April 2017", "2017-04-01T17:57+13:00"),
    ("17:57 GMT +1126 March 2017", "2017-03-26T17:57+11:00"),
    ("17:57 GMT +033026 March 2017", "2017-03-26T17:57+03:30"),
    ("17:57 GMT +5:3026 March 2017", "2017-03-26T17:57+05:30"),
    ("17:57 GMT −326 March 2017", "2017-03-26T17:57-03:00"),
    ("17:57 GMT +326.03.2017", "2017-03-26T17:57+03:00"),
    ("17:5726 March 2017", "2017-03-26T17:57"),
]

VALUELESS = [
    ("on July 22 they met", "July 22", Form.NO_YEAR, Precision.DAY),
    ("July 22 at 17:57 GMT", "July 22 at 17:57 GMT", Form.NO_YEAR, Precision.MINUTE),
    ("10 мая", "10 мая", Form.NO_YEAR, Precision.DAY),
    ("from May 4 to 6", "May 4 to 6", Form.NO_YEAR, Precision.DAY),
    ("in December", "December", Form.NO_YEAR, Precision.MONTH),
    ("in May talks resumed", "May", Form.NO_YEAR, Precision.MONTH),
    ("last March", "last March", Form.RELATIVE, Precision.MONTH),
    ("03/04/2022", "03/04/2022", Form.AMBIGUOUS, Precision.DAY),
    ("at 17:57 GMT", "17:57 GMT", Form.CLOCK, Precision.MINUTE),
    ("On Saturday, the paper reported", "Saturday", Form.WEEKDAY, Precision.DAY),
    ("late on Monday", "late on Monday", Form.WEEKDAY, Precision.DAY),
    ("last Thursday", "last Thursday", Form.WEEKDAY, Precision.DAY),
    ("Tuesday night", "Tuesday night", Form.WEEKDAY, Precision.DAY),
    ("yesterday evening", "yesterday evening", Form.RELATIVE, Precision.DAY),
    ("last week", "last week", Form.RELATIVE, Precision.WEEK),
    ("earlier this month", "earlier this month", Form.RELATIVE, Precision.MONTH),
    ("over the weekend", "the weekend", Form.RELATIVE, Precision.WEEK),
    ("a day earlier", "a day earlier", Form.RELATIVE, Precision.DAY),
    ("the past five years", "the past five years", Form.RELATIVE, Precision.YEAR),
    ("in a fortnight", "a fortnight", Form.RELATIVE, Precision.WEEK),
    ("by the end of the year", "the end of the year", Form.RELATIVE, Precision.YEAR),
    ("2 days ago", "2 days ago", Form.AGE, Precision.DAY),
    ("posted 5h ago", "5h ago", Form.AGE, Precision.HOUR),
    ("just now", "just now", Form.AGE, Precision.MINUTE),
    ("vor 2 Wochen", "vor 2 Wochen", Form.AGE, Precision.WEEK),
    ("3 дня назад", "3 дня назад", Form.AGE, Precision.DAY),
    ("2 saat önce", "2 saat önce", Form.AGE, Precision.HOUR),
    ("il y a 3 mois", "il y a 3 mois", Form.AGE, Precision.MONTH),
]

NOTHING = [
    "you may go, they march on, in august company",
    "may 10 people go",
    "1,000 men and 7,000 industries",
    "they won 2-1, then 10-2",
    "call +7 495 123-45-67 or 555-2017",
    "https://example.org/2017/03/26/story-2017-03-26.html",
    "example.org/2017/03/26/story and www.example.org/26.03.2017",
    "write to desk.2017-03-26@example.org",
    "version 1.2.3, v2017.3.26, 10.0.2016.1",
    "GMT",
    "Jan Egeland met August Hanning and June Jones",
    "since April Jones left",
    "Theresa May left",
    "in 2000 villages",
    "31 February 2017",
    "99.99.2017",
    "25:61",
    "John 3:16",
    "the Sunday Times and Bloody Sunday",
    "Russia Today",
    "S-300 and F-35 and 50 billion",
    "#26March2017 @may2017",
    "",
]


@pytest.mark.parametrize(("text", "words", "value"), ABSOLUTE)
def test_an_absolute_date_has_its_value(text: str, words: str, value: str) -> None:
    (found,) = find_dates(text)
    assert (text[found.start : found.end], found.value, found.form) == (words, value, Form.ABSOLUTE)


@pytest.mark.parametrize(("text", "value"), GLUED)
def test_a_glued_clock_line_is_parted(text: str, value: str) -> None:
    (found,) = find_dates(text)
    assert (text[found.start : found.end], found.value) == (text, value)


@pytest.mark.parametrize(("text", "words", "form", "precision"), VALUELESS)
def test_words_that_fix_no_date_have_no_value(
    text: str, words: str, form: Form, precision: Precision
) -> None:
    (found,) = find_dates(text)
    assert (text[found.start : found.end], found.value) == (words, None)
    assert (found.form, found.precision) == (form, precision)


@pytest.mark.parametrize("text", NOTHING)
def test_a_false_friend_is_no_date(text: str) -> None:
    assert find_dates(text) == ()


def test_the_fields_of_a_date_without_year_are_kept() -> None:
    (found,) = find_dates("Sunday, July 22, 17:57 GMT+3")
    assert (found.year, found.month, found.day, found.weekday) == (None, 7, 22, 7)
    assert (found.clock, found.zone) == ("17:57+03:00", "GMT+3")


def _values(found: tuple[FoundDate, ...]) -> list[str | None]:
    return [one.value for one in found]


@pytest.mark.parametrize(
    ("text", "day_first", "values"),
    [
        ("03/04/2022", True, ["2022-04-03"]),
        ("03/04/2022", False, ["2022-03-04"]),
        ("03.04.2022", False, ["2022-03-04"]),
        ("22/07/2022", False, ["2022-07-22"]),
        ("07/22/2022", True, ["2022-07-22"]),
        ("04/04/2022", None, ["2022-04-04"]),
        ("Fri 03/04/2022", None, ["2022-03-04"]),
        ("Sunday, 03/04/2022", None, ["2022-04-03"]),
        ("Wed 03/04/2022", None, [None]),
        ("22/07/2022, 03/04/2022", None, ["2022-07-22", "2022-04-03"]),
        ("07/22/2022, 03/04/2022", None, ["2022-07-22", "2022-03-04"]),
        ("22/07/2022, 07/22/2022, 03/04/2022", None, ["2022-07-22", "2022-07-22", None]),
        ("22-07-2022, 03/04/2022", None, ["2022-07-22", None]),
    ],
)
def test_the_order_of_digits_needs_proof(text: str, day_first: bool | None, values: list[str | None]) -> None:
    assert _values(find_dates(text, day_first=day_first)) == values


@pytest.mark.parametrize("zone", ["BST", "IST", "CST", "ET", "local time"])
def test_a_zone_of_several_meanings_gives_no_offset_but_is_kept(zone: str) -> None:
    (found,) = find_dates(f"26 March 2017 17:57 {zone}")
    assert (found.value, found.zone) == ("2017-03-26T17:57", zone)


def test_several_dates_of_a_line_stay_apart() -> None:
    text = "21:17 18.11.2019 (updated: 21:30 18.11.2019)"
    assert _values(find_dates(text)) == ["2019-11-18T21:17", "2019-11-18T21:30"]
    text = "26.03.2017 17:57 27.03.2017 18:00"
    assert _values(find_dates(text)) == ["2017-03-26T17:57", "2017-03-27T18:00"]


def test_a_date_that_was_moved_is_no_interval() -> None:
    found = find_dates("postponed from 26 March 2017 to 28 March 2017")
    assert _values(found) == ["2017-03-26", "2017-03-28"]


def test_a_range_of_hours_is_no_offset() -> None:
    assert _values(find_dates("26 March 2017 12:30-14:00")) == ["2017-03-26T12:30"]
