"""Slots that forms of a sentence hide: passives of verbs with two objects, participles, hyphens, titles, days."""

import pytest

from dragoman.events import acts_of
from dragoman.events.clauses import Clauses
from dragoman.events.examples import shown
from dragoman.kit import load_kit
from tests.rules.test_codebook_examples import sentences

BOOK = load_kit().codebook


def read(text: str) -> Clauses:
    (sentence,) = sentences(text)
    assert sentence.parsed is not None
    return Clauses([word.text for word in sentence.words], sentence.parsed, BOOK.known)


def filled(text: str, verb: str, slot: str) -> list[str]:
    clauses = read(text)
    return [clauses.words[at] for at in clauses.slot(clauses.words.index(verb), slot)]


@pytest.mark.parametrize(
    ("text", "verb", "slot", "words"),
    [
        ("The nuns were given tents by Norway.", "given", "object", ["tents"]),
        ("The nuns were given tents by Norway.", "given", "to", ["nuns"]),
        ("The nuns were given tents by Norway.", "given", "subject", ["Norway"]),
        ("The nuns were freed by Norway.", "freed", "to", []),
        ("Pressed by Oslo, Madrid gave in.", "Pressed", "object", ["Madrid"]),
        ("Peru insisted on Monday that Chile must pay.", "insisted", "on", []),
        ("Peru insisted on a truce.", "insisted", "on", ["truce"]),
        ("Rebels handed over two Kenyan pilots.", "handed", "object", ["pilots"]),
        ("Rebels handed over two Kenyan pilots.", "handed", "subject", ["Rebels"]),
        ("The bloc gave the Malian junta a week.", "gave", "object", ["week"]),
        ("The bloc met the junta on Monday.", "met", "object", ["junta"]),
        ("Sweden shut a Chinese firm out of its network.", "shut", "out", ["network"]),
        ("Sweden shut a Chinese firm out of its network.", "shut", "of", ["network"]),
        ("Sweden shut a firm because of its network.", "shut", "of", []),
        ("A demand that Chad free the nuns was heard.", "demand", "that", ["free"]),
        ("The demand that they heard was a plea.", "demand", "that", []),
        ("Two traders were hacked to death with axes by a mob.", "hacked", "subject", ["mob"]),
        ("Two traders were hacked to death with axes.", "hacked", "subject", []),
        ("Togo stayed away from the talks.", "stayed", "from", ["talks"]),
        ("Chad set a deadline for Mali to withdraw.", "set", "to", []),
        ("Chad published a report condemning Mali.", "report", "participle", ["condemning"]),
    ],
)
def test_a_slot_is_filled(text: str, verb: str, slot: str, words: list[str]) -> None:
    assert filled(text, verb, slot) == words


def test_a_word_with_a_hyphen_is_one_lemma_where_the_codebook_knows_it() -> None:
    clauses = read("Chad announced a cease-fire with a long-lost ally.")
    assert "cease-fire" in clauses.lemmas
    assert "long-lost" not in clauses.lemmas


@pytest.mark.parametrize(
    ("text", "act"),
    [
        (
            "Jordanian Prime Minister Omar Razzaz arrived in Baghdad.",
            "CONSULT/visit: Jordanian Prime Minister Omar Razzaz > Baghdad",
        ),
        ("Kenya handed over 40 tons of maize to Malawi.", "AID: Kenya > Malawi"),
        ("Talks between Peru and Chile have begun in Rome.", "CONSULT: Peru and Chile > -"),
        ("Naval exercises between Peru and Chile have begun.", "COOPERATE: Peru and Chile > -"),
        ("Peru failed to sign a treaty with Chile.", "REJECT: Peru > Chile"),
        ("Four nuns were killed, the Chadian army said.", "ASSAULT: - > Four nuns"),
        ("The Norwegian envoy was not welcome in Minsk.", "REJECT: - > The Norwegian envoy"),
        ("Chad will investigate a Libyan raid.", "ACCUSE/investigate: Chad > a Libyan raid"),
        ("Peru severed air, land and sea links with Chile.", "SANCTION/discontinue: Peru > Chile"),
        ("Violent protests against the Danish queen went on.", "PROTEST/demo: - > the Danish queen"),
        (
            "Peru suspects that Togo expelled two Ghanaian diplomats.",
            "SANCTION/expel: Togo > two Ghanaian diplomats",
        ),
    ],
)
def test_an_act_is_read(text: str, act: str) -> None:
    clauses = read(text)
    found = acts_of(clauses.words, clauses.parsed, BOOK)
    assert found
    assert shown(found[0], clauses) == act
