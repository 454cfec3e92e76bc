"""Evidence is appended: the database itself refuses to change or delete it, whoever asks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dragoman.model import Verdict
from dragoman.store import Archive
from tests.store.made import AT, judged, put, tiny

EVIDENCE = {"blob": "size = 0", "coding": "digest = 'x'", "judgement": "note = 'x'"}


@pytest.fixture
def kept(archive: Archive) -> Archive:
    """An archive with one row of each kind of evidence."""
    one = tiny(1)
    put(archive, one)
    writer = archive.writer()
    writer.begin("judge", version="0", kit="k", at=AT)
    writer.judge([judged(one.coded.page, one.coded.events[0], Verdict.ACCEPT)])
    return archive


def changes(dialect: str) -> Iterator[tuple[str, str]]:
    for table, change in EVIDENCE.items():
        yield table, f"update {table} set {change}"  # noqa: S608 - names of ours
        yield table, f"delete from {table}"  # noqa: S608 - names of ours
        if dialect == "postgresql":
            yield table, f"truncate {table} cascade"
        else:
            yield table, f"insert or replace into {table} select * from {table}"  # noqa: S608 - names of ours


def test_evidence_is_neither_changed_nor_deleted(kept: Archive) -> None:
    before = kept.reader().digest()
    for table, change in changes(kept.engine.dialect.name):
        with pytest.raises(DBAPIError, match=f"{table} is append-only"), kept.engine.begin() as connection:
            connection.execute(text(change))
    assert kept.reader().digest() == before


def test_no_setting_that_allows_it_stays_behind(kept: Archive) -> None:
    with kept.engine.connect() as connection:
        names = set(connection.execute(text("select name from setting")).scalars())
    assert names == {"key", "made"}
