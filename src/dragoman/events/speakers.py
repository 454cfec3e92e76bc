"""Whom a speaker's own words mean: "we", "its missiles", and who must do what a speaker demands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dragoman.actors import Party, Reading, parties_of
from dragoman.events.told import Told
from dragoman.language import Sentence
from dragoman.model import Certainty, Factuality, FactualityKind, Polarity, Span, Statement, Time

#: Words for the speaker's own side; the second group only where nobody else is known for them.
_FIRST: Final = frozenset({"we", "us", "our", "ours", "i", "me", "my", "ourselves"})
_THIRD: Final = frozenset({"it", "its", "itself"})
#: What is demanded, in CAMEO.
_DEMAND: Final = "100"


class Speakers:
    """The parties of the sources of statements. Built once a page."""

    def __init__(self, sentences: Sequence[Sentence], readings: Sequence[Reading]) -> None:
        pairs = sorted(zip(sentences, readings, strict=True), key=lambda pair: pair[0].span.start)
        self._sentences = [sentence for sentence, _ in pairs]
        self._readings = [reading for _, reading in pairs]
        self._starts = [sentence.span.start for sentence in self._sentences]

    def of(self, holder: Statement) -> tuple[Party, ...]:
        """The parties with a code of the innermost source of a statement; none of the outlet's own."""
        source = holder.chain[-1].source if holder.chain else None
        return () if source is None else self.at(source.span)

    def at(self, span: Span) -> tuple[Party, ...]:
        """The parties with a code that the words of a span speak of."""
        at = bisect_right(self._starts, span.start) - 1
        if at < 0 or span.start >= self._sentences[at].span.end:
            return ()
        passage = self._sentences[at].passage
        first, last = passage.letter(span.start), passage.letter(span.end - 1)
        if first is None or last is None:
            return ()
        found = parties_of(self._readings[at], first, last + 1)
        return tuple(one for one in found if one.code)


def spoken(told: Told, holder: Statement, speakers: Speakers) -> Told:
    """The act with its speaker in place of "we", "our troops", and of "its missiles" where nobody else is meant."""
    dyad = told.dyad
    actors = (
        _meant(told, told.act.actors, dyad.actors, holder, speakers)
        if told.act.actors
        else _owners(told, holder, speakers)
    )
    recipients = _meant(told, told.act.recipients, dyad.recipients, holder, speakers)
    if actors == dyad.actors and recipients == dyad.recipients:
        return told
    return replace(told, dyad=replace(dyad, actors=actors, recipients=recipients))


def _owners(told: Told, holder: Statement, speakers: Speakers) -> tuple[Party, ...]:
    """Whose instruments do it: "its missiles destroyed a warship"; the pronoun's own actor, else the speaker."""
    clauses = told.clauses
    for word in told.act.trigger:
        for at in clauses.below(word, "nmod:poss"):
            if clauses.parsed.upos[at] != "PRON":
                continue
            span = told.span(at, at + 1)
            named = [one for one in speakers.at(span) if one.rule != "context"]
            if named or clauses.low[at] not in _FIRST | _THIRD:
                return tuple(named)
            return tuple(replace(one, span=span, rule="speaker") for one in speakers.of(holder)[:1])
    return ()


def _meant(
    told: Told, heads: Sequence[int], parties: tuple[Party, ...], holder: Statement, speakers: Speakers
) -> tuple[Party, ...]:
    if any(one.code and one.rule != "context" for one in parties) or not holder.chain:
        return parties
    clauses = told.clauses
    own = {clauses.low[at] for head in heads for at in (head, *clauses.below(head, "nmod:poss"))}
    if not own & (_FIRST | _THIRD):
        return parties
    found = speakers.of(holder)
    return (
        tuple(
            replace(one, actor=party.actor, codes=party.codes, rule="speaker")
            for one in parties[:1]
            for party in found[:1]
        )
        or parties
    )


def demanded(
    told: Told, holder: Statement, factuality: Factuality, speakers: Speakers
) -> tuple[Told, Factuality]:
    """What a speaker says that others must or need to do is a request: it has been made, whether or not they do it."""
    others = {party.code for party in told.dyad.actors if party.code}
    who = speakers.of(holder)
    asked = factuality.kind is FactualityKind.DEMAND and factuality.polarity is Polarity.POSITIVE
    if not asked or told.act.category == "REQUEST" or not who or not others - {party.code for party in who}:
        return told, factuality
    act = replace(
        told.act,
        category="REQUEST",
        mode=None,
        cameo=_DEMAND,
        actors=(),
        recipients=told.act.actors,
        absorbed=True,
    )
    dyad = replace(told.dyad, act=act, actors=who, recipients=told.dyad.actors, mutual=False)
    made = replace(factuality, kind=FactualityKind.ASSERTED, certainty=Certainty.CERTAIN, time=Time.PAST)
    return replace(told, dyad=dyad), made
