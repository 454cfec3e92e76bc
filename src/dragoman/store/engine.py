"""Opening an archive: a SQLite file or a PostgreSQL database, checked, with its errors in our words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.pool import QueuePool

from dragoman.errors import (
    ArchiveBusyError,
    ArchiveDamagedError,
    ArchiveError,
    ArchiveFullError,
)

#: The revision of the schema that this version reads and writes.
HEAD = "0001"
#: How long a writer waits for another one, in milliseconds.
_PATIENCE = 10_000
#: Whether the system can say what the user may do as whom this process is running.
_AS_WE_ARE = os.access in os.supports_effective_ids
#: The execution option of connections that write.
WRITES = "writes"
#: What writers of a PostgreSQL archive lock: they take turns, as those of a SQLite file do.
_TURN = 0x647261676F6D616E
_POSTGRES = ("postgresql://", "postgres://", "postgresql+psycopg://")


def is_url(place: str) -> bool:
    """Whether ``place`` is the address of a database, not the path of a file."""
    return place.startswith(_POSTGRES)


def shown(place: str) -> str:
    """``place`` as it may be printed: without a password."""
    if not is_url(place):
        return place
    try:
        return _url(place).render_as_string(hide_password=True).replace("+psycopg", "")
    except ArgumentError:
        return "the database"


def connect(place: str, *, read_only: bool = False) -> Engine:
    """An engine for the archive at ``place``, a path or a ``postgresql://`` address. Nothing is created or checked.

    Raises:
        ArchiveError: when the address cannot be read, or its driver is not installed.
    """
    try:
        if is_url(place):
            return _postgres(_url(place), read_only=read_only)
        return _sqlite(Path(place), read_only=read_only)
    except ArgumentError as error:
        raise ArchiveError(f"{shown(place)} is not an address like postgresql://user@host/name") from error
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise ArchiveError("PostgreSQL needs its driver: pip install 'dragoman[postgres]'") from error


def _url(place: str) -> URL:
    try:
        return make_url(place).set(drivername="postgresql+psycopg")
    except ValueError as error:
        raise ArgumentError(str(error)) from error


def _postgres(url: URL, *, read_only: bool) -> Engine:
    arguments: dict[str, Any] = {"connect_timeout": 10, "application_name": "dragoman"}
    if read_only:
        arguments["options"] = "-c default_transaction_read_only=on"
    engine = create_engine(url, connect_args=arguments, pool_pre_ping=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES, False):
            connection.exec_driver_sql(f"set local lock_timeout = {_PATIENCE}")
            connection.exec_driver_sql(f"select pg_advisory_xact_lock({_TURN})")

    return engine


def _sqlite(path: Path, *, read_only: bool) -> Engine:
    mode = "ro" if read_only else "rwc"
    if read_only and _never_written(path):
        mode += "&immutable=1"
    address = f"file:{_quoted(path)}?mode={mode}"

    def opened() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=_PATIENCE / 1000, check_same_thread=False)

    # A URL of SQLAlchemy would read some of the signs that names of files may have.
    engine = create_engine("sqlite+pysqlite://", creator=opened, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def _prepare(raw: sqlite3.Connection, _record: object) -> None:
        # The driver's own beginning of transactions is late; ours begins them, below.
        raw.isolation_level = None
        run = raw.execute
        run(f"pragma busy_timeout = {_PATIENCE}")
        run("pragma foreign_keys = on")
        if not read_only:
            run("pragma journal_mode = wal")
            run("pragma synchronous = normal")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer that waits for its turn at the beginning never loses it in the middle.
        options = connection.get_execution_options()
        if options.get("isolation_level") == "AUTOCOMMIT":
            return
        writes = options.get(WRITES, False)
        connection.exec_driver_sql("begin immediate" if writes else "begin")

    return engine


def _never_written(path: Path) -> bool:
    """Whether an archive lies where nobody writes: SQLite then cannot make the files beside it that its readers share."""
    log = path.with_name(f"{path.name}-wal")
    there = path.exists() and not os.access(path.absolute().parent, os.W_OK, effective_ids=_AS_WE_ARE)
    return there and not (log.exists() and log.stat().st_size)


def _quoted(path: Path) -> str:
    # In a URI a question mark, a number sign and a per cent sign mean something else.
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def check_sqlite(engine: Engine) -> None:
    """See that this Python's SQLite can search texts.

    Raises:
        ArchiveError: when it cannot.
    """
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        options = set(connection.exec_driver_sql("pragma compile_options").scalars())
    if "ENABLE_FTS5" not in options:
        raise ArchiveError(
            f"the SQLite of this Python ({sqlite3.sqlite_version}) was built without FTS5, which archives need;"
            " use another build of Python, or a PostgreSQL archive"
        )


def revision(connection: Connection) -> str | None:
    """The revision of the schema that a database holds; None where it holds no archive."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("select version_num from alembic_version")).scalar()
    return None if found is None else str(found)


@contextmanager
def errors_of(place: str) -> Iterator[None]:
    """Turn the errors of databases and drivers into ours, naming the archive and how to mend it.

    Raises:
        ArchiveError: or one of its kinds, with the original as its cause.
    """
    try:
        yield
    except ArchiveDamagedError as error:
        name = shown(place)
        if name in str(error):
            raise
        raise ArchiveDamagedError(f"{name}: {error}") from error
    except DBAPIError as error:
        raise _mapped(error, shown(place)) from error
    except SQLAlchemyError as error:
        raise ArchiveError(f"{shown(place)}: {error}") from error
    except sqlite3.Error as error:
        raise _of_sqlite(str(error), shown(place)) from error


def _mapped(error: DBAPIError, name: str) -> ArchiveError:
    state = getattr(error.orig, "sqlstate", None)
    if isinstance(error.orig, sqlite3.Error):
        return _of_sqlite(str(error.orig), name)
    lost = state.startswith(("08", "57P")) if state else isinstance(error, OperationalError | InterfaceError)
    if error.connection_invalidated or lost:
        return _lost(str(error.orig), name)
    return _of_postgres(str(state), str(error.orig), name)


def _of_sqlite(said: str, name: str) -> ArchiveError:
    low = said.lower()
    if "locked" in low or "busy" in low:
        return ArchiveBusyError(
            f"{name} is locked: somebody else is writing to it; wait until they have finished and give the command again"
        )
    if "full" in low:
        return ArchiveFullError(
            f"{name}: no room is left on the disk; free some and give the command again, what is stored is whole"
        )
    if "readonly" in low or "read-only" in low:
        return ArchiveError(
            f"{name} cannot be written: the file or its folder is read-only; change its rights, or work on a copy"
        )
    if Path(name).is_dir():
        return ArchiveError(f"{name} is a folder; name the archive's file, like {Path(name) / 'archive.drg'}")
    if "unable to open" in low:
        folder = Path(name).absolute().parent
        return ArchiveError(f"{name} cannot be opened: see that {folder} exists and may be read and written")
    if "not a database" in low or "malformed" in low or "corrupt" in low:
        return ArchiveDamagedError(
            f"{name} is no archive, or is damaged ({said}); bring back a copy, or make a new one with 'dragoman add'"
        )
    if "disk i/o" in low:
        return ArchiveError(
            f"{name}: the disk cannot be read or written ({said}); see that it has room and is whole"
        )
    return ArchiveError(f"{name}: {said}")


def _of_postgres(state: str, said: str, name: str) -> ArchiveError:
    first = one_sentence(said)
    if state == "53100":
        return ArchiveFullError(
            f"{name}: no room is left on the server; free some and give the command again, what is stored is whole"
        )
    if state in {"55P03", "40001", "40P01"}:
        return ArchiveBusyError(f"{name} is locked by somebody else; give the command again")
    if state in {"25006", "42501"}:
        return ArchiveError(f"{name} cannot be written by this user ({first}); ask its owner for the right")
    if state in {"28P01", "28000", "3D000"}:
        return ArchiveError(f"{name} cannot be opened: {first}")
    return ArchiveError(f"{name}: {first}")


def _lost(said: str, name: str) -> ArchiveError:
    low = said.lower()
    if "password" in low or "authentication" in low or "does not exist" in low:
        return ArchiveError(f"{name} cannot be opened: {one_sentence(said)}")
    return ArchiveBusyError(
        f"{name} cannot be reached ({one_sentence(said)}); see that the server runs and give the command again,"
        " what was stored before is whole"
    )


def one_sentence(said: str) -> str:
    """The first line of what a driver says, without its full stop."""
    return said.strip().split("\n")[0].rstrip(". ")
