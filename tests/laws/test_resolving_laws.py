"""What holds for any words, anchor and tense: order of the days, EDTF that reads back, whole weeks that shift."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, strategies as st

from dragoman.dates import (
    Anchors,
    Bound,
    Kind,
    Resolved,
    Said,
    bound,
    find_expressions,
    is_valid,
    limits,
    parse_edtf,
    resolve,
    resolve_article,
    resolve_text,
    settle,
    spell,
)
from dragoman.dates.meaning import Unit
from dragoman.dates.reckoning import PRECISION, around, moved
from dragoman.model import Certainty, Tense

WORDS = st.sampled_from(
    (
        "a an about above ago after ahead all and as at before beginning between by century day days December decade"
        " during early earlier Easter eight end every Feb. first five following for Friday from half in June last late"
        " later March May mid middle Monday month months morning new next night noon Nov. of on once or other over past"
        " previous quarter quarters recent same Saturday second seven since spring start summer that the then third this"
        " three through time to today tomorrow tonight turn twenty two until week weekend weeks weekdays winter within"
        " year years yesterday 1 3 12 29 31 99 1990s '90s '15 2016 2017 9999 2015-16 3/4/2017 29.2.2015 Christmas"
        " Thanksgiving New Year's Eve Q3 the 15th 21st , . - – ( ) 's % people . half a couple few fiscal overnight"
        " hour hours fortnight centuries decades 0 00 1000 2999 attack vote 10:30 5 p.m. GMT"
    ).split(" ")
)
PHRASES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
TEXTS = st.one_of(PHRASES, st.text(max_size=40))
TENSES = st.sampled_from(list(Tense))
ANY_DAY = st.dates()
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@st.composite
def anchors(draw: st.DrawFn) -> Anchors:
    kind = draw(st.sampled_from(["day", "time", "month", "year", "none", "bounds"]))
    day = draw(ANY_DAY)
    if kind == "bounds":
        other = draw(ANY_DAY)
        return Anchors(bounds=(Bound(interval=f"{min(day, other)}/{max(day, other)}", why="drawn"),))
    shown = {
        "day": f"{day}", "time": f"{day}T06:30:00", "month": f"{day}"[:7], "year": f"{day}"[:4], "none": None,
    }  # fmt: skip
    return Anchors(metadata=shown[kind])


def check(found: Resolved) -> None:
    if found.start is not None and found.end is not None:
        assert found.start <= found.end
    if found.not_before is not None and found.not_after is not None:
        assert found.not_before <= found.not_after
    if found.value is None:
        assert found.start is None
        assert found.end is None
        assert found.certainty is Certainty.UNKNOWN
        return
    read = parse_edtf(found.value)
    assert (read.earliest, read.latest) == (found.start, found.end)
    assert read.uncertain == (found.certainty is Certainty.POSSIBLE)
    reach = found.reach()
    assert reach is None or is_valid(reach)
    first, last = found.window()
    assert first is None or last is None or first <= last


@given(TEXTS, anchors(), TENSES)
def test_any_words_are_resolved_without_an_error_and_in_order(
    text: str, given_: Anchors, tense: Tense
) -> None:
    for found in resolve_text(text, given_, tense=tense):
        if found.value is None or "T" not in found.value:
            check(found)
    assert resolve_text(text, given_, tense=tense) == resolve_text(text, given_, tense=tense)


@given(TEXTS)
def test_expressions_stand_in_order_inside_the_text(text: str) -> None:
    ends = [0]
    for one in find_expressions(text):
        assert ends[-1] <= one.start < one.end <= len(text)
        ends.append(one.end)


@given(st.lists(st.tuples(TEXTS, TENSES), max_size=6), anchors())
def test_any_article_is_resolved_sentence_by_sentence(
    lines: list[tuple[str, Tense]], given_: Anchors
) -> None:
    said = [[Said(expression=one, tense=tense) for one in find_expressions(text)] for text, tense in lines]
    out = resolve_article(said, given_)
    assert [len(row) for row in out] == [len(row) for row in said]
    for row in out:
        for value in row:
            check(value)


WEEKLY = st.sampled_from(
    [
        *(
            "Monday",
            "on Tuesday",
            "last Wednesday",
            "next Thursday",
            "this Friday",
            "Saturday night",
            "Sunday week",
        ),
        *("yesterday", "last week", "next week", "the week before last", "over the weekend", "last weekend"),
        *("two days ago", "three weeks ago", "in ten days", "a fortnight on Monday", "early next week"),
        *(
            "from Monday to Wednesday",
            "Friday of last week",
            "the past two weeks",
            "a week ago on Friday",
            "overnight",
        ),
        *("within three days", "a day earlier", "the Friday before last", "earlier this week", "by Friday"),
    ]
)


@given(WEEKLY, DAYS, st.integers(min_value=-500, max_value=500), TENSES)
def test_an_anchor_moved_by_weeks_moves_the_answer_by_weeks(
    words: str, day: date, weeks: int, tense: Tense
) -> None:
    shift = timedelta(weeks=weeks)
    (one,) = resolve_text(words, Anchors(metadata=f"{day}"), tense=tense)
    (two,) = resolve_text(words, Anchors(metadata=f"{day + shift}"), tense=tense)
    assert one.kind is two.kind
    for before, after in ((one.start, two.start), (one.end, two.end)):
        assert (before is None) == (after is None)
        assert before is None or after is None or before + shift == after


RECURRING = st.sampled_from(
    [
        "Saturday",
        "May 3",
        "in June",
        "last summer",
        "Christmas",
        "next Friday",
        "December 31",
        "the 15th",
        "in winter",
    ]
)


@given(RECURRING, DAYS, DAYS, TENSES)
def test_a_later_page_never_means_an_earlier_day(words: str, one: date, two: date, tense: Tense) -> None:
    days = [
        resolve_text(words, Anchors(metadata=f"{day}"), tense=tense)[0].start for day in sorted((one, two))
    ]
    assert days[0] is not None
    assert days[1] is not None
    assert days[0] <= days[1]


@given(
    RECURRING, DAYS, st.integers(min_value=0, max_value=400), st.integers(min_value=0, max_value=400), TENSES
)
def test_a_rough_anchor_bounds_what_any_day_in_it_gives(
    words: str, first: date, size: int, offset: int, tense: Tense
) -> None:
    last = first + timedelta(days=size)
    inside = first + timedelta(days=min(offset, size))
    (exact,) = resolve_text(words, Anchors(metadata=f"{inside}"), tense=tense)
    (rough,) = resolve_text(words, Anchors(metadata=f"{first}/{last}"), tense=tense)
    if rough.value is not None:
        assert (rough.start, rough.end) == (exact.start, exact.end)
        return
    assert exact.start is not None
    assert exact.end is not None
    assert rough.not_before is None or rough.not_before <= exact.start
    assert rough.not_after is None or exact.end <= rough.not_after


@given(DAYS, TENSES)
def test_a_tense_keeps_its_side_of_the_anchor(day: date, tense: Tense) -> None:
    for words in ("Wednesday", "on May 3", "on the 15th", "Christmas Day"):
        (found,) = resolve_text(words, Anchors(metadata=f"{day}"), tense=tense)
        assert found.start is not None
        assert tense is not Tense.PAST or found.start <= day
        assert tense is not Tense.FUTURE or found.start >= day


@given(DAYS, DAYS)
def test_days_spelt_are_read_back(one: date, two: date) -> None:
    start, end = min(one, two), max(one, two)
    for unit in Unit:
        wide = around(start, unit)
        for days in ((start, end), (wide[0], around(end, unit)[1]), wide):
            for marks in ((False, False), (True, False), (False, True), (True, True)):
                value = spell(*days, PRECISION[unit], approximate=marks[0], uncertain=marks[1])
                assert value is not None
                read = parse_edtf(value)
                assert (read.earliest, read.latest) == days
                assert (read.approximate, read.uncertain) == marks
                again = spell(
                    read.earliest, read.latest, PRECISION[unit], approximate=marks[0], uncertain=marks[1]
                )
                assert again == value


@given(st.lists(st.tuples(ANY_DAY, ANY_DAY), max_size=5))
def test_limits_hold_inside_every_bound(pairs: list[tuple[date, date]]) -> None:
    bounds = [
        Bound(interval=f"{min(pair)}/{max(pair)}", why=str(number)) for number, pair in enumerate(pairs)
    ]
    found = limits(bounds)
    if found.contradiction is not None:
        return
    for one in bounds:
        first, last = bound(one.interval)
        assert found.not_before is not None
        assert found.not_after is not None
        assert first is not None
        assert last is not None
        assert first <= found.not_before <= found.not_after <= last


@given(RECURRING, DAYS, st.integers(min_value=0, max_value=800))
def test_a_day_that_bounds_settle_lies_between_them(words: str, first: date, size: int) -> None:
    (expression,) = find_expressions(words, whole=True)
    open_day = resolve(expression, Anchors())
    bounds = [Bound(interval=f"{first}/{first + timedelta(days=size)}", why="drawn")]
    found = settle(expression, open_day, bounds)
    assert found.kind is Kind.DATE
    if found.value is not None:
        assert found.start is not None
        assert found.end is not None
        assert first <= found.start <= found.end <= first + timedelta(days=size)
        check(found)


@given(DAYS, st.sampled_from(list(Unit)), st.integers(min_value=-18, max_value=18))
def test_steps_forth_do_not_go_back(day: date, unit: Unit, count: int) -> None:
    there = moved(day, unit, count)
    assert (there >= day) if count >= 0 else (there <= day)
