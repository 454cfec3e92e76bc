"""Files of many pages on the command line: all of them, one of them, the list, and the balance."""

import json
import tomllib
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner, Result

import dragoman
from dragoman.cli.app import app
from dragoman.errors import InputError
from dragoman.export import Names, dump_record, encode_record
from dragoman.export.record import decode_record
from dragoman.model import Coded, Problem
from dragoman.pages.export_layouts import ExportLayout, parse_export
from tests.unit.cli.fake import fake_code_page
from tests.unit.pages.containers.made import PNG, Warc, html

OWN = """name = "mine"
about = "Exports of a database of one library."
basis = "checked"

[export]
signs = ["record "]
begin = 'record (?P<number>[0-9]+)$'
needs = ["title"]

[[field]]
id = "title"
match = 'title: (?P<title>.+)'
"""


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a crawl of three pages, a page, and a damaged file; the pipeline is the fake one."""
    monkeypatch.setattr("dragoman.pipeline.code_page", fake_code_page)
    monkeypatch.setattr("dragoman.library.code_page", fake_code_page)
    monkeypatch.setattr("dragoman.kit.load_kit", lambda **_: SimpleNamespace(layouts=None, notes=()))
    monkeypatch.setattr("dragoman.library.load_kit", lambda **_: SimpleNamespace(layouts=None, notes=()))
    monkeypatch.chdir(tmp_path)
    warc = Warc().info()
    for number, title in enumerate(("One", "Two", "Three"), start=1):
        warc.answer(f"https://harbour.example/{number}", html(title, date_of(number)))
    warc.answer("https://harbour.example/1?utm_source=x", html("One", "again"), date="2022-07-24T10:00:00Z")
    (tmp_path / "crawl.warc.gz").write_bytes(
        warc.answer("https://harbour.example/x.png", PNG, "image/png").data()
    )
    (tmp_path / "page.txt").write_text("Title\nBody\n", encoding="utf-8")
    (tmp_path / "cut.warc.gz").write_bytes(warc.data()[: warc.ends[2] - 40])
    (tmp_path / "list.opml").write_text('<opml><body><outline xmlUrl="https://n.example/"/></body></opml>')
    return tmp_path


def date_of(number: int) -> str:
    return f"Ship {number} sails."


def run(*words: str, **options: Any) -> Result:
    return CliRunner().invoke(app, words, **options)


class TestCode:
    def test_all_pages_of_a_container_are_coded(self) -> None:
        result = run("code", "crawl.warc.gz", "--format", "json")
        assert result.exit_code == 0
        records = json.loads(result.stdout)
        assert [record["page"]["stated"]["url"] for record in records][:3] == [
            f"https://harbour.example/{n}" for n in (1, 2, 3)
        ]
        assert all(record["page"]["locator"]["offset"] > 0 for record in records)

    def test_what_was_left_out_is_a_note_and_no_failure(self) -> None:
        result = run("code", "crawl.warc.gz", "--format", "jsonl")
        assert len(result.stdout.splitlines()) == 4
        assert "crawl.warc.gz: records-left-out: 6 records: 4 read as pages, 2 left out" in result.stderr
        assert (
            result.stderr.splitlines()[-1]
            == "1 file in gave 4 pages + 0 problems; 1 note on what was left out"
        )

    def test_damage_is_a_problem_and_the_rest_goes_on(self) -> None:
        result = run("code", "cut.warc.gz", "page.txt", "--format", "jsonl")
        assert result.exit_code == 1
        records = [json.loads(line) for line in result.stdout.splitlines()]
        assert records[-1]["page"]["locator"]["file"] == "page.txt"
        assert "damaged-container" in result.stderr

    def test_a_list_of_feeds_is_no_page(self) -> None:
        result = run("code", "list.opml")
        assert result.exit_code == 1
        assert "no-pages: the file is a list of 1 feeds (OPML): https://n.example/" in result.stderr
        assert result.stderr.splitlines()[-1] == "1 file in = 0 pages + 1 problem"

    def test_a_page_that_breaks_costs_no_other_page_of_its_file(self, desk: Path) -> None:
        warc = Warc().answer("https://n.example/1", html("BOOM")).answer("https://n.example/2", html("Two"))
        (desk / "boom.warc.gz").write_bytes(warc.data())
        result = run("code", "boom.warc.gz", "--format", "jsonl")
        assert result.exit_code == 3
        assert len(result.stdout.splitlines()) == 1
        assert "boom.warc.gz@0: unexpected ZeroDivisionError" in result.stderr

    def test_a_record_keeps_all_that_the_container_states(self) -> None:
        for coded in dragoman.code_all("crawl.warc.gz"):
            if isinstance(coded, Coded):
                record = json.loads(dump_record(encode_record(coded, comments=Names.NAMED)))
                assert decode_record(record, coded.page.text) == coded

    def test_the_folder_beside_a_page_saved_complete_is_left_out_with_a_note(self, desk: Path) -> None:
        parts = desk / "in" / "Report_files"
        parts.mkdir(parents=True)
        (desk / "in" / "Report.html").write_bytes(html("Report"))
        (parts / "a.png").write_bytes(PNG)
        (parts / "frame.html").write_bytes(html("Frame"))
        result = run("code", "in", "--format", "jsonl")
        assert result.exit_code == 0
        assert len(result.stdout.splitlines()) == 1
        assert (
            "in: records-left-out: 2 files are parts of pages that a browser saved complete" in result.stderr
        )
        assert run("code", "in/Report_files/frame.html").exit_code == 0


class TestPick:
    @pytest.mark.parametrize("pick", ["2", "https://harbour.example/2", "http://www.harbour.example/2/#top"])
    def test_show_paints_the_page_that_is_named(self, pick: str) -> None:
        result = run("show", "crawl.warc.gz", "--page", pick)
        assert result.exit_code == 0
        assert "Ship 2 sails." in result.stdout
        assert "Ship 1 sails." not in result.stdout

    def test_without_a_name_it_is_the_first_and_that_is_said(self) -> None:
        result = run("show", "crawl.warc.gz")
        assert "Ship 1 sails." in result.stdout
        assert "the first page of crawl.warc.gz is painted" in result.stderr

    def test_one_page_needs_no_name(self) -> None:
        result = run("show", "page.txt")
        assert (result.exit_code, result.stderr) == (0, "")

    @pytest.mark.parametrize("pick", ["9", "0", "https://harbour.example/9"])
    def test_a_page_that_is_not_there_is_wrong_use(self, pick: str) -> None:
        result = run("show", "crawl.warc.gz", "--page", pick)
        assert result.exit_code == 2
        assert f"crawl.warc.gz has no page {pick}; 'dragoman pages crawl.warc.gz' lists them" in result.stderr

    def test_an_address_that_was_saved_twice_says_so(self) -> None:
        result = run("show", "crawl.warc.gz", "--page", "https://harbour.example/1")
        assert "2 pages of crawl.warc.gz are saved from https://harbour.example/1" in result.stderr

    def test_explain_tells_which_page_a_row_is_of(self) -> None:
        result = run("explain", "b1", "crawl.warc.gz", "--page", "3")
        assert result.exit_code == 0
        assert result.stdout.startswith("== crawl.warc.gz@")
        assert result.stdout.count("== ") == 1
        assert run("explain", "b1", "crawl.warc.gz").stdout.count("== ") == 4


class TestPages:
    def test_the_list_has_number_time_address_and_title(self) -> None:
        result = run("pages", "crawl.warc.gz")
        assert result.exit_code == 0
        lines = result.stdout.splitlines()
        assert lines[1].split() == ["2", "2022-07-22", "10:00Z", "https://harbour.example/2", "Two"]
        assert "(copy after 1)" in lines[3]

    def test_files_are_told_apart(self) -> None:
        result = run("pages", "crawl.warc.gz", "page.txt")
        assert "== page.txt\n    1  -                  page.txt  Title\n" in result.stdout

    def test_a_file_that_is_absent_is_a_problem(self) -> None:
        assert run("pages", "absent.zip").exit_code == 1


class TestLibrary:
    def test_code_all_gives_every_page_and_problem(self) -> None:
        found = list(dragoman.code_all("crawl.warc.gz"))
        assert [type(one) for one in found] == [Coded] * 4 + [Problem]

    def test_code_refuses_to_choose(self) -> None:
        with pytest.raises(InputError, match=r"holds several pages; dragoman\.code_all gives all"):
            dragoman.code("crawl.warc.gz")

    def test_code_takes_a_container_of_one(self, desk: Path) -> None:
        (desk / "one.warc.gz").write_bytes(Warc().info().answer("https://n.example/", html("One")).data())
        assert dragoman.code("one.warc.gz").page.url == "https://n.example/"

    def test_a_date_that_is_none_is_refused_at_once(self) -> None:
        with pytest.raises(InputError, match="EDTF"):
            dragoman.code_all("page.txt", published="yesterday")


@pytest.mark.usefixtures("export")
class TestExport:
    """Articles of an export are listed, picked and explained like pages of a container."""

    @pytest.fixture
    def export(self, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """An export of two articles in a layout of the user's own, which the kit has when it is asked for."""
        (desk / "own.toml").write_text(OWN, encoding="utf-8")
        (desk / "found.txt").write_text(
            "Record 1\nTitle: Grain ships wait\nForty ships wait.\nRecord 2\nTitle: Harbour opens\nDockers work.\n"
        )
        monkeypatch.setattr(
            "dragoman.kit.load_kit",
            lambda *, layouts=(), **_: SimpleNamespace(
                layouts=SimpleNamespace(exports=tuple(map(export_in, layouts))), notes=()
            ),
        )

    def test_they_are_listed_by_number(self) -> None:
        assert len(run("pages", "found.txt").stdout.splitlines()) == 1
        lines = run("pages", "found.txt", "--layout", "own.toml").stdout.splitlines()
        assert [line.split()[0] for line in lines] == ["1", "2"]
        assert [line.split("  ")[-1] for line in lines] == ["Grain ships wait", "Harbour opens"]

    @pytest.mark.parametrize("verb", [["code"], ["show"], ["explain", "b1"]])
    def test_one_is_picked(self, verb: list[str]) -> None:
        result = run(*verb, "found.txt", "--layout", "own.toml", "--page", "2")
        assert result.exit_code == 0
        assert "Record 1" not in result.stdout
        assert "Record 2" in result.stdout

    def test_one_that_is_not_there_is_wrong_use(self) -> None:
        result = run("code", "found.txt", "--layout", "own.toml", "--page", "3")
        assert result.exit_code == 2
        assert "no page 3" in result.stderr


def export_in(path: Path) -> ExportLayout:
    return parse_export(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
