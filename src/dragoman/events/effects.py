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
_YIELDING: Final = frozenset({"CONCEDE", "RETREAT"})


def quad_of(book: Codebook, category: str) -> int:
    """The quad class of a category, 1 to 4."""
    return book.categories[category].quad


def changed(effect: Effect, category: str, quad: int, *, negated: bool) -> str | None:
    """The category that an act has once an embedder took it; None when nothing is left to code."""
    cooperative = quad <= _COOPERATION
    match effect:
        case Effect.DO | Effect.TRY | Effect.SAY | Effect.MAYBE:
            return category
        case Effect.COMMIT:
            if negated:
                return "REJECT" if cooperative else "AGREE"
            if category in _YIELDING:
                return "CONCEDE"
            return "AGREE" if cooperative else "REJECT" if category == "REJECT" else "THREATEN"
        case Effect.CONSENT:
            if category == "MOBILIZE":
                return "AGREE"  # troops agreed upon are help
            return changed(Effect.COMMIT, category, quad, negated=negated)
        case Effect.REFUSE:
            return "REJECT"
        case Effect.DEMAND:
            return "REQUEST"
        case Effect.THREATEN:
            return "THREATEN"
        case Effect.ACCUSE:
            return "ACCUSE"
        case Effect.STOP:
            return _STOPPED.get(category)
        case Effect.FAIL:
            return "REJECT" if category in {"AGREE", "CONSULT"} else None
