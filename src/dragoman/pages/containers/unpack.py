"""From a file to the payloads in it, through whatever they are packed in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dragoman.model import Problem
from dragoman.pages.containers.feeds import is_feed, open_feed
from dragoman.pages.containers.json_feed import is_json_feed, open_json_feed
from dragoman.pages.containers.kinds import HEAD, Packed, packed_kind
from dragoman.pages.containers.mhtml import is_mhtml, open_mhtml
from dragoman.pages.containers.packed import open_packed
from dragoman.pages.containers.payload import Limits, Payload
from dragoman.pages.containers.source import Source, size_of
from dragoman.pages.containers.streams import bytes_stream
from dragoman.pages.containers.tars import open_tar
from dragoman.pages.containers.warc import open_warc
from dragoman.pages.containers.webarchive import is_webarchive, open_webarchive
from dragoman.pages.containers.zips import DOCX, open_zip


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A reader of containers that are held in memory: what it takes, told by the bytes, and how it opens them."""

    name: str
    fits: Callable[[bytes], bool]
    open: Callable[[Payload, Limits], Iterator[Payload | Problem]]


#: Asked in this order; the first that fits reads. A page that none of them takes is one page.
READERS = (
    Reader(name="MHTML", fits=is_mhtml, open=open_mhtml),
    Reader(name="feed", fits=is_feed, open=open_feed),
    Reader(name="JSON feed", fits=is_json_feed, open=open_json_feed),
    Reader(name="web archive", fits=is_webarchive, open=open_webarchive),
)
_STREAMED: dict[Packed, Callable[[Source], Iterator[Source | Payload | Problem]]] = {
    Packed.WARC: open_warc,
    Packed.GZIP: open_packed,
    Packed.BZIP2: open_packed,
    Packed.XZ: open_packed,
    Packed.ZIP: open_zip,
    Packed.TAR: open_tar,
}


def unpack(source: Source) -> Iterator[Payload | Problem]:
    """Every payload in ``source``, in its order, and every problem in the way. Lazy: nothing is read ahead.

    Problems: ``nested-too-deep``, ``too-large``, and those of the readers.
    """
    kind = packed_kind(source.stream.peek(HEAD))
    if kind is None:
        yield from _one(source)
    elif source.depth >= source.limits.depth:
        yield _too_deep(source.about, kind, source.limits)
    else:
        yield from _each(_STREAMED[kind](source), source)


def _one(source: Source) -> Iterator[Payload | Problem]:
    """A source that is read whole: a page, or a container that is held in memory."""
    most = source.limits.payload
    data = source.stream.read(most + 1)
    if len(data) > most:
        yield source.problem("too-large", f"more than {size_of(most)}")
        return
    yield from source.faults()
    if data or source.stream.fault is None:
        yield from _payload(replace(source.about, data=data), source)


def _each(found: Iterator[Source | Payload | Problem], source: Source) -> Iterator[Payload | Problem]:
    deeper = source.depth + 1
    for one in found:
        if isinstance(one, Problem):
            yield one
            continue
        saved = source.about.fetched_at
        if isinstance(one, Payload):
            one = replace(one, fetched_at=one.fetched_at or saved)  # noqa: PLW2901
            inner = Source(
                stream=bytes_stream(b""),
                about=one,
                limits=source.limits,
                budget=source.budget,
                depth=deeper,
            )
            yield from _payload(one, inner)
        else:
            about = replace(one.about, fetched_at=one.about.fetched_at or saved)
            yield from unpack(replace(one, about=about))


def _payload(payload: Payload, source: Source) -> Iterator[Payload | Problem]:
    """A payload in hand: one page, or opened further."""
    if payload.final or payload.markup is not None:
        yield payload
        return
    reader = next((reader for reader in READERS if reader.fits(payload.data)), None)
    kind = packed_kind(payload.data[:HEAD]) if payload.media_type != DOCX else None
    if reader is None and kind is None:
        yield payload
    elif source.depth >= source.limits.depth:
        yield _too_deep(payload, reader.name if reader else kind or "", source.limits)
    elif reader is not None:
        yield from _each(reader.open(payload, source.limits), replace(source, about=payload))
    else:
        about = replace(payload, data=b"")
        yield from unpack(replace(source, stream=bytes_stream(payload.data), about=about, whole=None))


def _too_deep(payload: Payload, kind: str, limits: Limits) -> Problem:
    return payload.problem("nested-too-deep", f"a container ({kind}) in {limits.depth} others is not opened")
