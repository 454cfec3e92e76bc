"""Writing to an archive. Every page, judgement or deletion is one transaction: it is there whole, or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from dragoman.errors import ArchiveDamagedError, InputError
from dragoman.model import Coded, Event, Judgement, Locator, Page, Problem, Statement, Supplied
from dragoman.model.codec import encode
from dragoman.store import schema as t
from dragoman.store.documents import unpack
from dragoman.store.engine import WRITES, errors_of
from dragoman.store.evidence import coding_of, coding_row, inserted, keep_bytes, note_coding, sight
from dragoman.store.filling import fill, insert_all, problem_row
from dragoman.store.index import index_of
from dragoman.store.judgements import judgement_row, judgements_of
from dragoman.store.judging import Replayed, checked, judge, seen_digest
from dragoman.store.prepared import Prepared
from dragoman.store.search_text import indexed, storable


class Stored(StrEnum):
    """What became of a page that was handed in: new, there already with the same rows, or coded to other rows."""

    NEW = "new"
    SAME = "same"
    RECODED = "recoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a page's coding changed: the ids of rows that came, that say something else, and that went."""

    stored: Stored
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    replayed: tuple[Replayed, ...] = ()


class Writer:
    """Writes to an archive, for one run.

    Raises:
        ArchiveError: (every method) when the database refuses; what was written before stays whole.
    """

    def __init__(self, engine: Engine, place: str, key: bytes) -> None:
        self._engine = engine.execution_options(**{WRITES: True})
        self._place = place
        self._key = key
        self._run: int | None = None

    def begin(
        self, verb: str, *, version: str, kit: str, at: datetime, settings: Mapping[str, object] | None = None
    ) -> int:
        """Open a run in the log; ``at`` is aware UTC. All that follows belongs to it."""
        row = {
            "verb": verb,
            "version": version,
            "kit": kit,
            "settings": json.dumps(dict(settings or {}), sort_keys=True),
            "began": at.isoformat(timespec="seconds"),
        }
        with errors_of(self._place), self._engine.begin() as connection:
            self._run = inserted(connection, t.run, row)
        return self._run

    def end(self, balance: str, at: datetime) -> None:
        """Close the run with its balance."""
        values = {"balance": balance, "ended": at.isoformat(timespec="seconds")}
        with errors_of(self._place), self._engine.begin() as connection:
            connection.execute(update(t.run).where(t.run.c.id == self._run).values(values))

    def add(self, one: Prepared, payload: bytes | None) -> Change:
        """Store a coded page with the bytes it was read from, or what is new about a page that is there.

        A page is told by its bytes. Its judgements are laid over the new coding, and what became of them is kept. What was
        damaged of it is mended, and where it waited in quarantine it is released.
        """
        page = one.coded.page
        with errors_of(self._place), self._engine.begin() as connection:
            found = _page(connection, one)
            if found is None:
                return self._add_new(connection, one, payload)
            number, before = found
            if payload is not None:
                keep_bytes(connection, page.id, payload)
            sight(connection, number, self.run, page)
            connection.execute(delete(t.quarantine).where(_at(page.locator)))
            return self._code(connection, number, before, one)

    def sight(self, page: Page, payload: bytes | None = None) -> None:
        """Note one more place where a stored page was found; where its bytes are damaged, they are mended."""
        with errors_of(self._place), self._engine.begin() as connection:
            number = connection.execute(select(t.page.c.id).where(t.page.c.sha == page.id)).scalar_one()
            if payload is not None:
                keep_bytes(connection, page.id, payload)
            sight(connection, number, self.run, page)
            connection.execute(delete(t.quarantine).where(_at(page.locator)))

    def put_in_place(self, connection: Connection, number: int, run: int, one: Prepared) -> None:
        """Make ``one`` the only coding of a page from which all was removed; within the caller's transaction."""
        coding = coding_of(connection, number, run, one)
        note_coding(connection, number, coding, run, one.coded)
        connection.execute(update(t.page).where(t.page.c.id == number).values(coding=coding, **one.rows.page))
        fill(connection, number, one.rows, one.coded.problems)

    def judge(self, judgements: Sequence[Judgement]) -> tuple[Replayed, ...]:
        """Append judgements of one page and make its index anew. One that is there already is not appended again.

        Raises:
            InputError: when the archive does not hold the page, one of them cannot be laid over it, or takes back what is
                not there or taken back already; none is appended then.
        """
        if not judgements:
            return ()
        sha = judgements[0].page
        with errors_of(self._place), self._engine.begin() as connection:
            number = connection.execute(select(t.page.c.id).where(t.page.c.sha == sha)).scalar()
            if number is None:
                raise InputError(f"the archive holds no page {sha[:12]}")
            coded = _current(connection, number, sha)
            there = {one.id: one for one in judgements_of(connection, number, sha)}
            for one in judgements:
                if one.id in there:
                    continue
                checked(coded, one)
                _checked_back(one, there)
                connection.execute(insert(t.judgement), judgement_row(one, number))
                there[one.id] = one
            return self.reindex(connection, number, sha)

    def reindex(self, connection: Connection, number: int, sha: str) -> tuple[Replayed, ...]:
        """Make the index of a page anew from its current coding and its judgements."""
        coded = _current(connection, number, sha)
        laid, replayed = judge(coded, judgements_of(connection, number, sha))
        fill(connection, number, index_of(laid, self._key), coded.problems)
        return replayed

    def problem(self, problem: Problem) -> None:
        """Note a problem of a file that no page came of; the same one is noted once."""
        with errors_of(self._place), self._engine.begin() as connection:
            row = problem_row(problem, None)
            same = [t.problem.c[name] == row[name] for name in ("file", "code", "detail")]
            if connection.execute(select(t.problem.c.id).where(*same)).first() is None:
                connection.execute(insert(t.problem), row)

    def finished(self, file: str, sha: str, settings: str, pages: int, problems: int) -> None:
        """Note that a file was read to its end."""
        file = indexed(file)
        row = {
            "file": file,
            "sha": sha,
            "settings": settings,
            "pages": pages,
            "problems": problems,
            "run": self.run,
        }
        with errors_of(self._place), self._engine.begin() as connection:
            connection.execute(delete(t.source).where(t.source.c.file == file))
            connection.execute(insert(t.source), row)

    def forget_problems(self, file: str) -> None:
        """Drop the problems of a file that is about to be read again."""
        with errors_of(self._place), self._engine.begin() as connection:
            column = t.problem.c.file
            inside = [column.startswith(f"{storable(file)}{mark}", autoescape=True) for mark in "!@"]
            known = or_(column == indexed(file), *inside)
            connection.execute(delete(t.problem).where(known, t.problem.c.page.is_(None)))

    def set_aside(
        self, locator: Locator, reason: str, supplied: Supplied, page: str | None, payload: bytes | None
    ) -> None:
        """Put a page or file into quarantine: dragoman failed on it."""
        where = _at(locator)
        with errors_of(self._place), self._engine.begin() as connection:
            tries = connection.execute(select(t.quarantine.c.tries).where(where)).scalar() or 0
            connection.execute(delete(t.quarantine).where(where))
            if page is not None and payload is not None:
                keep_bytes(connection, page, payload)
            row = {
                "run": self.run,
                "file": indexed(locator.file),
                "inside": indexed(locator.inside),
                "locator": json.dumps(encode(locator), sort_keys=True),
                "sha": page,
                "reason": storable(reason),
                "supplied": json.dumps(encode(supplied), sort_keys=True),
                "tries": tries + 1,
            }
            connection.execute(insert(t.quarantine), row)

    def released(self, locator: Locator) -> None:
        """Take a page out of quarantine: it was coded after all."""
        where = _at(locator)
        with errors_of(self._place), self._engine.begin() as connection:
            connection.execute(delete(t.quarantine).where(where))

    @property
    def run(self) -> int:
        """The number of the open run."""
        if self._run is None:
            raise RuntimeError("a Writer writes only after begin()")
        return self._run

    def _add_new(self, connection: Connection, one: Prepared, payload: bytes | None) -> Change:
        """A page that the archive does not hold: nothing to look up, nothing to replace."""
        page = one.coded.page
        number = inserted(connection, t.page, {"sha": page.id, **one.rows.page})
        if payload is not None:
            keep_bytes(connection, page.id, payload)
        supplied = json.dumps(encode(page.supplied), sort_keys=True)
        where = {"file": indexed(page.locator.file), "inside": indexed(page.locator.inside)}
        insert_all(connection, t.sighting, [{"page": number, "run": self.run, **where, "supplied": supplied}])
        coding = inserted(connection, t.coding, coding_row(number, self.run, one))
        by = {"page": number, "version": one.coded.run.version, "kit": one.coded.run.kit}
        insert_all(connection, t.ledger, [{**by, "supplied": supplied, "coding": coding, "run": self.run}])
        connection.execute(_CURRENT, {"number": number, "current": coding})
        connection.execute(_RELEASED, {"at_file": where["file"], "at_inside": where["inside"]})
        fill(connection, number, one.rows, one.coded.problems, fresh=True)
        return Change(stored=Stored.NEW, added=tuple(_digests(one.coded)))

    def _code(self, connection: Connection, number: int, before: int | None, one: Prepared) -> Change:
        coding = coding_of(connection, number, self.run, one)
        note_coding(connection, number, coding, self.run, one.coded)
        if before == coding:
            return Change(stored=Stored.SAME)
        sha = one.coded.page.id
        old = None if before is None else _digests_before(connection, before, sha)
        laid, replayed = judge(one.coded, judgements_of(connection, number, sha))
        rows = one.rows if not replayed else index_of(laid, self._key)
        connection.execute(update(t.page).where(t.page.c.id == number).values(coding=coding, **rows.page))
        fill(connection, number, rows, one.coded.problems)
        if replayed:
            told = [
                {
                    "judgement": done.judgement.id,
                    "run": self.run,
                    "coding": coding,
                    "outcome": str(done.outcome),
                    "detail": done.detail,
                }
                for done in replayed
            ]
            connection.execute(insert(t.replay), told)
        if old is None:
            return Change(stored=Stored.NEW, added=tuple(_digests(one.coded)))
        return _compared(old, _digests(one.coded), replayed)


def _at(locator: Locator) -> ColumnElement[bool]:
    file, inside = indexed(locator.file), indexed(locator.inside)
    return (t.quarantine.c.file == file) & (t.quarantine.c.inside == inside)


def _digests(coded: Coded) -> dict[str, str]:
    rows: tuple[Statement | Event, ...] = (*coded.statements, *coded.events)
    return {row.id: seen_digest(row) for row in rows}


def _compared(old: dict[str, str], new: dict[str, str], replayed: tuple[Replayed, ...]) -> Change:
    return Change(
        stored=Stored.RECODED,
        added=tuple(row for row in new if row not in old),
        changed=tuple(row for row in new if row in old and old[row] != new[row]),
        withdrawn=tuple(row for row in old if row not in new),
        replayed=replayed,
    )


def _current(connection: Connection, number: int, sha: str) -> Coded:
    query = select(t.coding.c.document).join(t.page, t.page.c.coding == t.coding.c.id)
    return unpack(connection.execute(query.where(t.page.c.id == number)).scalar_one(), sha)


def _digests_before(connection: Connection, coding: int, sha: str) -> dict[str, str]:
    """The rows of a coding; none where it is damaged: all rows that are made anew are new then."""
    document = connection.execute(select(t.coding.c.document).where(t.coding.c.id == coding)).scalar_one()
    try:
        return _digests(unpack(document, sha))
    except ArchiveDamagedError:
        return {}


def _checked_back(one: Judgement, there: Mapping[str, Judgement]) -> None:
    if one.replaces is None:
        return
    if one.replaces not in there:
        raise InputError(f"the page has no judgement {one.replaces} to take back")
    if any(other.replaces == one.replaces for other in there.values()):
        raise InputError(f"the judgement {one.replaces} was taken back already")


#: Statements that every new page needs, made once: making them costs more than running them.
_FIND = select(t.page.c.id, t.page.c.coding).where(t.page.c.sha == bindparam("known"))
_CURRENT = update(t.page).where(t.page.c.id == bindparam("number")).values(coding=bindparam("current"))
_RELEASED = delete(t.quarantine).where(
    t.quarantine.c.file == bindparam("at_file"), t.quarantine.c.inside == bindparam("at_inside")
)


def _page(connection: Connection, one: Prepared) -> tuple[int, int | None] | None:
    """The number of a page and of its current coding; None where the archive does not hold it."""
    found = connection.execute(_FIND, {"known": one.coded.page.id}).first()
    return None if found is None else (found.id, found.coding)
