"""Toponyms to places, with the page's other places as evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from dragoman.model import Place, Problem, Span
from dragoman.places.book import PlaceBook
from dragoman.places.candidates import Rule
from dragoman.places.context import context
from dragoman.places.gazetteer import Entry, Gazetteer
from dragoman.places.kinds import Kind
from dragoman.places.scorer import score
from dragoman.places.traits import traits
from dragoman.places.view import Numbers, View, beliefs, view_page, with_more

#: Two candidates whose probabilities are nearer than this are a tie, where they are two places and not one.
TIE: Final = 0.05
#: So many toponyms are weighed together; of a page with more, each run of so many by itself.
TOGETHER: Final = 250
#: So many candidates are given, the best first.
SHOWN: Final = 5
#: An option this probable is preferred where the page names its country so often, and so many times as often as the best's.
LIKELY, OFTEN = 0.15, 3
#: Places of one name nearer than this in km are one place for a reader: a town and its county.
_ONE: Final = 40.0
#: How well a resolved place says where the page is, for toponyms that name nothing known.
_FINE: Final = {
    Kind.TOWN: 1.0, Kind.PART: 1.0, Kind.DISTRICT: 0.8, Kind.SITE: 0.7, Kind.REGION: 0.4, Kind.COUNTRY: 0.2
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A place that a toponym may mean, how probable it is (0 to 1), and by which rule it is a candidate."""

    entry: Entry
    score: float
    rule: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A toponym with its options, the best first; ``place`` is the best, or None where two are level or there is none."""

    span: Span
    options: tuple[Option, ...]
    place: Option | None

    def as_place(self) -> Place:
        """The toponym as the record has it; without coordinates where it has no ``place``."""
        if self.place is None:
            return Place(name="", span=self.span)
        entry = self.place.entry
        return Place(
            name=entry.name, span=self.span, lat=entry.lat, lon=entry.lon, country=entry.country, level=entry.level,
            rule="metonym" if entry.metonym else self.place.rule.name.lower(), geonames=entry.geonames,
        )  # fmt: skip


def resolve_places(
    text: str, toponyms: Sequence[Span], book: PlaceBook, beside: Sequence[str] = ()
) -> tuple[tuple[Resolved, ...], tuple[Problem, ...]]:
    """What each of ``toponyms`` (spans of ``text``) means, in their order.

    ``beside`` are names that tell where the page is at home without standing in it: the outlet's town, a dateline that
    was supplied. One name has one meaning in a page (in each :data:`TOGETHER` toponyms of it), unless the words around it differ in use ("Paris, Texas").

    Problems: ``ambiguous-place`` where two candidates are level; they stand first in the options, and ``place`` is None.
    """
    resolved: list[Resolved] = []
    for first in range(0, len(toponyms), TOGETHER):
        resolved += _resolve(text, toponyms[first : first + TOGETHER], book, beside)
    return tuple(resolved), tuple(_problems(text, resolved))


def _resolve(
    text: str, toponyms: Sequence[Span], book: PlaceBook, beside: Sequence[str]
) -> Iterator[Resolved]:
    spans = [(span.start, span.end) for span in toponyms]
    view, belief = believe(view_page(text, spans, book.gazetteer, beside), book)
    options = [_options(view, group, belief, book.gazetteer) for group in range(len(view.groups))]
    spoken = Counter(
        options[group][0].entry.country
        for group in view.groups_of
        if options[group] and _is_land(options[group][0])
    )
    options = [_at_home(some, spoken) for some in options]
    for span, group in zip(toponyms, view.groups_of, strict=True):
        yield _resolved(span, options[group])


def _is_land(option: Option) -> bool:
    return option.entry.kind is Kind.COUNTRY


def _at_home(options: tuple[Option, ...], spoken: Mapping[str | None, int]) -> tuple[Option, ...]:
    """The options with one first whose country the page names often, where that of the best is hardly named: the Odessa of a
    page about Ukraine."""
    if not options or _is_land(options[0]):
        return options
    own = spoken.get(options[0].entry.country, 0)
    for one in options[1:]:
        often = spoken.get(one.entry.country, 0)
        if one.score >= LIKELY and often >= OFTEN and often > OFTEN * own and one.entry.country:
            rest = tuple(other for other in options if other is not one)
            return (replace(one, score=max(one.score, round(options[0].score + 2 * TIE, 4))), *rest)
    return options


def believe(view: View, book: PlaceBook) -> tuple[View, Numbers]:
    """The probability of each candidate, and the view they belong to: toponyms that name nothing known have the page's
    places as further candidates there."""
    if not view.row:
        return view, np.zeros(0)
    gazetteer, scorer = book.gazetteer, book.scorer
    own = traits(view, gazetteer)
    belief = beliefs(view, score(scorer.first, own))
    if more := main_places(view, belief):
        view = with_more(view, more, gazetteer)
        own = traits(view, gazetteer)
        belief = beliefs(view, score(scorer.first, own))
    for _ in range(2):
        belief = beliefs(view, score(scorer.second, (*own, *context(view, belief))))
    return view, belief


def main_places(view: View, belief: Numbers) -> dict[int, tuple[int, ...]]:
    """For each group whose words name no place of the gazetteer as a whole: the page's main place, and the places that
    were named last before and first behind it, by number."""
    unknown = [
        number
        for number, group in enumerate(view.groups)
        if all(one.rule >= Rule.INSIDE for one in group.pool)
    ]
    best = {
        group: int(view.starts[group]) + int(np.argmax(belief[view.starts[group] : view.starts[group + 1]]))
        for group in range(len(view.groups))
        if group not in unknown and view.groups[group].pool
    }
    if not unknown or not best:
        return {}
    weights: dict[int, float] = {}
    for group in (*view.groups_of, *(number for number, one in enumerate(view.groups) if one.beside)):
        if group in best:
            place, weight = (
                view.row[best[group]].place,
                _FINE.get(Kind(int(view.facts.kind[best[group]])), 0.3),
            )
            weights[place] = weights.get(place, 0.0) + weight * float(belief[best[group]])
    main = max(weights, key=lambda place: (weights[place], -place))
    named = sorted(
        (span[0], view.row[best[group]].place)
        for span, group in zip(view.spans, view.groups_of, strict=True)
        if group in best
        and Kind(int(view.facts.kind[best[group]])) in _FINE
        and view.facts.kind[best[group]] != Kind.COUNTRY
    )
    return {
        group: tuple(dict.fromkeys((main, *_around(named, view.groups[group].start)))) for group in unknown
    }


def _around(named: Sequence[tuple[int, int]], start: int) -> Iterator[int]:
    yield from [place for at, place in named if at < start][-1:]
    yield from [place for at, place in named if at > start][:1]


def _options(view: View, group: int, belief: Numbers, gazetteer: Gazetteer) -> tuple[Option, ...]:
    first, last = int(view.starts[group]), int(view.starts[group + 1])
    order = first + np.argsort(-belief[first:last], kind="stable")[:SHOWN]
    return tuple(
        Option(
            entry=gazetteer.place(view.row[at].place),
            score=round(float(belief[at]), 4),
            rule=view.row[at].rule,
        )
        for at in order.tolist()
    )


def _resolved(span: Span, options: tuple[Option, ...]) -> Resolved:
    level = len(options) > 1 and options[0].score - options[1].score < TIE and not _one(*options[:2])
    return Resolved(span=span, options=options, place=options[0] if options and not level else None)


def _one(first: Option, second: Option) -> bool:
    """Whether two options are one place to a reader: a town and its county or region, or two points of one place."""
    one, other = first.entry, second.entry
    if one.country == other.country and one.region is not None and one.region == other.region:
        return one.kind is not other.kind
    north = np.radians((one.lat + other.lat) / 2)
    east, up = (one.lon - other.lon) * float(np.cos(north)), one.lat - other.lat
    return bool(111.2 * float(np.hypot(east, up)) < _ONE)


def _problems(text: str, resolved: Sequence[Resolved]) -> Iterator[Problem]:
    for one in resolved:
        if one.place is None and one.options:
            first, second = (option.entry for option in one.options[:2])
            name = text[one.span.start : one.span.end]
            detail = f"{name!r} may be {_where(first)} or {_where(second)}"
            yield Problem(code="ambiguous-place", detail=detail, page=one.span.page, span=one.span)


def _where(entry: Entry) -> str:
    return ", ".join(part for part in (entry.name, entry.region, entry.country) if part)
