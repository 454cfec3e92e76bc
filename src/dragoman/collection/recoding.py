"""Coding the pages of an archive anew: after a new version, with another codebook or other actors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from dragoman._version import __version__
from dragoman.collection.adding import SetAsideNow, silent
from dragoman.collection.tally import Changes
from dragoman.collection.workers import Coder, Failed, Making
from dragoman.errors import ArchiveDamagedError
from dragoman.model import Page
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

    def pages() -> Iterator[tuple[Held, Page]]:
        for held in wanted:
            if held.sha not in done:
                page = reader.as_saved(held.sha)
                yield (
                    held,
                    page
                    if (payload := _payload(archive, held.sha)) is None
                    else read_again(page, payload, kit.layouts),
                )

    for held, made in Coder(making=making, key=archive.key).run(pages(), workers):
        if isinstance(made, Failed):
            counts.set_aside += 1
            tell(SetAsideNow(where=held.file or held.sha, failed=made))
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

    Raises:
        ArchiveError: when the archive cannot be written.
    """
    kit = making.kit()
    reader, writer = archive.reader(), archive.writer()
    writer.begin("retry", version=__version__, kit=kit.digest, at=now())
    stored = failed = 0
    waiting = [(one, saved) for one in reader.quarantine() for saved in _saved(archive, one, kit.layouts)]
    tagged = (((one, saved), saved.page) for one, saved in waiting)
    for (one, saved), made in Coder(making=making, key=archive.key).run(tagged, 1):
        if isinstance(made, Failed):
            failed += 1
            writer.set_aside(
                saved.page.locator, made.reason, saved.page.supplied, saved.page.id, saved.payload
            )
            tell(SetAsideNow(where=one.where, failed=made))
            continue
        writer.add(made, saved.payload)
        writer.released(one.locator)
        stored += 1
    writer.end(f"{stored} stored, {failed} failed again", now())
    return stored, failed


def _payload(archive: Archive, sha: str) -> bytes | None:
    try:
        return archive.reader().payload(sha)
    except ArchiveDamagedError:
        # The text that was read from the bytes is kept beside them.
        return None


def _saved(archive: Archive, one: SetAside, layouts: Layouts) -> Iterator[Saved]:
    payload = None if one.sha is None else archive.reader().payload(one.sha)
    if payload is None:
        return
    for saved in read_saved(payload, supplied=one.supplied, layouts=layouts):
        if isinstance(saved, Saved) and saved.page.id == one.sha:
            yield replace(saved, page=replace(saved.page, locator=one.locator))
