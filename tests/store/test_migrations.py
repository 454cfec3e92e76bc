"""The tables of an archive are those of the schema, whoever made them, and an archive of another version is told from ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib import resources
from pathlib import Path
from threading import Barrier, Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, Engine, event, inspect, text

from dragoman.errors import ArchiveError
from dragoman.store import Archive, make_archive, migrate, open_archive
from dragoman.store.engine import HEAD, connect
from dragoman.store.schema import metadata
from tests.store.conftest import Places
from tests.store.made import AT, KEY, put, tiny


def openings(place: str) -> tuple[Callable[[], Archive], Callable[[], Archive]]:
    return lambda: open_archive(place), lambda: make_archive(place, AT)


def steps() -> Iterator[str]:
    folder = resources.files("dragoman.store.migrations") / "versions"
    for one in folder.iterdir():
        if one.name.startswith("v") and one.name.endswith(".py"):
            yield one.name[1:5]


def test_head_is_the_last_step() -> None:
    assert max(steps()) == HEAD


def test_the_steps_make_the_schema(archive: Archive) -> None:
    ours = {"alembic_version", *metadata.tables}

    def counts(_object: object, name: str | None, kind: str, reflected: bool, _other: object) -> bool:
        # Searching is each database's own affair: virtual tables of SQLite, a column and an index of PostgreSQL.
        if kind == "table":
            return name in ours
        return not (reflected and name in {"search", "ix_passage_search"})

    with archive.engine.connect() as connection:
        options = {"include_object": counts, "compare_type": True, "compare_server_default": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        tables = set(inspect(connection).get_table_names())
    beside = {one for one in tables - ours if not one.startswith("passage_search")}
    assert not beside


def test_checks_and_cascades_are_made_too(archive: Archive) -> None:
    # What compare_metadata does not look at.
    with archive.engine.connect() as connection:
        found = inspect(connection)
        for name, table in metadata.tables.items():
            wanted = {one.name for one in table.constraints if isinstance(one, CheckConstraint)}
            assert {one["name"] for one in found.get_check_constraints(name)} == wanted
            cascades = {
                str(one["name"])
                for one in found.get_foreign_keys(name)
                if one["options"].get("ondelete") == "CASCADE"
            }
            assert cascades == {
                str(one.name) for one in table.foreign_key_constraints if one.ondelete == "CASCADE"
            }


def test_an_archive_is_made_and_opened_again(places: Places) -> None:
    place = places.nothing()
    with make_archive(place, AT, key=KEY) as made:
        put(made, tiny(1))
        assert made.key == KEY
    with make_archive(place, AT, key=bytes(32)) as again:
        assert again.key == KEY
    with open_archive(place, read_only=True) as opened:
        assert opened.key == KEY
        assert len(list(opened.reader().pages())) == 1


def test_two_new_archives_have_different_keys(places: Places) -> None:
    with make_archive(places.nothing(), AT) as first, make_archive(places.nothing(), AT) as second:
        assert first.key != second.key
        assert len(first.key) == len(second.key) == 32


def test_an_archive_of_a_newer_version_is_refused(places: Places) -> None:
    place = places.empty()
    engine = connect(place)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    engine.dispose()
    for opening in openings(place):
        with pytest.raises(ArchiveError, match=r"newer dragoman \(schema 9999, here \d+\); use that version"):
            opening()


def test_an_older_archive_says_how_it_is_brought_up(places: Places) -> None:
    place = places.empty()
    engine = connect(place)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '0000'"))
    engine.dispose()
    with pytest.raises(ArchiveError, match="'dragoman add' without pages brings it"):
        open_archive(place)


def test_where_there_is_no_archive_it_is_said(places: Places, tmp_path: Path) -> None:
    place = places.nothing()
    with pytest.raises(ArchiveError, match=r"no archive.*'dragoman add' makes one"):
        open_archive(place)
    if places.kind == "sqlite":
        assert not list(tmp_path.iterdir())


def test_an_upgrade_is_made_whole_or_not_at_all(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    place = places.nothing()
    made = 0

    def breaking(engine: Engine) -> None:
        @event.listens_for(engine, "before_cursor_execute")
        def _execute(_c: Connection, _u: object, statement: str, *_more: object) -> None:
            nonlocal made
            made += statement.lstrip().lower().startswith("create table")
            if made == 12:
                raise KeyboardInterrupt

    whole = migrate.upgrade

    def broken_off(engine: Engine, where: str, settings: dict[str, str]) -> None:
        breaking(engine)
        whole(engine, where, settings)

    monkeypatch.setattr("dragoman.store.archive.upgrade", broken_off)
    with pytest.raises(KeyboardInterrupt):
        make_archive(place, AT)
    assert made == 12
    monkeypatch.undo()
    engine = connect(place)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()
    with make_archive(place, AT, key=KEY) as archive:
        put(archive, tiny(1))


def test_two_who_make_the_same_archive_at_once_get_one(places: Places) -> None:
    place = places.nothing()
    together = Barrier(2)
    keys: list[bytes] = []

    def make() -> None:
        together.wait()
        with make_archive(place, AT) as archive:
            keys.append(archive.key)

    threads = [Thread(target=make) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(keys) == 2
    assert len(set(keys)) == 1


def test_a_database_of_something_else_is_left_alone(places: Places) -> None:
    place = places.nothing()
    engine = connect(place)
    with engine.begin() as connection:
        connection.execute(text("create table page (name text)"))
    for opening in openings(place):
        with pytest.raises(ArchiveError, match="database of something else"):
            opening()
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["page"]
    engine.dispose()


def test_a_database_that_others_keep_with_alembic_is_left_alone(places: Places) -> None:
    place = places.nothing()
    engine = connect(place)
    with engine.begin() as connection:
        connection.execute(text("create table alembic_version (version_num varchar(32))"))
        connection.execute(text("insert into alembic_version values ('0001')"))
    engine.dispose()
    for opening in openings(place):
        with pytest.raises(ArchiveError, match="database of something else"):
            opening()


def test_odd_names_of_files_are_taken_as_they_are(tmp_path: Path) -> None:
    for name in ("a b.drg", "100%.drg", "what?.drg", "#1.drg", "ö.drg", "a&mode=ro.drg"):
        with make_archive(str(tmp_path / name), AT):
            pass
        with open_archive(str(tmp_path / name), read_only=True):
            pass
        with closing(sqlite3.connect(tmp_path / name)) as raw:
            assert raw.execute("select count(*) from setting").fetchone() == (2,)
