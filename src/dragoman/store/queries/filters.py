"""What is asked of an archive, and the conditions that it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, and_, or_, select

from dragoman.errors import InputError
from dragoman.model import Lane
from dragoman.store import schema as t
from dragoman.store.reader import Reader
from dragoman.store.search_text import fold, storable

_COUNTRY = re.compile(r"[A-Z]{3}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What rows are asked for; an empty filter asks for all.

    ``actor`` takes part in an event, or speaks or is a source in a chain; ``speaker`` is the innermost source. Both, and
    the two of a ``dyad``, are an actor's id, a name, or an ISO 3166 alpha-3 code. ``statuses`` are those of
    :class:`dragoman.export.Status`. ``since`` and ``until`` are days (``YYYY-MM-DD``): of events their own, of statements the
    page's; only what certainly falls between counts, with ``possibly`` also what may. ``place`` is a country code or part of
    a place's name; ``least`` the least confidence. ``lane`` None is both. With ``reported`` an event counts on the day of the page that tells it. ``folded`` also gives what hateful comments say.
    """

    actor: str | None = None
    speaker: str | None = None
    dyad: tuple[str, str] | None = None
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    possibly: bool = False
    outlet: str | None = None
    place: str | None = None
    least: float | None = None
    page: str | None = None
    lane: Lane | None = Lane.ARTICLE
    reviewed: bool | None = None
    folded: bool = False
    reported: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """Who a name stands for: the ids of actors with their names, and the country codes."""

    actors: tuple[tuple[str, str], ...] = ()
    countries: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids alone."""
        return tuple(actor for actor, _ in self.actors)

    @property
    def keys(self) -> tuple[str, ...]:
        """All by which a party of a relation can be found. A country is asked for by its code alone."""
        return self.countries or self.ids


def who(reader: Reader, name: str) -> Meant:
    """The actors of the archive that ``name`` may mean: by id, by code, by a whole name, else by words of a name.

    Raises:
        InputError: when the archive names nobody so.
    """
    name = storable(name)
    if _COUNTRY.fullmatch(name):
        return Meant(countries=(name,))
    found = tuple(reader.rows(select(t.actor).where(t.actor.c.id == name)))
    folded = " ".join(fold(name).split())
    if not found and folded:
        found = tuple(_named(reader, t.actor_name.c.folded == folded)) or tuple(_with_words(reader, folded))
    if not found:
        raise InputError(f"nobody in the archive is called {name!r}; 'dragoman actors' lists who is")
    countries = tuple(row["country"] for row in found if row["kind"] == "country" and row["country"])
    return Meant(
        actors=tuple((row["id"], row["name"]) for row in found),
        countries=countries if len(found) == 1 else (),
    )


def _named(reader: Reader, condition: ColumnElement[bool]) -> Iterator[dict[str, Any]]:
    ids = select(t.actor_name.c.actor).where(condition)
    yield from reader.rows(select(t.actor).where(t.actor.c.id.in_(ids)).order_by(t.actor.c.id))


def _with_words(reader: Reader, folded: str) -> Iterator[dict[str, Any]]:
    name = t.actor_name.c.folded
    forms = (name.startswith(f"{folded} ", autoescape=True), name.endswith(f" {folded}", autoescape=True))
    yield from _named(reader, or_(*forms, name.contains(f" {folded} ", autoescape=True)))


def of_page(filters: Filters, reader: Reader) -> Iterator[ColumnElement[bool]]:
    """The conditions on the page a row stands on, but for its day."""
    if filters.outlet is not None:
        yield holding(reader, t.page.c.outlet, filters.outlet)
    if filters.page is not None:
        yield t.page.c.sha == reader.page(filters.page).sha


def holding(reader: Reader, column: Column[Any], asked: str) -> ColumnElement[bool]:
    """The condition that a text holds the words asked for, whatever their capitals and accents."""
    # Databases do not agree on what a capital is, so the few different texts are looked through here.
    folded = fold(asked)
    texts = (row["text"] for row in reader.rows(select(column.label("text")).distinct()))
    return column.in_([one for one in texts if one is not None and folded in fold(one)])


def of_row(filters: Filters, table: Table) -> Iterator[ColumnElement[bool]]:
    """The conditions that statements and events share."""
    if filters.statuses:
        yield table.c.status.in_(filters.statuses)
    if filters.least is not None:
        yield table.c.confidence >= filters.least
    if filters.reviewed is not None:
        yield table.c.review.is_not(None) if filters.reviewed else table.c.review.is_(None)


def within(table: Table, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """The condition that the bounds ``first_day`` and ``last_day`` of a row fall between the days asked for."""
    first, last = table.c.first_day, table.c.last_day
    if filters.possibly:
        if filters.since is not None:
            yield or_(last.is_(None), last >= filters.since)
        if filters.until is not None:
            yield or_(first.is_(None), first <= filters.until)
        return
    if filters.since is not None:
        yield first >= filters.since
    if filters.until is not None:
        yield last <= filters.until


def speaks(meant: Meant, *, innermost: bool) -> ColumnElement[bool]:
    """The condition that a statement's speaker, or with ``innermost`` False any source of its chain, is meant."""
    ids = meant.ids
    if meant.countries:
        of_country = select(t.actor.c.id).where(t.actor.c.country.in_(meant.countries))
        known: Any = of_country
    else:
        known = ids
    if innermost:
        return t.statement.c.speaker_actor.in_(known)
    return t.statement.c.id.in_(select(t.layer.c.statement).where(t.layer.c.actor.in_(known)))


def takes_part(meant: Meant, side: str | None = None) -> ColumnElement[bool]:
    """The condition that one who is meant takes part in an event, on ``side`` or on either."""
    column = t.party.c.country if meant.countries else t.party.c.actor
    wanted: Sequence[str] = meant.countries or meant.ids
    conditions: list[ColumnElement[bool]] = [column.in_(wanted)]
    if side is not None:
        conditions.append(t.party.c.side == side)
    return t.event.c.id.in_(select(t.party.c.event).where(*conditions))


def between(one: Meant, other: Meant) -> ColumnElement[bool]:
    """The condition that a pair of ``dyad`` is the one towards the other."""
    return and_(t.dyad.c.actor.in_(one.keys), t.dyad.c.recipient.in_(other.keys))
