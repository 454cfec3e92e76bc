"""The members of a zip archive as streams.

The standard library reads the directory. The members are unpacked here, because it bounds what comes out of one
call for one of the methods only.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from dragoman.pages.containers.streams import (
    Budget,
    Decompressor,
    Fault,
    Inflate,
    Stream,
    StreamEnd,
    bzip2,
    member_of,
    metered,
    range_of,
)

_LOCAL = struct.Struct("<4s2xHH8xIIHH")
LOCAL_MARK = b"PK\x03\x04"
LOCAL_SIZE = 30
ENCRYPTED = 0x1
SIZES_FOLLOW = 0x8
_UTF8_NAME = 0x800
STORED, DEFLATED, _BZIPPED = 0, 8, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """The header that stands before a member: flags, method, size as packed, and how long name and rest are."""

    flags: int
    method: int
    packed: int
    name: int
    rest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One member: its name, decoded; its entry in the directory."""

    name: str
    info: zipfile.ZipInfo

    @property
    def locked(self) -> bool:
        """Whether it needs a password."""
        return bool(self.info.flag_bits & ENCRYPTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A zip archive: the file, and its members in the directory's order."""

    file: BinaryIO
    entries: tuple[Entry, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members."""
        return tuple(entry.name for entry in self.entries)

    def stream(self, entry: Entry, budget: Budget) -> Stream:
        """What is packed in a member. A wrong checksum is a fault at its end."""
        info = entry.info
        if info.header_offset < 0:
            return _faulty("the member is not where the directory says")
        self.file.seek(info.header_offset)
        local = local_header(self.file.read(LOCAL_SIZE))
        if local is None:
            return _faulty("the member is not where the directory says")
        start = info.header_offset + LOCAL_SIZE + local.name + local.rest
        raw = range_of(self.file, start, info.compress_size)
        inner = unpacked(raw, info.compress_type, budget)
        return inner if inner.fault else _checked(inner, info)

    def note(self, name: str, budget: Budget, most: int) -> bytes | None:
        """The first ``most`` bytes of the member of that name; None without one."""
        entry = next((entry for entry in self.entries if entry.name == name and not entry.locked), None)
        return None if entry is None else self.stream(entry, budget).read(most)


def local_header(data: bytes) -> Local | None:
    """The header in the first bytes of ``data``; None when there is none."""
    if len(data) < LOCAL_SIZE:
        return None
    mark, flags, method, packed, _, name, rest = _LOCAL.unpack(data[:LOCAL_SIZE])
    if mark != LOCAL_MARK:
        return None
    return Local(flags=flags, method=method, packed=packed, name=name, rest=rest)


def unpacked(raw: Stream, method: int, budget: Budget) -> Stream:
    """What a member's bytes hold, packed by ``method``; a fault at once when the method is not read here."""
    if method == STORED:
        return Stream(metered(lambda _: _some(raw), budget))
    makers: dict[int, Callable[[], Decompressor]] = {DEFLATED: lambda: Inflate(-15), _BZIPPED: bzip2}
    if (maker := makers.get(method)) is None:
        return _faulty(f"packed in a way that is not read here (method {method})")
    return member_of(raw, maker(), budget)


def decoded_name(raw: bytes, flags: int) -> str:
    """A member's name: UTF-8 where it says so or reads so, else code page 437 as the format has it."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace") if flags & _UTF8_NAME else raw.decode("cp437")


def entry_of(info: zipfile.ZipInfo) -> Entry:
    """A member of the directory, its name decoded; backslashes of old Windows tools are slashes."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        name = decoded_name(name.encode("cp437", "replace"), info.flag_bits)
    return Entry(name=name.replace("\\", "/").split("\0", 1)[0], info=info)


def _some(raw: Stream) -> bytes:
    piece = raw.some()
    if not piece and raw.fault is not None:
        raise StreamEnd(raw.fault)
    return piece


def _checked(inner: Stream, info: zipfile.ZipInfo) -> Stream:
    check, have = 0, 0

    def read(_: int) -> bytes:
        nonlocal check, have
        piece = inner.some()
        check, have = zlib.crc32(piece, check), have + len(piece)
        if not piece:
            if inner.fault is not None:
                raise StreamEnd(inner.fault)
            if (check, have) != (info.CRC, info.file_size):
                raise StreamEnd(Fault(code="damaged-container", detail="its checksum is wrong"))
        return piece

    return Stream(read)


def _faulty(detail: str) -> Stream:
    stream = Stream(lambda _: b"")
    stream.fault = Fault(code="damaged-container", detail=detail)
    return stream
