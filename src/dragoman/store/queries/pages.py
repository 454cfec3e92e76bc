"""The pages of an archive, as they are listed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from dragoman.store import schema as t
from dragoman.store.queries.filters import Filters, of_page, within
from dragoman.store.queries.rows import Found
from dragoman.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSeen:
    """A page as it is listed. ``published`` is EDTF, ``not_before`` and ``not_after`` what bounds it; ``file`` is the first
    of the ``places`` where it was found; ``problems`` are codes."""

    sha: str
    published: str | None
    not_before: str | None
    not_after: str | None
    outlet: str | None
    title: str | None
    url: str | None
    file: str
    inside: str
    places: int
    statements: int
    events: int
    comments: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLost:
    """A file that gave a problem and no page."""

    file: str
    code: str
    detail: str


def pages(
    reader: Reader, filters: Filters, *, undated: bool = False, problems: Collection[str] = ()
) -> Found:
    """The pages that fit, by their day, those without one last. ``undated`` asks for those without a day of publication,
    ``problems`` for those with one of these problems.

    Raises:
        InputError: for a page that the archive does not know.
    """
    conditions = [*of_page(filters, reader), *within(t.page, filters)]
    if undated:
        conditions.append(t.page.c.published.is_(None))
    if problems:
        odd = select(t.problem.c.page).where(t.problem.c.code.in_(problems), t.problem.c.page.is_not(None))
        conditions.append(t.page.c.id.in_(odd))
    total = next(iter(reader.rows(select(func.count().label("n")).select_from(t.page).where(*conditions))))
    rows = list(reader.rows(_listed(conditions).limit(filters.limit)))
    places = _of_pages(reader, rows, select(t.sighting.c.page, t.sighting.c.file, t.sighting.c.inside))
    codes = _of_pages(reader, rows, select(t.problem.c.page, t.problem.c.code))
    found = []
    for row in rows:
        number = row.pop("number")
        seen = sorted((place["file"], place["inside"]) for place in places.get(number, ())) or [("", "")]
        odd_codes = tuple(sorted({one["code"] for one in codes.get(number, ())}))
        file, inside = seen[0]
        found.append(
            PageSeen(**row, file=file, inside=inside, places=len(places.get(number, ())), problems=odd_codes)
        )
    return Found(total=int(total["n"]), rows=tuple(found))


def lost_files(reader: Reader, problems: Collection[str] = ()) -> tuple[FileLost, ...]:
    """The files that no page came of, in the order of their names."""
    query = select(t.problem.c.file, t.problem.c.code, t.problem.c.detail).where(t.problem.c.page.is_(None))
    if problems:
        query = query.where(t.problem.c.code.in_(problems))
    rows = reader.rows(query.order_by(t.problem.c.file, t.problem.c.code))
    return tuple(FileLost(file=row["file"] or "", code=row["code"], detail=row["detail"]) for row in rows)


def _listed(conditions: list[ColumnElement[bool]]) -> Select[Any]:
    return (
        select(
            t.page.c.id.label("number"),
            t.page.c.sha,
            t.page.c.published,
            t.page.c.first_day.label("not_before"),
            t.page.c.last_day.label("not_after"),
            t.page.c.outlet,
            t.page.c.title,
            t.page.c.url,
            t.page.c.comments,
            _number_of(t.statement).label("statements"),
            _number_of(t.event).label("events"),
        )
        .where(*conditions)
        .order_by(t.page.c.published.is_(None), t.page.c.published, t.page.c.sha)
    )


def _number_of(table: Any) -> Any:
    return (
        select(func.count())
        .select_from(table)
        .where(table.c.page == t.page.c.id)
        .correlate(t.page)
        .scalar_subquery()
    )


def _of_pages(
    reader: Reader, rows: list[dict[str, Any]], query: Select[Any]
) -> dict[int, list[dict[str, Any]]]:
    """The rows of another table by the number of their page."""
    wanted = {row["number"] for row in rows}
    found: dict[int, list[dict[str, Any]]] = {}
    for row in reader.rows(query):
        if row["page"] in wanted:
            found.setdefault(row["page"], []).append(row)
    return found
