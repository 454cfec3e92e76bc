"""Bytes or files to pages. The one place below the archive that reads files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.model import Encoding, Locator, Page, Problem, Supplied, bytes_id
from dragoman.pages.html import Markup, read_markup
from dragoman.text import decode, is_blank

_HTML = re.compile(
    rb"\s*(<!--.{0,2000}?-->\s*)*(<\?xml[^>]{0,200}>\s*)?(<!doctype\s+html|<(?:html|head|body|article|div|p)[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
#: What a server printed before the page ("Warning: ...") makes it no less a page.
_LATE = re.compile(rb"<(?:html|head|body)[\s>].*</(?:head|body)\s*>", re.IGNORECASE | re.DOTALL)
#: How far down the page may begin, in bytes.
_BEFORE = 100_000
#: First bytes that no text has, and what the file is then.
_MAGIC = tuple(
    (re.compile(pattern, re.DOTALL), what)
    for pattern, what in (
        (rb"\x89PNG", "a PNG image"),
        (rb"\xff\xd8\xff", "a JPEG image"),
        (rb"GIF8[79]a", "a GIF image"),
        (rb"%PDF-", "a PDF file"),
        (rb"PK(\x03\x04|\x05\x06)", "a zip archive or office document"),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
        (rb"\x1f\x8b", "a gzip file"),
        (rb"BZh[1-9]1AY&SY", "a bzip2 file"),
        (rb"\xfd7zXZ", "an xz file"),
        (rb"7z\xbc\xaf", "a 7-Zip archive"),
        (rb"\x7fELF|MZ\x90\x00", "a program"),
        (rb"SQLite format 3\x00", "a database"),
        (rb"RIFF....(WEBP|WAVE|AVI )|OggS\x00|....ftyp|\x1aE\xdf\xa3", "a media file"),
        (rb"ID3[\x02-\x04]\x00", "a sound file"),
    )
)
_SAMPLE = 8_192
#: More control characters (or bytes that fit no character) than this are no text.
_MOST_ODD = 0.08
#: A page of a few characters is told from the rest of a broken file by its letters.
_FEW = 64


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
    markup = _is_markup(data[3:] if data.startswith(b"\xef\xbb\xbf") else data)
    text, how = decode(data, forced=encoding, markup=markup)
    if (what := _binary(data, text, how, forced=encoding is not None)) is not None:
        return Problem(code="binary-page", page=page_id, file=name, detail=f"the file is {what}")
    # UTF-16 hides the tags from the test on bytes.
    markup = markup or _is_markup(text[:4096].encode("utf-8", "replace"))
    read_as = read_markup(text) if markup else Markup(text=text, tree=None, facts=())
    if is_blank(read_as.text):
        detail = "the markup holds no text that a reader sees" if markup else "the file holds no text"
        return Problem(code="empty-page", page=page_id, file=name, detail=detail)
    return Page(
        id=page_id,
        text=read_as.text,
        encoding=how,
        media_type="text/html" if markup else "text/plain",
        locator=Locator(file=name),
        supplied=supplied,
        tree=read_as.tree,
        facts=read_as.facts,
    )


def _is_markup(data: bytes) -> bool:
    """Whether bytes are HTML: they begin so, or begin with a tag and hold a whole head or body not far down."""
    if _HTML.match(data):
        return True
    return data.lstrip()[:1] == b"<" and _LATE.search(data, 0, _BEFORE) is not None


def _binary(data: bytes, text: str, how: Encoding, *, forced: bool) -> str | None:
    for magic, what in _MAGIC:
        if magic.match(data):
            return what
    if forced:
        return None
    sample = text[:_SAMPLE]
    odd = sum(c < " " and c not in "\t\n\v\f\r\x1b" for c in sample)
    odd += sample.count("\ufffd") if how.replaced else 0
    most = _MOST_ODD if len(sample) > _FEW or not any(c.isalnum() for c in sample) else 0.2
    return "not text (too much of it is control characters)" if odd > most * len(sample) else None
