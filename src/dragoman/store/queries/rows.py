"""Statements and events of an archive, as they are listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from dragoman.model import Lane, Style
from dragoman.store import schema as t
from dragoman.store.queries.filters import (
    Filters,
    between,
    holding,
    of_page,
    of_row,
    speaks,
    takes_part,
    who,
    within,
)
from dragoman.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A statement as it is listed. ``start`` and ``end`` are code points of the page's text; ``ordinal`` is N of row sN."""

    sha: str
    outlet: str | None
    published: str | None
    ordinal: int
    row: str
    lane: str
    comment: int | None
    style: str
    kind: str
    status: str
    polarity: str
    certainty: str
    time: str
    speaker: str | None
    speaker_actor: str | None
    chain: str
    depth: int
    words: str
    start: int
    end: int
    confidence: float
    review: str | None
    doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """An event as it is listed. ``start`` and ``end`` are those of the words that told it; ``ordinal`` is N of row eN."""

    sha: str
    outlet: str | None
    published: str | None
    ordinal: int
    row: str
    main: bool
    category: str
    mode: str | None
    cameo: str | None
    quad: int | None
    intensity: float | None
    status: str
    actors: str
    recipients: str
    chain: str
    words: str
    start: int
    end: int
    day: str | None
    first_day: str | None
    last_day: str | None
    place: str | None
    place_country: str | None
    lat: float | None
    lon: float | None
    confidence: float
    review: str | None
    doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many rows fit, and those that are listed."""

    total: int
    rows: tuple[Any, ...]


def quotes(reader: Reader, filters: Filters) -> Found:
    """The statements that fit, by the day of the page, then in page order. An outlet's own sentences are left out unless
    their style, a status, a speaker or a source is asked for.

    Raises:
        InputError: for a name or a page that the archive does not know.
    """
    conditions = [*of_page(filters, reader), *of_row(filters, t.statement), *within(t.page, filters)]
    if filters.lane is not None:
        conditions.append(t.statement.c.lane == str(filters.lane))
    if filters.lane is not Lane.ARTICLE and not filters.folded:
        conditions.append(t.statement.c.folded.is_(False))
    if filters.styles:
        conditions.append(t.statement.c.style.in_(filters.styles))
    elif filters.speaker is None and filters.actor is None and not filters.statuses:
        conditions.append(t.statement.c.style != str(Style.OUTLET))
    if filters.speaker is not None:
        conditions.append(speaks(who(reader, filters.speaker), innermost=True))
    if filters.actor is not None:
        conditions.append(speaks(who(reader, filters.actor), innermost=False))
    return _found(reader, t.statement, Quote, conditions, filters.limit)


def events(reader: Reader, filters: Filters) -> Found:
    """The events that fit, by their first day, else by what bounds it (unknown ones last), then by page and in page order.

    Raises:
        InputError: for a name or a page that the archive does not know.
    """
    conditions = [
        *of_page(filters, reader),
        *of_row(filters, t.event),
        *within(t.page if filters.reported else t.event, filters),
    ]
    if filters.categories:
        conditions.append(or_(*(_category(one) for one in filters.categories)))
    if filters.actor is not None:
        conditions.append(takes_part(who(reader, filters.actor)))
    if filters.dyad is not None:
        one, other = (who(reader, name) for name in filters.dyad)
        conditions.append(
            t.event.c.id.in_(select(t.dyad.c.event).where(or_(between(one, other), between(other, one))))
        )
    if filters.place is not None:
        named = holding(reader, t.event.c.place, filters.place)
        conditions.append(or_(t.event.c.place_country == filters.place, named))
    return _found(reader, t.event, Happening, conditions, filters.limit)


def pages_that_fit(reader: Reader, filters: Filters) -> tuple[str, ...]:
    """The ids of the pages of the outlet and the days asked for, in order."""
    conditions = [*of_page(filters, reader), *within(t.page, filters)]
    return tuple(
        row["sha"] for row in reader.rows(select(t.page.c.sha).where(*conditions).order_by(t.page.c.sha))
    )


def _category(asked: str) -> ColumnElement[bool]:
    name, _, mode = asked.partition("/")
    fits = t.event.c.category == name.upper()
    return fits & (t.event.c.mode == mode) if mode else fits


def _found(
    reader: Reader, table: Any, kind: type[Quote | Happening], conditions: list[Any], limit: int | None
) -> Found:
    base = select(table.c.id).join(t.page, t.page.c.id == table.c.page).where(*conditions)
    listed = tuple(kind(**row) for row in reader.rows(_listed(table, kind, conditions, limit)))
    if limit is None or len(listed) < limit:
        return Found(total=len(listed), rows=listed)
    total = next(reader.rows(select(func.count().label("n")).select_from(base.subquery())))["n"]
    return Found(total=total, rows=listed)


def _listed(table: Any, kind: type[Any], conditions: list[Any], limit: int | None) -> Select[Any]:
    of_the_page = {"sha", "outlet", "published"}
    columns = [(t.page if one.name in of_the_page else table).c[one.name] for one in fields(kind)]
    day: Any = t.page.c.first_day
    if table is t.event:
        day = func.coalesce(t.event.c.first_day, t.event.c.last_day, t.page.c.first_day)
    query = (
        select(*columns)
        .join(t.page, t.page.c.id == table.c.page)
        .where(*conditions)
        .order_by(day.is_(None), day, t.page.c.sha, table.c.ordinal)
    )
    return query if limit is None else query.limit(limit)


def plain(found: Found) -> Iterator[dict[str, Any]]:
    """The rows as JSON-able data."""
    for row in found.rows:
        yield {one.name: getattr(row, one.name) for one in fields(row)}
