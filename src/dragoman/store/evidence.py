"""Evidence: what an archive appends and never changes. A page's bytes, the places where it was found, its codings."""

from __future__ import annotations

import json
import zlib

from sqlalchemy import Connection, Table, Update, bindparam, delete, insert, select, update

from dragoman.errors import InputError
from dragoman.model import Coded, Page, bytes_id
from dragoman.model.codec import encode
from dragoman.store import schema as t
from dragoman.store.documents import unpacked, whole
from dragoman.store.filling import insert_all
from dragoman.store.index import Row
from dragoman.store.prepared import Prepared
from dragoman.store.search_text import indexed

#: The setting that allows damaged evidence to be mended, for the length of that transaction.
MENDING = "mending"
#: Statements that every new page needs, made once: making them costs more than running them.
_HELD = select(t.blob.c.packed).where(t.blob.c.sha == bindparam("known"))
_NUMBERED = {table: insert(table).returning(table.c.id) for table in (t.page, t.coding, t.run)}


def inserted(connection: Connection, table: Table, row: Row) -> int:
    """Insert a page, coding or run, and give its number."""
    return int(connection.execute(_NUMBERED[table], row).scalar_one())


def keep_bytes(connection: Connection, sha: str, payload: bytes) -> None:
    """Store the bytes of a page once; those that are damaged are mended.

    Raises:
        InputError: when they are not the bytes of that page.
    """
    if bytes_id(payload) != sha:
        raise InputError(f"these are not the bytes of page {sha[:12]}: they have another SHA-256")
    found = connection.execute(_HELD, {"known": sha}).scalar()
    packed = zlib.compress(payload, 6)
    if found is None:
        insert_all(connection, t.blob, [{"sha": sha, "size": len(payload), "packed": packed}])
    elif unpacked(found) != payload:
        _mend(connection, update(t.blob).where(t.blob.c.sha == sha).values(packed=packed, size=len(payload)))


def _mend(connection: Connection, change: Update) -> None:
    """Change evidence that is damaged; else the database refuses any change of it."""
    connection.execute(insert(t.setting), {"name": MENDING, "value": ""})
    connection.execute(change)
    connection.execute(delete(t.setting).where(t.setting.c.name == MENDING))


def sight(connection: Connection, number: int, run: int, page: Page) -> None:
    """Note a place where a page was found, once."""
    file, inside = indexed(page.locator.file), indexed(page.locator.inside)
    there = select(t.sighting.c.id).where(
        t.sighting.c.page == number, t.sighting.c.file == file, t.sighting.c.inside == inside
    )
    if connection.execute(there).first() is None:
        supplied = json.dumps(encode(page.supplied), sort_keys=True)
        row = {"page": number, "run": run, "file": file, "inside": inside, "supplied": supplied}
        connection.execute(insert(t.sighting), row)


def coding_of(connection: Connection, number: int, run: int, one: Prepared) -> int:
    """The number of a page's coding with these rows, stored if it is new, mended if it is damaged."""
    same = select(t.coding.c.id, t.coding.c.document, t.coding.c.text_sha)
    found = connection.execute(same.where(t.coding.c.page == number, t.coding.c.digest == one.digest)).first()
    if found is not None:
        if not whole(found.document, one.coded.page.id, found.text_sha):
            mended = update(t.coding).where(t.coding.c.id == found.id)
            _mend(connection, mended.values(document=one.document, text_sha=one.text_sha))
        return int(found.id)
    return inserted(connection, t.coding, coding_row(number, run, one))


def coding_row(number: int, run: int, one: Prepared) -> Row:
    """A coding as the row that holds it."""
    return {
        "page": number,
        "run": run,
        "text_sha": one.text_sha,
        "digest": one.digest,
        "document": one.document,
    }


def note_coding(connection: Connection, number: int, coding: int, run: int, coded: Coded) -> None:
    """Note in the ledger what this version with this kit made of a page."""
    by = {"page": number, "version": coded.run.version, "kit": coded.run.kit}
    supplied = json.dumps(encode(coded.page.supplied), sort_keys=True)
    same = [t.ledger.c[name] == value for name, value in by.items()]
    connection.execute(delete(t.ledger).where(*same))
    connection.execute(insert(t.ledger), {**by, "supplied": supplied, "coding": coding, "run": run})
