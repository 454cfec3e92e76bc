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
class Run:
    """What made a record: dragoman's version, the digest of all knowledge, and the settings that differ from default."""

    version: str
    kit: str
    settings: tuple[tuple[str, str], ...] = ()
