"""A coded page as a document of the archive, and back."""

from __future__ import annotations

import hashlib
import json
import zlib

from dragoman.errors import ArchiveDamagedError, RecordError
from dragoman.model import Coded
from dragoman.model.codec import Json, decode, encode

#: Kept apart from the rows: a page found elsewhere or coded by another version has the same rows.
_ASIDE = ("page", "run", "reviews")


def pack(coded: Coded) -> bytes:
    """``coded`` whole, as JSON compressed with zlib."""
    return zlib.compress(_canonical(encode(coded)), 6)


def unpack(packed: bytes, sha: str) -> Coded:
    """The coded page that ``packed`` holds; ``sha`` is the page's id.

    Raises:
        ArchiveDamagedError: when the document cannot be read.
    """
    try:
        return decode(Coded, json.loads(zlib.decompress(packed)), sha)
    except (zlib.error, ValueError, RecordError) as error:
        raise ArchiveDamagedError(
            f"what was read from page {sha[:12]} cannot be unpacked ({error}); 'dragoman recode --page {sha[:12]}' makes it anew"
        ) from error


def whole(packed: bytes, sha: str, text: str) -> bool:
    """Whether a document can be read and its page's text has the SHA-256 ``text``."""
    try:
        return text_sha(unpack(packed, sha).page.text) == text
    except ArchiveDamagedError:
        return False


def unpacked(packed: bytes) -> bytes | None:
    """The bytes of a page; None where they are damaged."""
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return None


def digest_of(coded: Coded) -> str:
    """The SHA-256 of all rows of a page, with its text and what was said of it, in hex."""
    data = encode(coded)
    rows: dict[str, Json] = (
        {name: value for name, value in data.items() if name not in _ASIDE} if isinstance(data, dict) else {}
    )
    page = coded.page
    origin = [page.id, text_sha(page.text), page.url, page.outlet, encode(page.supplied)]
    return hashlib.sha256(_canonical([*origin, rows])).hexdigest()


def text_sha(text: str) -> str:
    """The SHA-256 of a page's text in UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def canonical(value: object) -> str:
    """A value of the vocabulary as JSON that is the same in every run."""
    return _canonical(encode(value)).decode("ascii")


def _canonical(data: Json) -> bytes:
    return json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode("ascii")
