"""The page as saved: its bytes' hash, how they were decoded, and the text untouched."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from dragoman.model.block import BlockKind
from dragoman.model.span import Span


class EncodingBasis(StrEnum):
    """Why the bytes were decoded as they were."""

    BOM = "bom"
    DECLARED = "declared"
    DETECTED = "detected"
    FORCED = "forced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How the bytes became text: codec name, its basis, and how many characters had to be replaced."""

    name: str
    basis: EncodingBasis
    replaced: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """Where the bytes were found: a file and, inside a container, a member or a byte range."""

    file: str
    member: str | None = None
    offset: int | None = None
    length: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplied:
    """What the user says about a page. Kept apart from what the page itself says.

    ``published`` and ``saved_at`` are EDTF dates.
    """

    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    saved_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """An HTML element that holds text: its parent's index in ``Page.elements`` (None at the root), its tag, its
    1-based position among siblings of that tag, and the attributes that tell what it is for."""

    parent: int | None
    tag: str
    position: int
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRange:
    """A range of ``Page.text`` (code points) that is one HTML text node, and its element's index.

    ``broken`` says that a line break (``br``, ``hr``) stands between it and the node before.
    """

    start: int
    end: int
    element: int
    broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxRange:
    """A range of ``Page.text`` (code points) and the box it fills on a sheet of the paper it was printed on.

    ``sheet`` counts from 1. The box is in points (1/72 inch) from the lower left corner of the sheet.
    """

    start: int
    end: int
    sheet: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRange:
    """A range of ``Page.text`` (code points) that the make of the file shows as one piece, without white space at its
    ends: a paragraph, a heading, a field of an export, a running head.

    ``kind`` is what the make says it is, None where it does not say; ``rule`` names what told so.
    """

    start: int
    end: int
    kind: BlockKind | None
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkupFact:
    """Something the markup states outside the visible text (a meta tag, JSON-LD, ``time`` attribute)."""

    name: str
    value: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One saved page.

    ``id`` is the SHA-256 of the payload bytes, in hex. ``text`` is never normalised, trimmed or cut; every
    offset in the record counts its code points. ``url``, ``outlet`` and ``fetched_at`` (aware UTC) are what
    the container says (for example a WARC header); what the user says is in ``supplied``. ``elements``,
    ``nodes`` and ``facts`` describe HTML and are empty for plain text; ``facts`` hold what a PDF or a document says
    of itself too. ``boxes`` (PDF) tell where on which sheet a text stands; ``parts`` (PDF, documents, exports) are
    the pieces that the file's make shows.
    """

    id: str
    text: str
    encoding: Encoding
    media_type: str
    locator: Locator
    url: str | None = None
    outlet: str | None = None
    fetched_at: datetime | None = None
    supplied: Supplied = Supplied()
    elements: tuple[Element, ...] = ()
    nodes: tuple[NodeRange, ...] = ()
    facts: tuple[MarkupFact, ...] = ()
    boxes: tuple[BoxRange, ...] = ()
    parts: tuple[PartRange, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The span of this page from ``start`` to ``end`` (code points)."""
        return Span(page=self.id, start=start, end=end)

    def quote(self, span: Span) -> str:
        """The characters that ``span`` points to."""
        return self.text[span.start : span.end]

    def boxes_of(self, span: Span) -> tuple[BoxRange, ...]:
        """Where ``span`` stands on paper: one box for each line it touches, in the order of the text.

        A box is that of the whole line (or of the piece of it that stands together); ``start`` and ``end`` are the
        part of the span in it. Empty for pages that are not from paper, and for white space between lines.
        """
        first = bisect_right(self.boxes, span.start, key=lambda box: box.end)
        found = []
        for box in self.boxes[first:]:
            if box.start >= span.end:
                break
            found.append(replace(box, start=max(box.start, span.start), end=min(box.end, span.end)))
        return tuple(found)

    def xpath(self, element: int) -> str:
        """The XPath of an element, from the root."""
        steps: list[str] = []
        at: int | None = element
        while at is not None:
            here = self.elements[at]
            steps.append(f"{here.tag}[{here.position}]")
            at = here.parent
        return "/" + "/".join(reversed(steps))
