"""Conditions beyond single words in slots: phrases of several words, and words by their order alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dragoman.events.clauses import Clauses

#: What joins a further noun to the head of a phrase.
_LINKS: Final = frozenset({"of", "in", "on", "for", "to", "against", "with", "from", "at", "by"})
_JOINED: Final = frozenset({"over", "out", "back", "up", "down", "off", "away"})
#: So many words before or behind a word are near it, where a condition asks for the order of words alone.
_NEAR: Final = 10


def phrase_of(words: Sequence[str]) -> tuple[str, frozenset[str]]:
    """The head of a phrase and its other words: the word before "of" or "over" and the like, else the last one."""
    head = next((at - 1 for at, word in enumerate(words) if at and word in _LINKS | _JOINED), len(words) - 1)
    return words[head], frozenset(words) - {words[head]} - _LINKS


def has_words(clauses: Clauses, head: int, words: frozenset[str]) -> bool:
    """Whether all of these words stand in the phrase of a head, as lemmas or as they are written."""
    inside = range(*clauses.phrase(head))
    return words <= {form for at in inside for form in (clauses.lemmas[at], clauses.low[at])}


def heads_in(clauses: Clauses, word: int, slot: str) -> tuple[int, ...]:
    """The heads in a slot; in ``word-before`` and ``word-after`` the words near, whatever they are to the word."""
    if slot not in {"word-before", "word-after"}:
        return clauses.slot(word, slot)
    first, last = (word - _NEAR, word) if slot == "word-before" else (word + 1, word + 1 + _NEAR)
    return tuple(range(max(0, first), min(last, len(clauses.words))))
