"""Regions and districts as rows: their names, and where they are by the towns in them."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from dragoman.places.keys import key_of
from dragoman.places.kinds import Kind
from training.gazetteer.rows import Row
from training.gazetteer.sources import other_names

_REGION = (
    "Province|Oblast|Governorate|Prefecture|Department|Region|State|Krai|Okrug|Autonomous|Republic|Parish|Canton|County|"
    "District|Wilayat|Emirate|Territory|Voivodeship"
)
_DISTRICT = (
    "Province|Prefecture|Department|Region|Municipality|Parish|Canton|County|District|Territory|Borough|Raion|Rayon|Regency|"
    "City|Kabupaten|Kecamatan|Metropolitan|Council|Shi|Xian|Qu"
)
_OF = r"(?:{}) (?:of|de|del|di|du) (?:the )?"
_BARE = {
    Kind.REGION: re.compile(
        rf"(?:{_OF.format(_REGION + '|Wilaya|Muhafazat|Departamento|Provincia|Département')})?(.+?)(?: (?:{_REGION}))*"
    ),
    Kind.DISTRICT: re.compile(
        rf"(?:{_OF.format(_DISTRICT + '|Commune|County Borough|London Borough|Royal Borough|Metropolitan Borough|Departamento|Provincia|Obshtina')}"
        rf"|(?:County|District|Kabupaten|Kota|Obshtina|Gmina|Sir|Opština) )?(.+?)(?: (?:{_DISTRICT}))*"
    ),
}
#: A cell of the grid that a region's middle is taken over, in degrees.
_CELL = 0.5


def bare(name: str, kind: Kind) -> str:
    """A name without the words for its kind: Idlib for "Idlib Governorate", Cork for "County Cork"."""
    found = _BARE[kind].fullmatch(name)
    return found.group(1) if found and len(found.group(1)) > 2 else name


def divisions(
    names: Mapping[str, str],
    more: Mapping[str, tuple[int, tuple[str, ...]]],
    english: Mapping[str, str],
    iso3: Mapping[str, str],
    places: Iterable[Row],
) -> Iterator[Row]:
    """A row for each region and district that has a place: ``names``, ``more`` (ids, other names) and ``english`` names
    are by GeoNames' dotted code; ``places`` are the towns and parts. One without a place has no coordinates and is left out."""
    inside: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for place in places:
        inside[place.country, place.region].append(place)
        if place.district:
            inside[place.country, place.region, place.district].append(place)
    for code, name in names.items():
        country, *parts = code.split(".")
        if country not in iso3 or not (towns := inside.get((iso3[country], *parts))):
            continue
        kind = Kind.REGION if len(parts) == 1 else Kind.DISTRICT
        number, others = more.get(code, (0, ()))
        lat, lon = middle(towns)
        yield Row(
            kind=kind,
            name=name,
            country=iso3[country],
            region=parts[0],
            district="" if kind is Kind.REGION else parts[1],
            lat=lat,
            lon=lon,
            names=_names(name, [*([english[code]] if code in english else ()), *others], kind, country),
            population=sum(town.population for town in towns),
            id=number,
        )


def _names(name: str, others: Sequence[str], kind: Kind, country: str) -> tuple[str, ...]:
    # "Lincoln" for each of 24 counties of the United States would hide the towns: there the word County is never left out.
    plain = [] if (country, kind) == ("US", Kind.DISTRICT) else [bare(one, kind) for one in (name, *others)]
    return tuple(other_names(name, [*others, *plain]))


def middle(places: Sequence[Row]) -> tuple[float, float]:
    """The middle of an area: the mean over the cells of a grid that have places, so that one large town does not draw it."""
    cells: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for place in places:
        cells[math.floor(place.lat / _CELL), math.floor(place.lon / _CELL)].append(place)
    points = [
        (sum(one.lat for one in cell) / len(cell), sum(one.lon for one in cell) / len(cell))
        for _, cell in sorted(cells.items())
    ]
    lat = sum(point[0] for point in points) / len(points)
    lons = [point[1] for point in points]
    if max(lons) - min(lons) > 180:
        lons = [lon + 360 if lon < 0 else lon for lon in lons]
    lon = sum(lons) / len(lons)
    return round(lat, 5), round(lon - 360 if lon > 180 else lon, 5)


def placed(rows: Iterable[Row], coordinates: Mapping[tuple[str, str], tuple[float, float]]) -> list[Row]:
    """``rows`` with the coordinates that are stated for some: by country code and region's name, empty for the country.

    Raises:
        ValueError: when a stated region is not among the rows.
    """
    out = list(rows)
    found: dict[tuple[str, str], int] = {}
    for at, row in enumerate(out):
        if row.kind is Kind.COUNTRY:
            found[row.country, ""] = at
        elif row.kind is Kind.REGION:
            for name in (row.name, *row.names):
                found.setdefault((row.country, key_of(name)), at)
    for (country, region), (lat, lon) in coordinates.items():
        at = found.get((country, key_of(region)), -1)
        if at < 0:
            raise ValueError(f"coordinates for {region or 'the country'} in {country}, which is not there")
        out[at] = replace(out[at], lat=lat, lon=lon)
    return out


def apart(parts: Iterable[Row], towns: Iterable[Row], km: float = 25.0) -> Iterator[Row]:
    """Those of ``parts`` that no town or earlier part of their name lies near."""
    near: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for town in towns:
        for name in (town.name, *town.names):
            near[town.country, key_of(name)].append(town)
    for part in parts:
        known = near[part.country, key_of(part.name)]
        if all(_km(part, other) >= km for other in known):
            known.append(part)
            yield part


def _km(one: Row, other: Row) -> float:
    east = (one.lon - other.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return 111.2 * math.hypot(east, one.lat - other.lat)
