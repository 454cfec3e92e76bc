"""A small gazetteer for the tests: invented and well-known places, packed as the shipped one is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib import resources

from dragoman.places import Kind, PlaceBook, read_places
from dragoman.places.book import GAZETTEER
from dragoman.places.scorer import WEIGHTS
from training.gazetteer.pack import pack
from training.gazetteer.rows import Row


def row(name: str, kind: Kind = Kind.TOWN, **fields: object) -> Row:
    """A place; in the United States at the origin unless told otherwise."""
    return Row(**{"name": name, "kind": kind, "country": "USA", "lat": 0.0, "lon": 0.0} | fields)  # type: ignore[arg-type]


ROWS = (
    row("United States", Kind.COUNTRY, lat=39.76, lon=-98.5, population=330_000_000, id=6252001),
    row("France", Kind.COUNTRY, country="FRA", lat=46.0, lon=2.0, population=65_000_000),
    row("Texas", Kind.REGION, region="TX", lat=31.25, lon=-99.25, population=29_000_000, names=("Tejas",)),
    row("Illinois", Kind.REGION, region="IL", lat=40.0, lon=-89.25, population=12_000_000),
    row(
        "Ile-de-France",
        Kind.REGION,
        country="FRA",
        region="11",
        lat=48.7,
        lon=2.5,
        names=("Île-de-France",),
        population=12_000_000,
    ),
    row(
        "Lamar County",
        Kind.DISTRICT,
        region="TX",
        district="277",
        lat=33.67,
        lon=-95.57,
        population=50_000,
    ),
    row(
        "Paris",
        country="FRA",
        region="11",
        lat=48.85,
        lon=2.35,
        population=2_100_000,
        names=("Lutetia", "Parigi"),
        id=2988507,
    ),
    row("Paris", region="TX", district="277", lat=33.66, lon=-95.55, population=25_000),
    row("Paris", region="IL", lat=39.61, lon=-87.7, population=8_000),
    row("Reno", region="TX", district="277", lat=33.66, lon=-95.47, population=3_000),
    row("Saint-Denis", country="FRA", region="11", lat=48.94, lon=2.36, population=110_000),
)

TABLES = {
    "names.csv": "of,name,use\nUSA,US,short\nUSA/Texas,Tex.,short\nUSA/Texas,Texan,adjective\nFRA/Ile-de-France/Paris,City of Light,name\n",
    "waters.csv": "name,kind,country,lat,lon,level,names,metonym,certain\nRed River,water,USA,31.02,-91.75,3,the Red,,\n",
    "sites.csv": "name,kind,country,lat,lon,level,names,metonym,certain\nWhite House,site,USA,38.9,-77.04,5,,yes,\n",
}


def weights() -> str:
    """The shipped scorer's table."""
    return (resources.files("dragoman") / "knowledge" / "places" / WEIGHTS).read_text(encoding="utf-8")


def book_of(rows: Iterable[Row] = ROWS, tables: Mapping[str, str] = TABLES) -> PlaceBook:
    """The book of these rows and tables, with the shipped scorer."""
    data = pack(rows)
    digests = f"{hashlib.sha256(data).hexdigest()}  {GAZETTEER}\n"
    return read_places(
        data, digests, {**tables, WEIGHTS: weights()}, (("French", "FRA"), ("American", "USA"))
    )
