"""Who says what, through whom, and how far each layer commits to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.span import Span


class Lane(StrEnum):
    """Which part of the page a statement stands in. The lanes never mix."""

    ARTICLE = "article"
    COMMENTS = "comments"


class Style(StrEnum):
    """How the words are given. ``outlet`` is the page's own sentence; ``silence`` records that nothing was said."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    OUTLET = "outlet"
    SILENCE = "silence"


class SourceRole(StrEnum):
    """The part a source plays in a chain."""

    SPEAKER = "speaker"
    INTERMEDIARY = "intermediary"
    DOCUMENT = "document"


class Polarity(StrEnum):
    """Whether the content is put forward as true or as false."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How sure the source claims to be."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Time(StrEnum):
    """When the content holds, seen from the statement."""

    PAST = "past"
    ONGOING = "ongoing"
    FUTURE = "future"
    HISTORICAL = "historical"
    UNKNOWN = "unknown"


class FactualityKind(StrEnum):
    """What is done with the content."""

    ASSERTED = "asserted"
    DENIED = "denied"
    CONDITIONAL = "conditional"
    INTENTION = "intention"
    DEMAND = "demand"
    SPECULATED = "speculated"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True, kw_only=True)
class Factuality:
    """How far the innermost source commits to the content, with the words that show it.

    After FactBank's source-relative factuality (Saurí and Pustejovsky 2009): the outlet commits to "X said
    P", X to P.
    """

    kind: FactualityKind
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    time: Time = Time.UNKNOWN
    condition: Span | None = None
    cues: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who vouches: the words that name the source and, when resolved, the actor's id."""

    span: Span
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One layer of a chain: a source, its role, and the cue words that tie it to the content."""

    source: Source | None
    role: SourceRole
    cues: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What is claimed, by which chain of sources.

    ``content`` may be discontinuous. ``chain`` is outermost first and leaves out the page's own outlet, which
    always vouches last; it is empty for the outlet's own sentences. A silence has a ``topic`` and no content.
    ``insertions`` are an editor's words inside a quotation. ``within`` is the id of the statement whose content
    holds this one; ``carried`` the id of the one whose source this one inherits without a cue of its own.
    ``confidence``, 0 to 1, is the chance that the content and the whole chain are right. The chain of a statement in a comment
    starts with its writer, who has no actor.
    """

    id: str
    lane: Lane
    style: Style
    content: tuple[Span, ...]
    chain: tuple[Attribution, ...]
    factuality: Factuality
    rule: str
    confidence: float
    addressee: Source | None = None
    topic: Span | None = None
    insertions: tuple[Span, ...] = ()
    within: str | None = None
    carried: str | None = None
    comment: int | None = None
