"""What values an archive has of what can be asked for, for answers to questions that nothing fits."""

from __future__ import annotations

from sqlalchemy import Column, select

from dragoman.store import schema as t
from dragoman.store.reader import Reader
from dragoman.store.search_text import fold


def outlets(reader: Reader) -> tuple[str, ...]:
    """The outlets of the pages, in the order of their names."""
    return tuple(sorted(_texts(reader, t.page.c.outlet), key=fold))


def categories(reader: Reader) -> tuple[str, ...]:
    """The categories of the events, with the modes that they have (``CONSULT/visit``), in their order."""
    modes = (
        select((t.event.c.category + "/" + t.event.c.mode).label("text"))
        .where(t.event.c.mode.is_not(None))
        .distinct()
    )
    with_modes = {row["text"] for row in reader.rows(modes)}
    return tuple(sorted(with_modes.union(_texts(reader, t.event.c.category))))


def _texts(reader: Reader, column: Column[str]) -> set[str]:
    rows = reader.rows(select(column.label("text")).where(column.is_not(None)).distinct())
    return {row["text"] for row in rows}
