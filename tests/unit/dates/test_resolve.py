from __future__ import annotations

from datetime import date

import pytest

from dragoman.dates import (
    Anchors,
    Basis,
    Bound,
    Kind,
    Precision,
    Resolved,
    Role,
    Said,
    find_expressions,
    resolve,
    resolve_article,
    resolve_text,
    settle,
)
from dragoman.model import Certainty, Tense

SUNDAY = Anchors(metadata="2017-03-26")


def one(words: str, anchors: Anchors = SUNDAY, tense: Tense = Tense.PAST, **more: object) -> Resolved:
    (expression,) = find_expressions(words, whole=True)
    return resolve(expression, anchors, tense=tense, **more)  # type: ignore[arg-type]


def article(*sentences: str, tense: Tense = Tense.PAST) -> list[list[str | None]]:
    said = [[Said(expression=found, tense=tense) for found in find_expressions(one)] for one in sentences]
    return [[value.value for value in row] for row in resolve_article(said, SUNDAY)]


def test_a_value_tells_what_it_rests_on() -> None:
    saturday = one("Saturday")
    assert (saturday.value, saturday.basis, saturday.anchor) == ("2017-03-25", Basis.METADATA, "2017-03-26")
    assert (saturday.precision, saturday.certainty, saturday.weekday) == (
        Precision.DAY,
        Certainty.PROBABLE,
        6,
    )
    assert one("yesterday").certainty is Certainty.CERTAIN
    assert (one("May 3, 2014").basis, one("May 3, 2014").anchor) == (Basis.WORDS, None)
    assert one("a day earlier").certainty is Certainty.POSSIBLE


def test_a_weekday_that_the_calendar_contradicts_makes_a_day_less_certain() -> None:
    assert one("Saturday, March 25, 2017").certainty is Certainty.CERTAIN
    assert one("Friday, March 25, 2017").certainty is Certainty.PROBABLE


def test_rough_words_keep_their_unit_and_have_a_window() -> None:
    ago = one("two years ago")
    assert (ago.value, ago.precision, ago.approximate) == ("2015-03-26~", Precision.YEAR, True)
    assert ago.window() == (date(2014, 9, 25), date(2015, 9, 24))
    assert one("yesterday").window() == (date(2017, 3, 25), date(2017, 3, 25))


@pytest.mark.parametrize(
    ("words", "reach"),
    [
        ("since Friday", "2017-03-24/.."),
        ("since 2011", "2011/.."),
        ("since last week", "2017-03-13/.."),
        ("until March 20", "../2017-03-20"),
        ("by the end of 2016", "../2016-12-31"),
        ("before March 20", "../2017-03-19"),
        ("before 2014", "../2013-12-31"),
        ("after March 20", "2017-03-21/.."),
        ("on March 20", "2017-03-20"),
        ("from 2011", "2011/.."),
        ("since then", None),
    ],
)
def test_role_and_date_give_a_stretch(words: str, reach: str | None) -> None:
    assert one(words).reach() == reach


def test_a_date_named_before_is_counted_from() -> None:
    named = one("March 12")
    found = one("the following day", named=named)
    assert (found.value, found.basis, found.certainty) == ("2017-03-13", Basis.NAMED, Certainty.PROBABLE)
    assert one("a week earlier", named=named).value == "2017-03-05~"
    assert one("the following Monday", named=named).value == "2017-03-13"
    assert one("the previous Friday", named=named).value == "2017-03-10"
    assert one("that week", named=named).value == "2017-03-06/2017-03-12"
    assert one("since then", named=named).reach() == "2017-03-12/.."


def test_a_date_named_too_roughly_is_not_counted_from() -> None:
    month = one("in March 2016")
    assert one("a day earlier", named=month).value is None
    assert one("a year earlier", named=month).value == "2015-03"
    assert one("the following year", named=one("in 2011")).value == "2012"


def test_a_happening_is_counted_from_where_its_day_is_given() -> None:
    assert one("two days after the vote").value is None
    found = one("two days after the vote", event="2017-04-16")
    assert (found.value, found.basis) == ("2017-04-18", Basis.EVENT)
    assert one("the day before the vote", event="2017-04-16").value == "2017-04-15"
    assert one("day five of the siege", event="2017-03-01").value == "2017-03-05"


def test_hours_count_over_midnight_where_the_time_is_known() -> None:
    assert one("three hours ago", Anchors(metadata="2017-03-26T02:00:00")).value == "2017-03-25"
    assert one("three hours ago", Anchors(metadata="2017-03-26T12:00:00")).value == "2017-03-26"
    assert one("three hours ago").value == "2017-03-26"


def test_in_two_days_is_a_duration_after_a_past_tense_only() -> None:
    past, future, unknown = (
        one("in two days", tense=tense) for tense in (Tense.PAST, Tense.FUTURE, Tense.UNKNOWN)
    )
    assert (past.kind, past.value) == (Kind.DURATION, None)
    assert past.amount is not None
    assert (past.amount.unit, past.amount.count) == ("day", 2)
    assert (future.value, future.certainty) == ("2017-03-28", Certainty.CERTAIN)
    assert (unknown.value, unknown.certainty) == ("2017-03-28?", Certainty.POSSIBLE)


def test_without_an_anchor_a_weekday_is_kept_and_no_week_is_guessed() -> None:
    found = one("Saturday", Anchors())
    assert (found.value, found.weekday, found.pattern) == (None, 6, "XXXX-XX-XX")
    assert (found.basis, found.certainty) == (Basis.NONE, Certainty.UNKNOWN)
    assert one("May 3", Anchors()).pattern == "XXXX-05-03"
    assert one("in June", Anchors()).pattern == "XXXX-06"
    assert one("in 2011", Anchors()).value == "2011"


def test_bounds_of_publication_bound_the_day() -> None:
    bounds = (
        Bound(interval="2018-07-10/..", why="Akar is defence minister"),
        Bound(interval="../2023-06-03", why="Fidan is intelligence head"),
    )
    found = one("Saturday", Anchors(bounds=bounds))
    assert (found.value, found.basis) == (None, Basis.BOUNDS)
    assert (found.not_before, found.not_after) == (date(2018, 7, 7), date(2023, 6, 3))
    assert found.window() == (date(2018, 7, 7), date(2023, 6, 3))


@pytest.mark.parametrize(
    ("words", "anchor", "value"),
    [
        ("Saturday", "2017-03-26/2017-03-31", "2017-03-25"),
        ("Saturday", "2017-03-24/2017-03-26", None),
        ("last year", "2017-03", "2016"),
        ("last month", "2017-03", "2017-02"),
        ("yesterday", "2017-03", None),
        ("in December", "2017", None),
        ("this year", "2017", "2017"),
    ],
)
def test_what_is_the_same_at_both_ends_of_a_rough_anchor_has_a_value(
    words: str, anchor: str, value: str | None
) -> None:
    assert one(words, Anchors(metadata=anchor)).value == value


def test_a_pattern_tells_the_digits_that_all_readings_share() -> None:
    assert one("Saturday", Anchors(metadata="2018-03-10/2018-03-31")).pattern == "2018-03-XX"
    assert one("Saturday", Anchors(metadata="2018-02-10/2018-03-31")).pattern == "2018-XX-XX"


def test_bounds_of_the_happening_settle_a_day_when_one_is_left() -> None:
    (saturday,) = find_expressions("Saturday")
    open_day = resolve(saturday, Anchors(), tense=Tense.PAST)
    rough = [Bound(interval="2018-07/2023-06", why="both in office")]
    assert settle(saturday, open_day, rough).value is None
    narrow = [*rough, Bound(interval="2018-12-27/2019-01-02", why="between two pages with dates")]
    found = settle(saturday, open_day, narrow)
    assert (found.value, found.basis, found.certainty) == ("2018-12-29", Basis.BOUNDS, Certainty.PROBABLE)
    wider = [*rough, Bound(interval="2018-12-27/2019-01-05", why="between two pages with dates")]
    left = settle(saturday, open_day, wider)
    assert (left.value, left.not_before, left.not_after) == (None, date(2018, 12, 27), date(2019, 1, 5))


def test_bounds_that_contradict_change_nothing() -> None:
    (saturday,) = find_expressions("Saturday")
    open_day = resolve(saturday, Anchors(), tense=Tense.PAST)
    assert (
        settle(saturday, open_day, [Bound(interval="../2015", why="a"), Bound(interval="2017/..", why="b")])
        == open_day
    )
    known = resolve(saturday, SUNDAY, tense=Tense.PAST)
    assert settle(saturday, known, [Bound(interval="2015", why="a")]) == known


def test_bounds_settle_a_day_of_the_month_too() -> None:
    (day,) = find_expressions("on May 3")
    open_day = resolve(day, Anchors())
    assert settle(day, open_day, [Bound(interval="2018-07/2019-06", why="office")]).value == "2019-05-03"
    assert settle(day, open_day, [Bound(interval="2018-01/2019-06", why="office")]).value is None


def test_the_dates_of_an_article_are_resolved_in_order() -> None:
    assert article(
        "The ministers met on March 12 in Sochi.",
        "The following day buses left, and a day later they arrived.",
        "In 2014 a pact was signed; the following year it lapsed.",
        "Later that year war broke out.",
        "A truce of June 2016 was broken a month later.",
    ) == [
        ["2017-03-12"],
        ["2017-03-13", "2017-03-14"],
        ["2014", "2015"],
        ["2015"],
        ["2016-06", "2016-07"],
    ]


def test_a_date_named_long_before_is_forgotten() -> None:
    filler = ["Nothing was said."] * 4
    assert article("They met on March 12.", *filler[:3], "A day later they left.")[-1] == ["2017-03-13"]
    assert article("They met on March 12.", *filler, "A day earlier they left.")[-1] == ["2017-03-25?"]


def test_what_is_told_in_the_past_is_not_put_ahead_of_the_page() -> None:
    assert article("A week later they left.") == [[None]]
    assert article("They met on March 12, before the vote of 2019.", "Two years later they left.")[-1] == [
        None
    ]
    assert article("They met on March 12 and on March 24.", "A week later they left.")[-1] == ["2017-03-19~"]
    assert article("A week later they leave.", tense=Tense.FUTURE) == [["2017-04-02%"]]


def test_a_rougher_date_between_is_passed_over() -> None:
    assert article("They met on March 12, as in 2014.", "A day later they left.")[-1] == ["2017-03-13"]


@pytest.mark.parametrize(
    ("words", "kind"),
    [("every Monday", Kind.SET), ("for two weeks", Kind.DURATION), ("recently", Kind.VAGUE)],
)
def test_what_is_no_date_has_its_kind(words: str, kind: Kind) -> None:
    found = one(words)
    assert (found.kind, found.value, found.certainty) == (kind, None, Certainty.UNKNOWN)


def test_now_is_roughly_the_day_of_the_page() -> None:
    assert (one("now").kind, one("now").value) == (Kind.VAGUE, "2017-03-26~")
    assert one("now", Anchors()).value is None


def test_dates_beyond_the_calendar_have_no_value() -> None:
    assert one("two centuries ago", Anchors(metadata="0100-01-01")).value is None
    assert one("next year", Anchors(metadata="9999-12-31"), tense=Tense.FUTURE).value is None


def test_the_role_stands_for_a_tense_where_there_is_none() -> None:
    assert one("since Friday", tense=Tense.UNKNOWN).value == "2017-03-24"
    assert one("by Friday", tense=Tense.UNKNOWN).value == "2017-03-31"
    assert one("until Friday", tense=Tense.UNKNOWN).value == "2017-03-31"
    assert one("since Friday", tense=Tense.FUTURE).role is Role.SINCE
    assert one("since Friday", tense=Tense.FUTURE).value == "2017-03-24"


def test_a_whole_date_in_another_language_is_read() -> None:
    assert [found.value for found in resolve_text("22 июля 2022", SUNDAY)] == ["2022-07-22"]
    assert resolve_text("nothing at all", SUNDAY) == ()
