"""Killing what writes to an archive, again and again, and seeing that the archive is whole each time.

``python -m tests.store.killing`` is the long run of ``make soak``: a table of both databases, with one and with two workers.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event, func, select, text

from dragoman.collection import ToAdd, add
from dragoman.store import make_archive, open_archive, prepare, schema as t
from tests.store import postgres
from tests.store.coders import Fake
from tests.store.made import AT, KEY, KIT, VERSION, tiny

PAGES = 40
#: How long a worker may live on after its parent, in seconds.
_AFTERLIFE = 20.0
_server = multiprocessing.get_context("forkserver")


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a process that will be killed has to do."""

    place: str
    folder: Path
    workers: int
    """0: store pages that are coded already; else code them, in this process (1) or in others."""


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What became of a job that was killed ``kills`` times: how many pages were stored at each kill, and the end."""

    kills: int
    stored: tuple[int, ...]
    orphans: int
    faults: tuple[str, ...]
    same: bool
    seconds: float


def ready(folder: Path) -> None:
    """What the jobs store: tiny pages, coded."""
    those = [(prepare(tiny(number).coded, KEY), tiny(number).payload) for number in range(PAGES)]
    (folder / "ready.pickle").write_bytes(pickle.dumps(those))


def work(job: Job, told: Connection | None = None) -> None:
    """Do the job: what is stored already is passed over. Each new page is told in the middle of its transaction."""

    @event.listens_for(Engine, "after_cursor_execute")
    def _execute(_c: object, _u: object, statement: str, *_more: object) -> None:
        if told is not None and statement.startswith("INSERT INTO page "):
            told.send_bytes(b".")

    with make_archive(job.place, AT, key=KEY) as archive:
        if job.workers == 0:
            writer = archive.writer()
            writer.begin("add", version=VERSION, kit=KIT, at=AT)
            for one, payload in pickle.loads((job.folder / "ready.pickle").read_bytes()):  # noqa: S301 - ours
                writer.add(one, payload)
            return
        fork = multiprocessing.get_context("fork")
        multiprocessing.get_context = lambda _name=None: fork  # type: ignore[assignment]
        import dragoman.pipeline
        from tests.store import coders

        def noting(page: Any, kit: Any) -> Any:
            (job.folder / f"pid-{os.getpid()}").touch()
            return coders.code_page(page, kit)

        dragoman.pipeline.code_page = noting
        making = Fake(spared=job.folder / "spared")
        files = [ToAdd(name=f"{number}.txt", source=tiny(number).payload) for number in range(PAGES)]
        add(archive, files, making, now=_now, workers=job.workers)


def _now() -> datetime:
    return AT


def killed(job: Job, reference: Job, kills: int, chance: random.Random) -> Outcome:
    """Do a job, kill it so many times, let it end, and compare it with one that nobody killed.

    The first time it is killed at any moment of its beginning, then at any moment in or after the transaction of a page.
    """
    began = time.monotonic()
    _finish(reference)
    stored: list[int] = []
    faults: list[str] = []
    orphans = 0
    for number in range(kills):
        here, there = _server.Pipe(duplex=False)
        process = _server.Process(target=work, args=(job, there))
        process.start()
        there.close()
        left = PAGES - (stored[-1] if stored else 0)
        most = max(1, 2 * left // (kills - number + 1))
        # From the second page on, the first one is there whole.
        for _ in range(chance.randint(min(2, most), most) if number else 0):
            _heard(here)
        time.sleep(chance.uniform(0, 0.02 if number else 0.3))
        process.kill()
        process.join()
        here.close()
        orphans += _orphans(job.folder)
        faults += _faults(job.place)
        stored.append(_stored(job.place))
    _finish(job)
    faults += _faults(job.place)
    with open_archive(job.place) as one, open_archive(reference.place) as other:
        same = one.reader().digest() == other.reader().digest()
    return Outcome(
        kills=kills,
        stored=tuple(stored),
        orphans=orphans,
        faults=tuple(faults),
        same=same,
        seconds=time.monotonic() - began,
    )


def _heard(here: Connection) -> None:
    """Wait until a page is on its way into the archive, or the job has ended."""
    with suppress(EOFError):
        here.recv_bytes()


def _finish(job: Job) -> None:
    process = _server.Process(target=work, args=(job,))
    process.start()
    process.join(120)
    if process.exitcode != 0:
        process.kill()
        raise RuntimeError(f"the job ended with {process.exitcode}")


def _orphans(folder: Path) -> int:
    """Workers that live on after their parent was killed, after a while in which they may notice."""
    until = time.monotonic() + _AFTERLIFE
    left = {int(one.name.removeprefix("pid-")) for one in folder.glob("pid-*")}
    while left and time.monotonic() < until:
        left = {one for one in left if _lives(one)}
        time.sleep(0.02 if left else 0)
    for one in folder.glob("pid-*"):
        one.unlink()
    return len(left)


def _lives(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    try:
        # A zombie waits for its parent to look, and does nothing more.
        return stat.read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _stored(place: str) -> int:
    if _is_new(place):
        return 0
    with open_archive(place) as archive:
        query = select(func.count().label("n")).select_from(t.page)
        return int(next(archive.reader().rows(query))["n"])


def _is_new(place: str) -> bool:
    """Whether it was killed before there was an archive."""
    from dragoman.store.engine import connect, is_url, revision

    if not is_url(place) and not Path(place).exists():
        return True
    engine = connect(place)
    try:
        with engine.connect() as connection:
            return revision(connection) is None
    finally:
        engine.dispose()


def _faults(place: str) -> list[str]:
    """What is not as it should be."""
    if _is_new(place):
        return []
    with open_archive(place) as archive:
        found = list(archive.reader().check())
        with archive.engine.begin() as connection:
            if archive.engine.dialect.name == "sqlite":
                for check in ("integrity_check", "foreign_key_check"):
                    said = [str(row) for row in connection.exec_driver_sql(f"pragma {check}")]
                    found += [one for one in said if one != "('ok',)"]
                connection.exec_driver_sql(
                    "insert into passage_search(passage_search) values ('integrity-check')"
                )
            for what, query in HALVES.items():
                half = connection.execute(text(query)).scalar_one()
                found += [f"{half} {what}"] if half else []
        return found


#: Pages that are there by half.
HALVES = {
    "pages without a coding": "select count(*) from page where coding is null or coding not in (select id from coding)",
    "pages without bytes": "select count(*) from page where sha not in (select sha from blob)",
    "pages without a place": "select count(*) from page where id not in (select page from sighting)",
    "pages without their statement": "select count(*) from page where id not in (select page from statement)",
    "pages without their event": "select count(*) from page where id not in (select page from event)",
    "events without parties": "select count(*) from event where id not in (select event from party)",
    "pages without two passages": "select count(*) from page where 2 <>"
    " (select count(*) from passage where passage.page = page.id)",
    "bytes without a page": "select count(*) from blob where sha not in (select sha from page)",
    "settings that allow a change": "select count(*) from setting where name not in ('key', 'made')",
}


def preload() -> None:
    """Let the jobs start from a process that has imported everything."""
    _server.set_forkserver_preload(["tests.store.killing", "dragoman.pipeline", "psycopg", "alembic.command"])


def table(kills: int) -> Iterator[str]:
    """The table of the long run, line by line."""
    preload()
    chance = random.Random(kills)  # noqa: S311 - the moments of killing
    yield f"""# Kills of what writes to an archive

Command: `make soak`. `kill -9`, {kills} times at random moments, of a process that stores {PAGES} tiny pages. After each
kill the archive is looked at: the database's own checks, the digests of bytes and documents, pages that are there by half,
workers that live on. Then it is finished, and compared with one that nobody killed.

| archive | coded by | kills | pages stored at the kills | faults | orphans | same digest |
|---|---|---|---|---|---|---|"""
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        ready(folder)
        programs = postgres.programs()
        server = None if programs is None else stack.enter_context(postgres.alone(programs))
        places: dict[str, Callable[[str], str]] = {"SQLite": lambda one: str(folder / f"{one}.drg")}
        if server is not None:
            places["PostgreSQL"] = server.create
        for kind, place in places.items():
            for workers, how in ((0, "coded before"), (1, "one worker"), (2, "two workers")):
                jobs = [Job(place=place(f"{part}{workers}"), folder=folder, workers=workers) for part in "ab"]
                done = killed(jobs[0], jobs[1], kills, chance)
                told = ", ".join(map(str, done.stored))
                faults = "; ".join(done.faults) or "none"
                yield f"| {kind} | {how} | {done.kills} | {told} | {faults} | {done.orphans} | {'yes' if done.same else 'NO'} |"


if __name__ == "__main__":
    for line in table(int(sys.argv[1])):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
