"""Searching the texts of an archive: words and phrases, the same on both databases."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, column, func, literal_column, select, table

from dragoman.errors import InputError
from dragoman.model import Lane
from dragoman.store import schema as t
from dragoman.store.queries.filters import Filters, of_page, within
from dragoman.store.queries.rows import Found
from dragoman.store.reader import Reader
from dragoman.store.search_text import asked

_PLAIN = Filters(lane=None)
_SEARCH = table("passage_search", column("rowid"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that holds what was asked for. ``start`` and ``end`` are code points of the page's text."""

    sha: str
    outlet: str | None
    published: str | None
    title: str | None
    lane: str
    kind: str
    comment: int | None
    start: int
    end: int
    words: str


def search(reader: Reader, query: str, filters: Filters) -> Found:
    """The passages with all words of ``query`` (in any form) and all its phrases in quotation marks.

    The newest first, pages of unknown day last. Comments are searched when the lane asks for them; hateful ones only
    with ``filters.folded``.

    Raises:
        InputError: when nothing is asked for.
    """
    phrases = asked(query)
    if not phrases:
        raise InputError(f"{query!r} holds no word to search for")
    values = _values(reader.dialect, phrases)
    # The question without further filters is made once: making it takes longer than a small archive needs to answer.
    alone = replace(filters, lane=None, folded=False, limit=None) == _PLAIN
    make = _made if alone else _listed
    more = () if alone else (*of_page(filters, reader), *within(t.page, filters))
    asking = _Asking(dialect=reader.dialect, phrases=len(phrases), lane=filters.lane, folded=filters.folded)
    rows = [*reader.rows(make(asking, filters.limit, more), values)]
    total = rows[0]["total"] if rows else 0
    hits = tuple(Hit(**{name: value for name, value in row.items() if name != "total"}) for row in rows)
    return Found(total=total, rows=hits)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    """On what the form of a search depends."""

    dialect: str
    phrases: int
    lane: Lane | None
    folded: bool


def _listed(asking: _Asking, limit: int | None, more: tuple[ColumnElement[bool], ...]) -> Select[Any]:
    conditions = [_fits(asking), *more]
    if asking.lane is not None:
        conditions.append(t.passage.c.lane == str(asking.lane))
    if asking.lane is not Lane.ARTICLE and not asking.folded:
        conditions.append(t.passage.c.folded.is_(False))
    columns = (
        t.page.c.sha, t.page.c.outlet, t.page.c.published, t.page.c.title,
        t.passage.c.lane, t.passage.c.kind, t.passage.c.comment, t.passage.c.start, t.passage.c.end, t.passage.c.words,
        func.count().over().label("total"),
    )  # fmt: skip
    query = (
        select(*columns)
        .join(t.page, t.page.c.id == t.passage.c.page)
        .where(*conditions)
        .order_by(t.page.c.first_day.is_(None), t.page.c.first_day.desc(), t.page.c.sha, t.passage.c.start)
    )
    return query if limit is None else query.limit(limit)


_made = cache(_listed)


def _fits(asking: _Asking) -> ColumnElement[bool]:
    if asking.dialect == "sqlite":
        found = select(_SEARCH.c.rowid).where(
            literal_column("passage_search").op("match")(bindparam("match"))
        )
        return t.passage.c.id.in_(found)
    phrases = [func.phraseto_tsquery("simple", bindparam(f"phrase{at}")) for at in range(asking.phrases)]
    asks: Any = phrases[0]
    for one in phrases[1:]:
        asks = asks.op("&&")(one)
    return literal_column("passage.search").op("@@")(asks)


def _values(dialect: str, phrases: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    said = [" ".join(one) for one in phrases]
    if dialect == "sqlite":
        # Stems are letters and digits alone; in quotation marks none of them is an operator.
        return {"match": " AND ".join(f'"{one}"' for one in said)}
    return {f"phrase{at}": one for at, one in enumerate(said)}
