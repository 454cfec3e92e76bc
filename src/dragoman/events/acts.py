"""Acts: the events that the words of one sentence tell, before anybody asks who vouches for them.

A predicate with a sense in the codebook is an act. An embedder takes the act of another predicate and changes it: *agreed
to send troops* is an agreement, *refused to send troops* a rejection. So senses and embedders multiply, and neither has to
list the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from dragoman.events.act import Act
from dragoman.events.clauses import Clauses
from dragoman.events.codebook import Codebook, Effect, Embedder, Need, Sense, WordClass
from dragoman.events.effects import changed, quad_of
from dragoman.events.standing import fallbacks, weight_of
from dragoman.language import Parsed

_CLASSES: Final = {
    "VERB": WordClass.VERB,
    "AUX": WordClass.VERB,
    "NOUN": WordClass.NOUN,
    "PROPN": WordClass.NOUN,
    "ADJ": WordClass.ADJECTIVE,
}
_FUTURE: Final = frozenset({"will", "would", "shall", "'ll"})
_MUST: Final = frozenset({"must", "should", "ought"})
_MAYBE: Final = frozenset({"may", "might", "could", "can"})
_DEEP: Final = 8
#: The quad classes of what is done by saying it.
_VERBAL: Final = frozenset({1, 3})
#: Clauses beside a verb: what hangs in them is no particle of its own.
_APART: Final = frozenset({"conj", "parataxis", "ccomp", "advcl", "acl", "nsubj"})
#: A sense whose conditions say so much is meant before anything is embedded.
_SPECIFIC: Final = 3.0
_CORE: Final = frozenset({"subject", "object", "owner", "that", "infinitive"})
#: Slots that hold a clause: what a sense takes there is spent in its category.
_CLAUSAL: Final = frozenset({"that", "infinitive"})
#: Effects that leave it open whether the act taken is a fact.
_OPEN: Final = frozenset({Effect.SAY, Effect.MAYBE})
_OTHERS: Final = ("to", "with", "for", "against", "on", "from", "object", "in")


def acts_of(words: Sequence[str], parsed: Parsed, codebook: Codebook) -> tuple[Act, ...]:
    """The acts of a sentence, those that count most first; each predicate gives at most one."""
    return _Reader(Clauses(words, parsed, codebook.known), codebook).acts()


class _Reader:
    """Reads one sentence; private to this module."""

    def __init__(self, clauses: Clauses, book: Codebook) -> None:
        self.clauses = clauses
        self.book = book
        self._read: dict[int, Act | None] = {}
        self._taken: set[int] = set()

    def acts(self) -> tuple[Act, ...]:
        found: list[Act] = []
        for word in self._order():
            if word in self._taken:
                continue
            act = self.act(word, 0)
            if act is not None:
                self._taken.update(act.trigger)
                further = fallbacks(self.clauses, act)
                found.append(replace(act, weight=weight_of(self.clauses, word, act), fallbacks=further))
        return tuple(sorted(found, key=lambda act: -act.weight))

    def _order(self) -> Iterator[int]:
        """The words from the root down, so that what takes is read before what is taken."""
        waiting = [at for at, head in enumerate(self.clauses.parsed.heads) if head == 0]
        while waiting:
            word = waiting.pop(0)
            yield word
            waiting.extend(self.clauses.tree.below(word))

    # --- one predicate

    def act(self, word: int, deep: int) -> Act | None:
        """The act that a word tells, itself or by what it takes; None when it tells none."""
        if word in self._read:
            return self._read[word]
        self._read[word] = None  # on the way
        sense, score = self._sense(word)
        found = self._sensed(word, sense) if sense is not None and score >= _SPECIFIC else None
        if found is None and deep < _DEEP:
            found = self._embedded(word, deep, alone=False)
        if found is None and sense is not None:
            found = self._sensed(word, sense)
        if found is None and deep < _DEEP:
            found = self._embedded(word, deep, alone=True)
        found = self._modal(word, found) if found is not None else self._must(word)
        self._read[word] = found
        return found

    def _must(self, word: int) -> Act | None:
        """What somebody says that others must do: a request, whatever it is that they must do."""
        if self._kind(word) is not WordClass.VERB or not self.clauses.modals(word) & _MUST:
            return None
        up = self.clauses.up(word)
        if self.clauses.relation(word) != "ccomp" or up < 0:
            return None
        return Act(
            category="REQUEST",
            mode=None,
            cameo="100",
            rule="must",
            word=word,
            trigger=(word, *self.clauses.below(word, "aux")),
            actors=(),
            recipients=self.clauses.slot(word, "subject") or self.clauses.slot(word, "object"),
            absorbed=True,
        )

    def _kind(self, word: int) -> WordClass | None:
        return _CLASSES.get(self.clauses.parsed.upos[word])

    def _has(self, word: int, particle: str | None) -> bool:
        """Whether the further words of a trigger hang on it."""
        if particle is None:
            return True
        below = self.clauses.tree.below(word)
        near = {self.clauses.low[at] for at in below}
        for at in below:
            if self.clauses.relation(at) not in _APART:
                near.update(self.clauses.low[one] for one in self.clauses.tree.below(at))
            elif self.clauses.relation(at) == "advcl":
                near.update(self.clauses.low[one] for one in self.clauses.below(at, "mark", "case"))
        near.update(self.clauses.low[word + 1 : word + 2])  # wherever "over" hangs in "handed over 40 tents"
        return all(part in near for part in particle.split())

    # --- senses

    def _sense(self, word: int) -> tuple[Sense | None, float]:
        """The sense of a word whose conditions say most, and how much they say."""
        kind = self._kind(word)
        best: tuple[Sense | None, float] = (None, -1.0)
        for sense in self.book.senses.get(self.clauses.lemmas[word], ()):
            if sense.kind is not kind or not self._has(word, sense.particle):
                continue
            if not all(self._met(word, need) for need in sense.needs):
                continue
            score = 3.0 * (sense.particle is not None) + sum(
                (4 if need.lemmas else 1.5) if need.wanted else 0.5 for need in sense.needs
            )
            if score > best[1]:
                best = (sense, score)
        return best

    def _sensed(self, word: int, sense: Sense) -> Act:
        helpers = self._helpers(word, sense)
        actors = self._first(word, sense.actor)
        act = Act(
            category=sense.category,
            mode=sense.mode,
            cameo=sense.cameo,
            rule=sense.id,
            word=word,
            trigger=(word, *helpers),
            actors=actors,
            recipients=self._recipients(word, sense, tuple(at for at in helpers if at not in actors)),
            wanted=sense.recipient,
            absorbed=self._absorbs(sense),
        )
        return self._by_event(act)

    def _absorbs(self, sense: Sense) -> bool:
        """Whether a sense has spent a clause in its category, or its word is an embedder that another row speaks of."""
        if any(need.wanted and _CLAUSAL & set(need.slot.split("|")) for need in sense.needs):
            return True
        others = self.book.embedders.get(sense.lemma, ())
        return any(one.kind is sense.kind and one.effect not in _OPEN for one in others)

    def _recipients(self, word: int, sense: Sense, helpers: Sequence[int]) -> tuple[int, ...]:
        """The recipient by the sense's slots; a preposition may hang on the words of its conditions as well."""
        for slot in sense.recipient:
            heads = self._first(word, (slot,))
            # "gave Serbia an ultimatum": of two objects the one that is no part of the trigger.
            found = tuple(at for at in heads if at not in helpers) or heads
            if not found and slot not in _CORE and "/" not in slot:
                found = next((heads for one in helpers if (heads := self._first(one, (slot,)))), ())
            if found:
                return found
        return ()

    def _by_event(self, act: Act) -> Act:
        """An act whose subject is an act itself: "a bomb attack on the town killed two": one act, of those behind it."""
        if act.category != "ASSAULT" or len(act.actors) != 1:
            return act
        subject = act.actors[0]
        inner = self.act(subject, 1) if self._kind(subject) is WordClass.NOUN else None
        if inner is None or inner.category != act.category:
            return act
        self._taken.update(inner.trigger)
        return replace(
            act,
            mode=inner.mode or act.mode,
            cameo=inner.cameo or act.cameo,
            actors=inner.actors,
            recipients=act.recipients or inner.recipients,
            trigger=(*act.trigger, *inner.trigger),
        )

    def _met(self, word: int, need: Need) -> bool:
        heads = tuple(at for slot in need.slot.split("|") for at in self.clauses.slot(word, slot))
        if need.lemmas:
            filled = any(self._lemma_in(head, need.lemmas) for head in heads)
        else:
            filled = bool(heads)
        return filled is need.wanted

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

    def _helpers(self, word: int, sense: Sense) -> tuple[int, ...]:
        """The words of the conditions that were met by certain words, and particles: they are part of the trigger."""
        found = [
            one
            for need in sense.needs
            if need.wanted and need.lemmas
            for slot in need.slot.split("|")
            for head in self.clauses.slot(word, slot)
            if self._lemma_in(head, need.lemmas)
            for one in (head, *self._named_beside(head, need.lemmas))
        ]
        if sense.particle is not None:
            found += [
                at for at in self.clauses.tree.below(word) if self.clauses.low[at] in sense.particle.split()
            ]
        return tuple(dict.fromkeys(found))

    def _first(self, word: int, slots: Sequence[str]) -> tuple[int, ...]:
        for slot in slots:
            heads = self.clauses.slot(word, slot)
            if slot.split("/")[-1] == "owner":
                heads = tuple(at for at in heads if self._may_own(at))
            if heads:
                return heads
        return ()

    def _may_own(self, at: int) -> bool:
        parsed = self.clauses.parsed
        if parsed.upos[at] == "PRON":
            return False  # "its": whoever that is stands elsewhere
        if parsed.relations[at] == "nmod:poss" or parsed.upos[at] == "PROPN":
            return True
        named = parsed.names.tags[at] != "O" or parsed.lemmas[at][:1].isupper()
        if self.clauses.words[at][:1].isupper() and (at > 0 or named):
            return True  # "Syrian jets", not "Violent clashes"
        return self.clauses.lemmas[at] in self.book.groups.get("actors", ())

    # --- embedders

    def _embedded(self, word: int, deep: int, *, alone: bool) -> Act | None:
        """The act of an embedder with the act it takes; with ``alone`` what it is where it takes none."""
        kind = self._kind(word)
        for embedder in self.book.embedders.get(self.clauses.lemmas[word], ()):
            if embedder.kind is not kind or not self._has(word, embedder.particle):
                continue
            act = self._take(word, embedder, deep, alone=alone)
            if act is not None:
                return act
        return None

    def _take(self, word: int, embedder: Embedder, deep: int, *, alone: bool) -> Act | None:
        clauses = self.clauses
        subject = self._first(
            word, ("subject", "by", "owner") if embedder.kind is WordClass.NOUN else ("subject",)
        )
        if not subject and embedder.effect in {Effect.COMMIT, Effect.REFUSE, Effect.TRY}:
            subject = clauses.slot(word, "object")  # "is opposed to", "are determined to"
            embedder = replace(embedder, recipient=("to", "with"))
        for slot in () if alone else embedder.takes:
            for head in clauses.slot(word, slot):
                inner = self.act(head, deep + 1)
                if inner is None or (inner.word == word):
                    continue
                # What begins or fails does nothing itself: who does is told by its own words.
                return self._joined(word, embedder, inner, () if slot == "subject" else subject)
        if embedder.category is None or not alone:
            return None
        if embedder.takes and not any(clauses.slot(word, slot) for slot in embedder.takes):
            return None
        return Act(
            category=embedder.category,
            mode=None,
            cameo=None,
            rule=embedder.id,
            word=word,
            trigger=(word,),
            actors=subject,
            recipients=self._recipients_without(word, embedder, subject),
            absorbed=embedder.effect not in _OPEN,
        )

    def _recipients_without(self, word: int, embedder: Embedder, subject: tuple[int, ...]) -> tuple[int, ...]:
        """The recipient of an embedder that took no act: that of the clause it takes, or in its own slots."""
        asks = embedder.effect in {Effect.DEMAND, Effect.ACCUSE}
        given = self._first(word, embedder.recipient) if embedder.recipient else ()
        clauses = [
            at
            for slot in embedder.takes
            if slot in {"that", "infinitive"}
            for at in self.clauses.slot(word, slot)
        ]
        if given and not (asks and clauses and not self.clauses.slot(word, "object")):
            return given
        for head in clauses:
            # Who is asked to do it; else with whom, for whom, to whom it is to be done.
            for slot in ("subject", *_OTHERS) if asks else _OTHERS:
                found = tuple(at for at in self.clauses.slot(head, slot) if at not in subject)
                if found:
                    return found
        return given or self._first(word, ("object", "to", "with", "from", "on", "against"))

    def _joined(self, word: int, embedder: Embedder, inner: Act, subject: tuple[int, ...]) -> Act | None:
        if embedder.effect is Effect.SAY:
            actors = subject if self._is_pronoun(inner.actors) else inner.actors
            if inner.category == "REQUEST" and not inner.actors:
                actors = subject
            if not actors and quad_of(self.book, inner.category) in _VERBAL:
                actors = (
                    subject  # who says that others are to blame blames them; who reports a raid did not do it
                )
            return replace(inner, actors=actors, speaker=subject, embedders=(embedder.id, *inner.embedders))
        quad = quad_of(self.book, inner.category)
        category = changed(embedder.effect, inner.category, quad, negated=inner.negated)
        if category is None:
            return None
        same = category == inner.category
        own, _ = self._sense(word)
        if own is None or own.category != category:
            own = None
        given = self._first(word, embedder.recipient)
        if same and inner.recipients:
            given = ()
        if not inner.recipients and not given:
            given = self._first(word, inner.wanted)
        actors, recipients = self._parts(embedder, inner, subject, given)
        return Act(
            category=category,
            mode=inner.mode if same else own.mode if own else None,
            cameo=inner.cameo if same else own.cameo if own else None,
            rule=inner.rule if same else embedder.id,
            word=word,
            trigger=(word, *(at for at in inner.trigger if at != word)),
            actors=actors,
            recipients=recipients,
            embedders=(embedder.id, *inner.embedders),
            speaker=inner.speaker,
            possible=inner.possible or embedder.effect is Effect.MAYBE,
            absorbed=inner.absorbed or embedder.effect not in _OPEN,
        )

    def _parts(
        self, embedder: Embedder, inner: Act, subject: tuple[int, ...], given: tuple[int, ...]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Who does it to whom once an embedder has taken an act."""
        if embedder.effect in {Effect.DEMAND, Effect.ACCUSE}:
            others = tuple(at for at in inner.actors if at not in subject)
            # Who is asked: named by the verb, or who is to do it.
            return subject, given or others or inner.recipients
        if not subject or (embedder.effect is Effect.MAYBE and inner.actors):
            return inner.actors, given or inner.recipients  # who thinks that they did it did not do it
        recipients = given or tuple(at for at in inner.recipients if at not in subject)
        if not recipients:
            recipients = tuple(at for at in inner.actors if at not in subject)
        return subject, recipients

    def _is_pronoun(self, heads: tuple[int, ...]) -> bool:
        return bool(heads) and all(
            self.clauses.low[at] in {"he", "she", "it", "they", "we", "i", "who"} for at in heads
        )

    # --- what the verb's own auxiliaries make of it

    def _modal(self, word: int, act: Act) -> Act | None:
        modals = self.clauses.modals(word)
        # "not welcome" is a sense of its own: its "not" is spent.
        spent = any(self.clauses.low[at] in {"not", "never", "no", "n't"} for at in act.trigger)
        negated = self.clauses.is_negated(word) and not spent
        quad = quad_of(self.book, act.category)
        if modals & _MUST and act.category != "REQUEST":
            return replace(
                act,
                category="REQUEST",
                mode=None,
                cameo=None,
                actors=act.speaker,
                recipients=act.actors or act.recipients,
                absorbed=True,
            )
        if modals & _FUTURE and act.category in {"CONCEDE", "RETREAT"} and not negated:
            return replace(act, future=True)
        if modals & _FUTURE and (not act.embedders or (negated and quad <= 2)):
            effect = Effect.REFUSE if negated and quad <= 2 else Effect.COMMIT
            category = None if negated and quad > 2 else changed(effect, act.category, quad, negated=False)
            if category is not None and category != act.category:
                return replace(act, category=category, mode=None, cameo=None, absorbed=True)
            return replace(act, future=True, negated=negated)
        if modals & _MAYBE:
            return replace(act, possible=True, negated=act.negated or negated)
        return replace(act, negated=act.negated or negated)
