"""The actors of an archive: by which names they are called, what they say, and what they do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select

from dragoman.model import Lane
from dragoman.store import schema as t
from dragoman.store.queries.filters import Meant, who
from dragoman.store.reader import Reader
from dragoman.store.search_text import fold, storable


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorSeen:
    """An actor and how often the articles name him, on how many pages, and in how many statements and events he is."""

    id: str
    name: str
    kind: str
    country: str | None
    named: int
    pages: int
    says: int
    acts: int
    receives: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSeen:
    """The words that name an actor, how often, on how many pages, and one place where they stand."""

    words: str
    times: int
    pages: int
    sha: str
    start: int
    end: int


def actors(
    reader: Reader,
    *,
    name: str | None = None,
    kind: str | None = None,
    country: str | None = None,
    limit: int | None = None,
) -> tuple[ActorSeen, ...]:
    """The actors that articles name, the most named first; ``name`` is part of one of their names."""
    conditions: list[Any] = []
    if name is not None:
        name = storable(name)
        folded = " ".join(fold(name).split())
        named = select(t.actor_name.c.actor).where(t.actor_name.c.folded.contains(folded, autoescape=True))
        conditions.append(or_(t.actor.c.id == name, t.actor.c.id.in_(named)))
    if kind is not None:
        conditions.append(t.actor.c.kind == kind)
    if country is not None:
        conditions.append(t.actor.c.country == country)
    named_by = _counted(
        t.naming.c.actor, func.sum(t.naming.c.times), func.count(t.naming.c.page.distinct())
    ).where(t.naming.c.lane == str(Lane.ARTICLE))
    says = _counted(t.statement.c.speaker_actor, func.count()).where(t.statement.c.lane == str(Lane.ARTICLE))
    acts, receives = (
        _counted(t.party.c.actor, func.count(t.party.c.event.distinct())).where(t.party.c.side == side)
        for side in ("actor", "recipient")
    )
    parts = [
        query.group_by(query.selected_columns[0]).subquery() for query in (named_by, says, acts, receives)
    ]
    query: Select[Any] = select(
        t.actor.c.id, t.actor.c.name, t.actor.c.kind, t.actor.c.country,
        func.coalesce(parts[0].c.n0, 0).label("named"), func.coalesce(parts[0].c.n1, 0).label("pages"),
        func.coalesce(parts[1].c.n0, 0).label("says"),
        func.coalesce(parts[2].c.n0, 0).label("acts"), func.coalesce(parts[3].c.n0, 0).label("receives"),
    )  # fmt: skip
    joined: Any = t.actor
    for part in parts:
        joined = joined.outerjoin(part, part.c.actor == t.actor.c.id)
    query = query.select_from(joined).where(*conditions)
    if name is None:
        query = query.where(parts[0].c.n0.is_not(None))
    query = query.order_by(func.coalesce(parts[0].c.n0, 0).desc(), t.actor.c.id)
    rows = reader.rows(query if limit is None else query.limit(limit))
    return tuple(ActorSeen(**{**row, "named": int(row["named"])}) for row in rows)


def names(reader: Reader, name: str, *, lane: Lane = Lane.ARTICLE) -> tuple[Meant, tuple[NameSeen, ...]]:
    """Who ``name`` is, and by which words the pages name them: the reasons why names were held to be one actor.

    Raises:
        InputError: when the archive names nobody so.
    """
    meant = who(reader, name)
    ids: Any = meant.ids
    if meant.countries and not meant.ids:
        ids = select(t.actor.c.id).where(t.actor.c.country.in_(meant.countries), t.actor.c.kind == "country")
    query = (
        select(t.naming.c.words, t.naming.c.times, t.page.c.sha, t.naming.c.start, t.naming.c.end)
        .join(t.page, t.page.c.id == t.naming.c.page)
        .where(t.naming.c.actor.in_(ids), t.naming.c.lane == str(lane))
        .order_by(t.naming.c.words, t.page.c.sha, t.naming.c.start)
    )
    seen: dict[str, list[dict[str, Any]]] = {}
    for row in reader.rows(query):
        seen.setdefault(row["words"], []).append(row)
    found = [
        NameSeen(
            words=words,
            times=sum(row["times"] for row in rows),
            pages=len({row["sha"] for row in rows}),
            **{field: rows[0][field] for field in ("sha", "start", "end")},
        )
        for words, rows in seen.items()
    ]
    return meant, tuple(sorted(found, key=lambda one: (-one.times, one.words)))


def _counted(actor: Any, *counts: Any) -> Select[Any]:
    return select(actor.label("actor"), *(count.label(f"n{at}") for at, count in enumerate(counts)))
