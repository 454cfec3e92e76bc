"""The gazetteer: names looked up in the file and in the tables that stand over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import KnowledgeError
from dragoman.places.file import GazetteerFile
from dragoman.places.index import Keys
from dragoman.places.keys import key_of
from dragoman.places.kinds import LEVELS, Kind
from dragoman.places.tables import Renamed, Tables, Use


class How(IntEnum):
    """In which way a name is a place's."""

    USUAL = 0
    OTHER = 1
    ADJECTIVE = 2
    SHORT = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A place, by number, that a name may mean."""

    place: int
    how: How


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place of the gazetteer. ``lat`` and ``lon`` are decimal degrees (WGS 84), ``level`` PLOVER's resolution 1 to 5,
    ``country`` ISO 3166 alpha-3 or None where it lies in no one country, ``geonames`` GeoNames' id or None."""

    number: int
    name: str
    kind: Kind
    level: int
    lat: float
    lon: float
    country: str | None
    region: str | None
    geonames: int | None
    metonym: bool
    certain: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What the scorer asks of some places, as arrays in their order: degrees, sizes, kinds; ``country`` counts from 1 with
    0 for none, ``region`` and ``district`` are numbers among their like with 0 for none."""

    lat: NDArray[Any]
    lon: NDArray[Any]
    size: NDArray[Any]
    kind: NDArray[Any]
    level: NDArray[Any]
    country: NDArray[Any]
    region: NDArray[Any]
    district: NDArray[Any]


#: Areas up to this level say where a page is.
_COARSEST: Final = 3
_STORED: Final = ("lat", "lon", "kind", "country", "region", "names", "ids")
_COLUMNS: Final = ("lat", "lon", "size", "kind", "level", "country", "region", "district")
_LEVEL_OF: Final = np.array([LEVELS.get(Kind(kind), 0) if kind else 0 for kind in range(10)], dtype=np.int64)


class Gazetteer:
    """All places and their names; immutable.

    ``demonyms`` are pairs of a word for people or an adjective and the country (alpha-3) it speaks of.

    Raises:
        KnowledgeError: when a table gives a name to a place that the file does not have.
    """

    __slots__ = (
        "_coarse",
        "_codes",
        "_file",
        "_keys",
        "_listed",
        "_names",
        "_rows",
        "_short",
        "coarse_starts",
    )  # fmt: skip

    def __init__(self, file: GazetteerFile, tables: Tables, demonyms: Iterable[tuple[str, str]] = ()) -> None:
        self._file, self._keys = file, Keys(file)
        codes = bytes(file.blobs["codes"]).decode("ascii")
        self._codes = tuple(codes[at : at + 3] for at in range(0, len(codes), 3))
        self._listed = tables.places
        self._rows = self._columns(tables)
        names: dict[str, dict[int, How]] = defaultdict(dict)
        short: dict[str, dict[int, How]] = defaultdict(dict)
        for number, listed in enumerate(tables.places, len(file)):
            names[key_of(listed.name)].setdefault(number, How.USUAL)
            for name, use in listed.names:
                _enter(names, short, name, use, number)
        countries = self._countries()
        for row in tables.names:
            _enter(names, short, row.name, row.use, self._named(row, countries))
        for word, country in demonyms:
            if country in countries:
                _enter(names, short, word, Use.ADJECTIVE, countries[country])
        self._names = {key: tuple(Hit(*item) for item in found.items()) for key, found in names.items()}
        self._short = {key: tuple(Hit(*item) for item in found.items()) for key, found in short.items()}
        self._coarse = self._large()
        self.coarse_starts = frozenset(key.split(" ")[0] for key in self._coarse) | {
            _as_short(key).lower() for key in self._short
        }

    def find(self, name: str) -> tuple[Hit, ...]:
        """The places that ``name`` may mean, those of the tables first, the largest of the file next; the same place once."""
        found = {hit.place: hit for hit in self._short.get(_as_short(name), ())}
        key = key_of(name)
        for hit in (*self._names.get(key, ()), *(Hit(p, How(o)) for p, o in self._keys.find(key))):
            found.setdefault(hit.place, hit)
        return tuple(found.values())

    def coarse(self, name: str) -> tuple[int, ...]:
        """The countries, regions and areas that ``name`` may mean, by number; other places of the name are left out."""
        short = tuple(hit.place for hit in self._short.get(_as_short(name), ()))
        return short or self._coarse.get(key_of(name), ())

    def knows(self, name: str) -> bool:
        """Whether a table lists ``name``, or a country or region has it: such a name needs nobody to say that it is one.
        Codes of states (IN, OR) count only with their full stops."""
        if _as_short(name) in self._short:
            return "." in name or not any(
                self.place(hit.place).kind is Kind.REGION for hit in self._short[_as_short(name)]
            )
        key = key_of(name)
        return key in self._names or key in self._coarse

    def is_listed(self, number: int) -> bool:
        """Whether the place comes of a table and not of the file."""
        return number >= len(self._file)

    def place(self, number: int) -> Entry:
        """The place with this number."""
        if number >= len(self._file):
            listed = self._listed[number - len(self._file)]
            return Entry(
                number=number, name=listed.name, kind=listed.kind, level=listed.level, lat=listed.lat, lon=listed.lon,
                country=listed.country, region=None, geonames=None, metonym=listed.metonym, certain=listed.certain,
            )  # fmt: skip
        of = {name: int(self._file.arrays[name][number]) for name in _STORED}
        kind = Kind(of["kind"])
        within = int(self._file.arrays["regions"][of["region"]]) if of["region"] else None
        return Entry(
            number=number, name=self._string(of["names"]), kind=kind, level=LEVELS[kind], lat=of["lat"] / 1e5,
            lon=of["lon"] / 1e5, country=self._codes[of["country"]], region=self._name(within), geonames=of["ids"] or None,
            metonym=False, certain=True,
        )  # fmt: skip

    def country_number(self, code: str) -> int:
        """The number that :class:`Facts` has for the country with this code (alpha-3); -1 where it has none."""
        return self._codes.index(code) + 1 if code in self._codes else -1

    def facts(self, numbers: Iterable[int]) -> Facts:
        """The numbers the scorer asks for, of these places in their order."""
        wanted = np.fromiter(numbers, dtype=np.int64)
        size = len(self._file)
        inside = wanted < size
        arrays = self._file.arrays
        out = np.zeros((len(_COLUMNS), len(wanted)))
        mine = wanted[inside]
        for at, name in enumerate(_COLUMNS):
            if name == "level":
                out[at, inside] = _LEVEL_OF[arrays["kind"][mine]]
            elif name in {"lat", "lon"}:
                out[at, inside] = arrays[name][mine] / 1e5
            else:
                out[at, inside] = arrays[name][mine] + (name == "country")
        out[:, ~inside] = self._rows[:, wanted[~inside] - size]
        lat, lon, *rest = out
        return Facts(lat, lon, *(column.astype(np.int64) for column in rest))

    def _columns(self, tables: Tables) -> NDArray[Any]:
        codes = {code: number for number, code in enumerate(self._codes, 1)}
        rows = [
            (p.lat, p.lon, p.size, p.kind, p.level, codes.get(p.country or "", 0), 0, 0)
            for p in tables.places
        ]
        return np.array(rows, dtype=np.float64).reshape(-1, len(_COLUMNS)).T

    def _large(self) -> dict[str, tuple[int, ...]]:
        """The names of countries, regions and areas: the usual ones, and those of the tables."""
        arrays = self._file.arrays
        found: dict[str, dict[int, None]] = defaultdict(dict)
        for kind in (Kind.COUNTRY, Kind.REGION):
            for number in np.nonzero(arrays["kind"] == kind)[0].tolist():
                found[key_of(self._string(int(arrays["names"][number])))][number] = None
        named = [(key, hit.place) for key, hits in self._names.items() for hit in hits]
        facts = self.facts(place for _, place in named)
        large = np.isin(facts.kind, (Kind.COUNTRY, Kind.REGION, Kind.AREA)) & (facts.level <= _COARSEST)
        for (key, place), is_large in zip(named, large.tolist(), strict=True):
            if is_large:
                found[key][place] = None
        return {key: tuple(places) for key, places in found.items() if key}

    def _string(self, offset: int) -> str:
        blob, reach = self._file.blobs["strings"], 64
        while (name := bytes(blob[offset : offset + reach])).find(b"\0") < 0:
            reach *= 2
        return name[: name.index(b"\0")].decode("utf-8")

    def _name(self, number: int | None) -> str | None:
        return None if number is None else self._string(int(self._file.arrays["names"][number]))

    def _countries(self) -> dict[str, int]:
        arrays = self._file.arrays
        numbers = np.nonzero(arrays["kind"] == Kind.COUNTRY)[0].tolist()
        return {self._codes[int(arrays["country"][number])]: number for number in numbers}

    def _named(self, row: Renamed, countries: Mapping[str, int]) -> int:
        country, *parts = row.of
        if country not in countries:
            raise KnowledgeError(f"{row.row}: country {country!r} is not in the gazetteer")
        code = self._codes.index(country)
        arrays = self._file.arrays
        if not parts:
            return countries[country]
        regions = [
            place for place, _ in self._keys.find(key_of(parts[0]))
            if arrays["kind"][place] == Kind.REGION and arrays["country"][place] == code
        ]  # fmt: skip
        if not regions:
            raise KnowledgeError(f"{row.row}: the gazetteer has no region {parts[0]!r} in {country}")
        if len(parts) == 1:
            return regions[0]
        region = int(arrays["region"][regions[0]])
        for place, _ in self._keys.find(key_of(parts[1])):
            if (
                arrays["kind"][place] == Kind.TOWN
                and arrays["country"][place] == code
                and arrays["region"][place] == region
            ):
                return place
        raise KnowledgeError(f"{row.row}: the gazetteer has no town {parts[1]!r} in {parts[0]}, {country}")


def _enter(
    names: dict[str, dict[int, How]], short: dict[str, dict[int, How]], name: str, use: Use, number: int
) -> None:
    if use is Use.SHORT:
        short[_as_short(name)].setdefault(number, How.SHORT)
    else:
        names[key_of(name)].setdefault(number, How.OTHER if use is Use.NAME else How.ADJECTIVE)


def _as_short(name: str) -> str:
    """Short forms with and without full stops and spaces are one: W. Va., W.Va., WVa."""
    return name.replace(".", "").replace(" ", "")
