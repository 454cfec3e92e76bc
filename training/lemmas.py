"""Lemmas: the edit script that makes one of its word, and the dictionary of those that the treebanks have.

What a script says, and how it is carried out: `dragoman.language.lemma`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dragoman.language.lemma import SAME
from training.example import Example


def script(word: str, lemma: str) -> str:
    """The script that makes `lemma` of `word`; the case of the rest of a capitalised lemma is not kept."""
    if lemma == word:
        return SAME
    small, target = word.lower(), lemma.lower()
    shared = 0
    while shared < min(len(small), len(target)) and small[shared] == target[shared]:
        shared += 1
    if shared == 0:
        return "!" + lemma
    case = "L" if lemma == target else "K"
    return f"{case}{len(small) - shared}+{target[shared:]}"


def dictionary(examples: Iterable[Example]) -> dict[str, str]:
    """`word TAB xpos` (the word in lower case) to the lemma seen most often with them; ties: the first in order."""
    seen: dict[str, Counter[str]] = {}
    for example in examples:
        for word, lemma, xpos in zip(example.words, example.lemmas or (), example.xpos or (), strict=False):
            seen.setdefault(f"{word.lower()}\t{xpos}", Counter())[lemma] += 1
    return {
        key: min(counts, key=lambda lemma: (-counts[lemma], lemma)) for key, counts in sorted(seen.items())
    }
