"""Tar archives, read forward: headers by the standard library, names of any length, no member in memory."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator

from dragoman.model import Problem
from dragoman.pages.containers.archives import Members
from dragoman.pages.containers.source import Source
from dragoman.pages.containers.streams import Stream, part_of

_BLOCK = 512
#: Longest header that only holds the next member's name and the like, in bytes.
_MOST_NAME = 65_536
_PAX_PATH = re.compile(rb"(?:^|\n)\d+ path=([^\n]+)\n")
_PAX_SIZE = re.compile(rb"(?:^|\n)\d+ size=(\d{1,18})\n")


def open_tar(source: Source) -> Iterator[Source | Problem]:
    """The members of a tar archive that may be pages, each as a source of its own.

    Problems: ``damaged-container``, ``too-large``, ``records-left-out``, once. The parts of a page saved complete
    are told by what they are, because a tar archive has no directory.
    """
    members = Members(beside=frozenset())
    stream = source.stream
    number = 0
    name: str | None = None
    size: int | None = None
    while (block := stream.read(_BLOCK)).strip(b"\0"):
        try:
            info = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        except tarfile.HeaderError as error:
            yield source.problem("damaged-container", f"byte {stream.position - len(block)}: {error}")
            break
        if info.type in (tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME):
            note = _padded(stream, info.size, _MOST_NAME)
            name, size = _said(note, info.type, name, size)
            continue
        number += 1
        if number > source.limits.members:
            yield source.problem("too-large", "too many members; the rest is not read")
            break
        yield from _member(info, name or info.name, size, members, source)
        name = size = None
    if (fault := stream.fault) is not None:
        yield source.problem(fault.code, fault.detail)
    yield from members.balance(source)


def _member(
    info: tarfile.TarInfo, name: str, size: int | None, members: Members, source: Source
) -> Iterator[Source | Problem]:
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    length = info.size if size is None else size
    part = part_of(source.stream, length)
    if not info.isfile():
        if not info.isdir() and info.type not in (tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK):
            members.counts["links and devices"] += 1
    elif (why := members.why_not(name)) is not None:
        members.counts[why] += 1
    else:
        yield from members.pick(name, part, source)
    while part.some():
        pass
    source.stream.skip(-length % _BLOCK)


def _padded(stream: Stream, size: int, most: int) -> bytes:
    note = stream.read(min(size, most))
    stream.skip(size - len(note) + -size % _BLOCK)
    return note


def _said(note: bytes, kind: bytes, name: str | None, size: int | None) -> tuple[str | None, int | None]:
    if kind == tarfile.GNUTYPE_LONGNAME:
        return note.rstrip(b"\0").decode("utf-8", "surrogateescape"), size
    if (path := _PAX_PATH.search(note)) is not None:
        name = path.group(1).decode("utf-8", "surrogateescape")
    if (length := _PAX_SIZE.search(note)) is not None:
        size = int(length.group(1))
    return name, size
