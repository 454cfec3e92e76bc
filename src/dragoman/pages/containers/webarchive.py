"""Safari's web archive: a binary property list with one page and its parts."""

from __future__ import annotations

import plistlib
import struct
from collections import Counter
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from dragoman.model import Problem
from dragoman.pages.containers.payload import Limits, Payload
from dragoman.pages.containers.source import left_out, within

_RAISED = (
    plistlib.InvalidFileException,
    ExpatError,
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    AttributeError,
    OverflowError,
    RecursionError,
    MemoryError,
    struct.error,
)
_SHOWN = 5


def is_webarchive(data: bytes) -> bool:
    """Whether the bytes are a binary property list that names a web archive's main part."""
    return data.startswith(b"bplist0") and b"WebMainResource" in data


def open_webarchive(payload: Payload, limits: Limits) -> Iterator[Payload | Problem]:
    """The page of a web archive. Frames are reported by address, the other parts by number.

    Problems: ``damaged-container``, ``no-pages``, ``records-left-out``.
    """
    del limits  # nothing is packed in it, and the parts are no longer than the file
    try:
        top = plistlib.loads(payload.data, fmt=plistlib.FMT_BINARY)
        main = top["WebMainResource"]
        data = main["WebResourceData"]
    except _RAISED as error:
        yield payload.problem("damaged-container", f"the web archive cannot be read ({type(error).__name__})")
        return
    if not isinstance(data, bytes):
        yield payload.problem("no-pages", "the main part of the web archive holds no page")
        return
    yield Payload(
        data=data,
        locator=within(payload.locator, member="WebMainResource"),
        media_type=_text(main, "WebResourceMIMEType"),
        charset=_text(main, "WebResourceTextEncodingName"),
        url=_text(main, "WebResourceURL"),
        fetched_at=payload.fetched_at,
        final=True,
    )
    frames, parts = _list(top, "WebSubframeArchives"), _list(top, "WebSubresources")
    counts = Counter({name: size for name, size in (("frames", len(frames)), ("parts", len(parts))) if size})
    if (detail := left_out(counts, 1, "parts")) is not None:
        urls = [
            _text(one.get("WebMainResource"), "WebResourceURL") for one in frames if isinstance(one, dict)
        ]
        named = [url for url in urls if url][:_SHOWN]
        yield payload.problem(
            "records-left-out", f"{detail}; frames: {', '.join(named)}" if named else detail
        )


def _text(fields: object, key: str) -> str | None:
    value = fields.get(key) if isinstance(fields, dict) else None
    return value or None if isinstance(value, str) else None


def _list(fields: object, key: str) -> list[object]:
    value = fields.get(key) if isinstance(fields, dict) else None
    return value if isinstance(value, list) else []
