"""A parsed sentence asked for the slots of its predicates: who does it, to whom it is done, with whom, against whom.

The slots are those of the active voice. Words count from 0 within the sentence.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Final

from dragoman.events.links import Links
from dragoman.events.slot_words import (
    AIMED,
    CAUSES,
    HONOURS,
    MEANS,
    PLACES,
    PURPOSES,
    QUANTITIES,
    RELATIVE,
    SUBJECT_CONTROL,
    TIMES,
)
from dragoman.language import Parsed

#: What a preposition may lead.
_LED: Final = frozenset({"obl", "nmod", "advcl", "acl"})
#: What keeps its meaning before "of": "shut out of the network", "because of" does not.
_FROM: Final = frozenset({"out", "off", "outside", "inside", "ahead"})
_DEEP: Final = 12


class Clauses(Links):
    """The slots of the words of one sentence. Built once; answers are kept."""

    def __init__(self, words: Sequence[str], parsed: Parsed, known: Container[str] = ()) -> None:
        super().__init__(words, parsed, known)
        self._known: dict[tuple[int, str], tuple[int, ...]] = {}
        self._led: dict[int, tuple[tuple[str, int], ...]] = {}

    def slot(self, word: int, name: str) -> tuple[int, ...]:
        """The heads of the phrases that fill a slot of a word; a path such as ``object/of`` asks the object."""
        key = (word, name)
        if key not in self._known:
            self._known[key] = ()  # what asks for itself on the way finds nothing
            self._known[key] = self._path(word, name) if "/" in name else self._find(word, name)
        return self._known[key]

    def counted(self, head: int) -> tuple[int, ...]:
        """What a noun of quantity counts, else the head itself: soldiers, of "dozens of soldiers"."""
        if not self._counts(head):
            return (head,)
        inner = [at for one in self._under(head, "of") for at in self.counted(one)]
        return tuple(at for at in inner if not self._counts(at)) or (head,)

    def _counts(self, head: int) -> bool:
        return (
            self.lemmas[head] in QUANTITIES or self.low[head] in QUANTITIES or self.parsed.upos[head] == "NUM"
        )

    def are_several(self, heads: Sequence[int]) -> bool:
        """Whether heads name more than one: by "and", or a plural."""
        return len(heads) > 1 or any(
            self.parsed.xpos[at] in {"NNS", "NNPS"}
            or any(self.parsed.upos[one] in {"NOUN", "PROPN"} for one in self.below(at, "conj"))
            or self.low[at] in {"they", "we", "both"}
            for at in heads
        )

    def phrase(self, word: int) -> tuple[int, int]:
        """The words of a phrase by its head, clauses on it and appositions left out where they end it."""
        first = last = word
        waiting = [word]
        # of "the killing of nuns by rebels" the nuns
        inner = self.up(word) >= 0 and word in self._under(self.up(word), "of")
        doers = self._under(word, "by") if inner else ()
        while waiting:
            one = waiting.pop()
            for at in self.tree.below(one):
                relation = self.parsed.relations[at]
                if at in doers or (relation in {"case", "cc", "mark"} and one == word and at < word):
                    continue
                if one == word and relation.partition(":")[0] in {
                    "acl",
                    "parataxis",
                    "appos",
                    "punct",
                    "advcl",
                    "cop",
                    "aux",
                    "nsubj",
                }:
                    continue
                waiting.append(at)
                first, last = min(first, at), max(last, at)
        return first, last + 1

    def _path(self, word: int, name: str) -> tuple[int, ...]:
        first, _, rest = name.partition("/")
        found = tuple(at for one in self.slot(word, first) for at in self.slot(one, rest))
        # "rejected a plan by Chad": who made the plan may hang on the verb, which is no passive.
        if name == "object/by" and not found and not self.is_passive(word):
            return self._under(word, rest)
        return found

    def _find(self, word: int, name: str) -> tuple[int, ...]:
        match name:
            case "subject":
                return self._subject(word)
            case "object":
                return self._object(word)
            case "owner":
                return self._owner(word)
            case "place":
                return tuple(at for name in sorted(PLACES) for at in self._under(word, name))
            case "that":
                return (*self.below(word, "ccomp"), *self._noun_clauses(word))
            case "infinitive":
                return self._infinitive(word)
            case "aim":
                return self._aim(word)
            case "participle":
                return tuple(at for at in self.below(word, "acl") if self.parsed.xpos[at] in {"VBG", "VBN"})
            case "to":
                goals = (at for at in self._under(word, "to") if self.relation(at) in {"obl", "nmod"})
                return (*goals, *self.below(word, "iobj"), *self._given(word))
            case "by":
                own = (*self.below(word, "obl:agent"), *self._under(word, "by"))
                return tuple(dict.fromkeys(own)) or self._made_by(word)
            case _:
                # "stayed away from the polls": what hangs on "away" is the verb's as well.
                beside = self.below(word, "advmod", "amod", "compound")
                return (
                    self._under(word, name)
                    or tuple(at for one in beside for at in self._under(one, name))
                    or tuple(at for at in beside if self.low[at] == name)
                    or tuple(at for done in self._done(word) for at in self._under(done, name))
                )

    def _done(self, word: int) -> tuple[int, ...]:
        """The participles of what was done, on a noun: "sanctions imposed on Iran"."""
        if self.parsed.upos[word] != "NOUN":
            return ()
        return tuple(at for at in self.below(word, "acl") if self.parsed.xpos[at] == "VBN")

    def _made_by(self, word: int) -> tuple[int, ...]:
        """Who did what a noun tells, where "by" hangs on another word: "the killing of nuns by rebels"."""
        if self.parsed.upos[word] != "NOUN":
            return ()
        below = (*self._done(word), *self._under(word, "of"))
        return tuple(dict.fromkeys(at for one in below for at in self.slot(one, "by")))

    def _noun_clauses(self, word: int) -> tuple[int, ...]:
        """The clauses with "that" on a noun: "a demand that it leave"."""
        clauses = (at for at in self.below(word, "acl") if self.parsed.relations[at] == "acl")
        return tuple(at for at in clauses if any(self.low[mark] == "that" for mark in self.below(at, "mark")))

    def _infinitive(self, word: int) -> tuple[int, ...]:
        found = [*self.below(word, "xcomp"), *self.below(word, "acl"), *self.below(word, "advcl")]
        found += [
            at for at in self.below(word, "ccomp") if any(self.low[m] == "to" for m in self.below(at, "mark"))
        ]
        return tuple(
            at
            for at in found
            if self.relation(at) == "xcomp" or any(self.low[mark] == "to" for mark in self.below(at, "mark"))
        )

    def _aim(self, word: int) -> tuple[int, ...]:
        """Against whom what is done is aimed, by its purpose: "in protest at Chad", "to demand reforms by Chad"."""
        causes = [
            at for name in ("in", "as", "with") for at in self._under(word, name) if self.lemmas[at] in CAUSES
        ]
        told = [
            at
            for at in self.below(word, "advcl", "acl", "conj")
            if self.lemmas[at] in PURPOSES and not self.below(at, "nsubj")
        ]
        meant = [at for at in self._infinitive(word) if self.lemmas[at] not in HONOURS]
        for at in (*causes, *meant, *told):
            own = ("object",) if self.lemmas[at] in PURPOSES else ()
            for slot in (*AIMED, *own):
                if heads := self.slot(at, slot):
                    return heads
        return ()

    def _under(self, word: int, name: str) -> tuple[int, ...]:
        """The phrases on a word that a preposition leads."""
        if word not in self._led:
            self._led[word] = tuple(self._phrases(word))
        return tuple(dict.fromkeys(at for lead, at in self._led[word] if lead == name))

    def _phrases(self, word: int) -> Iterator[tuple[str, int]]:
        """The prepositions on what hangs on a word, each with the head that it leads."""
        for at in self.tree.below(word):
            if self._universal[at] not in _LED or self.low[at] in TIMES:
                continue
            for one in self.below(at, "case", "mark"):
                if not self._fixed_elsewhere(one):
                    yield self.low[one], at
                elif self.low[one] in _FROM:
                    yield self.low[one], at
                    yield "of", at

    def _fixed_elsewhere(self, case: int) -> bool:
        """Whether a preposition is only the start of another: "because of", "in front of", "due to"."""
        return bool(self.below(case, "fixed"))

    def _owner(self, word: int) -> tuple[int, ...]:
        return self.below(word, "nmod:poss", "amod", "compound", "nmod:unmarked", "nmod:desc")

    def _subject(self, word: int) -> tuple[int, ...]:
        if self.is_passive(word):
            return self._agent(word)[:1]
        own = self.below(word, "nsubj", "csubj")
        if own:
            return tuple(self._antecedent(word, at) for at in own[:1])
        return self._inherited(word)

    def _agent(self, word: int) -> tuple[int, ...]:
        """Who does it in a passive; "hacked to death with machetes by a mob": the agent may hang on another phrase."""
        own = (*self.below(word, "obl:agent"), *self._under(word, "by"))
        if own:
            return own
        beside = [at for name in MEANS for at in self._under(word, name)] + list(self.below(word, "xcomp"))
        return tuple(at for one in beside for at in (*self.below(one, "obl:agent"), *self._under(one, "by")))

    def _inherited(self, word: int) -> tuple[int, ...]:
        """The subject of a verb without one of its own: that of the verb it hangs on, or the noun before it."""
        up, relation = self.up(word), self.relation(word)
        if up < 0:
            return ()
        if relation in {"xcomp", "advcl"} and (asked := self._asked(word, up)):
            return asked
        if relation == "xcomp":
            objects = self.slot(up, "object")
            if objects and self.lemmas[up] not in SUBJECT_CONTROL:
                return objects
            return self.slot(up, "subject") or objects
        if relation == "acl":
            if self.parsed.relations[word] == "acl:relcl" or self.parsed.xpos[word] == "VBG":
                return (up,)
            return self.slot(up, "owner")[:1]
        if relation in {"advcl", "acl", "obl"} and any(
            self.low[mark] in {"of", "from"} for mark in self.below(word, "mark", "case")
        ):
            return self.slot(up, "object")  # "accused Greece of violating", "kept ships from entering"
        if relation in {"conj", "advcl", "parataxis"} and self.parsed.upos[up] in {
            "VERB",
            "ADJ",
            "AUX",
            "NOUN",
        }:
            return self.slot(up, "object" if self.is_passive(up) and relation != "advcl" else "subject") or (
                self.slot(up, "object") if self.is_passive(up) else ()
            )
        return ()

    def _asked(self, word: int, up: int) -> tuple[int, ...]:
        """Who stands between "for" and "to": "called for Mali to free them"."""
        marks = [at for at in self.below(word, "mark") if self.low[at] == "for"]
        within = [at for mark in marks for at in self.below(up, "obl") if mark < at < word]
        # or the parser hangs "for Mali" on the verb of asking
        before = [at for at in self._under(up, "for") if self.low[slice(*self._behind(at))] == ("to",)]
        return (*within, *before)[:1]

    def _behind(self, word: int) -> tuple[int, int]:
        """The place of the word behind a phrase."""
        end = self.phrase(word)[1]
        return end, end + 1

    def _undergone(self, word: int) -> tuple[int, ...]:
        """The object of a verb in the passive."""
        if self._given(word):
            return self.below(word, "obj")
        if own := self.below(word, "nsubj:pass", "csubj:pass"):
            return tuple(self._antecedent(word, at) for at in own[:1])
        up = self.up(word)
        match self.relation(word):
            case "acl":
                return (up,)
            case "conj":
                return self.slot(up, "object")
            case "xcomp":
                return self.slot(up, "subject") or self.slot(up, "object")
            case "advcl":
                return self.slot(up, "subject")  # "Pressed by Poland, Berlin ..."
        return ()

    def _object(self, word: int) -> tuple[int, ...]:
        if self.is_passive(word):
            return self._undergone(word)
        own = self.below(word, "obj") or self.bare(word) or self.below(word, "iobj")
        if own:
            return tuple(self._antecedent(word, at) for at in own)
        controlled = [at for at in self._infinitive(word) if self.relation(at) in {"xcomp", "ccomp"}]
        if controlled and (subjects := self.below(controlled[0], "nsubj")):
            return subjects
        if self.parsed.relations[word] == "acl:relcl" and not self._relative_subject(word):
            return (self.up(word),)
        if (
            self.relation(word) == "conj"
            and self.parsed.upos[word] == "VERB"
            and not self.below(word, "obl", "xcomp", "ccomp")
        ):
            # "arrested and jailed three men": the object hangs on the last of the verbs, or on the first
            return ()
        later = [
            at
            for at in self.below(word, "conj")
            if self.parsed.upos[at] == "VERB" and not self.below(at, "nsubj")
        ]
        if later and not self.below(word, "obl", "xcomp", "ccomp", "nsubj:pass"):
            return self.below(later[-1], "obj")
        return ()

    def _given(self, word: int) -> tuple[int, ...]:
        """Whom the passive of a verb with two objects speaks of: "they were given tents"."""
        if not self.below(word, "obj") or not self.is_passive(word):
            return ()
        return tuple(self._antecedent(word, at) for at in self.below(word, "nsubj:pass")[:1])

    def _relative_subject(self, word: int) -> bool:
        return any(self.low[at] in RELATIVE for at in self.below(word, "nsubj"))

    def _antecedent(self, verb: int, word: int) -> int:
        """The noun that a relative pronoun stands for."""
        if self.low[word] not in RELATIVE or self.parsed.upos[word] not in {"PRON", "DET", "SCONJ"}:
            return word
        at = verb
        for _ in range(_DEEP):
            if self.parsed.relations[at] == "acl:relcl":
                return self.up(at)
            if self.relation(at) not in {"conj", "xcomp", "ccomp"}:
                break
            at = self.up(at)
        return word
