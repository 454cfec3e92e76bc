"""Two codings of one page side by side, on events made up for it."""

from dataclasses import replace

import pytest

from dragoman.events.differences import Difference, differences
from dragoman.model import (
    Event,
    EventTime,
    Evidence,
    Factuality,
    FactualityKind,
    Participant,
    Span,
    Telling,
)

TEXT = "Libya raked Chad with gunfire. Peru met Chile. Ghana phoned Togo."
FACT = Factuality(kind=FactualityKind.ASSERTED)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(page="p", start=start, end=start + len(words))


def event(category: str, actor: str, trigger: str, recipient: str, **more: object) -> Event:
    made = Event(
        id=f"{category} {trigger}",
        statement="s",
        codebook="plover-0.8",
        category=category,
        actors=(Participant(span=span(actor), code="LBY" if actor == "Libya" else None),),
        recipients=(Participant(span=span(recipient)),),
        rule="r",
        evidence=(Evidence(role="trigger", span=span(trigger)),),
        confidence=1.0,
        factuality=FACT,
    )
    return replace(made, **more)  # type: ignore[arg-type]


RAKED = event("ASSAULT", "Libya", "raked", "Chad", mode="firearms", cameo="193", intensity=-9.0)
MET = event("CONSULT", "Peru", "met", "Chile")
PHONED = event("CONSULT", "Ghana", "phoned", "Togo", mode="phone")


def test_the_same_coding_has_no_difference() -> None:
    found = differences((RAKED, MET, PHONED), (PHONED, RAKED, MET), TEXT)
    assert (found.found, found.same) == ((), 3)


def test_events_that_only_one_coding_has() -> None:
    found = differences((RAKED, MET), (MET, PHONED), TEXT)
    assert found.found == (Difference(before=RAKED, after=None), Difference(before=None, after=PHONED))
    assert (found.added, found.removed, found.changed, found.same) == (1, 1, 0, 1)


def test_a_trigger_coded_otherwise_is_a_change_with_its_fields() -> None:
    other = event("MOBILIZE", "Libya", "raked Chad with gunfire", "Chad", intensity=-7.0, rule="mine.csv:4")
    found = differences((RAKED,), (other,), TEXT)
    (one,) = found.found
    assert (found.changed, found.same, one.event) == (1, 0, other)
    assert [(change.field, change.before, change.after) for change in one.changes] == [
        ("category", "ASSAULT", "MOBILIZE"),
        ("mode", "firearms", None),
        ("cameo", "193", None),
        ("intensity", "-9", "-7"),
        ("rule", "r", "mine.csv:4"),
    ]


def test_parties_are_told_with_words_and_codes() -> None:
    other = replace(RAKED, actors=RAKED.recipients, recipients=RAKED.actors)
    (one,) = differences((RAKED,), (other,), TEXT).found
    assert [(change.field, change.before, change.after) for change in one.changes] == [
        ("actors", "Libya (LBY)", "Chad"),
        ("recipients", "Chad", "Libya (LBY)"),
    ]


def test_days_and_tellings_count_and_confidence_does_not() -> None:
    telling = Telling(statement="s", trigger=span("met"), factuality=FACT)
    assert differences((MET,), (replace(MET, confidence=0.2, statement="t"),), TEXT).found == ()
    (one,) = differences(
        (MET,), (replace(MET, when=EventTime(value="2016-07-01"), also=(telling,)),), TEXT
    ).found
    assert [(change.field, change.before, change.after) for change in one.changes] == [
        ("when", None, "2016-07-01"),
        ("tellings", "0", "1"),
    ]


def test_of_several_the_event_that_shares_most_is_the_same() -> None:
    wide = event("AID", "Libya", "raked Chad with gunfire", "Chad")
    gunfire = event("ASSAULT", "Libya", "gunfire", "Chad")
    found = differences((wide,), (gunfire, replace(RAKED, evidence=wide.evidence)), TEXT)
    assert [(one.before and one.before.category, one.event.category) for one in found.found] == [
        ("AID", "ASSAULT"),
        (None, "ASSAULT"),
    ]


def test_a_further_telling_ties_events_together() -> None:
    told = replace(PHONED, also=(Telling(statement="s", trigger=span("met"), factuality=FACT),))
    found = differences((MET,), (told,), TEXT)
    assert (found.changed, found.added, found.removed) == (1, 0, 0)


def test_a_difference_of_no_event_is_none() -> None:
    with pytest.raises(ValueError, match="no event"):
        Difference(before=None, after=None).event  # noqa: B018
