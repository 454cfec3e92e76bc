"""How two actors deal with each other over time: counts by period, and the events behind every number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, bindparam, case, func, literal, or_, select

from dragoman.store import schema as t
from dragoman.store.queries.filters import Filters, between, of_page, who, within
from dragoman.store.reader import Reader


class Period(StrEnum):
    """How long the periods of a relation are."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ALL = "all"


_LETTERS = {Period.DAY: 10, Period.MONTH: 7, Period.YEAR: 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How many events of one quad class and status the one side did to the other in a period.

    ``period`` is None for events whose bounds reach over more than one. ``forth`` tells the direction: from the first
    of the two that were asked for to the second. ``reports`` counts the pages.
    """

    period: str | None
    forth: bool
    quad: int | None
    status: str
    events: int
    reports: int


def relation(reader: Reader, one: str, other: str, every: Period, filters: Filters) -> tuple[Cell, ...]:
    """The relation of ``one`` and ``other``, period by period; an event that both do together counts both ways.

    Raises:
        InputError: for a name that the archive does not know.
    """
    first, second = who(reader, one), who(reader, other)
    if filters == _PLAIN:
        rows = reader.tuples(_plain(every), {"first": first.keys, "second": second.keys})
    else:
        asked = _cells(every, between(first, second), between(second, first), filters, reader)
        rows = reader.tuples(asked, {})
    return tuple(
        Cell(period=period, forth=bool(forth), quad=quad, status=status, events=events, reports=reports)
        for period, forth, quad, status, events, reports in rows
    )


_PLAIN = Filters()


@cache
def _plain(every: Period) -> Select[Any]:
    """The question without filters, made once: making it takes longer than a small archive needs to answer."""
    first: Any = bindparam("first", expanding=True)
    second: Any = bindparam("second", expanding=True)
    forth = and_(t.dyad.c.actor.in_(first), t.dyad.c.recipient.in_(second))
    back = and_(t.dyad.c.actor.in_(second), t.dyad.c.recipient.in_(first))
    return _cells(every, forth, back, _PLAIN, None)


def _cells(
    every: Period,
    forth: ColumnElement[bool],
    back: ColumnElement[bool],
    filters: Filters,
    reader: Reader | None,
) -> Select[Any]:
    direction = case((forth, literal(1)), else_=literal(0)).label("forth")
    period = _period(every, _dated(filters)).label("period")
    columns = (period, direction, t.dyad.c.quad, t.dyad.c.status)
    counts = (
        func.count(t.dyad.c.event.distinct()).label("events"),
        func.count(t.event.c.page.distinct()).label("reports"),
    )
    query = _pairs(select(*columns, *counts), or_(forth, back), filters, reader)
    return query.group_by(*columns).order_by(period.is_(None), *columns)


def behind(reader: Reader, one: str, other: str, every: Period, filters: Filters) -> Iterator[dict[str, Any]]:
    """The events behind the numbers of :func:`relation`: period, direction, and what and where each is."""
    first, second = who(reader, one), who(reader, other)
    forth = case((between(first, second), literal(1)), else_=literal(0)).label("forth")
    columns = (
        _period(every, _dated(filters)).label("period"),
        forth,
        t.dyad.c.quad,
        t.dyad.c.status,
        t.page.c.sha,
        t.event.c.row,
        t.event.c.ordinal,
        t.event.c.start,
        t.event.c.end,
        t.event.c.day,
        t.event.c.category,
        t.event.c.mode,
        t.event.c.actors,
        t.event.c.recipients,
        t.event.c.words,
    )
    either = or_(between(first, second), between(second, first))
    query = _pairs(select(*columns).distinct(), either, filters, reader)
    for row in reader.rows(query.order_by(t.page.c.sha, t.event.c.ordinal, forth)):
        yield {**row, "forth": bool(row["forth"])}


def _pairs(
    query: Select[Any], either: ColumnElement[bool], filters: Filters, reader: Reader | None
) -> Select[Any]:
    conditions = [either, *within(_dated(filters), filters)]
    if filters.statuses:
        conditions.append(t.dyad.c.status.in_(filters.statuses))
    if filters.least is not None:
        conditions.append(t.event.c.confidence >= filters.least)
    if filters.categories:
        conditions.append(t.event.c.category.in_([one.upper() for one in filters.categories]))
    query = query.select_from(t.dyad).join(t.event, t.event.c.id == t.dyad.c.event)
    if reader is not None:
        query = query.join(t.page, t.page.c.id == t.event.c.page)
        conditions += of_page(filters, reader)
    return query.where(*conditions)


def _dated(filters: Filters) -> Table:
    """Whose days count: those of the events, or of the pages that report them."""
    return t.page if filters.reported else t.dyad


def _period(every: Period, dated: Table) -> ColumnElement[Any]:
    if every is Period.ALL:
        return literal("all")
    first = func.substr(dated.c.first_day, 1, _LETTERS[every])
    last = func.substr(dated.c.last_day, 1, _LETTERS[every])
    return case((and_(dated.c.first_day.is_not(None), first == last), first), else_=None)
