"""Which sense of the codebook a word has, and in which of its slots the parties of that sense stand.

A sense holds where its particle hangs on the word and all its conditions are met; of several the one that asks most counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dragoman.events.clauses import Clauses
from dragoman.events.codebook import Codebook, Need, Sense, WordClass, meant
from dragoman.events.phrases import has_words, heads_in

_CLASSES: Final = {
    "VERB": WordClass.VERB,
    "AUX": WordClass.VERB,
    "NOUN": WordClass.NOUN,
    "PROPN": WordClass.NOUN,
    "ADJ": WordClass.ADJECTIVE,
}
#: Clauses beside a verb: what hangs in them is no particle of its own.
_APART: Final = frozenset({"conj", "parataxis", "ccomp", "advcl", "acl", "nsubj"})
#: What leads a place, and is a particle only where nothing stands behind it.
_PLACED: Final = frozenset({"in", "at", "over", "on"})
_CORE: Final = frozenset({"subject", "object", "owner", "that", "infinitive"})


class Senses:
    """The senses of the words of one sentence. Reads only; asks nothing of other words' acts."""

    def __init__(self, clauses: Clauses, book: Codebook) -> None:
        self.clauses = clauses
        self.book = book

    def kind(self, word: int) -> WordClass | None:
        """The class of trigger that a word may be."""
        tag = self.clauses.parsed.upos[word]
        if tag == "ADV" and self.clauses.below(word, "cop"):
            return WordClass.ADJECTIVE  # "is back in the pact"
        return _CLASSES.get(tag)

    def has(self, word: int, particle: str | None) -> bool:
        """Whether the further words of a trigger hang on it."""
        if particle is None:
            return True
        below = self.clauses.tree.below(word)
        near = {self.clauses.low[at] for at in below}
        # "took three men in Rome": where something is done is no "took in".
        apart = _PLACED if particle in _PLACED and self.clauses.slot(word, "object") else frozenset()
        for at in below:
            if self.clauses.relation(at) not in _APART:
                near.update(
                    low
                    for one in self.clauses.tree.below(at)
                    if (low := self.clauses.low[one]) not in apart or self.clauses.relation(one) != "case"
                )
            elif self.clauses.relation(at) == "advcl":
                near.update(self.clauses.low[one] for one in self.clauses.below(at, "mark", "case"))
        near.update(self.clauses.low[word + 1 : word + 2])  # wherever "over" hangs in "handed over 40 tents"
        return all(part in near for part in particle.split())

    def sense(self, word: int) -> tuple[Sense | None, float]:
        """The sense of a word whose conditions say most, and how much they say; an overlay's goes before others."""
        kind = self.kind(word)
        best: list[Sense | None] = [None, None]  # of the codebook, of overlays
        for sense in self.book.senses.get(self.clauses.lemmas[word], ()):
            if sense.kind is not kind or not self.has(word, sense.particle):
                continue
            if not self.all_met(word, sense.needs):
                continue
            known = best[sense.rank > 0]
            if known is None or (sense.rank, sense.asks) > (known.rank, known.asks):
                best[sense.rank > 0] = sense
        found = meant(*best)
        # One without a category says that the words are no event.
        return (found, found.asks) if found is not None and found.category else (None, -1.0)

    def all_met(self, word: int, needs: Sequence[Need]) -> bool:
        """Whether all conditions hold for a word."""
        return all(self.met(word, need) for need in needs)

    def met(self, word: int, need: Need) -> bool:
        """Whether a condition holds for a word."""
        heads = tuple(at for slot in need.slot.split("|") for at in heads_in(self.clauses, word, slot))
        if need.several:
            filled = self.clauses.are_several(heads)
        elif need.lemmas or need.kinds:
            filled = any(self._is_meant(head, need) for head in heads)
        else:
            filled = bool(heads)
        return filled is need.wanted

    def _is_meant(self, head: int, need: Need) -> bool:
        if need.lemmas and (self._lemma_in(head, need.lemmas) or self._is_phrase(head, need)):
            return True
        if self.clauses.parsed.names.tags[head].partition("-")[2] in need.kinds:
            return True
        # "dozens of soldiers" are soldiers
        return any(self._is_meant(one, need) for one in self.clauses.counted(head) if one != head)

    def _is_phrase(self, head: int, need: Need) -> bool:
        forms = {self.clauses.lemmas[head], self.clauses.low[head]}
        return any(last in forms and has_words(self.clauses, head, others) for last, others in need.phrases)

    def _lemma_in(self, head: int, lemmas: frozenset[str]) -> bool:
        lemma = self.clauses.lemmas[head]
        # "troops" and "manoeuvres" may be their own lemmas.
        if not lemmas.isdisjoint({lemma, self.clauses.low[head], lemma.removesuffix("s")}):
            return True
        return any(
            self.clauses.lemmas[at] in lemmas
            for at in self.clauses.below(head, "conj", "compound", "amod", "nmod:desc")
        )

    def _named_beside(self, head: int, lemmas: frozenset[str]) -> tuple[int, ...]:
        """The words of "air, land and sea links" that a condition names, where another one is the head."""
        return tuple(at for at in self.clauses.below(head, "conj") if self.clauses.lemmas[at] in lemmas)

    def helpers(self, word: int, sense: Sense) -> tuple[int, ...]:
        """The words of the conditions that were met by certain words, and particles: they are part of the trigger."""
        found = [
            one
            for need in sense.needs
            if need.wanted and need.lemmas
            for slot in need.slot.split("|")
            for head in heads_in(self.clauses, word, slot)
            if self._lemma_in(head, need.lemmas) or self._is_phrase(head, need)
            for one in (head, *self._named_beside(head, need.lemmas))
        ]
        if sense.particle is not None:
            found += [
                at for at in self.clauses.tree.below(word) if self.clauses.low[at] in sense.particle.split()
            ]
        return tuple(dict.fromkeys(found))

    def first(self, word: int, slots: Sequence[str]) -> tuple[int, ...]:
        """The heads in the first of these slots that is filled."""
        for slot in slots:
            heads = self.clauses.slot(word, slot)
            path, _, last = slot.rpartition("/")
            if last == "owner":
                heads = tuple(self._owned(at) if path else at for at in heads if self._may_own(at))
            if heads:
                return heads
        return ()

    def _owned(self, owner: int) -> int:
        """An owner, or the person that an adjective belongs to: of "Greek priests" the priests, of "Greek raids" the Greek."""
        up = self.clauses.up(owner)
        if self.clauses.parsed.upos[owner] != "ADJ" or self.clauses.parsed.upos[up] not in {"NOUN", "PROPN"}:
            return owner
        lemma = self.clauses.lemmas[up]
        deed = any(one.kind is WordClass.NOUN for one in self.book.senses.get(lemma, ())) or any(
            one.kind is WordClass.NOUN for one in self.book.embedders.get(lemma, ())
        )
        return owner if deed else up

    def recipients(self, word: int, sense: Sense, helpers: Sequence[int]) -> tuple[int, ...]:
        """The recipient by the sense's slots; a preposition may hang on the words of its conditions as well."""
        for slot in sense.recipient:
            heads = self.first(word, (slot,))
            # "gave Serbia an ultimatum": of two objects the one that is no part of the trigger.
            found = tuple(at for at in heads if at not in helpers) or heads
            if not found and slot not in _CORE and "/" not in slot:
                found = next((heads for one in helpers if (heads := self.first(one, (slot,)))), ())
            if found:
                return found
        return ()

    def _may_own(self, at: int) -> bool:
        parsed = self.clauses.parsed
        if parsed.upos[at] == "PRON":
            return False  # "its": whoever that is stands elsewhere
        if self.clauses.low[at] in self.book.groups.get("weapon-names", ()):
            return False  # "Kalibr missiles"
        if parsed.relations[at] == "nmod:poss" or parsed.upos[at] == "PROPN":
            return True
        named = parsed.names.tags[at] != "O" or parsed.lemmas[at][:1].isupper()
        if self.clauses.words[at][:1].isupper() and (at > 0 or named):
            return True  # "Syrian jets", not "Violent clashes"
        return self.clauses.lemmas[at] in self.book.groups.get("actors", ())
