"""From the packages to the file: all rows, in order."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from training.gazetteer import divisions, sources
from training.gazetteer.inputs import json_of, text_of
from training.gazetteer.rows import Row

#: Where postal codes add places that have too few people to be counted: countries whose local papers are in English.
PARTS = frozenset({"US", "GB", "CA", "AU", "NZ", "IE", "ZA"})
COORDINATES = Path(__file__).parent / "coordinates.csv"


def rows(folder: Path) -> list[Row]:
    """Every place of the gazetteer; ``folder`` holds what :mod:`training.gazetteer.inputs` names."""
    known = json_of(folder, "countries")
    iso3 = {code: country["iso3"] for code, country in known.items()}
    table = text_of(folder, "divisions")
    districts = sources.districts_of(text_of(folder, "towns"), table)
    towns = list(sources.towns(json_of(folder, "cities"), iso3, districts))
    parts = list(divisions.apart(sources.parts(text_of(folder, "postal"), PARTS, iso3), towns))
    english = sources.english_names(json_of(folder, "english"), sources.iso_codes(table))
    names = sources.levels(json_of(folder, "first"), json_of(folder, "second"))
    areas = divisions.divisions(names, sources.more_names(table), english, iso3, [*towns, *parts])
    coarse = [*sources.countries(known, towns), *areas]
    stated = coordinates(COORDINATES.read_text(encoding="utf-8"))
    airports = sources.airports(text_of(folder, "airports"), iso3)
    return [*divisions.placed(coarse, stated), *towns, *parts, *airports]


def coordinates(text: str) -> dict[tuple[str, str], tuple[float, float]]:
    """The stated coordinates by country code and region's name (empty: the country itself)."""
    lines: Iterable[str] = (line for line in text.splitlines() if not line.startswith("#"))
    return {
        (row["country"], row["region"]): (float(row["lat"]), float(row["lon"]))
        for row in csv.DictReader(StringIO("\n".join(lines)))
    }
