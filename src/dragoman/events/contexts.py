"""Contexts: what an event is about, told by the words of its sentence or paragraph.

A word or phrase tells a context alone where it is strong; weak ones tell it by twos, or in the trigger. Of phrases that
overlap the longest counts, so a *peacekeeping force* is no army. The contexts that hold less than a share of what the
first one holds are left out: words in passing make no context. Weights and share are choices of ours, set on development
data.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.events.details import CONTEXTS, Details, Term

#: What a context needs.
_LEAST: Final = 2.0
#: The share of the first context's score that a further one must reach.
_SHARE: Final = 0.5
#: A word of the trigger counts so much more than one elsewhere, and one so many words from the trigger a little more.
_TRIGGER: Final = 2.0
_NEAR: Final = 1.5
_WORDS_NEAR: Final = 4
#: Words after this many of the same context add nothing: long sentences are not about more.
_MOST: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A context, the words that told it (numbers from 0 within what was given), and its score."""

    name: str
    words: tuple[int, ...]
    score: float


def contexts_of(
    words: Sequence[str], lemmas: Sequence[str], trigger: Collection[int], details: Details
) -> tuple[str, ...]:
    """The contexts of an event in a sentence or paragraph, the one that most words tell first; often one, perhaps none.

    ``trigger`` are the numbers of the event's trigger words, from 0; ``lemmas`` has an entry for every word. No problems.
    """
    return tuple(one.name for one in told_contexts(words, lemmas, trigger, details))


def told_contexts(
    words: Sequence[str], lemmas: Sequence[str], trigger: Collection[int], details: Details
) -> tuple[Context, ...]:
    """As :func:`contexts_of`, each with the words that told it."""
    scores: dict[str, list[tuple[float, tuple[int, ...]]]] = {}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for term, span in _found(words, lemmas, details):
        key = (term.context, term.words)
        gain = term.weight * _factor(span, trigger)
        if key not in seen:  # the same word again adds nothing
            scores.setdefault(term.context, []).append((gain, span))
            seen.add(key)
    found = [
        Context(
            name=name,
            words=tuple(sorted({at for _, span in gains for at in span})),
            score=sum(sorted((gain for gain, _ in gains), reverse=True)[:_MOST]),
        )
        for name, gains in scores.items()
    ]
    enough = [one for one in found if one.score >= _LEAST]
    top = max((one.score for one in enough), default=0.0)
    kept = [one for one in enough if one.score >= _SHARE * top]
    return tuple(sorted(kept, key=lambda one: (-one.score, one.words[0], CONTEXTS.index(one.name))))


def _factor(span: tuple[int, ...], trigger: Collection[int]) -> float:
    if any(at in trigger for at in span):
        return _TRIGGER
    if any(abs(at - one) <= _WORDS_NEAR for at in span for one in trigger):
        return _NEAR
    return 1.0


def _found(
    words: Sequence[str], lemmas: Sequence[str], details: Details
) -> Iterator[tuple[Term, tuple[int, ...]]]:
    """The terms in the text with the words they cover; none that lies within a longer one."""
    pieces = list(pieces_of(words, lemmas))
    hits: list[tuple[Term, int, int]] = []
    for first, (_, low, lemma) in enumerate(pieces):
        for form in dict.fromkeys((low, lemma)):
            for term in details.terms.get(form, ()):
                last = first + len(term.words)
                if matches(pieces[first:last], term.words):
                    hits.append((term, first, last))
    for term, first, last in hits:
        inside = any(
            a <= first and last <= b and (b - a) > (last - first) and other.context != term.context
            for other, a, b in hits
        )
        if not inside:
            yield term, tuple(dict.fromkeys(at for at, _, _ in pieces[first:last]))


def pieces_of(words: Sequence[str], lemmas: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """The words in lower case, parted at hyphens, each with the number of its word and its lemma."""
    for at, (word, lemma) in enumerate(zip(words, lemmas, strict=True)):
        parts = [part for part in word.lower().replace("\u2019", "'").split("-") if part]
        for part in parts:
            yield at, part, lemma.lower() if len(parts) == 1 else part


def matches(pieces: Sequence[tuple[int, str, str]], wanted: tuple[str, ...]) -> bool:
    """Whether each piece, by form or lemma, is the word wanted in its place."""
    return len(pieces) == len(wanted) and all(
        want in (low, lemma) for (_, low, lemma), want in zip(pieces, wanted, strict=True)
    )
