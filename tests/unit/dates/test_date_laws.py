"""What holds for any text: no error, spans inside, valid values; and what is written is read again."""

from datetime import date, datetime, timedelta, timezone

from hypothesis import given, strategies as st

from dragoman.dates import Form, bound, compare, find_dates, is_valid, parse_edtf
from dragoman.errors import ValueRuleError

PIECES = st.sampled_from(
    [
        "26",
        "3",
        "03",
        "1,000",
        "2017",
        "17:57",
        "GMT",
        "+",
        "+3",
        "UTC",
        "EDT",
        "March",
        "march",
        "Mayıs",
        "MAY",
        "İ",
        "ı",
        "may",
        "mars",
        "Sunday",
        "Fri",
        ".",
        ",",
        ":",
        "/",
        "-",
        "–",
        "T",
        "Z",
        "am",
        "p.m.",
        "in",
        "since",
        "last",
        "the",
        "weekend",
        "days",
        "ago",
        "from",
        "to",
        "22.07.2022",
        "07/04/2022",
        "2022-07-22",
        "©",
        "марта",
        "年",
        "ſept",
        "٢٦",
        "https://a.b/2017",
    ]
)
TEXTS = st.one_of(
    st.text(), st.lists(st.one_of(PIECES, st.just(" "), st.just("\u00a0")), max_size=30).map("".join)
)
DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31))
MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@given(TEXTS, st.sampled_from([None, True, False]))
def test_any_text_gives_ordered_spans_and_valid_values(text: str, day_first: bool | None) -> None:
    found = find_dates(text, day_first=day_first)
    ends = [0]
    for one in found:
        assert ends[-1] <= one.start < one.end <= len(text)
        ends.append(one.end)
        assert (one.value is None) == (one.form is not Form.ABSOLUTE)
        assert one.value is None or is_valid(one.value)
    assert find_dates(text, day_first=day_first) == found


@given(TEXTS)
def test_any_text_is_an_edtf_value_or_a_value_error(text: str) -> None:
    try:
        read = parse_edtf(text)
    except ValueRuleError:
        return
    assert read.earliest is None or read.latest is None or read.earliest <= read.latest


@given(
    DAYS,
    st.sampled_from(
        [
            "{d} {m} {y}",
            "{m} {d}, {y}",
            "{d:02}.{n:02}.{y}",
            "{y}-{n:02}-{d:02}",
            "{d}-{m}-{y}",
            "{y}/{n:02}/{d:02}",
        ]
    ),
    st.sampled_from(["", "On ", "Published: ", "(", "| "]),
)
def test_a_written_day_is_read_again(day: date, form: str, before: str) -> None:
    words = form.format(d=day.day, m=MONTH_NAMES[day.month - 1], n=day.month, y=day.year)
    text = f"{before}{words} in the city"
    (found,) = find_dates(text)
    assert (text[found.start : found.end], found.value) == (words, day.isoformat())


@given(
    st.datetimes(min_value=datetime(1000, 1, 2), max_value=datetime(2999, 12, 30)),  # noqa: DTZ001
    st.integers(min_value=-14 * 4, max_value=14 * 4),
)
def test_a_written_time_is_read_again(naive: datetime, quarters: int) -> None:
    moment = naive.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    text = f"at {moment.isoformat()}."
    (found,) = find_dates(text)
    assert text[found.start : found.end] == moment.isoformat()
    assert found.value is not None
    assert parse_edtf(found.value).moment == moment


@given(DAYS, st.integers(min_value=0, max_value=9), st.times())
def test_a_glued_zone_of_one_digit_is_parted_from_any_day_of_two(day: date, zone: int, clock: object) -> None:
    time = str(clock)[:5]
    text = f"{time} GMT +{zone}{day.day:02} {MONTH_NAMES[day.month - 1]} {day.year}"
    (found,) = find_dates(text)
    assert found.value is not None
    assert found.value.startswith(f"{day}T{time}")
    assert found.clock == time + (f"+{zone:02}:00" if zone else "Z")


@given(DAYS, DAYS)
def test_days_compare_as_days(one: date, two: date) -> None:
    order = "before" if one < two else "after" if two < one else "equal"
    assert compare(str(one), str(two)) == order
    assert bound(str(one)) == (one, one)
