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
from dragoman.events.codebook import Codebook, Effect, Embedder, Sense, WordClass
from dragoman.events.effects import changed, quad_of
from dragoman.events.modals import needed, obliged, under_modals
from dragoman.events.senses import Senses
from dragoman.events.standing import fallbacks, is_condition, met_by, speaker_of, weight_of
from dragoman.language import Parsed

_DEEP: Final = 8
#: What leads a clause that tells how somebody was killed.
_WHEN: Final = frozenset({"when", "as", "after"})
_COOPERATION: Final = 2
#: The quad classes of what is done by saying it.
_VERBAL: Final = frozenset({1, 3})
#: A sense whose conditions say so much is meant before anything is embedded.
_SPECIFIC: Final = 3.0
#: Slots that hold a clause: what a sense takes there is spent in its category.
_CLAUSAL: Final = frozenset({"that", "infinitive"})
#: Effects that leave it open whether the act taken is a fact.
_OPEN: Final = frozenset({Effect.SAY, Effect.MAYBE})
_OTHERS: Final = ("to", "with", "for", "against", "on", "from", "object", "in")


def acts_of(words: Sequence[str], parsed: Parsed, codebook: Codebook) -> tuple[Act, ...]:
    """The acts of a sentence, those that count most first; each predicate gives at most one."""
    return acts_in(Clauses(words, parsed, codebook.known), codebook)


def acts_in(clauses: Clauses, codebook: Codebook) -> tuple[Act, ...]:
    """As :func:`acts_of`, of a sentence whose slots others ask for too."""
    return _Reader(clauses, codebook).acts()


class _Reader:
    """Reads one sentence; private to this module."""

    def __init__(self, clauses: Clauses, book: Codebook) -> None:
        self.clauses = clauses
        self.book = book
        self.senses = Senses(clauses, book)
        self._read: dict[int, Act | None] = {}
        self._taken: set[int] = set()

    def acts(self) -> tuple[Act, ...]:
        found: list[Act] = []
        for word in self._order():
            if word in self._taken:
                continue
            act = self.act(word, 0)
            if act is not None:
                act = self._with_results(self._alleged(word, act))
                self._taken.update(act.trigger)
                found.append(self._placed(word, act))
        return tuple(sorted(found, key=lambda act: -act.weight))

    def _alleged(self, word: int, act: Act) -> Act:
        """An act that somebody beside it makes something else of: "the army broke the truce, rebels alleged"."""
        for verb in self.clauses.below(word, "parataxis"):
            for embedder in self.book.embedders.get(self.clauses.lemmas[verb], ()):
                if embedder.effect is Effect.ACCUSE and "that" in embedder.takes and act.actors:
                    told = self._joined(verb, embedder, act, self.clauses.slot(verb, "subject"))
                    return told or act
        return act

    def _with_results(self, act: Act) -> Act:
        """An attack without a recipient, and whom it hit: "a bomb went off, killing ten"."""
        if act.category != "ASSAULT" or act.recipients:
            return act
        for at in self.clauses.below(act.word, "advcl"):
            inner = self.act(at, 1) if self.clauses.parsed.xpos[at] == "VBG" else None
            if inner is not None and inner.category == act.category and inner.recipients:
                return replace(act, recipients=inner.recipients, trigger=(*act.trigger, *inner.trigger))
        return act

    def _placed(self, word: int, act: Act) -> Act:
        """An act with what its place in the sentence tells: its weight, who says it, who else may play a part."""
        clauses = self.clauses
        actors = act.actors or met_by(clauses, act)
        return replace(
            act,
            weight=weight_of(clauses, word, act),
            fallbacks=fallbacks(clauses, act),
            possible=act.possible or is_condition(clauses, word),
            speaker=act.speaker or speaker_of(clauses, word, self._says),
            actors=tuple(one for head in actors for one in clauses.counted(head)),
            recipients=tuple(one for head in act.recipients for one in clauses.counted(head)),
        )

    def _says(self, word: int) -> bool:
        """Whether a word is a verb of saying."""
        rows = self.book.embedders.get(self.clauses.lemmas[word], ())
        return any(one.effect is Effect.SAY and one.kind is WordClass.VERB for one in rows)

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
        sense, score = self.senses.sense(word)
        found = self._sensed(word, sense) if sense is not None and score >= _SPECIFIC else None
        if found is None and deep < _DEEP:
            found = self._embedded(word, deep, alone=False)
        if found is None and sense is not None:
            found = self._sensed(word, sense)
        if found is None and deep < _DEEP:
            found = self._embedded(word, deep, alone=True)
        found = (
            under_modals(self.clauses, self.book, word, found) if found is not None else self._obliged(word)
        )
        self._read[word] = found
        return found

    def _obliged(self, word: int) -> Act | None:
        return obliged(self.clauses, word) if self.senses.kind(word) is WordClass.VERB else None

    # --- senses

    def _sensed(self, word: int, sense: Sense) -> Act:
        helpers = self.senses.helpers(word, sense)
        actors = self.senses.first(word, sense.actor)
        act = Act(
            category=sense.category,
            mode=sense.mode,
            cameo=sense.cameo,
            rule=sense.id,
            word=word,
            trigger=(word, *helpers),
            actors=actors,
            recipients=self.senses.recipients(word, sense, tuple(at for at in helpers if at not in actors)),
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

    def _by_event(self, act: Act) -> Act:
        """An act whose subject is an act itself: "a bomb attack on the town killed two": one act, of those behind it."""
        if act.category != "ASSAULT":
            return act
        inner = next(
            (
                one
                for at in self._attacks(act)
                if (one := self.act(at, 1)) is not None and one.category == act.category
            ),
            None,
        )
        if inner is None or not (act.actors or inner.actors):
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

    def _attacks(self, act: Act) -> Iterator[int]:
        """Where an attack may stand that is the same as the act: in its subject, or where it tells of dead and hurt."""
        if len(act.actors) == 1:
            if self.senses.kind(act.actors[0]) is WordClass.NOUN:
                yield act.actors[0]
        elif not act.actors:
            yield from self.clauses.slot(act.word, "in")
            for at in self.clauses.below(act.word, "advcl"):
                if any(self.clauses.low[one] in _WHEN for one in self.clauses.below(at, "mark", "advmod")):
                    yield at

    # --- embedders

    def _embedded(self, word: int, deep: int, *, alone: bool) -> Act | None:
        """The act of an embedder with the act it takes; with ``alone`` what it is where it takes none."""
        kind = self.senses.kind(word)
        for embedder in self.book.embedders.get(self.clauses.lemmas[word], ()):
            if embedder.kind is not kind or not self.senses.has(word, embedder.particle):
                continue
            if not self.senses.all_met(word, embedder.needs):
                continue
            act = self._take(word, embedder, deep, alone=alone)
            if act is not None:
                return act
        return None

    def _take(self, word: int, embedder: Embedder, deep: int, *, alone: bool) -> Act | None:
        clauses = self.clauses
        if embedder.effect is Effect.MUST:
            takes = any(clauses.slot(word, slot) for slot in embedder.takes)
            return needed(clauses, word, embedder.id) if takes else None
        subject = self.senses.first(
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
                if self._only_warns(embedder, slot, inner, subject):
                    return self._said(embedder, inner, subject)
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
        given = self.senses.first(word, embedder.recipient) if embedder.recipient else ()
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
        return given or self.senses.first(word, ("object", "to", "with", "from", "on", "against"))

    def _joined(self, word: int, embedder: Embedder, inner: Act, subject: tuple[int, ...]) -> Act | None:
        if embedder.effect is Effect.SAY:
            return self._said(embedder, self._ordered(word, inner, subject), subject)
        quad = quad_of(self.book, inner.category)
        category = changed(embedder.effect, inner.category, quad, negated=inner.negated)
        if category is None:
            return None
        same = category == inner.category
        own, _ = self.senses.sense(word)
        if own is None or own.category != category:
            own = None
        given = self.senses.first(word, embedder.recipient)
        if same and inner.recipients and embedder.effect is not Effect.UNDERGO:
            given = ()
        if not inner.recipients and not given:
            given = self.senses.first(word, inner.wanted)
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

    def _said(self, embedder: Embedder, inner: Act, subject: tuple[int, ...]) -> Act:
        """An act that somebody tells: it stays what it is."""
        actors = subject if self._is_pronoun(inner.actors) else inner.actors
        if inner.category == "REQUEST" and not inner.actors:
            actors = subject
        if not actors and quad_of(self.book, inner.category) in _VERBAL:
            # Who says that others are to blame blames them; who reports a raid did not do it.
            actors = subject
        return replace(inner, actors=actors, speaker=subject, embedders=(embedder.id, *inner.embedders))

    def _ordered(self, word: int, inner: Act, subject: tuple[int, ...]) -> Act:
        """An order in quotation marks is a request: "Free them", she told Chad."""
        if inner.category == "REQUEST" or not self.clauses.is_imperative(inner.word):
            return inner
        others = (*self.clauses.below(inner.word, "vocative"), *self.clauses.slot(word, "to"))
        asked = others or self.clauses.slot(word, "object") or inner.recipients
        return replace(
            inner,
            category="REQUEST",
            mode=None,
            cameo="100",
            actors=subject,
            recipients=tuple(at for at in asked if at != inner.word),
            absorbed=True,
        )

    def _only_warns(self, embedder: Embedder, slot: str, inner: Act, subject: tuple[int, ...]) -> bool:
        """Whether a warning tells what others do: only one's own deeds are a threat."""
        if embedder.effect is not Effect.THREATEN or slot != "that":
            return False
        if not inner.actors:
            return inner.category == "ACCUSE"
        if inner.category == "REJECT" or quad_of(self.book, inner.category) <= _COOPERATION:
            return False  # nobody warns of what is friendly
        own = {*subject, *(at for head in inner.actors for at in self.clauses.below(head, "nmod:poss"))}
        return not (
            self._is_pronoun(inner.actors)
            or own.intersection(inner.actors)
            or any(self.clauses.parsed.upos[at] == "PRON" for at in own)
        )

    def _owned(self, inner: Act) -> bool:
        """Whether the noun of an act has an owner who does it: "announced Turkey's withdrawal"."""
        owners = self.clauses.below(inner.word, "nmod:poss")
        return bool(inner.actors) and all(
            at in owners and self.clauses.parsed.upos[at] != "PRON" for at in inner.actors
        )

    def _parts(
        self, embedder: Embedder, inner: Act, subject: tuple[int, ...], given: tuple[int, ...]
    ) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Who does it to whom once an embedder has taken an act."""
        if embedder.effect in {Effect.DEMAND, Effect.ACCUSE}:
            others = tuple(at for at in inner.actors if at not in subject)
            # Who is asked: named by the verb, or who is to do it.
            return subject, given or others or inner.recipients
        if embedder.effect is Effect.UNDERGO:
            others = tuple(at for at in inner.actors if at not in subject)
            back = tuple(at for at in inner.recipients if at not in subject)
            return given or others or back, subject
        if not subject or (embedder.effect is Effect.MAYBE and inner.actors):
            return inner.actors, given or inner.recipients  # who thinks that they did it did not do it
        if embedder.effect is Effect.DO and self._owned(inner):
            return inner.actors, given or tuple(at for at in inner.recipients if at not in inner.actors)
        recipients = given or tuple(at for at in inner.recipients if at not in subject)
        if not recipients:
            recipients = tuple(at for at in inner.actors if at not in subject)
        return subject, recipients

    def _is_pronoun(self, heads: tuple[int, ...]) -> bool:
        return bool(heads) and all(
            self.clauses.low[at] in {"he", "she", "it", "they", "we", "i", "who"} for at in heads
        )
