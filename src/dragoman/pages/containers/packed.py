"""Files packed by gzip, bzip2 or xz: what is in them is read on under the same name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from dragoman.model import Problem
from dragoman.pages.containers.kinds import HEAD, Packed, is_warc, packed_kind
from dragoman.pages.containers.payload import Payload
from dragoman.pages.containers.source import Source
from dragoman.pages.containers.streams import (
    Budget,
    Decompressor,
    Inflate,
    bytes_stream,
    bzip2,
    members_of,
    xz,
)
from dragoman.pages.containers.warc import open_warc

_MAKERS: dict[Packed, Callable[[], Decompressor]] = {Packed.GZIP: Inflate, Packed.BZIP2: bzip2, Packed.XZ: xz}
#: So many packed bytes show whether a WARC file is in them.
_LOOK = 16_384


def open_packed(source: Source) -> Iterator[Source | Payload | Problem]:
    """What is packed in the source, as one source; a WARC file packed by gzip is read record by record.

    Problems: those of WARC files; damage is told by whoever reads the source on.
    """
    kind = packed_kind(source.stream.peek(HEAD))
    if kind is Packed.GZIP and is_warc(_first(source.stream.peek(_LOOK))):
        yield from open_warc(source)
        return
    inner = members_of(source.stream, _MAKERS[kind or Packed.GZIP], source.budget)
    yield source.inside(inner, replace(source.about, media_type=None, charset=None))


def _first(packed: bytes) -> bytes:
    """The first bytes of what begins to be packed in ``packed``."""
    budget = Budget(left=1 << 20)
    inner = members_of(bytes_stream(packed), Inflate, budget)
    return inner.peek(64)
