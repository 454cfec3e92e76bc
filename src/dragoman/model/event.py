"""Who did what to whom: events that hang on a statement."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.span import Span


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One coded event.

    ``category``, ``mode`` and ``contexts`` are PLOVER's; ``cameo`` is the CAMEO code as a string (leading zero
    kept); ``intensity`` runs from -10 (hostile) to +10 (cooperative).
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
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    when: EventTime | None = None
    where: Place | None = None
    intensity: float | None = None
    auxiliary: tuple[Auxiliary, ...] = ()
