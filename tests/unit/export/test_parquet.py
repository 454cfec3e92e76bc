"""The tables of the Parquet export, read back with pyarrow: types, rows, and nothing that comments hide."""

import builtins
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from dragoman.errors import InputError
from dragoman.export import Names, write_parquet
from dragoman.export.parquet_columns import TABLES, Kind
from dragoman.model import Article, Coded, DateEvidence, DateKind, Review, SizeKind, Verdict
from tests.unit.export.factory import ARTICLE, CODED, PAGE, SAID, STRANGER, TEXT, THREAD, find, without
from tests.unit.export.made_events import AGREED, EVENTFUL, EVENTS, MET
from tests.unit.export.odd import odd_pages
from tests.unit.export.strategies import coded_pages

NAMES = [table.name for table in TABLES]
SECRETS = ("Halloway", "halloway", "Lantern99", "Hollis", "kit77", "Mirra")
WORDS = (*SECRETS, "vermin", "are you serious")
_TYPES = {
    Kind.STRING: "string",
    Kind.STRINGS: "list<element: string not null>",
    Kind.BOOL: "bool",
    Kind.INT32: "int32",
    Kind.INT64: "int64",
    Kind.DOUBLE: "double",
    Kind.DATE: "date32[day]",
    Kind.TIMESTAMP: "timestamp[us, tz=UTC]",
    Kind.SPANS: "list<element: struct<start: int32 not null, end: int32 not null> not null>",
    Kind.ROLES: "list<element: struct<sector: string, position: string, country: string, since: string, until: string> not null>",
}

Tables = dict[str, list[dict[str, Any]]]


def written(folder: Path, pages: Sequence[Coded] = (EVENTFUL,), **options: Any) -> Tables:
    counts = write_parquet(pages, folder, **options)
    found: Tables = {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in NAMES}
    assert {name: len(rows) for name, rows in found.items()} == counts
    return found


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def many(count: int) -> Iterator[Coded]:
    for at in range(count):
        page = replace(PAGE, id=f"{at:064x}")
        yield without(EVENTFUL, page=page)


class TestTables:
    def test_types_and_metadata(self, tmp_path: Path) -> None:
        write_parquet([EVENTFUL], tmp_path)
        for table in TABLES:
            schema = pq.read_schema(tmp_path / f"{table.name}.parquet")
            assert schema.names == [column.name for column in table.columns]
            assert [str(field.type) for field in schema] == [_TYPES[column.kind] for column in table.columns]
            assert {column.name for column in table.columns if column.key} <= {
                field.name for field in schema if not field.nullable
            }
            assert schema.metadata[b"dragoman.layout"] == b"dragoman-tables"
            assert schema.metadata[b"dragoman.layout_version"] == b"1"
            assert schema.metadata[b"dragoman.table"] == table.name.encode()

    def test_a_row_for_every_row_of_the_page(self, tmp_path: Path) -> None:
        found = written(tmp_path)
        assert {name: len(rows) for name, rows in found.items()} == {
            "pages": 1,
            "events": len(EVENTS),
            "parties": sum(len(one.actors) + len(one.recipients) for one in EVENTS),
            "statements": len(EVENTFUL.statements),
            "attributions": sum(len(one.chain) for one in EVENTFUL.statements),
            "mentions": len(EVENTFUL.mentions),
            "actors": len(EVENTFUL.actors),
            "comments": 4,
            "stances": 2,
            "problems": 2,
        }
        assert {row["page_id"] for rows in found.values() for row in rows} == {PAGE.id}

    def test_an_event(self, tmp_path: Path) -> None:
        row = written(tmp_path)["events"][0]
        wanted = {
            "event_id": MET.id, "row_name": "e1", "main": False, "status": "asserted", "category": "CONSULT",
            "mode": "visit", "auxiliary": [], "contexts": ["diplomatic", "economic"], "cameo": "042",
            "quad_class": 1, "intensity": 1.0, "when_edtf": "2017-03-26", "day": date(2017, 3, 26),
            "not_before": date(2017, 3, 26), "not_after": date(2017, 3, 26), "place": "Karaköy",
            "latitude": 41.0, "longitude": -29.5, "place_level": 5, "geonames_id": 745044, "dead_low": 3,
            "dead_high": 3, "injured_high": 15, "crowd_low": 40, "crowd_high": None, "arrested_low": None,
            "trigger": ["keep"], "tellings": 2, "factuality": "asserted", "polarity": "positive",
            "confidence": 0.75, "rule": "meet", "verdict": None, "doubtful": None,
        }  # fmt: skip
        assert {name: row[name] for name in wanted} == wanted
        (span,) = row["trigger_spans"]
        assert TEXT[span["start"] : span["end"]] == "keep"
        assert TEXT[row["when_start"] : row["when_end"]] == "26 March 2017"

    def test_bounds_and_open_ends(self, tmp_path: Path) -> None:
        days = [
            (row["when_edtf"], row["day"], row["not_before"], row["not_after"])
            for row in written(tmp_path)["events"][1:5]
        ]
        assert days == [
            ("2017-03-26T17:57Z", date(2017, 3, 26), date(2017, 3, 26), date(2017, 3, 26)),
            ("2017-03-01/2017-03-26", None, date(2017, 3, 1), date(2017, 3, 26)),
            ("../2017-03-26", None, None, date(2017, 3, 26)),
            (None, None, None, None),
        ]

    def test_parties(self, tmp_path: Path) -> None:
        rows = [row for row in written(tmp_path)["parties"] if row["event_id"] == AGREED.id]
        assert [(row["role"], row["position"], row["country"], row["sector"]) for row in rows] == [
            ("actor", 1, "TUR", "GOV"),
            ("actor", 2, "RUS", "GOV"),
        ]
        assert [TEXT[row["span_start"] : row["span_end"]] for row in rows] == [row["text"] for row in rows]

    def test_a_chain(self, tmp_path: Path) -> None:
        found = written(tmp_path)
        statement = found["statements"][0]
        layers = [row for row in found["attributions"] if row["statement_id"] == statement["statement_id"]]
        assert [(row["depth"], row["role"], row["actor_id"], row["cues"]) for row in layers] == [
            (1, "intermediary", "anadolu", ["quoted"]),
            (2, "speaker", "mevlut-cavusoglu", ["as saying"]),
        ]
        assert (statement["layers"], statement["speaker_id"]) == (2, "mevlut-cavusoglu")
        assert statement["chain"] == "Harbour Post → Anadolu Agency quoted → Mevlut Cavusoglu as saying"

    def test_a_silence_has_its_topic_and_no_content(self, tmp_path: Path) -> None:
        row = written(tmp_path)["statements"][3]
        assert (row["style"], row["text"], row["content_spans"]) == ("silence", "the cranes", [])
        assert TEXT[row["topic_start"] : row["topic_end"]] == "the cranes"

    def test_what_an_analyst_judged(self, tmp_path: Path) -> None:
        at = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)
        reviews = (Review(row=MET.id, verdict=Verdict.CHANGE, by="mo", at=at, doubtful=True),)
        rows = written(tmp_path, [without(EVENTFUL, reviews=reviews)])["events"]
        seen = [(row["verdict"], row["reviewed_by"], row["reviewed_at"], row["doubtful"]) for row in rows[:2]]
        assert seen == [("change", "mo", at, True), (None, None, None, None)]

    def test_comments_are_counted_from_one(self, tmp_path: Path) -> None:
        found = written(tmp_path, comments=Names.NAMED)
        last = found["comments"][3]
        assert (last["comment"], last["author"], last["reply_to"], last["reply_inferred"]) == (
            4, "Lantern99", None, 1,
        )  # fmt: skip
        assert found["statements"][4]["comment"] == 4
        assert [row["comment"] for row in found["stances"]] == [4, 3]
        assert (found["comments"][2]["folded"], found["comments"][2]["labels"]) == (True, ["hateful"])


def test_the_data_dictionary_has_every_column_and_its_type(root: Path) -> None:
    text = (root / "docs/reference/tables-out.md").read_text("utf-8")
    for table in TABLES:
        section = text.partition(f"\n### {table.name}\n")[2].partition("\n### ")[0]
        told = [
            (name, cells[2].strip())
            for cells in (line.split("|") for line in section.splitlines() if line.startswith("| `"))
            for name in re.findall(r"`(\w+)`", cells[1])
        ]
        assert told == [(column.name, str(column.kind)) for column in table.columns]


def _article(published: str | None, **more: Any) -> Article:
    dates = DateEvidence(value=published, kind=DateKind.PUBLISHED, accepted=True, why="")
    return replace(ARTICLE, published=dates if published else None, **more)


@pytest.mark.parametrize(
    ("article", "first", "last"),
    [
        (_article("2022-07"), date(2022, 7, 1), date(2022, 7, 31)),
        (_article(None, written="2014-08-28/2017-03-26"), date(2014, 8, 28), date(2017, 3, 26)),
        (_article(None, written="2014-08-28/..", not_after="2017-03-26"), date(2014, 8, 28), date(2017, 3, 26)),
        (_article(None, written="2014-08-28/2019", not_after="2017-03-26"), date(2014, 8, 28), date(2017, 3, 26)),
        (_article(None, written="2019-01-01/2020-01-01", not_after="2017-03-26"), None, date(2017, 3, 26)),
        (_article(None), None, None),
        (None, None, None),
    ],
)  # fmt: skip
def test_when_a_page_can_have_been_published(
    tmp_path: Path, article: Article | None, first: date | None, last: date | None
) -> None:
    (row,) = written(tmp_path, [without(CODED, article=article)])["pages"]
    assert (row["published_not_before"], row["published_not_after"]) == (first, last)


class TestFiles:
    def test_the_same_pages_give_the_same_bytes(self, tmp_path: Path) -> None:
        for name in ("a", "b"):
            write_parquet([EVENTFUL, CODED], tmp_path / name)
        assert digests(tmp_path / "a") == digests(tmp_path / "b")
        assert sorted(digests(tmp_path / "a")) == sorted(f"{name}.parquet" for name in NAMES)

    def test_rows_are_written_in_groups_while_pages_come(self, tmp_path: Path) -> None:
        waiting = []

        def pages() -> Iterator[Coded]:
            for coded in many(40):
                waiting.append((tmp_path / "events.parquet.part").stat().st_size)
                yield coded

        assert write_parquet(pages(), tmp_path, rows=25)["events"] == 40 * len(EVENTS)
        assert len({*waiting}) > 5
        file = pq.ParquetFile(tmp_path / "events.parquet")
        sizes = [file.metadata.row_group(at).num_rows for at in range(file.metadata.num_row_groups)]
        assert sizes == [25] * 16
        ids = file.read(["page_id"]).column(0).to_pylist()
        assert ids == sorted(ids)

    def test_groups_change_no_row(self, tmp_path: Path) -> None:
        assert written(tmp_path / "a", list(many(3)), rows=4) == written(tmp_path / "b", list(many(3)))

    def test_no_pages_are_tables_without_rows(self, tmp_path: Path) -> None:
        assert set(map(len, written(tmp_path, []).values())) == {0}

    def test_what_fails_leaves_the_tables_as_they_were(self, tmp_path: Path) -> None:
        write_parquet([EVENTFUL], tmp_path)
        before = digests(tmp_path)

        def pages() -> Iterator[Coded]:
            yield CODED
            raise OSError("the archive is gone")

        with pytest.raises(OSError, match="the archive is gone"):
            write_parquet(pages(), tmp_path)
        assert digests(tmp_path) == before

    def test_a_folder_that_is_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "out").write_text("")
        with pytest.raises(InputError, match="out cannot be written"):
            write_parquet([EVENTFUL], tmp_path / "out")

    def test_without_pyarrow(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real = builtins.__import__

        def missing(name: str, *rest: Any, **more: Any) -> Any:
            if name.partition(".")[0] == "pyarrow":
                raise ImportError(name)
            return real(name, *rest, **more)

        monkeypatch.setattr(builtins, "__import__", missing)
        with pytest.raises(InputError, match=r"pip install 'dragoman\[parquet\]'"):
            write_parquet([EVENTFUL], tmp_path / "out")
        assert not (tmp_path / "out").exists()


class TestComments:
    @pytest.mark.parametrize("names", [Names.NONE, Names.PSEUDONYMOUS])
    @pytest.mark.parametrize("key", [None, b"k"])
    def test_no_commenter_is_named(self, tmp_path: Path, names: Names, key: bytes | None) -> None:
        told = [
            replace(SAID, id=f"{at:016}", content=(one.span,), comment=at)
            for at, one in enumerate(THREAD.comments)
        ]
        coded = without(EVENTFUL, statements=(*EVENTFUL.statements, *told))
        text = repr(written(tmp_path, [coded], comments=names, key=key))
        assert [secret for secret in SECRETS if secret in text] == []

    def test_none_leaves_words_out_and_keeps_counts(self, tmp_path: Path) -> None:
        found = written(tmp_path, comments=Names.NONE)
        assert [word for word in WORDS if word in repr(found)] == []
        assert (found["pages"][0]["comments"], len(found["comments"])) == (4, 4)
        assert found["stances"] == []
        assert {row["lane"] for row in found["statements"]} == {"article"}
        assert STRANGER.id not in {row["actor_id"] for row in found["actors"]}

    def test_a_key_names_a_writer_alike_on_all_pages(self, tmp_path: Path) -> None:
        rows = written(tmp_path, list(many(2)), key=b"k")["comments"]
        assert rows[0]["author"].startswith("commenter-")
        assert rows[0]["author"] == rows[4]["author"]


def test_a_number_too_large_is_unknown(tmp_path: Path) -> None:
    size = replace(MET.sizes[0], low=2**63, high=2**80)
    (row,) = written(tmp_path, [without(CODED, events=(replace(MET, sizes=(size,)),))])["events"]
    assert (row["dead_low"], row["dead_high"]) == (None, None)
    assert [kind for kind in SizeKind if row[f"{kind}_low"] is not None] == []


def test_half_surrogates_and_nul_are_replaced_one_for_one(tmp_path: Path) -> None:
    text = TEXT.replace("keep", "k\ud800\x00p")
    (row, *_) = written(tmp_path, [without(EVENTFUL, page=replace(PAGE, text=text))])["events"]
    assert row["trigger"] == ["k\ufffd\ufffdp"]
    assert find("keep").start == row["trigger_spans"][0]["start"]


_slow = settings(
    max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


class TestAnyPage:
    @_slow
    @given(coded=coded_pages(), names=st.sampled_from(list(Names)))
    def test_is_written(self, tmp_path: Path, coded: Coded, names: Names) -> None:
        found = written(tmp_path, [coded], comments=names)
        assert len(found["events"]) == len(coded.events)

    @_slow
    @given(coded=odd_pages())
    def test_keeps_its_words(self, tmp_path: Path, coded: Coded) -> None:
        def fit(text: str) -> str:
            return "".join(
                "\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text
            )

        found = written(tmp_path, [coded], comments=Names.NAMED)
        assert [row["category"] for row in found["events"]] == [fit(one.category) for one in coded.events]
        assert [row["name"] for row in found["actors"]] == [fit(one.name) for one in coded.actors]
        text = fit(coded.page.text)
        for row in found["mentions"]:
            assert row["text"] == text[row["span_start"] : row["span_end"]]
