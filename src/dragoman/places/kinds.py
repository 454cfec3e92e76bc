"""What a place is, and how fine PLOVER's resolution is that it gives."""

from __future__ import annotations

from enum import IntEnum


class Kind(IntEnum):
    """The kind of a place in the gazetteer; the numbers are those of the file."""

    COUNTRY = 1
    REGION = 2  # first-level: a state, a province
    DISTRICT = 3  # second-level: a county, a district
    TOWN = 4  # a populated place
    PART = 5  # a populated place that is part of another, or too small to be counted
    AREA = 6  # an area that is no division: the Sahel, the West Bank, New England
    WATER = 7
    LAND = 8  # mountains, islands, deserts, capes
    SITE = 9  # airports, plants, camps, buildings


#: PLOVER's resolution 1 to 5 by kind; of an area it is told by its size (see :class:`dragoman.places.Place`).
LEVELS = {
    Kind.COUNTRY: 2,
    Kind.REGION: 3,
    Kind.DISTRICT: 4,
    Kind.TOWN: 5,
    Kind.PART: 5,
    Kind.WATER: 1,
    Kind.LAND: 3,
    Kind.SITE: 5,
    Kind.AREA: 1,
}
