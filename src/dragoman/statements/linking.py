"""Trained tags to attributions: which source and which contents belong to a cue.

A content belongs to the nearest cue of its paragraph, in words. A cue has the nearest source of its sentence by the
tree (few arcs between the heads, and few words between), so that several cues may share one; where none is tagged, or
the nearest is another cue's, it has its subject. (F1 of ``link.relaxed`` on PolNeAR's development articles, one model:
each source with its nearest cue in words 67, shared and by the tree 71, with subjects 71.5 and more.)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from dragoman.language import Parsed, Tagged, Word
from dragoman.language.arcs import Tree

#: A half-open range, of letters or of words.
Range = tuple[int, int]

#: A sentence's end counts as so many words between; a word between as so much of an arc.
APART, WORD = 15.0, 0.3
#: Sources and cues that are looked at on either side: what is farther away is never nearest.
_AROUND = 6


class Read(NamedTuple):
    """A parsed sentence of a paragraph with its tree; ``at`` is the letter at which its first letter stands."""

    words: Sequence[Word]
    parsed: Parsed
    at: int
    tree: Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One attribution in letters of the paragraph; ``trust`` is how sure its least sure tag is on average, 0 to 1."""

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    trust: float


class _Piece(NamedTuple):
    """A tagged stretch: its place (its first word, counted over the paragraph), its sentence and where that begins
    (``base``), its words there, their head. Pieces are in order by place."""

    place: int
    sentence: int
    base: int
    words: Range
    head: int
    trust: float


def linked(sentences: Sequence[Read]) -> tuple[Linked, ...]:
    """The attributions of one paragraph, in the order of their cues. A cue without content makes none."""
    cues: list[_Piece] = []
    tagged: list[_Piece] = []
    base = 0
    for number, one in enumerate(sentences):
        cues += _pieces(number, base, one.tree, one.parsed.cue)
        tagged += _pieces(number, base, one.tree, one.parsed.content)
        base += len(one.words)
    contents: list[list[_Piece]] = [[] for _ in cues]
    for piece in tagged if cues else ():
        contents[_nearest_cue(piece, cues)].append(piece)
    own = {number: list(group) for number, group in groupby(cues, key=lambda cue: cue.sentence)}
    out: list[Linked] = []
    for number, group in own.items():
        near = _Sentence(number, sentences[number], group)
        for cue in group:
            content = contents[bisect_left(cues, cue)]
            if content:
                out.append(_attribution(cue, near.source(cue, content), content, sentences))
    return tuple(out)


class _Sentence:
    """One sentence's cues and sources."""

    def __init__(self, number: int, read: Read, cues: Sequence[_Piece]) -> None:
        self._tree = read.tree
        self._cues = cues
        self._sources = list(_pieces(number, cues[0].base, read.tree, read.parsed.source))

    def source(self, cue: _Piece, content: Sequence[_Piece]) -> _Piece | None:
        """The tagged source that holds the one who speaks by the tree, else the nearest one, unless that is nearer to
        another cue and this one's speaker is in no source."""
        word = self._tree.speaker(cue.head)
        named = [one for one in self._sources if word is not None and one.words[0] <= word < one.words[1]]
        if named:
            return named[0]
        speaker = None if word is None else self._speaker(word, cue, content)
        if not self._sources:
            return speaker
        nearest = self._nearest(cue, self._sources)
        if speaker is None or any(_overlap(one.words, speaker.words) for one in self._sources):
            return nearest
        return nearest if self._nearest(nearest, self._cues) is cue else speaker

    def _speaker(self, word: int, cue: _Piece, content: Sequence[_Piece]) -> _Piece | None:
        """The words below the one who speaks; never those of cue or content."""
        words = self._tree.phrase(word)
        taken = [cue.words, *(piece.words for piece in content if piece.sentence == cue.sentence)]
        if any(_overlap(words, other) for other in taken):
            return None
        return _Piece(cue.base + words[0], cue.sentence, cue.base, words, word, cue.trust)

    def _nearest(self, piece: _Piece, others: Sequence[_Piece]) -> _Piece:
        """Which of the others is nearest by the tree, of a few on either side of it."""
        at = bisect_left(others, piece)
        few = others[max(0, at - _AROUND) : at + _AROUND]
        return min(few, key=lambda one: self._tree.arcs(piece.head, one.head) + WORD * _gap(piece, one))


def _nearest_cue(piece: _Piece, cues: Sequence[_Piece]) -> int:
    """Which cue has the fewest words between itself and a content: one of the two before and behind."""
    at = bisect_left(cues, piece)
    few = range(max(0, at - 2), min(len(cues), at + 2))
    return min(few, key=lambda number: _gap(piece, cues[number]))


def stretches(tagged: Tagged) -> Iterator[Range]:
    """The tagged stretches as half-open ranges of words; an I that continues nothing begins one."""
    if tagged.tags.count("O") == len(tagged.tags):
        return
    start = -1
    for at, tag in enumerate((*tagged.tags, "O")):
        if start >= 0 and tag[0] != "I":
            yield start, at
            start = -1
        if tag != "O" and start < 0:
            start = at


def _pieces(number: int, base: int, tree: Tree, tagged: Tagged) -> Iterator[_Piece]:
    for start, end in stretches(tagged):
        trust = sum(tagged.scores[start:end]) / (end - start)
        yield _Piece(base + start, number, base, (start, end), tree.head(start, end), trust)


def _overlap(one: Range, two: Range) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _gap(one: _Piece, two: _Piece) -> float:
    """The words between two pieces; a sentence's end counts as several."""
    left, right = (one, two) if one.place <= two.place else (two, one)
    gap = max(right.place - left.base - left.words[1], 0)
    return gap + APART * abs(one.sentence - two.sentence)


def _attribution(
    cue: _Piece, source: _Piece | None, content: Sequence[_Piece], sentences: Sequence[Read]
) -> Linked:
    return Linked(
        cue=_letters(cue, sentences),
        source=None if source is None else _letters(source, sentences),
        content=_joined(content, sentences),
        trust=min(cue.trust, *(piece.trust for piece in content)),
    )


def _letters(piece: _Piece, sentences: Sequence[Read]) -> Range:
    one = sentences[piece.sentence]
    start, end = piece.words
    return one.at + one.words[start].start, one.at + one.words[end - 1].end


def _joined(pieces: Sequence[_Piece], sentences: Sequence[Read]) -> tuple[Range, ...]:
    """The letters of contents; those of neighbouring words are one, also over a sentence's end."""
    out: list[Range] = []
    last = -1
    for piece in pieces:
        start, end = _letters(piece, sentences)
        if out and piece.place == last:
            out[-1] = out[-1][0], end
        else:
            out.append((start, end))
        last = piece.base + piece.words[1]
    return tuple(out)
