"""Modes: which words may tell one, what stands above a mode that is there, and what is wrong with a table."""

import pytest

from dragoman.errors import KnowledgeError
from dragoman.events import acts_of
from dragoman.events.clauses import Clauses
from dragoman.events.details import MODES, ModeRule, parse_details
from dragoman.events.modes import mode_of
from dragoman.kit import load_kit
from tests.rules.test_codebook_examples import sentences

BOOK = load_kit().codebook
HEADER = "category,mode,over,words,needs,example,expected\n"


def modes(text: str) -> list[str]:
    (sentence,) = sentences(text)
    assert sentence.parsed is not None
    clauses = Clauses([word.text for word in sentence.words], sentence.parsed, BOOK.known)
    acts = acts_of(clauses.words, clauses.parsed, BOOK)
    return [f"{act.category}/{mode_of(act, clauses, BOOK.details)}" for act in acts]


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Two soldiers of Mali were killed in a suicide bombing.", "ASSAULT/suicide-attack"),
        ("Rebels with rifles attacked a village in Chad.", "ASSAULT/firearms"),
        ("Ethiopian jets bombed a town in Tigray.", "ASSAULT/aerial"),
        ("Angola refused to free the sailors.", "REJECT/yield"),
        ("Greece threatened to expel the Turkish consul.", "THREATEN/expel"),
        ("Guinea threatened to attack Liberia.", "THREATEN/violence"),
    ],
)
def test_a_mode_is_told_by_words_of_the_clause(text: str, mode: str) -> None:
    assert mode in modes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked the village after a suicide bombing in the capital.",
        "Rebels attacked the village, which a suicide bomber had left.",
        "Rebels attacked the village while a suicide bomber hid.",
    ],
)
def test_a_clause_of_circumstance_or_on_a_noun_tells_no_mode(text: str) -> None:
    assert modes(text)[0] == "ASSAULT/None"


def test_a_category_without_modes_has_none() -> None:
    assert modes("France praised the army of Chad.")[0] == "SUPPORT/None"


@pytest.mark.parametrize("rule", BOOK.details.modes, ids=lambda one: one.row)
def test_a_row_gives_a_mode_of_its_category(rule: ModeRule) -> None:
    assert rule.mode in MODES[rule.category]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("ASSAULT,visit,,visit,,A visit.,ASSAULT/visit\n", "'visit' is no mode of 'ASSAULT'"),
        ("AID,visit,,visit,,A visit.,AID/visit\n", "is no mode of 'AID'"),
        ("ASSAULT,beat,visit,beat,,A beating.,ASSAULT/beat\n", "'visit' is no mode"),
        ("ASSAULT,beat,,,,A beating.,ASSAULT/beat\n", "neither words nor conditions"),
        ("ASSAULT,beat,,beat,object=,A beating.,ASSAULT/beat\n", "names no slot or no word"),
        ("ASSAULT,beat,,beat,,,ASSAULT/beat\n", "needs an example"),
    ],
)
def test_a_broken_row_names_itself(row: str, says: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        parse_details({"modes.csv": HEADER + row})
    assert str(caught.value).startswith("modes.csv:2: ")
    assert says in str(caught.value)
