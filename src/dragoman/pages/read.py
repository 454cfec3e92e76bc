"""Bytes or files to pages. The one place below the archive that reads files."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from dragoman.model import Encoding, EncodingBasis, Locator, Page, Problem, Supplied, bytes_id
from dragoman.pages.containers.division import divided
from dragoman.pages.containers.kinds import HTML, binary_kind, is_html
from dragoman.pages.containers.papers import is_paper, read_paper
from dragoman.pages.containers.payload import Limits, Payload, place
from dragoman.pages.containers.saved_from import saved_from
from dragoman.pages.containers.source import Source, size_of
from dragoman.pages.containers.streams import Budget, file_stream
from dragoman.pages.containers.unpack import unpack
from dragoman.pages.html import Markup, read_markup
from dragoman.pages.layouts import Layouts
from dragoman.text import decode, is_blank

_SAMPLE = 8_192
#: Control characters that no text has.
_ODD = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: More control characters (or bytes that fit no character) than this are no text.
_MOST_ODD = 0.08
#: A page of a few characters is told from the rest of a broken file by its letters.
_FEW = 64
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_MADE = Encoding(name="utf-8", basis=EncodingBasis.DECLARED)


def read(
    source: Path | bytes,
    *,
    encoding: str | None = None,
    supplied: Supplied | None = None,
    limits: Limits | None = None,
    layouts: Layouts | None = None,
) -> Iterator[Page | Problem]:
    """The pages in a file (or in bytes), and the problems that stood in the way, in the file's order.

    A plain file is one page; a container (WARC, WACZ, MHTML, feed, archive, packed file ...) gives each of its
    pages as it comes to it, so a large one takes no more memory than a page. What a file is, is told by its bytes,
    never by its name. With ``layouts`` an export of many articles is a page for each
    (:func:`~dragoman.pages.containers.division.divided`). ``encoding`` forces the decoding of every page;
    ``supplied`` is what the user says of each; ``limits`` bounds what one file may cost.

    Problems: ``unreadable-file``, ``empty-page``, ``binary-page``, ``too-large``, ``damaged-container``,
    ``nested-too-deep``, ``encrypted-member``, ``declared-mismatch``, ``records-left-out``, those of papers
    (``damaged-document``, ``encrypted-document``, ``no-text-layer``), and ``no-pages`` when nothing else was said
    about a file without pages.

    Raises:
        InputError: when ``encoding`` is no known encoding.
    """
    found = read_saved(source, encoding=encoding, supplied=supplied, limits=limits, layouts=layouts)
    return (one if isinstance(one, Problem) else one.page for one in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A page and the bytes it was read from: those whose SHA-256 is its id."""

    page: Page
    payload: bytes


def read_saved(
    source: Path | bytes,
    *,
    encoding: str | None = None,
    supplied: Supplied | None = None,
    limits: Limits | None = None,
    layouts: Layouts | None = None,
) -> Iterator[Saved | Problem]:
    """What :func:`read` gives, each page with its bytes."""
    if encoding is not None:
        decode(b"", forced=encoding)
    asked = _Asked(
        encoding=encoding, supplied=supplied or Supplied(), limits=limits or Limits(), layouts=layouts
    )
    return _opened(source, asked)


def read_again(page: Page, payload: bytes, layouts: Layouts | None = None) -> Page:
    """``page`` read anew from its bytes, as this version reads them; itself where they do not stand alone.

    What its container said of it (address, outlet, time of saving, encoding) and what the user said stay.
    """
    forced = page.encoding.name if page.encoding.basis is EncodingBasis.FORCED else None
    found = list(read_saved(payload, encoding=forced, supplied=page.supplied, layouts=layouts))
    match found:
        case [Saved(page=again)] if again.id == page.id and again.media_type == page.media_type:
            return replace(
                again,
                locator=page.locator,
                url=page.url or again.url,
                outlet=page.outlet or again.outlet,
                fetched_at=page.fetched_at or again.fetched_at,
            )
        case _:
            return page


def _opened(source: Path | bytes, asked: _Asked) -> Iterator[Saved | Problem]:
    if isinstance(source, bytes):
        yield from _pages(io.BytesIO(source), "<bytes>", asked)
        return
    name = source.as_posix()
    try:
        with source.open("rb") as file:
            yield from _pages(file, name, asked)
    except OSError as error:
        yield Problem(code="unreadable-file", file=name, detail=error.strerror or str(error))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    encoding: str | None
    supplied: Supplied
    limits: Limits
    layouts: Layouts | None


def _pages(file: BinaryIO, name: str, asked: _Asked) -> Iterator[Saved | Problem]:
    found = False
    for one in unpack(_source(file, name, asked.limits)):
        for made in (one,) if isinstance(one, Problem) else _of(one, asked):
            found = found or isinstance(made, Saved) or made.grave
            yield made
    if not found:
        yield Problem(code="no-pages", file=name, detail="nothing in the file is a page")


def _source(file: BinaryIO, name: str, limits: Limits) -> Source:
    # A pipe has no size and cannot be searched.
    size = file.seek(0, io.SEEK_END) if file.seekable() else 0
    if file.seekable():
        file.seek(0)
    return Source(
        stream=file_stream(file),
        about=Payload(data=b"", locator=Locator(file=name)),
        limits=limits,
        budget=Budget(left=max(limits.total, limits.ratio * size)),
        whole=file if file.seekable() else None,
    )


def _of(payload: Payload, asked: _Asked) -> Iterator[Saved | Problem]:
    """What comes of one payload: its page, or the pages of the articles it holds, and the problems."""
    # Who forces an encoding says that the bytes are text.
    if payload.markup is None and asked.encoding is None and is_paper(payload.data):
        made = read_paper(payload, asked.limits, asked.supplied)
    else:
        made = iter((_page(payload, asked),))
    for one in made:
        if isinstance(one, Problem):
            yield one
            continue
        for part in divided(one, payload.data, asked.layouts, asked.limits):
            yield part if isinstance(part, Problem) else Saved(page=part[0], payload=part[1])


def _page(payload: Payload, asked: _Asked) -> Page | Problem:
    """The page of a payload, or why it is none."""
    data, limits = payload.data, asked.limits
    page_id = bytes_id(data)
    where = place(payload.locator)
    if payload.markup is not None:
        how = payload.encoding or _MADE
        return _made(payload, payload.markup, how, payload.media_type or "text/html", asked.supplied)
    if not data.strip():
        return Problem(code="empty-page", page=page_id, file=where, detail="the file holds no text")
    markup = is_html(data) or (payload.media_type in _HTML_TYPES and b"<" in data)
    if (what := _too_large(data, limits)) is not None:
        return Problem(code="too-large", page=page_id, file=where, detail=what)
    text, how = decode(data, forced=asked.encoding, markup=markup, stated=payload.charset)
    if (what := _binary(data, text, how, forced=asked.encoding is not None)) is not None:
        return Problem(code="binary-page", page=page_id, file=where, detail=f"the file is {what}")
    # UTF-16 hides the tags from the test on bytes.
    markup = markup or bool(HTML.match(text[:4096].encode("utf-8", "replace")))
    read_as = read_markup(text) if markup else Markup(text=text, tree=None, facts=())
    if is_blank(read_as.text):
        detail = "the markup holds no text that a reader sees" if markup else "the file holds no text"
        return Problem(code="empty-page", page=page_id, file=where, detail=detail)
    if markup and (payload.url is None or payload.fetched_at is None):
        saved = saved_from(data)
        payload = replace(
            payload, url=payload.url or saved.url, fetched_at=payload.fetched_at or saved.fetched_at
        )
    return _made(payload, read_as, how, "text/html" if markup else "text/plain", asked.supplied)


def _made(payload: Payload, markup: Markup, how: Encoding, media_type: str, supplied: Supplied) -> Page:
    return Page(
        id=bytes_id(payload.data),
        text=markup.text,
        encoding=how,
        media_type=media_type,
        locator=payload.locator,
        url=payload.url,
        outlet=payload.outlet,
        fetched_at=payload.fetched_at,
        supplied=supplied,
        tree=markup.tree,
        facts=(*payload.facts, *markup.facts),
    )


def _too_large(data: bytes, limits: Limits) -> str | None:
    if len(data) > limits.page:
        return f"a page of {size_of(len(data))}; the limit is {size_of(limits.page)}"
    if (tags := data.count(b"<")) > limits.tags:
        return f"a page of {tags:,} tags; the limit is {limits.tags:,}"
    return None


def _binary(data: bytes, text: str, how: Encoding, *, forced: bool) -> str | None:
    if (what := binary_kind(data)) is not None:
        return what
    if forced:
        return None
    sample = text[:_SAMPLE]
    odd = len(_ODD.findall(sample))
    odd += sample.count("\ufffd") if how.replaced else 0
    most = _MOST_ODD if len(sample) > _FEW or not any(c.isalnum() for c in sample) else 0.2
    return "not text (too much of it is control characters)" if odd > most * len(sample) else None
