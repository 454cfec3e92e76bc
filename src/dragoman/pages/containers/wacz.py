"""WACZ: a zip archive of WARC files with a list of the pages that were visited (specification 1.1.1)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dragoman.model import MarkupFact, Problem
from dragoman.pages.addresses import same_address
from dragoman.pages.containers.payload import Payload
from dragoman.pages.containers.source import Source, within
from dragoman.pages.containers.warc import open_warc
from dragoman.pages.containers.zip_entries import Archive

_WARC_NAME = re.compile(r"archive/.+\.warc(\.gz)?$", re.IGNORECASE)
_LISTS = re.compile(r"pages/[^/]+\.jsonl$")
#: One of these stands beside the WARC files; the last is that of the first drafts.
_SIGNS = frozenset({"datapackage.json", "pages/pages.jsonl", "webarchive.yaml"})
#: Longest list of pages that is read, in bytes.
_MOST_LIST = 32 << 20
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Declared:
    """The pages that the lists name: their titles by address, and which were found."""

    titles: dict[str, tuple[str, MarkupFact | None]] = field(default_factory=dict)
    found: set[str] = field(default_factory=set)


def is_wacz(names: Sequence[str]) -> bool:
    """Whether an archive with members of these names is a WACZ."""
    return not _SIGNS.isdisjoint(names) and any(_WARC_NAME.match(name) for name in names)


def open_wacz(archive: Archive, source: Source) -> Iterator[Payload | Problem]:
    """The pages of all WARC files in the archive; those that its lists name have the title of the list.

    Problems: those of WARC files, ``encrypted-member``, ``declared-mismatch`` when a page of the lists is in no
    WARC file, ``records-left-out`` for members that are neither (indexes, logs).
    """
    declared = _Declared()
    counts: Counter[str] = Counter()
    for entry in archive.entries:
        if _LISTS.match(entry.name) and not entry.locked:
            _take_list(archive.stream(entry, source.budget).read(_MOST_LIST), entry.name, declared)
    for entry in archive.entries:
        if not _WARC_NAME.match(entry.name):
            counts["lists, indexes and logs"] += 1
        elif entry.locked:
            yield source.problem("encrypted-member", f"{entry.name} needs a password")
        else:
            locator = within(source.about.locator, member=entry.name)
            inner = source.inside(archive.stream(entry, source.budget), Payload(data=b"", locator=locator))
            for found in open_warc(inner):
                yield _with_title(found, declared) if isinstance(found, Payload) else found
    missing = [url for key, (url, _) in declared.titles.items() if key not in declared.found]
    if missing:
        shown = ", ".join(missing[:_SHOWN]) + (", ..." if len(missing) > _SHOWN else "")
        detail = (
            f"{len(declared.titles):,} pages are listed, {len(missing):,} of them are in no record: {shown}"
        )
        yield source.problem("declared-mismatch", detail)
    if counts:
        yield source.problem(
            "records-left-out", f"{counts.total():,} members are no WARC files (lists, indexes, logs)"
        )


def _take_list(data: bytes, name: str, declared: _Declared) -> None:
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            continue
        url = row.get("url") if isinstance(row, dict) else None
        if not isinstance(url, str) or not url:
            continue
        title = row.get("title")
        fact = None
        if isinstance(title, str) and title.strip():
            fact = MarkupFact(name="title", value=title.strip(), path=f"{name}:{number}")
        declared.titles.setdefault(same_address(url), (url, fact))


def _with_title(payload: Payload, declared: _Declared) -> Payload:
    key = same_address(payload.url or "")
    if key not in declared.titles:
        return payload
    declared.found.add(key)
    fact = declared.titles[key][1]
    return payload if fact is None else replace(payload, facts=(fact, *payload.facts))
