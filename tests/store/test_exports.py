"""An archive leaves in every format, with the same bytes from both databases, and is read back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import bibtexparser
import networkx as nx
import pyarrow.parquet
import pytest
from typer.testing import CliRunner

from dragoman.cli.app import app
from dragoman.store import Archive

FORMATS = (
    "plover", "csv", "polecat", "gdelt", "gdelt-mentions", "parquet", "annotations", "jsonl", "gexf", "graphml", "bibtex", "csl",
)  # fmt: skip


@pytest.fixture(scope="module")
def exported(both: tuple[Archive, Archive], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folders = []
    for archive in both:
        folder = tmp_path_factory.mktemp("exported")
        words = ["export", *FORMATS, "--include", "all", "--undated", "bounds", "--to", str(folder)]
        result = CliRunner().invoke(app, [*words, "-a", archive.place])
        assert result.exit_code == 0, result.output
        folders.append(folder)
    return folders


def test_the_bytes_are_the_same_on_both_databases(exported: list[Path]) -> None:
    first, second = exported
    names = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert len(names) >= len(FORMATS)
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_what_is_read_back_is_what_was_kept(exported: list[Path], both: tuple[Archive, Archive]) -> None:
    folder = exported[0]
    pages = list(both[0].reader().everything())
    events = sum(len(one.events) for one in pages)
    statements = sum(len(one.statements) for one in pages)
    with (folder / "events.csv").open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) == events
    assert pyarrow.parquet.read_table(folder / "parquet" / "events.parquet").num_rows == events
    assert pyarrow.parquet.read_table(folder / "parquet" / "statements.parquet").num_rows == statements
    records = [json.loads(line) for line in (folder / "records.jsonl").read_text("utf-8").splitlines()]
    assert [one["page"]["id"] for one in records] == [one.page.id for one in pages]
    assert len(bibtexparser.loads((folder / "pages.bib").read_text("utf-8")).entries) == len(pages)
    assert len(json.loads((folder / "pages.csl.json").read_text("utf-8"))) == len(pages)
    networks = (
        nx.read_gexf(folder / "network.gexf"),
        nx.read_graphml(folder / "network.graphml"),
    )
    assert set(networks[0].nodes) == set(networks[1].nodes)
    assert networks[0].number_of_edges() == networks[1].number_of_edges() > 0


@pytest.mark.parametrize(
    ("name", "columns", "head"),
    [("gdelt-events.tsv", 61, 0), ("gdelt-mentions.tsv", 16, 0), ("polecat.tsv", 40, 1)],
)
def test_tables_of_the_field_have_their_columns(
    exported: list[Path], name: str, columns: int, head: int
) -> None:
    text = (exported[0] / name).read_text("utf-8")
    rows = list(csv.reader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) > head
    assert {len(row) for row in rows} == {columns}


def test_no_commenter_is_named_in_any_format(exported: list[Path], both: tuple[Archive, Archive]) -> None:
    names = {
        one.page.quote(comment.author)
        for one in both[0].reader().everything()
        for comment in (one.thread.comments if one.thread else ())
        if comment.author
    }
    telling = [name.encode() for name in names if "_" in name or any(map(str.isdigit, name))]
    assert telling
    for path in exported[0].rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not [name for name in telling if name in data], path.name


WRONG = (
    (("export", "plover", "csv"), "need a folder"),
    (("export", "parquet"), "need a folder"),
    (("export", "csv", "--voices"), "are for networks"),
    (("export", "plover", "--include", "rumour"), "is none of"),
    (("export", "plover", "--to", "a", "--output", "b"), "say one of them"),
)


@pytest.mark.parametrize(("words", "said"), WRONG, ids=[said for _, said in WRONG])
def test_wrong_use_says_what_is_wrong(
    both: tuple[Archive, Archive], words: tuple[str, ...], said: str
) -> None:
    result = CliRunner().invoke(app, [*words, "-a", both[0].place])
    assert result.exit_code == 2
    assert said in " ".join(result.output.split())


def test_pages_are_chosen_by_day_and_outlet(both: tuple[Archive, Archive]) -> None:
    for place in (one.place for one in both):
        result = CliRunner().invoke(
            app, ["export", "jsonl", "--since", "2022-10", "--until", "2022-12", "-a", place]
        )
        days = [json.loads(line)["article"]["published"]["value"] for line in result.stdout.splitlines()]
        assert days
        assert all("2022-10" <= day[:7] <= "2022-12" for day in days)
