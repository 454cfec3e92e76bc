"""What is searched and what is asked for, made alike: folded words, cut to their stems.

Both databases are given the stems and no language of their own, so that they find the same.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile("[’'](?=s\\b)")
_PHRASE = re.compile(r'"([^"]*)"?|“([^”]*)”?|(\S+)')
#: PostgreSQL keeps no longer words, and nobody asks for them.
_LONGEST = 60
#: An index of PostgreSQL takes some 2,700 bytes, and a place is a file and what is inside.
_MOST_BYTES, _HEAD_BYTES = 1_200, 1_000


def fold(text: str) -> str:
    """``text`` in small letters without accents and marks, and without characters that databases refuse."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


def stems(text: str) -> Iterator[str]:
    """The stems of the words of ``text``, in order."""
    for word in _WORD.findall(_APOSTROPHE.sub(" ", fold(text))):
        yield _stem(word[:_LONGEST])


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return str(_english().stemWord(word)) if word.isascii() else word


@lru_cache(maxsize=1)
def _english() -> Any:
    return snowballstemmer.stemmer("english")


def asked(query: str) -> tuple[tuple[str, ...], ...]:
    """What a query asks for: words, and phrases in quotation marks; each as its stems. All must be there."""
    found = []
    for one in _PHRASE.finditer(query):
        phrase = tuple(stems(next(part for part in (*one.groups(), "") if part is not None)))
        if phrase:
            found.append(phrase)
    return tuple(found)


def storable(text: str) -> str:
    """``text`` with one replacement character for each that no database takes (NUL, half surrogates)."""
    return "".join("\ufffd" if one == "\0" or "\ud800" <= one <= "\udfff" else one for one in text)


def indexed(text: str) -> str:
    """``text`` as it can stand in an index, which has no room for long ones: the end of those is told by its hash."""
    said = storable(text)
    data = said.encode()
    if len(data) <= _MOST_BYTES:
        return said
    return data[:_HEAD_BYTES].decode("utf-8", "ignore") + "…" + hashlib.sha256(data).hexdigest()[:16]
