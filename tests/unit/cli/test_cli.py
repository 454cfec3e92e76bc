"""The verbs: what goes where, and with which exit code."""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dragoman import __version__
from dragoman.cli.app import app
from dragoman.cli.inputs import gather, read_manifest
from dragoman.errors import InputError, KnowledgeError, ManifestError
from dragoman.model import Coded, Page, Supplied
from tests.unit.cli.fake import fake_code_page


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three pages and a hidden file; the pipeline is the fake one."""
    monkeypatch.setattr("dragoman.pipeline.code_page", fake_code_page)
    monkeypatch.setattr("dragoman.kit.load_kit", lambda **_: SimpleNamespace(layouts=None, notes=()))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("in/b.txt", "in/a.txt", "in/deep/c.txt"):
        (tmp_path / name).write_text(f"Title of {Path(name).name}\nBody é.\n", encoding="utf-8")
    (tmp_path / "in" / ".hidden").write_text("hidden", encoding="utf-8")
    return tmp_path


def run(*words: str, **options: Any) -> Result:
    return CliRunner().invoke(app, words, **options)


def titles(result: Result) -> list[str]:
    records = json.loads(result.stdout)
    return [record["article"]["title"]["text"] for record in records]


class TestTop:
    def test_version(self) -> None:
        result = run("--version")
        assert (result.exit_code, result.stdout) == (0, f"dragoman {__version__}\n")

    @pytest.mark.parametrize(
        "words", [("--help",), ("code", "--help"), ("show", "--help"), ("explain", "--help")]
    )
    def test_help_tells_the_exit_codes(self, words: tuple[str, ...]) -> None:
        result = run(*words)
        assert result.exit_code == 0
        assert "Exit codes:" in result.stdout
        assert ("Examples:" in result.stdout) == (len(words) > 1)

    @pytest.mark.parametrize(
        "words", [("nonsense",), ("code", "--nonsense"), ("code", "--format", "xml", "in")]
    )
    def test_wrong_use(self, words: tuple[str, ...]) -> None:
        result = run(*words)
        assert result.exit_code == 2
        assert result.stdout == ""

    def test_as_a_module(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "dragoman", "--version"], capture_output=True, check=True, text=True
        )
        assert done.stdout == f"dragoman {__version__}\n"

    def test_help_loads_no_pipeline(self) -> None:
        code = "import sys, dragoman.cli.app; print([m for m in sys.modules if m in {'rich', 'dragoman.kit', 'selectolax'}])"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
        assert done.stdout == "[]\n"


class TestCode:
    def test_report(self) -> None:
        result = run("code", "in/a.txt")
        assert result.exit_code == 0
        assert result.stdout.startswith("Title of a.txt\n═")
        assert result.stderr == ""

    def test_one_page_is_one_object(self) -> None:
        result = run("code", "in/a.txt", "--format", "json")
        record = json.loads(result.stdout)
        assert record["page"]["locator"]["file"] == "in/a.txt"
        assert len(result.stdout.splitlines()) > 5

    def test_a_folder_in_order_without_hidden_files(self) -> None:
        result = run("code", "in", "--format", "json")
        assert titles(result) == ["Title of a.txt", "Title of b.txt", "Title of c.txt"]
        assert result.stderr == "3 files in = 3 pages + 0 problems\n"

    def test_lines_of_json(self) -> None:
        result = run("code", "in", "--format", "jsonl")
        assert [json.loads(line)["page"]["media_type"] for line in result.stdout.splitlines()] == [
            "text/plain"
        ] * 3

    def test_a_file_named_twice_is_read_once(self) -> None:
        assert titles(run("code", "in/b.txt", "in", "-f", "json")) == [
            "Title of b.txt",
            "Title of a.txt",
            "Title of c.txt",
        ]

    def test_a_pattern_that_the_shell_left(self) -> None:
        assert titles(run("code", "in/*.txt", "-f", "json")) == ["Title of a.txt", "Title of b.txt"]

    def test_standard_input(self) -> None:
        result = run("code", "-", "-f", "json", "--outlet", "Pipe", input="Piped\nline\n")
        assert json.loads(result.stdout)["page"]["outlet"] == "Pipe"

    def test_what_goes_out_is_utf8_and_safe(self, desk: Path) -> None:
        (desk / "x.txt").write_text("T\x1b[31m \u202eé\n", encoding="utf-8")
        assert b"\x1b" not in run("code", "x.txt").stdout_bytes
        data = run("code", "x.txt", "-f", "json").stdout_bytes
        assert b"\x1b" not in data
        assert "\u202e" not in data.decode("utf-8")
        assert "é" in data.decode("utf-8")

    def test_output_goes_to_a_file(self, desk: Path) -> None:
        result = run("code", "in", "-f", "json", "--output", "out.json")
        assert (result.exit_code, result.stdout) == (0, "")
        assert len(json.loads((desk / "out.json").read_text(encoding="utf-8"))) == 3
        assert sorted(path.name for path in desk.iterdir()) == ["in", "out.json"]

    def test_output_that_cannot_be_written(self) -> None:
        result = run("code", "in/a.txt", "--output", "no/such/folder/x")
        assert result.exit_code == 2
        assert "cannot be written" in result.stderr


class TestExitOne:
    def test_a_missing_file_costs_no_other(self) -> None:
        result = run("code", "in/a.txt", "gone.txt", "in/b.txt", "-f", "json")
        assert result.exit_code == 1
        assert len(titles(result)) == 2
        assert "gone.txt: unreadable-file" in result.stderr
        assert result.stderr.endswith("3 files in = 2 pages + 1 problem\n")

    @pytest.mark.parametrize(
        ("data", "code"), [(b"", "empty-page"), (b"\x89PNG\r\n\x1a\n\0\0\0", "binary-page")]
    )
    def test_a_file_without_a_page(self, desk: Path, data: bytes, code: str) -> None:
        (desk / "x").write_bytes(data)
        result = run("code", "x", "-f", "json")
        assert (result.exit_code, result.stdout) == (1, "")
        assert f"x: {code}: " in result.stderr
        assert len(result.stderr.splitlines()) == 2

    def test_a_grave_problem_of_a_page(self, desk: Path) -> None:
        (desk / "x.txt").write_text("GRAVE\n", encoding="utf-8")
        result = run("code", "x.txt")
        assert result.exit_code == 1
        assert "x.txt: no-article: the fake sees none [0–5]" in result.stderr
        assert "1 file in = 1 page + 0 problems; 1 grave problem on the pages read" in result.stderr

    @pytest.mark.parametrize("name", ["empty", "*.nothing"])
    def test_a_name_that_stands_for_no_file(self, desk: Path, name: str) -> None:
        (desk / "empty").mkdir()
        result = run("code", name, "-f", "json")
        assert (result.exit_code, result.stdout) == (1, "")


class TestExitTwo:
    @pytest.mark.parametrize(
        ("words", "message"),
        [
            ((), "name at least one page"),
            (("in", "--published", "yesterday"), "--published 'yesterday' is not an EDTF date"),
            (("in", "--saved-at", "2016-13"), "--saved-at"),
            (("in", "--encoding", "klingon"), "no known text encoding"),
            (("in", "--encoding", "base64"), "no known text encoding"),
            (("in", "--key-file", "gone"), "--key-file gone"),
            (("in", "--key-file", "blank"), "holds no key"),
            (("in", "--key-file", "key", "--comments", "named"), "asks for none"),
            (("--manifest", "gone.csv"), "gone.csv"),
        ],
    )
    def test_said_in_one_line(self, desk: Path, words: tuple[str, ...], message: str) -> None:
        (desk / "blank").write_text(" \n")
        (desk / "key").write_text("secret\n")
        result = run("code", *words)
        assert (result.exit_code, result.stdout) == (2, "")
        assert message in result.stderr
        assert len(result.stderr.splitlines()) == 1

    @pytest.mark.parametrize(
        "words", [("code", "in/a.txt"), ("show", "in/a.txt"), ("explain", "s1", "in/a.txt")]
    )
    @pytest.mark.parametrize("name", ["nonsense", "", "  "])
    def test_a_parser_that_nobody_brings(self, words: tuple[str, ...], name: str) -> None:
        result = run(*words, "--parser", name)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"--parser {name.strip()!r}: no installed package brings it (installed: none)" in result.stderr
        assert len(result.stderr.splitlines()) == 1

    def test_a_long_name_is_shortened(self) -> None:
        result = run("code", "in/a.txt", "--parser", "x" * 5_000)
        assert result.exit_code == 2
        assert "…'" in result.stderr
        assert len(result.stderr) < 250


class TestExitThree:
    def test_an_error_on_one_page_costs_no_other(self, desk: Path) -> None:
        (desk / "in" / "bad.txt").write_text("BOOM", encoding="utf-8")
        result = run("code", "in", "-f", "json")
        assert result.exit_code == 3
        assert len(titles(result)) == 3
        assert "bad.txt: unexpected ZeroDivisionError: the fake broke" in result.stderr
        assert "please report it" in result.stderr
        assert "Traceback" not in result.stderr
        assert "4 files in = 3 pages + 0 problems + 1 failure of dragoman" in result.stderr

    def test_debug_shows_where(self, desk: Path) -> None:
        (desk / "bad.txt").write_text("BOOM", encoding="utf-8")
        assert "Traceback" in run("code", "bad.txt", "--debug").stderr

    def test_broken_knowledge(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def load(**_: object) -> None:
            raise KnowledgeError("cues.toml: no such cue")

        monkeypatch.setattr("dragoman.kit.load_kit", load)
        result = run("code", "in")
        assert result.exit_code == 3
        assert "cues.toml: no such cue" in result.stderr

    def test_a_parser_that_is_found_but_broken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def load(*, parser: str, **_: object) -> None:
            raise KnowledgeError(f"parser {parser!r}: cannot be loaded")

        monkeypatch.setattr("dragoman.plugins.parser_names", lambda: ("ours",))
        monkeypatch.setattr("dragoman.kit.load_kit", load)
        result = run("code", "in", "--parser", "ours")
        assert (result.exit_code, result.stdout) == (3, "")
        assert result.stderr == "dragoman: its knowledge is broken: parser 'ours': cannot be loaded\n"

    def test_a_parser_that_fails_on_one_page_costs_no_other(
        self, desk: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def code_page(page: Page, kit: object) -> Coded:
            if "BOOM" in page.text:
                raise KnowledgeError("parser 'ours': sentence 3 of 4: heads has 2")
            return fake_code_page(page, kit)

        monkeypatch.setattr("dragoman.pipeline.code_page", code_page)
        (desk / "in" / "bad.txt").write_text("BOOM", encoding="utf-8")
        result = run("code", "in", "-f", "json")
        assert result.exit_code == 3
        assert len(titles(result)) == 3
        assert "bad.txt: its knowledge is broken: parser 'ours': sentence 3 of 4" in result.stderr
        assert "mistake in dragoman" not in result.stderr
        assert "4 files in = 3 pages + 0 problems + 1 failure of dragoman" in result.stderr


class TestManifest:
    def test_rows_win_over_options_and_add_files(self, desk: Path) -> None:
        (desk / "m.csv").write_text(
            "file,outlet,published\nin/a.txt,Row Post,\nin/deep/c.txt,,2016-07\n", encoding="utf-8-sig"
        )
        result = run(
            "code",
            "in/a.txt",
            "--manifest",
            "m.csv",
            "--outlet",
            "Option",
            "--published",
            "2015",
            "-f",
            "json",
        )
        pages = [record["page"]["supplied"] for record in json.loads(result.stdout)]
        assert [(page["outlet"], page["published"]) for page in pages] == [
            ("Row Post", "2015"),
            ("Option", "2016-07"),
        ]

    def test_files_are_relative_to_the_manifest(self, desk: Path) -> None:
        (desk / "in" / "m.csv").write_text("file\nb.txt\n", encoding="utf-8")
        assert [*read_manifest(Path("in/m.csv"))] == [(desk / "in" / "b.txt").resolve()]
        found = gather(["in"], Path("in/m.csv"), Supplied())
        assert [one.name for one in found.files] == [
            str(Path("in", name)) for name in ("a.txt", "b.txt", "deep/c.txt")
        ]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "'file' is missing"),
            ("outlet\nx\n", "'file' is missing"),
            ("file,colour\nx,red\n", "unknown column 'colour'"),
            ("file,url,url\nx,a,b\n", "stands twice"),
            ("file,published\nx,soon\n", "line 2: column 'published': 'soon'"),
            ("file,outlet\n,x\n", "line 2: the column 'file' is empty"),
            ("file\nx\nx\n", "line 3: 'x' is named twice"),
            ("file\nx,y\n", "line 2: more cells than columns"),
            ('file\n"x\n', "cannot be read"),
        ],
    )
    def test_a_wrong_one(self, desk: Path, text: str, message: str) -> None:
        (desk / "m.csv").write_text(text, encoding="utf-8")
        with pytest.raises(ManifestError, match=message):
            read_manifest(desk / "m.csv")
        assert run("code", "--manifest", "m.csv").exit_code == 2

    def test_not_text_at_all(self, desk: Path) -> None:
        (desk / "m.csv").write_bytes(b"file\n\xff\n")
        with pytest.raises(ManifestError, match="cannot be read"):
            read_manifest(desk / "m.csv")

    def test_nothing_to_do(self) -> None:
        with pytest.raises(InputError):
            gather([], None, Supplied())


class TestShow:
    def test_on_a_terminal(self) -> None:
        result = run("show", "in/a.txt")
        assert result.exit_code == 0
        assert result.stdout == "b1 title        Title of a.txt\n                Body é.\n"
        assert "\x1b" not in result.stdout

    def test_as_html(self, desk: Path) -> None:
        result = run("show", "in/a.txt", "--html", "page.html")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "painted page.html\n")
        assert (desk / "page.html").read_text(encoding="utf-8").startswith("<!doctype html>")

    def test_as_html_to_standard_output(self) -> None:
        assert run("show", "in/a.txt", "--html", "-").stdout.startswith("<!doctype html>")

    def test_one_page_only(self) -> None:
        assert run("show", "in").exit_code == 2
        assert run("show", "gone.txt").exit_code == 1


class TestExplain:
    def test_a_row_by_its_name(self) -> None:
        result = run("explain", "s1", "in/a.txt")
        assert result.exit_code == 0
        assert "rule        quote-source-cue" in result.stdout
        assert "content     [0–14] “Title of a.txt”" in result.stdout

    def test_the_knowledge_entry_is_shown(self) -> None:
        assert "knowledge/statements/forms.toml, line " in run("explain", "s1", "in/a.txt").stdout

    def test_a_row_by_its_id_among_pages(self) -> None:
        record = json.loads(run("code", "in/b.txt", "-f", "json").stdout)
        result = run("explain", record["statements"][0]["id"], "in")
        assert result.exit_code == 0
        assert result.stdout.startswith("== in")

    @pytest.mark.parametrize("row", ["s9", "x1", "?"])
    def test_a_row_that_is_not_there(self, row: str) -> None:
        result = run("explain", row, "in/a.txt")
        assert (result.exit_code, result.stdout) == (2, "")
        assert repr(row) in result.stderr

    @pytest.mark.parametrize(("row", "said"), [("s9", "which has s1"), ("c4", "which has no comment")])
    def test_which_rows_there_are(self, row: str, said: str) -> None:
        assert f"on the page, {said}" in run("explain", row, "in/a.txt").stderr


def test_a_reader_who_leaves_early_is_no_error(desk: Path) -> None:
    code = (
        "import os, sys; r, w = os.pipe(); os.close(r); os.dup2(w, 1)\n"
        "import dragoman.kit, dragoman.pipeline; from types import SimpleNamespace\n"
        "from tests.unit.cli.fake import fake_code_page\n"
        "dragoman.kit.load_kit = lambda **_: SimpleNamespace(layouts=None, notes=())\n"
        "dragoman.pipeline.code_page = fake_code_page\n"
        "from dragoman.cli import main; main(['code', 'in'])"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        text=True,
        env={"PYTHONPATH": str(root)},
    )
    assert (done.returncode, done.stderr) == (0, "")
