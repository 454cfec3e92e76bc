"""Sizes in sentences of our own: the kind, the lowest and highest count, and whether there may be more."""

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from dragoman.events import acts_of
from dragoman.events.clauses import Clauses
from dragoman.events.quantities import quantities_of
from dragoman.events.sizes import sizes_of
from dragoman.kit import load_kit
from tests.rules.test_codebook_examples import sentences

BOOK = load_kit().codebook

#: Each size as "kind low-high", with "+" where there may be more; an open end is "?".
CASES = {
    "At least 12 people were killed and dozens wounded in the attack.": "dead 12-?+, injured 24-99",
    "The blast killed two soldiers.": "dead 2-2",
    "A bomb killed a policeman and wounded three others in Quetta.": "dead 1-1, injured 3-3",
    "More than 100 protesters were arrested in Minsk.": "arrested 100-?+",
    "Police arrested between 20 and 30 students.": "arrested 20-30",
    "Up to 1,000 farmers marched through Warsaw.": "crowd 0-1000",
    "Tens of thousands of people demonstrated in Madrid.": "crowd 20000-99999",
    "Some 500 workers went on strike in Turin.": "crowd 500-500",
    "A dozen villagers were killed by rebels.": "dead 12-12",
    "Scores of people died in the clashes.": "dead 40-99",
    "Hundreds of demonstrators were injured.": "injured 200-999",
    "The war has displaced two million people.": "displaced 2000000-2000000",
    "Soldiers detained six men.": "arrested 6-6",
    "Nearly 25,000 people fled the city.": "displaced 25000-25000",
    "The death toll rose to 340.": "dead 340-340",
    "Thirty-five miners were killed.": "dead 35-35",
    "The shelling left nine people dead.": "dead 9-9",
    "Gunmen killed 14 civilians and wounded at least 40.": "dead 14-14, injured 40-?+",
    "Fewer than 50 people gathered in the square.": "crowd 0-49",
    "Several monks were arrested.": "arrested 3-9",
    "Hundreds of thousands of students marched in Seoul.": "crowd 200000-999999",
    "The army killed 20 to 25 fighters.": "dead 20-25",
    "Two officers and three guards were killed.": "dead 2-2, dead 3-3",
    "Police made 30 arrests.": "arrested 30-30",
    "The attack claimed 12 lives.": "dead 12-12",
    "Five hundred families were evicted from their homes.": "displaced 500-500",
    "As many as 70 people were wounded.": "injured 0-70",
    "No fewer than eight prisoners were executed.": "dead 8-?+",
    "Over 3,000 nurses protested in Lisbon.": "crowd 3000-?+",
    "A crowd of 5,000 chanted outside the palace.": "crowd 5000-5000",
    "About 200 people blocked the road to the airport.": "crowd 200-200",
    "The police jailed four editors.": "arrested 4-4",
    "One soldier was killed and two others were injured.": "dead 1-1, injured 2-2",
    "An air strike killed 11 people, including three children.": "dead 11-11",
    "Rebels executed a teacher.": "dead 1-1",
    "The mine killed one man.": "dead 1-1",
    "Three hundred and fifty people were arrested.": "arrested 350-350",
    "Forty people were hurt.": "injured 40-40",
    "Thousands took to the streets of Caracas.": "crowd 2000-9999",
    "A hundred sailors staged a hunger strike.": "crowd 100-100",
    "A few dozen students rallied in Oslo.": "crowd 24-99",
    "An estimated 10,000 people attended the rally.": "crowd 10000-10000",
    "Six people, two of them children, were killed.": "dead 6-6",
    "The fighting has left 4,000 people homeless.": "displaced 4000-4000",
    "Troops shot dead two men.": "dead 2-2",
    "Soldiers killed 12 cows.": "",
    "The council met for three hours.": "",
    "The minister signed two treaties.": "",
    "Rebels destroyed 12 houses.": "",
    "Norway gave Malawi 40 million dollars.": "",
    "The army fired 30 shells at the town.": "",
    "Killed on 12 May, the general was buried on Friday.": "",
    "Thirteen ministers attended the rally.": "crowd 13-13",
    "The raid ended with 15 deaths.": "dead 15-15",
    "Twenty thousand teachers walked out.": "crowd 20000-20000",
    "The guards beat prisoners, killing at least two.": "dead 2-?+",
    "Police fired on the march, wounding 17 and arresting 60.": "injured 17-17, arrested 60-60",
    "Ten or more hostages died.": "dead 10-?+",
    "The bomb killed or wounded 50 people.": "dead 0-50, injured 0-50",
    "Shells fell on the market and 22 people perished.": "dead 22-22",
    "The unrest has uprooted half a million people.": "displaced 500000-500000",
    "The soldiers forced out more than 300 families.": "displaced 300-?+",
    "Rebels held 40 farmers as human shields.": "arrested 40-40",
    "Sweden expelled two diplomats.": "",
    "A couple of guards were wounded.": "injured 2-2",
}


def clauses_of(text: str) -> Clauses:
    (sentence,) = sentences(text)
    assert sentence.parsed is not None
    return Clauses([word.text for word in sentence.words], sentence.parsed, BOOK.known)


def shown(text: str, *, near: str | None = None) -> str:
    clauses = clauses_of(text)
    trigger = None
    if near is not None:
        trigger = next(
            act.trigger
            for act in acts_of(clauses.words, clauses.parsed, BOOK)
            if clauses.low[act.word] == near
        )
    return ", ".join(
        f"{one.kind} {one.low}-{'?' if one.high is None else one.high}{'+' * one.at_least}"
        for one in sizes_of(clauses, trigger)
    )


@pytest.mark.parametrize("text", CASES)
def test_sizes_of_a_sentence(text: str) -> None:
    assert shown(text) == CASES[text]


def test_a_size_in_a_relative_clause_is_not_of_the_main_event() -> None:
    text = "France condemned the militia that killed nine monks."
    assert shown(text) == "dead 9-9"
    assert shown(text, near="condemned") == ""


def test_the_span_holds_the_words_of_the_count() -> None:
    clauses = clauses_of("At least 12 people were killed in Gao.")
    (size,) = sizes_of(clauses)
    assert clauses.words[slice(*size.words)] == ("At", "least", "12")


@pytest.mark.parametrize(
    ("text", "low", "high", "at_least"),
    [
        ("twenty-one", 21, 21, False),
        ("20-30", 20, 30, False),
        ("20 - 30", 20, 30, False),
        ("from 5 to 9", 5, 9, False),
        ("1.5 million", 1_500_000, 1_500_000, False),
        ("a thousand", 1000, 1000, False),
        ("100 or more", 100, None, True),
        ("upwards of 60", 60, None, True),
        ("two hundred and six", 206, 206, False),
        ("three dozen", 36, 36, False),
    ],
)
def test_quantities(text: str, low: int, high: int | None, at_least: bool) -> None:
    (one,) = quantities_of(text.split())
    assert (one.low, one.high, one.at_least) == (low, high, at_least)


def test_a_size_is_of_the_event_that_its_word_tells() -> None:
    text = "A bomb hit the market in Gao, killing nine people."
    assert shown(text, near="hit") == "dead 9-9"


def test_what_came_before_is_not_of_the_event() -> None:
    text = "Chad imposed a curfew after rebels killed nine people."
    assert shown(text) == "dead 9-9"
    assert shown(text, near="imposed") == ""


@given(
    st.lists(
        st.sampled_from(
            "at least up to between 20 and 30 a dozen hundreds of thousands 1,000 - twenty five no fewer than or more people".split()
        )
    )
)
def test_quantities_stand_apart_and_are_in_order(words: list[str]) -> None:
    found = list(quantities_of(words))
    assert all(one.start < one.end <= len(words) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.high is None or 0 <= one.low <= one.high for one in found)
    assert all(one.high is None for one in found if one.at_least)
