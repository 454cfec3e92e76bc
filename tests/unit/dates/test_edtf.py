"""EDTF values: what is read, what is refused, bounds and order."""

from datetime import UTC, date, datetime

import pytest

from dragoman.dates import (
    Order,
    Precision,
    bound,
    compare,
    earliest,
    is_before,
    is_valid,
    latest,
    not_after,
    not_before,
    parse_edtf,
)
from dragoman.errors import ValueRuleError


@pytest.mark.parametrize(
    ("value", "precision", "first", "last"),
    [
        ("2017-03-26", Precision.DAY, "2017-03-26", "2017-03-26"),
        ("2017-03-26T17:57+03:00", Precision.MINUTE, "2017-03-26", "2017-03-26"),
        ("2017-03-26T17:57:01Z", Precision.SECOND, "2017-03-26", "2017-03-26"),
        ("2017-03-26T17", Precision.HOUR, "2017-03-26", "2017-03-26"),
        ("2016-02", Precision.MONTH, "2016-02-01", "2016-02-29"),
        ("2016", Precision.YEAR, "2016-01-01", "2016-12-31"),
        ("201X", Precision.DECADE, "2010-01-01", "2019-12-31"),
        ("20XX", Precision.CENTURY, "2000-01-01", "2099-12-31"),
        ("2016-XX", Precision.YEAR, "2016-01-01", "2016-12-31"),
        ("2016-XX-XX", Precision.DAY, "2016-01-01", "2016-12-31"),
        ("2016-02-XX", Precision.DAY, "2016-02-01", "2016-02-29"),
        ("2016-22", Precision.SEASON, "2016-06-01", "2016-08-31"),
        ("2016-24", Precision.SEASON, "2016-12-01", "2017-02-28"),
        ("2016-07-01/2016-07-03", Precision.DAY, "2016-07-01", "2016-07-03"),
        ("2016/2017-03", Precision.MONTH, "2016-01-01", "2017-03-31"),
        ("../2017-03-26", Precision.DAY, None, "2017-03-26"),
        ("2017-03-26/..", Precision.DAY, "2017-03-26", None),
        ("/2017-03-26", Precision.DAY, None, "2017-03-26"),
    ],
)
def test_a_value_is_read(value: str, precision: Precision, first: str | None, last: str | None) -> None:
    days = tuple(date.fromisoformat(day) if day else None for day in (first, last))
    assert (parse_edtf(value).precision, bound(value)) == (precision, days)
    assert (earliest(value), latest(value)) == days


@pytest.mark.parametrize(
    "value",
    [
        "",
        "/",
        "..",
        "../..",
        "./2016",
        "yesterday",
        "17",
        "2017-13",
        "2017-00",
        "2017-02-29",
        "2017-3-6",
        "0000",
        "0000-01",
        "-0044",
        "20X7",
        "201X-03",
        "2016-XX-03",
        "2016-25",
        "2016-22-01",
        "2017-03-26T24:00",
        "2017-03-26T17:57+15:00",
        "2017-03-26T17:57+03:60",
        "2017-03T17:57",
        "2017-03-03/2017-03-01",
        "2016/2017/2018",
        "2017-03-26 17:57",
        "2017-03-26\n",
        "٢٠١٧",
        "2" * 100,
        "0001-01-01T00:00+14:00",
    ],
)
def test_what_is_no_edtf_is_refused(value: str) -> None:
    assert not is_valid(value)
    with pytest.raises(ValueRuleError, match="EDTF"):
        parse_edtf(value)


def test_qualifiers_are_read() -> None:
    marks = [
        (parse_edtf(f"2016-07{mark}").uncertain, parse_edtf(f"2016-07{mark}").approximate) for mark in "?~%"
    ]
    assert marks == [(True, False), (False, True), (True, True)]
    assert parse_edtf("2016?/2017").uncertain


def test_a_time_with_a_zone_is_an_instant() -> None:
    assert parse_edtf("2017-03-26T01:57+03:00").moment == datetime(2017, 3, 25, 22, 57, tzinfo=UTC)
    assert parse_edtf("2017-03-26T01:57").moment is None


@pytest.mark.parametrize(
    ("left", "right", "order"),
    [
        ("2017-03-25", "2017-03-26", Order.BEFORE),
        ("2017-03-26", "2017-03-26", Order.EQUAL),
        ("2016", "2017-03-26", Order.BEFORE),
        ("2017", "2017-03-26", Order.UNDECIDED),
        ("2017-03-26/..", "2017-03-25", Order.AFTER),
        ("../2017-03-26", "2017-03-27", Order.BEFORE),
        ("../2017-03-26", "2017-03-26", Order.UNDECIDED),
        ("../2017-03-26", "../2017-03-26", Order.UNDECIDED),
        ("2017-03-26T17:57+03:00", "2017-03-26T14:57Z", Order.EQUAL),
        ("2017-03-26T17:57+03:00", "2017-03-26T15:00Z", Order.BEFORE),
        ("2017-03-26T17:57:30Z", "2017-03-26T17:57Z", Order.UNDECIDED),
        ("2017-03-26T17:57", "2017-03-26T17:58", Order.BEFORE),
        ("2017-03-26T17", "2017-03-26T18", Order.BEFORE),
        ("2017-03-26T17:57", "2017-03-26T18:57Z", Order.UNDECIDED),
        ("2017-03-26T17:57", "2017-03-26", Order.UNDECIDED),
        ("2017-03-26T17:57", "2017-03-27", Order.BEFORE),
    ],
)
def test_two_values_are_ordered_with_certainty_or_not_at_all(left: str, right: str, order: Order) -> None:
    mirrored = {Order.BEFORE: Order.AFTER, Order.AFTER: Order.BEFORE}.get(order, order)
    assert (compare(left, right), compare(right, left)) == (order, mirrored)
    assert is_before(left, right) == (order is Order.BEFORE)


def test_a_value_bounds_others() -> None:
    assert not_after("2017-03-26T17:57+03:00") == "../2017-03-26"
    assert not_before("2016-07") == "2016-07-01/.."
    assert not_after("2016/..") is None
    assert not_before("../2016") is None
