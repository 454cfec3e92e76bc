"""Who did what to whom: events that hang on a statement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.span import Span
from dragoman.model.statement import Factuality


class Auxiliary(StrEnum):
    """PLOVER's auxiliary modes, derived from a statement's factuality."""

    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A part of an event: the words, the actor's id and its code (country and sector, six letters at most)."""

    span: Span
    actor: str | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place with its coordinates in decimal degrees (WGS 84) when known.

    ``country`` is ISO 3166 alpha-3; ``level`` is PLOVER's resolution, 1 (more than a country) to 5 (a town or a site);
    ``rule`` says how the words name the place; ``geonames`` is its id there.
    """

    name: str
    span: Span
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    level: int | None = None
    rule: str | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """When an event happened: an EDTF date or interval and the words it was read from."""

    value: str | None
    basis: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Which words played which part in coding an event."""

    role: str
    span: Span


class SizeKind(StrEnum):
    """What is counted."""

    DEAD = "dead"
    INJURED = "injured"
    ARRESTED = "arrested"
    DISPLACED = "displaced"
    CROWD = "crowd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """From ``low`` to ``high`` people (None: open); ``at_least``: the words say that there may be more."""

    kind: SizeKind
    low: int
    high: int | None
    at_least: bool
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Another place of the page that tells the same event: the statement it hangs on, and the words."""

    statement: str
    trigger: Span
    factuality: Factuality


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One coded event.

    ``category``, ``mode`` and ``contexts`` are PLOVER's; ``cameo`` is the CAMEO code as a string (leading zero
    kept); ``intensity`` runs from -10 (hostile) to +10 (cooperative). ``factuality`` is the event's own, as the
    innermost source of its statement has it: *the men who shot at them must be tried* demands a trial and asserts the
    shots. A reciprocal event has all parties in ``actors``. ``also`` are further tellings of it on the same page.
    ``confidence``, 0 to 1, is the chance that category and countries are right.
    """

    id: str
    statement: str
    codebook: str
    category: str
    actors: tuple[Participant, ...]
    recipients: tuple[Participant, ...]
    rule: str
    evidence: tuple[Evidence, ...]
    confidence: float
    factuality: Factuality
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    when: EventTime | None = None
    where: Place | None = None
    intensity: float | None = None
    auxiliary: tuple[Auxiliary, ...] = ()
    sizes: tuple[Size, ...] = ()
    also: tuple[Telling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MainEvent:
    """The happening that an article is about, as spans of its own words; None where it does not say.

    ``event`` is the id of the coded event that answers, None where the happening fits no category.
    """

    event: str | None
    who: Span | None
    what: Span | None
    when: Span | None
    where: Span | None
