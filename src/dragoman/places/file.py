"""The gazetteer's file: one run of bytes, read where it lies (a memory map will do), nothing unpacked at open.

::

    magic 8 bytes, version, number of sections   then per section: name (12 bytes), offset, length
    lat lon        int32 each    1e-5 degrees
    ids            uint32        GeoNames id, 0 where unknown
    size           uint8         8 * log2(population + 1)
    kind country   uint8 each    kinds.Kind; index into `codes`
    region         uint16        number in `regions`, 0: none
    district       uint16        number in `districts`, 0: none
    names          uint32        offset into `strings` of the usual name, ended by a zero byte
    codes          3 letters of ISO 3166 alpha-3 a country
    blocks         uint32 x 2    a block of keys each: offset into `keys`, number of its first posting
    keys           blocks of 16 keys in order of their bytes: shared length, own length, own bytes, postings
    postings       uint32        a place's number, the top bit set where the name is not the usual one

All numbers are little-endian.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import KnowledgeError

Bytes: TypeAlias = bytes | memoryview
Ints: TypeAlias = NDArray[Any]

MAGIC: Final = b"dragomap"
VERSION: Final = 1
#: Keys in a block.
BLOCK: Final = 16
OTHER_NAME: Final = 1 << 31
HEAD: Final = struct.Struct("<8sII")
ENTRY: Final = struct.Struct("<12sQQ")
ARRAYS: Final = {
    "lat": "<i4",
    "lon": "<i4",
    "ids": "<u4",
    "size": "u1",
    "kind": "u1",
    "country": "u1",
    "region": "<u2",
    "district": "<u2",
    "names": "<u4",
    "regions": "<u4",
    "districts": "<u4",
    "blocks": "<u4",
    "postings": "<u4",
}
BLOBS: Final = ("codes", "strings", "keys")
MEND: Final = "Put the shipped file back (git checkout, or pip install --force-reinstall dragoman)."


@dataclass(frozen=True, slots=True)
class GazetteerFile:
    """The sections of the file: arrays over its bytes, and runs of bytes."""

    arrays: dict[str, Ints]
    blobs: dict[str, memoryview]

    def __len__(self) -> int:
        return len(self.arrays["lat"])


def open_file(data: Bytes) -> GazetteerFile:
    """The sections in ``data``; costs no more than reading the header.

    Raises:
        KnowledgeError: when it is no gazetteer, of another version, or cut.
    """
    view = memoryview(data)
    if len(view) < HEAD.size or bytes(view[: len(MAGIC)]) != MAGIC:
        raise KnowledgeError(f"places: the gazetteer is no file of this kind. {MEND}")
    _, version, count = HEAD.unpack_from(view)
    if version != VERSION:
        raise KnowledgeError(f"places: the gazetteer has version {version}, not {VERSION}. {MEND}")
    try:
        found = dict(_sections(view, count))
    except struct.error as error:
        raise KnowledgeError(f"places: the gazetteer is cut. {MEND}") from error
    if missing := {*ARRAYS, *BLOBS} - set(found):
        raise KnowledgeError(f"places: the gazetteer lacks {', '.join(sorted(missing))}. {MEND}")
    try:
        arrays = {name: np.frombuffer(found[name], dtype=kind) for name, kind in ARRAYS.items()}
    except ValueError as error:
        raise KnowledgeError(f"places: the gazetteer is cut. {MEND}") from error
    return GazetteerFile(arrays=arrays, blobs={name: found[name] for name in BLOBS})


def _sections(view: memoryview, count: int) -> Iterator[tuple[str, memoryview]]:
    for number in range(count):
        name, offset, length = ENTRY.unpack_from(view, HEAD.size + number * ENTRY.size)
        if offset + length > len(view):
            raise KnowledgeError(f"places: the gazetteer is cut. {MEND}")
        yield name.rstrip(b"\0").decode("ascii"), view[offset : offset + length]
