"""A stream on its way through the containers: what it is read from, what is known about it, and how deep it lies."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from dragoman.model import Locator, Problem
from dragoman.pages.containers.payload import Limits, Payload, place
from dragoman.pages.containers.streams import Budget, Stream


@dataclass(slots=True, kw_only=True)
class Source:
    """A container, or what may be one, not yet read.

    ``about`` has what is known already; its data is empty. ``whole`` is the same bytes as a file that can be
    searched, where there is one.
    """

    stream: Stream
    about: Payload
    limits: Limits
    budget: Budget
    depth: int = 0
    whole: BinaryIO | None = None

    def inside(self, stream: Stream, about: Payload) -> Source:
        """A stream found in this one, one container deeper."""
        return Source(
            stream=stream, about=about, limits=self.limits, budget=self.budget, depth=self.depth + 1
        )

    def problem(self, code: str, detail: str, member: str | None = None) -> Problem:
        """A problem of this source, or of a member of it."""
        where = self.about.locator if member is None else within(self.about.locator, member=member)
        return Problem(code=code, file=place(where), detail=detail)

    def faults(self) -> Iterator[Problem]:
        """The problem that ended the stream early, if one did."""
        if self.stream.fault is not None:
            yield self.problem(self.stream.fault.code, self.stream.fault.detail)

    def searchable(self) -> BinaryIO | Problem:
        """The bytes as a file that can be searched; held in memory when they come from another container."""
        if self.whole is not None:
            return self.whole
        data = self.stream.read(self.limits.payload + 1)
        if len(data) > self.limits.payload:
            return self.problem("too-large", f"more than {size_of(self.limits.payload)} within a container")
        return io.BytesIO(data)


def within(
    locator: Locator, *, member: str | None = None, offset: int | None = None, length: int | None = None
) -> Locator:
    """A place inside the place ``locator``. Offset and length count bytes of what the member names.

    A record that holds a container becomes a member itself: ``record@1234!item 3``.
    """
    outer = locator.member
    if locator.offset is not None:
        record = f"record@{locator.offset}"
        outer = record if outer is None else f"{outer}!{record}"
    names = [name for name in (outer, member) if name is not None]
    return replace(locator, member="!".join(names) or None, offset=offset, length=length)


def size_of(number: int) -> str:
    """A number of bytes to read."""
    for unit, name in ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")):
        if number >= unit:
            return f"{number / unit:.4g} {name}"
    return f"{number} bytes"


def counted(counts: Counter[str]) -> str:
    """What was counted, the most frequent first: "12 images, 3 scripts"."""
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return ", ".join(f"{number:,} {name}" for name, number in rows)


def left_out(counts: Counter[str], taken: int, what: str, how: str = "read as pages") -> str | None:
    """The sentence of a ``records-left-out`` problem, or None when nothing was left out."""
    if not counts:
        return None
    total = taken + counts.total()
    return f"{total:,} {what}: {taken:,} {how}, {counts.total():,} left out ({counted(counts)})"
