"""Whether the category of an act already holds what its words commit to."""

import pytest

from dragoman.events import Act, acts_of
from dragoman.kit import load_kit
from tests.unit.events.test_slots import read


def main_act(text: str) -> Act:
    clauses = read(text)
    return acts_of(clauses.words, clauses.parsed, load_kit().codebook)[0]


@pytest.mark.parametrize(
    ("text", "category", "absorbed"),
    [
        ("Rebels shelled the town of Goma.", "ASSAULT", False),
        ("The ministry said rebels had shelled the town of Goma.", "ASSAULT", False),
        ("Norway agreed to send troops to Mali.", "AGREE", True),
        ("The radio said Norway had agreed to send troops to Mali.", "AGREE", True),
        ("Kenya refused to meet the rebels.", "REJECT", True),
        ("Chad rejected a proposal from Libya on fishing.", "REJECT", True),
        ("Rebels launched an attack on Syrian troops.", "ASSAULT", True),
        ("Hackers tried to attack a German bank.", "ASSAULT", True),
        ("The EU lifted sanctions against Burma.", "CONCEDE", True),
        ("Ghana urged Togo to free the fishermen.", "REQUEST", True),
        ("Peru said that Chile must pay.", "REQUEST", True),
        ("Syria will bomb the Turkish garrison.", "THREATEN", True),
        ("Syria may bomb the Turkish garrison.", "ASSAULT", False),
        ("Laos is considering expelling two Thai diplomats.", "SANCTION", False),
    ],
)
def test_what_an_embedder_or_a_modal_made_of_it_is_absorbed(text: str, category: str, absorbed: bool) -> None:
    act = main_act(text)
    assert (act.category, act.absorbed) == (category, absorbed)


def test_what_is_spent_in_the_category_is_no_flag_any_more() -> None:
    assert not main_act("Syria will bomb the Turkish garrison.").future
    assert main_act("Laos is considering expelling two Thai diplomats.").possible
    assert main_act("The army will not bomb the Turkish garrison.").negated
