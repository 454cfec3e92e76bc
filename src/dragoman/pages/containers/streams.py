"""Bytes read forward, with a look ahead, a fault instead of an exception, and a budget for what is unpacked.

A stream never raises on damaged data: it ends early, and :attr:`Stream.fault` says why. So whatever came before
the damage is kept by every reader in the same way.
"""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

CHUNK = 1 << 16
#: Most memory that an xz stream may ask for its dictionary, in bytes: xz -9 asks for 65 MiB.
_LZMA_MEMORY = 192 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a stream ended before its end: a problem code and what exactly."""

    code: str
    detail: str


@dataclass(slots=True, kw_only=True)
class Budget:
    """How many bytes may still be unpacked from one file. It is shared by all readers at work on the file."""

    left: int

    @property
    def spent(self) -> bool:
        """Whether nothing more may be unpacked."""
        return self.left <= 0


class Decompressor(Protocol):
    """What bz2's and lzma's decompressors look like; the others are made to look so."""

    @property
    def eof(self) -> bool:
        """Whether the compressed stream ended."""

    @property
    def needs_input(self) -> bool:
        """Whether more bytes are needed before more come out."""

    @property
    def unused_data(self) -> bytes:
        """What followed the end of the compressed stream."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most ``max_length`` bytes more."""


class Inflate:
    """zlib's decompressor with the interface of bz2's. ``window`` as zlib counts it: 31 gzip, 15 zlib, -15 raw."""

    def __init__(self, window: int = 31) -> None:
        self._inner = zlib.decompressobj(window)
        self._before = self._inner
        self._full = False

    @property
    def eof(self) -> bool:
        """Whether the compressed stream ended."""
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        """Whether more bytes are needed before more come out."""
        return not self._full and not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What followed the end of the compressed stream."""
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most ``max_length`` bytes more."""
        self._before = self._inner.copy()
        out = self._inner.decompress(self._inner.unconsumed_tail + data, max_length)
        # A full answer may leave more inside zlib although it took all its input.
        self._full = len(out) == max_length
        return out

    def rescued(self, data: bytes, max_length: int) -> bytes:
        """What comes out before the damage, after :meth:`decompress` failed on ``data``."""
        data = self._before.unconsumed_tail + data
        out = b""
        for size in (1024, 1):
            while data and len(out) < max_length:
                before = self._before.copy()
                try:
                    out += self._before.decompress(data[:size], max_length - len(out))
                except zlib.error:
                    self._before = before
                    break
                data = data[size:]
        return out


def bzip2() -> Decompressor:
    """A decompressor of bzip2."""
    return bz2.BZ2Decompressor()


def xz() -> Decompressor:
    """A decompressor of xz, bounded in memory."""
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_LZMA_MEMORY)


class Stream:
    """Bytes of a file or of a part of it, read forward. ``position`` is the offset of the next byte."""

    __slots__ = ("_ahead", "_at", "_ended", "_read", "fault", "position")

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._ahead = b""
        self._at = 0
        self._ended = False
        self.position = 0
        self.fault: Fault | None = None

    def some(self) -> bytes:
        """The next bytes, as many as come at once; empty at the end."""
        if self._at < len(self._ahead):
            out = self._ahead[self._at :] if self._at else self._ahead
            self._ahead, self._at = b"", 0
        else:
            out = self._more()
        self.position += len(out)
        return out

    def unread(self, data: bytes) -> None:
        """Put back what was read too much."""
        if data:
            self._ahead = data + self._ahead[self._at :]
            self._at = 0
            self.position -= len(data)

    def peek(self, size: int) -> bytes:
        """The next ``size`` bytes (fewer at the end) without moving on."""
        if len(self._ahead) - self._at < size:
            pieces = [self._ahead[self._at :]]
            have = len(pieces[0])
            while have < size and (piece := self._more()):
                pieces.append(piece)
                have += len(piece)
            self._ahead, self._at = b"".join(pieces), 0
        return self._ahead[self._at : self._at + size]

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes; fewer at the end."""
        out = self.peek(size)
        self._at += len(out)
        self.position += len(out)
        return out

    def skip(self, size: int) -> int:
        """Move on by ``size`` bytes, holding none of them; gives by how many it was (fewer at the end)."""
        left = size
        while left > 0 and (piece := self.some()):
            if len(piece) > left:
                self.unread(piece[left:])
                return size
            left -= len(piece)
        return size - left

    def until(self, mark: bytes, most: int) -> bytes | None:
        """What comes before ``mark``, and move behind it; None when it is not within ``most`` bytes."""
        size = min(1024, most)
        while True:
            ahead = self.peek(size)
            if (found := ahead.find(mark)) >= 0:
                self.read(found + len(mark))
                return ahead[:found]
            if len(ahead) < size or size >= most:
                return None
            size = min(most, size * 4)

    def seek_mark(self, *marks: bytes) -> bool:
        """Move forward to the next of ``marks``; at the end of the stream when there is none."""
        longest = max(map(len, marks))
        while ahead := self.peek(CHUNK):
            places = [place for mark in marks if (place := ahead.find(mark)) >= 0]
            if places:
                self.read(min(places))
                return True
            self.read(max(1, len(ahead) - longest + 1))
        return False

    def at_end(self) -> bool:
        """Whether no byte is left."""
        return not self.peek(1)

    def _more(self) -> bytes:
        if self._ended:
            return b""
        try:
            piece = self._read(CHUNK)
        except StreamEnd as end:
            self.fault, self._ended = end.fault, True
            return end.last
        except (OSError, EOFError, ValueError) as error:
            self.fault = Fault(code="damaged-container", detail=str(error) or type(error).__name__)
            piece = b""
        self._ended = not piece
        return piece


class StreamEnd(Exception):  # noqa: N818 - no error: it carries a fault to the stream that reads, and goes no further
    """Raised by a function that a stream reads from, and caught by that stream. ``last``: bytes that still came."""

    def __init__(self, fault: Fault, last: bytes = b"") -> None:
        super().__init__(fault.detail)
        self.fault = fault
        self.last = last


def bytes_stream(data: bytes) -> Stream:
    """The stream of bytes that are at hand."""
    stream = Stream(lambda _: b"")
    stream.unread(data)
    stream.position = 0
    return stream


def file_stream(file: BinaryIO) -> Stream:
    """The stream of an open file, from where it stands."""
    return Stream(file.read)


def metered(read: Callable[[int], bytes], budget: Budget) -> Callable[[int], bytes]:
    """``read``, at the expense of ``budget``."""

    def paid(size: int) -> bytes:
        if budget.spent:
            raise StreamEnd(Fault(code="too-large", detail="more is packed in the file than may be unpacked"))
        out = read(size)
        budget.left -= len(out)
        return out

    return paid


def member_of(packed: Stream, inner: Decompressor, budget: Budget) -> Stream:
    """One compressed member that begins where ``packed`` stands; at its end ``packed`` stands behind it.

    After damage ``packed`` stands at the beginning of the last bytes that were tried.
    """

    def read(size: int) -> bytes:
        while not inner.eof:
            if out := _step(packed, inner, size):
                return out
        return b""

    return Stream(metered(read, budget))


def _step(packed: Stream, inner: Decompressor, size: int) -> bytes:
    data = packed.some() if inner.needs_input else b""
    if not data and inner.needs_input:
        cut = Fault(code="damaged-container", detail="the compressed data is cut short")
        raise StreamEnd(packed.fault or cut)
    try:
        out = inner.decompress(data, size)
    except (zlib.error, lzma.LZMAError, OSError) as error:
        packed.unread(data)
        detail = f"the compressed data is damaged ({error})"
        last = inner.rescued(data, size) if isinstance(inner, Inflate) else b""
        raise StreamEnd(Fault(code="damaged-container", detail=detail), last) from error
    if inner.eof:
        packed.unread(inner.unused_data)
    return out


def members_of(packed: Stream, make: Callable[[], Decompressor], budget: Budget) -> Stream:
    """All compressed members of ``packed`` one behind another, as gzip, bzip2 and xz files may hold several.

    What follows the last member and is no member is left unread.
    """
    magic = packed.peek(2)
    current = member_of(packed, make(), budget)

    def read(_: int) -> bytes:
        nonlocal current
        while True:
            if piece := current.some():
                return piece
            if current.fault is not None:
                raise StreamEnd(current.fault)
            if packed.peek(2) != magic:
                return b""
            current = member_of(packed, make(), budget)

    return Stream(read)


def part_of(stream: Stream, size: int) -> Stream:
    """The next ``size`` bytes of ``stream`` as a stream of their own."""
    left = size

    def read(_: int) -> bytes:
        nonlocal left
        piece = stream.some() if left else b""
        if len(piece) > left:
            stream.unread(piece[left:])
            piece = piece[:left]
        left -= len(piece)
        if left and not piece:
            cut = Fault(code="damaged-container", detail="the file is cut short")
            raise StreamEnd(stream.fault or cut)
        return piece

    return Stream(read)


def range_of(file: BinaryIO, start: int, size: int) -> Stream:
    """A byte range of a file that can be searched; other readers may move the file meanwhile."""
    at, end = start, start + size

    def read(most: int) -> bytes:
        nonlocal at
        file.seek(at)
        piece = file.read(min(most, end - at))
        at += len(piece)
        if not piece and at < end:
            raise StreamEnd(Fault(code="damaged-container", detail="the file is cut short"))
        return piece

    return Stream(read)
