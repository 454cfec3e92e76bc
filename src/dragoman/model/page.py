"""The page as saved: its bytes' hash, how they were decoded, and the text untouched."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from dragoman.model.block import BlockKind
from dragoman.model.span import Span

#: The attributes of an element, as (name, value) pairs; an attribute without a value has "".
Attributes: TypeAlias = "tuple[tuple[str, str], ...]"


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

    @property
    def inside(self) -> str:
        """The place inside the file, to read: ``!member``, ``@offset``, both, or nothing for a whole file."""
        member = "" if self.member is None else f"!{self.member}"
        return member if self.offset is None else f"{member}@{self.offset}"


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
class Tree:
    """The elements and text nodes of an HTML page, in document order, as columns: a page has thousands of them.

    Per element: ``parents`` (the parent's index, -1 at the root; a parent comes before its children), ``tags``,
    ``positions`` (1-based among siblings of that tag) and ``attributes`` as (name, value) pairs.
    Per text node a reader sees: ``starts`` (code points of ``Page.text``; a node ends where the next one starts,
    the last with the text), ``holders`` (its element's index) and ``broken`` (whether a ``br`` or ``hr`` stands
    between it and the node before).
    """

    parents: tuple[int, ...]
    tags: tuple[str, ...]
    positions: tuple[int, ...]
    attributes: tuple[Attributes, ...]
    starts: tuple[int, ...]
    holders: tuple[int, ...]
    broken: tuple[bool, ...]

    def value(self, element: int, name: str) -> str | None:
        """The value of an element's attribute; None when it has none of that name."""
        return next((value for key, value in self.attributes[element] if key == name), None)

    def xpath(self, element: int) -> str:
        """The XPath of an element, from the root."""
        steps: list[str] = []
        at = element
        while at >= 0:
            steps.append(f"{self.tags[at]}[{self.positions[at]}]")
            at = self.parents[at]
        return "/" + "/".join(reversed(steps))

    def above(self, element: int) -> Iterator[int]:
        """``element`` and the elements around it, from the inside out."""
        at = element
        while at >= 0:
            yield at
            at = self.parents[at]

    def nodes(self, start: int, end: int) -> range:
        """The numbers of the text nodes that hold characters of ``start`` to ``end`` (code points)."""
        return range(max(0, bisect_right(self.starts, start) - 1), bisect_left(self.starts, end))


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
    the container says (for example a WARC header); what the user says is in ``supplied``. ``tree`` is
    that of HTML, None for plain text; ``facts`` are what markup, container or document state beside the text.
    ``boxes`` (PDF) tell where on which sheet a text stands; ``parts`` (PDF, documents, exports) are the pieces that
    the file's make shows.
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
    tree: Tree | None = None
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

    def nodes(self, span: Span) -> tuple[tuple[Span, int], ...]:
        """The parts of ``span`` that are HTML text nodes, with the elements that hold them; empty for plain text."""
        tree = self.tree
        if tree is None:
            return ()
        parts = []
        for number in tree.nodes(span.start, span.end):
            after = number + 1
            end = tree.starts[after] if after < len(tree.starts) else len(self.text)
            parts.append(
                (self.span(max(tree.starts[number], span.start), min(end, span.end)), tree.holders[number])
            )
        return tuple(parts)
