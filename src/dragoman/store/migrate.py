"""Bringing an archive's schema to this version, by Alembic's steps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import ArchiveError
from dragoman.store.engine import HEAD, WRITES, errors_of, revision, shown

if TYPE_CHECKING:
    from sqlalchemy import Engine

_FOLDER = Path(__file__).parent / "migrations"


def check(engine: Engine, place: str) -> None:
    """See that the archive is there and of this version's schema.

    Raises:
        ArchiveError: when it is not, saying what to do.
    """
    with errors_of(place), engine.connect() as connection:
        found = revision(connection)
    if found is None:
        raise ArchiveError(f"{shown(place)} holds no archive; 'dragoman add' makes one")
    if found == HEAD:
        return
    if found > HEAD:
        raise ArchiveError(
            f"{shown(place)} was written by a newer dragoman (schema {found}, here {HEAD}); use that version"
        )
    raise ArchiveError(
        f"{shown(place)} has the older schema {found}; 'dragoman add' without pages brings it to {HEAD}"
    )


def upgrade(engine: Engine, place: str) -> None:
    """Make the tables of a new archive, or take an older one to this version's schema, whole or not at all.

    Raises:
        ArchiveError: when the database refuses, or holds a newer schema.
    """
    with errors_of(place):
        with engine.connect() as connection:
            if (revision(connection) or "") >= HEAD:
                return
        # Alembic takes a moment to import, and most openings have nothing to do.
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
        with engine.execution_options(**{WRITES: True}).begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, HEAD)
