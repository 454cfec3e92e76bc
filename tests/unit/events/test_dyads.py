"""Parties of acts: who stands for nobody known, what a guess may not say, and who does it together."""

import pytest

from bench.event_parts import rows_in
from dragoman.events import acts_of
from dragoman.events.clauses import Clauses
from dragoman.events.dyads import Dyad, dyad_of
from dragoman.kit import load_kit


def main_dyad(text: str) -> Dyad:
    kit = load_kit()
    (row,) = rows_in("one", text, None, kit)
    clauses = Clauses(row.words, row.parsed, kit.codebook.known)
    act = acts_of(row.words, row.parsed, kit.codebook)[0]
    return dyad_of(act, clauses, row.reading, row.letters)


def codes(text: str) -> tuple[list[str | None], list[str | None]]:
    dyad = main_dyad(text)
    return [one.code for one in dyad.actors], [one.code for one in dyad.recipients]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A car bomb near Baghdad killed two French soldiers.", "IRQUAF"),
        ("Two French soldiers were killed in a bombing in Baghdad.", "IRQUAF"),
    ],
)
def test_attackers_nobody_knows_are_the_unidentified_of_the_place(text: str, actor: str) -> None:
    dyad = main_dyad(text)
    assert [one.code for one in dyad.actors] == [actor]
    assert [one.rule for one in dyad.actors] == ["unknown"]
    assert "bomb" in text[dyad.actors[0].span.start : dyad.actors[0].span.end]


def test_an_attack_without_place_or_attacker_has_no_actor() -> None:
    assert codes("Two French soldiers were killed.")[0] == []


def test_who_belongs_to_the_actor_gives_way_to_who_is_named() -> None:
    assert codes("Iran threatened to end its truce with Iraq.")[1] == ["IRQ"]


def test_an_arrest_is_one_of_the_place() -> None:
    assert codes("Two French nuns were arrested in Niger.")[0] == ["NER"]


def test_two_that_do_it_together_are_both_actors() -> None:
    dyad = main_dyad("Bosnia and Slovenia agreed to a truce.")
    assert dyad.mutual
    assert [one.code for one in dyad.actors] == ["BIH", "SVN"]
    assert dyad.recipients == ()


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Troops sent by Kenya attacked a Somali base.", "KENMIL"),
        ("Kenyan troops attacked a Somali base.", "KENMIL"),
    ],
)
def test_a_participle_may_tell_whose_somebody_is(text: str, actor: str) -> None:
    assert codes(text)[0] == [actor]


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        ("The Chadian president flew to Niamey.", ["NER"]),
        ("Turkish jets bombed Homs.", ["SYRCVL"]),
    ],
)
def test_who_visits_a_town_meets_no_civilians(text: str, recipients: list[str]) -> None:
    assert codes(text)[1] == recipients


def test_the_european_union_is_no_trade_union() -> None:
    assert codes("The European Union expelled two Syrian envoys.")[0] == ["IGO"]


def test_a_pronoun_is_who_the_condition_names() -> None:
    assert codes("If the Syrian rebels stay, they will be considered accomplices.")[1] == ["SYRREB"]
    assert "SYRREB" not in codes("While the Syrian rebels stay, they will be considered accomplices.")[1]
