"""What the room knows, read once: the gazetteer and the scorer."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from dragoman.errors import KnowledgeError
from dragoman.places.file import MEND, Bytes, open_file
from dragoman.places.gazetteer import Gazetteer
from dragoman.places.scorer import WEIGHTS, Scorer, parse_scorer
from dragoman.places.tables import parse_tables

#: The file of the gazetteer, and the file that says its SHA-256.
GAZETTEER: Final = "gazetteer.bin"
DIGESTS: Final = "digests.txt"
_LINE: Final = re.compile(r"([0-9a-f]{64})[ \t]+\*?(\S+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceBook:
    """The gazetteer and the scorer. ``digest`` is a SHA-256 over the file and all tables, in hex."""

    digest: str
    gazetteer: Gazetteer
    scorer: Scorer


def read_places(
    data: Bytes, digests: str, files: Mapping[str, str], demonyms: Iterable[tuple[str, str]] = ()
) -> PlaceBook:
    """The book of the gazetteer's file ``data`` (bytes or a view of a memory map, kept and not copied), of what
    ``digests`` says its SHA-256 is, and of the CSV texts in ``files`` by name.

    ``demonyms`` are pairs of a word for people or an adjective and the country (alpha-3) it speaks of.

    Raises:
        KnowledgeError: when the file is damaged, is no gazetteer or of another version, or when a table has a defect.
    """
    digest = hashlib.sha256(data)
    said = {name: stated for stated, name in _LINE.findall(digests)}
    if said.get(GAZETTEER) != digest.hexdigest():
        raise KnowledgeError(f"places: {GAZETTEER} is not the file that {DIGESTS} names. {MEND}")
    if WEIGHTS not in files:
        raise KnowledgeError(f"places: {WEIGHTS} is missing. {MEND}")
    demonyms = tuple(demonyms)
    for name, text in sorted(files.items()):
        digest.update(f"{name}\0{len(text)}\0{text}".encode())
    digest.update(repr(demonyms).encode())
    tables = parse_tables({name: text for name, text in files.items() if name != WEIGHTS})
    return PlaceBook(
        digest=digest.hexdigest(),
        gazetteer=Gazetteer(open_file(data), tables, demonyms),
        scorer=parse_scorer(files[WEIGHTS]),
    )
