"""What an analyst decides about a row: appended, never an edit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dragoman.model.span import Span


class RowKind(StrEnum):
    """The kinds of row that an analyst can judge."""

    STATEMENT = "statement"
    EVENT = "event"


class Verdict(StrEnum):
    """What an analyst decides: the row is right, it is wrong, one field has another value, a row is missing."""

    ACCEPT = "accept"
    REJECT = "reject"
    CHANGE = "change"
    ADD = "add"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An analyst's decision about one row of a page.

    ``anchor`` is where the words stand that the row rests on, ``words`` are those words: it is found again by ``row``, its
    id, or by them, and never by likeness, so that it outlives better rules. ``seen`` is the digest of the row as it was
    seen. ``field`` is what a CHANGE is about; ``old`` and ``value`` are the values before and after as JSON; of an ADD
    ``value`` is the new row. ``at`` is aware UTC. ``replaces`` is the id of an earlier judgement that this one takes back.
    """

    id: str
    page: str
    kind: RowKind
    row: str
    anchor: tuple[Span, ...]
    words: tuple[str, ...]
    verdict: Verdict
    by: str
    at: datetime
    seen: str | None = None
    field: str | None = None
    old: str | None = None
    value: str | None = None
    note: str | None = None
    replaces: str | None = None


class Outcome(StrEnum):
    """What became of a judgement when its page was coded again.

    ``kept``: the row is there as it was seen, and the judgement holds. ``agreed``: the coder now says what the analyst
    said. ``conflict``: the row is there and the coder says a third thing; the analyst's word holds until it is looked at.
    ``gone``: no row stands on those words any more; the judgement waits and is applied to nothing.
    """

    KEPT = "kept"
    AGREED = "agreed"
    CONFLICT = "conflict"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """That a row of a coded page was judged: by whom, when (aware UTC), how, and whether it must be looked at again."""

    row: str
    verdict: Verdict
    by: str
    at: datetime
    doubtful: bool = False
