"""How far the words of an act and the statement that holds it commit to it.

The act's own clause comes first: its negation and modals, hedges on it and above it, conditions. What a statement says of
its content holds for the acts of the content's main clause; a relative clause in a denial or a demand is told for itself.
After FactBank's factuality, relative to a source (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from dragoman.events.clauses import Clauses
from dragoman.events.hedges import Hedge, HedgePlace, Hedges
from dragoman.events.told import Told
from dragoman.language import tense_at
from dragoman.model import (
    BlockKind,
    Certainty,
    Factuality,
    FactualityKind,
    Polarity,
    Span,
    Statement,
    Style,
    Tense,
    Time,
)

_TIMES: Final = {
    Tense.PAST: Time.PAST,
    Tense.PRESENT: Time.ONGOING,
    Tense.FUTURE: Time.FUTURE,
    Tense.UNKNOWN: Time.UNKNOWN,
}
_HEADLINES: Final = frozenset({BlockKind.TITLE, BlockKind.SUBHEAD})
_DEEP: Final = 20
_CLAUSAL: Final = frozenset({"xcomp", "ccomp", "advcl", "acl"})
_TAKEN: Final = frozenset({"obj", "obl"})
_OF_THINGS: Final = frozenset({"REQUEST", "THREATEN", "REJECT"})
#: Clauses that tell something for themselves.
_OWN: Final = frozenset({"acl:relcl", "appos", "parataxis"})
_UNREAL: Final = frozenset({"would", "could", "might", "may", "should"})
_NOBODY: Final = frozenset({"nobody", "none", "no-one", "neither", "nothing", "few"})
_IF: Final = frozenset({"if", "unless", "provided", "providing"})
#: What a statement does not say of an act that its category expresses.
_ABSORBED: Final = frozenset({FactualityKind.INTENTION, FactualityKind.DEMAND})
_ASSERTED: Final = Factuality(kind=FactualityKind.ASSERTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """The factuality of an act; ``main`` tells whether it stands in the main clause of its sentence."""

    factuality: Factuality
    main: bool


def commitment_of(told: Told, holder: Statement | None, hedges: Hedges) -> Factuality:
    """The factuality of an act, as the innermost source of the statement that holds it has it; no problems."""
    own = own_commitment(told, hedges)
    if holder is None or holder.style is Style.OUTLET:
        return _with_statement(told, own, holder) if holder is not None else own.factuality
    if holder.style is Style.SILENCE:
        # What somebody keeps silent about is nobody's assertion.
        return replace(
            own.factuality,
            kind=FactualityKind.WITHHELD,
            polarity=Polarity.UNKNOWN,
            certainty=Certainty.UNKNOWN,
        )
    return _with_statement(told, own, holder)


def _with_statement(told: Told, own: Commitment, holder: Statement) -> Factuality:
    said, mine = holder.factuality, own.factuality
    first = holder.content[0] if holder.content else None
    inside = first is not None and first.start < told.sentence.span.end
    if (
        not own.main
        or not inside
        or (said.kind is FactualityKind.ASSERTED and said.polarity is Polarity.POSITIVE)
    ):
        return mine
    if told.act.absorbed and (said.kind in _ABSORBED or said.kind is FactualityKind.ASSERTED):
        return replace(mine, condition=mine.condition or said.condition)
    if said.kind is FactualityKind.ASSERTED:
        # The statement is negative: of which of its acts, the words of each have told.
        return mine
    if mine.kind is not FactualityKind.ASSERTED and said.kind is not FactualityKind.DENIED:
        return mine
    time = mine.time if mine.time is not Time.UNKNOWN else said.time
    return replace(said, time=time, cues=said.cues or mine.cues)


def own_commitment(told: Told, hedges: Hedges) -> Commitment:
    """What the sentence alone says of an act."""
    act, clauses = told.act, told.clauses
    walk = _Walk(told, hedges)
    time = _TIMES[tense_at(clauses.parsed, act.word, headline=told.sentence.kind in _HEADLINES)]
    base = replace(_ASSERTED, time=time)
    if act.absorbed:
        # Who says that they will has said so: that is the act.
        base = replace(base, time=Time.PAST if time is Time.FUTURE else time)
    if act.negated or _is_nobodys(told):
        base = replace(base, polarity=Polarity.NEGATIVE)
    hedge = walk.hedge
    if hedge is not None:
        base = _hedged(base, hedge, told.spans(walk.words))
    elif act.possible:
        base = replace(base, kind=FactualityKind.SPECULATED, certainty=Certainty.POSSIBLE)
    elif act.future or walk.aims or (not act.absorbed and time is Time.FUTURE):
        base = replace(base, kind=FactualityKind.INTENTION, time=Time.FUTURE)
    if (_is_question(told) or (walk.asks and walk.main)) and base.kind is FactualityKind.ASSERTED:
        base = replace(
            base, kind=FactualityKind.SPECULATED, polarity=Polarity.UNKNOWN, certainty=Certainty.UNKNOWN
        )
    condition = _condition(told)
    if condition is not None and base.condition is None:
        # "If they stay they will be seen as enemies": nobody says who means to.
        meant = base.kind is not FactualityKind.INTENTION or bool(act.actors)
        kind = base.kind if act.absorbed and meant else FactualityKind.CONDITIONAL
        base = replace(base, kind=kind, condition=condition)
    return Commitment(factuality=base, main=walk.main)


def _is_question(told: Told) -> bool:
    """Whether the words only put a question: "asked whether they would help" asks nobody to help."""
    clauses, word = told.clauses, told.act.word
    return clauses.lemmas[word] == "ask" and any(
        clauses.low[mark] in {"whether", "if"}
        for at in clauses.below(word, "ccomp", "advcl")
        for mark in clauses.below(at, "mark")
    )


def _is_nobodys(told: Told) -> bool:
    """Whether nobody does it: "nobody has told us", "no party signed", "none of them left"."""
    clauses = told.clauses
    return any(
        clauses.low[at] in _NOBODY or any(clauses.low[one] == "no" for one in clauses.below(at, "det"))
        for at in clauses.below(told.act.word, "nsubj")
    )


def _hedged(base: Factuality, hedge: Hedge, cues: Sequence[Span]) -> Factuality:
    polarity = hedge.polarity if base.polarity is Polarity.POSITIVE else base.polarity
    time = Time.FUTURE if hedge.kind is FactualityKind.INTENTION else base.time
    return replace(
        base, kind=hedge.kind, polarity=polarity, certainty=hedge.certainty, time=time, cues=tuple(cues)
    )


def _condition(told: Told) -> Span | None:
    """The condition in the act's own clause: "will attack if provoked"."""
    clauses = told.clauses
    for at in clauses.below(told.act.word, "advcl"):
        if any(clauses.low[mark] in _IF for mark in clauses.below(at, "mark")):
            return told.span(*clauses.tree.phrase(at))
    return None


def _hedge_of(kind: FactualityKind, polarity: Polarity, certainty: Certainty) -> Hedge:
    return Hedge(words=(), kind=kind, polarity=polarity, certainty=certainty, row="")


class _Walk:
    """The way from an act up to the root of its sentence, and what is met on it; private to this module."""

    def __init__(self, told: Told, hedges: Hedges) -> None:
        self.clauses: Clauses = told.clauses
        self.hedges = hedges
        self.hedge: Hedge | None = None
        self.words: tuple[int, ...] = ()
        self.aims = False
        self.main = True
        words = told.sentence.words
        self.asks = bool(words) and words[-1].text.strip("\"”’'») ").endswith("?")
        self._taken = frozenset(told.act.trigger)
        self._categories = told.categories
        self._from(told.act.word)

    def _from(self, word: int) -> None:
        self._beside(word)
        at, verbal = word, self.clauses.parsed.upos[word] in {"VERB", "AUX", "ADJ"}
        for _ in range(_DEEP):
            if not self._is_open():
                return
            if self._is_after(at):
                self.main = False  # "plans to ship grain, a day after missiles hit the port"
                return
            self._marked(at)
            up, relation = self.clauses.up(at), self.clauses.parsed.relations[at]
            if up >= 0 and up not in self._taken:
                self._under_act(up, at)
            if up < 0 or not self._is_open():
                return
            if relation in _OWN:
                self.main = False
                return
            if relation.split(":")[0] in {"advcl", "acl"}:
                self._aimed(at)
                self.main = False
                if relation.startswith("advcl") or not self._is_open():
                    return
            elif not verbal and relation.split(":")[0] in {"nsubj", "obl", "nmod", "compound", "amod"}:
                self.main = False  # a noun among others is taken for granted
            if up not in self._taken:
                self._above(up, at)
                if self._is_open() and relation.split(":")[0] == "ccomp" and self.clauses.is_negated(up):
                    self.hedge, self.words = _NOT_SAID, (up,)
            at = up

    def _is_after(self, at: int) -> bool:
        """Whether a clause tells what has happened whatever the clause above it says: "until police dispersed them"."""
        clauses, up = self.clauses, self.clauses.up(at)
        marks = {clauses.low[one] for one in clauses.below(at, "mark")}
        past = clauses.parsed.xpos[at] == "VBD" or any(
            clauses.low[one] == "had" for one in clauses.below(at, "aux")
        )
        open_end = up < 0 or _UNREAL & clauses.modals(up) or clauses.is_negated(up)
        return past and ("after" in marks or ("until" in marks and not open_end))

    def _is_open(self) -> bool:
        return self.hedge is None

    def _beside(self, word: int) -> None:
        below = [at for at in self.clauses.tree.below(word) if at not in self._taken]
        for at in below:
            if self.clauses.relation(at) in {"amod", "advmod", "compound", "det", "nmod"}:
                self._take(HedgePlace.BESIDE, at)
        modals = self.clauses.modals(self.clauses.up(word)) if self.clauses.up(word) >= 0 else frozenset()
        if self._is_open() and modals & _UNREAL:
            for at in below:
                self._take(HedgePlace.BESIDE_UNREAL, at)

    def _under_act(self, up: int, at: int) -> None:
        """What another act makes of the one it takes: who is told to leave has not left."""
        category = self._categories.get(up)
        relation = self.clauses.relation(at)
        if category is None or not self._is_open():
            return
        clause = relation in _CLAUSAL or (relation == "obl" and self.clauses.parsed.upos[at] == "VERB")
        if clause or (relation in _TAKEN and category in _OF_THINGS):
            self.hedge = _UNDER.get(category)
            self.words = (up,) if self.hedge is not None else ()

    def _above(self, up: int, at: int) -> None:
        relation = self.clauses.relation(at)
        if relation == "conj" or (relation == "nsubj" and self.clauses.parsed.upos[up] in {"VERB", "AUX"}):
            return  # "the attack feared nobody": who does it is not what is feared
        self._take(HedgePlace.ABOVE, up)

    def _marked(self, at: int) -> None:
        for mark in self.clauses.below(at, "mark", "case", "advmod"):
            if self.clauses.relation(mark) != "advmod" or self.clauses.low[mark] in {"once", "whenever"}:
                self._take(HedgePlace.MARK, mark)

    def _aimed(self, at: int) -> None:
        """A purpose: "went to Minsk to sign the treaty"; what has an aim has not reached it."""
        marks = {self.clauses.low[mark] for mark in self.clauses.below(at, "mark")}
        if "to" in marks and self.clauses.parsed.xpos[at] == "VB":
            self.aims = True

    def _take(self, place: HedgePlace, word: int) -> None:
        if self.hedge is not None:
            return
        low, lemma = self.clauses.low, self.clauses.lemmas
        for form in dict.fromkeys((low[word], lemma[word])):
            for hedge in self.hedges.of(place, form):
                last = word + len(hedge.words)
                if len(hedge.words) == 1 or low[word:last] == hedge.words:
                    self.hedge, self.words = hedge, tuple(range(word, last))
                    return


#: "Did not say that they attacked": nobody has said that they did.
_NOT_SAID: Final = _hedge_of(FactualityKind.WITHHELD, Polarity.UNKNOWN, Certainty.UNKNOWN)
#: What stands under an act of these categories, in a clause; of some of them a noun as well.
_UNDER: Final = {
    "REQUEST": _hedge_of(FactualityKind.DEMAND, Polarity.POSITIVE, Certainty.CERTAIN),
    "THREATEN": _hedge_of(FactualityKind.INTENTION, Polarity.POSITIVE, Certainty.CERTAIN),
    "AGREE": _hedge_of(FactualityKind.INTENTION, Polarity.POSITIVE, Certainty.CERTAIN),
    "ACCUSE": _hedge_of(FactualityKind.SPECULATED, Polarity.POSITIVE, Certainty.POSSIBLE),
    "REJECT": _hedge_of(FactualityKind.ASSERTED, Polarity.NEGATIVE, Certainty.CERTAIN),
}
