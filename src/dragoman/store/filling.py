"""Filling the index of a page: many small inserts, made as cheap as the driver allows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, delete, insert, select, update

from dragoman.model import Problem
from dragoman.store import schema as t
from dragoman.store.index import PageRows, Row
from dragoman.store.search_text import indexed, storable

#: Rows of a page are numbered within the page: its number times this, and on. So owners are known before they are stored.
_ROOM = 1 << 20


def fill(
    connection: Connection, number: int, rows: PageRows, problems: Iterable[Problem], *, fresh: bool = False
) -> None:
    """Make the index of a page anew; a ``fresh`` page has none to delete."""
    if not fresh:
        # Children go with their owners.
        for table in t.INDEX:
            connection.execute(delete(table).where(table.c.page == number))
        connection.execute(delete(t.problem).where(t.problem.c.page == number))
    insert_all(connection, t.problem, [problem_row(one, number) for one in problems])
    _add_actors(connection, rows)
    first = number * _ROOM
    of_statement = {row["row"]: first + at for at, row in enumerate(rows.statements)}
    of_event = {row["row"]: first + at for at, row in enumerate(rows.events)}
    insert_all(connection, t.statement, _own(rows.statements, number))
    insert_all(connection, t.layer, _handed(rows.layers, "statement", of_statement))
    insert_all(connection, t.event, _own(rows.events, number))
    insert_all(connection, t.party, _handed(rows.parties, "event", of_event))
    insert_all(connection, t.dyad, _handed(rows.dyads, "event", of_event))
    insert_all(connection, t.naming, [{"page": number, **row} for row in rows.namings])
    insert_all(connection, t.passage, [{"page": number, **row} for row in rows.passages])


def insert_all(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Insert rows that all have the same columns. The statement is compiled once; the driver does the rest."""
    if not rows:
        return
    names = tuple(rows[0])
    said, positional = _compiled(table, names, connection.dialect)
    values: Any = [tuple(row.values()) for row in rows] if positional else rows
    connection.exec_driver_sql(said, values)


@cache
def _compiled(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, bool]:
    """The statement for these columns, and whether its values are given by place."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    positional = bool(compiled.positional)
    if positional and tuple(compiled.positiontup or ()) != names:
        raise RuntimeError(f"the columns of {table.name} come in another order than they are given")
    return str(compiled), positional


def problem_row(problem: Problem, number: int | None) -> Row:
    """A problem as a row; ``number`` is that of the page, None of a file that no page came of."""
    return {
        "page": number,
        "file": None if problem.file is None else indexed(problem.file),
        "code": problem.code,
        "grave": problem.grave,
        "detail": storable(problem.detail),
        "start": problem.span.start if problem.span else None,
        "end": problem.span.end if problem.span else None,
    }


def _own(rows: list[Row], number: int) -> list[Row]:
    return [{"id": number * _ROOM + at, "page": number, **row} for at, row in enumerate(rows)]


def _handed(rows: list[Row], owner: str, numbers: dict[str, int]) -> list[Row]:
    return [
        {owner: numbers[row["row"]], **{name: value for name, value in row.items() if name != "row"}}
        for row in rows
    ]


def _add_actors(connection: Connection, rows: PageRows) -> None:
    """New actors and new names of known ones; what the latest kit says of an actor holds."""
    ids = [row["id"] for row in rows.actors]
    if not ids:
        return
    there = {
        one.id: one._asdict() for one in connection.execute(select(t.actor).where(t.actor.c.id.in_(ids)))
    }
    insert_all(connection, t.actor, [row for row in rows.actors if row["id"] not in there])
    for row in rows.actors:
        if row["id"] in there and there[row["id"]] != row:
            connection.execute(update(t.actor).where(t.actor.c.id == row["id"]).values(row))
    names = select(t.actor_name.c.actor, t.actor_name.c.folded).where(t.actor_name.c.actor.in_(ids))
    known = {(one.actor, one.folded) for one in connection.execute(names)}
    insert_all(
        connection,
        t.actor_name,
        [row for row in rows.actor_names if (row["actor"], row["folded"]) not in known],
    )
