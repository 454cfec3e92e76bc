"""WARC files, packed or not: one record after another, from the file, never the whole file in memory.

The reader is our own. It keeps what a record's place in the file is (offset and length, as CDX indexes count
them), it goes on behind damage, it says when a record is cut, and it bounds what a record may unpack to.
Format: ISO 28500 (WARC 1.0 and 1.1).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from dragoman.model import Locator, Problem
from dragoman.pages.containers.answers import Body, answer_in, body_of, headers_in, media_type_of
from dragoman.pages.containers.kinds import HEAD
from dragoman.pages.containers.media import kind_left_out
from dragoman.pages.containers.payload import Payload, place
from dragoman.pages.containers.source import Source, left_out, size_of, within
from dragoman.pages.containers.streams import Inflate, Stream, member_of

_VERSION = re.compile(rb"WARC/[01]\.\d+\s*$")
_MOST_HEAD = 1 << 17
_GZIP = b"\x1f\x8b\x08"
_WITH_PAGES = frozenset({"response", "resource", "conversion"})
#: So much of a record is looked at to see whether it is wanted at all.
_LOOK = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One WARC record: its headers in lower case, its block (None when it was passed over), and its place.

    ``offset`` and ``length`` count bytes of the file as it lies there, packed or not; None when several records
    share one packed member. ``why`` says why it was passed over, ``code`` and ``broken`` what is wrong with it.
    """

    headers: Mapping[str, str]
    block: bytes | None
    offset: int | None
    length: int | None
    number: int
    why: str | None = None
    code: str | None = None
    broken: str | None = None


def open_warc(source: Source) -> Iterator[Payload | Problem]:
    """The pages in a WARC file: responses, resources and conversions whose payload is markup, text or a container.

    Problems: ``damaged-container`` for a record that is cut or damaged (what came of it is kept) and for bytes that
    are no record; ``too-large``; ``records-left-out``, once, with all records that are no pages, counted.
    """
    counts: Counter[str] = Counter()
    taken = 0
    for record in _records(source):
        if isinstance(record, Problem):
            yield record
            continue
        if record.code is not None and record.broken is not None:
            yield Problem(code=record.code, file=place(_locator(record, source)), detail=record.broken)
        if record.block is None:
            counts[record.why or "others"] += 1
            continue
        for found in _payload(record, record.block, source):
            if isinstance(found, str):
                counts[found] += 1
            else:
                taken += isinstance(found, Payload)
                yield found
    if source.budget.spent:
        yield source.problem(
            "too-large", "the rest is not read: more is packed in the file than may be unpacked"
        )
    if (detail := left_out(counts, taken, "records")) is not None:
        yield source.problem("records-left-out", detail)


# --------------------------------------------------------------------------------------------- records


def _records(source: Source) -> Iterator[Record | Problem]:
    raw = source.stream
    number = 0
    while not raw.at_end() and not source.budget.spent:
        if raw.peek(3) != _GZIP:
            for record in _plain(source, number):
                number += isinstance(record, Record)
                yield record
            continue
        start = raw.position
        member = member_of(raw, Inflate(), source.budget)
        told = False
        for record in _in_member(member, start, source, number):
            number += isinstance(record, Record)
            told = isinstance(record, Problem) or record.code is not None
            yield record
        if member.fault is not None and not source.budget.spent:
            if not told:
                yield source.problem(
                    "damaged-container", f"the record at byte {start}: {member.fault.detail}"
                )
            # What was tried last is unread again: the next record may begin in it.
            raw.skip(1 if raw.position == start else 0)
            raw.seek_mark(_GZIP)
        elif not member.at_end():
            member.skip(source.limits.payload)
    yield from source.faults()


def _plain(source: Source, number: int) -> Iterator[Record | Problem]:
    """Records that are not packed, up to the end or to the first packed one."""
    raw = source.stream
    while True:
        _skip_empty_lines(raw)
        if raw.at_end() or raw.peek(3) == _GZIP:
            return
        start = raw.position
        record = _record(raw, source, number)
        if record is None:
            raw.skip(1 if raw.position == start else 0)
            raw.seek_mark(b"WARC/1.", _GZIP)
            detail = f"{raw.position - start:,} bytes at byte {start} are no record"
            yield source.problem("damaged-container", detail)
            continue
        _skip_empty_lines(raw)
        number += 1
        yield replace(record, offset=start, length=raw.position - start)


def _in_member(member: Stream, start: int, source: Source, number: int) -> Iterator[Record | Problem]:
    """The records of one packed member that begins at byte ``start``: mostly one."""
    first = True
    while True:
        _skip_empty_lines(member)
        if member.at_end():
            return
        record = _record(member, source, number)
        if record is None:
            if member.fault is None:
                yield source.problem("damaged-container", f"what is packed at byte {start} is no record")
            return
        _skip_empty_lines(member)
        number += 1
        # Only a record that has its member to itself can be found again by a byte range.
        if first and member.at_end():
            whole = member.fault is None
            end = source.stream.position
            yield replace(record, offset=start, length=end - start if whole else None)
        else:
            yield record
        first = False


def _skip_empty_lines(stream: Stream) -> None:
    while (ahead := stream.peek(4)) and (empty := len(ahead) - len(ahead.lstrip(b"\r\n"))):
        stream.read(empty)


def _record(stream: Stream, source: Source, number: int) -> Record | None:
    """The record that begins here; None when none does."""
    first = stream.peek(32).split(b"\n", 1)[0]
    if not first.startswith(b"WARC/"):
        return None
    # Some tools end the lines of a record with a line feed alone, and those of the answer in it as HTTP does.
    head = stream.until(b"\r\n\r\n" if first.endswith(b"\r") else b"\n\n", _MOST_HEAD)
    if head is None or not _VERSION.match(head.split(b"\n", 1)[0]):
        return None
    headers = headers_in(head.partition(b"\n")[2])
    length = headers.get("content-length", "")
    if not length.isdecimal() or len(length) > 18:
        return None
    size = int(length)
    why = _not_wanted(headers, stream.peek(min(size, _LOOK)))
    made = Record(headers=headers, block=None, offset=None, length=None, number=number + 1, why=why)
    if why is not None:
        return _if_cut(made, stream.skip(size), size)
    if size > source.limits.payload:
        what = f"a record of {size_of(size)}"
        return replace(made, why="too large", code="too-large", broken=what) if stream.skip(size) else made
    block = stream.read(size)
    return _if_cut(replace(made, block=block), len(block), size)


def _if_cut(record: Record, have: int, size: int) -> Record:
    if have == size:
        return record
    return replace(
        record, code="damaged-container", broken=f"cut short: {have:,} of {size:,} bytes are there"
    )


def _not_wanted(headers: Mapping[str, str], look: bytes) -> str | None:
    """What a record is counted as that gives no page; None when it may give one."""
    kind = headers.get("warc-type", "").lower()
    if kind not in _WITH_PAGES:
        named = {"warcinfo": "warcinfo records", "revisit": "revisits of a page recorded elsewhere"}
        return named.get(kind, f"{kind or 'nameless'} records")
    if kind != "response" and not _is_http(headers):
        media_type, _ = media_type_of(headers.get("content-type"))
        return kind_left_out(look[:HEAD], media_type=media_type)
    answer = answer_in(look)
    if answer is None:
        return "answers that are no HTTP"
    if answer.status // 100 != 2:
        return f"answers with status {answer.status // 100}xx"
    media_type, _ = media_type_of(answer.headers.get("content-type"))
    if answer.status == 206 and media_type == "multipart/byteranges":
        return "parts of files"
    packed = answer.headers.get("content-encoding") or answer.headers.get("transfer-encoding")
    # Packed or in chunks, the first bytes tell nothing yet.
    return kind_left_out(b"" if packed else look[answer.body :][:HEAD], media_type=media_type)


def _is_http(headers: Mapping[str, str]) -> bool:
    return headers.get("content-type", "").lower().startswith("application/http")


# -------------------------------------------------------------------------------------------- payloads


def _payload(record: Record, block: bytes, source: Source) -> Iterator[Payload | Problem | str]:
    """The payload of a record, or what it is counted as when it turns out to be no page."""
    locator = _locator(record, source)
    if record.headers.get("warc-type", "").lower() == "response" or _is_http(record.headers):
        answer = answer_in(block)
        if answer is None:
            yield "answers that are no HTTP"
            return
        headers: Mapping[str, str] = answer.headers
        body = body_of(block[answer.body :], headers, source.limits.payload, source.budget)
    else:
        headers, body = record.headers, Body(data=block)
    media_type, charset = media_type_of(headers.get("content-type"))
    if body.code is not None and body.broken is not None:
        yield Problem(code=body.code, file=place(locator), detail=body.broken)
    if not body.data.strip():
        yield "empty bodies"
        return
    if (why := kind_left_out(body.data[:HEAD], media_type=media_type)) is not None:
        yield why
        return
    yield Payload(
        data=body.data,
        locator=locator,
        media_type=media_type,
        charset=charset,
        url=record.headers.get("warc-target-uri", "").strip("<> ") or None,
        fetched_at=_date(record.headers.get("warc-date", "")),
    )


def _locator(record: Record, source: Source) -> Locator:
    locator = source.about.locator
    if record.offset is None:
        return within(locator, member=f"record {record.number}")
    return within(locator, offset=record.offset, length=record.length)


def _date(text: str) -> datetime | None:
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
