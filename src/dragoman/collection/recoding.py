"""Coding the pages of an archive anew: after a new version, with another codebook or other actors."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from dragoman._version import __version__
from dragoman.collection.adding import SetAsideNow, silent
from dragoman.collection.tally import Changes
from dragoman.collection.workers import Coder, Failed, Making
from dragoman.errors import ArchiveDamagedError
from dragoman.model import Locator, Page, Supplied
from dragoman.model.codec import decode
from dragoman.pages import Layouts, Saved, read_again, read_saved
from dragoman.store import Archive, Change, Held, SetAside

Told: TypeAlias = "SetAsideNow | tuple[Held, Change]"


def recode(
    archive: Archive,
    making: Making,
    *,
    now: Callable[[], datetime],
    workers: int = 1,
    only: str | None = None,
    tell: Callable[[Told], None] = silent,
) -> Changes:
    """Code all pages (or ``only`` one) with another kit, from the bytes that were kept.

    Pages that this version has coded with this kit are left alone, so a run that was broken off goes on. Judgements are
    laid over the new rows; what became of each is told, and the archive's queue has those that must be looked at.

    Raises:
        ArchiveError: when the archive cannot be written; what was coded before stays.
        InputError, KnowledgeError: when the kit cannot be made, or there is no such page.
    """
    kit = making.kit()
    reader, writer = archive.reader(), archive.writer()
    wanted = [reader.page(only)] if only is not None else list(reader.pages())
    done = {} if only is not None else reader.coded_by(__version__, kit.digest)
    counts = Changes(pages=len(wanted))
    counts.current = sum(one.sha in done for one in wanted)
    writer.begin("recode", version=__version__, kit=kit.digest, at=now())

    def set_aside(held: Held, failed: Failed) -> None:
        counts.set_aside += 1
        tell(SetAsideNow(where=held.file or held.sha, failed=failed))

    def pages() -> Iterator[tuple[Held, Page]]:
        for held in wanted:
            if held.sha in done:
                continue
            try:
                page = _page(archive, held, kit.layouts)
            except ArchiveDamagedError as error:
                set_aside(held, Failed(reason=str(error)))
                continue
            yield held, page

    for held, made in Coder(making=making, key=archive.key).run(pages(), workers):
        if isinstance(made, Failed):
            set_aside(held, made)
            continue
        change = writer.add(made, None)
        counts.count(change)
        tell((held, change))
    writer.end(counts.line(), now())
    return counts


def retry(
    archive: Archive,
    making: Making,
    *,
    now: Callable[[], datetime],
    tell: Callable[[SetAsideNow], None] = silent,
) -> tuple[int, int]:
    """Take up again what dragoman failed on; how many pages are stored now, and how many failed again.

    Each is coded in a process of its own kind, so that one which kills it costs no other. What failed before it was a page
    is taken up by adding its file again.

    Raises:
        ArchiveError: when the archive cannot be written.
    """
    kit = making.kit()
    reader, writer = archive.reader(), archive.writer()
    writer.begin("retry", version=__version__, kit=kit.digest, at=now())
    stored = failed = 0

    def failed_again(one: SetAside, made: Failed, payload: bytes | None) -> None:
        nonlocal failed
        failed += 1
        writer.set_aside(one.locator, made.reason, one.supplied, one.sha, payload)
        tell(SetAsideNow(where=one.where, failed=made))

    def waiting() -> Iterator[tuple[tuple[SetAside, Saved], Page]]:
        for one in reader.quarantine():
            try:
                saved = _saved(archive, one, kit.layouts)
            except ArchiveDamagedError as error:
                failed_again(one, Failed(reason=str(error)), None)
                continue
            if saved is not None:
                yield (one, saved), saved.page

    for (one, saved), made in Coder(making=making, key=archive.key).run(waiting(), 1, apart=True):
        if isinstance(made, Failed):
            failed_again(one, made, saved.payload)
            continue
        writer.add(made, saved.payload)
        stored += 1
    writer.end(f"{stored} stored, {failed} failed again", now())
    return stored, failed


def _saved(archive: Archive, one: SetAside, layouts: Layouts) -> Saved | None:
    payload = None if one.sha is None else archive.reader().payload(one.sha)
    if payload is None:
        return None
    found = _read(payload, one.sha or "", one.supplied, layouts)
    return None if found is None else Saved(page=replace(found, locator=one.locator), payload=payload)


def _page(archive: Archive, held: Held, layouts: Layouts) -> Page:
    """A page of the archive read again from its bytes; without them, as it was read.

    Raises:
        ArchiveDamagedError: when neither can be read.
    """
    reader = archive.reader()
    payload = _payload(archive, held)
    try:
        page = reader.as_saved(held.sha)
    except ArchiveDamagedError:
        said = reader.supplied(held.sha)
        supplied = Supplied() if said is None else decode(Supplied, json.loads(said), held.sha)
        found = None if payload is None else _read(payload, held.sha, supplied, layouts)
        if found is None:
            raise
        return replace(found, locator=Locator(file=held.file))
    return page if payload is None else read_again(page, payload, layouts)


def _payload(archive: Archive, held: Held) -> bytes | None:
    try:
        return archive.reader().payload(held.sha)
    except ArchiveDamagedError:
        # The text that was read from the bytes is kept beside them.
        return None


def _read(payload: bytes, sha: str, supplied: Supplied, layouts: Layouts) -> Page | None:
    found = read_saved(payload, supplied=supplied, layouts=layouts)
    return next((one.page for one in found if isinstance(one, Saved) and one.page.id == sha), None)
