"""Trained tags to attributions: which source and which contents belong to a cue.

A content belongs to the nearest cue of its paragraph, in words. A cue has the nearest source of its sentence by the
tree (few arcs between the heads, and few words between), so that several cues may share one; where none is tagged, or
the nearest is another cue's, it has its subject. (F1 of ``link.relaxed`` on PolNeAR's development articles, one model:
each source with its nearest cue in words 67, shared and by the tree 71, with subjects 71.5 and more.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.language import Parsed, Tagged, Word

#: A half-open range, of letters or of words.
Range = tuple[int, int]

#: A sentence's end counts as so many words between; a word between as so much of an arc.
APART, WORD = 15.0, 0.3
#: A verb with one of these relations has its head's subject.
_SHARING = frozenset({"conj", "xcomp", "advcl"})
#: Arcs that are followed upwards at most.
_HIGHEST = 60


class Read(NamedTuple):
    """A parsed sentence of a paragraph; ``at`` is the letter at which its first letter stands."""

    words: Sequence[Word]
    parsed: Parsed
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One attribution in letters of the paragraph; ``trust`` is how sure its least sure tag is on average, 0 to 1."""

    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    trust: float


class _Piece(NamedTuple):
    """A tagged stretch: its sentence, its first word counted over the paragraph, its words there, its head."""

    sentence: int
    base: int
    words: Range
    head: int
    trust: float


def linked(sentences: Sequence[Read]) -> tuple[Linked, ...]:
    """The attributions of one paragraph, in the order of their cues. A cue without content makes none."""
    pieces: dict[str, list[_Piece]] = {"source": [], "cue": [], "content": []}
    base = 0
    for number, one in enumerate(sentences):
        for role, own in pieces.items():
            own.extend(_pieces(number, base, one.parsed, getattr(one.parsed, role)))
        base += len(one.words)
    cues = pieces["cue"]
    contents: list[list[_Piece]] = [[] for _ in cues]
    for piece in pieces["content"] if cues else ():
        gaps = [_gap(cue, piece) for cue in cues]
        contents[gaps.index(min(gaps))].append(piece)
    out = []
    for cue, content in zip(cues, contents, strict=True):
        if content:
            source = _source(cue, pieces, content, sentences)
            out.append(_attribution(cue, source, content, sentences))
    return tuple(out)


def stretches(tagged: Tagged) -> Iterator[Range]:
    """The tagged stretches as half-open ranges of words; an I that continues nothing begins one."""
    start = -1
    for at, tag in enumerate((*tagged.tags, "O")):
        if start >= 0 and tag[0] != "I":
            yield start, at
            start = -1
        if tag != "O" and start < 0:
            start = at


def _pieces(number: int, base: int, parsed: Parsed, tagged: Tagged) -> Iterator[_Piece]:
    for start, end in stretches(tagged):
        trust = sum(tagged.scores[start:end]) / (end - start)
        yield _Piece(number, base, (start, end), _head(parsed, start, end), trust)


def _head(parsed: Parsed, start: int, end: int) -> int:
    """The first word of a stretch whose head lies outside of it."""
    return next((at for at in range(start, end) if not start < parsed.heads[at] <= end), start)


def _source(
    cue: _Piece,
    pieces: Mapping[str, Sequence[_Piece]],
    content: Sequence[_Piece],
    sentences: Sequence[Read],
) -> _Piece | None:
    """The tagged source that holds the cue's subject, else the nearest one, unless that is nearer to another cue and
    this one has a subject that is no source."""
    own = [piece for piece in pieces["source"] if piece.sentence == cue.sentence]
    word = _subject_of(sentences[cue.sentence].parsed, cue.head)
    named = [piece for piece in own if word is not None and piece.words[0] <= word < piece.words[1]]
    if named:
        return named[0]
    subject = None if word is None else _subject(word, cue, content, sentences)
    if not own:
        return subject
    nearest = own[_nearest(cue, own, sentences)]
    rival = pieces["cue"][_nearest(nearest, pieces["cue"], sentences)]
    if rival is cue or subject is None or any(_overlap(piece.words, subject.words) for piece in own):
        return nearest
    return subject


def _overlap(one: Range, two: Range) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _subject(word: int, cue: _Piece, content: Sequence[_Piece], sentences: Sequence[Read]) -> _Piece | None:
    """The words that hang on a cue's subject; never those of cue or content."""
    parsed = sentences[cue.sentence].parsed
    own = [at for at in range(len(parsed)) if word in _upwards(parsed, at)]
    words = own[0], own[-1] + 1
    taken = [cue.words, *(piece.words for piece in content if piece.sentence == cue.sentence)]
    if any(_overlap(words, other) for other in taken):
        return None
    return _Piece(cue.sentence, cue.base, words, word, cue.trust)


def _subject_of(parsed: Parsed, verb: int) -> int | None:
    """The word that is the verb's subject, or that of the verb it hangs on where the two share one."""
    for word in _upwards(parsed, verb):
        for at, (head, relation) in enumerate(zip(parsed.heads, parsed.relations, strict=True)):
            if head == word + 1 and relation == "nsubj":
                return at
        if parsed.relations[word].split(":")[0] not in _SHARING:
            return None
    return None


def _nearest(piece: _Piece, others: Sequence[_Piece], sentences: Sequence[Read]) -> int:
    """Which of the others is nearest by the tree."""
    distances = [_distance(piece, other, sentences) for other in others]
    return distances.index(min(distances))


def _distance(one: _Piece, two: _Piece, sentences: Sequence[Read]) -> float:
    if one.sentence != two.sentence:
        return _gap(one, two)
    return _arcs(sentences[one.sentence].parsed, one.head, two.head) + WORD * _gap(one, two)


def _gap(one: _Piece, two: _Piece) -> float:
    """The words between two pieces; a sentence's end counts as several."""
    left, right = sorted((one, two), key=lambda piece: piece.base + piece.words[0])
    gap = max(right.base + right.words[0] - left.base - left.words[1], 0)
    return gap + APART * abs(one.sentence - two.sentence)


def _arcs(parsed: Parsed, one: int, two: int) -> int:
    """The arcs between two words of a tree."""
    up = {word: height for height, word in enumerate(_upwards(parsed, one))}
    for height, word in enumerate(_upwards(parsed, two)):
        if word in up:
            return height + up[word]
    return _HIGHEST


def _upwards(parsed: Parsed, word: int) -> Iterator[int]:
    for _ in range(_HIGHEST):
        yield word
        word = parsed.heads[word] - 1
        if word < 0:
            return


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
    words, _, at = sentences[piece.sentence]
    start, end = piece.words
    return at + words[start].start, at + words[end - 1].end


def _joined(pieces: Sequence[_Piece], sentences: Sequence[Read]) -> tuple[Range, ...]:
    """The letters of contents; those of neighbouring words are one, also over a sentence's end."""
    out: list[Range] = []
    last = -1
    for piece in pieces:
        start, end = _letters(piece, sentences)
        if out and piece.base + piece.words[0] == last:
            out[-1] = out[-1][0], end
        else:
            out.append((start, end))
        last = piece.base + piece.words[1]
    return tuple(out)
