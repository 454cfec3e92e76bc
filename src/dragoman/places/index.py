"""The keys of the file, found by halving; nothing is unpacked but the block that a key stands in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dragoman.places.file import OTHER_NAME, GazetteerFile

_SEVEN: Final = 0x7F


class Keys:
    """Names to places. Knows no state but the file's bytes."""

    __slots__ = ("_blob", "_count", "_offsets", "_postings", "_starts")

    def __init__(self, file: GazetteerFile) -> None:
        blocks = file.arrays["blocks"]
        self._offsets, self._starts = blocks[0::2], blocks[1::2]
        self._blob, self._postings = file.blobs["keys"], file.arrays["postings"]
        self._count = len(self._offsets)

    def find(self, key: str) -> tuple[tuple[int, bool], ...]:
        """The places of a key, the largest first, and whether the name is a further one; empty for an unknown name."""
        sought = key.encode("utf-8")
        block = self._block(sought)
        if block < 0 or not sought:
            return ()
        for found, first, count in self._read(block):
            if found == sought:
                rows = self._postings[first : first + count].tolist()
                return tuple([(row & ~OTHER_NAME, row >= OTHER_NAME) for row in rows])
            if found > sought:
                break
        return ()

    def _block(self, sought: bytes) -> int:
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            at = int(self._offsets[middle])
            if bytes(self._blob[at + 2 : at + 2 + self._blob[at + 1]]) <= sought:
                low = middle + 1
            else:
                high = middle
        return low - 1

    def _read(self, block: int) -> Iterator[tuple[bytes, int, int]]:
        """The keys of a block with the number of their first posting and how many they have."""
        at, first = int(self._offsets[block]), int(self._starts[block])
        blob, key = self._blob, b""
        end = int(self._offsets[block + 1]) if block + 1 < self._count else len(blob)
        while at < end:
            shared, length = blob[at], blob[at + 1]
            at += 2
            key = key[:shared] + bytes(blob[at : at + length])
            at += length
            count = shift = 0
            while True:
                byte = blob[at]
                at += 1
                count |= (byte & _SEVEN) << shift
                shift += 7
                if byte <= _SEVEN:
                    break
            yield key, first, count
            first += count
