"""A page as the scorer sees it: its toponyms in groups of one name, and every group's candidates in one row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dragoman.places.candidates import Candidate, Rule, candidates_of, following_kind
from dragoman.places.coarse import Coarse, coarse_names
from dragoman.places.gazetteer import Facts, Gazetteer
from dragoman.places.keys import key_of

Numbers: TypeAlias = NDArray[Any]

#: How far behind a toponym a word for its kind may end, in code points.
REACH: Final = 24
#: A row of more candidates is cut, to no fewer than so many of each group: all are weighed against all.
LONGEST: Final = 1500
FEWEST: Final = 6
#: A comma after a capitalised word: what follows says where that place is.
_QUALIFIES: Final = re.compile(r"[A-Z][\w.'’-]+, ?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Mentions of one name in one use: the number of the name among the page's names, where the first stands, whether
    it says where another place is (the Texas of "Paris, Texas"), and what it may mean. ``beside`` names stand in no text."""

    name: str
    same: int
    start: int
    qualifies: bool
    beside: bool
    pool: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The page. ``groups_of`` gives the group of each span; candidates of group ``g`` stand at ``starts[g]`` up to
    ``starts[g + 1]`` of the row, ``owner`` names the group of each. Offsets are code points of ``text``."""

    text: str
    spans: tuple[tuple[int, int], ...]
    groups_of: tuple[int, ...]
    groups: tuple[Group, ...]
    coarse: tuple[Coarse, ...]
    row: tuple[Candidate, ...]
    starts: Numbers
    owner: Numbers
    rules: Numbers
    facts: Facts


def view_page(
    text: str, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer, beside: Sequence[str] = ()
) -> View:
    """The view of the toponyms at ``spans`` of ``text``; ``beside`` are names that belong to the page without standing
    in it (the outlet's home)."""
    numbers: dict[tuple[str, str, bool], int] = {}
    names: dict[str, int] = {}
    groups: list[Group] = []
    groups_of = []
    for start, end in spans:
        name, after = text[start:end], text[end : end + REACH]
        use = (key_of(name), following_kind(after), bool(_QUALIFIES.search(text[max(0, start - 30) : start])))
        if use not in numbers:
            numbers[use] = len(groups)
            same = names.setdefault(use[0], len(names))
            pool = candidates_of(name, gazetteer, after)
            groups.append(Group(name=name, same=same, start=start, qualifies=use[2], beside=False, pool=pool))
        groups_of.append(numbers[use])
    for name in beside:
        same = names.setdefault(key_of(name), len(names))
        pool = candidates_of(name, gazetteer)
        groups.append(Group(name=name, same=same, start=0, qualifies=False, beside=True, pool=pool))
    groups = _bounded(groups)
    return _assembled(text, tuple(spans), tuple(groups_of), groups, coarse_names(text, gazetteer), gazetteer)


def _bounded(groups: list[Group]) -> list[Group]:
    """The groups with fewer candidates each where there are too many to weigh all against all; large places stay."""
    if sum(len(group.pool) for group in groups) <= LONGEST:
        return groups
    most = max(FEWEST, LONGEST // len(groups))
    return [_with_pool(group, group.pool[:most]) for group in groups]


def with_more(view: View, more: Mapping[int, Sequence[int]], gazetteer: Gazetteer) -> View:
    """The view with further places, by number, for some groups; they have the rule ``PAGE``."""
    groups = []
    for number, group in enumerate(view.groups):
        known = {candidate.place for candidate in group.pool}
        added = [Candidate(place, Rule.PAGE) for place in more.get(number, ()) if place not in known]
        groups.append(_with_pool(group, (*group.pool, *added)))
    return _assembled(view.text, view.spans, view.groups_of, groups, view.coarse, gazetteer)


def _with_pool(group: Group, pool: tuple[Candidate, ...]) -> Group:
    return Group(
        name=group.name, same=group.same, start=group.start, qualifies=group.qualifies, beside=group.beside, pool=pool
    )  # fmt: skip


def _assembled(
    text: str,
    spans: tuple[tuple[int, int], ...],
    groups_of: tuple[int, ...],
    groups: Sequence[Group],
    coarse: tuple[Coarse, ...],
    gazetteer: Gazetteer,
) -> View:
    row = tuple(candidate for group in groups for candidate in group.pool)
    counts = [len(group.pool) for group in groups]
    return View(
        text=text, spans=spans, groups_of=groups_of, groups=tuple(groups), coarse=coarse, row=row,
        starts=np.cumsum([0, *counts]), owner=np.repeat(np.arange(len(groups)), counts),
        rules=np.array([candidate.rule for candidate in row], dtype=np.int64),
        facts=gazetteer.facts(candidate.place for candidate in row),
    )  # fmt: skip


def per_group(view: View, values: Numbers, empty: float = 0.0) -> Numbers:
    """The largest of ``values``, one a candidate, in each group; ``empty`` for a group without candidates."""
    out = np.full(len(view.groups), empty)
    filled = np.diff(view.starts) > 0
    if filled.any():
        out[filled] = np.maximum.reduceat(values, view.starts[:-1][filled])
    return out


def beliefs(view: View, scores: Numbers) -> Numbers:
    """Scores to probabilities: in each group they add up to 1."""
    top = per_group(view, scores)[view.owner]
    raised = np.exp(scores - top)
    total = np.bincount(view.owner, weights=raised, minlength=len(view.groups))
    return np.asarray(raised / total[view.owner])
