"""The parts of a page: blocks that partition its text, and the article read from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from dragoman.model.comment import ReplyBasis
from dragoman.model.span import Span


class BlockKind(StrEnum):
    """What a block of the page is."""

    TITLE = "title"
    DEK = "dek"
    DATELINE = "dateline"
    BYLINE = "byline"
    CREDIT = "credit"
    CAPTION = "caption"
    PARAGRAPH = "paragraph"
    SUBHEAD = "subhead"
    RELATED = "related"
    TAGS = "tags"
    COMMENT = "comment"
    FURNITURE = "furniture"


class CommentPart(StrEnum):
    """Which part of a comment a comment block holds."""

    HEADER = "header"
    BODY = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the page of one kind.

    The blocks of a page partition it: they are in order, leave no gap and do not overlap. White space
    between two blocks belongs to the earlier one (before the first block, to the first). ``path`` is the XPath
    of the node, or ``line N`` (1-based) in plain text. ``rule`` names the layout rule that decided. In a comment,
    ``part`` tells header from body, ``comment`` is the comment's index in the thread, and ``depth`` how deep it
    is nested or indented (0 = top, None = the page does not show it).
    """

    kind: BlockKind
    span: Span
    path: str
    rule: str
    part: CommentPart | None = None
    comment: int | None = None
    depth: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What markup proves of who answers whom: the indices of both comments, and how it is proven.

    ``parent`` is None when the markup names a comment that is not on the page, or several: then nothing is proven.
    """

    comment: int
    parent: int | None
    basis: ReplyBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a page is laid out: its blocks, and the name of the layout (a data file) that fitted best.

    ``answers`` are the parents that markup proves, None where markup shows no comments; ``threaded`` says whether it
    tells answers from comments that answer nobody. They are on their way to the thread, whose comments hold them: no
    record keeps them twice.
    """

    page: str
    name: str
    blocks: tuple[Block, ...]
    answers: tuple[Answer, ...] | None = field(default=None, compare=False)
    threaded: bool = field(default=False, compare=False)


class DateKind(StrEnum):
    """What a date on a page tells."""

    PUBLISHED = "published"
    MODIFIED = "modified"
    PAGE_CLOCK = "page clock"
    COMMENT = "comment"
    IN_TEXT = "in text"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEvidence:
    """A date that stands on the page (or was supplied), and whether it is believed for what it seems to be.

    ``value`` is an EDTF date, time or interval, or None where the words alone do not fix one ("Saturday").
    ``basis`` is the span of the words; ``path`` an XPath when the date stands in markup; both are None when the
    user supplied the date. ``accepted`` and ``why`` are the verdict: a page clock is never a publication date.
    """

    value: str | None
    kind: DateKind
    accepted: bool
    why: str
    basis: Span | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A few words that the page states about itself: shown (``span``), or in its markup only (``path``, an XPath)."""

    text: str
    span: Span | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What an HTML page says of itself and its article, with where it says so.

    ``outlet`` is the name of the site, ``url`` the canonical address. ``language`` is a two-letter code of ISO 639-1: that of
    the running text where it is clear (then without span and path), else as stated.
    """

    title: Stated | None = None
    authors: tuple[Stated, ...] = ()
    outlet: Stated | None = None
    section: Stated | None = None
    tags: tuple[Stated, ...] = ()
    language: Stated | None = None
    url: Stated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The article as read from the blocks. Every field but ``about`` is a span of the page, trimmed of white space.

    ``repeats`` are further places where the whole title stands. ``dates`` holds all date evidence of the page
    and its comments; ``published`` is the one accepted as publication date, if any. ``not_after`` is the EDTF day
    by which the article must have stood there (the page was loaded or saved then); None when nothing tells.
    ``written`` is the EDTF interval in which a page without a date can have been written, by the offices it gives people;
    None for a dated page, and when no office tells. ``about`` is what the markup of an HTML page states, weighed against
    what it shows; None for plain text.
    """

    page: str
    title: Span | None
    repeats: tuple[Span, ...] = ()
    dek: Span | None = None
    authors: tuple[Span, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    subheads: tuple[Span, ...] = ()
    captions: tuple[Span, ...] = ()
    credits: tuple[Span, ...] = ()
    tags: tuple[Span, ...] = ()
    related: tuple[Span, ...] = ()
    dates: tuple[DateEvidence, ...] = ()
    published: DateEvidence | None = None
    not_after: str | None = None
    written: str | None = None
    about: About | None = None
