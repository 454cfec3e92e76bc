"""Whom a speaker's words mean: "we", "its missiles", "both sides", the police of the page's country; what others must do."""

import pytest

from dragoman.model import Event
from tests.made_events import coded


def one(text: str, category: str) -> Event:
    found = [event for event in coded(text)[1] if event.category == category]
    assert len(found) == 1, [event.category for event in coded(text)[1]]
    return found[0]


def codes(event: Event) -> tuple[list[str | None], list[str | None]]:
    return [part.code for part in event.actors], [part.code for part in event.recipients]


@pytest.mark.parametrize(
    "text",
    [
        "“We bombed the Syrian town of Idlib,” Vladimir Putin said.",
        "The Russian defence ministry said that its missiles had destroyed a Ukrainian warship.",
    ],
)
def test_the_speakers_own_side_does_it(text: str) -> None:
    actors, _ = codes(one(text, "ASSAULT"))
    assert [code[:3] for code in actors if code] == ["RUS"]


def test_we_is_who_is_quoted_and_not_who_quotes() -> None:
    text = "“We bombed the Syrian town of Idlib,” the Anadolu Agency quoted Vladimir Putin as saying."
    actors, _ = codes(one(text, "ASSAULT"))
    assert [code[:3] for code in actors if code] == ["RUS"]


def test_the_two_sides_are_those_who_met() -> None:
    text = "Russian and Turkish ministers met in Sochi.\nThe two sides discussed grain exports."
    events = [event for event in coded(text)[1] if event.category == "CONSULT"]
    assert len(events) == 2
    for event in events:
        assert {code[:3] for code in codes(event)[0] if code} == {"RUS", "TUR"}
        assert event.recipients == ()


def test_what_others_must_do_is_asked_of_them() -> None:
    event = one("Moscow said Turkey needs to withdraw its troops from Syria.", "REQUEST")
    actors, recipients = codes(event)
    assert [code[:3] for code in actors if code] == ["RUS"]
    assert [code[:3] for code in recipients if code] == ["TUR"]
    assert event.factuality.kind == "asserted"


def test_the_police_of_a_page_about_one_country_are_that_countrys() -> None:
    text = (
        "Venezuela voted on Sunday. Thousands marched in Venezuela. Nobody in Venezuela slept.\n"
        "The police arrested 40 students."
    )
    actors, _ = codes(one(text, "COERCE"))
    assert actors == ["VENCOP"]


def test_where_they_met_is_nobody() -> None:
    actors, recipients = codes(one("The presidents of Chad and Niger met in Samarkand.", "CONSULT"))
    assert {code[:3] for code in actors if code} == {"TCD", "NER"}
    assert recipients == []


def test_who_says_that_others_will_be_seen_as_enemies_sees_them_so() -> None:
    event = one("“The Syrian rebels will be considered accomplices,” Vladimir Putin said.", "ACCUSE")
    actors, recipients = codes(event)
    assert [code[:3] for code in actors if code] == ["RUS"]
    assert recipients == ["SYRREB"]
