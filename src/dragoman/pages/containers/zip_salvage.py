"""The members of a zip archive whose directory is lost: found one behind another from the file's beginning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dragoman.model import Problem
from dragoman.pages.containers.archives import Members
from dragoman.pages.containers.source import Source
from dragoman.pages.containers.streams import Stream, file_stream, part_of
from dragoman.pages.containers.zip_entries import (
    DEFLATED,
    ENCRYPTED,
    LOCAL_MARK,
    LOCAL_SIZE,
    SIZES_FOLLOW,
    Local,
    decoded_name,
    local_header,
    unpacked,
)


def salvage(file: BinaryIO, source: Source) -> Iterator[Source | Problem]:
    """The members that can be found without a directory; the last one may be cut.

    Problems: ``encrypted-member``, ``records-left-out``, once. A member whose end cannot be told is left out.
    """
    file.seek(0)
    stream = file_stream(file)
    members = Members(beside=frozenset())
    while stream.seek_mark(LOCAL_MARK) and not source.budget.spent:
        local = local_header(stream.peek(LOCAL_SIZE))
        if local is None:
            break
        stream.read(LOCAL_SIZE)
        name = decoded_name(stream.read(local.name), local.flags).replace("\\", "/")
        stream.skip(local.rest)
        if name.endswith("/") or members.taken + members.counts.total() >= source.limits.members:
            continue
        inner = _inner(stream, local, source)
        if local.flags & ENCRYPTED:
            yield source.problem("encrypted-member", f"{name} needs a password")
        elif inner is None:
            members.counts["members without a size"] += 1
        elif (why := members.why_not(name)) is not None:
            members.counts[why] += 1
        else:
            yield from members.pick(name, inner, source)
            inner.skip(source.limits.payload)
    yield from members.balance(source)


def _inner(stream: Stream, local: Local, source: Source) -> Stream | None:
    if not local.flags & SIZES_FOLLOW:
        return unpacked(part_of(stream, local.packed), local.method, source.budget)
    # Only a method that knows its own end can be read without a size.
    return unpacked(stream, local.method, source.budget) if local.method == DEFLATED else None
