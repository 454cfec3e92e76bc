"""The actor book: who is known, under which names, in which offices, from when to when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

from dragoman.actors.lexicon import Lexicon
from dragoman.actors.period import ALWAYS, Period
from dragoman.actors.phrases import PhraseIndex
from dragoman.model import Actor, ActorKind, Alias, Role, Succession

#: How sure a name is, before dates and the page are looked at. Only the order matters.
FULL_NAME: Final = 0.95
#: The rule of a surname or other single name of a person that the book knows.
SINGLE: Final = "single name"
SINGLE_NAME: Final = 0.85
METONYM: Final = 0.7
DEMONYM: Final = 0.6
#: The types of bodies that are named as a land is.
_LANDS: Final = frozenset({"contested", "dissolved", "region"})

#: The rule of a title that the page shortens: the Times, once it has named the New York Times.
SHORT_TITLE: Final = "short title"


NO_WORDS: Final = Lexicon(sorts={}, sexes={})


class Form(StrEnum):
    """How a demonym is used: ``adjective`` (Turkish), ``plural`` (Turks), ``the`` (the French)."""

    ADJECTIVE = "adjective"
    PLURAL = "plural"
    THE = "the"


class Holds(StrEnum):
    """Who an office phrase speaks of.

    A ``person`` (the foreign minister), a ``member``, one of many (a soldier), a ``group`` of them (soldiers), a
    ``body`` (Foreign Ministry), or only a ``rank`` (Mr.).
    """

    PERSON = "person"
    MEMBER = "member"
    GROUP = "group"
    BODY = "body"
    RANK = "rank"


class Effect(StrEnum):
    """What a word near a name (or the name itself) tells; each is explained in the head of contexts.csv."""

    PLACE_BEFORE = "place before"
    PLACE_AFTER = "place after"
    PLACE_OWNS = "place owns"
    NOT_COUNTRY = "not country"
    QUANTITY = "quantity"
    INDEFINITE = "indefinite"
    NOT_HOLDER = "not holder"
    QUALIFIER = "qualifier"
    PARTY_KIND = "party kind"
    COMPOUND = "compound"
    ADJECTIVAL = "adjectival"
    CLAUSE = "clause"
    OPENER = "opener"
    NO_NAME = "no name"
    GIVEN_NAME = "given name"
    COMMON_WORD = "common word"
    EMPHASIS = "emphasis"
    SPEECH = "speech"
    REPORTING = "reporting"
    SPEECH_BEFORE = "speech before"
    ORGANISATION = "organisation"
    AFFILIATION = "affiliation"
    PARTICLE = "particle"
    NO_ACTOR = "no actor"
    SHARED_OFFICE = "shared office"
    COMMON_TITLE = "common title"
    SHORT_TITLE = "short title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A name and whom it may mean: the actor's id, the rule that says so, a score in 0..1 and the name's days.

    ``own`` tells that a dictionary of the user's own says so: then no other reading of the same words is looked at.
    ``alone`` is False for a name that counts only where the page names the actor or its country otherwise too;
    ``type`` is the actor's.
    """

    actor: str
    kind: ActorKind
    rule: str
    score: float
    period: Period = ALWAYS
    metonym: bool = False
    own: bool = False
    alone: bool = True
    type: str | None = None

    @property
    def land(self) -> bool:
        """Whether the actor is a country, a contested state or a part of a state."""
        return self.kind is ActorKind.COUNTRY or self.type in _LANDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonym:
    """A word for the people of ``owner``: a country (ISO 3166 alpha-3) or the id of a body."""

    owner: str
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Words for an office or a kind of people. ``positions`` are the keys of roles it may mean; ``country`` is set where the words fix it.

    The position ``leads`` means whoever is called the country's leader; ``counterpart`` the same office as
    the person named before.
    """

    words: str
    sector: str | None
    positions: tuple[str, ...]
    holds: Holds
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """Words that hold a name but speak of nobody (South China Sea)."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Words for a people within states: the countries (ISO 3166 alpha-3) where most of it lives, the likeliest first.

    It tells the country of "Hutu rebels", and is never the state itself.
    """

    countries: tuple[str, ...]


Entry: TypeAlias = Naming | Demonym | Office | Mask | People


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRole:
    """An actor in an office: ``owner`` is a country (ISO 3166 alpha-3) or the id of a body; ``row`` is ``file:line``."""

    actor: str
    owner: str
    position: str
    role: Role
    period: Period
    certain: bool
    leads: bool
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An example sentence of a rule row, the page date it is read with, and the mentions expected of it.

    ``row`` is ``file:line``. Each expectation is (words, actor id): the id ``?`` stands for a mention whose
    actor is open, ``-`` for no mention of these words.
    """

    row: str
    sentence: str
    on: str | None
    expected: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorBook:
    """Everything known about actors, as :func:`dragoman.actors.parse_actors` builds it.

    ``actors`` by id; ``index`` finds names, demonyms, offices and masks in running text; ``roles`` by
    (position, owner); ``leaders`` the roles of whoever is called an owner's leader; ``held`` the roles by actor; ``countries`` the ids of countries by ISO 3166 alpha-3;
    ``contexts`` the words (keys, joined by one space) of each effect; ``given`` the first words of each
    person's full names. ``lexicon`` tells what nouns and given names stand for; ``pronouns`` are the weights by which
    the antecedents of pronouns are ranked; ``nominals`` the kinds of actor that "the group" and the like take up;
    ``leaning`` the keys of the first words of names that do not count alone; ``hints`` those of
    countries, demonyms and seats, which tell what countries a page speaks of.
    """

    actors: Mapping[str, Actor]
    index: PhraseIndex[Entry]
    roles: Mapping[tuple[str, str], tuple[HeldRole, ...]]
    leaders: Mapping[str, tuple[HeldRole, ...]]
    held: Mapping[str, tuple[HeldRole, ...]]
    countries: Mapping[str, str]
    contexts: Mapping[Effect, frozenset[str]]
    given: Mapping[str, frozenset[str]]
    examples: tuple[Example, ...] = ()
    successions: tuple[Succession, ...] = ()
    lexicon: Lexicon = NO_WORDS
    pronouns: Mapping[str, float] = field(default_factory=dict)
    nominals: Mapping[str, frozenset[str]] = field(default_factory=dict)
    leaning: frozenset[str] = frozenset()
    hints: frozenset[str] = frozenset()

    def owner_actor(self, owner: str) -> str | None:
        """The id of the country or body that owns an office; None when the book has no such actor."""
        return self.countries.get(owner) or (owner if owner in self.actors else None)


def told_by(alias: Alias, kind: ActorKind, *, single: bool) -> tuple[str, float]:
    """The rule and the score of a name; ``single`` tells that it is one word."""
    if alias.metonym:
        return "metonym", METONYM
    if single and kind is ActorKind.PERSON:
        return SINGLE, SINGLE_NAME
    return "name", FULL_NAME
