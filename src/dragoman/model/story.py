"""One happening in several pages, and what made a record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.span import Span


class FindingKind(StrEnum):
    """How the readings of several pages compare."""

    AGREED = "agreed"
    SINGLE = "single"
    CONFLICT = "conflict"
    SILENT = "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one page says about a slot; ``value`` and ``span`` are None when it is silent."""

    page: str
    value: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One slot of a story (who, how many, when...) with every page's reading."""

    kind: FindingKind
    slot: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One happening as several pages tell it."""

    id: str
    pages: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """One happening, bound in time, and the pages that tell it, by id and in order. Its id follows from its pages."""

    id: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyline:
    """Episodes of one matter, however far apart in time. ``pages`` are those of all its episodes, in order."""

    id: str
    pages: tuple[str, ...]
    episodes: tuple[Episode, ...]


class CopyTrail(StrEnum):
    """What is known of which of two pages that share a text had it first.

    ``copied`` when the later page names the outlet of the other; ``first-seen`` when only the days tell; else ``open``.
    """

    COPIED = "copied"
    FIRST_SEEN = "first-seen"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedText:
    """The same words in the same order on two pages, punctuation and case apart; as long as they go on being the same."""

    left: Span
    right: Span
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPair:
    """Two pages that carry the same text.

    ``pages`` are in the order of their ids, and the left spans of ``shared`` are of the first. ``shares`` tell how much of each
    page's own words is shared, 0 to 1. ``first`` is the page that had the text first, None where ``trail`` is open.
    """

    pages: tuple[str, str]
    shared: tuple[SharedText, ...]
    shares: tuple[float, float]
    trail: CopyTrail
    first: str | None = None

    @property
    def containment(self) -> float:
        """How much of the page that holds less beside the shared text lies in the other, 0 to 1."""
        return max(self.shares)

    @property
    def words(self) -> int:
        """How many words are shared."""
        return sum(one.words for one in self.shared)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What made a record: dragoman's version, the digest of all knowledge, and the settings that differ from default."""

    version: str
    kit: str
    settings: tuple[tuple[str, str], ...] = ()
