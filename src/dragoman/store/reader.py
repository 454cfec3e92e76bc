"""Reading an archive: its pages as they were saved and as they were coded, its run log, and its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, select

from dragoman.errors import ArchiveDamagedError, InputError
from dragoman.model import Coded, Judgement, Locator, Outcome, Page, Supplied, bytes_id
from dragoman.model.codec import decode
from dragoman.store import schema as t
from dragoman.store.documents import text_sha, unpack, unpacked
from dragoman.store.engine import errors_of, shown
from dragoman.store.judgements import judgements_of
from dragoman.store.judging import Replayed, judge
from dragoman.store.search_text import indexed, storable

#: So many pages are fetched at a time.
_BATCH = 200
#: So many letters of a page's id name it.
_SHORTEST = 6
_MODULUS = 2**256


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A page of the archive in short: number, id, and what stands in the table of pages."""

    number: int
    sha: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A page or file in quarantine."""

    locator: Locator
    sha: str | None
    reason: str
    supplied: Supplied
    tries: int

    @property
    def where(self) -> str:
        """The place as one readable name."""
        return self.locator.file + self.locator.inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What an archive holds: counts of its tables, what waits for somebody, and the last runs."""

    counts: dict[str, int]
    reviewed: int
    queue: int
    quarantine: tuple[SetAside, ...]
    undated: int
    problems: tuple[tuple[str, bool, int], ...]
    runs: tuple[dict[str, Any], ...]
    kits: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The files that were read to their end: the SHA-256, settings, pages and problems of each."""

    files: dict[str, tuple[str, str, int, int]]

    def of(self, file: str) -> tuple[str, str, int, int] | None:
        """What is known of a file; None where it was not read to its end."""
        return self.files.get(indexed(file))


class Reader:
    """Reads an archive.

    Raises:
        ArchiveError: (every method) when the database refuses, or what is stored is damaged.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self._place = place

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    def page(self, name: str) -> Held:
        """The page that ``name`` means: an id or its beginning (6 letters or more), an address, a file.

        Raises:
            InputError: when no page or more than one fits.
        """
        with errors_of(self._place), self._engine.connect() as connection:
            found = tuple(self._named(connection, name))
            if not found and storable(name).strip("/"):
                found = tuple(self._by_file(connection, name))
        if not found:
            short = f" (an id needs its first {_SHORTEST} letters)" if _is_short(name) else ""
            raise InputError(
                f"{shown(self._place)} holds no page {name!r}{short}; 'dragoman pages' lists them"
            )
        if len(found) > 1:
            few = ", ".join(one.sha[:12] for one in found[:4])
            raise InputError(f"{len(found)} pages fit {name!r} ({few}); name one by its id")
        return found[0]

    def pages(self) -> Iterator[Held]:
        """All pages, in the order of their ids."""
        for row in self.rows(_held().order_by(t.page.c.sha), stream=True):
            yield Held(**row)

    def coded(self, sha: str) -> Coded:
        """A page as it was last coded, its judgements applied."""
        return self.with_judgements(sha)[0]

    def with_judgements(self, sha: str) -> tuple[Coded, tuple[Replayed, ...]]:
        """A page as it was last coded, its judgements applied, and what becomes of each of them."""
        with errors_of(self._place), self._engine.connect() as connection:
            return judge(*_document(connection, sha))

    def as_coded(self, sha: str) -> Coded:
        """A page as the coder has it, without judgements."""
        with errors_of(self._place), self._engine.connect() as connection:
            return _document(connection, sha)[0]

    def everything(self, only: Collection[str] | None = None) -> Iterator[Coded]:
        """All pages (or those of these ids) as last coded, judgements applied, in the order of their ids."""
        for one in self.pages():
            if only is None or one.sha in only:
                yield self.coded(one.sha)

    def payload(self, sha: str) -> bytes | None:
        """The bytes of a page as they were saved; None where they were not kept.

        Raises:
            ArchiveDamagedError: when they do not have the hash that is the page's id.
        """
        with errors_of(self._place), self._engine.connect() as connection:
            packed = connection.execute(select(t.blob.c.packed).where(t.blob.c.sha == sha)).scalar()
        if packed is None:
            return None
        data = unpacked(packed)
        if data is None or bytes_id(data) != sha:
            raise ArchiveDamagedError(
                f"{shown(self._place)}: the bytes of page {sha[:12]} are damaged; its rows are whole. 'dragoman add' with"
                " the file it came from, under another name, mends them"
            )
        return data

    def judgements(self, sha: str) -> tuple[Judgement, ...]:
        """All judgements of a page, taken back or not, oldest first."""
        with errors_of(self._place), self._engine.connect() as connection:
            number = connection.execute(select(t.page.c.id).where(t.page.c.sha == sha)).scalar_one()
            return judgements_of(connection, number, sha)

    def queue(self) -> Iterator[tuple[Held, Replayed]]:
        """The judgements that somebody must look at again: those in conflict, and those whose row is gone."""
        for one in self.judged_pages():
            for done in self.with_judgements(one.sha)[1]:
                if done.outcome in {Outcome.CONFLICT, Outcome.GONE}:
                    yield one, done

    def judged_pages(self) -> Iterator[Held]:
        """The pages that have judgements, in the order of their ids."""
        judged = select(t.judgement.c.page).distinct()
        for row in self.rows(_held().where(t.page.c.id.in_(judged)).order_by(t.page.c.sha)):
            yield Held(**row)

    def coded_by(self, version: str, kit: str) -> dict[str, str]:
        """The pages that this version has coded with this kit, and what had been supplied of each (JSON)."""
        query = (
            select(t.page.c.sha, t.ledger.c.supplied)
            .join(t.ledger, t.ledger.c.page == t.page.c.id)
            .where(t.ledger.c.version == version, t.ledger.c.kit == kit, t.ledger.c.coding == t.page.c.coding)
        )
        return {row["sha"]: row["supplied"] for row in self.rows(query)}

    def supplied(self, sha: str) -> str | None:
        """What the user has said of a page (JSON); None when the archive does not hold it."""
        query = (
            select(t.ledger.c.supplied)
            .join(t.page, (t.page.c.id == t.ledger.c.page) & (t.page.c.coding == t.ledger.c.coding))
            .where(t.page.c.sha == sha)
        )
        return next((row["supplied"] for row in self.rows(query)), None)

    def forgotten(self) -> dict[str, str]:
        """The pages that were forgotten, and whether whole (``page``) or in part (``person``)."""
        return {row["sha"]: row["kind"] for row in self.rows(select(t.forgotten))}

    def as_saved(self, sha: str) -> Page:
        """A page as it was read when it was last coded."""
        return self.as_coded(sha).page

    def finished(self) -> Finished:
        """The files that were read to their end."""
        rows = self.rows(select(t.source))
        return Finished(
            files={row["file"]: (row["sha"], row["settings"], row["pages"], row["problems"]) for row in rows}
        )

    def quarantine(self) -> tuple[SetAside, ...]:
        """What dragoman failed on, in the order of files."""
        rows = self.rows(select(t.quarantine).order_by(t.quarantine.c.file, t.quarantine.c.inside))
        return tuple(
            SetAside(
                locator=decode(Locator, json.loads(row["locator"]), ""),
                sha=row["sha"],
                reason=row["reason"],
                supplied=decode(Supplied, json.loads(row["supplied"]), ""),
                tries=row["tries"],
            )
            for row in rows
        )

    def status(self) -> Status:
        """What the archive holds and what waits for somebody."""
        with errors_of(self._place), self._engine.connect() as connection:
            counts = {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (
                    t.page,
                    t.sighting,
                    t.statement,
                    t.event,
                    t.actor,
                    t.judgement,
                    t.coding,
                    t.quarantine,
                )
            }
            counts["comments"] = connection.execute(
                select(func.coalesce(func.sum(t.page.c.comments), 0))
            ).scalar_one()
            reviewed = sum(
                connection.execute(
                    select(func.count()).select_from(table).where(table.c.review.is_not(None))
                ).scalar_one()
                for table in (t.statement, t.event)
            )
            undated = connection.execute(
                select(func.count()).select_from(t.page).where(t.page.c.published.is_(None))
            ).scalar_one()
            problems = connection.execute(
                select(t.problem.c.code, t.problem.c.grave, func.count())
                .group_by(t.problem.c.code, t.problem.c.grave)
                .order_by(func.count().desc(), t.problem.c.code)
            )
            kits = connection.execute(
                select(t.ledger.c.version, t.ledger.c.kit, func.count())
                .join(t.page, (t.page.c.id == t.ledger.c.page) & (t.page.c.coding == t.ledger.c.coding))
                .group_by(t.ledger.c.version, t.ledger.c.kit)
                .order_by(func.count().desc(), t.ledger.c.kit)
            )
            runs = connection.execute(select(t.run).order_by(t.run.c.id.desc()).limit(5))
            found = Status(
                counts=counts,
                reviewed=reviewed,
                queue=0,
                quarantine=(),
                undated=undated,
                problems=tuple((row[0], row[1], row[2]) for row in problems),
                runs=tuple(dict(row._mapping) for row in runs),  # noqa: SLF001 - the public way to a row's names
                kits=tuple((row[0], row[1], row[2]) for row in kits),
            )
        return replace(found, queue=sum(1 for _ in self.queue()), quarantine=self.quarantine())

    def digest(self) -> str:
        """The SHA-256 over all that the archive says, whatever database holds it and in which order it came.

        Pages with their coding and places, problems, judgements and index; not the run log, numbers or moments.
        """
        # Databases sort texts and unknowns in different orders, so the rows of a table are summed up, not strung.
        sums = [sum(_hash(row) for row in self.rows(query, stream=True)) % _MODULUS for query in _told()]
        return hashlib.sha256(json.dumps(sums).encode("ascii")).hexdigest()

    def check(self) -> Iterator[str]:
        """What is damaged, in words: bytes and documents that do not fit their digests."""
        for one in self.pages():
            try:
                self.payload(one.sha)
                with errors_of(self._place), self._engine.connect() as connection:
                    coded, _ = _document(connection, one.sha)
                    kept = connection.execute(
                        select(t.coding.c.text_sha)
                        .join(t.page, t.page.c.coding == t.coding.c.id)
                        .where(t.page.c.sha == one.sha)
                    ).scalar_one()
                if text_sha(coded.page.text) != kept:
                    yield f"page {one.sha[:12]}: the text does not have its digest"
            except ArchiveDamagedError as error:
                yield str(error)

    def _named(self, connection: Connection, name: str) -> Iterator[Held]:
        name = storable(name)
        low = name.lower()
        begun = len(low) >= _SHORTEST and set(low) <= set("0123456789abcdef")
        fits = t.page.c.url == name
        fits |= t.page.c.id.in_(select(t.sighting.c.page).where(t.sighting.c.file == indexed(name)))
        if begun:
            fits |= t.page.c.sha.startswith(low)
        for row in connection.execute(_held().where(fits).order_by(t.page.c.sha)):
            yield Held(**row._mapping)  # noqa: SLF001 - the public way to a row's names

    def _by_file(self, connection: Connection, name: str) -> Iterator[Held]:
        """The pages of a file that is named without its folders, or as a member of a file of many."""
        end = storable(name).replace("\\", "/").strip("/")
        inside = t.sighting.c.inside.in_((end, f"!{end}"))
        whole = t.sighting.c.file == end
        below = t.sighting.c.file.endswith(f"/{end}", autoescape=True)
        fits = t.page.c.id.in_(select(t.sighting.c.page).where(whole | below | inside))
        for row in connection.execute(_held().where(fits).order_by(t.page.c.sha)):
            yield Held(**row._mapping)  # noqa: SLF001 - the public way to a row's names

    def rows(
        self, query: Select[Any], values: Mapping[str, Any] | None = None, *, stream: bool = False
    ) -> Iterator[dict[str, Any]]:
        """What a query gives, row by row; ``stream`` takes them some at a time, for answers that may be large."""
        options = {"yield_per": _BATCH} if stream else {}
        with (
            errors_of(self._place),
            self._engine.connect() as connection,
            # Who asks may stop before the last row.
            connection.execute(query, values, execution_options=options) as found,
        ):
            for row in found.mappings():
                yield dict(row)

    def tuples(self, query: Select[Any], values: Mapping[str, Any]) -> list[Any]:
        """What a query gives, all at once and without names: for answers of many small rows."""
        with errors_of(self._place), self._engine.connect() as connection:
            return list(connection.execute(query, values))


def _is_short(name: str) -> bool:
    return 0 < len(name) < _SHORTEST and set(name.lower()) <= set("0123456789abcdef")


def _held() -> Select[Any]:
    first = (
        select(func.min(t.sighting.c.file))
        .where(t.sighting.c.page == t.page.c.id)
        .correlate(t.page)
        .scalar_subquery()
    )
    return select(
        t.page.c.id.label("number"),
        t.page.c.sha,
        t.page.c.outlet,
        t.page.c.title,
        t.page.c.published,
        t.page.c.url,
        func.coalesce(first, "").label("file"),
    )


def _document(connection: Connection, sha: str) -> tuple[Coded, tuple[Judgement, ...]]:
    query = select(t.page.c.id, t.coding.c.document).join(t.coding, t.page.c.coding == t.coding.c.id)
    row = connection.execute(query.where(t.page.c.sha == sha)).one()
    return unpack(row.document, sha), judgements_of(connection, row.id, sha)


def _hash(row: dict[str, Any]) -> int:
    told = json.dumps(list(row.values()), ensure_ascii=True).encode("ascii")
    return int.from_bytes(hashlib.sha256(told).digest(), "big")


def _told() -> Iterator[Select[Any]]:
    """Everything that counts."""
    yield select(t.page.c.sha, t.coding.c.digest, t.page.c.title, t.page.c.first_day, t.page.c.last_day).join(
        t.coding, t.coding.c.id == t.page.c.coding
    )
    yield _of_pages(t.sighting, ("file", "inside", "supplied"))
    yield select(t.problem.c.file, t.problem.c.code, t.problem.c.detail, t.problem.c.start)
    yield select(t.quarantine.c.file, t.quarantine.c.inside, t.quarantine.c.reason)
    yield select(t.judgement.c.id)
    yield _of_pages(t.statement, ("ordinal", "row", "status", "chain", "words", "start", "end", "review"))
    yield _of_pages(
        t.event, ("ordinal", "row", "status", "category", "actors", "recipients", "day", "start", "review")
    )
    yield _of_pages(t.naming, ("actor", "lane", "words", "times"))
    yield _of_pages(t.passage, ("start", "kind", "terms"))
    yield select(t.actor.c.id, t.actor.c.name)


def _of_pages(table: Any, names: tuple[str, ...]) -> Select[Any]:
    return select(t.page.c.sha, *(table.c[name] for name in names)).join(t.page, t.page.c.id == table.c.page)
