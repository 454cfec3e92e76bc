"""MHTML: one page with all its parts in the form of a mail (RFC 2557), as Chromium, Internet Explorer and others
write it."""

from __future__ import annotations

import binascii
import quopri
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header

from dragoman.model import MarkupFact, Problem
from dragoman.pages.containers.answers import headers_in, media_type_of
from dragoman.pages.containers.kinds import HEAD, is_html
from dragoman.pages.containers.maff import mail_date
from dragoman.pages.containers.media import kind_left_out
from dragoman.pages.containers.payload import Limits, Payload
from dragoman.pages.containers.source import left_out, within

_FIRST_LINE = re.compile(rb"\s*[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]")
_MIME = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
_TYPE = re.compile(
    rb"^content-type:\s*(multipart/|text/html|application/xhtml)", re.IGNORECASE | re.MULTILINE
)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_BOUNDARY = re.compile(r"""boundary\s*=\s*(?:"([^"]{1,300})"|([^\s;"]{1,300}))""", re.IGNORECASE)
_START = re.compile(r"""start\s*=\s*"?\s*<?([^">;\s]{1,300})>?\s*"?""", re.IGNORECASE)
_MOST_HEAD = 65_536
#: Multiparts within multiparts are followed so deep.
_DEEPEST = 8
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One part: its headers, and where its body stands in the bytes of the file. ``cut``: its end is missing."""

    headers: Mapping[str, str]
    start: int
    end: int
    cut: bool = False

    @property
    def media_type(self) -> str | None:
        return media_type_of(self.headers.get("content-type"))[0]

    @property
    def address(self) -> str:
        return re.sub(r"\s+", "", self.headers.get("content-location", ""))


def is_mhtml(data: bytes) -> bool:
    """Whether the bytes begin with the headers of a mail that holds a page."""
    head = data[:_MOST_HEAD].removeprefix(b"\xef\xbb\xbf")
    if not _FIRST_LINE.match(head):
        return False
    end = _HEAD_END.search(head.lstrip())
    head = head.lstrip()[: end.start() if end else len(head)]
    return _MIME.search(head) is not None and _TYPE.search(head) is not None


def open_mhtml(payload: Payload, limits: Limits) -> Iterator[Payload | Problem]:
    """The page of an MHTML file: its root part, decoded, with the address and time that the file states.

    Offset and length of its locator are those of the part's body as it lies in the file, still encoded.
    Problems: ``damaged-container``, ``too-large``, ``no-pages``, and ``records-left-out``, once, with its other parts: frames by
    address, images and the rest by number.
    """
    begin = len(payload.data) - len(payload.data.removeprefix(b"\xef\xbb\xbf").lstrip())
    top = _part(payload.data, begin, len(payload.data))
    parts = list(_leaves(payload.data, top, limits.members))
    if len(parts) >= limits.members:
        yield payload.problem("too-large", f"more than {limits.members:,} parts; the rest is not read")
    root = _root(payload.data, top, parts)
    if root is None:
        yield payload.problem("no-pages", f"none of its {len(parts)} parts is a page")
        return
    data = _decoded(payload.data, root)
    if root.cut:
        yield payload.problem(
            "damaged-container", "the file is cut short: the end of its last part is missing"
        )
    yield Payload(
        data=data,
        locator=within(payload.locator, offset=root.start, length=root.end - root.start),
        media_type=root.media_type,
        charset=media_type_of(root.headers.get("content-type"))[1],
        url=_url(top, root),
        fetched_at=mail_date(top.headers.get("date", "")),
        facts=_facts(top),
        final=True,
    )
    if (detail := _left_out(payload.data, root, parts)) is not None:
        yield payload.problem("records-left-out", detail)


def _part(data: bytes, start: int, end: int, *, cut: bool = False) -> _Part:
    found = _HEAD_END.search(data, start, min(end, start + _MOST_HEAD))
    # A part may have no headers at all: then it begins with the empty line.
    if found is None or data[start : start + 1] in {b"\r", b"\n"}:
        return _Part(headers={}, start=start, end=end, cut=cut)
    return _Part(headers=headers_in(data[start : found.start()]), start=found.end(), end=end, cut=cut)


def _leaves(data: bytes, top: _Part, most: int) -> Iterator[_Part]:
    """All parts that are no multiparts, in order, at most ``most``."""
    todo = [(top, 0)]
    given = 0
    while todo and given < most:
        part, depth = todo.pop()
        boundary = _BOUNDARY.search(part.headers.get("content-type", ""))
        if (part.media_type or "").startswith("multipart/") and boundary is not None and depth < _DEEPEST:
            todo += [(inner, depth + 1) for inner in reversed(_split(data, part, boundary, most))]
        else:
            given += 1
            yield part


def _split(data: bytes, part: _Part, boundary: re.Match[str], most: int) -> list[_Part]:
    sign = (boundary.group(1) or boundary.group(2)).strip().encode("utf-8", "replace")
    line = re.compile(rb"(?:\r?\n)?^--" + re.escape(sign) + rb"(--)?[ \t]*(?=\r?\n|\Z)", re.MULTILINE)
    out: list[_Part] = []
    begin: int | None = None
    for found in line.finditer(data, part.start, part.end):
        if begin is not None:
            out.append(_part(data, begin, found.start()))
        begin = None if found.group(1) else _next_line(data, found.end())
        if begin is None or len(out) >= most:
            break
    if begin is not None and begin < part.end:
        out.append(_part(data, begin, part.end, cut=True))
    return out


def _next_line(data: bytes, at: int) -> int:
    return at + 2 if data[at : at + 2] == b"\r\n" else at + 1


def _root(data: bytes, top: _Part, parts: list[_Part]) -> _Part | None:
    start = _START.search(top.headers.get("content-type", ""))
    snapshot = top.headers.get("snapshot-content-location", "").strip()
    pages = [part for part in parts if part.media_type in _HTML_TYPES or _untyped_html(data, part)]
    texts = [part for part in parts if part.media_type == "text/plain"]
    by_id = [p for p in pages if start and p.headers.get("content-id", "").strip("<> ") == start.group(1)]
    by_address = [part for part in pages if snapshot and part.address == snapshot]
    return next(iter((*by_id, *by_address, *pages, *texts)), None)


def _untyped_html(data: bytes, part: _Part) -> bool:
    return part.media_type is None and is_html(_head(data, part))


def _decoded(data: bytes, part: _Part) -> bytes:
    body = data[part.start : part.end]
    coding = part.headers.get("content-transfer-encoding", "").strip().lower()
    if coding == "quoted-printable":
        return quopri.decodestring(body)
    if coding == "base64":
        try:
            return binascii.a2b_base64(body)
        except binascii.Error:
            # Cut within a group of four: what is whole is kept.
            whole = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
            return binascii.a2b_base64(whole[: len(whole) // 4 * 4])
    return body


def _url(top: _Part, root: _Part) -> str | None:
    stated = top.headers.get("snapshot-content-location", "").strip()
    for url in (stated, root.address, top.address):
        if url.lower().startswith(("http://", "https://")):
            return url
    return None


def _facts(top: _Part) -> tuple[MarkupFact, ...]:
    subject = _plain(top.headers.get("subject", "")).strip()
    return (MarkupFact(name="title", value=subject, path="Subject"),) if subject else ()


def _plain(header: str) -> str:
    """A header's text, its encoded words (RFC 2047) decoded."""
    try:
        pieces = decode_header(header)
    except (HeaderParseError, ValueError):
        return header
    out = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            out.append(piece)
            continue
        try:
            out.append(piece.decode(charset or "ascii", "replace"))
        except LookupError:
            out.append(piece.decode("utf-8", "replace"))
    return "".join(out)


def _left_out(data: bytes, root: _Part, parts: list[_Part]) -> str | None:
    counts: Counter[str] = Counter()
    frames: list[str] = []
    for part in parts:
        if part is root:
            continue
        if part.media_type in _HTML_TYPES:
            counts["frames"] += 1
            frames.append(part.address or "without an address")
        else:
            what = kind_left_out(b"", media_type=part.media_type, name=part.address)
            counts[what or kind_left_out(_head(data, part)) or "other parts"] += 1
    detail = left_out(counts, 1, "parts")
    if detail is None or not frames:
        return detail
    return f"{detail}; frames: {', '.join(frames[:_SHOWN])}{', ...' if len(frames) > _SHOWN else ''}"


def _head(data: bytes, part: _Part) -> bytes:
    return data[part.start : min(part.end, part.start + HEAD)]
