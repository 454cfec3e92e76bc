"""Several copies of one page, saved at different times: linked, never merged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from dragoman.model import Page
from dragoman.pages.addresses import same_address

_EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisions:
    """The copies of one page, oldest first. A copy whose time is unknown stands before the others.

    ``address`` is the form that their addresses share (see ``same_address``). ``pages`` are page ids; an id stands
    twice when the same bytes were saved twice, and then the page did not change between. ``saved`` are the times
    they were saved, in the same order.
    """

    address: str
    pages: tuple[str, ...]
    saved: tuple[datetime | None, ...]

    @property
    def changed(self) -> bool:
        """Whether the copies differ in any byte."""
        return len(set(self.pages)) > 1


def revisions(pages: Iterable[Page]) -> tuple[Revisions, ...]:
    """The pages that were saved more than once, by address, in the order in which each was first met.

    Every page stays a page of its own, with its own record: this only says which of them are copies of one page.
    What the user supplied as address counts before what the container says. Pages without an address are linked
    to none.
    """
    by_address: dict[str, list[tuple[datetime, int, str]]] = {}
    for number, page in enumerate(pages):
        url = page.supplied.url or page.url
        if url:
            row = (page.fetched_at or _EARLIEST, number, page.id)
            by_address.setdefault(same_address(url), []).append(row)
    return tuple(
        Revisions(
            address=address,
            pages=tuple(page for _, _, page in sorted(rows)),
            saved=tuple(None if when == _EARLIEST else when for when, _, _ in sorted(rows)),
        )
        for address, rows in by_address.items()
        if len(rows) > 1
    )
