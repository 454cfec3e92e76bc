"""Whom a phrase speaks of, for coding: "US and British forces" are two parties, of one sector and two countries.

A phrase is read by its tree: the name at its head counts first, then the owner before the head ("Turkish"), then what
follows it ("in Zimbabwe"), then a people, and last what the rest of the sentence makes likely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final

from dragoman.actors.book import ActorBook, Demonym, Holds, Naming, Office, People
from dragoman.actors.coding import codes_of, prefix_of
from dragoman.actors.guards import after_modifier
from dragoman.actors.period import Period
from dragoman.actors.view import View
from dragoman.language.arcs import Tree
from dragoman.model import Actor, ActorKind, Mention, MentionKind, Place, Span

_JOINTS: Final = frozenset({"cc", "punct", "case", "mark"})
_JOINING: Final = re.compile(r"\s?(?:,|and|, and|&)\s?")
_NOUNS: Final = frozenset({"NOUN", "PROPN", "PRON"})
#: So many letters part two words of one phrase at most.
_NEXT: Final = 2
_SPECIAL: Final = frozenset({"IGO", "NGO", "MNC", "IMG"})


class Tier(IntEnum):
    """How near what tells the country stands to the head: the lower, the better."""

    NAME = 0
    OWNER = 1
    PLACE = 2
    PEOPLE = 3
    CONTEXT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One of those a phrase speaks of.

    ``span`` is its part of the phrase (page offsets in code points); ``actor`` an id, where one is named. ``codes`` are
    country and sector in one word, the likeliest first (``RUSGOV``); ``rule`` says what told the country. ``sector`` is that of
    a party whose own words tell no country ("the police").
    """

    span: Span
    actor: str | None
    codes: tuple[str, ...]
    rule: str
    sector: str | None = None

    @property
    def code(self) -> str | None:
        """The likeliest code."""
        return self.codes[0] if self.codes else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clue:
    """Something in the sentence that tells a country: letters ``start`` to ``end`` of its passage, the countries (or
    IGO and the like) it may mean, the actor it names, its codes, and whether it is a people
    ("Turks") or a seat (Ankara)."""

    start: int
    end: int
    prefixes: tuple[str, ...]
    tier: Tier
    actor: str | None = None
    codes: tuple[str, ...] = ()
    people: bool = False
    seat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What parties are read from: a sentence's view and tree, its clues, the offices in it, and the book."""

    view: View
    tree: Tree | None
    clues: tuple[Clue, ...]
    sectors: tuple[tuple[int, int, str | None], ...]


def reading_of(
    view: View,
    mentions: Sequence[Mention],
    actors: dict[str, Actor],
    book: ActorBook,
    on: Period | None,
    places: Sequence[Place] = (),
) -> Reading:
    """The clues of a sentence. ``mentions`` and ``places`` are those of the sentence, ``actors`` by id all that the
    mentions may mean."""
    parsed = view.sentence.parsed
    told = tuple(_worded(view, book))
    peoples = [one for one in told if one.tier is Tier.PEOPLE]
    # Ibo is a people before it is an island.
    placed = tuple(
        one
        for one in _placed(view, places)
        if not any(people.start <= one.start < people.end for people in peoples)
    )
    worded = (
        one
        for one in told
        # Where a map knows the place, it says whose it is: the Tripoli of Lebanon.
        if not (one.seat and any(place.start <= one.start < place.end for place in placed))
    )
    clues = [*_named(view, mentions, actors, book, on), *worded, *placed]
    covered = [(one.start, one.end) for one in clues if one.tier is Tier.NAME]
    kept = [
        one
        for one in clues
        if one.tier is Tier.NAME or not any(start <= one.start and one.end <= end for start, end in covered)
    ]
    return Reading(
        view=view,
        tree=Tree(parsed) if parsed is not None and len(parsed) else None,
        clues=tuple(sorted(kept, key=lambda one: (one.start, one.end))),
        sectors=tuple(_sectors(view)),
    )


def parties_of(reading: Reading, start: int, end: int) -> tuple[Party, ...]:
    """The parties that letters ``start`` to ``end`` of a sentence's passage speak of; at least one."""
    found: list[Party] = []
    for first, last, head in _parts(reading, start, end):
        found.extend(_party(reading, first, last, head))
    return tuple(found)


# --- clues


def _named(
    view: View, mentions: Sequence[Mention], actors: dict[str, Actor], book: ActorBook, on: Period | None
) -> Iterator[Clue]:
    for mention in mentions:
        if mention.kind is MentionKind.NOMINAL and mention.sector is not None:
            continue  # its adjective tells the country: British forces in "US and British forces"
        start, end = _letters(view, mention.span)
        actor = actors.get(mention.actor or "")
        if actor is None:
            prefixes = tuple(
                dict.fromkeys(
                    code[:3]
                    for candidate in mention.candidates
                    if (one := actors.get(candidate.actor)) is not None
                    for code in codes_of(one, book, on)
                )
            )
            yield Clue(start=start, end=end, prefixes=prefixes, tier=Tier.NAME)
            continue
        codes = codes_of(actor, book, on)
        if actor.kind is ActorKind.COUNTRY and mention.kind is not MentionKind.NAME:
            # "the Turkish foreign ministry" stands for its country, and its words say the sector.
            codes = (actor.country or "",)
        yield Clue(
            start=start,
            end=end,
            prefixes=tuple(dict.fromkeys(code[:3] for code in codes)),
            tier=Tier.NAME,
            actor=actor.id,
            codes=codes,
            people=mention.candidates[0].rule == "demonym",
            seat=mention.candidates[0].rule == "metonym",
        )


def _worded(view: View, book: ActorBook) -> Iterator[Clue]:
    """Adjectives of countries, owners, places that stand for their country, and peoples."""
    words = view.words
    for at in range(len(words)):
        for hit in view.hits(at):
            value, stop = hit.value, hit.stop
            if after_modifier(view, at):
                continue
            start = words.starts[at]
            match value:
                case Demonym() if (owner := _country(value.owner, book)) is not None:
                    yield Clue(start=start, end=stop, prefixes=(owner,), tier=Tier.OWNER)
                case People():
                    yield Clue(start=start, end=stop, prefixes=value.countries, tier=Tier.PEOPLE)
                case Naming() if view.counts(value) and (actor := book.actors.get(value.actor)) is not None:
                    prefix = prefix_of(actor)
                    if prefix is not None and actor.kind in {
                        ActorKind.COUNTRY,
                        ActorKind.BODY,
                        ActorKind.GROUP,
                    }:
                        yield Clue(
                            start=start,
                            end=stop,
                            prefixes=(prefix,),
                            tier=Tier.OWNER,
                            actor=actor.id,
                            seat=value.metonym,
                        )
                case _:
                    pass


def _country(owner: str, book: ActorBook) -> str | None:
    """The country of an owner, which may be a part of a state."""
    if owner in book.countries:
        return owner
    actor = book.actors.get(owner)
    return actor.country if actor is not None else None


def _placed(view: View, places: Sequence[Place]) -> Iterator[Clue]:
    """The countries of the places that are named."""
    for place in places:
        if place.country is not None and place.rule != "adjective":
            start, end = _letters(view, place.span)
            yield Clue(start=start, end=end, prefixes=(place.country,), tier=Tier.PLACE)


def _sectors(view: View) -> Iterator[tuple[int, int, str | None]]:
    at = 0
    while at < len(view.words):
        offices = [hit for hit in view.hits(at) if isinstance(hit.value, Office)]
        best = max(offices, key=lambda hit: hit.end, default=None)
        if best is None or not isinstance(best.value, Office):
            at += 1
            continue
        if best.value.holds is not Holds.RANK or best.value.sector:
            yield view.words.starts[at], best.stop, best.value.sector
        at = best.end


# --- parts of a phrase


def _parts(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The parts of a phrase that are joined by "and" or commas: first and last letter, and the letter of the head."""
    words = reading.view.sentence.words
    inside = [at for at, word in enumerate(words) if start <= word.start and word.end <= end]
    tree, parsed = reading.tree, reading.view.sentence.parsed
    if tree is None or parsed is None or not inside:
        yield start, end, end - 1
        return
    roots = [at for at in inside if tree.up(at) not in inside]
    # Of a stretch that is no phrase of its own ("Panamanian army" in "five Panamanian army officers") the last noun leads.
    head = next((at for at in reversed(roots) if parsed.upos[at] in _NOUNS), roots[-1])
    heads = [head]
    for one in heads:
        heads.extend(
            at
            for at in tree.below(one)
            if at in inside and parsed.relations[at] == "conj" and parsed.upos[at] in _NOUNS
        )
    bounds = sorted(heads)
    for one in bounds:
        own = sorted(
            _own(tree, one, frozenset(heads) - {one}) & set(inside) if len(heads) > 1 else set(inside)
        )
        # "and Uruguay" is Uruguay.
        while own[0] != one and parsed.relations[own[0]] in _JOINTS:
            own.pop(0)
        while own[-1] != one and parsed.relations[own[-1]] in _JOINTS:
            own.pop()
        yield words[own[0]].start, words[own[-1]].end, words[one].start


def _own(tree: Tree, word: int, others: frozenset[int]) -> set[int]:
    found, waiting = {word}, [word]
    while waiting:
        below = [at for at in tree.below(waiting.pop()) if at not in others]
        found.update(below)
        waiting.extend(below)
    return found


# --- one part


def _party(reading: Reading, start: int, end: int, head: int) -> Iterator[Party]:
    inside = [one for one in reading.clues if start <= one.start and one.end <= end]
    named = next((one for one in inside if one.tier is Tier.NAME and one.start <= head < one.end), None)
    span = reading.view.sentence.passage.span(start, end)
    owners = [one for one in inside if one.tier <= Tier.OWNER and one.prefixes]
    after = [one for one in owners if one.start > head]
    if named is not None and named.prefixes and not (named.people and _belongs(reading, named, after)):
        yield _of(reading, span, named, start, head)
        return
    placed = [one for one in inside if one.tier is Tier.PLACE]
    for tiered in (
        [one for one in placed if one.start <= head < one.end],
        [one for one in owners if one.start <= head and one is not named],
        [one for one in inside if one.tier is Tier.PEOPLE and one.start <= head < one.end],
        after,
        placed,
        [one for one in inside if one.tier is Tier.PEOPLE],
    ):
        if tiered:
            for one in _joined(reading, tiered, head):
                clue = replace(one, actor=named.actor if named is not None else None, codes=())
                yield _of(reading, span, clue, start, head)
            return
    yield _by_context(reading, span, start, end, head, named.actor if named is not None else None)


def _belongs(reading: Reading, people: Clue, after: Sequence[Clue]) -> bool:
    """Whether a people is one of another state: the Albanians of southern Serbia."""
    words = reading.view.sentence.text[people.end : after[0].start].split() if after else []
    return len(words) in {1, 2, 3} and words[0] == "of"


def _joined(reading: Reading, clues: Sequence[Clue], head: int) -> tuple[Clue, ...]:
    """The clue nearest to the head, and those joined to it by "and": US and British forces."""
    nearest = min(clues, key=lambda one: min(abs(one.start - head), abs(one.end - head)))
    chosen = [nearest]
    text = reading.view.sentence.text
    for one in sorted(clues, key=lambda one: -one.end):
        gap = text[one.end : chosen[0].start]
        if (
            one.end <= chosen[0].start
            and gap.strip() in {"and", ",", "&", "/", "-", "–"}
            and one.prefixes != chosen[0].prefixes
        ):
            chosen.insert(0, one)
    for one in sorted(clues, key=lambda one: one.start):
        gap = text[chosen[-1].end : one.start]
        if (
            one.start >= chosen[-1].end
            and _JOINING.fullmatch(gap)
            and one.prefixes != chosen[-1].prefixes
            and chosen[-1].start > head
        ):
            chosen.append(one)  # "ministers of Russia, Turkey and Iran"
    return tuple(chosen)


def _of(reading: Reading, span: Span, clue: Clue, start: int, head: int) -> Party:
    rule = ("name", "owner", "place", "people", "context")[clue.tier]
    if clue.codes and any(len(code) > 3 for code in clue.codes):
        return Party(span=span, actor=clue.actor, codes=clue.codes, rule=rule)
    prefixes = _likely(reading, clue)
    sector = _sector_at(reading, start, head) or _sector_after(reading, clue) or _sector_of_kind(clue, head)
    if prefixes[:1] and prefixes[0] in _SPECIAL and clue.start <= head < clue.end:
        sector = None  # "the European Union" is no trade union
    return Party(
        span=span,
        actor=clue.actor,
        codes=tuple(prefix + (sector or "") for prefix in prefixes),
        rule=rule,
    )


def _likely(reading: Reading, clue: Clue) -> tuple[str, ...]:
    """The countries of a clue; of several, first the one that something else in the sentence speaks of."""
    if len(clue.prefixes) < 2:
        return clue.prefixes
    told = {
        prefix
        for one in reading.clues
        if one is not clue and len(one.prefixes) == 1
        for prefix in one.prefixes
    }
    return tuple(sorted(clue.prefixes, key=lambda prefix: prefix not in told))


def _sector_at(reading: Reading, start: int, head: int) -> str | None:
    """The sector of the office words at the head, or nearest before it."""
    found = [one for one in reading.sectors if start <= one[0] and one[0] <= head and one[1] > start]
    at_head = [one for one in found if one[0] <= head < one[1]]
    return (at_head or found or [(0, 0, None)])[-1][2] if (at_head or found) else None


def _sector_after(reading: Reading, clue: Clue) -> str | None:
    """The sector of the words right behind what tells the country: "the right of Russian troops"."""
    return next((one[2] for one in reading.sectors if 0 < one[0] - clue.end <= _NEXT), None)


def _sector_of_kind(clue: Clue, head: int) -> str | None:
    """What the kind of name alone tells, as event coders have it: a capital that acts is its government, a town or a
    people its civilians."""
    if not clue.start <= head < clue.end:
        return None
    if clue.seat:
        return "GOV"
    return "CVL" if clue.tier in {Tier.PLACE, Tier.PEOPLE} else None


def _by_context(reading: Reading, span: Span, start: int, end: int, head: int, actor: str | None) -> Party:
    """A country that the rest of the sentence speaks of, the nearest first: "President X said in Y"."""
    near = [
        one
        for one in reading.clues
        if len(one.prefixes) == 1 and one.prefixes[0] not in _SPECIAL and not (start <= one.start < end)
    ]
    sector = _sector_at(reading, start, head)
    if not near:
        return Party(span=span, actor=actor, codes=(), rule="none", sector=sector)
    one = min(near, key=lambda one: min(abs(one.start - end), abs(start - one.end)))
    return Party(
        span=span, actor=actor, codes=(one.prefixes[0] + (sector or ""),), rule="context", sector=sector
    )


def _letters(view: View, span: Span) -> tuple[int, int]:
    passage = view.sentence.passage
    first, last = passage.letter(span.start), passage.letter(span.end - 1)
    return (0 if first is None else first), (len(passage.text) if last is None else last + 1)
