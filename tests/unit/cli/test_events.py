"""Events on the command line: which are written, in which format, and what is said of the others."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import bibtexparser
import networkx as nx
import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.app import app
from dragoman.model import Coded, Page
from tests.unit.cli.fake import fake_code_page
from tests.unit.export.factory import TEXT, without
from tests.unit.export.field_readers import crosswalk, read_gdelt, read_mentions, read_polecat
from tests.unit.export.made_events import EVENTFUL, EVENTS, MET
from tests.unit.export.readers import read_annotations, read_csv, read_plover

_HELD = "5 left out as not told as facts (1 future, 1 negated, 1 denied, 1 conditional, 1 speculated; see --include)"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two pages: one with many events, one with none."""

    def code_page(page: Page, kit: object) -> Coded:
        return EVENTFUL if "harbour" in page.text else fake_code_page(page, kit)

    monkeypatch.setattr("dragoman.pipeline.code_page", code_page)
    monkeypatch.setattr(
        "dragoman.kit.load_kit", lambda **_: SimpleNamespace(layouts=None, notes=(), crosswalk=crosswalk())
    )
    monkeypatch.setattr("dragoman.pipeline.sentence_starts", lambda *_: (0,))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("Nothing\nhappened.\n", encoding="utf-8")
    return tmp_path


def run(*words: str, **options: Any) -> Result:
    return CliRunner().invoke(app, ["code", *words], **options)


class TestFormats:
    def test_plover(self) -> None:
        result = run("a.txt", "b.txt", "--format", "plover")
        assert result.exit_code == 0
        assert [read_plover(line)["event"] for line in result.stdout.splitlines()] == [["CONSULT"], ["AGREE"]]
        assert (
            result.stderr
            == f"2 files in = 2 pages + 0 problems; 2 events written; {_HELD}; 3 left out without a day (see --undated)\n"
        )

    def test_undated(self) -> None:
        result = run("a.txt", "--format", "plover", "--undated", "bounds")
        assert len(result.stdout.splitlines()) == 3
        assert result.stderr.endswith("; 2 left out without a day (see --undated)\n")
        result = run("a.txt", "--format", "plover", "--undated", "keep", "--include", "all")
        assert len(result.stdout.splitlines()) == len(EVENTS)
        assert result.stderr == "1 file in = 1 page + 0 problems; 10 events written\n"

    def test_csv_has_one_header_and_no_line_feed_alone(self) -> None:
        result = run("a.txt", "b.txt", "a.txt", "-f", "csv")
        text = result.stdout_bytes.decode("utf-8")
        assert len(read_csv(text)) == 5
        assert text.count("\n") == text.count("\r\n") == 6
        assert result.stderr == f"2 files in = 2 pages + 0 problems; 5 events written; {_HELD}\n"

    def test_csv_in_a_file(self, desk: Path) -> None:
        assert run("a.txt", "-f", "csv", "-o", "events.csv").exit_code == 0
        assert len(read_csv((desk / "events.csv").read_bytes().decode("utf-8"))) == 5

    def test_csv_without_events(self) -> None:
        result = run("b.txt", "-f", "csv")
        assert read_csv(result.stdout_bytes.decode("utf-8")) == []
        assert result.stderr == "1 file in = 1 page + 0 problems; 0 events written\n"

    def test_annotations_are_a_collection_a_line(self) -> None:
        lines = run("a.txt", "b.txt", "-f", "annotations").stdout.splitlines()
        assert len(read_annotations(lines[0], TEXT)) == 10
        assert len(read_annotations(lines[1], "Nothing\nhappened.\n")) == 1

    @pytest.mark.parametrize(("form", "read"), [("gexf", nx.read_gexf), ("graphml", nx.read_graphml)])
    def test_networks_add_up_all_pages(self, desk: Path, form: str, read: Callable[[Path], Any]) -> None:
        result = run("a.txt", "b.txt", "-f", form, "-o", "net.xml")
        assert (
            result.stderr
            == f"2 files in = 2 pages + 0 problems; 3 events written; {_HELD}; 2 left out without two parties that are known\n"
        )
        edges = {
            (source, target, data["category"]): data["events"]
            for source, target, data in read(desk / "net.xml").edges(data=True)
        }
        assert edges == {
            ("TUR", "RUS", "CONSULT"): 1,
            ("TUR", "RUS", "ASSAULT"): 1,
            ("TUR", "RUS", "AGREE"): 1,
            ("RUS", "TUR", "AGREE"): 1,
        }

    def test_networks_of_more_than_facts(self) -> None:
        result = run("a.txt", "-f", "gexf", "--include", "denied")
        assert 'kind="COERCE"' in result.stdout
        assert (
            "left out as not told as facts (1 future, 1 negated, 1 conditional, 1 speculated" in result.stderr
        )

    @pytest.mark.parametrize("pages", [("a.txt",), ("a.txt", "b.txt")])
    def test_references_are_one_a_page(self, pages: tuple[str, ...]) -> None:
        items = json.loads(run(*pages, "-f", "csl").stdout)
        entries = bibtexparser.loads(
            run(*pages, "-f", "bibtex").stdout,
            parser=bibtexparser.bparser.BibTexParser(ignore_nonstandard_types=False),
        ).entries
        assert [one["id"] for one in items] == [one["ID"] for one in entries]
        assert items[0]["title"] == "Ministers Agree on <b>Harbour</b> Rules"
        assert len(items) == len(pages)

    def test_polecat_has_one_header(self) -> None:
        result = run("a.txt", "b.txt", "--format", "polecat", "--undated", "bounds")
        assert [row["Event Type"] for row in read_polecat(result.stdout)] == ["CONSULT", "AGREE", "ASSAULT"]
        assert result.stderr.endswith("; 2 left out without a day (see --undated)\n")
        assert len(run("b.txt", "-f", "polecat").stdout.splitlines()) == 1

    def test_gdelt_and_its_mentions(self) -> None:
        result = run("a.txt", "b.txt", "-f", "gdelt")
        (row,) = read_gdelt(result.stdout)
        assert row["EventCode"] == "042"
        assert result.stderr.endswith(
            "; 1 event written; "
            + _HELD
            + "; 3 left out without a day (see --undated); 1 left out without a CAMEO code\n"
        )
        told = read_mentions(run("a.txt", "b.txt", "-f", "gdelt-mentions").stdout)
        assert {one["GLOBALEVENTID"] for one in told} == {row["GLOBALEVENTID"]}
        assert [one["SentenceID"] for one in told] == ["1", "1"]

    def test_numbers_that_clash_are_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("dragoman.export.gdelt._number", lambda _: 7)
        twice = without(EVENTFUL, events=(MET, replace(MET, id="f" * 16)))
        monkeypatch.setattr("dragoman.pipeline.code_page", lambda *_: twice)
        result = run("a.txt", "-f", "gdelt")
        assert "; 1 GLOBALEVENTID given to more than one dyad" in result.stderr

    @pytest.mark.parametrize(
        "form",
        [
            "plover",
            "csv",
            "annotations",
            "polecat",
            "gdelt",
            "gdelt-mentions",
            "gexf",
            "graphml",
            "bibtex",
            "csl",
        ],
    )
    @pytest.mark.parametrize("names", ["none", "pseudonymous"])
    def test_no_commenter_is_named(self, form: str, names: str) -> None:
        chosen = () if form in {"bibtex", "csl"} else ("--include", "all")
        text = run("a.txt", "-f", form, *chosen, "--comments", names).stdout
        assert text
        assert [name for name in ("Halloway", "Lantern99", "Hollis", "kit77", "Mirra") if name in text] == []


class TestInclude:
    @pytest.mark.parametrize("words", [("denied", "negated"), ("denied,negated",), (" denied , negated",)])
    def test_several(self, words: tuple[str, ...]) -> None:
        options = [part for word in words for part in ("--include", word)]
        rows = read_csv(run("a.txt", "-f", "csv", *options).stdout_bytes.decode("utf-8"))
        assert [row["status"] for row in rows[5:]] == ["negated", "denied"]

    @pytest.mark.parametrize(
        ("words", "message"),
        [
            (("-f", "csv", "--include", "rumour"), "'rumour' is none of asserted, future"),
            (("-f", "json", "--include", "all"), "--format json does not choose"),
            (("-f", "csv", "--undated", "keep"), "--undated is for plover"),
            (("--undated", "keep"), "--undated is for plover"),
            (("-f", "bibtex", "--include", "all"), "--format bibtex does not choose"),
            (("-f", "gexf", "--undated", "keep"), "--undated is for plover"),
        ],
    )
    def test_wrong_use(self, words: tuple[str, ...], message: str) -> None:
        result = run("a.txt", *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert message in result.stderr
        assert len(result.stderr.splitlines()) == 1


class TestExplain:
    def test_an_event_is_never_shown_as_a_fact_that_is_none(self) -> None:
        result = CliRunner().invoke(app, ["explain", "e7", "a.txt"])
        assert result.exit_code == 0
        assert "DENIED: COERCE/arrest" in result.stdout
        assert "denied: not told as a fact" in result.stdout
