"""Lemmas as edit scripts: how a word is changed into its lemma, so that unseen words can be lemmatised.

A script is `=` (the word itself), `!lemma` (this lemma, for words that share no beginning with theirs) or a case, a
number and letters: `L3+y` is "in lower case, three letters off the end, then y" (carries -> carry), `K1+` keeps the
case (Kurds -> Kurd).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from training.example import Example

SAME = "="


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


def apply(word: str, edit: str) -> str:
    """The lemma that a script gives for a word; the word itself where the script does not fit it."""
    if edit == SAME:
        return word
    if edit.startswith("!"):
        return edit[1:]
    number, _, letters = edit[1:].partition("+")
    base = word.lower() if edit[0] == "L" else word
    cut = int(number)
    if cut > len(base):
        return word
    return base[: len(base) - cut] + letters


def dictionary(examples: Iterable[Example]) -> dict[str, str]:
    """`word TAB xpos` (the word in lower case) to the lemma seen most often with them; ties: the first in order."""
    seen: dict[str, Counter[str]] = {}
    for example in examples:
        for word, lemma, xpos in zip(example.words, example.lemmas or (), example.xpos or (), strict=False):
            seen.setdefault(f"{word.lower()}\t{xpos}", Counter())[lemma] += 1
    return {
        key: min(counts, key=lambda lemma: (-counts[lemma], lemma)) for key, counts in sorted(seen.items())
    }
