"""Sizes of an event: how many were killed, injured, arrested or displaced, and how many came."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from dragoman.events.clauses import Clauses
from dragoman.events.modes import is_circumstance
from dragoman.events.quantities import Quantity, quantities_of
from dragoman.model import SizeKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """From ``low`` to ``high`` people (None: open); ``at_least``: the words say that there may be more.

    ``words`` are the words of the count, 0-based and half-open within the sentence; ``told`` is the word that says what is
    counted. Sizes of one kind that stand side by side add up: *two soldiers and three guards were killed*.
    """

    kind: SizeKind
    low: int
    high: int | None
    at_least: bool
    words: tuple[int, int]
    told: int


_KILL: Final = frozenset(
    {
        "kill",
        "slay",
        "murder",
        "massacre",
        "execute",
        "assassinate",
        "behead",
        "slaughter",
        "gun",
        "lynch",
        "hang",
    }
)
_DIE: Final = frozenset({"die", "perish", "drown", "succumb", "dead", "asphyxiate"})
_INJURE: Final = frozenset({"wound", "injure", "hurt", "maim", "hospitalize", "hospitalise"})
_ARREST: Final = frozenset(
    {"arrest", "detain", "jail", "imprison", "apprehend", "intern", "round", "incarcerate", "nab", "custody"}
)
_HELD: Final = frozenset({"hostage", "hostages", "prisoner", "shield", "captive", "captives"})
_DISPLACE: Final = frozenset({"displace", "uproot", "evict", "evacuate", "deport", "homeless"})
_FLEE: Final = frozenset({"flee", "homeless"})
_GATHER: Final = frozenset(
    {
        "march",
        "demonstrate",
        "protest",
        "rally",
        "riot",
        "gather",
        "assemble",
        "strike",
        "parade",
        "chant",
        "walk",
        "picket",
    }
)
_TURN_OUT: Final = frozenset(
    {"turn", "take", "attend", "join", "block", "occupy", "throng", "stop", "pour", "fill"}
)
_EVENTS: Final = frozenset(
    {
        "strike", "demonstration", "protest", "march", "rally", "sit-in", "vigil", "street", "square", "streets", "road",
        "work", "blockade", "parade", "walkout", "gathering", "meeting", "demonstrations", "hunger", "part",
    }
)  # fmt: skip
_HOLD: Final = frozenset({"stage", "hold", "begin", "start", "launch", "go", "mount", "continue"})
_CROWD_NOUNS: Final = frozenset(
    {"demonstrator", "protester", "protestor", "marcher", "striker", "rioter", "picket", "participant"}
)
_OBJECT: Final = {
    SizeKind.DEAD: _KILL,
    SizeKind.INJURED: _INJURE,
    SizeKind.ARRESTED: _ARREST,
    SizeKind.DISPLACED: _DISPLACE,
}
_SUBJECT: Final = {SizeKind.DEAD: _DIE, SizeKind.DISPLACED: _FLEE, SizeKind.CROWD: _GATHER}
#: Nouns that count by themselves, or of which one counts: "12 deaths", "30 arrests", "six dead", "a toll of 200".
_NOUNS: Final = {
    "death": SizeKind.DEAD, "fatality": SizeKind.DEAD, "killing": SizeKind.DEAD, "dead": SizeKind.DEAD,
    "life": SizeKind.DEAD, "corpse": SizeKind.DEAD, "injury": SizeKind.INJURED, "wounded": SizeKind.INJURED,
    "injured": SizeKind.INJURED, "arrest": SizeKind.ARRESTED, "detention": SizeKind.ARRESTED,
    "killed": SizeKind.DEAD, "detained": SizeKind.ARRESTED, "arrested": SizeKind.ARRESTED,
    "displaced": SizeKind.DISPLACED, "homeless": SizeKind.DISPLACED, "hurt": SizeKind.INJURED,
}  # fmt: skip
_CROWDS: Final = frozenset(
    {"crowd", "throng", "mob", "gathering", "audience", "demonstration", "rally", "march", "protest"}
)
_LIVES: Final = frozenset({"claim", "take", "cost", "lose"})
#: What is no person, though it may be killed, hurt or held.
_THINGS: Final = frozenset(
    {
        "cow", "sheep", "animal", "goat", "bird", "dog", "cattle", "chicken", "year", "month", "day", "week", "hour",
        "minute", "dollar", "percent", "%", "kilometre", "kilometer", "mile", "metre", "meter", "ton", "tonne", "euro",
        "house", "home", "vehicle", "tank", "time", "country", "city", "town", "village", "bomb", "gun", "weapon",
    }
)  # fmt: skip
_ONE: Final = frozenset({"a", "an"})
#: Verbs that tell who was hurt, driven out or held with a further word only.
_WITH_FURTHER: Final = frozenset({"shoot", "force", "drive", "hold", "take"})
#: Words that may stand between a count and what is said of it.
_BETWEEN: Final = frozenset(
    {
        "people",
        "others",
        "other",
        "more",
        "were",
        "are",
        "was",
        "been",
        "persons",
        "of",
        "them",
        "civilians",
        "soldiers",
    }
)


def sizes_of(clauses: Clauses, trigger: Collection[int] | None = None) -> tuple[Counted, ...]:
    """The sizes in a sentence by the place of their count; no problems.

    With ``trigger``, the words of an event's trigger, only those in its clause: told by one of these words, by a word on them
    or by one that they hang on.
    """
    reader = _Reader(clauses)
    found = sorted(reader.sizes(), key=lambda one: (one.words, one.kind.value))
    if trigger is None:
        return tuple(found)
    return tuple(one for one in found if reader.is_near(one.told, trigger))


class _Reader:
    """Reads one sentence; private to this module."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.counts: dict[int, Quantity] = {}
        for one in quantities_of(clauses.words):
            self.counts.setdefault(self._counted(one), one)

    def _counted(self, one: Quantity) -> int:
        """The noun that a count is of, or its own head where it stands alone."""
        inside = range(one.start, one.end)
        relation = self.clauses.relation
        top = next(
            (
                at
                for at in reversed(inside)
                if self.clauses.up(at) not in inside
                and relation(at) not in {"case", "advmod", "det", "mark", "cc"}
            ),
            one.end - 1,
        )
        if relation(top) in {"nummod", "amod", "det", "compound"} and self.clauses.up(top) >= 0:
            return self.clauses.up(top)
        return top

    def sizes(self) -> Iterator[Counted]:
        used: set[tuple[SizeKind, int]] = set()
        told = dict.fromkeys(self._told())
        for kind, head, word in sorted(told, key=lambda one: one[0] is SizeKind.CROWD):
            count = self.counts.get(head) or (None if kind is SizeKind.CROWD else self._single(head))
            if count is None or self._is_thing(head):
                continue
            size = self._size(*self._nearer(kind, head, word, count), count)
            # "100 protesters were arrested": they are not all that came.
            crowded = kind is SizeKind.CROWD and any(start == count.start for _, start in used)
            if not crowded and (size.kind, count.start) not in used:
                used.add((size.kind, count.start))
                yield size
        taken = {start for _, start in used}
        for count in self.counts.values():
            if count.start not in taken and (beside := self._beside(count)) is not None:
                yield self._size(*beside, count)

    def _nearer(self, kind: SizeKind, head: int, word: int, count: Quantity) -> tuple[SizeKind, int]:
        """What stands next to a count that is only coordinated: "12 were killed and dozens wounded"."""
        if self.clauses.relation(head) == "conj":
            return self._beside(count) or (kind, word)
        return kind, word

    def _size(self, kind: SizeKind, told: int, count: Quantity) -> Counted:
        size = Counted(
            kind=kind,
            low=count.low,
            high=count.high,
            at_least=count.at_least,
            words=(count.start, count.end),
            told=told,
        )
        # "killing or wounding 50": neither number is known, only that both together are 50.
        return replace(size, low=0, at_least=False) if self._either(kind, told) else size

    def _either(self, kind: SizeKind, told: int) -> bool:
        pairs = (*self.clauses.below(told, "conj"), self.clauses.up(told))
        return kind in _OBJECT and any(
            at >= 0
            and any(
                self.clauses.lemmas[at] in lemmas for other, lemmas in _OBJECT.items() if other is not kind
            )
            and any(
                self.clauses.low[cc] == "or"
                for cc in (*self.clauses.below(at, "cc"), *self.clauses.below(told, "cc"))
            )
            for at in pairs
        )

    def _told(self) -> Iterator[tuple[SizeKind, int, int]]:
        """Kinds, the heads of what is counted, and the words that say so."""
        for word, lemma in enumerate(self.clauses.lemmas):
            tag = self.clauses.parsed.upos[word]
            if tag in {"VERB", "ADJ"}:
                yield from self._by_verb(word, lemma)
            kind = _NOUNS.get(lemma) or _NOUNS.get(self.clauses.low[word])
            if kind is not None and tag in {"NOUN", "ADJ", "VERB"}:
                yield from self._by_noun(word, lemma, kind)
            if lemma in _CROWD_NOUNS:
                for head in (word, self.clauses.up(word)):
                    if head in self.counts:
                        yield SizeKind.CROWD, head, word
            if lemma in _CROWDS:
                for head in self._all(word, "of", "by"):
                    yield SizeKind.CROWD, head, word
            if lemma == "toll":
                yield from self._toll(word)

    def _by_verb(self, word: int, lemma: str) -> Iterator[tuple[SizeKind, int, int]]:
        for kind, lemmas in _OBJECT.items():
            if lemma in lemmas or kind is self._by_two_words(word, lemma):
                heads = self._all(word, "object")
                if not heads and self._either(kind, word):
                    heads = self._all(self.clauses.up(word), "object")
                yield from ((kind, head, word) for head in heads)
        for kind, lemmas in _SUBJECT.items():
            if lemma in lemmas and not (kind is SizeKind.CROWD and self.clauses.slot(word, "object")):
                yield from ((kind, head, word) for head in self._all(word, "subject"))
        if lemma in _HOLD | _TURN_OUT and self._holds(word, lemma):
            yield from ((SizeKind.CROWD, head, word) for head in self._all(word, "subject"))
        if lemma == "leave":
            # "left 12 people dead": the parser hangs "dead" on the verb or on the noun
            for at in self.clauses.tree.below(word):
                left = _NOUNS.get(self.clauses.low[at])
                if left is not None:
                    heads = self._all(word, "object") or self._all(at, "subject")
                    yield from ((left, head, at) for head in heads)

    def _by_two_words(self, word: int, lemma: str) -> SizeKind | None:
        """What a verb tells with a further word: "shot dead", "hold as hostages", "force out"."""
        if lemma not in _WITH_FURTHER:
            return None
        # The parser hangs the further word on the verb or on the noun after it.
        further = {self.clauses.low[at] for at in self.clauses.tree.below(word)}
        further.update(self.clauses.low[word + 1 : word + 2])
        if lemma == "shoot" and "dead" in further:
            return SizeKind.DEAD
        left = {self.clauses.lemmas[at] for at in self.clauses.slot(word, "from")}
        if lemma in {"force", "drive"} and ("out" in further or "home" in left):
            return SizeKind.DISPLACED
        held = {
            self.clauses.lemmas[at] for slot in ("as", "infinitive") for at in self.clauses.slot(word, slot)
        }
        if lemma in {"hold", "take"} and (held | further) & _HELD:
            return SizeKind.ARRESTED
        return None

    def _holds(self, word: int, lemma: str) -> bool:
        if lemma == "attend":
            return True
        if lemma == "turn":
            return any(self.clauses.low[at] == "out" for at in self.clauses.tree.below(word))
        slots = (
            ("object", "to", "on", "in", "into", "infinitive")
            if lemma in _TURN_OUT
            else ("object", "on", "infinitive")
        )
        return any(
            self.clauses.lemmas[at] in _EVENTS or self.clauses.low[at] in _EVENTS
            for slot in slots
            for at in self.clauses.slot(word, slot)
        )

    def _by_noun(self, word: int, lemma: str, kind: SizeKind) -> Iterator[tuple[SizeKind, int, int]]:
        if lemma == "life":
            up = self.clauses.up(word)
            if up < 0 or self.clauses.lemmas[up] not in _LIVES:
                return
        if word in self.counts:
            yield kind, word, word
        yield from ((kind, head, word) for head in self._all(word, "of") if head in self.counts)

    def _toll(self, word: int) -> Iterator[tuple[SizeKind, int, int]]:
        up = self.clauses.up(word)
        for base in (word, up):
            if base >= 0:
                for slot in ("of", "to", "at", "above", "object", "past"):
                    yield from (
                        (SizeKind.DEAD, at, word) for at in self._all(base, slot) if at in self.counts
                    )

    def _all(self, word: int, *slots: str) -> tuple[int, ...]:
        heads = [at for slot in slots for at in self.clauses.slot(word, slot)]
        for at in tuple(heads):
            heads += [
                one for one in self.clauses.below(at, "conj") if self.clauses.parsed.upos[one] != "VERB"
            ]
        return tuple(dict.fromkeys(heads))

    def _single(self, head: int) -> Quantity | None:
        """One, where a noun in the singular has an article: "killed a soldier"."""
        if self.clauses.parsed.xpos[head] != "NN":
            return None
        for at in self.clauses.below(head, "det"):
            if self.clauses.low[at] in _ONE:
                return Quantity(low=1, high=1, at_least=False, start=at, end=at + 1)
        return None

    def _is_thing(self, head: int) -> bool:
        if self.clauses.lemmas[head] in _THINGS:
            return True
        return any(self.clauses.lemmas[at] in _THINGS for at in self.clauses.slot(head, "of"))

    def _beside(self, count: Quantity) -> tuple[SizeKind, int] | None:
        """What stands right after a count, where the parser sees no tie: "dozens wounded"."""
        at = count.end
        while at < len(self.clauses.low) and self.clauses.low[at] in _BETWEEN:
            at += 1
        if at < len(self.clauses.low):
            kind = _NOUNS.get(self.clauses.low[at]) or next(
                (
                    kind
                    for kind, lemmas in _OBJECT.items()
                    if self.clauses.lemmas[at] in lemmas and self.clauses.low[at].endswith("ed")
                ),
                None,
            )
            if kind is not None:
                return kind, at
        return None

    def is_near(self, told: int, trigger: Collection[int]) -> bool:
        """Whether a word is one of the trigger, hangs on it without a clause of its own between, or the trigger on it."""
        return told in trigger or any(self._reaches(told, one) or self._reaches(one, told) for one in trigger)

    def _reaches(self, word: int, above: int) -> bool:
        at = word
        while at >= 0:
            if at == above:
                return True
            apart = self.clauses.relation(at) in {"parataxis", "ccomp"} or is_circumstance(at, self.clauses)
            if apart or self.clauses.parsed.relations[at] == "acl:relcl":
                return False
            at = self.clauses.up(at)
        return False
