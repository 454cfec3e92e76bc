"""An archive: a SQLite file or a PostgreSQL database with everything that is known of many pages."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, insert, select

from dragoman.errors import ArchiveError
from dragoman.store import schema as t
from dragoman.store.engine import WRITES, check_sqlite, connect, errors_of, exists, is_url, shown
from dragoman.store.migrate import check, upgrade
from dragoman.store.reader import Reader
from dragoman.store.writer import Writer


class Archive:
    """An opened archive. Use it as a context manager, or :meth:`close` it.

    ``key`` makes the pseudonyms of commenters: the same writer has the same one on every page of the archive, and no
    other archive has it.
    """

    def __init__(self, engine: Engine, place: str, key: bytes) -> None:
        self.engine = engine
        self.place = place
        self.key = key

    @property
    def name(self) -> str:
        """The archive as it may be printed: without a password."""
        return shown(self.place)

    def reader(self) -> Reader:
        """What reads the archive."""
        return Reader(self.engine, self.place)

    def writer(self) -> Writer:
        """What writes to the archive."""
        return Writer(self.engine, self.place, self.key)

    def close(self) -> None:
        """Give back the connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_archive(place: str, *, read_only: bool = False) -> Archive:
    """The archive at ``place``: the path of a SQLite file, or a ``postgresql://`` address.

    Raises:
        ArchiveError: when there is none, it cannot be opened, or it has the schema of another version.
    """
    if not is_url(place) and not Path(place).exists():
        raise ArchiveError(f"there is no archive {place}; 'dragoman add' makes one")
    engine = connect(place, read_only=read_only)
    check(engine, place)
    return Archive(engine, place, _key(engine, place))


def make_archive(place: str, at: datetime, *, key: bytes | None = None) -> Archive:
    """The archive at ``place``, made if there is none, brought to this version's schema if it is older.

    ``at`` is noted as the moment of its making (aware UTC). A new archive takes ``key`` for its pseudonyms, or draws its
    own; an archive that is there keeps the one it has.

    Raises:
        ArchiveError: when it cannot be made or opened.
    """
    engine = connect(place)
    fresh = not exists(place)
    with errors_of(place):
        check_sqlite(engine)
    upgrade(engine, place)
    if fresh:
        rows = [
            {"name": "key", "value": (key or secrets.token_bytes(32)).hex()},
            {"name": "made", "value": at.isoformat(timespec="seconds")},
        ]
        with errors_of(place), engine.execution_options(**{WRITES: True}).begin() as connection:
            connection.execute(insert(t.setting), rows)
    return Archive(engine, place, _key(engine, place))


def _key(engine: Engine, place: str) -> bytes:
    with errors_of(place), engine.connect() as connection:
        found = connection.execute(select(t.setting.c.value).where(t.setting.c.name == "key")).scalar()
    if found is None:
        raise ArchiveError(
            f"{shown(place)} has no key for pseudonyms: its making was broken off; delete it and begin anew"
        )
    return bytes.fromhex(found)
