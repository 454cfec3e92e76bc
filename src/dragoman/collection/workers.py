"""Coding many pages side by side. A page that kills its worker costs that page only."""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Generic, TypeVar

from dragoman.errors import KnowledgeError
from dragoman.model import Page
from dragoman.store import Prepared, prepare

if TYPE_CHECKING:
    from dragoman.kit import Kit

Tag = TypeVar("Tag")
#: So many pages a worker are on their way at a time.
_AHEAD = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """From what the kit of every worker is made: the arguments of :func:`dragoman.kit.load_kit`."""

    parser: str | None = None
    layouts: tuple[Path, ...] = ()
    actors: tuple[Path, ...] = ()
    codebook: tuple[Path, ...] = ()

    def kit(self) -> Kit:
        """The kit.

        Raises:
            InputError: when a file of the user's own cannot be read, or is not as it should be.
            KnowledgeError: when what ships, or the parser plugged in, is not as it should be.
        """
        from dragoman.kit import load_kit

        return load_kit(parser=self.parser, layouts=self.layouts, actors=self.actors, codebook=self.codebook)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Why dragoman could not code a page: one line for people, and the traceback where there is one."""

    reason: str
    trace: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """Codes pages and makes them ready to be stored. It travels to worker processes by its parts."""

    making: Making
    key: bytes

    def run(
        self, pages: Iterable[tuple[Tag, Page]], workers: int, *, apart: bool = False
    ) -> Generator[tuple[Tag, Prepared | Failed], None, None]:
        """Each page coded, in the order given; with one worker in this process unless it is to be ``apart``, else in
        ``workers`` others.
        """
        if workers <= 1 and not apart:
            kit = self.making.kit()
            for tag, page in pages:
                yield tag, _coded(page, kit, self.key)
            return
        pool: _Pool[Tag] = _Pool(self, max(workers, 1))
        yield from pool.run(pages)


class _Pool(Generic[Tag]):
    """Processes that code pages. When one dies, nobody knows which of the pages on their way killed it: each of them is
    tried alone when its turn comes, in a process of its own, and the pages after them go to new processes.
    """

    def __init__(self, coder: Coder, workers: int) -> None:
        self.coder, self.workers = coder, workers
        self.pool = self._new(workers)
        self.alone: ProcessPoolExecutor | None = None
        self.ahead: deque[tuple[Tag, Page, Future[Prepared | Failed]]] = deque()

    def run(self, pages: Iterable[tuple[Tag, Page]]) -> Generator[tuple[Tag, Prepared | Failed], None, None]:
        try:
            for tag, page in pages:
                self._submit(tag, page)
                if len(self.ahead) >= _AHEAD * self.workers:
                    yield self._next()
            while self.ahead:
                yield self._next()
        finally:
            self.pool.shutdown(wait=False, cancel_futures=True)
            self._end_alone()

    def _new(self, workers: int) -> ProcessPoolExecutor:
        # A fork would copy locks that other threads of the caller hold.
        return ProcessPoolExecutor(
            workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_start,
            initargs=(self.coder.making, self.coder.key),
        )

    def _submit(self, tag: Tag, page: Page) -> None:
        try:
            future = self.pool.submit(_work, page)
        except BrokenProcessPool:
            self.pool.shutdown(wait=False, cancel_futures=True)
            self.pool = self._new(self.workers)
            future = self.pool.submit(_work, page)
        self.ahead.append((tag, page, future))

    def _next(self) -> tuple[Tag, Prepared | Failed]:
        tag, page, future = self.ahead.popleft()
        try:
            made = future.result()
        except BrokenProcessPool:
            return tag, self._alone(page)
        self._end_alone()
        return tag, made

    def _alone(self, page: Page) -> Prepared | Failed:
        if self.alone is None:
            self.alone = self._new(1)
        try:
            return self.alone.submit(_work, page).result()
        except BrokenProcessPool:
            self._end_alone()
            return Failed(reason="the process that coded it was killed (for want of memory, most likely)")

    def _end_alone(self) -> None:
        if self.alone is not None:
            self.alone.shutdown(wait=False, cancel_futures=True)
            self.alone = None


_here: tuple[Kit, bytes] | None = None


def _start(making: Making, key: bytes) -> None:
    global _here  # noqa: PLW0603 - a worker has one kit for all its life
    # An interrupt is the parent's to answer: it ends its workers, and the terminal sends it to all of them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _here = (making.kit(), key)


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for its next page for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(page: Page) -> Prepared | Failed:
    if _here is None:
        raise RuntimeError("a worker begins with _start")
    return _coded(page, *_here)


def _coded(page: Page, kit: Kit, key: bytes) -> Prepared | Failed:
    from dragoman.pipeline import code_page

    try:
        return prepare(code_page(page, kit), key)
    except KnowledgeError as error:
        return Failed(reason=f"its knowledge is broken: {error}")
    except Exception as error:  # noqa: BLE001 - one page must not cost the others
        return Failed(reason=f"unexpected {type(error).__name__}: {error}", trace=traceback.format_exc())
