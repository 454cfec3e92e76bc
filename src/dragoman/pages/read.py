"""Bytes or files to pages. The one place below the archive that reads files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.model import Locator, Page, Problem, Supplied, bytes_id
from dragoman.pages.html import Markup, read_markup
from dragoman.text import decode

_HTML = re.compile(rb"\s*(<!--.{0,2000}?-->\s*)*(<\?xml[^>]{0,200}>\s*)?(<!doctype\s+html|<html|<head|<body|<article|<div|<p\b)", re.I | re.S)
_MAGIC = (
    (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"), (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"), (b"\x1f\x8b", "a gzip file"), (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"), (b"BZh", "a bzip2 file"), (b"\xfd7zXZ", "an xz file"), (b"SQLite format 3\x00", "a database"),
    (b"RIFF", "a media file"), (b"OggS", "a media file"), (b"ID3", "a sound file"),
)  # fmt: skip
_SAMPLE = 8_192


def read(
    source: Path | bytes, *, encoding: str | None = None, supplied: Supplied | None = None
) -> Iterator[Page | Problem]:
    """The pages in a file (or in bytes), or the problem that stands in the way.

    A plain file is one page. ``encoding`` forces the decoding; ``supplied`` is what the user says of the page.
    Problems: ``unreadable-file``, ``empty-page``, ``binary-page``.

    Raises:
        InputError: when ``encoding`` is no known encoding.
    """
    name = "<bytes>" if isinstance(source, bytes) else source.as_posix()
    if isinstance(source, bytes):
        data = source
    else:
        try:
            data = source.read_bytes()
        except OSError as error:
            yield Problem(code="unreadable-file", file=name, detail=error.strerror or str(error))
            return
    yield _page(data, name, encoding, supplied or Supplied())


def _page(data: bytes, name: str, encoding: str | None, supplied: Supplied) -> Page | Problem:
    page_id = bytes_id(data)
    if not data.strip():
        return Problem(code="empty-page", page=page_id, file=name, detail="the file holds no text")
    markup = bool(_HTML.match(data[3:] if data.startswith(b"\xef\xbb\xbf") else data))
    text, how = decode(data, forced=encoding, markup=markup)
    if encoding is None and (what := _binary(data, text)) is not None:
        return Problem(code="binary-page", page=page_id, file=name, detail=f"the file is {what}")
    # UTF-16 hides the tags from the test on bytes.
    markup = markup or bool(_HTML.match(text[:4096].encode("utf-8", "replace")))
    read_as = read_markup(text) if markup else Markup(text=text, elements=(), nodes=(), facts=())
    return Page(
        id=page_id,
        text=read_as.text,
        encoding=how,
        media_type="text/html" if markup else "text/plain",
        locator=Locator(file=name),
        supplied=supplied,
        elements=read_as.elements,
        nodes=read_as.nodes,
        facts=read_as.facts,
    )


def _binary(data: bytes, text: str) -> str | None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return what
    sample = text[:_SAMPLE]
    odd = sum(c < " " and c not in "\t\n\r\f\x1b" for c in sample) + sample.count("\ufffd")
    return "not text (most of it is control characters)" if odd > 0.15 * len(sample) else None
