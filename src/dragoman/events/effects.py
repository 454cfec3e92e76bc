"""What an embedder makes of the category it takes, after the manual of PLOVER 0.8."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dragoman.events.codebook import Codebook, Effect

#: What it is to end, lift or call off an act.
_STOPPED: Final[Mapping[str, str]] = {
    "AGREE": "REJECT",
    "CONSULT": "REJECT",
    "SUPPORT": "REJECT",
    "COOPERATE": "SANCTION",
    "AID": "SANCTION",
    "SANCTION": "CONCEDE",
    "COERCE": "CONCEDE",
    "PROTEST": "CONCEDE",
    "ACCUSE": "CONCEDE",
    "ASSAULT": "RETREAT",
    "MOBILIZE": "RETREAT",
    "THREATEN": "CONCEDE",
}
_COOPERATION: Final = 2
#: Hostile words: to announce them is no threat.
_SPEECH: Final = frozenset({"REJECT", "ACCUSE", "REQUEST"})
_AS_IT_IS: Final = frozenset({Effect.DO, Effect.TRY, Effect.SAY, Effect.MAYBE, Effect.UNDERGO})
_ALWAYS: Final[Mapping[Effect, str]] = {
    Effect.REFUSE: "REJECT",
    Effect.DEMAND: "REQUEST",
    Effect.THREATEN: "THREATEN",
    Effect.ACCUSE: "ACCUSE",
}


def quad_of(book: Codebook, category: str) -> int:
    """The quad class of a category, 1 to 4."""
    return book.categories[category].quad


def changed(effect: Effect, category: str, quad: int, *, negated: bool) -> str | None:
    """The category that an act has once an embedder took it; None when nothing is left to code."""
    if effect in _AS_IT_IS:
        return category
    if effect in _ALWAYS:
        return _ALWAYS[effect]
    match effect:
        case Effect.COMMIT:
            return _committed(category, quad, negated=negated)
        case Effect.CONSENT:
            # Troops that are agreed upon are help.
            return "AGREE" if category == "MOBILIZE" else _committed(category, quad, negated=negated)
        case Effect.STOP:
            return _STOPPED.get(category)
        case _:
            return "REJECT" if category in {"AGREE", "CONSULT", "SUPPORT"} else None


def _committed(category: str, quad: int, *, negated: bool) -> str:
    cooperative = quad <= _COOPERATION
    if negated:
        return "REJECT" if cooperative else "AGREE"
    if category in _SPEECH:
        return category
    return "AGREE" if cooperative else "THREATEN"
