"""Reads the tables of the crosswalk to the codes of other data sets: the folder ``crosswalk`` of a kit.

It is knowledge of the way out only: no stage of the pipeline asks it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from typing import Final, TypeVar

from dragoman.errors import KnowledgeError
from dragoman.export.crosswalk import CountryCodes, Crosswalk, Part

#: The folder, and the tables in it with their columns.
CROSSWALK: Final = "crosswalk"
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "countries.csv": ("alpha3", "alpha2", "name", "cow", "fips", "cameo"),
    "parts.csv": ("country", "fips", "name", "south", "north", "west", "east"),
    "roles.csv": ("sector", "role", "note"),
    "groups.csv": ("actor", "code"),
}
_PATTERNS: Final = {
    "alpha3": re.compile(r"[A-Z]{3}", re.ASCII),
    "alpha2": re.compile(r"(?:[A-Z]{2})?", re.ASCII),
    "name": re.compile(r".+"),
    "cow": re.compile(r"(?:[1-9]\d{0,2})?", re.ASCII),
    "fips": re.compile(r"(?:[A-Z]{2})?", re.ASCII),
    "cameo": re.compile(r"(?:[A-Z]{3})?", re.ASCII),
    "country": re.compile(r"[A-Z]{3}", re.ASCII),
    "sector": re.compile(r"[A-Z]{3}", re.ASCII),
    "role": re.compile(r"(?:[A-Z]{3})?", re.ASCII),
    "actor": re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII),
    "code": re.compile(r"[A-Z]{3}", re.ASCII),
    **dict.fromkeys(("south", "north", "west", "east"), re.compile(r"-?\d{1,3}(?:\.\d+)?", re.ASCII)),
}
Cells = Mapping[str, str]
T = TypeVar("T")


def parse_crosswalk(files: Mapping[str, str], goldstein: Mapping[str, float | None]) -> Crosswalk:
    """The crosswalk in the tables ``files`` by name, with the Goldstein values of the codebook in force.

    Raises:
        KnowledgeError: ``crosswalk/roles.csv:7: ...`` for a table or column that is missing, a cell of another form, a key
            that stands twice.
    """
    return Crosswalk(
        countries=_keyed(files, "countries.csv", "alpha3", _country),
        parts=tuple(_part(cells) for _, cells in _rows(files, "parts.csv")),
        roles=_keyed(files, "roles.csv", "sector", lambda cells: cells["role"] or None),
        groups=_keyed(files, "groups.csv", "actor", lambda cells: cells["code"]),
        goldstein=goldstein,
    )


def _country(cells: Cells) -> CountryCodes:
    return CountryCodes(
        alpha3=cells["alpha3"],
        name=cells["name"],
        alpha2=cells["alpha2"] or None,
        cow=int(cells["cow"]) if cells["cow"] else None,
        fips=cells["fips"] or None,
        cameo=cells["cameo"] or None,
    )


def _part(cells: Cells) -> Part:
    south, north, west, east = (float(cells[name]) for name in ("south", "north", "west", "east"))
    return Part(country=cells["country"], fips=cells["fips"], south=south, north=north, west=west, east=east)


def _keyed(files: Mapping[str, str], table: str, key: str, make: Callable[[Cells], T]) -> dict[str, T]:
    found: dict[str, T] = {}
    for place, cells in _rows(files, table):
        if cells[key] in found:
            raise KnowledgeError(f"{place}: {cells[key]} stands twice")
        found[cells[key]] = make(cells)
    return found


def _rows(files: Mapping[str, str], table: str) -> Iterator[tuple[str, Cells]]:
    name, columns = f"{CROSSWALK}/{table}", COLUMNS[table]
    if table not in files:
        raise KnowledgeError(f"{name} is missing")
    reader = csv.reader(StringIO(files[table].removeprefix("\ufeff"), newline=""), strict=True)
    try:
        if tuple(next(reader, ())) != columns:
            raise KnowledgeError(f"{name}:1: the columns are not {', '.join(columns)}")
        for cells in reader:
            if not any(cells) or cells[0].startswith("#"):
                continue
            place = f"{name}:{reader.line_num}"
            if len(cells) != len(columns):
                raise KnowledgeError(f"{place}: {len(cells)} cells, not {len(columns)}")
            row = dict(zip(columns, cells, strict=True))
            for column, cell in row.items():
                if column in _PATTERNS and not _PATTERNS[column].fullmatch(cell):
                    raise KnowledgeError(f"{place}: {column} {cell!r} has not the form of one")
            yield place, row
    except csv.Error as error:
        raise KnowledgeError(f"{name}:{reader.line_num}: {error}") from error
