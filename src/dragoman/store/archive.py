"""An archive: a SQLite file or a PostgreSQL database with everything that is known of many pages."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Engine, select

from dragoman.errors import ArchiveDamagedError, ArchiveError
from dragoman.store import schema as t
from dragoman.store.engine import check_sqlite, connect, errors_of, is_url, shown
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
    return _opened(place, connect(place, read_only=read_only), lambda engine: check(engine, place))


def make_archive(place: str, at: datetime, *, key: bytes | None = None) -> Archive:
    """The archive at ``place``, made if there is none, brought to this version's schema if it is older.

    ``at`` is noted as the moment of its making (aware UTC). A new archive takes ``key`` for its pseudonyms, or draws its
    own; an archive that is there keeps the one it has.

    Raises:
        ArchiveError: when it cannot be made or opened.
    """

    def prepare(engine: Engine) -> None:
        with errors_of(place):
            check_sqlite(engine)
        upgrade(engine, place, settings)

    settings = {"key": (key or secrets.token_bytes(32)).hex(), "made": at.isoformat(timespec="seconds")}
    return _opened(place, connect(place), prepare)


def _opened(place: str, engine: Engine, prepare: Callable[[Engine], None]) -> Archive:
    try:
        prepare(engine)
        return Archive(engine, place, _key(engine, place))
    except BaseException:
        engine.dispose()
        raise


def _key(engine: Engine, place: str) -> bytes:
    with errors_of(place), engine.connect() as connection:
        found = connection.execute(select(t.setting.c.value).where(t.setting.c.name == "key")).scalar()
    if found is None:
        raise ArchiveDamagedError(
            f"{shown(place)} has no key for pseudonyms, so it is damaged; bring back a copy, or begin anew elsewhere"
        )
    return bytes.fromhex(found)
