"""Sentences too long for a model: where to divide them, and how their parts become one again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from dragoman.language.protocol import Parsed, Tagged

_STRONG = frozenset((";", ":", "--", "—", "–", "...", "…", ".", "!", "?"))
_JOINING = frozenset("and or but nor yet so because while which who when where that as if than".split())


def starts_of(words: Sequence[str], pieces: Sequence[int], limit: int) -> tuple[int, ...]:
    """The numbers of the words that begin a part, the first word's among them.

    ``pieces`` counts the pieces of each word; no part has more than ``limit`` of them (a word has at most that many).
    A part ends at the last strong mark of its second half, else at its last comma, else before its last joining
    word, else where it is full.
    """
    starts, at = [0], 0
    while (end := _full(pieces, at, limit)) < len(words):
        at = _best_place(words, at, end)
        starts.append(at)
    return tuple(starts)


def _full(pieces: Sequence[int], at: int, limit: int) -> int:
    room = limit
    while at < len(pieces) and pieces[at] <= room:
        room -= pieces[at]
        at += 1
    return at


def _best_place(words: Sequence[str], start: int, end: int) -> int:
    places = range(end, (start + end) // 2, -1)
    for place in places:
        if words[place - 1] in _STRONG:
            return place
    for place in places:
        if words[place - 1] == ",":
            return place
    for place in places:
        if words[place].lower() in _JOINING:
            return place
    return end


def joined(parts: Sequence[Parsed], starts: Sequence[int]) -> Parsed:
    """The parts of a sentence as one: the roots of the later parts hang on the first one's as ``parataxis``."""
    if len(parts) == 1:
        return parts[0]
    root = parts[0].heads.index(0) + 1
    heads: list[int] = []
    relations: list[str] = []
    for number, (part, start) in enumerate(zip(parts, starts, strict=True)):
        for head, relation in zip(part.heads, part.relations, strict=True):
            hangs = number > 0 and head == 0
            heads.append(root if hangs else head + start if head else 0)
            relations.append("parataxis" if hangs else relation)
    return Parsed(
        upos=tuple(chain.from_iterable(part.upos for part in parts)),
        xpos=tuple(chain.from_iterable(part.xpos for part in parts)),
        lemmas=tuple(chain.from_iterable(part.lemmas for part in parts)),
        heads=tuple(heads),
        relations=tuple(relations),
        names=_one([part.names for part in parts]),
        source=_one([part.source for part in parts]),
        cue=_one([part.cue for part in parts]),
        content=_one([part.content for part in parts]),
        parts=tuple(starts[1:]),
    )


def _one(tagged: Sequence[Tagged]) -> Tagged:
    return Tagged(
        tags=tuple(chain.from_iterable(one.tags for one in tagged)),
        scores=tuple(chain.from_iterable(one.scores for one in tagged)),
    )
