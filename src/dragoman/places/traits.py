"""What speaks for a candidate by itself: the place, its name, the words around its mentions, countries and regions in
the text. One column of numbers a trait; the scorer's table names them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np

from dragoman.places.candidates import GENERIC, Rule, following_kind
from dragoman.places.coarse import Coarse
from dragoman.places.gazetteer import Gazetteer
from dragoman.places.kinds import Kind
from dragoman.places.view import REACH, Numbers, View, per_group

Column: TypeAlias = tuple[str, Numbers]

#: Countries that pages in English speak of without naming them.
_USUAL: Final = ("USA", "GBR", "CAN", "AUS", "IND", "IRL", "ZAF", "NZL")
_TOWNS: Final = (Kind.TOWN, Kind.PART)
_COARSE: Final = (Kind.COUNTRY, Kind.REGION)
_KIND_BEFORE: Final = re.compile(
    r"\b(city|town|village|county|province|state|district|region|republic|island|university|suburb|township) of (?:the )?$",
    re.I,
)
_CAPITAL_BEFORE: Final = re.compile(r"\bcapital,? (?:city )?(?:of )?(?:the )?$", re.I)
_IN_BEFORE: Final = re.compile(r"\b(?:in|at|near|from|to|around|outside|into|across|of)(?: the)? $", re.I)
_QUALIFIER: Final = re.compile(r"(?:,| ?\(|,? (?:in|of)(?: the)?)? {0,2}")
_BETWEEN: Final = re.compile(r",? [A-Z][\w.]+ (?:County|Parish|District|Province|Co\.),? ")
_OWNER: Final = re.compile(r"['’]s? (?:[\w-]+ ){0,4}")
#: A size of the file is 8 times a binary logarithm: this makes it about 0 to 3.
_SIZE: Final = 80.0
_LEAD: Final = 150
_CLOSE: Final = 60


def traits(view: View, gazetteer: Gazetteer) -> tuple[Column, ...]:
    """All columns, a number for each candidate of the view's row."""
    size = view.facts.size / _SIZE
    return (*_of_place(view, size, gazetteer), *_of_words(view, size, gazetteer), *_of_text(view, gazetteer))


def _of_place(view: View, size: Numbers, gazetteer: Gazetteer) -> Iterator[Column]:
    kind, rules, owner = view.facts.kind, view.rules, view.owner
    rank = np.zeros(len(view.row))
    for first, last in pairwise(view.starts.tolist()):
        rank[first:last] = (size[first:last, None] < size[None, first:last]).sum(1)
    yield "size", size
    yield "smaller than the largest", size - per_group(view, size)[owner]
    yield "rank", np.log1p(rank)
    yield "largest", rank == 0
    yield "namesakes", np.log1p(np.diff(view.starts))[owner]
    for one in Kind:
        yield f"kind {one.name.lower()}", kind == one
    for rule in Rule:
        yield f"rule {rule.name.lower()}", rules == rule
    for one in (Kind.TOWN, Kind.COUNTRY, Kind.REGION, Kind.DISTRICT, Kind.PART):
        yield f"size of {one.name.lower()}", (kind == one) * size
    yield "town by another name", (rules == Rule.OTHER_NAME) & (kind == Kind.TOWN)
    yield "size by another name", (rules == Rule.OTHER_NAME) * size
    for code in _USUAL:
        yield f"in {code}", view.facts.country == gazetteer.country_number(code)
    proper = np.isin(rules, (Rule.NAME, Rule.OTHER_NAME, Rule.SHORT))
    for one in _COARSE:
        yield (
            f"namesake of a {one.name.lower()}",
            (per_group(view, (kind == one) & proper)[owner] > 0) & (kind != one),
        )


def _of_words(view: View, size: Numbers, gazetteer: Gazetteer) -> Iterator[Column]:
    kind, owner, groups = view.facts.kind, view.owner, view.groups
    town, coarse = np.isin(kind, _TOWNS), np.isin(kind, _COARSE)
    qualifies = np.array([group.qualifies for group in groups], dtype=bool)[owner]
    capitals = np.array([group.name.isupper() for group in groups], dtype=bool)[owner]
    long = np.array([len(group.name) > 4 for group in groups], dtype=bool)[owner]
    several = np.array([len(group.name.split()) > 1 for group in groups], dtype=bool)[owner]
    yield "country or region after a town", qualifies & coarse
    yield "town after a town", qualifies & town
    yield "town in capitals", capitals & long & town
    yield "short form in capitals", capitals & ~long & (view.rules == Rule.SHORT)
    yield "inside of several words", several & (view.rules == Rule.INSIDE)
    count, leads, capital, within = (np.zeros(len(groups)) for _ in range(4))
    kinds: list[set[str]] = [set() for _ in groups]
    for (start, end), group in zip(view.spans, view.groups_of, strict=True):
        before, after = view.text[max(0, start - 30) : start], view.text[end : end + REACH]
        count[group] += 1
        leads[group] = max(leads[group], start < _LEAD)
        capital[group] = max(capital[group], bool(_CAPITAL_BEFORE.search(before)))
        within[group] += bool(_IN_BEFORE.search(before))
        told = _KIND_BEFORE.search(before)
        kinds[group] |= {following_kind(after), told.group(1).lower() if told else ""} & set(GENERIC)
    yield "kind that the words say", _told(view, kinds)
    yield "size of the capital", capital[owner] * (kind == Kind.TOWN) * size
    yield "size by mentions", np.log1p(count)[owner] * size
    yield "size at the beginning", leads[owner] * size
    yield "in a town", (within / np.maximum(count, 1))[owner] * town
    yield from _of_qualifiers(view, gazetteer)


def _told(view: View, kinds: list[set[str]]) -> Numbers:
    out = np.zeros(len(view.row))
    for group, told in enumerate(kinds):
        part = slice(view.starts[group], view.starts[group + 1])
        for word in sorted(told):
            out[part] = np.where(np.isin(view.facts.kind[part], list(GENERIC[word])), 1.0, -1.0)
    return out


def _of_qualifiers(view: View, gazetteer: Gazetteer) -> Iterator[Column]:
    """Paris, Texas; Paris (Texas); Paris, Lamar County, Texas; Texas's Paris; and Texas elsewhere in the clause."""
    marks = {mark.start: mark for mark in view.coarse}
    at = sorted(marks)
    told: list[list[tuple[Coarse, float]]] = [[] for _ in view.groups]
    close: list[list[Coarse]] = [[] for _ in view.groups]
    for (start, end), group in zip(view.spans, view.groups_of, strict=True):
        told[group] += _after(view.text, end, marks)
        if (before := bisect_left(at, start) - 1) >= 0:
            mark = marks[at[before]]
            if _OWNER.fullmatch(gap := view.text[mark.end : start]):
                told[group].append((mark, 0.5))
            close[group] += [mark] if _joined(gap) else []
        if (behind := bisect_right(at, end)) < len(at):
            mark = marks[at[behind]]
            close[group] += [mark] if _joined(view.text[end : mark.start]) else []
    divisions = _divisions(view.coarse, gazetteer)
    inside, clause, strength = np.zeros(len(view.row)), np.zeros(len(view.row)), np.zeros(len(view.groups))
    for group in range(len(view.groups)):
        part = slice(view.starts[group], view.starts[group + 1])
        total = max(1.0, sum(weight for _, weight in told[group]))
        strength[group] = min(1.0, sum(weight for _, weight in told[group]))
        for mark, weight in told[group]:
            inside[part] += _lies_in(view, part, divisions[mark.start]) * weight / total
        for mark in close[group]:
            clause[part] += _lies_in(view, part, divisions[mark.start]) / len(close[group])
    yield "in what qualifies it", inside
    yield (
        "not in what qualifies it",
        (strength[view.owner] - inside) * (per_group(view, inside)[view.owner] > 0),
    )
    yield "in what the clause names", clause


def _after(text: str, end: int, marks: dict[int, Coarse]) -> Iterator[tuple[Coarse, float]]:
    after = text[end : end + _CLOSE]
    if (gap := _QUALIFIER.match(after)) and gap.end() and (mark := marks.get(end + gap.end())):
        yield mark, 1.0 if after[0] in ",(" else 0.5
    if (gap := _BETWEEN.match(after)) and (mark := marks.get(end + gap.end())):
        yield mark, 1.0


def _joined(gap: str) -> bool:
    return len(gap) < _CLOSE and ". " not in gap and "\n" not in gap


def _divisions(marks: Sequence[Coarse], gazetteer: Gazetteer) -> dict[int, list[tuple[int, int]]]:
    """By where a name starts: the numbers of the countries and regions that it may mean, one of each pair 0."""
    named = gazetteer.facts(place for mark in marks for place in mark.places)
    starts = [mark.start for mark in marks for _ in mark.places]
    out: dict[int, list[tuple[int, int]]] = {mark.start: [] for mark in marks}
    rows = zip(starts, named.kind.tolist(), named.country.tolist(), named.region.tolist(), strict=True)
    for start, kind, country, region in rows:
        out[start].append((0, region) if region and kind != Kind.COUNTRY else (country, 0))
    return out


def _lies_in(view: View, part: slice, divisions: Sequence[tuple[int, int]]) -> Numbers:
    facts, kind = view.facts, view.facts.kind[part]
    out: Numbers = np.zeros(len(kind), dtype=bool)
    for country, region in divisions:
        if region:
            out |= (facts.region[part] == region) & (kind != Kind.REGION)
        elif country:
            out |= (facts.country[part] == country) & (kind != Kind.COUNTRY)
    return out


def _of_text(view: View, gazetteer: Gazetteer) -> Iterator[Column]:
    """How often the text names the candidate's country and region, the group's own mentions aside."""
    named = gazetteer.facts(place for mark in view.coarse for place in mark.places)
    marks = [(mark, 1 / len(mark.places)) for mark in view.coarse for _ in mark.places]
    for name, column, of in (
        ("country", view.facts.country, named.country), ("region", view.facts.region, named.region)
    ):  # fmt: skip
        counts: dict[int, float] = defaultdict(float)
        for (_, weight), number in zip(marks, of.tolist(), strict=True):
            counts[number] += weight
        counts.pop(0, None)
        own = _own(view, marks, of.tolist())
        others = np.array(
            [
                counts.get(number, 0.0) - own[group].get(number, 0.0) if number else 0.0
                for number, group in zip(column.tolist(), view.owner.tolist(), strict=True)
            ]
        )
        total = sum(counts.values())
        yield f"{name} in the text", np.log1p(np.maximum(others, 0))
        yield f"share of the {name}", others / (total + 1)
        yield f"{name} named", others > 0
        if name == "country":
            yield "only other countries named", (others <= 0) & (total > 1)


def _own(view: View, marks: list[tuple[Coarse, float]], numbers: list[int]) -> list[dict[int, float]]:
    """What a group's own mentions add to the counts, by number."""
    out: list[dict[int, float]] = [{} for _ in view.groups]
    spans = sorted(zip(view.spans, view.groups_of, strict=True))
    starts = [span[0] for span, _ in spans]
    for (mark, weight), number in zip(marks, numbers, strict=True):
        for (start, end), group in spans[
            max(0, bisect_left(starts, mark.start) - 1) : bisect_left(starts, mark.end)
        ]:
            if start < mark.end and mark.start < end:
                out[group][number] = out[group].get(number, 0.0) + weight
    return out
