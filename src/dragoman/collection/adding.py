"""Pages into an archive: read, coded by workers, stored one transaction a page; broken off anywhere, it goes on there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from dragoman._version import __version__
from dragoman.collection.tally import Tally
from dragoman.collection.workers import Coder, Failed, Making
from dragoman.errors import ArchiveError, DragomanError
from dragoman.model import Locator, Page, Problem, Supplied
from dragoman.model.codec import decode, encode
from dragoman.pages import Saved, read_saved
from dragoman.store import Archive, Prepared, Stored

if TYPE_CHECKING:
    from dragoman.kit import Kit

_BLOCK = 1 << 20
#: What a teller is given: a problem of a file, a page that was set aside, or a file that is done.
Told: TypeAlias = "Problem | SetAsideNow | FileDone"


def silent(told: object) -> None:
    """The teller that says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToAdd:
    """One file (or bytes) to add and what is said of it."""

    name: str
    source: Path | bytes
    supplied: Supplied = field(default_factory=Supplied)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsideNow:
    """A page or file that dragoman failed on and put into quarantine."""

    where: str
    failed: Failed


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDone:
    """A file is done, and how many pages it gave."""

    name: str
    pages: int


@dataclass(slots=True)
class _Open:
    """A file whose pages are on their way."""

    file: ToAdd
    sha: str
    pages: int = 0
    problems: int = 0
    waiting: int = 0
    read: bool = False
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Ticket:
    file: _Open
    saved: Saved


def add(
    archive: Archive,
    files: Sequence[ToAdd],
    making: Making,
    *,
    now: Callable[[], datetime],
    workers: int = 1,
    encoding: str | None = None,
    tell: Callable[[Told], None] = silent,
) -> Tally:
    """Add the pages of ``files`` to an archive.

    A file that was read to its end before and has not changed is left alone; a page with the same bytes is coded again
    only when more is said of it than before. So the same command given again goes on where it was broken off.
    ``now`` gives aware UTC.

    Raises:
        ArchiveError: when the archive cannot be written; what was added before stays.
        InputError, KnowledgeError: when the kit cannot be made.
    """
    return _Adding(archive, making, encoding, tell, now).run(files, workers)


class _Adding:
    def __init__(
        self,
        archive: Archive,
        making: Making,
        encoding: str | None,
        tell: Callable[[Told], None],
        now: Callable[[], datetime],
    ) -> None:
        self.making, self.encoding, self.tell, self.now = making, encoding, tell, now
        self.writer = archive.writer()
        self.reader = archive.reader()
        self.kit: Kit = making.kit()
        self.coder = Coder(making=making, key=archive.key)
        self.finished = self.reader.finished()
        self.forgotten = self.reader.forgotten()
        self.tally = Tally(files=0)
        #: What was said of the pages that are on their way: the archive does not know it yet.
        self.coming: dict[str, Supplied] = {}

    def run(self, files: Sequence[ToAdd], workers: int) -> Tally:
        self.tally.files = len(files)
        self.writer.begin("add", version=__version__, kit=self.kit.digest, at=self.now())
        try:
            with closing(self.coder.run(self._pages(files), workers)) as coded:
                for ticket, made in coded:
                    self._store(ticket, made)
        except BaseException:
            # Why it was broken off is what counts.
            with suppress(ArchiveError):
                self.writer.end(f"broken off: {self.tally.line()}", self.now())
            raise
        self.writer.end(self.tally.line(), self.now())
        return self.tally

    def _pages(self, files: Sequence[ToAdd]) -> Iterator[tuple[_Ticket, Page]]:
        for file in files:
            opened = _Open(file=file, sha=_sha(file.source))
            if self._left_alone(opened):
                continue
            self.writer.forget_problems(file.name)
            for saved in self._saved(opened):
                if self.forgotten.get(saved.page.id) == "page":
                    self.tally.forgotten += 1
                    continue
                page, known = self._wanted(saved.page)
                if known:
                    self.writer.sight(page, None if page.id in self.forgotten else saved.payload)
                    self.tally.stored[Stored.SAME] += 1
                    opened.pages += 1
                    continue
                opened.waiting += 1
                yield _Ticket(opened, replace(saved, page=page)), page
            opened.read = True
            self._close(opened)

    def _left_alone(self, opened: _Open) -> bool:
        file = opened.file
        known = self.finished.of(file.name)
        if known is None or known[:2] != (opened.sha, self._settings(file)):
            return False
        _, _, pages, problems = known
        self.tally.left_alone += 1
        self.tally.known_pages += pages
        self.tally.problems += problems
        self.tell(FileDone(name=file.name, pages=pages))
        return True

    def _saved(self, opened: _Open) -> Iterator[Saved]:
        file = opened.file
        found = read_saved(
            file.source, encoding=self.encoding, supplied=file.supplied, layouts=self.kit.layouts
        )
        while True:
            try:
                one = next(found, None)
            except DragomanError:
                raise
            except Exception as error:  # noqa: BLE001 - one file must not cost the others
                failed = Failed(reason=f"unexpected {type(error).__name__}: {error}")
                self._set_aside(Locator(file=file.name), file.supplied, failed, None)
                opened.whole = False
                return
            if one is None:
                return
            if isinstance(one, Saved):
                where = replace(one.page.locator, file=_named(file, one.page.locator.file))
                yield replace(one, page=replace(one.page, locator=where))
                continue
            one = replace(one, file=_named(file, one.file))
            # A name that was misspelt is no file: it leaves nothing behind.
            if not isinstance(file.source, Path) or file.source.exists():
                self.writer.problem(one)
            opened.problems += one.grave
            self.tally.problems += one.grave
            self.tally.notes += not one.grave
            self.tell(one)

    def _wanted(self, page: Page) -> tuple[Page, bool]:
        """The page with all that was ever said of it, and whether it is in the archive so."""
        if page.id in self.forgotten:
            return page, True  # what was cut out of it must not come back
        before = self.coming.get(page.id)
        stored = None
        if before is None and (known := self.reader.supplied(page.id)) is not None:
            before = stored = decode(Supplied, json.loads(known), page.id)
        said = page.supplied if before is None else _over(page.supplied, before)
        if said != stored:
            self.coming[page.id] = said
        return replace(page, supplied=said), said == stored

    def _store(self, ticket: _Ticket, made: Prepared | Failed) -> None:
        opened, saved = ticket.file, ticket.saved
        opened.waiting -= 1
        if self.coming.get(saved.page.id) == saved.page.supplied:
            del self.coming[saved.page.id]
        if isinstance(made, Failed):
            opened.whole = False
            self._set_aside(saved.page.locator, saved.page.supplied, made, saved)
        else:
            change = self.writer.add(made, saved.payload)
            self.tally.stored[change.stored] += 1
            self.tally.grave += sum(problem.grave for problem in made.coded.problems)
            opened.pages += 1
        self._close(opened)

    def _close(self, opened: _Open) -> None:
        """Note that a file is done, once all its pages are stored."""
        if not opened.read or opened.waiting:
            return
        file = opened.file
        if opened.whole:
            self.writer.released(Locator(file=file.name))
        if opened.whole and opened.sha:
            self.writer.finished(file.name, opened.sha, self._settings(file), opened.pages, opened.problems)
        self.tell(FileDone(name=file.name, pages=opened.pages))

    def _set_aside(self, locator: Locator, supplied: Supplied, failed: Failed, saved: Saved | None) -> None:
        page = None if saved is None else saved.page.id
        payload = None if saved is None else saved.payload
        self.writer.set_aside(locator, failed.reason, supplied, page, payload)
        self.tally.set_aside += 1
        self.tell(SetAsideNow(where=locator.file + locator.inside, failed=failed))

    def _settings(self, file: ToAdd) -> str:
        said = {"encoding": self.encoding, "supplied": encode(file.supplied)}
        return json.dumps(said, sort_keys=True)


def _named(file: ToAdd, where: str | None) -> str:
    """The place that a reader tells, under the name by which the file was given."""
    read_as = "<bytes>" if isinstance(file.source, bytes) else file.source.as_posix()
    if where is None:
        return file.name
    return file.name + where.removeprefix(read_as) if where.startswith(read_as) else where


def _over(first: Supplied, second: Supplied) -> Supplied:
    values = {one.name: getattr(first, one.name) for one in fields(Supplied)}
    return replace(second, **{name: value for name, value in values.items() if value is not None})


def _sha(source: Path | bytes) -> str:
    """The SHA-256 of a file; nothing for one that cannot be read, which the reader tells."""
    hasher = hashlib.sha256()
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    try:
        with source.open("rb") as file:
            while block := file.read(_BLOCK):
                hasher.update(block)
    except OSError:
        return ""
    return hasher.hexdigest()
