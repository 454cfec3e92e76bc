"""Whom a speaker's own words mean: "we", "its missiles", and who must do what a speaker demands."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from dragoman.actors import Party, Reading, parties_of
from dragoman.events.told import Told
from dragoman.language import Sentence
from dragoman.model import Certainty, Factuality, FactualityKind, Lane, Polarity, Span, Statement, Time

#: Words for the speaker's own side; the second group only where nobody else is known for them.
_FIRST: Final = frozenset({"we", "us", "our", "ours", "i", "me", "my", "ourselves"})
_THIRD: Final = frozenset({"it", "its", "itself"})
#: Letters of a code that name the country.
_LETTERS: Final = 3
#: How often a page names the country that it is about.
_OFTEN: Final = 3
_NO_COUNTRY: Final = frozenset({"IGO", "NGO", "MNC", "IMG", "UNO", "EUR"})
#: Sectors whose "must" is an opinion.
_OBSERVERS: Final = frozenset({"EDU", "JRN", "CVL", "ELI", "MED", "UNK"})
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
    act = told.act
    if act.actors and act.actors == act.speaker:
        # "We will stay," the agency quoted him as saying: he stays, not the agency.
        own = speakers.of(holder)
        actors = tuple(replace(one, rule="speaker") for one in own) or dyad.actors
    elif act.actors:
        actors = _meant(told, act.actors, dyad.actors, holder, speakers)
    else:
        actors = _owners(told, holder, speakers)
        if not actors and act.category in _BY_SAYING:
            # "They will be seen as accomplices," he said: he sees them so.
            actors = tuple(replace(one, rule="speaker") for one in speakers.of(holder)[:1])
    recipients = _meant(told, told.act.recipients, dyad.recipients, holder, speakers)
    if {_country(one) for one in recipients if one.rule == "speaker"} & {_country(one) for one in actors}:
        recipients = dyad.recipients  # who asks for its own exports asks others
    if actors == dyad.actors and recipients == dyad.recipients:
        return told
    return replace(told, dyad=replace(dyad, actors=actors, recipients=recipients))


#: What somebody does by saying it, where the words name nobody who does.
_BY_SAYING: Final = frozenset({"ACCUSE", "THREATEN"})
#: Words for both of those who deal with each other, behind "the two", "both" or "the".
_SIDES: Final = frozenset(
    """
    side party country nation state leader minister president delegation official government capital neighbour neighbor
    counterpart power premier diplomat
    """.split()
)
_BOTH: Final = frozenset({"both", "two", "three", "all"})


def sides(told: Told, pair: tuple[Party, ...]) -> Told:
    """The act with those who dealt with each other last in place of "the two sides", "both ministers"."""
    dyad = told.dyad
    if len(pair) < 2 or any(one.code and one.rule != "context" for one in dyad.actors):
        return told
    clauses = told.clauses
    for head in told.act.actors:
        below = [clauses.low[at] for at in clauses.tree.below(head)]
        numbered = bool(_BOTH.intersection(below))
        many = numbered or (clauses.parsed.xpos[head] in {"NNS", "NNPS"} and "the" in below)
        plain = clauses.lemmas[head] in {"side", "party"} or numbered
        if clauses.lemmas[head] in _SIDES and many and plain:
            span = told.span(*clauses.phrase(head))
            actors = tuple(replace(one, span=span, rule="sides") for one in pair)
            return replace(told, dyad=replace(dyad, actors=actors, recipients=(), mutual=True))
    return told


def home_of(readings: Sequence[Reading]) -> str | None:
    """The country that a page is about: named at least three times, and more often than all others together."""
    named = Counter(
        clue.prefixes[0]
        for reading in readings
        if reading.view.sentence.lane is Lane.ARTICLE
        for clue in reading.clues
        if len(clue.prefixes) == 1 and clue.prefixes[0] not in _NO_COUNTRY
    )
    if not named:
        return None
    country, often = named.most_common(1)[0]
    return country if often >= _OFTEN and 2 * often > sum(named.values()) else None


def at_home(told: Told, home: str | None, *, needed: bool) -> Told:
    """The act with the page's country for those whose sentence names none: "the police", "the government".

    Where a recipient is ``needed`` and none is named it is that country as well: "France suspended all aid".
    """
    dyad = told.dyad
    if home is None:
        return told
    actors, recipients = (
        tuple(
            replace(one, codes=(home + one.sector,), rule="page")
            if one.sector and one.actor is None and (not one.codes or one.rule == "context")
            else one
            for one in parties
        )
        for parties in (dyad.actors, dyad.recipients)
    )
    known = {_country(one) for one in actors if one.code}
    if needed and known and home not in known and not any(one.code for one in recipients):
        recipients = (Party(span=told.trigger, actor=None, codes=(home,), rule="page"),)
    return replace(told, dyad=replace(dyad, actors=actors, recipients=recipients))


def pair_of(told: Told) -> tuple[Party, ...]:
    """Those who deal with each other in an act: parties of two countries or more; none where fewer are known."""
    known: dict[str, Party] = {}
    for one in (*told.dyad.actors, *told.dyad.recipients):
        if one.code and one.rule != "context":
            known.setdefault(_country(one), one)
    return tuple(known.values()) if len(known) > 1 else ()


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
    who = tuple(one for one in speakers.of(holder) if not _is_observer(one))
    own = {_country(party) for party in who}
    named = [party for party in told.dyad.actors if party.code and party.rule != "context"]
    others = tuple(party for party in named if _country(party) not in own)
    asked = factuality.kind is FactualityKind.DEMAND and factuality.polarity is Polarity.POSITIVE
    # Who told them to is told already: "the government ordered the army to leave, he said".
    ordered = told.categories.get(told.clauses.up(told.act.word)) == "REQUEST"
    if not asked or ordered or told.act.category == "REQUEST" or not who or (named and not others):
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
    dyad = replace(told.dyad, act=act, actors=who, recipients=others, mutual=False)
    made = replace(factuality, kind=FactualityKind.ASSERTED, certainty=Certainty.CERTAIN, time=Time.PAST)
    return replace(told, dyad=dyad), made


def _country(party: Party) -> str:
    return (party.code or "")[:_LETTERS]


def _is_observer(party: Party) -> bool:
    """Whether somebody only says what should be: a scholar, a journalist, somebody in the street."""
    return (party.code or "")[_LETTERS:] in _OBSERVERS
