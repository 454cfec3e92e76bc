"""A place on its way into the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.places.kinds import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One place. ``lat`` and ``lon`` are decimal degrees (WGS 84); ``region`` and ``district`` are GeoNames' codes of the
    first and second level inside the country (``TX``, ``113``), of a region and a district their own; ``names`` are
    further names; ``id`` is that of GeoNames, 0 where unknown."""

    kind: Kind
    name: str
    country: str
    lat: float
    lon: float
    region: str = ""
    district: str = ""
    names: tuple[str, ...] = ()
    population: int = 0
    id: int = 0
