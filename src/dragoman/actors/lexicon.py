"""What the words of a noun phrase tell of whom they stand for: a person or a body, a man or a woman."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

_ENDINGS: Final = ("man", "woman", "person", "ist", "ian", "ster", "ess")
_AGENTS: Final = ("er", "or", "ee", "ant")
_TIMES: Final = frozenset(
    "day week month year hour minute second morning evening night afternoon today yesterday tomorrow monday tuesday "
    "wednesday thursday friday saturday sunday january february march april may june july august september october "
    "november december decade century weekend time moment percent".split()
)
#: Nouns that end as if they were persons and are none.
_THINGS: Final = frozenset(
    "number paper letter order matter power water border weather summer winter center centre character computer "
    "chapter member-state offer answer error factor sector motor door floor color colour war car bar star air year "
    "hour labor labour behavior behaviour document moment government agreement event amount restaurant plant "
    "statement committee fee degree coffee tree knee guarantee quarter river disaster theater theatre dinner "
    "corner shoulder finger newspaper harbor harbour horror terror mirror tower shower layer barrier career "
    "manner master server user-interface bumper counter encounter register whether rather cancer".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Nouns by what they stand for (``person``, ``org``), and the pronoun (``he``, ``she``) of given names, with their
    capital, and of titles and nouns in lower case."""

    sorts: Mapping[str, str]
    sexes: Mapping[str, str]

    def sort(self, lemma: str) -> str:
        """``person``, ``org``, ``time`` or ``thing`` for the lemma of a noun."""
        known = self.sorts.get(lemma)
        if known is not None:
            return known
        if lemma in _TIMES:
            return "time"
        if lemma in _THINGS:
            return "thing"
        if lemma.endswith(_ENDINGS):
            return "person"
        return "agent" if lemma.endswith(_AGENTS) and len(lemma) > 4 else "thing"

    def sex(self, words: tuple[str, ...]) -> str:
        """``he``, ``she`` or ``?`` for the words of a name or noun phrase: by its given name or title, or its last word."""
        for word in (*words[:-1], *words[-1:]):
            sex = self.sexes.get(word) or self.sexes.get(word.lower())
            if sex is not None:
                return sex
        return "?"
