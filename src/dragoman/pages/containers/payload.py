"""What the readers of containers hand over: the bytes of one page, where they lie, and what is said about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dragoman.model import Encoding, Locator, MarkupFact, Problem
from dragoman.pages.html import Markup

_MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """Bytes found in a file or a container, on their way to becoming a page.

    ``data`` are the bytes whose SHA-256 becomes the page's id: after decompression and after the transfer codings
    of HTTP and MIME, before any decoding to text. ``locator`` says where they lie; its offset and length count
    bytes of the file (or of the member, where it names one).

    What the container declares: ``media_type`` in lower case and without parameters, ``charset``, ``url``,
    ``outlet``, ``fetched_at`` (aware UTC) and ``facts`` (an item's title, dates, authors; their names are those
    that HTML's facts have: title, author, pubdate, datemodified, keywords, lang).

    ``markup`` is set by a reader that has made the text itself (a PDF, an item of a feed): it becomes the page's
    text, elements and nodes as it is, and ``encoding`` says how the bytes were decoded where that is known.
    ``final`` says that the bytes are one page and no container, whatever they begin with.
    """

    data: bytes
    locator: Locator
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    outlet: str | None = None
    fetched_at: datetime | None = None
    facts: tuple[MarkupFact, ...] = ()
    markup: Markup | None = None
    encoding: Encoding | None = None
    final: bool = False

    def problem(self, code: str, detail: str) -> Problem:
        """A problem of this payload, at its place."""
        return Problem(code=code, file=place(self.locator), detail=detail)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one file may cost. What goes beyond is a problem, and the rest of the file and batch goes on.

    ``payload``: bytes of one payload after decompression. ``page``: bytes of one page of text or markup.
    ``tags``: ``<`` signs in one page of markup (memory goes with the elements, not with the bytes).
    ``total`` and ``ratio``: all that is unpacked from one file may be ``total`` bytes, or ``ratio`` times the
    file's own size where that is more. ``depth``: containers within containers. ``members``: entries of one
    archive, items of one feed or articles of one export.
    """

    payload: int = 128 * _MIB
    page: int = 64 * _MIB
    tags: int = 500_000
    total: int = 1024 * _MIB
    ratio: int = 100
    depth: int = 5
    members: int = 100_000


def place(locator: Locator) -> str:
    """A locator as one readable name: ``file``, ``file!member``, ``file@offset``, ``file!member@offset``."""
    return locator.file + locator.inside
