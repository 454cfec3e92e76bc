"""Bringing an archive's schema to this version, by Alembic's steps."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine, insert, inspect

from dragoman.errors import ArchiveError
from dragoman.store.engine import HEAD, WRITES, errors_of, revision, shown
from dragoman.store.schema import setting

_FOLDER = Path(__file__).parent / "migrations"


def check(engine: Engine, place: str) -> None:
    """See that the archive is there and of this version's schema.

    Raises:
        ArchiveError: when it is not, saying what to do.
    """
    with errors_of(place), engine.connect() as connection:
        found = _revision(connection, place)
    if found is None:
        raise ArchiveError(f"{shown(place)} holds no archive; 'dragoman add' makes one")
    if found < HEAD:
        raise ArchiveError(
            f"{shown(place)} has the older schema {found}; 'dragoman add' without pages brings it to {HEAD}"
        )


def upgrade(engine: Engine, place: str, settings: Mapping[str, str]) -> None:
    """Make the tables of a new archive with its ``settings``, or take an older one to this version's schema, whole or not
    at all.

    Raises:
        ArchiveError: when the database refuses, holds a newer schema, or something else than an archive.
    """
    with errors_of(place):
        with engine.connect() as connection:
            if _revision(connection, place) == HEAD:
                return
        # Alembic takes a moment to import, and most openings have nothing to do.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
        with engine.execution_options(**{WRITES: True}).begin() as connection:
            # Somebody else may have made it while this one waited for its turn.
            fresh = _revision(connection, place) is None
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)
            if fresh:
                rows = [{"name": name, "value": value} for name, value in settings.items()]
                connection.execute(insert(setting), rows)


def _revision(connection: Connection, place: str) -> str | None:
    """The revision of an archive, this one or an older; None of a database that holds nothing yet.

    Raises:
        ArchiveError: when it is a newer one, or the database holds something else.
    """
    found = revision(connection)
    tables = set(inspect(connection).get_table_names())
    if found is None:
        taken = tables if connection.dialect.name == "sqlite" else tables & set(setting.metadata.tables)
        if taken:
            few = ", ".join(sorted(taken)[:3])
            raise ArchiveError(
                f"{shown(place)} is a database of something else (with the tables {few}); name another place for the archive"
            )
    elif setting.name not in tables:
        raise ArchiveError(
            f"{shown(place)} is a database of something else; name another place for the archive"
        )
    elif found > HEAD:
        raise ArchiveError(
            f"{shown(place)} was written by a newer dragoman (schema {found}, here {HEAD}); use that version"
        )
    return found
