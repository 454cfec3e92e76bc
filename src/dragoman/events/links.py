"""The words of a parsed sentence and how they hang together: lemmas, heads, voice, negation, auxiliaries.

Words count from 0 within the sentence.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from dragoman.events.lemmas import lemma_of
from dragoman.language import Parsed
from dragoman.language.arcs import Tree

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})


class Links:
    """The words of one sentence with their links. Built once; changes nothing."""

    def __init__(self, words: Sequence[str], parsed: Parsed, known: Container[str] = ()) -> None:
        self.words = tuple(words)
        self.low = tuple(word.lower() for word in words)
        self.parsed = parsed
        self.tree = Tree(parsed)
        lemmas = [
            lemma_of(low, lemma.lower(), known, verb=tag == "VERB")
            for low, lemma, tag in zip(self.low, parsed.lemmas, parsed.upos, strict=True)
        ]
        self.lemmas = tuple(self._hyphened(at, lemma, known) for at, lemma in enumerate(lemmas))
        self._universal = tuple(one.partition(":")[0] for one in parsed.relations)

    def _hyphened(self, at: int, lemma: str, known: Container[str]) -> str:
        """The lemma of a word, with what hangs on it before a hyphen where that is known: "cease-fire"."""
        if at < 2 or self.low[at - 1] != "-" or self.up(at - 2) != at:
            return lemma
        return whole if (whole := f"{self.low[at - 2]}-{lemma}") in known else lemma

    def relation(self, word: int) -> str:
        """The universal relation of a word, without its subtype."""
        return self._universal[word]

    def up(self, word: int) -> int:
        """The word that a word hangs on; -1 for the root."""
        return self.parsed.heads[word] - 1

    def below(self, word: int, *relations: str) -> tuple[int, ...]:
        """The words on a word whose relation, with or without its subtype, is one of these."""
        found, universal = self.parsed.relations, self._universal
        return tuple(
            at for at in self.tree.below(word) if universal[at] in relations or found[at] in relations
        )

    def is_passive(self, word: int) -> bool:
        """Whether a verb stands in the passive: what its subject names, it is done to."""
        relations = self.parsed.relations
        if any(relations[at].endswith(":pass") for at in self.tree.below(word)):
            # Without an auxiliary, what has an object is an active verb that the parser took for a participle.
            return bool(self.below(word, "aux:pass") or not (self.below(word, "obj") or self.bare(word)))
        if self.relation(word) in {"acl", "advcl"} and self.parsed.xpos[word] == "VBN":
            return not self.below(word, "aux", "obj")
        return (
            self.relation(word) == "conj"
            and self.parsed.xpos[word] == "VBN"
            and not self.below(word, "nsubj", "aux", "obj")
            and self.is_passive(self.up(word))
        )

    def bare(self, word: int) -> tuple[int, ...]:
        """What stands behind a verb as an object would, and the parser took for another phrase though nothing leads it:
        "handed over two pilots", "gave the junta a week"."""
        if self.below(word, "obj"):
            return ()
        given = self.below(word, "iobj")
        return tuple(
            at
            for at in self.below(word, "obl")
            if at > word
            and self.parsed.upos[at] in _NOMINAL
            and (
                self.parsed.relations[at] in {"obl", "obl:agent"}
                or (self.parsed.relations[at] == "obl:unmarked" and given and given[-1] < at)
            )
            and not self.below(at, "case", "mark")
        )[:1]

    def is_negated(self, word: int) -> bool:
        """Whether "not", "never" or "no" hangs on a word or on its auxiliary."""
        return any(
            self.low[at] in {"not", "n't", "never", "neither", "nor"}
            or (self.low[at] == "no" and self.parsed.relations[at] in {"det", "advmod"})
            or (self.low[at] == "longer" and self.low[at - 1 : at] == ("no",))
            for at in self.tree.below(word)
        )

    def is_imperative(self, word: int) -> bool:
        """Whether a verb is an order: a bare form without subject, auxiliary or "to"."""
        return self.parsed.xpos[word] == "VB" and not self.below(word, "nsubj", "aux", "mark", "cop", "csubj")

    def modals(self, word: int) -> frozenset[str]:
        """The auxiliaries of a verb by lemma."""
        shared: tuple[int, ...] = (word,)
        if self.relation(word) == "conj" and not self.below(word, "aux", "nsubj"):
            shared = (word, self.up(word))
        return frozenset(self.lemmas[at] for one in shared for at in self.below(one, "aux"))
