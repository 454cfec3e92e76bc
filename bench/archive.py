"""The archive beside raw SQL on the same data, in one run: inserting, searching, the timeline of a dyad.

    python -m bench.archive [--pages 20000] [--postgres postgresql://user@host/database]

Pages are made up: each has a text of words drawn as in English (few often, many seldom), and rows as pages of the examples
have them (5 events, 13 statements, 9 passages). Raw SQL is what somebody would write by hand against the same tables with
the database's own driver: the same rows, one transaction a page, prepared tuples, no checks. The databases are emptied
first. Ratios are what counts; seconds are this machine's.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from dragoman.model import (
    Coded,
    Encoding,
    EncodingBasis,
    Layout,
    Locator,
    Page,
    Run,
    bytes_id,
    content_id,
)
from dragoman.store import Archive, Prepared, make_archive
from dragoman.store.documents import digest_of, pack, text_sha
from dragoman.store.index import PageRows, Row
from dragoman.store.queries import Filters, Period, events, relation, search
from dragoman.store.search_text import stems

_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_STATES = (
    "RUS UKR TUR USA CHN IRN ISR SYR EGY IND PAK FRA DEU GBR POL SAU YEM IRQ AFG PRK KOR JPN ETH SDN LBY MLI NER NGA "
    "VEN COL MEX CUB BRA ARG CHL PER ZAF KEN UGA RWA COD SOM ERI DJI ARE QAT KWT OMN JOR LBN"
).split()
_CATEGORIES = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2, "REQUEST": 3,
    "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
_STATUSES = ("asserted",) * 6 + ("denied", "intention", "speculated", "demand")
_EVENTS, _STATEMENTS, _PASSAGES, _WORDS = 5, 13, 9, 45
_ROUNDS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Seconds of one kind of work, ours and raw; for questions one figure a round."""

    name: str
    ours: tuple[float, ...]
    raw: tuple[float, ...]


def made_pages(number: int, seed: int = 1) -> Iterator[tuple[Prepared, bytes]]:
    """Made-up pages ready to be stored, with their bytes."""
    lots = random.Random(seed)  # noqa: S311 - the same pages in every run
    words = [f"w{at}" for at in range(20_000)]
    weights = [1 / (at + 10) for at in range(len(words))]
    for at in range(number):
        passages = [" ".join(lots.choices(words, weights, k=_WORDS)) for _ in range(_PASSAGES)]
        yield _page(at, passages, lots)


def _page(at: int, passages: Sequence[str], lots: random.Random) -> tuple[Prepared, bytes]:
    text = f"page {at}\n" + "\n".join(passages)
    payload = text.encode()
    page = Page(
        id=bytes_id(payload),
        text=text,
        encoding=Encoding(name="utf-8", basis=EncodingBasis.DECLARED),
        media_type="text/plain",
        locator=Locator(file=f"saved/{at}.txt"),
    )
    coded = Coded(
        page=page,
        layout=Layout(page=page.id, name="made", blocks=()),
        article=None,
        thread=None,
        mentions=(),
        actors=(),
        statements=(),
        events=(),
        problems=(),
        run=Run(version="0", kit="0" * 64),
    )
    rows = _rows(page.id, at, passages, lots)
    return (
        Prepared(
            coded=coded, document=pack(coded), digest=digest_of(coded), text_sha=text_sha(text), rows=rows
        ),
        payload,
    )


def _rows(sha: str, at: int, passages: Sequence[str], lots: random.Random) -> PageRows:
    day = (date(2020, 1, 1) + timedelta(days=lots.randrange(1_800))).isoformat()
    rows = PageRows(page={
        "media_type": "text/plain", "outlet": f"Outlet {at % 40}", "url": f"https://paper.example/{at}", "title": f"Page {at}",
        "language": "en", "published": day, "first_day": day, "last_day": day, "saved": None, "comments": 0, "declared_comments": None,
    })  # fmt: skip
    for number in range(_STATEMENTS):
        row = content_id(sha, "s", number)
        start = 40 * number + 1
        rows.statements.append({
            "row": row, "ordinal": number + 1, "lane": "article", "comment": None, "folded": False, "style": "indirect",
            "kind": "asserted", "status": lots.choice(_STATUSES), "polarity": "positive", "certainty": "certain", "time": "past",
            "speaker": "Somebody", "speaker_actor": None, "chain": "Outlet → Somebody said", "depth": 1,
            "words": passages[number % _PASSAGES], "start": start, "end": start + 30, "confidence": 0.9, "review": None, "doubtful": False,
        })  # fmt: skip
        rows.layers.append({"row": row, "depth": 1, "role": "speaker", "words": "Somebody", "actor": None})
    for number in range(_EVENTS):
        _add_event(rows, sha, number, day, lots)
    for number, said in enumerate(passages):
        start = 9 + 300 * number
        rows.passages.append({
            "lane": "article", "kind": "paragraph", "comment": None, "folded": False, "start": start, "end": start + 200,
            "words": said, "terms": " ".join(stems(said)),
        })  # fmt: skip
    return rows


def _add_event(rows: PageRows, sha: str, number: int, day: str, lots: random.Random) -> None:
    row = content_id(sha, "e", number)
    actor, recipient = lots.sample(_STATES, 2)
    category = lots.choice(tuple(_CATEGORIES))
    status = lots.choice(_STATUSES)
    dated = day if number % 3 else None
    rows.events.append({
        "row": row, "ordinal": number + 1, "statement": rows.statements[number]["row"], "main": number == 0, "category": category,
        "mode": None, "cameo": "040", "quad": _CATEGORIES[category], "intensity": 1.0, "status": status, "actors": f"{actor} “x”",
        "recipients": f"{recipient} “y”", "chain": "Outlet", "words": "met", "start": 10, "end": 13, "day": dated,
        "first_day": dated, "last_day": dated, "place": None, "place_country": None, "lat": None, "lon": None,
        "confidence": 0.8, "codebook": "plover-0.8", "review": None, "doubtful": False,
    })  # fmt: skip
    for side, code in (("actor", actor), ("recipient", recipient)):
        rows.parties.append({
            "row": row, "side": side, "position": 1, "words": "x", "code": code, "country": code, "actor": None,
        })  # fmt: skip
    rows.dyads.append({
        "row": row, "actor": actor, "recipient": recipient, "first_day": dated, "last_day": dated,
        "quad": _CATEGORIES[category], "status": status,
    })  # fmt: skip


class Raw:
    """The same rows by hand: the driver, tuples, one transaction a page."""

    def __init__(self, raw: Any, mark: str) -> None:
        self.raw, self.mark = raw, mark
        self.next = dict.fromkeys(
            ("page", "coding", "sighting", "statement", "layer", "event", "party", "passage"), 1
        )

    def insert(self, one: Prepared, payload: bytes) -> None:
        """One page."""
        cursor = self.raw.cursor()
        if self.mark == "?":
            cursor.execute("begin immediate")
        sha, rows = one.coded.page.id, one.rows
        number = self._one(cursor, "page", {"sha": sha, **rows.page})
        self._many(
            cursor,
            "blob",
            [{"sha": sha, "size": len(payload), "packed": zlib.compress(payload, 6)}],
            numbered=False,
        )
        self._one(
            cursor,
            "sighting",
            {"page": number, "run": 1, "file": one.coded.page.locator.file, "inside": "", "supplied": "{}"},
        )
        coding = self._one(cursor, "coding", {
            "page": number, "run": 1, "text_sha": one.text_sha, "digest": one.digest, "document": one.document,
        })  # fmt: skip
        self._many(
            cursor,
            "ledger",
            [{"page": number, "version": "0", "kit": "0", "supplied": "{}", "coding": coding, "run": 1}],
            numbered=False,
        )
        cursor.execute(f"update page set coding = {self.mark} where id = {self.mark}", (coding, number))  # noqa: S608
        of = self._owned(cursor, "statement", number, rows.statements)
        self._many(cursor, "layer", _handed(rows.layers, "statement", of))
        of = self._owned(cursor, "event", number, rows.events)
        self._many(cursor, "party", _handed(rows.parties, "event", of))
        self._many(cursor, "dyad", _handed(rows.dyads, "event", of), numbered=False)
        self._many(cursor, "passage", [{"page": number, **row} for row in rows.passages])
        if self.mark == "?":
            cursor.execute("commit")
        else:
            self.raw.commit()

    def _owned(self, cursor: Any, table: str, number: int, rows: list[Row]) -> dict[str, int]:
        first = self.next[table]
        self._many(cursor, table, [{"page": number, **row} for row in rows])
        return {row["row"]: first + at for at, row in enumerate(rows)}

    def _one(self, cursor: Any, table: str, row: Row) -> int:
        number = self.next[table]
        self._many(cursor, table, [row])
        return number

    def _many(self, cursor: Any, table: str, rows: list[Row], *, numbered: bool = True) -> None:
        names = (["id"] if numbered else []) + list(rows[0])
        marks = ", ".join([self.mark] * len(names))
        columns = ", ".join(f'"{name}"' for name in names)
        values = []
        for row in rows:
            head = []
            if numbered:
                head = [self.next[table]]
                self.next[table] += 1
            values.append((*head, *row.values()))
        cursor.executemany(f"insert into {table} ({columns}) values ({marks})", values)  # noqa: S608


def _handed(rows: list[Row], owner: str, numbers: dict[str, int]) -> list[Row]:
    return [{owner: numbers[row["row"]], **{k: v for k, v in row.items() if k != "row"}} for row in rows]


_SEARCH = {
    "?": "select p.sha, a.start, a.words from passage_search s join passage a on a.id = s.rowid join page p on p.id = a.page"
    " where passage_search match ? and a.lane = 'article' order by p.first_day is null, p.first_day desc, p.sha, a.start limit 20",
    "%s": "select p.sha, a.start, a.words from passage a join page p on p.id = a.page"
    " where a.search @@ (phraseto_tsquery('simple', %s) && phraseto_tsquery('simple', %s)) and a.lane = 'article'"
    " order by p.first_day is null, p.first_day desc, p.sha, a.start limit 20",
}
_COUNT = {
    "?": "select count(*) from passage_search s join passage a on a.id = s.rowid where passage_search match ? and a.lane = 'article'",
    "%s": "select count(*) from passage a where a.search @@ (phraseto_tsquery('simple', %s) && phraseto_tsquery('simple', %s))"
    " and a.lane = 'article'",
}
_TIMELINE = (
    "select substr(d.first_day, 1, 7), actor, d.quad, d.status, count(distinct d.event), count(distinct e.page) from dyad d"
    " join event e on e.id = d.event where (actor = {m} and recipient = {m}) or (actor = {m} and recipient = {m})"
    " group by 1, 2, 3, 4 order by 1, 2, 3, 4"
)


def measure(place: str, raw: Any, mark: str, pages: int) -> list[Timed]:
    """Everything on one database; ``raw`` is a connection of its own driver to another, empty archive."""
    with make_archive(place, _NOW, key=b"k") as archive:
        ours, by_hand = _insert(archive, Raw(raw, mark), pages)
        reader = archive.reader()
        lots = random.Random(2)  # noqa: S311 - the same questions in every run
        words = [(f"w{lots.randrange(20, 400)}", f"w{lots.randrange(20, 400)}") for _ in range(_ROUNDS)]
        pairs = [tuple(lots.sample(_STATES, 2)) for _ in range(_ROUNDS)]
        cursor = raw.cursor()

        def searched(two: tuple[str, str]) -> None:
            said = ['"{}" AND "{}"'.format(*two)] if mark == "?" else list(two)
            cursor.execute(_COUNT[mark], said).fetchone()
            cursor.execute(_SEARCH[mark], said).fetchall()

        def timeline(two: tuple[str, str]) -> None:
            cursor.execute(_TIMELINE.format(m=mark), (*two, *reversed(two))).fetchall()

        return [
            Timed(name="insert", ours=(ours,), raw=(by_hand,)),
            _rounds(
                "search, two words",
                words,
                lambda two: search(reader, " ".join(two), Filters(limit=20)),
                searched,
            ),
            _rounds(
                "timeline of a dyad",
                pairs,
                lambda two: relation(reader, two[0], two[1], Period.MONTH, Filters()),
                timeline,
            ),
            _rounds("events of a dyad", pairs, lambda two: events(reader, Filters(dyad=two, limit=50)), None),
        ]


def _insert(archive: Archive, by_hand: Raw, pages: int) -> tuple[float, float]:
    """Seconds for all pages, ours and by hand; turn about in portions, so that both see the same machine."""
    writer = archive.writer()
    writer.begin("add", version="0", kit="0", at=_NOW)
    ours = raw = 0.0
    portion: list[tuple[Prepared, bytes]] = []
    for at, made in enumerate(made_pages(pages), start=1):
        portion.append(made)
        if len(portion) == 250 or at == pages:
            began = time.perf_counter()
            for one, payload in portion:
                writer.add(one, payload)
            middle = time.perf_counter()
            for one, payload in portion:
                by_hand.insert(one, payload)
            ours, raw = ours + middle - began, raw + time.perf_counter() - middle
            portion = []
    return ours, raw


def _rounds(
    name: str, asked: Sequence[Any], ours: Callable[[Any], object], raw: Callable[[Any], object] | None
) -> Timed:
    mine, by_hand = [], []
    for one in asked:
        began = time.perf_counter()
        ours(one)
        mine.append(time.perf_counter() - began)
        if raw is not None:
            began = time.perf_counter()
            raw(one)
            by_hand.append(time.perf_counter() - began)
    return Timed(name=name, ours=tuple(mine), raw=tuple(by_hand))


def _line(database: str, one: Timed) -> str:
    if one.name == "insert":
        return f"| {database} | insert, s | {one.ours[0]:.1f} | {one.raw[0]:.1f} | {one.ours[0] / one.raw[0]:.2f} |"
    mine = _p95(one.ours) * 1000
    if not one.raw:
        return f"| {database} | {one.name}, p95 ms | {mine:.1f} | | |"
    raw = _p95(one.raw) * 1000
    return f"| {database} | {one.name}, p95 ms | {mine:.1f} | {raw:.1f} | {mine / raw:.2f} |"


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _sqlite(pages: int) -> list[Timed]:
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder, "raw.drg")
        with make_archive(str(other), _NOW, key=b"k") as empty:
            empty.writer().begin("add", version="0", kit="0", at=_NOW)
        raw = sqlite3.connect(other, isolation_level=None)
        for said in ("pragma journal_mode = wal", "pragma synchronous = normal", "pragma foreign_keys = on"):
            raw.execute(said)
        found = measure(str(Path(folder, "ours.drg")), raw, "?", pages)
        raw.close()
        return found


def _postgres(address: str, pages: int) -> list[Timed]:
    import psycopg

    base, _, _name = address.rpartition("/")
    with psycopg.connect(address, autocommit=True) as admin:
        for one in ("dragoman_bench_ours", "dragoman_bench_raw"):
            admin.execute(f"drop database if exists {one}")
            admin.execute(f"create database {one}")
    with make_archive(f"{base}/dragoman_bench_raw", _NOW, key=b"k") as empty:
        empty.writer().begin("add", version="0", kit="0", at=_NOW)
    with psycopg.connect(f"{base}/dragoman_bench_raw") as raw:
        return measure(f"{base}/dragoman_bench_ours", raw, "%s", pages)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--postgres", metavar="ADDRESS", help="a server on which two databases may be made")
    asked = parser.parse_args(arguments)
    print(f"{asked.pages:,} pages, {asked.pages * _EVENTS:,} events\n")
    print("| database | what | archive | raw SQL | ratio |\n|---|---|---|---|---|")
    for one in _sqlite(asked.pages):
        print(_line("SQLite", one), flush=True)
    if asked.postgres:
        for one in _postgres(asked.postgres, asked.pages):
            print(_line("PostgreSQL", one), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
