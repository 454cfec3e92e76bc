"""The page as saved: its bytes' hash, how they were decoded, and the text untouched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

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
    ``nodes`` and ``facts`` describe HTML and are empty for plain text.
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

    def span(self, start: int, end: int) -> Span:
        """The span of this page from ``start`` to ``end`` (code points)."""
        return Span(page=self.id, start=start, end=end)

    def quote(self, span: Span) -> str:
        """The characters that ``span`` points to."""
        return self.text[span.start : span.end]

    def xpath(self, element: int) -> str:
        """The XPath of an element, from the root."""
        steps: list[str] = []
        at: int | None = element
        while at is not None:
            here = self.elements[at]
            steps.append(f"{here.tag}[{here.position}]")
            at = here.parent
        return "/" + "/".join(reversed(steps))
