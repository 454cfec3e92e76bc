"""Rows into the bytes of the gazetteer (:mod:`dragoman.places.file` reads them)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from dragoman.places.file import ARRAYS, BLOCK, ENTRY, HEAD, MAGIC, OTHER_NAME, VERSION
from dragoman.places.keys import key_of
from dragoman.places.kinds import Kind
from training.gazetteer.rows import Row


def pack(rows: Iterable[Row]) -> bytes:
    """The file; the same rows in any order give the same bytes."""
    places = sorted(rows, key=_order)
    codes = sorted({row.country for row in places})
    regions = _numbers(places, Kind.REGION)
    districts = _numbers(places, Kind.DISTRICT)
    strings, offsets = _strings(places)
    keys, blocks, postings = _index(places)
    arrays: dict[str, Sequence[int]] = {
        "lat": [round(row.lat * 1e5) for row in places],
        "lon": [round(row.lon * 1e5) for row in places],
        "ids": [row.id for row in places],
        "size": [size_of(row.population) for row in places],
        "kind": [int(row.kind) for row in places],
        "country": [codes.index(row.country) for row in places],
        "region": [regions.get((row.country, row.region), (0, 0))[0] for row in places],
        "district": [districts.get((row.country, row.region, row.district), (0, 0))[0] for row in places],
        "names": [offsets[row.name] for row in places],
        "regions": [0, *(place for _, place in regions.values())],
        "districts": [0, *(place for _, place in districts.values())],
        "blocks": blocks,
        "postings": postings,
    }
    parts = {name: np.asarray(arrays[name], dtype=kind).tobytes() for name, kind in ARRAYS.items()}
    parts |= {"codes": "".join(codes).encode("ascii"), "strings": strings, "keys": keys}
    return _assemble(parts)


def size_of(population: int) -> int:
    """A population as one byte: 8 times its binary logarithm; 23 million million people would be 255."""
    return min(255, round(8 * math.log2(population + 1)))


def _order(row: Row) -> tuple[str, str, int, str, str, float, float, int]:
    return row.country, row.region, int(row.kind), row.district, row.name, row.lat, row.lon, row.id


def _numbers(places: Sequence[Row], kind: Kind) -> dict[tuple[str, ...], tuple[int, int]]:
    """By country and codes: the number of a region or district among its like, from 1, and among all places."""
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    for place, row in enumerate(places):
        if row.kind is kind:
            key = (
                (row.country, row.region) if kind is Kind.REGION else (row.country, row.region, row.district)
            )
            found.setdefault(key, (len(found) + 1, place))
    return found


def _strings(places: Iterable[Row]) -> tuple[bytes, dict[str, int]]:
    blob, offsets = bytearray(), {}
    for name in sorted({row.name for row in places}):
        offsets[name] = len(blob)
        blob += name.encode("utf-8") + b"\0"
    return bytes(blob), offsets


def _index(places: Sequence[Row]) -> tuple[bytes, list[int], list[int]]:
    """Keys in blocks, the blocks' offsets, and the postings; the largest place of a name stands first."""
    found: dict[bytes, dict[int, int]] = defaultdict(dict)
    for place, row in enumerate(places):
        for other, name in enumerate((row.name, *row.names)):
            if key := key_of(name).encode("utf-8"):
                found[key].setdefault(place, OTHER_NAME if other else 0)
    blob, blocks = bytearray(), list[int]()
    postings: list[int] = []
    last = b""
    for number, key in enumerate(sorted(found)):
        if number % BLOCK == 0:
            blocks += [len(blob), len(postings)]
            last = b""
        shared = next(
            (at for at, (a, b) in enumerate(zip(last, key, strict=False)) if a != b), min(len(last), len(key))
        )
        rest = key[shared:]
        blob += bytes((shared, len(rest))) + rest + _varint(len(found[key]))
        ranked = sorted(found[key].items(), key=lambda item: (-places[item[0]].population, item[0]))
        postings += [place | flag for place, flag in ranked]
        last = key
    return bytes(blob), blocks, postings


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def _assemble(parts: dict[str, bytes]) -> bytes:
    at = HEAD.size + ENTRY.size * len(parts)
    heads, bodies = [], []
    for name, part in parts.items():
        gap = -at % 8
        heads.append(ENTRY.pack(name.encode("ascii"), at + gap, len(part)))
        bodies.append(b"\0" * gap + part)
        at += gap + len(part)
    return HEAD.pack(MAGIC, VERSION, len(parts)) + b"".join(heads) + b"".join(bodies)
