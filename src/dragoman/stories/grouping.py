"""Pages that tell one happening: episodes inside storylines.

A **storyline** is what average linkage finds among the likenesses of accounts; an **episode** is what it finds inside a
storyline when no episode may span more than a few days, or hold main events of other kinds on other days. The likeness of
two accounts depends on these two alone, so the result is a function of the *set* of accounts; accounts that are
added change only the storylines that hang together with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.model import Episode, Storyline, content_id
from dragoman.stories.account import Account
from dragoman.stories.alike import FULL, Edges, Index
from dragoman.stories.linking import Cluster, Veto, components, link
from dragoman.stories.rarity import Rarity
from dragoman.stories.terms import TermReader, Terms

#: Accounts are of one storyline, or episode, from this mean likeness on.
TOGETHER = FULL * 18 // 100
#: The days of an episode lie no further apart than this.
EPISODE_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Accounts and what is known of their likeness, so that more can be added; ``storylines`` in order of their pages."""

    accounts: Mapping[str, Account]
    terms: Mapping[str, Terms]
    edges: Mapping[tuple[str, str], int]
    storylines: tuple[Storyline, ...]

    def storyline_of(self) -> dict[str, str]:
        """The id of the storyline of each page."""
        return {page: one.id for one in self.storylines for page in one.pages}

    def episode_of(self) -> dict[str, str]:
        """The id of the episode of each page."""
        return {page: one.id for line in self.storylines for one in line.episodes for page in one.pages}


def group(accounts: Iterable[Account], rarity: Rarity) -> Grouping:
    """The storylines of ``accounts``. Of several accounts of one page id the first counts; the order changes nothing else."""
    return grow(Grouping(accounts={}, terms={}, edges={}, storylines=()), accounts, rarity)


def grow(grouping: Grouping, accounts: Iterable[Account], rarity: Rarity) -> Grouping:
    """``grouping`` with more accounts: what :func:`group` gives for all of them at once. Pages it has already are passed over."""
    reader = TermReader(rarity)
    new: dict[str, Account] = {}
    for one in accounts:
        if one.page not in grouping.accounts:
            new.setdefault(one.page, one)
    if not new:
        return grouping
    every = {**grouping.accounts, **new}
    terms = {**grouping.terms, **{page: reader.read(one) for page, one in new.items()}}
    index = Index(terms, {page: one.day for page, one in every.items()})
    edges = {**grouping.edges, **index.edges(tuple(new))}
    parts = components(every, edges, TOGETHER)
    touched = [part for part in parts if any(page in new for page in part)]
    changed = {page for part in touched for page in part}
    kept = [one for one in grouping.storylines if one.pages[0] not in changed]
    made = [line for part, inner in _within(touched, edges) for line in _storylines(part, inner, every)]
    return Grouping(
        accounts=every,
        terms=terms,
        edges=edges,
        storylines=tuple(sorted((*kept, *made), key=lambda one: one.pages)),
    )


def _within(parts: Iterable[Cluster], edges: Edges) -> list[tuple[Cluster, Edges]]:
    """Each part with the edges inside it."""
    out: list[tuple[Cluster, Edges]] = [(part, {}) for part in parts]
    home = {page: inner for part, inner in out for page in part}
    for pair, weight in edges.items():
        inner = home.get(pair[0])
        if inner is not None and inner is home.get(pair[1]):
            inner[pair] = weight
    return out


def _storylines(part: Cluster, edges: Edges, accounts: Mapping[str, Account]) -> list[Storyline]:
    veto = _veto(accounts)
    out = []
    for pages in link(part, edges, TOGETHER):
        episodes = link(pages, edges, TOGETHER, veto) if len(pages) > 1 else (pages,)
        out.append(
            Storyline(
                id=content_id("storyline", *pages),
                pages=pages,
                episodes=tuple(Episode(id=content_id("episode", *one), pages=one) for one in episodes),
            )
        )
    return out


def _veto(accounts: Mapping[str, Account]) -> Veto:
    def forbidden(left: Cluster, right: Cluster) -> bool:
        days = [day for page in (*left, *right) if (day := accounts[page].day)]
        if not days or max(days) == min(days):
            return False
        if (max(days) - min(days)).days > EPISODE_DAYS:
            return True
        one, two = ({kind for page in side if (kind := accounts[page].category)} for side in (left, right))
        return bool(one and two and not one & two)

    return forbidden
