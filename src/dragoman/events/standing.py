"""How an act stands in its sentence: how much it counts there, who says it, and where else a party may be named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from dragoman.events.act import Act
from dragoman.events.clauses import Clauses

_DEEP: Final = 8
#: How many aims within aims may name a recipient.
_AIMED: Final = 3
#: How much a clause counts for the event of its sentence, by how it hangs on the clause above.
_WEIGHT: Final = {
    "root": 1.0,
    "ccomp": 0.95,
    "parataxis": 0.8,
    "conj": 0.75,
    "xcomp": 0.7,
    "acl:relcl": 0.5,
    "advcl": 0.5,
    "acl": 0.45,
}
_LIGHTEST: Final = 0.35
_TENSES: Final = frozenset({"be", "have", "do", "get"})
_IF: Final = frozenset({"if", "unless", "provided", "lest", "whether"})
#: Clauses whose speaker is not that of the sentence around them.
_APART: Final = frozenset({"acl"})
#: The clauses that say what an act is for.
_AIMS: Final = ("infinitive", "that", "for/infinitive")
#: Where a recipient may stand though no sense says so.
_FURTHER: Final = (
    "against",
    "on",
    "to",
    "with",
    "from",
    "for",
    "over",
    "of",
    "object",
    "owner",
    "place",
    "along",
    "into",
)


def weight_of(clauses: Clauses, word: int, act: Act) -> float:
    """How much the act of a word counts for the event of its sentence, 0..1, by the clauses above it."""
    weight, at = 1.0, word
    for _ in range(_DEEP):
        relation = clauses.parsed.relations[at]
        weight *= _WEIGHT.get(relation, _WEIGHT.get(relation.split(":")[0], _LIGHTEST))
        at = clauses.up(at)
        if at < 0:
            break
    if clauses.parsed.upos[act.word] not in {"VERB", "AUX"} and act.word == word:
        weight *= 0.8
    return weight


def tells_for_itself(clauses: Clauses, word: int) -> bool:
    """Whether a verb tells what was or is being done in a relative clause: "where troops are deployed".

    Not what somebody mostly does (*who defends detainees*), what may or must be, and what has no noun before it (*what he
    ordered*).
    """
    if clauses.modals(word) - _TENSES or (
        clauses.parsed.xpos[word] in {"VBZ", "VBP", "VB"} and not clauses.below(word, "aux")
    ):
        return False
    at = word
    for _ in range(_DEEP):
        if clauses.parsed.relations[at] == "acl:relcl":
            return clauses.parsed.upos[clauses.up(at)] in {"NOUN", "PROPN"}
        if clauses.relation(at) not in {"conj", "xcomp"}:
            return False
        at = clauses.up(at)
    return False


def fallbacks(clauses: Clauses, act: Act) -> tuple[int, ...]:
    """Phrases that may be meant where no slot of the sense is filled: "strengthened its forces in Lebanon".

    Those on the trigger come first, then those of what it aims at: "threatened to impose duties on German goods"; of a
    threat last who may still turn it away: "if Chad attacks".
    """
    if act.wanted == ("-",):
        return ()
    taken = {*act.actors, *act.recipients, *act.trigger}
    aims: list[int] = []
    level = list(act.trigger)
    for _ in range(_AIMED):
        # "is willing to send material to help defend Malta"
        level = [at for word in level for slot in _AIMS for at in clauses.slot(word, slot) if at not in aims]
        level += [at for word in act.trigger for at in clauses.below(word, "xcomp") if at not in aims]
        aims += level
    within = [at for aim in aims for at in clauses.slot(aim, "object")]
    conditions = [
        head
        for at in clauses.below(act.word, "advcl")
        if act.category == "THREATEN" and is_condition(clauses, at)
        for head in clauses.slot(at, "subject")
    ]
    found = [
        head
        for word in (*act.trigger, *aims, *within)
        for slot in _FURTHER
        for head in clauses.slot(word, slot)
        if head not in taken
    ]
    found += [head for head in conditions if head not in taken]
    return tuple(dict.fromkeys(found))


def speaker_of(clauses: Clauses, word: int, says: Callable[[int], bool]) -> tuple[int, ...]:
    """Who says an act that no verb of saying took: "..., officials said", "according to officials"."""
    at = word
    for _ in range(_DEEP):
        for one in clauses.below(at, "obl", "nmod", "advcl"):
            if any(clauses.low[case] == "according" for case in clauses.below(one, "case", "mark")):
                return (one,)
        if (verb := teller(clauses, at, says)) is not None:
            return clauses.slot(verb, "subject")
        at = clauses.up(at)
        if at < 0 or clauses.relation(at) in _APART:
            break
    return ()


def teller(clauses: Clauses, word: int, says: Callable[[int], bool]) -> int | None:
    """The verb of saying that stands beside what it tells: "..., officials said"."""
    beside = (
        one
        for one in clauses.below(word, "parataxis")
        if says(one) and not clauses.below(one, "ccomp", "obj")
    )
    return next(beside, None)


def is_condition(clauses: Clauses, word: int) -> bool:
    """Whether a word stands in a condition: "if rebels attack", "unless they leave"."""
    at = word
    for _ in range(_DEEP):
        if clauses.relation(at) == "advcl" and any(
            clauses.low[mark] in _IF for mark in clauses.below(at, "mark", "advmod", "case")
        ):
            return True
        at = clauses.up(at)
        if at < 0:
            break
    return False


def met_by(clauses: Clauses, act: Act) -> tuple[int, ...]:
    """Who takes part in talks that are only the circumstance of another deed: "at talks with Chad, Mali agreed"."""
    if act.category != "CONSULT" or clauses.parsed.upos[act.word] != "NOUN":
        return ()
    verb = clauses.up(act.word)
    if verb < 0 or clauses.relation(act.word) not in {"obl", "advcl"} or not act.recipients:
        return ()
    return tuple(at for at in clauses.slot(verb, "subject") if at not in act.recipients)
