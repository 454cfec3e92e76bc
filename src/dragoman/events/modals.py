"""What a verb's own auxiliaries make of its act: "will bomb" threatens, "must leave" asks, "may leave" stays open."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from dragoman.events.act import Act
from dragoman.events.clauses import Clauses
from dragoman.events.codebook import Codebook, Effect
from dragoman.events.effects import changed, quad_of

MUST: Final = frozenset({"must", "should", "ought"})
_FUTURE: Final = frozenset({"will", "would", "shall", "'ll"})
_MAYBE: Final = frozenset({"may", "might", "could", "can"})
_NOT: Final = frozenset({"not", "never", "no", "n't"})
_COOPERATION: Final = 2
_OPEN: Final = frozenset({Effect.DO, Effect.SAY})


def obliged(clauses: Clauses, word: int) -> Act | None:
    """What somebody says that others must do: a request, whatever it is that they must do."""
    return needed(clauses, word, "must") if clauses.modals(word) & MUST else None


def needed(clauses: Clauses, word: int, rule: str) -> Act | None:
    """What somebody says that others need to do; None where the words are nobody's."""
    if clauses.relation(word) != "ccomp" or clauses.up(word) < 0:
        return None
    return Act(
        category="REQUEST",
        mode=None,
        cameo="100",
        rule=rule,
        word=word,
        trigger=(word, *clauses.below(word, "aux")),
        actors=(),
        recipients=clauses.slot(word, "subject") or clauses.slot(word, "object"),
        absorbed=True,
    )


def _unless(clauses: Clauses, word: int) -> bool:
    return any(
        clauses.low[mark] == "unless"
        for at in clauses.below(word, "advcl")
        for mark in clauses.below(at, "mark")
    )


def _is_plain(book: Codebook, act: Act) -> bool:
    """Whether nothing has committed to the act yet: "will continue to bomb" threatens, "will agree to talks" does not."""
    return all(book.effects.get(one) in _OPEN for one in act.embedders)


def under_modals(clauses: Clauses, book: Codebook, word: int, act: Act) -> Act:
    """The act of a word once its auxiliaries and its "not" have had their say."""
    modals = clauses.modals(word)
    # "not welcome" is a sense of its own: its "not" is spent.
    spent = any(clauses.low[at] in _NOT for at in act.trigger)
    negated = clauses.is_negated(word) and not spent
    if modals & MUST:
        return replace(
            act,
            category="REQUEST",
            mode=None,
            cameo=None,
            actors=act.speaker,
            recipients=act.actors or act.recipients,
            absorbed=True,
        )
    cooperative = quad_of(book, act.category) <= _COOPERATION
    if modals & _FUTURE and (_is_plain(book, act) or (negated and cooperative)):
        effect = Effect.REFUSE if negated and cooperative else Effect.COMMIT
        category = (
            None
            if negated and not cooperative
            else changed(effect, act.category, quad_of(book, act.category), negated=False)
        )
        if category == "AGREE" and _unless(clauses, word):
            category = "THREATEN"  # "will withdraw its envoy unless ..."
        if category is not None and category != act.category:
            return replace(act, category=category, mode=None, cameo=None, absorbed=True)
        return replace(act, future=True, negated=negated)
    if modals & _MAYBE:
        return replace(act, possible=True, negated=act.negated or negated)
    return replace(act, negated=act.negated or negated)
