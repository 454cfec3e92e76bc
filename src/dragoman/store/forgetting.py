"""Forgetting: rows, text and bytes go for good. The one place where evidence is deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, Table, delete, func, insert, select, union, update

from dragoman.store import schema as t
from dragoman.store.archive import Archive
from dragoman.store.engine import WRITES, errors_of
from dragoman.store.prepared import Prepared
from dragoman.store.writer import Writer

#: Everything of a page, in an order that foreign keys allow.
_OF_A_PAGE = (
    t.passage,
    t.naming,
    t.event,
    t.statement,
    t.problem,
    t.judgement,
    t.ledger,
    t.coding,
    t.sighting,
)


def forget_page(archive: Archive, sha: str, at: datetime) -> Counter[str]:
    """Delete a page with all that was read from it; how many rows of which table went. Its id is remembered.

    Raises:
        ArchiveError: when the database refuses; then nothing is gone.
    """
    with errors_of(archive.place), archive.engine.execution_options(**{WRITES: True}).begin() as connection:
        number = connection.execute(select(t.page.c.id).where(t.page.c.sha == sha)).scalar_one()
        files = list(
            connection.execute(select(t.sighting.c.file).where(t.sighting.c.page == number)).scalars()
        )
        gone = _strip(connection, number, sha, _OF_A_PAGE)
        gone["page"] = connection.execute(delete(t.page).where(t.page.c.id == number)).rowcount
        connection.execute(delete(t.source).where(t.source.c.file.in_(files)))
        connection.execute(delete(t.quarantine).where(t.quarantine.c.sha == sha))
        _note(connection, sha, "page", at)
        _drop_orphans(connection)
    return gone


def forget_part(archive: Archive, one: Prepared, at: datetime) -> Counter[str]:
    """Put a page from which a person was cut in the place of all that was kept of it: bytes, codings, judgements.

    Judgements go too, for they hold words of the page.

    Raises:
        ArchiveError: when the database refuses; then nothing is changed.
    """
    sha = one.coded.page.id
    writer = Writer(archive.engine, archive.place, archive.key)
    with errors_of(archive.place), archive.engine.execution_options(**{WRITES: True}).begin() as connection:
        number = connection.execute(select(t.page.c.id).where(t.page.c.sha == sha)).scalar_one()
        run = connection.execute(select(func.max(t.run.c.id))).scalar_one()
        gone = _strip(
            connection, number, sha, tuple(table for table in _OF_A_PAGE if table is not t.sighting)
        )
        connection.execute(update(t.page).where(t.page.c.id == number).values(coding=None))
        writer.put_in_place(connection, number, run, one)
        connection.execute(delete(t.quarantine).where(t.quarantine.c.sha == sha))
        _note(connection, sha, "person", at)
        _drop_orphans(connection)
    return gone


def clear_traces(archive: Archive) -> None:
    """Have the database write its files anew, so that nothing deleted is left in them.

    Raises:
        ArchiveError: when it cannot, for want of room above all.
    """
    with errors_of(archive.place), archive.engine.connect() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("insert into passage_search(passage_search) values ('rebuild')")
            connection.exec_driver_sql("vacuum")
            connection.exec_driver_sql("pragma wal_checkpoint(truncate)")
        else:
            connection.exec_driver_sql("vacuum full")


def _strip(connection: Connection, number: int, sha: str, tables: Sequence[Table]) -> Counter[str]:
    gone: Counter[str] = Counter()
    connection.execute(insert(t.setting), {"name": "forgetting", "value": "yes"})
    codings = select(t.coding.c.id).where(t.coding.c.page == number)
    gone["replay"] = connection.execute(delete(t.replay).where(t.replay.c.coding.in_(codings))).rowcount
    for table in tables:
        gone[table.name] = connection.execute(delete(table).where(table.c.page == number)).rowcount
    gone["blob"] = connection.execute(delete(t.blob).where(t.blob.c.sha == sha)).rowcount
    connection.execute(delete(t.setting).where(t.setting.c.name == "forgetting"))
    return gone


def _note(connection: Connection, sha: str, kind: str, at: datetime) -> None:
    connection.execute(delete(t.forgotten).where(t.forgotten.c.sha == sha))
    connection.execute(
        insert(t.forgotten), {"sha": sha, "kind": kind, "at": at.isoformat(timespec="seconds")}
    )


def _drop_orphans(connection: Connection) -> None:
    """Actors that no page names any more, and their names."""
    columns = (t.naming.c.actor, t.layer.c.actor, t.party.c.actor)
    used = union(*(select(column).where(column.is_not(None)) for column in columns))
    connection.execute(delete(t.actor_name).where(t.actor_name.c.actor.not_in(used)))
    connection.execute(delete(t.actor).where(t.actor.c.id.not_in(used)))
