"""The days of EDTF values are those that the room of dates reads."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from dragoman.dates import bound, is_valid
from dragoman.export.days import UNKNOWN, days_of

_NUMBER = st.integers(0, 45).map(lambda number: f"{number:02}")
_PART = st.one_of(
    st.just(""),
    st.just(".."),
    st.builds(
        lambda year, rest, mark: "-".join((year, *rest)) + mark,
        st.sampled_from(["2016", "2015", "201X", "20XX", "0000", "0001", "9999"]),
        st.lists(_NUMBER | st.just("XX"), max_size=2),
        st.sampled_from(["", "?", "~", "%", "T17", "T17:57", "T17:57:01Z", "T99Z", "T12:00+03:00", "T12+03"]),
    ),
)


class TestDays:
    @pytest.mark.parametrize(
        ("value", "first", "last", "known"),
        [
            ("2016-02-29", date(2016, 2, 29), date(2016, 2, 29), True),
            ("2016-02-29~", date(2016, 2, 29), date(2016, 2, 29), False),
            ("2016-02", date(2016, 2, 1), date(2016, 2, 29), False),
            ("2015-24", date(2015, 12, 1), date(2016, 2, 29), False),
            ("../2016-07-02", None, date(2016, 7, 2), False),
            ("2016-07-02/..", date(2016, 7, 2), None, False),
            ("2016-07-02/2016-07-02", date(2016, 7, 2), date(2016, 7, 2), True),
            ("2016-07-02/2016-07-03", date(2016, 7, 2), date(2016, 7, 3), False),
        ],
    )
    def test_examples(self, value: str, first: date | None, last: date | None, known: bool) -> None:
        days = days_of(value)
        assert (days.first, days.last, days.known) == (first, last, known)

    def test_a_time_keeps_its_zone(self) -> None:
        assert days_of("2016-07-02T23:30+03:00").time == "23:30+03:00"
        assert days_of("2016-07-02").time is None

    @pytest.mark.parametrize("value", [None, "", "soon", "2016-02-30", "2016-07-02/2016-07-01", "../..", "/"])
    def test_nothing_is_known_of_what_is_no_date(self, value: str | None) -> None:
        assert days_of(value) is UNKNOWN

    @given(
        value=_PART
        | st.tuples(_PART, _PART).map("/".join)
        | st.text(alphabet="0123456789-/XT:Z~.", max_size=21)
    )
    def test_as_the_room_of_dates(self, value: str) -> None:
        days = days_of(value)
        assert (days.first, days.last) == (bound(value) if is_valid(value) else (None, None))
