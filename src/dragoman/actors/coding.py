"""The codes of an actor on a date: country and PLOVER sector, in the form that event data uses (``RUSGOV``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from dragoman.actors.book import ActorBook
from dragoman.actors.period import Period, between
from dragoman.model import Actor, ActorKind, Role

#: What stands for a country where an actor has none of its own: intergovernmental, not governmental, companies of
#: several countries, armed groups across borders.
IGO, NGO, MNC, IMG = "IGO", "NGO", "MNC", "IMG"
#: The sector of a former office holder.
FORMER: Final = "ELI"
_PREFIX: Final[Mapping[str, str]] = {"igo": IGO, "ngo": NGO, "company": MNC, "armed": IMG}
_SECTOR: Final[Mapping[str, str]] = {
    "ministry": "GOV",
    "legislature": "LEG",
    "court": "JUD",
    "institute": "EDU",
    "company": "BUS",
    "party": "PTY",
    "armed": "REB",
}
_MEDIA: Final = frozenset({ActorKind.OUTLET, ActorKind.AGENCY})


def codes_of(actor: Actor, book: ActorBook, on: Period | None) -> tuple[str, ...]:
    """The codes of an actor on the days ``on`` (None: unknown), the likeliest first; empty where nothing is known.

    Codes of a user's dictionary count alone. A person has those of the offices held then; one who held offices before
    has the country with ``ELI``. A country alone has no sector.
    """
    if actor.codes:
        return tuple(
            dict.fromkeys(code.text for code in actor.codes if _in_force(code.since, code.until, on))
        )
    if actor.kind is ActorKind.PERSON:
        held = tuple(dict.fromkeys(_offices(actor, book, on)))
        return held or _without_office(actor, on)
    prefix = prefix_of(actor)
    return (prefix + (sector_of(actor) or ""),) if prefix else ()


def prefix_of(actor: Actor) -> str | None:
    """What stands first in the code of a country, body, group or outlet."""
    if actor.country is not None:
        return actor.country
    return _PREFIX.get(actor.type or "")


def sector_of(actor: Actor) -> str | None:
    """The PLOVER sector of a body, group or outlet; None for a country and for bodies across countries."""
    if actor.kind in _MEDIA:
        return "JRN"
    if actor.sector is not None:
        return actor.sector
    return (
        _SECTOR.get(actor.type or "")
        if actor.country is not None or actor.type in {"armed", "party"}
        else None
    )


def _offices(actor: Actor, book: ActorBook, on: Period | None) -> Iterator[str]:
    roles = [role for role in book.held.get(actor.id, ()) if on is None or role.period.overlaps(on)]
    # Of several, the one that began last.
    for held in sorted(roles, key=lambda one: (not one.certain, -one.period.first)):
        owner = book.actors.get(held.owner)
        prefix = prefix_of(owner) if owner is not None and held.owner not in book.countries else held.owner
        if prefix:
            yield prefix + (held.role.sector or "")
    if not book.held.get(actor.id):
        for role in actor.roles:
            if role.country is not None and _in_force(role.since, role.until, on):
                yield role.country + (role.sector or "")


def _without_office(actor: Actor, on: Period | None) -> tuple[str, ...]:
    if actor.country is None:
        return ()
    past = on is not None and any(_ended(role, on) for role in actor.roles)
    return (actor.country + (FORMER if past else ""),)


def _ended(role: Role, on: Period) -> bool:
    return role.until is not None and between(None, role.until).last < on.first


def _in_force(since: str | None, until: str | None, on: Period | None) -> bool:
    return on is None or between(since, until).overlaps(on)
