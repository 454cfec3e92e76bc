"""Events told as facts go out, others only when asked for; none is lost without being counted."""

import pytest
from hypothesis import given, strategies as st

from dragoman.export import FACTS, Status, Undated, choose, status_of
from dragoman.export.choosing import has_day
from dragoman.model import Factuality, FactualityKind, Polarity, Time
from tests.unit.export.made_events import EVENTFUL, EVENTS


def names(*include: Status, undated: Undated = Undated.OUT, by_day: bool = False) -> list[str]:
    chosen = choose(EVENTFUL, FACTS | {*include}, undated, by_day=by_day)
    assert len(chosen.events) + sum(number for _, number in chosen.held_back) + chosen.undated == len(EVENTS)
    assert all(EVENTS[int(name[1:]) - 1] is event for name, event in chosen.events)
    return [event.rule for _, event in chosen.events]


class TestStatus:
    @pytest.mark.parametrize("kind", FactualityKind)
    @pytest.mark.parametrize("polarity", Polarity)
    def test_only_what_is_asserted_is_a_fact(self, kind: FactualityKind, polarity: Polarity) -> None:
        told = status_of(Factuality(kind=kind, polarity=polarity)) in FACTS
        assert told == (kind is FactualityKind.ASSERTED and polarity is Polarity.POSITIVE)

    def test_what_will_be_is_no_fact(self) -> None:
        assert status_of(Factuality(kind=FactualityKind.ASSERTED, time=Time.FUTURE)) is Status.FUTURE
        assert status_of(Factuality(kind=FactualityKind.ASSERTED, time=Time.HISTORICAL)) is Status.ASSERTED


class TestChoice:
    def test_facts_only(self) -> None:
        assert names() == ["meet", "agree", "bounded", "half-open", "dateless"]
        assert choose(EVENTFUL).held_back == (
            (Status.FUTURE, 1),
            (Status.NEGATED, 1),
            (Status.DENIED, 1),
            (Status.CONDITIONAL, 1),
            (Status.SPECULATED, 1),
        )

    def test_what_is_asked_for(self) -> None:
        assert names(Status.DENIED)[5:] == ["denied"]
        assert names(*Status) == [event.rule for event in EVENTS]

    @pytest.mark.parametrize(
        ("undated", "there"),
        [
            (Undated.OUT, ["meet", "agree"]),
            (Undated.BOUNDS, ["meet", "agree", "bounded"]),
            (Undated.KEEP, ["meet", "agree", "bounded", "half-open", "dateless"]),
        ],
    )
    def test_by_day(self, undated: Undated, there: list[str]) -> None:
        assert names(undated=undated, by_day=True) == there
        assert choose(EVENTFUL, FACTS, undated, by_day=True).undated == 5 - len(there)

    @given(include=st.sets(st.sampled_from(list(Status))), undated=st.sampled_from(list(Undated)))
    def test_every_event_is_written_or_counted(self, include: set[Status], undated: Undated) -> None:
        chosen = choose(EVENTFUL, include, undated, by_day=True)
        held = dict(chosen.held_back)
        assert len(chosen.events) + sum(held.values()) + chosen.undated == len(EVENTS)
        assert not held.keys() & include
        assert all(has_day(event, undated) for _, event in chosen.events)
