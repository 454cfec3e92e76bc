"""Whatever goes wrong below an archive is told in our words, with how to mend it, and costs nothing that was stored."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import OperationalError

from dragoman.errors import ArchiveBusyError, ArchiveDamagedError, ArchiveError, ArchiveFullError
from dragoman.store import Archive, make_archive, open_archive, prepare
from tests.store import postgres
from tests.store.conftest import Places
from tests.store.made import AT, KEY, KIT, VERSION, put, tiny

BIG = "A long sentence about the strait. " * 300


def whole(place: str, count: int) -> None:
    """The archive has so many pages, and each of them as it was stored."""
    with open_archive(place, read_only=True) as archive:
        reader = archive.reader()
        held = list(reader.pages())
        assert len(held) == count
        assert not list(reader.check())
        for one in held:
            assert len(reader.coded(one.sha).statements) == 1


@contextmanager
def told(kind: type[ArchiveError], place: str, says: str) -> Iterator[None]:
    """An error of this kind that names the archive and says this, without a password."""
    with pytest.raises(kind, match=says) as caught:
        yield
    assert type(caught.value) is kind
    assert "\n" not in str(caught.value)
    name = place.rpartition("/")[2]
    assert name in str(caught.value)
    if "@" in place:
        assert place.split(":")[2].partition("@")[0] not in str(caught.value)


# --------------------------------------------------------------------------------------- no room


def test_a_full_disk_costs_the_page_that_did_not_fit(places: Places) -> None:
    place = places.empty()
    archive = open_archive(place)
    put(archive, tiny(1), tiny(2))
    fill(archive)
    with told(ArchiveFullError, place, "no room is left.*free some and give the command again"):
        for number in range(3, 200):
            put(archive, tiny(number, words=BIG + str(number)))
    archive.close()
    with open_archive(place, read_only=True) as opened:
        stored = len(list(opened.reader().pages()))
    assert stored >= 2
    whole(place, stored)
    with open_archive(place) as again:
        if again.engine.dialect.name == "postgresql":
            with again.engine.begin() as connection:
                connection.execute(text("drop trigger full_disk on passage"))
        put(again, tiny(300, words=BIG))
    whole(place, stored + 1)


def fill(archive: Archive) -> None:
    if archive.engine.dialect.name == "sqlite":

        @event.listens_for(archive.engine, "connect")
        def _bound(raw: sqlite3.Connection, _record: object) -> None:
            used = raw.execute("pragma page_count").fetchone()[0]
            raw.execute(f"pragma max_page_count = {used + 12}")

        archive.engine.dispose()
        return
    with archive.engine.begin() as connection:
        connection.execute(
            text(
                "create function full_disk() returns trigger language plpgsql as $$ begin"
                " if (select count(*) from page) > 3 then"
                " raise exception 'could not extend file: No space left on device' using errcode = '53100';"
                " end if; return new; end $$"
            )
        )
        connection.execute(
            text(
                "create trigger full_disk before insert on passage for each row execute function full_disk()"
            )
        )


# ------------------------------------------------------------------------------------- read-only


def test_an_archive_opened_for_reading_is_not_written(places: Places) -> None:
    place = places.empty()
    with open_archive(place) as archive:
        put(archive, tiny(1))
    with open_archive(place, read_only=True) as archive:
        with told(ArchiveError, place, "cannot be written"):
            put(archive, tiny(2))
        assert len(list(archive.reader().pages())) == 1
    whole(place, 1)


@pytest.fixture
def shelf() -> Iterator[Path]:
    """A folder that an ordinary user can be given and denied."""
    folder = Path(tempfile.mkdtemp(prefix="dragoman-shelf-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def ordinary() -> Iterator[None]:
    """As an ordinary user: root may write everywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_shelf_that_nobody_may_write_to_can_be_read(shelf: Path) -> None:
    place = str(shelf / "an archive.drg")
    with make_archive(place, AT, key=KEY) as archive:
        put(archive, tiny(1))
    (shelf / "an archive.drg").chmod(0o444)
    shelf.chmod(0o555)
    with ordinary():
        whole(place, 1)
        with told(ArchiveError, place, "read-only|cannot be opened"), open_archive(place) as archive:
            put(archive, tiny(2))
        missing = str(shelf / "new.drg")
        with told(ArchiveError, missing, "cannot be opened: see that"), make_archive(missing, AT):
            pass
    assert [one.name for one in shelf.iterdir()] == ["an archive.drg"]
    whole(place, 1)


def test_a_file_that_may_not_be_written_in_a_folder_that_may(shelf: Path) -> None:
    place = str(shelf / "a.drg")
    with make_archive(place, AT, key=KEY) as archive:
        put(archive, tiny(1))
    (shelf / "a.drg").chmod(0o444)
    shelf.chmod(0o777)
    with ordinary():
        whole(place, 1)
        with told(ArchiveError, place, "cannot be written: the file or its folder is read-only"):  # noqa: SIM117
            with open_archive(place) as archive:
                put(archive, tiny(2))
    whole(place, 1)


# ---------------------------------------------------------------------------------------- locked


@contextmanager
def held(place: str) -> Iterator[None]:
    """Somebody else is writing."""
    if place.startswith("postgresql"):
        from dragoman.store.engine import _TURN

        with psycopg.connect(place) as other:
            other.execute(f"select pg_advisory_xact_lock({_TURN})".encode())
            yield
            other.rollback()
        return
    with closing(sqlite3.connect(place, isolation_level=None)) as raw:
        raw.execute("begin immediate")
        yield
        raw.execute("rollback")


def test_who_finds_it_locked_is_told_to_wait(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.store.engine._PATIENCE", 150)
    place = places.empty()
    with open_archive(place) as archive:
        put(archive, tiny(1))
        with held(place):
            with told(ArchiveBusyError, place, "is locked"):
                put(archive, tiny(2))
            assert len(list(archive.reader().pages())) == 1
        put(archive, tiny(2))
    whole(place, 2)


def test_writers_take_turns(places: Places) -> None:
    place = places.empty()
    pages = [tiny(number) for number in range(12)]
    failed: list[BaseException] = []

    def write(those: list[Any]) -> None:
        try:
            with open_archive(place) as archive:
                put(archive, *those)
        except BaseException as error:  # noqa: BLE001 - told below
            failed.append(error)

    # Both have half of the pages, and some are the same.
    threads = [Thread(target=write, args=(pages[:8],)), Thread(target=write, args=(pages[:3:-1],))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not failed
    whole(place, 12)
    with open_archive(place) as archive:
        digest = archive.reader().digest()
    with open_archive(places.empty()) as alone:
        put(alone, *pages)
        assert alone.reader().digest() == digest


# ------------------------------------------------------------------------------------------ lost


def test_a_connection_lost_in_mid_run_costs_the_page_on_its_way(
    places_of: Callable[[str], Places], server: postgres.Server
) -> None:
    place = places_of("postgresql").empty()
    with open_archive(place) as archive:
        put(archive, tiny(1))
        lose(archive.engine, server)
        writer = archive.writer()
        writer.begin("add", version=VERSION, kit=KIT, at=AT)
        with told(
            ArchiveBusyError, place, "cannot be reached .*give the command again.*stored before is whole"
        ):
            writer.add(prepare(tiny(2).coded, KEY), tiny(2).payload)
        assert len(list(archive.reader().pages())) == 1
        writer.add(prepare(tiny(2).coded, KEY), tiny(2).payload)
    whole(place, 2)


def lose(engine: Engine, server: postgres.Server) -> None:
    """The server ends the connection at its first row of an event."""
    done: list[bool] = []

    @event.listens_for(engine, "before_cursor_execute")
    def _execute(connection: Connection, _u: object, statement: str, *_more: object) -> None:
        if statement.startswith("INSERT INTO event") and not done:
            done.append(True)
            raw: Any = connection.connection.driver_connection
            server.run(f"select pg_terminate_backend({raw.info.backend_pid})")


def test_a_server_that_stops_and_comes_back(programs: Path) -> None:
    with postgres.alone(programs) as server:
        place = server.create("kept")
        with make_archive(place, AT, key=KEY) as archive:
            put(archive, tiny(1))
            postgres.restart(server, programs, "stop")
            for doing in (lambda: put(archive, tiny(2)), lambda: list(archive.reader().pages())):
                with told(ArchiveBusyError, place, "cannot be reached .*see that the server runs"):
                    doing()
            with told(ArchiveBusyError, place, "cannot be reached"):
                open_archive(place)
            postgres.restart(server, programs, "start")
            put(archive, tiny(2))
        whole(place, 2)


def test_an_address_that_leads_nowhere(server: postgres.Server) -> None:
    right = server.url("postgres")
    for wrong, says in (
        (server.url("no_such_database"), "cannot be opened.*does not exist"),
        (right.replace(server.password, "wrong-secret"), "cannot be opened.*password"),
    ):
        with told(ArchiveError, wrong, says):
            open_archive(wrong)
    nobody = "postgresql://u:wrong-secret@127.0.0.1:1/archive"
    with told(ArchiveBusyError, nobody, "cannot be reached"):
        open_archive(nobody)
    with pytest.raises(ArchiveError, match="is not an address like"):
        open_archive("postgresql://u:p@host:port/archive")


def test_a_user_without_the_right_to_write(
    places_of: Callable[[str], Places], server: postgres.Server
) -> None:
    place = places_of("postgresql").empty()
    name = place.rpartition("/")[2]
    server.run(f"drop role if exists guest_{name}", f"create role guest_{name} login password 'guest-secret'")
    server.run(f"grant select on all tables in schema public to guest_{name}", database=name)
    guest = place.replace(f"postgres:{server.password}", f"guest_{name}:guest-secret")
    try:
        with open_archive(guest) as archive:
            with told(ArchiveError, guest, "cannot be written by this user.*ask its owner"):
                put(archive, tiny(1))
            assert list(archive.reader().pages()) == []
    finally:
        server.run(f"drop owned by guest_{name}", f"drop role guest_{name}", database=name)


# ------------------------------------------------------------------------------------- no archive


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"This is a letter, and no database at all.\n" * 99, "is no archive, or is damaged"),
        (b"SQLite format 3\0" + bytes(range(256)) * 40, "is no archive, or is damaged"),
        (b"", "holds no archive"),
    ],
)
def test_a_file_that_is_no_archive(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "letter.drg"
    file.write_bytes(content)
    kind = ArchiveDamagedError if content else ArchiveError
    for how in (False, True):
        with told(kind, str(file), says):
            open_archive(str(file), read_only=how)
    if content:
        with told(kind, str(file), says):
            make_archive(str(file), AT)
        assert file.read_bytes() == content
    else:
        with make_archive(str(file), AT) as archive:
            put(archive, tiny(1))
        whole(str(file), 1)


def test_a_folder_is_no_archive(tmp_path: Path) -> None:
    with told(ArchiveError, str(tmp_path), "is a folder"):
        open_archive(str(tmp_path))
    with told(ArchiveError, str(tmp_path), "is a folder"):
        make_archive(str(tmp_path), AT)
    with told(ArchiveError, "nowhere.drg", "cannot be opened: see that"):
        make_archive(str(tmp_path / "no folder" / "nowhere.drg"), AT)


def use(place: str) -> None:
    """Read and write an archive, until what is lost of it is told."""
    with open_archive(place) as archive:
        for damage in archive.reader().check():
            raise ArchiveDamagedError(damage)
        put(archive, *(tiny(number) for number in range(6, 30)))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_truncated_archive_is_told(
    tmp_path: Path, places_of: Callable[[str], Places], share: float
) -> None:
    place = places_of("sqlite").empty()
    with open_archive(place) as archive:
        put(archive, *(tiny(number, words=BIG) for number in range(6)))
    file = Path(place)
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(ArchiveDamagedError, match=r"damaged.*bring back a copy") as caught:
        use(place)
    assert file.name in str(caught.value)


def test_the_cause_is_kept(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as caught:
        make_archive(str(tmp_path / "no folder" / "a.drg"), AT)
    assert isinstance(caught.value.__cause__, sqlite3.OperationalError | OperationalError)
