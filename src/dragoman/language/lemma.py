"""Lemmas: from a dictionary of word forms and their Penn tags, else by an edit script that the model chose.

A script is ``=`` (the word itself), ``!lemma`` (this lemma) or a case, a number and letters: ``L3+y`` is "in lower
case, three letters off the end, then y" (carries -> carry), ``K1+`` keeps the case (Kurds -> Kurd).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SAME = "="
_SCRIPT = re.compile(r"=|!.+|[LK]\d+\+.*", re.DOTALL)


def is_script(text: str) -> bool:
    """Whether ``text`` is written as an edit script."""
    return _SCRIPT.fullmatch(text) is not None


def edited(word: str, script: str) -> str:
    """The lemma that a script gives for a word; the word itself where the script does not fit or leaves nothing."""
    if script == SAME:
        return word
    if script[0] == "!":
        return script[1:]
    number, _, letters = script[1:].partition("+")
    base = word.lower() if script[0] == "L" else word
    keep = len(base) - int(number)
    return (base[:keep] + letters or word) if keep >= 0 else word


@dataclass(frozen=True, slots=True)
class Lemmas:
    """The dictionary: ``word TAB xpos``, the word in lower case, to its lemma."""

    known: Mapping[str, str]

    def of(self, words: Sequence[str], xpos: Sequence[str], scripts: Sequence[str]) -> tuple[str, ...]:
        """The lemmas of words with their Penn tags; a script for each, for those that the dictionary has not."""
        known = self.known.get
        return tuple(
            [
                known(f"{word.lower()}\t{tag}") or edited(word, script)
                for word, tag, script in zip(words, xpos, scripts, strict=True)
            ]
        )
