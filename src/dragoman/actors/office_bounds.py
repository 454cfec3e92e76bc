"""When a page can have been written, by the offices that it gives people."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.actors.book import ActorBook
from dragoman.actors.view import Titled


def office_bounds(titled: frozenset[Titled], book: ActorBook) -> Iterator[tuple[str, str]]:
    """EDTF intervals in which the page's words fit, each with its reason.

    ``titled`` are offices the page gives people: position, owner (None where it names none) and actor. One who held an
    office twice bounds by the first day and the last. Offices whose dates are not certain bound nothing, nor does an
    office without an owner that the person held for two.
    """
    for position, owner, actor in sorted(titled, key=lambda one: (one[2], one[0], one[1] or "")):
        roles = [
            role
            for role in book.held.get(actor, ())
            if role.position == position and (owner is None or role.owner == owner)
        ]
        if not roles or not all(role.certain for role in roles) or len({role.owner for role in roles}) > 1:
            continue
        starts = [role.role.since for role in roles]
        ends = [role.role.until for role in roles]
        since = min((one for one in starts if one), default=None) if all(starts) else None
        until = max((one for one in ends if one), default=None) if all(ends) else None
        if since or until:
            name = book.actors[actor].name
            owned = book.owner_actor(roles[0].owner)
            of = book.actors[owned].name if owned is not None else roles[0].owner
            yield f"{since or '..'}/{until or '..'}", f"{name} was {position} of {of}"
