"""Reading a PDF in a process of its own, where the file could cost more time or memory than it is worth.

PDFium cannot be stopped once it has begun a sheet, and a small file can ask for endless work: streams that inflate a
thousandfold, drawings that call each other. Files without either are read in this process; the others in a worker
that is ended when its time is over. What it had read by then is kept.
"""

from __future__ import annotations

import marshal
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.pages.containers import glyphs
from dragoman.pages.containers.glyphs import Most, Reply, Sheet

#: Streams that inflate to more than this together are read apart.
_INFLATED = 64 << 20
#: How much of a stream is inflated to see, and what a longer one counts for.
_LOOKED_AT, _LONG = 1 << 20, 16 << 20
#: Drawings inside drawings, and letters that are drawings: what can call itself many times over.
_CALLS = re.compile(rb"/(?:Form|Type3|Pattern|LZWDecode|RunLengthDecode|JBIG2Decode|Crypt|ObjStm)\b")
_STREAM = re.compile(rb"stream\r?\n")
#: Seconds a worker may take, and bytes of memory.
SECONDS = 45
MEMORY = 900 << 20
#: The worker knows nothing but the module that reads sheets, so that it starts quickly.
_BOOT = (
    "import importlib.util, sys; sys.path[:] = sys.argv[2:]; "
    "spec = importlib.util.spec_from_file_location('glyphs', sys.argv[1]); "
    "module = importlib.util.module_from_spec(spec); sys.modules['glyphs'] = module; "
    "spec.loader.exec_module(module); module.serve()"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What came of a PDF: its sheets, how many it has, those that could not be read, and why it ended early.

    ``failure`` is "password", "structure", or what stopped the reading; None when it went to its end.
    """

    sheets: tuple[Sheet, ...]
    count: int
    unread: tuple[int, ...]
    failure: str | None
    facts: tuple[tuple[str, str], ...]


def read_sheets(data: bytes, most: Most) -> Read:
    """The sheets of a PDF within the bounds of ``most``."""
    return _gathered(glyphs.replies(data, most) if is_tame(data) else _apart(data, most))


def is_tame(data: bytes) -> bool:
    """Whether nothing in a PDF can cost much more than its size says."""
    if _CALLS.search(data):
        return False
    left = _INFLATED
    for found in _STREAM.finditer(data):
        begin, end = found.end(), found.end() + _LOOKED_AT
        inflater = zlib.decompressobj()
        try:
            left -= len(inflater.decompress(data[begin:end], left))
        except zlib.error:  # a stream that is not deflated is as large as it looks
            continue
        if inflater.unconsumed_tail or left <= 0:
            return False
        if not inflater.eof and end < len(data):
            left -= _LONG
    return left > 0


def _apart(data: bytes, most: Most) -> Iterator[Reply]:
    words = [sys.executable, "-I", "-S", "-c", _BOOT, str(Path(glyphs.__file__)), *sys.path]
    order = marshal.dumps((most.sheets, most.on_sheet, most.characters, MEMORY)) + data
    try:
        done = subprocess.run(words, input=order, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
        out, why = done.stdout, None if done.returncode == 0 else "it took more memory than one file may"
    except subprocess.TimeoutExpired as error:
        out, why = error.stdout or b"", f"it took more than {SECONDS} seconds"
    except OSError as error:
        out, why = b"", f"no process to read it in could be started: {error.strerror}"
    yield from _replies(out)
    if why is not None:
        yield "stopped", why


def _replies(out: bytes) -> Iterator[Reply]:
    at = 0
    while at + 8 <= len(out):
        size = int.from_bytes(out[at : at + 8], "little")
        if at + 8 + size > len(out):
            return
        yield marshal.loads(out[at + 8 : at + 8 + size])  # noqa: S302 - written by our own worker
        at += 8 + size


def _gathered(replies: Iterator[Reply]) -> Read:
    sheets: list[Sheet] = []
    unread: list[int] = []
    facts: list[tuple[str, str]] = []
    count, failure = 0, None
    for kind, value in replies:
        match kind:
            case "sheet":
                sheets.append(glyphs.unpacked(value))
            case "count":
                count = value
            case "unread":
                unread.append(value)
            case "fact":
                facts.append((value[0], value[1]))
            case _:
                failure = value
    return Read(sheets=tuple(sheets), count=count, unread=tuple(unread), failure=failure, facts=tuple(facts))
