"""Who acts: actors with dated names and roles, and the places where a page mentions them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.span import Span


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    COUNTRY = "country"
    BODY = "body"
    GROUP = "group"
    OUTLET = "outlet"
    AGENCY = "agency"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name of an actor. ``since`` and ``until`` are EDTF dates; None is open or unknown.

    ``metonym`` marks a place or building that stands for the actor (Ankara for Turkey).
    """

    text: str
    lang: str | None = None
    since: str | None = None
    until: str | None = None
    metonym: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office an actor held. ``sector`` is a PLOVER sector (GOV, MIL, SPY...), ``country`` ISO 3166 alpha-3."""

    sector: str | None
    position: str | None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    citation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorCode:
    """A code that a dictionary of the user's own gives an actor (``SYRREBMUS``), with the EDTF dates of its use."""

    text: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone or something that acts or speaks.

    ``id`` is stable: a slug in the actor files, or ``local:`` and a hash when learnt from one page only.
    ``country`` is ISO 3166 alpha-3 (a dissolved state keeps its former code). ``type`` says more than ``kind``, in the
    words that docs/reference/actors.md lists (a body: igo, ngo, ministry...). ``sector`` is the PLOVER sector of a group or
    body. ``since`` and ``until`` are the EDTF dates between which it exists; ``wikidata`` is its Q number.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    type: str | None = None
    sector: str | None = None
    since: str | None = None
    until: str | None = None
    wikidata: str | None = None
    aliases: tuple[Alias, ...] = ()
    roles: tuple[Role, ...] = ()
    codes: tuple[ActorCode, ...] = ()


class SuccessionKind(StrEnum):
    """How one actor comes of another: renamed as a new row, merged into it, split off it, or its successor."""

    RENAME = "rename"
    MERGE = "merge"
    SPLIT = "split"
    SUCCESSOR = "successor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """The actor ``after`` comes of the actor ``before`` (ids), on the EDTF date ``date`` (None: not known)."""

    before: str
    after: str
    kind: SuccessionKind
    date: str | None = None
    certain: bool = True
    source: str | None = None


class MentionKind(StrEnum):
    """How a mention names its actor."""

    NAME = "name"
    TITLE = "title"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An actor that a mention may mean, with a score in 0..1 and the rule that proposed it."""

    actor: str
    score: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words that name an actor. ``actor`` is None when candidates tie: ties stay open.

    ``sector`` is the PLOVER sector that the words of a title or a group tell ("Syrian rebels": REB); None when they
    tell none. Of a group the candidates are the countries or bodies it belongs to; only an arm of the state (troops,
    officials) has its country as ``actor``.
    """

    span: Span
    head: Span
    kind: MentionKind
    candidates: tuple[Candidate, ...] = ()
    actor: str | None = None
    sector: str | None = None
