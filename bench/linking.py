"""Tagged stretches of a paragraph to attributions, by a plain rule until ``statements`` reads the tags.

Every cue with content makes an attribution. Sources and contents go to the nearest cue, counted in words with a
penalty for each sentence between. Contents with only space between them are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

#: A sentence end counts as so many words.
APART = 15


class Piece(NamedTuple):
    """One stretch: its role, first and last word counted over the paragraph, sentence, offsets in code points."""

    role: str
    first: int
    last: int
    sentence: int
    span: tuple[int, int]


def linked(pieces: Sequence[Piece], text: str) -> list[dict[str, object]]:
    """The attributions of one paragraph: ``source``, ``cue`` and ``content``, each a list of offsets."""
    cues = [piece for piece in pieces if piece.role == "cue"]
    if not cues:
        return []
    near: dict[tuple[str, int], list[Piece]] = {}
    for piece in pieces:
        if piece.role != "cue":
            distances = [_distance(cue, piece) for cue in cues]
            near.setdefault((piece.role, distances.index(min(distances))), []).append(piece)
    return [
        {
            "source": _nearest(cue, near.get(("source", at), [])),
            "cue": [list(cue.span)],
            "content": _joined(near["content", at], text),
        }
        for at, cue in enumerate(cues)
        if ("content", at) in near
    ]


def _nearest(cue: Piece, sources: Sequence[Piece]) -> list[list[int]]:
    best = sorted((_distance(cue, piece), number) for number, piece in enumerate(sources))[:1]
    return [list(sources[number].span) for _, number in best]


def _distance(cue: Piece, piece: Piece) -> int:
    gap = max(piece.first - cue.last, cue.first - piece.last, 0)
    return gap + APART * abs(cue.sentence - piece.sentence)


def _joined(pieces: Sequence[Piece], text: str) -> list[list[int]]:
    spans: list[list[int]] = []
    for piece in sorted(pieces, key=lambda one: one.span):
        if spans and piece.span[0] > spans[-1][1] and not text[spans[-1][1] : piece.span[0]].strip():
            spans[-1][1] = piece.span[1]
        else:
            spans.append(list(piece.span))
    return spans
