"""Events of a page: the acts its article tells, each on the statement that holds it, with factuality, time and place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from dragoman.actors import Party, Reading
from dragoman.events.act import Act
from dragoman.events.acts import acts_in
from dragoman.events.clauses import Clauses
from dragoman.events.codebook import Codebook
from dragoman.events.commitment import commitment_of
from dragoman.events.confidence import confidence_of
from dragoman.events.dyads import Dyad, dyad_of
from dragoman.events.holding import Holders
from dragoman.events.merging import merged
from dragoman.events.modes import mode_of
from dragoman.events.setting import Written, contexts_around, when_of, where_of
from dragoman.events.sizes import sizes_of
from dragoman.events.speakers import Speakers, at_home, demanded, home_of, pair_of, sides, spoken
from dragoman.events.standing import tells_for_itself
from dragoman.events.told import Told
from dragoman.language import Sentence
from dragoman.model import (
    Auxiliary,
    BlockKind,
    Event,
    Evidence,
    Factuality,
    FactualityKind,
    Lane,
    Participant,
    Place,
    Polarity,
    Size,
    Statement,
    Time,
    content_id,
)
from dragoman.statements import DatedWords

_Item = TypeVar("_Item", DatedWords, Place)

_CODED: Final = frozenset({BlockKind.TITLE, BlockKind.DEK, BlockKind.SUBHEAD, BlockKind.PARAGRAPH})
#: Acts that count less than this in their sentence are no events of their own. Chosen on the gold of the example pages.
LEAST: Final = 0.2
_DEEP: Final = 4
#: Whose presidents "our presidents" are, the speaker tells.
_FIRST: Final = frozenset({"we", "us", "our", "ours"})
#: The quad classes of what is done by saying it.
_VERBAL: Final = frozenset({1, 3})


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the other rooms have read from the page.

    ``readings`` has one entry for each sentence; ``dated`` and ``places`` are those of the article in page order;
    ``written`` is the day or the interval of writing in EDTF, or None.
    """

    readings: Sequence[Reading]
    statements: Sequence[Statement]
    dated: Sequence[DatedWords]
    places: Sequence[Place]
    written: str | None


def code_events(
    sentences: Sequence[Sentence], around: Surroundings, codebook: Codebook, *, least: float = LEAST
) -> tuple[tuple[Event, ...], tuple[Statement, ...]]:
    """The events of an article in page order, and the statements of the outlet's own that some of them hang on.

    ``sentences`` are those of the whole page; comments are left alone: they are never evidence for an event. Retellings of
    an event are merged into it. Acts that weigh less than ``least`` (0..1) in their sentence are left out. No problems;
    raises nothing.
    """
    holders = Holders(around.statements)
    found: list[tuple[Told, Event]] = []
    speakers = Speakers(sentences, around.readings)
    pair: tuple[Party, ...] = ()
    home = home_of(around.readings)
    for plain in _told(sentences, around, codebook, least):
        if holders.is_silence(plain):
            continue
        holder = holders.holder(plain)
        needed = codebook.categories[plain.act.category].needs_recipient and not plain.dyad.mutual
        told = at_home(sides(spoken(plain, holder, speakers), pair), home, needed=needed)
        pair = pair_of(told) or pair
        if not _is_political(told, codebook):
            continue
        told, factuality = demanded(told, holder, commitment_of(told, holder, codebook.hedges), speakers)
        found.append((told, _event(told, holder, factuality, sentences, around, codebook)))
    return merged(found), holders.made


def _told(
    sentences: Sequence[Sentence], around: Surroundings, codebook: Codebook, least: float
) -> Iterator[Told]:
    for number, (sentence, reading) in enumerate(zip(sentences, around.readings, strict=True)):
        if sentence.lane is not Lane.ARTICLE or sentence.kind not in _CODED:
            continue
        if sentence.parsed is None or not sentence.words:
            continue
        words = [word.text for word in sentence.words]
        clauses = Clauses(words, sentence.parsed, codebook.known)
        letters = [(word.start, word.end) for word in sentence.words]
        acts = acts_in(clauses, codebook)
        categories = {at: act.category for act in acts for at in act.trigger}
        for act in sorted(acts, key=lambda one: one.word):
            if _is_taken_for_granted(act, clauses, codebook):
                continue
            dyad = dyad_of(act, clauses, reading, letters)
            if act.weight < _least(act, dyad, clauses, least):
                continue
            yield Told(number=number, sentence=sentence, clauses=clauses, dyad=dyad, categories=categories)


def _least(act: Act, dyad: Dyad, clauses: Clauses, least: float) -> float:
    """The weight that an act needs: less where both parties are named, none in a relative clause with one that is."""
    told = _is_told(dyad.actors), _is_told(dyad.recipients)
    known = any(told) or any(clauses.low[at] in _FIRST for at in _beside(act, clauses))
    if known and tells_for_itself(clauses, act.word):
        return 0.0
    return least / _DEEP if all(told) else least


def _beside(act: Act, clauses: Clauses) -> Iterator[int]:
    """The heads of the parties of an act, and whose they are."""
    for head in (*act.actors, *act.recipients):
        yield head
        yield from clauses.below(head, "nmod:poss")


def _is_told(parties: Sequence[Party]) -> bool:
    return any(party.code and party.rule != "context" for party in parties)


def _is_taken_for_granted(act: Act, clauses: Clauses, codebook: Codebook) -> bool:
    """Whether a noun only names what was agreed or said before: "suspended its part in the agreement"."""
    if len(act.trigger) > 1 or clauses.parsed.upos[act.word] not in {"NOUN", "PROPN"}:
        return False
    inside = clauses.relation(act.word) in {"obl", "nmod", "compound", "appos"}
    return inside and act.category != "CONSULT" and codebook.categories[act.category].quad in _VERBAL


def _is_political(told: Told, codebook: Codebook) -> bool:
    """Whether a party is known, and a recipient where the category needs one."""
    parties = (*told.dyad.actors, *told.dyad.recipients)
    if not any(party.code for party in parties):
        return False
    if told.act.category == "CONSULT" and not any(party.code for party in told.dyad.actors):
        return False  # "they arrived in Abuja": who came was nobody's envoy
    needed = codebook.categories[told.act.category].needs_recipient
    return not needed or told.dyad.mutual or bool(told.dyad.recipients)


def _event(
    told: Told,
    holder: Statement,
    factuality: Factuality,
    sentences: Sequence[Sentence],
    around: Surroundings,
    codebook: Codebook,
) -> Event:
    act, span = told.act, told.sentence.span
    category = codebook.categories[act.category]
    mode = mode_of(act, told.clauses, codebook.details)
    dated = _within(around.dated, span.start, span.end)
    places = _within(around.places, span.start, span.end)
    parts = [part for run in told.spans(act.trigger) for part in (run.start, run.end)]
    return Event(
        id=content_id(span.page, codebook.name, act.category, act.rule, *parts),
        statement=holder.id,
        codebook=codebook.name,
        category=act.category,
        actors=_participants(told.dyad.actors),
        recipients=_participants(told.dyad.recipients),
        rule=act.rule,
        evidence=tuple(_evidence(told)),
        confidence=confidence_of(told, holder, factuality, around.readings[told.number], codebook),
        factuality=factuality,
        mode=mode,
        contexts=contexts_around(told, sentences, codebook.details),
        cameo=act.cameo,
        when=when_of(told, dated, factuality, Written(value=around.written)),
        where=where_of(told, places),
        intensity=category.intensity,
        auxiliary=auxiliary_of(factuality),
        sizes=tuple(
            Size(
                kind=one.kind,
                low=one.low,
                high=one.high,
                at_least=one.at_least,
                span=told.span(*one.words),
            )
            for one in sizes_of(told.clauses, act.trigger)
        ),
    )


def auxiliary_of(factuality: Factuality) -> tuple[Auxiliary, ...]:
    """PLOVER's auxiliary modes of an event with this factuality."""
    found = []
    if factuality.time is Time.HISTORICAL:
        found.append(Auxiliary.HISTORICAL)
    ahead = factuality.kind in {FactualityKind.INTENTION, FactualityKind.DEMAND}
    if ahead or factuality.time is Time.FUTURE:
        found.append(Auxiliary.FUTURE)
    if factuality.kind in {
        FactualityKind.CONDITIONAL,
        FactualityKind.SPECULATED,
        FactualityKind.DEMAND,
        FactualityKind.WITHHELD,
    }:
        found.append(Auxiliary.HYPOTHETICAL)
    if factuality.polarity is Polarity.NEGATIVE:
        found.append(Auxiliary.NEGATION)
    return tuple(found)


def _participants(parties: Sequence[Party]) -> tuple[Participant, ...]:
    found: dict[tuple[int, int, str | None], Participant] = {}
    for party in parties:
        if party.code is None and party.actor is None:
            continue
        # "Russian and Turkish officials" are two parties in the same words.
        key = (party.span.start, party.span.end, party.code)
        found.setdefault(key, Participant(span=party.span, actor=party.actor, code=party.code))
    return tuple(found.values())


def _evidence(told: Told) -> Iterator[Evidence]:
    act = told.act
    yield Evidence(role="trigger", span=told.trigger)
    parties = {*act.actors, *act.recipients}
    for run in told.spans(at for at in act.trigger if at not in parties):
        if not (run.start <= told.trigger.start < run.end):
            yield Evidence(role="condition", span=run)
    for role, found in (("actor", told.dyad.actors), ("recipient", told.dyad.recipients)):
        for span in dict.fromkeys(party.span for party in found):
            yield Evidence(role=role, span=span)
    for head in act.speaker:
        yield Evidence(role="speaker", span=told.span(*told.clauses.phrase(head)))


def _within(found: Sequence[_Item], start: int, end: int) -> Sequence[_Item]:
    """Those of things in page order that start between two letters of the page."""
    first = bisect_left(found, start, key=lambda one: one.span.start)
    last = bisect_left(found, end, key=lambda one: one.span.start)
    return found[first:last]
