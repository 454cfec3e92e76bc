from datetime import date

import pytest

from dragoman.actors.period import ALWAYS, between, period_of
from dragoman.errors import ValueRuleError


def days(edtf: str) -> tuple[date, date]:
    period = period_of(edtf)
    return date.fromordinal(period.first), date.fromordinal(period.last)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2017-03-26", date(2017, 3, 26), date(2017, 3, 26)),
        ("2017-03-26T17:57+03:00", date(2017, 3, 26), date(2017, 3, 26)),
        ("2017-03?", date(2017, 3, 1), date(2017, 3, 31)),
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("2017-XX", date(2017, 1, 1), date(2017, 12, 31)),
        ("2017-03-XX", date(2017, 3, 1), date(2017, 3, 31)),
        ("../2017-03-26", date.min, date(2017, 3, 26)),
        ("2016-06/..", date(2016, 6, 1), date.max),
        ("2016-06/2017", date(2016, 6, 1), date(2017, 12, 31)),
    ],
)
def test_an_edtf_date_covers_all_days_it_may_mean(edtf: str, first: date, last: date) -> None:
    assert days(edtf) == (first, last)


@pytest.mark.parametrize(
    "edtf", ["", "26.3.2017", "2017-13", "2017-02-30", "2017-03/2016", "yesterday", "0000"]
)
def test_what_is_no_date_is_an_error(edtf: str) -> None:
    with pytest.raises(ValueRuleError):
        period_of(edtf)


def test_open_ends() -> None:
    assert between(None, None) is ALWAYS
    assert not period_of("../2017").exact
    assert between("2014", None).overlaps(period_of("2020"))
    assert not between("2014", "2015-08").overlaps(period_of("2015-09-01"))
    assert between("2014", "2015-08").covers(period_of("2015-08-31"))
    assert not between("2014", "2015-08").covers(period_of("../2015"))
