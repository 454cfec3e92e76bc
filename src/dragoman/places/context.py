"""What the page's other toponyms say for a candidate: near places, and the same district, region and country."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import numpy as np

from dragoman.places.kinds import Kind
from dragoman.places.traits import Column
from dragoman.places.view import Numbers, View

_EARTH: Final = 6371.0  # km
_POINTS: Final = (Kind.DISTRICT, Kind.TOWN, Kind.PART, Kind.SITE)
_SPREAD: Final = (Kind.AREA, Kind.LAND, Kind.WATER)
#: From this level on an area has one place on the map.
_PLACED: Final = 3
#: Toponyms that are this near support each other: to 1/e at so many km.
_NEAR: Final = (20.0, 100.0, 400.0)
_ALONE: Final = 0.2


def context(view: View, belief: Numbers) -> tuple[Column, ...]:
    """All columns, a number for each candidate, where ``belief`` is what is thought of each so far, 0 to 1."""
    return tuple(_columns(view, belief))


def _columns(view: View, belief: Numbers) -> Iterator[Column]:
    facts, kind = view.facts, view.facts.kind
    support = _Support(view)
    point = np.isin(kind, _POINTS) | (np.isin(kind, _SPREAD) & (facts.level >= _PLACED))
    far = _distances(facts.lat, facts.lon)
    near = [support.of(np.exp(-far / reach) * (belief * point)) for reach in _NEAR]
    for reach, found in zip(_NEAR[:2], near, strict=False):
        yield f"nearest within {reach:.0f} km", found.max(1) * point
    for reach, found in zip(_NEAR, near, strict=True):
        yield f"within {reach:.0f} km", np.log1p(found.sum(1)) * point
    shared = {}
    for name, number in (
        ("district", facts.district), ("region", facts.region), ("country", facts.country)
    ):  # fmt: skip
        same = (number[:, None] == number[None, :]) & (number[:, None] > 0)
        shared[name] = found = support.of(same * belief)
        named = support.of(same * (belief * (kind == Kind[name.upper()])))
        yield f"same {name}", np.log1p(found.sum(1))
        yield f"most of the same {name}", found.max(1)
        yield f"{name} itself", named.max(1)
        yield f"share of the same {name}", found.sum(1) / support.others
    beside = support.neighbours(view)
    yield "neighbour within 100 km", (near[1] * beside).sum(1) * point
    yield "neighbour in the same region", (shared["region"] * beside).sum(1)
    yield "neighbour in the same country", (shared["country"] * beside).sum(1)
    yield "alone", (near[2].max(1) < _ALONE) & point & (support.others > 2)


class _Support:
    """Sums what the candidates of other names say: the best candidate of each group counts."""

    def __init__(self, view: View) -> None:
        self._filled = np.diff(view.starts) > 0
        self._starts = view.starts[:-1][self._filled]
        same = np.array([group.same for group in view.groups])
        self._own = same[view.owner][:, None] == same[self._filled][None, :]
        self.others = max(1, int(self._filled.sum()) - 1)

    def of(self, weights: Numbers) -> Numbers:
        """``weights`` of candidates (columns) for candidates (rows) to the largest of each group, the own name's as 0."""
        found = np.maximum.reduceat(weights, self._starts, axis=1)
        found[self._own] = 0.0
        return np.asarray(found)

    def neighbours(self, view: View) -> Numbers:
        """For each candidate the share that each group has in the toponyms before and after its own in the text."""
        size = len(view.groups)
        counts = np.zeros((size, size))
        order = [group for _, group in sorted(zip(view.spans, view.groups_of, strict=True))]
        for one, other in pairwise(order):
            if view.groups[one].same != view.groups[other].same:
                counts[one, other] += 1
                counts[other, one] += 1
        counts /= np.maximum(counts.sum(1, keepdims=True), 1)
        return np.asarray(counts[:, self._filled][view.owner])


def _distances(lat: Numbers, lon: Numbers) -> Numbers:
    """Great-circle distances of all pairs in km, on a sphere."""
    phi, theta = np.radians(lat), np.radians(lon)
    points = np.stack([np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)], axis=1)
    return np.asarray(_EARTH * np.arccos(np.clip(points @ points.T, -1.0, 1.0)))
