"""Laws of coding over made sentences: what a change of the wording must leave alone, and what it must change.

The sentences are made of deeds and parties, so that a law holds for a whole table and not for one sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import pytest

from dragoman.events import Act, acts_of
from dragoman.events.clauses import Clauses
from dragoman.kit import load_kit
from tests.unit.events.test_slots import read


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A verb with its forms, what follows it (``{B}`` is the recipient), its passive, and its category."""

    base: str
    past: str
    category: str
    after: str
    passive: str


def deed(category: str, base: str, past: str, after: str = "{B}", passive: str = "") -> Deed:
    done = passive or after.replace("{B}", f"{{B}} {{be}} {past}") + " by {A}"
    return Deed(base=base, past=past, category=category, after=after, passive=done)


DEEDS: Final = (
    deed("ASSAULT", "attack", "attacked"),
    deed("ASSAULT", "kidnap", "kidnapped"),
    deed("ASSAULT", "kill", "killed"),
    deed("ASSAULT", "torture", "tortured"),
    deed("ASSAULT", "shoot", "shot"),
    deed("ASSAULT", "launch", "launched", "an attack on {B}", "an attack on {B} was launched by {A}"),
    deed("COERCE", "arrest", "arrested"),
    deed("COERCE", "deport", "deported"),
    deed("COERCE", "evict", "evicted"),
    deed("COERCE", "detain", "detained", "{B} in Rome"),
    deed("SANCTION", "sanction", "sanctioned"),
    deed("SANCTION", "impose", "imposed", "sanctions on {B}", "sanctions were imposed on {B} by {A}"),
    deed("ACCUSE", "condemn", "condemned"),
    deed("ACCUSE", "criticise", "criticised"),
    deed("ACCUSE", "accuse", "accused", "{B} of fraud"),
    deed("ACCUSE", "blame", "blamed", "{B} for the fire"),
    deed("SUPPORT", "praise", "praised"),
    deed("SUPPORT", "congratulate", "congratulated"),
    deed("SUPPORT", "sign", "signed", "a treaty with {B}", "a treaty with {B} was signed by {A}"),
    deed("AID", "rescue", "rescued"),
    deed("AID", "feed", "fed"),
    deed("AID", "give", "gave", "tents to {B}", "tents were given to {B} by {A}"),
    deed("AID", "send", "sent", "medicine to {B}", "medicine was sent to {B} by {A}"),
    deed("RETREAT", "release", "released"),
    deed("RETREAT", "free", "freed"),
    deed("CONCEDE", "pardon", "pardoned"),
    deed("CONSULT", "visit", "visited"),
    deed("CONSULT", "hold", "held", "talks with {B}", "talks with {B} were held by {A}"),
    deed("COOPERATE", "sell", "sold", "tanks to {B}", "tanks were sold to {B} by {A}"),
    deed("REQUEST", "urge", "urged", "{B} to free the hostages"),
    deed("REJECT", "reject", "rejected", "a proposal by {B}", "a proposal by {B} was rejected by {A}"),
    deed("THREATEN", "threaten", "threatened", "{B} with war"),
)
#: Who does it and to whom, by pairs that may change places.
PAIRS: Final = (
    ("the Malian government", "Ghanaian traders"),
    ("dozens of Kenyan soldiers", "the Chilean bishop"),
)
#: What an auxiliary makes of a category where it does not stay what it is, by the manual of PLOVER and both gold sets: a
#: hostile deed to come is a threat and a friendly one an agreement, a friendly one that will not be is a rejection.
WILL: Final = {
    **dict.fromkeys(("ASSAULT", "COERCE", "SANCTION"), "THREATEN"),
    **dict.fromkeys(("SUPPORT", "AID", "RETREAT", "CONCEDE", "CONSULT", "COOPERATE"), "AGREE"),
}
WILL_NOT: Final = dict.fromkeys(("SUPPORT", "AID", "RETREAT", "CONCEDE", "CONSULT", "COOPERATE"), "REJECT")
MADE: Final = tuple((one, *pair) for one in DEEDS for pair in PAIRS)


def named(one: object) -> str:
    return f"{one.base}_{one.category}" if isinstance(one, Deed) else str(one).replace(" ", "-")


law = pytest.mark.parametrize(("deed_", "actor", "recipient"), MADE, ids=named)


def active(one: Deed, actor: str, recipient: str, verb: str | None = None) -> str:
    return f"{actor} {verb or one.past} {one.after.format(B=recipient)}"


def passive(one: Deed, actor: str, recipient: str) -> str:
    be = "was" if recipient.startswith("the") else "were"
    return one.passive.format(A=actor, B=recipient, be=be)


def sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


@cache
def main_act(text: str) -> tuple[Act, Clauses]:
    clauses = read(text)
    found = acts_of(clauses.words, clauses.parsed, load_kit().codebook)
    assert found, f"no act in {text!r}"
    return found[0], clauses


def words(heads: tuple[int, ...], clauses: Clauses) -> list[str]:
    return [clauses.words[at] for at in heads]


def event(text: str) -> tuple[str, str | None, list[str], list[str]]:
    """Category, mode, and the head words of actors and recipients."""
    act, clauses = main_act(text)
    return act.category, act.mode, words(act.actors, clauses), words(act.recipients, clauses)


def head(party: str) -> str:
    return party.rsplit(maxsplit=1)[-1]


@law
def test_a_deed_is_coded_with_both_parties(deed_: Deed, actor: str, recipient: str) -> None:
    category, _, actors, recipients = event(sentence(active(deed_, actor, recipient)))
    assert (category, actors, recipients) == (deed_.category, [head(actor)], [head(recipient)])


@law
def test_the_passive_keeps_the_event(deed_: Deed, actor: str, recipient: str) -> None:
    assert event(sentence(passive(deed_, actor, recipient))) == event(
        sentence(active(deed_, actor, recipient))
    )


@law
def test_parties_that_change_places_change_roles(deed_: Deed, actor: str, recipient: str) -> None:
    there = event(sentence(active(deed_, actor, recipient)))
    back = event(sentence(active(deed_, recipient, actor)))
    assert (back[0], back[2], back[3]) == (there[0], there[3], there[2])


@pytest.mark.parametrize(
    "frame",
    [
        "{}, officials said",
        "officials said {}",
        "officials said on Friday that {}",
        "{}, according to officials",
    ],
)
@law
def test_who_says_it_changes_only_the_speaker(deed_: Deed, actor: str, recipient: str, frame: str) -> None:
    plain = sentence(active(deed_, actor, recipient))
    said = sentence(frame.format(active(deed_, actor, recipient)))
    assert event(said) == event(plain)
    act, clauses = main_act(said)
    assert [word.lower() for word in words(act.speaker, clauses)] == ["officials"]
    assert not main_act(plain)[0].speaker


@law
def test_did_not_only_negates(deed_: Deed, actor: str, recipient: str) -> None:
    text = sentence(active(deed_, actor, recipient, f"did not {deed_.base}"))
    assert event(text) == event(sentence(active(deed_, actor, recipient)))
    assert main_act(text)[0].negated


@pytest.mark.parametrize("modal", ["may", "might", "could"])
@law
def test_may_only_leaves_open(deed_: Deed, actor: str, recipient: str, modal: str) -> None:
    text = sentence(active(deed_, actor, recipient, f"{modal} {deed_.base}"))
    assert event(text) == event(sentence(active(deed_, actor, recipient)))
    assert main_act(text)[0].possible


@law
def test_if_only_leaves_open(deed_: Deed, actor: str, recipient: str) -> None:
    text = sentence(f"prices rise if {active(deed_, actor, recipient)}")
    assert event(text) == event(sentence(active(deed_, actor, recipient)))
    assert main_act(text)[0].possible


@law
def test_will_makes_threats_and_agreements(deed_: Deed, actor: str, recipient: str) -> None:
    text = sentence(active(deed_, actor, recipient, f"will {deed_.base}"))
    act, _ = main_act(text)
    assert event(text)[2:] == event(sentence(active(deed_, actor, recipient)))[2:]
    assert act.category == WILL.get(deed_.category, deed_.category)
    # What the category has taken up is no flag any more.
    assert act.future is (deed_.category not in WILL)
    assert act.absorbed or deed_.category not in WILL


@law
def test_will_not_rejects_what_is_friendly(deed_: Deed, actor: str, recipient: str) -> None:
    text = sentence(active(deed_, actor, recipient, f"will not {deed_.base}"))
    act, _ = main_act(text)
    assert event(text)[2:] == event(sentence(active(deed_, actor, recipient)))[2:]
    assert act.category == WILL_NOT.get(deed_.category, deed_.category)
    assert (act.negated, act.future) == ((deed_.category not in WILL_NOT,) * 2)


@law
def test_must_asks_whoever_is_to_do_it(deed_: Deed, actor: str, recipient: str) -> None:
    text = sentence(f"Norway said that {active(deed_, actor, recipient, f'must {deed_.base}')}")
    category, _, actors, recipients = event(text)
    assert (category, actors, recipients) == ("REQUEST", ["Norway"], [head(actor)])
