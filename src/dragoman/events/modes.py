"""The mode of an act, where its sense gives none or the words around its trigger say more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dragoman.events.act import Act
from dragoman.events.clauses import Clauses
from dragoman.events.contexts import matches, pieces_of
from dragoman.events.details import Details, Filled, ModeRule

#: Clauses on the trigger whose words are not about how it was done.
_ELSEWHERE: Final = frozenset({"parataxis", "acl:relcl"})
#: What leads a clause of circumstance: it tells why or when, not how.
_CIRCUMSTANCE: Final = frozenset(
    {
        "as",
        "after",
        "because",
        "while",
        "if",
        "unless",
        "since",
        "although",
        "though",
        "until",
        "before",
        "following",
    }
)


def mode_of(act: Act, clauses: Clauses, details: Details) -> str | None:
    """The mode of an act by the first rule of its category that holds; else the mode it has. No problems.

    The words of a rule are looked for in the act's own clause: the trigger's words and what hangs on them, without
    relative clauses and insertions.
    """
    rules = [rule for rule in details.modes if rule.category == act.category and _may(rule, act.mode)]
    if not rules:
        return act.mode
    near = _near(act, clauses)
    pieces = tuple(pieces_of(clauses.words, clauses.lemmas))
    forms = {form for at, low, lemma in pieces if at in near for form in (low, lemma)}
    for rule in rules:
        # Few phrases have all their words there: only for these the order is looked at.
        phrases = [words for words in rule.words if forms.issuperset(words)]
        if rule.words and not _told(phrases, pieces, near):
            continue
        if all(_met(need, act, clauses) for need in rule.needs):
            return rule.mode
    return act.mode


def _may(rule: ModeRule, mode: str | None) -> bool:
    return mode is None or mode in rule.over or "*" in rule.over


def _near(act: Act, clauses: Clauses) -> frozenset[int]:
    near: set[int] = set()
    waiting = list(act.trigger)
    while waiting:
        word = waiting.pop()
        if word in near:
            continue
        near.add(word)
        waiting.extend(
            at
            for at in clauses.tree.below(word)
            if clauses.parsed.relations[at] not in _ELSEWHERE and not is_circumstance(at, clauses)
        )
    return frozenset(near)


def is_circumstance(word: int, clauses: Clauses) -> bool:
    """Whether a word heads what tells why or when: "after a bombing", "unless they withdraw"; not "killing two"."""
    if clauses.relation(word) not in {"advcl", "obl", "nmod"}:
        return False
    # "as a protest" tells how, "as battles raged" does not.
    leading = _CIRCUMSTANCE if clauses.relation(word) == "advcl" else _CIRCUMSTANCE - {"as"}
    return any(clauses.low[at] in leading for at in clauses.below(word, "mark", "case", "advmod"))


def _told(
    phrases: Sequence[tuple[str, ...]], pieces: Sequence[tuple[int, str, str]], near: frozenset[int]
) -> bool:
    return any(
        all(at in near for at, _, _ in pieces[first : first + len(words)])
        and matches(pieces[first : first + len(words)], words)
        for words in phrases
        for first in range(len(pieces) - len(words) + 1)
    )


def _met(need: Filled, act: Act, clauses: Clauses) -> bool:
    heads = {at for word in act.trigger for slot in need.slot.split("|") for at in clauses.slot(word, slot)}
    named = {
        lemma
        for head in heads
        for at in (head, *clauses.below(head, "conj", "compound", "amod"))
        for lemma in (clauses.lemmas[at], clauses.low[at])
    }
    return bool(named & need.lemmas if need.lemmas else heads) is need.wanted
