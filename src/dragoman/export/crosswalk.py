"""Codes of other data sets for our countries, sectors and actors: what the field formats need beside the record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dragoman.model import Participant, Place

#: What stands for a country in the code of an actor that has none.
INTERNATIONAL: Final = frozenset({"IGO", "NGO", "MNC", "IMG"})
_CODE: Final = re.compile(r"(?P<first>[A-Z]{3})(?P<sectors>(?:[A-Z]{3}){0,3})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryCodes:
    """A country, by ISO 3166 alpha-3 code: its number in the Correlates of War, its FIPS 10-4 and its CAMEO code.

    None: the scheme has no code for it.
    """

    alpha3: str
    name: str
    alpha2: str | None = None
    cow: int | None = None
    fips: str | None = None
    cameo: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a country that FIPS 10-4 counts as a country, as a box in decimal degrees, edges included."""

    country: str
    fips: str
    south: float
    north: float
    west: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether the point lies in the box."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """Countries by alpha-3 code, CAMEO's roles by PLOVER sector (None: CAMEO has none), CAMEO's codes of known groups by
    actor id, and the values of the Goldstein scale (-10 to 10) by CAMEO code."""

    countries: Mapping[str, CountryCodes]
    parts: tuple[Part, ...]
    roles: Mapping[str, str | None]
    groups: Mapping[str, str]
    goldstein: Mapping[str, float | None]

    def fips_of(self, place: Place) -> str | None:
        """The FIPS 10-4 country of a place; of a country in parts only by the place's coordinates."""
        codes = self.countries.get(place.country or "")
        if codes is not None and codes.fips is not None:
            return codes.fips
        if place.lat is None or place.lon is None or (place.level or 0) <= 2:
            return None
        lat, lon = place.lat, place.lon
        return next(
            (one.fips for one in self.parts if one.country == place.country and one.holds(lat, lon)), None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCode:
    """The code of a party taken apart: ``first`` is a country or one of ``INTERNATIONAL``, then PLOVER sectors."""

    first: str | None = None
    sectors: tuple[str, ...] = ()


def party_code(one: Participant) -> PartyCode:
    """The code of ``one``; empty where it has none, and where a user's dictionary gave one of another form."""
    match = _CODE.fullmatch(one.code or "")
    if match is None:
        return PartyCode()
    sectors = match["sectors"]
    return PartyCode(
        first=match["first"], sectors=tuple(sectors[at : at + 3] for at in range(0, len(sectors), 3))
    )
