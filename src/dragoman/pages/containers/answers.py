"""An HTTP answer as it was recorded: status, headers, and its body without transfer and content codings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import brotli

from dragoman.pages.containers.streams import CHUNK, Budget, Decompressor, Inflate, bytes_stream, member_of

#: The longest head of an answer, in bytes.
MOST_HEAD = 65_536
_STATUS = re.compile(rb"(?:HTTP/[\d.]+|ICY)\s+(\d{3})", re.IGNORECASE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:+-]{2,40})""", re.IGNORECASE)
_CHUNK_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Status, headers with names in lower case, and where the body begins."""

    status: int
    headers: Mapping[str, str]
    body: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The body, decoded. ``broken`` says what is wrong with it; ``code`` is the problem's code then."""

    data: bytes
    code: str | None = None
    broken: str | None = None


def headers_in(block: bytes) -> dict[str, str]:
    """Header lines as a mapping with names in lower case; the first of a name counts, folded lines are joined."""
    out: dict[str, str] = {}
    last: str | None = None
    for raw in block.split(b"\n"):
        line = raw.rstrip(b"\r").decode("utf-8", "replace")
        if line[:1] in {" ", "\t"} and last is not None:
            out[last] += " " + line.strip()
            continue
        name, colon, value = line.partition(":")
        last = name.strip().lower() if colon else None
        if last is None:
            continue
        if last in out:
            last = f"{last}, again"  # kept apart, so that its folded lines do not join the first one
        out[last] = value.strip()
    return out


def answer_in(block: bytes) -> Answer | None:
    """The head of the answer that ``block`` begins with; None when it begins with none."""
    status = _STATUS.match(block)
    end = _HEAD_END.search(block, 0, MOST_HEAD)
    if status is None or end is None:
        return None
    return Answer(status=int(status.group(1)), headers=headers_in(block[: end.start()]), body=end.end())


def media_type_of(header: str | None) -> tuple[str | None, str | None]:
    """Media type (lower case, without parameters) and charset of a Content-Type header."""
    if not header:
        return None, None
    kind = header.split(";", 1)[0].strip().lower()
    charset = _CHARSET.search(header)
    return kind or None, charset.group(1) if charset else None


def body_of(data: bytes, headers: Mapping[str, str], most: int, budget: Budget) -> Body:
    """``data`` without chunks and compression, at most ``most`` bytes.

    Many tools store the body decoded and keep the headers: codings that are named but not there are passed over.
    Problems in the result: ``damaged-container``, ``too-large``.
    """
    broken = None
    if "chunked" in headers.get("transfer-encoding", "").lower():
        data, broken = _unchunked(data)
    codings = [c.strip().lower() for c in headers.get("content-encoding", "").split(",") if c.strip()]
    for coding in reversed(codings[:4]):
        body = _decoded(data, coding, most, budget)
        if body.broken is not None:
            return body
        data = body.data
    return Body(data=data, code="damaged-container" if broken else None, broken=broken)


def _unchunked(data: bytes) -> tuple[bytes, str | None]:
    pieces: list[bytes] = []
    at = 0
    while (size := _CHUNK_SIZE.match(data, at)) is not None:
        length = int(size.group(1), 16)
        if length == 0:
            return b"".join(pieces), None
        pieces.append(data[size.end() : size.end() + length])
        at = size.end() + length
        if at >= len(data):
            break
    if not pieces:
        return data, None
    return b"".join(pieces), "the last chunks of the answer are missing"


def _decoded(data: bytes, coding: str, most: int, budget: Budget) -> Body:
    makers: tuple[Decompressor, ...] = ()
    if coding in {"gzip", "x-gzip"} and data.startswith(b"\x1f\x8b"):
        makers = (Inflate(31),)
    elif coding == "deflate":
        makers = (Inflate(15), Inflate(-15))
    elif coding == "br":
        return _from_brotli(data, most, budget)
    elif coding == "zstd" and data.startswith(b"\x28\xb5\x2f\xfd"):
        return Body(data=b"", code="damaged-container", broken="its body is packed with zstd, not read here")
    for maker in makers:
        body = _inflated(data, maker, most, budget)
        if body.data or body.code == "too-large":
            return body
    return Body(data=data)


def _inflated(data: bytes, maker: Decompressor, most: int, budget: Budget) -> Body:
    stream = member_of(bytes_stream(data), maker, budget)
    out = stream.read(most + 1)
    if len(out) > most:
        return Body(data=b"", code="too-large", broken="its body unpacks to more than the limit")
    if stream.fault is not None:
        return Body(data=out, code=stream.fault.code, broken=stream.fault.detail)
    return Body(data=out)


def _from_brotli(data: bytes, most: int, budget: Budget) -> Body:
    inner = brotli.Decompressor()
    pieces: list[bytes] = []
    have, at = 0, 0
    try:
        while not inner.is_finished():
            feed = data[at : at + CHUNK] if inner.can_accept_more_data() else b""
            at += len(feed)
            piece = inner.process(feed, output_buffer_limit=CHUNK)
            if not piece and not feed and at >= len(data):
                break
            pieces.append(piece)
            have += len(piece)
            budget.left -= len(piece)
            if have > most or budget.spent:
                return Body(data=b"", code="too-large", broken="its body unpacks to more than the limit")
    except brotli.error as error:
        # Brotli has no magic: what is no brotli but text was stored decoded.
        if not have or _is_text(data):
            return Body(data=data)
        return Body(data=b"".join(pieces), code="damaged-container", broken=f"the body is damaged ({error})")
    cut = None if inner.is_finished() else "the compressed body is cut short"
    return Body(data=b"".join(pieces), code="damaged-container" if cut else None, broken=cut)


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
