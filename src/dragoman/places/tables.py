"""The tables that stand over the gazetteer's file: CSV texts in, places and names out, every defect named with its line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from typing import Final

from dragoman.errors import KnowledgeError
from dragoman.places.kinds import LEVELS, Kind

#: The table of further names; every other table lists places.
NAMES: Final = "names.csv"
_PLACE_COLUMNS: Final = ("name", "kind", "country", "lat", "lon", "level", "names", "metonym", "certain")
_NAME_COLUMNS: Final = ("of", "name", "use")
_ISO3: Final = re.compile(r"[A-Z]{3}")
#: How large a place of a level is taken to be (:func:`training.gazetteer.pack.size_of` of as many people).
_SIZES: Final = {1: 225, 2: 200, 3: 172, 4: 141, 5: 114}


class Use(StrEnum):
    """What a name is: a name, an adjective or a word for people, or a short form that counts only as written."""

    NAME = "name"
    ADJECTIVE = "adjective"
    SHORT = "short"


_MARKS: Final = {"a": Use.ADJECTIVE, "s": Use.SHORT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A place of a table: degrees, PLOVER's level 1 to 5, and its names with their use; the usual one is ``name``."""

    name: str
    kind: Kind
    country: str | None
    lat: float
    lon: float
    level: int
    size: int
    names: tuple[tuple[str, Use], ...]
    metonym: bool
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A further name of a place of the file: its country, region and town by name (as many as it takes)."""

    of: tuple[str, ...]
    name: str
    use: Use
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """What all tables say."""

    places: tuple[Listed, ...]
    names: tuple[Renamed, ...]


def parse_tables(files: Mapping[str, str]) -> Tables:
    """The places and names of the CSV texts in ``files``, by file name.

    Raises:
        KnowledgeError: ``waters.csv:17: ...`` for any defect: a missing column, an unknown kind or use, a number that is
            none or out of range.
    """
    places: list[Listed] = []
    names: list[Renamed] = []
    for file, text in sorted(files.items()):
        if file == NAMES:
            names += [_renamed(row, cells) for row, cells in _rows(file, text, _NAME_COLUMNS)]
        else:
            places += [_listed(row, cells) for row, cells in _rows(file, text, _PLACE_COLUMNS)]
    return Tables(places=tuple(places), names=tuple(names))


def _rows(file: str, text: str, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    reader = csv.reader(StringIO(text), strict=True)
    head: list[str] | None = None
    try:
        for cells in reader:
            if not cells or cells[0].startswith("#"):
                continue
            row = f"{file}:{reader.line_num}"
            if head is None:
                head = cells
                if missing := set(columns) - set(head):
                    raise KnowledgeError(f"{row}: the column {min(missing)!r} is missing")
            elif len(cells) != len(head):
                raise KnowledgeError(f"{row}: {len(cells)} cells, not {len(head)}")
            else:
                yield row, {name: cell.strip() for name, cell in zip(head, cells, strict=True)}
    except csv.Error as error:
        raise KnowledgeError(f"{file}:{reader.line_num}: {error}") from error


def _listed(row: str, cells: Mapping[str, str]) -> Listed:
    try:
        kind = Kind[cells["kind"].upper()]
    except KeyError as error:
        raise KnowledgeError(
            f"{row}: kind {cells['kind']!r} is none of {', '.join(k.name.lower() for k in Kind)}"
        ) from error
    if not cells["name"]:
        raise KnowledgeError(f"{row}: 'name' is empty")
    if (country := cells["country"] or None) and not _ISO3.fullmatch(country):
        raise KnowledgeError(f"{row}: country {country!r} is no ISO 3166 alpha-3 code")
    level = int(_number(row, cells, "level", 1, 5)) if cells["level"] else LEVELS[kind]
    return Listed(
        name=cells["name"],
        kind=kind,
        country=country,
        lat=_number(row, cells, "lat", -90, 90),
        lon=_number(row, cells, "lon", -180, 180),
        level=level,
        size=_SIZES[level],
        names=tuple(_marked(name) for name in cells["names"].split("|") if name.strip()),
        metonym=_flag(row, cells, "metonym", empty=False),
        certain=_flag(row, cells, "certain", empty=True),
    )


def _renamed(row: str, cells: Mapping[str, str]) -> Renamed:
    if not cells["of"] or not cells["name"]:
        raise KnowledgeError(f"{row}: 'of' and 'name' must not be empty")
    try:
        use = Use(cells["use"])
    except ValueError as error:
        raise KnowledgeError(f"{row}: use {cells['use']!r} is none of {', '.join(Use)}") from error
    return Renamed(
        of=tuple(part.strip() for part in cells["of"].split("/")), name=cells["name"], use=use, row=row
    )


def _marked(name: str) -> tuple[str, Use]:
    words, _, mark = name.strip().partition("=")
    return words, _MARKS.get(mark, Use.NAME)


def _number(row: str, cells: Mapping[str, str], column: str, low: float, high: float) -> float:
    try:
        value = float(cells[column])
    except ValueError as error:
        raise KnowledgeError(f"{row}: {column} {cells[column]!r} is no number") from error
    if not low <= value <= high:
        raise KnowledgeError(f"{row}: {column} {cells[column]} is not between {low} and {high}")
    return value


def _flag(row: str, cells: Mapping[str, str], column: str, *, empty: bool) -> bool:
    if cells[column] not in {"", "yes", "no"}:
        raise KnowledgeError(f"{row}: {column} must be yes, no or empty")
    return cells[column] == "yes" if cells[column] else empty
