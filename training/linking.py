"""Tags over the sentences of an article to attributions: a plain rule, for measuring only.

Every cue makes an attribution. Sources and contents go to the nearest cue of their paragraph, counted in words with a
penalty for each sentence between. Contents that touch over a sentence end are one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from training.attribution import Pair
from training.tags import Layers, spans_of

APART = 15  # a sentence end counts as so many words

Attribution = dict[str, object]


@dataclass(frozen=True, slots=True)
class Piece:
    """One tagged stretch: its role, its first and last word counted over the article, its sentence, its offsets."""

    role: str
    first: int
    last: int
    sentence: int
    span: Pair


def attributions_of(
    text: str, sentences: Sequence[Sequence[Pair]], layers: Sequence[Layers]
) -> list[Attribution]:
    """Attributions in the shape of the gold file."""
    found: list[Attribution] = []
    for group in _paragraphs(text, sentences):
        pieces = _pieces(sentences, layers, group)
        found.extend(_linked(pieces, text))
    return [{"id": f"a{number}", **one} for number, one in enumerate(found)]


def _paragraphs(text: str, sentences: Sequence[Sequence[Pair]]) -> list[list[int]]:
    groups: list[list[int]] = []
    before = 0
    for number, offsets in enumerate(sentences):
        if not groups or "\n" in text[before : offsets[0][0]]:
            groups.append([])
        groups[-1].append(number)
        before = offsets[-1][1]
    return groups


def _pieces(
    sentences: Sequence[Sequence[Pair]], layers: Sequence[Layers], group: Sequence[int]
) -> list[Piece]:
    out, words = [], 0
    for number in group:
        for role in ("source", "cue", "content"):
            for start, end, _ in sorted(spans_of(layers[number][role])):
                span = (sentences[number][start][0], sentences[number][end - 1][1])
                out.append(Piece(role, words + start, words + end - 1, number, span))
        words += len(sentences[number])
    return out


def _linked(pieces: Sequence[Piece], text: str) -> list[Attribution]:
    cues = [piece for piece in pieces if piece.role == "cue"]
    sources: dict[int, Piece] = {}
    contents: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.role == "cue" or not cues:
            continue
        nearest = min(range(len(cues)), key=lambda at: (_distance(cues[at], piece), at))
        if piece.role == "content":
            contents.setdefault(nearest, []).append(piece)
        elif nearest not in sources or _distance(cues[nearest], piece) < _distance(
            cues[nearest], sources[nearest]
        ):
            sources[nearest] = piece
    return [
        {
            "source": [list(sources[at].span)] if at in sources else [],
            "cue": [list(cue.span)],
            "content": _joined(contents[at], text),
        }
        for at, cue in enumerate(cues)
        if at in contents
    ]


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
