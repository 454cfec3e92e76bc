"""Phrases of several words in conditions: which word of one is its head."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

#: What joins a further noun to the head of a phrase.
_LINKS: Final = frozenset({"of", "in", "on", "for", "to", "against", "with", "from", "at", "by"})
_JOINED: Final = frozenset({"over", "out", "back", "up", "down", "off", "away"})


def phrase_of(words: Sequence[str]) -> tuple[str, frozenset[str]]:
    """The head of a phrase and its other words: the word before "of" or "over" and the like, else the last one."""
    head = next((at - 1 for at, word in enumerate(words) if at and word in _LINKS | _JOINED), len(words) - 1)
    return words[head], frozenset(words) - {words[head]} - _LINKS
