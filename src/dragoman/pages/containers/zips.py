"""Zip archives: of pages, of a page saved complete, MAFF, and WACZ (which see)."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from dragoman.model import Problem
from dragoman.pages.containers.archives import Members, folders_beside_pages
from dragoman.pages.containers.maff import NOTE, said_in
from dragoman.pages.containers.payload import Payload
from dragoman.pages.containers.source import Source, size_of, within
from dragoman.pages.containers.wacz import is_wacz, open_wacz
from dragoman.pages.containers.zip_entries import Archive, Entry, entry_of
from dragoman.pages.containers.zip_salvage import salvage

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_END = b"PK\x05\x06"
#: A directory entry of a real archive takes about this many bytes; zipfile holds the whole directory in memory.
_ENTRY = 160
_MOST_NOTE = 65_536
_RAISED = (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, struct.error, MemoryError)


def open_zip(source: Source) -> Iterator[Source | Payload | Problem]:
    """The members of a zip archive that may be pages, each as a source of its own.

    Problems: ``damaged-container`` (what can be found by going through the file from its beginning is read all
    the same), ``encrypted-member``, ``too-large``, ``binary-page`` for an office document, those of WACZ, and
    ``records-left-out``, once.
    """
    file = source.searchable()
    if isinstance(file, Problem):
        yield file
        return
    if (size := _directory_size(file)) > source.limits.members * _ENTRY:
        yield source.problem("too-large", f"the archive's directory alone takes {size_of(size)}")
        return
    try:
        with zipfile.ZipFile(file) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except _RAISED as error:
        yield source.problem("damaged-container", f"its directory cannot be read ({error})")
        yield from salvage(file, source)
        return
    opened = Archive(file=file, entries=tuple(entry_of(info) for info in infos))
    names = opened.names
    if "word/document.xml" in names:
        yield _document(file, source)
    elif what := _office(names):
        yield source.problem("binary-page", f"the file is {what}")
    elif is_wacz(names):
        yield from open_wacz(opened, source)
    else:
        yield from _members(opened, source)


def _members(archive: Archive, source: Source) -> Iterator[Source | Problem]:
    members = Members(beside=folders_beside_pages(archive.names))
    notes = {name.removesuffix(NOTE) for name in archive.names if name.endswith(f"/{NOTE}")}
    locked: list[str] = []
    for at, entry in enumerate(archive.entries):
        if at >= source.limits.members or source.budget.spent:
            why = "more is packed in it than may be unpacked" if source.budget.spent else "too many members"
            left = len(archive.entries) - at
            yield source.problem("too-large", f"{why}; {left:,} of its members are not read")
            break
        if entry.locked:
            locked.append(entry.name)
        elif (why_not := members.why_not(entry.name)) is not None:
            members.counts[why_not] += 1
        else:
            about = _about(archive, entry, notes, source)
            yield from members.pick(entry.name, archive.stream(entry, source.budget), source, about)
    if locked:
        shown = ", ".join(locked[:3]) + (", ..." if len(locked) > 3 else "")
        yield source.problem("encrypted-member", f"{len(locked):,} members need a password: {shown}")
    yield from members.balance(source)


def _about(archive: Archive, entry: Entry, notes: set[str], source: Source) -> Payload:
    """What is known of a member: its place, and for the page of a MAFF folder what its note says."""
    locator = within(source.about.locator, member=entry.name)
    folder, slash, name = entry.name.rpartition("/")
    if name.startswith("index.") and name != NOTE and folder + slash in notes:
        note = archive.note(f"{folder}/{NOTE}", source.budget, _MOST_NOTE)
        return said_in(note or b"", locator)
    return Payload(data=b"", locator=locator)


def _document(file: BinaryIO, source: Source) -> Payload | Problem:
    file.seek(0)
    data = file.read(source.limits.payload + 1)
    if len(data) > source.limits.payload:
        return source.problem("too-large", f"a document of more than {size_of(source.limits.payload)}")
    return replace(source.about, data=data, media_type=DOCX, charset=None)


def _office(names: Sequence[str]) -> str | None:
    if "[Content_Types].xml" in names:
        return "an office document (a table or slides)"
    if "content.xml" in names and "mimetype" in names:
        return "an OpenDocument file"
    return None


def _directory_size(file: BinaryIO) -> int:
    """What the end of the archive says about the size of its directory, in bytes; 0 when it says nothing."""
    end = file.seek(0, 2)
    file.seek(max(0, end - 65_557))
    tail = file.read(65_557)
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        return 0
    size = int.from_bytes(tail[at + 12 : at + 16], "little")
    # The sign of zip64: the true number stands elsewhere, and the directory ends before here.
    return size if size != 0xFFFFFFFF else _zip64_size(tail, at)


def _zip64_size(tail: bytes, end: int) -> int:
    at = tail.rfind(b"PK\x06\x06", 0, end)
    return int.from_bytes(tail[at + 40 : at + 48], "little") if at >= 0 else 0
