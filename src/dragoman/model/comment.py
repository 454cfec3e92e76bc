"""Reader comments and the thread they form. Kept apart from the article: a comment is never its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.span import Span


class ReplyBasis(StrEnum):
    """Why a comment is taken to answer another. All but ``inferred``, ``named`` and ``none`` are proof."""

    MARKED = "marked"
    NESTED = "nested"
    INDENTED = "indented"
    QUOTED = "quoted"
    NAMED = "named"
    INFERRED = "inferred"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePair:
    """Words of a comment that stand word for word elsewhere on the page.

    ``comment`` is where the comment repeats them, ``source`` where they stand first; ``of`` is the index of the
    quoted comment in the thread, or None when the article is quoted.
    """

    comment: Span
    source: Span
    of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A warning label on a comment: what kind, which category, decided by which rule, on which words."""

    name: str
    category: str
    rule: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One reader comment.

    ``span`` is the body, ``header`` the line that carries the author. ``author`` is None when the page does
    not name one (an avatar's alternative text is not a name). ``posted`` is EDTF. ``reply_to`` is the index of a
    proven parent in the thread, ``reply_inferred`` of a probable one; ``reply_name`` is the parent's name as the
    page prints it.
    """

    span: Span
    header: Span | None = None
    author: Span | None = None
    posted: str | None = None
    posted_basis: Span | None = None
    votes: int | None = None
    reply_to: int | None = None
    reply_inferred: int | None = None
    reply_name: Span | None = None
    reply_basis: ReplyBasis = ReplyBasis.NONE
    quotes: tuple[QuotePair, ...] = ()
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """The comments of a page in page order, the number the page declares, and how many of those are missing."""

    page: str
    comments: tuple[Comment, ...]
    declared: int | None = None
    declared_basis: Span | None = None

    @property
    def missing(self) -> int | None:
        """Declared minus found; None when the page declares no number."""
        return None if self.declared is None else self.declared - len(self.comments)
