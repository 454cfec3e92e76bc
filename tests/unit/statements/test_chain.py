"""The algebra of layers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    Bench = Any

NAMES = {
    "Nordwire": "agency",
    "Fjord Times": "outlet",
    "Berg": "person",
    "Lunde": "person",
    "Norway": "country",
}


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("“No,” Berg told Nordwire.", ["Nordwire", "Berg"]),
        ("“No,” Berg told Lunde.", ["Berg"]),
        ("“No,” Berg told the daily Havnabladet.no on Monday.", ["the daily Havnabladet.no", "Berg"]),
        ("“No,” Berg said, according to Nordwire.", ["Nordwire", "Berg"]),
        ("Berg said that it rains, according to Nordwire.", ["Nordwire", "Berg"]),
        ("“No,” Berg said in an interview with the Fjord Times.", ["the Fjord Times", "Berg"]),
        ("Nordwire quoted Berg as saying that it rains.", ["Nordwire", "Berg"]),
        ("“No,” Berg was quoted by Nordwire as saying.", ["Nordwire", "Berg"]),
        ("The Fjord Times, citing two guards, reported that it rains.", ["The Fjord Times", "two guards"]),
        ("In her letter, Berg wrote that it rains.", ["her letter", "Berg"]),
    ],
)
def test_layers(bench: Bench, text: str, chain: list[str]) -> None:
    statement = bench.read(text, NAMES)[0]
    assert bench.chain(statement) == chain


def test_the_addressee_is_no_layer(bench: Bench) -> None:
    (statement,) = bench.read("“No,” Berg told Lunde.", NAMES)
    assert statement.addressee is not None
    assert statement.addressee.actor == "Lunde"


def test_the_newspaper_is_the_outlet_named_last(bench: Bench) -> None:
    text = "The Fjord Times reported that it rains.\n“Yes,” Berg told the newspaper."
    statement = bench.read(text, NAMES)[1]
    layer = statement.chain[0]
    assert layer.source is not None
    assert (layer.source.actor, bench.page.quote(layer.source.span)) == ("Fjord Times", "Fjord Times")
    assert [bench.page.quote(cue) for cue in layer.cues] == ["the newspaper"]


def test_the_newspaper_without_an_outlet_before_it_stays_unresolved(bench: Bench) -> None:
    (statement,) = bench.read("“Yes,” Berg told the newspaper.", NAMES)
    layer = statement.chain[0]
    assert layer.source is not None
    assert (layer.source.actor, bench.page.quote(layer.source.span)) == (None, "the newspaper")


def test_a_medium_far_back_is_not_meant(bench: Bench) -> None:
    filler = "\n".join(["It rains."] * 10)
    statement = bench.read(
        f"The Fjord Times reported that it rains.\n{filler}\n“Yes,” the article read.", NAMES
    )[-1]
    assert [layer.source.actor for layer in statement.chain if layer.source] == [None]


def test_two_countries_together_are_no_single_actor(bench: Bench) -> None:
    statement = bench.read(
        "Norway and Sweden said that it rains.", {"Norway": "country", "Sweden": "country"}
    )[0]
    assert statement.chain[0].source is not None
    assert statement.chain[0].source.actor is None


def test_a_country_that_only_qualifies_is_not_the_source(bench: Bench) -> None:
    statement = bench.read("The envoy from Norway said that it rains.", NAMES)[0]
    assert statement.chain[0].source is not None
    assert statement.chain[0].source.actor is None


def test_the_he_of_a_quotation_is_not_the_one_who_is_quoted(bench: Bench) -> None:
    text = "Mona Berg spoke. “He left and he said that he would hunt,” Mona Berg said."
    found = bench.read(text, {"Mona Berg": "person"})
    (inner,) = [statement for statement in found if statement.within]
    assert [layer.source.actor for layer in inner.chain if layer.source] == ["Mona Berg", None]


def test_according_to_behind_and_belongs_to_the_next_clause(bench: Bench) -> None:
    text = "Relatives said that he knew both men and according to a neighbour, the men were loggers."
    assert ["a neighbour", "Relatives"] not in [bench.chain(statement) for statement in bench.read(text)]
