"""How far an act is a fact: its own words, then what the statement that holds it says of its main clause."""

import pytest

from dragoman.model import Auxiliary, Event
from tests.made_events import coded, words


def one(text: str, category: str, word: str | None = None) -> Event:
    page, events, _ = coded(text, least=0)
    found = [
        event
        for event in events
        if event.category == category and (word is None or word in words(page, event.evidence[0].span))
    ]
    assert len(found) == 1, [(event.category, words(page, event.evidence[0].span)) for event in events]
    return found[0]


def told(event: Event) -> str:
    return f"{event.factuality.kind} {event.factuality.polarity}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Libyan troops attacked the Tunisian town of Zarzis.", "asserted positive"),
        ("Libyan troops did not attack the Tunisian town of Zarzis.", "asserted negative"),
        ("Libyan troops may have attacked the Tunisian town of Zarzis.", "speculated positive"),
        ("Did Libyan troops attack the Tunisian town of Zarzis?", "speculated unknown"),
        ("If Libyan troops attacked the Tunisian town of Zarzis, nobody saw it.", "conditional positive"),
        ("Tunisia denied that Libyan troops attacked the town of Zarzis.", "denied negative"),
        ("Tunisia said Libyan troops attacked the town of Zarzis.", "asserted positive"),
        ("Tunisia said Libyan troops had not attacked the town of Zarzis.", "asserted negative"),
        ("Libyan troops sailed home to attack the Tunisian town of Zarzis.", "intention positive"),
        ("Tunisia did not say that Libyan troops attacked the town of Zarzis.", "withheld unknown"),
    ],
)
def test_an_attack_is_as_far_a_fact_as_its_sentence_says(text: str, expected: str) -> None:
    assert told(one(text, "ASSAULT")) == expected


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Norway said it would send tents to Mali.", "AGREE"),
        ("Chad said it will bomb the Sudanese town of Geneina.", "THREATEN"),
        ("Japan said that China must free the Japanese fishermen.", "REQUEST"),
        ("Togo refused to receive the envoy of Benin.", "REJECT"),
    ],
)
def test_who_says_that_they_will_has_said_so(text: str, category: str) -> None:
    event = one(text, category)
    assert told(event) == "asserted positive"
    assert Auxiliary.FUTURE not in event.auxiliary


def test_a_relative_clause_in_a_denial_is_told_for_itself() -> None:
    text = "Chad denied that it armed the rebels who attacked the Sudanese town of Geneina."
    assert told(one(text, "ASSAULT")) == "asserted positive"


@pytest.mark.parametrize(
    ("text", "category", "expected"),
    [
        ("Ethiopia told the Tigrayan fighters to withdraw from Amhara.", "RETREAT", "demand positive"),
        ("Chad accused Libya of having bombed the town of Faya.", "ASSAULT", "speculated positive"),
        ("No Libyan soldier attacked the Tunisian town of Zarzis.", "ASSAULT", "asserted negative"),
    ],
)
def test_what_another_act_takes_has_not_been_done(text: str, category: str, expected: str) -> None:
    assert told(one(text, category)) == expected


def test_who_asks_whether_asks_for_nothing() -> None:
    text = "Reporters asked whether Russia would help Syria."
    assert not any(told(event) == "asserted positive" for event in coded(text, least=0)[1])


def test_what_nobody_would_speak_of_is_nobodys_assertion() -> None:
    text = "The Libyan ministry declined to comment on the attack on the Tunisian town of Zarzis."
    assert told(one(text, "ASSAULT")) == "withheld unknown"


def test_a_condition_is_kept_with_its_words() -> None:
    text = "Chad said it will bomb the Sudanese town of Geneina if Sudan sends tanks."
    page, events, _ = coded(text)
    (event,) = [event for event in events if event.category == "THREATEN"]
    assert event.factuality.condition is not None
    assert words(page, event.factuality.condition) == "if Sudan sends tanks"


def test_the_auxiliary_modes_follow_the_factuality() -> None:
    assert one("Libyan troops did not attack the town of Zarzis.", "ASSAULT").auxiliary == (
        Auxiliary.NEGATION,
    )
    assert one("Libyan troops may have attacked the town of Zarzis.", "ASSAULT").auxiliary == (
        Auxiliary.HYPOTHETICAL,
    )
