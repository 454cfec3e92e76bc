"""The archive: many pages, one record, nothing lost. SQLite embedded, PostgreSQL for teams, one schema for both."""

from dragoman.store.archive import Archive, make_archive, open_archive
from dragoman.store.judging import (
    FIELDS,
    Replayed,
    anchor_of,
    judge,
    judgement_id,
    kind_of,
    seen_digest,
    value_of,
    with_value,
)
from dragoman.store.prepared import Prepared, prepare
from dragoman.store.reader import Held, Reader, SetAside, Status
from dragoman.store.writer import Change, Stored, Writer

__all__ = [
    "FIELDS",
    "Archive",
    "Change",
    "Held",
    "Prepared",
    "Reader",
    "Replayed",
    "SetAside",
    "Status",
    "Stored",
    "Writer",
    "anchor_of",
    "judge",
    "judgement_id",
    "kind_of",
    "make_archive",
    "open_archive",
    "prepare",
    "seen_digest",
    "value_of",
    "with_value",
]
