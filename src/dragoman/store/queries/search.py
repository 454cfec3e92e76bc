"""Searching the texts of an archive: words and phrases, the same on both databases."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, column, func, literal_column, select, table

from dragoman.errors import InputError
from dragoman.model import Lane
from dragoman.store import schema as t
from dragoman.store.queries.filters import Filters, of_page, within
from dragoman.store.queries.rows import Found
from dragoman.store.reader import Reader
from dragoman.store.search_text import asked

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
    conditions = [_fits(reader, phrases), *of_page(filters, reader), *within(t.page, filters)]
    if filters.lane is not None:
        conditions.append(t.passage.c.lane == str(filters.lane))
    if filters.lane is not Lane.ARTICLE and not filters.folded:
        conditions.append(t.passage.c.folded.is_(False))
    base = select(t.passage.c.id).join(t.page, t.page.c.id == t.passage.c.page).where(*conditions)
    total = next(reader.rows(select(func.count().label("n")).select_from(base.subquery())))["n"]
    columns = (
        t.page.c.sha, t.page.c.outlet, t.page.c.published, t.page.c.title,
        t.passage.c.lane, t.passage.c.kind, t.passage.c.comment, t.passage.c.start, t.passage.c.end, t.passage.c.words,
    )  # fmt: skip
    listed = (
        select(*columns)
        .join(t.page, t.page.c.id == t.passage.c.page)
        .where(*conditions)
        .order_by(t.page.c.first_day.is_(None), t.page.c.first_day.desc(), t.page.c.sha, t.passage.c.start)
    )
    if filters.limit is not None:
        listed = listed.limit(filters.limit)
    return Found(total=total, rows=tuple(Hit(**row) for row in reader.rows(listed)))


def _fits(reader: Reader, phrases: tuple[tuple[str, ...], ...]) -> ColumnElement[bool]:
    said = [" ".join(one) for one in phrases]
    if reader.dialect == "sqlite":
        # Stems are letters and digits alone; in quotation marks none of them is an operator.
        match = " AND ".join(f'"{one}"' for one in said)
        found = select(_SEARCH.c.rowid).where(literal_column("passage_search").op("match")(match))
        return t.passage.c.id.in_(found)
    asks: Any = func.phraseto_tsquery("simple", said[0])
    for one in said[1:]:
        asks = asks.op("&&")(func.phraseto_tsquery("simple", one))
    return literal_column("passage.search").op("@@")(asks)
