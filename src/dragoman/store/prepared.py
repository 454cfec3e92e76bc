"""A coded page made ready to be stored, in whichever process it was coded."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import Coded
from dragoman.store.documents import digest_of, pack, text_sha
from dragoman.store.index import PageRows, index_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A coded page made ready to be stored, wherever it was coded: its document, its digests and its index."""

    coded: Coded
    document: bytes
    digest: str
    text_sha: str
    rows: PageRows


def prepare(coded: Coded, key: bytes) -> Prepared:
    """What :meth:`Writer.add` stores of a page; a pure function, so that workers can do it."""
    return Prepared(
        coded=coded,
        document=pack(coded),
        digest=digest_of(coded),
        text_sha=text_sha(coded.page.text),
        rows=index_of(coded, key),
    )
