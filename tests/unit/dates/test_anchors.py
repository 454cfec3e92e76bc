from __future__ import annotations

from datetime import date

import pytest

from dragoman.dates import Anchors, Basis, Bound, Limits, limits
from dragoman.dates.anchors import anchor_of
from dragoman.errors import ValueRuleError


@pytest.mark.parametrize(
    ("anchors", "basis", "value"),
    [
        (
            Anchors(dateline="2017-03-24", byline="2017-03-25", metadata="2017-03-26"),
            Basis.DATELINE,
            "2017-03-24",
        ),
        (Anchors(byline="2017-03-25", metadata="2017-03-26", url="2017-03-27"), Basis.BYLINE, "2017-03-25"),
        (Anchors(metadata="2017-03-26", url="2017-03-27"), Basis.METADATA, "2017-03-26"),
        (Anchors(url="2017-03-27"), Basis.URL, "2017-03-27"),
    ],
)
def test_the_dateline_goes_before_byline_metadata_and_address(
    anchors: Anchors, basis: Basis, value: str
) -> None:
    anchor = anchor_of(anchors)
    assert (anchor.basis, anchor.value) == (basis, value)


def test_a_day_goes_before_a_month_that_holds_it() -> None:
    anchor = anchor_of(Anchors(dateline="2017-03", metadata="2017-03-26"))
    assert (anchor.basis, anchor.value) == (Basis.METADATA, "2017-03-26")


def test_a_day_that_contradicts_a_surer_month_is_not_taken() -> None:
    anchor = anchor_of(Anchors(dateline="2017-03", metadata="2017-05-26"))
    assert (anchor.basis, anchor.first, anchor.last) == (Basis.DATELINE, date(2017, 3, 1), date(2017, 3, 31))


def test_bounds_narrow_a_rough_anchor_and_stand_in_for_none() -> None:
    clock = Bound(interval="../2017-03-20", why="page clock")
    rough = anchor_of(Anchors(metadata="2017-03", bounds=(clock,)))
    assert (rough.basis, rough.first, rough.last) == (Basis.METADATA, date(2017, 3, 1), date(2017, 3, 20))
    alone = anchor_of(Anchors(bounds=(clock,)))
    assert (alone.basis, alone.first, alone.last) == (Basis.BOUNDS, None, date(2017, 3, 20))
    assert anchor_of(Anchors()).basis is Basis.NONE


def test_bounds_that_contradict_a_rough_anchor_do_not_narrow_it() -> None:
    clock = Bound(interval="../2015", why="page clock")
    anchor = anchor_of(Anchors(metadata="2017-03", bounds=(clock,)))
    assert (anchor.first, anchor.last) == (date(2017, 3, 1), date(2017, 3, 31))


@pytest.mark.parametrize(
    ("value", "minutes"),
    [("2017-03-26", None), ("2017-03-26T12:30:00", 750), ("2017-03-26T06", 360), ("2017-03-26T06:05Z", 365)],
)
def test_the_time_of_day_is_kept(value: str, minutes: int | None) -> None:
    assert anchor_of(Anchors(metadata=value)).minutes == minutes


def test_what_is_no_edtf_is_an_error() -> None:
    with pytest.raises(ValueRuleError):
        anchor_of(Anchors(metadata="26 March"))
    with pytest.raises(ValueRuleError):
        limits([Bound(interval="2017-02-30", why="nobody")])


AKAR = Bound(interval="2018-07-10/..", why="Akar is defence minister")
FIDAN = Bound(interval="../2023-06-03", why="Fidan is intelligence head")


def test_limits_take_the_narrowest_bound_of_each_side_with_its_reason() -> None:
    wider = Bound(interval="2016/2025", why="the outlet exists")
    assert limits([wider, AKAR, FIDAN]) == Limits(
        not_before=date(2018, 7, 10),
        not_after=date(2023, 6, 3),
        why_before="Akar is defence minister",
        why_after="Fidan is intelligence head",
    )
    assert limits([]) == Limits()


def test_limits_that_exclude_each_other_say_which_do() -> None:
    clock = Bound(interval="../2017", why="page clock")
    found = limits([AKAR, clock])
    assert found.contradiction == ("Akar is defence minister", "page clock")
    assert found.not_before is None
    assert found.not_after is None
