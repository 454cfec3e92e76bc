"""Acts to dyads: the parties that the phrases of an act speak of, with their codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.actors import Party, Reading, parties_of
from dragoman.events.act import Act
from dragoman.events.clauses import Clauses

#: Acts that two or more do together: their parties all stand in the actor.
MUTUAL: Final = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """An act with its parties; ``mutual`` tells that all of them stand in ``actors`` and do it together."""

    act: Act
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mutual: bool = False


def dyad_of(act: Act, clauses: Clauses, reading: Reading, letters: Sequence[tuple[int, int]]) -> Dyad:
    """The parties of an act. ``letters`` are first and last letter (exclusive) of each word in the passage."""
    actors = _parties(act.actors, clauses, reading, letters)
    recipients = _parties(act.recipients, clauses, reading, letters)
    known = {party.code for party in actors}
    if not any(party.code for party in recipients):
        for head in act.fallbacks:
            found = tuple(
                one
                for one in _parties((head,), clauses, reading, letters)
                if one.code and one.rule != "context" and one.code not in known
            )
            if found:
                recipients = found
                break
    mutual = act.category in MUTUAL and len(actors) > 1 and not any(one.code for one in recipients)
    return Dyad(act=act, actors=actors, recipients=() if mutual else recipients, mutual=mutual)


def _parties(
    heads: Sequence[int], clauses: Clauses, reading: Reading, letters: Sequence[tuple[int, int]]
) -> tuple[Party, ...]:
    found: list[Party] = []
    for head in heads:
        first, last = clauses.phrase(head)
        found.extend(parties_of(reading, letters[first][0], letters[last - 1][1]))
    return tuple(found)
