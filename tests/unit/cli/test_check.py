"""The verb check, and layouts of one's own in a run."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.app import app
from dragoman.errors import InputError
from dragoman.kit import load_kit
from tests.unit.pages.test_layout_check import EXPORT, GOOD


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


def test_what_ships_has_no_mistakes() -> None:
    result = run("check")
    assert result.exit_code == 0, result.stdout
    assert result.stdout.split("\n")[0].endswith(": no mistakes")
    assert "\nno mistakes\n" in result.stdout
    assert not result.stderr


def test_an_actor_dictionary_is_checked_with_what_ships(tmp_path: Path) -> None:
    path = tmp_path / "veronia.txt"
    path.write_text("VERONIA_MAN_ [RUSGOV 20010101-20000101]\n", encoding="utf-8")
    result = run("check", str(path))
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{path.as_posix()}:1: '20010101-20000101' ends before it starts")
    path.write_text("VERONIA_MAN_ [RUSGOV 20000101-20010101]\n", encoding="utf-8")
    assert run("check", str(path)).exit_code == 0


def test_a_page_is_coded_with_ones_own_dictionary(tmp_path: Path) -> None:
    path, page = tmp_path / "veronia.txt", tmp_path / "page.txt"
    path.write_text("QUENTIN_MARLOW_ [RUSGOV]\nNAMELESS_ENTRY_\n", encoding="utf-8")
    page.write_text("A quiet day\n\nQuentin Marlow said the talks were useful.\n", encoding="utf-8")
    result = run("code", str(page), "--actors", str(path), "--format", "json")
    assert "veronia-quentin-marlow" in result.stdout
    assert f"{path.as_posix()}:2: Nameless Entry has no code" in result.stderr


def test_a_mistake_is_told_with_file_and_line(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(GOOD, encoding="utf-8")
    bad.write_text(GOOD.replace('"furniture"', '"advert"'), encoding="utf-8")
    assert (run("check", str(good)).exit_code, run("check", str(bad)).exit_code) == (0, 1)
    result = run("check", str(tmp_path))
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{bad.as_posix()}:12: kind 'advert' is none of")
    assert result.stdout.count("\n") == 1


def test_what_cannot_be_read_is_wrong_use(tmp_path: Path) -> None:
    assert run("check", str(tmp_path / "absent.toml")).exit_code == 2
    assert run("check", str(tmp_path)).exit_code == 2


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text(EXPORT, encoding="utf-8")
    text = "Record 1\nTitle: Grain ships wait\nForty ships were waiting in the strait.\n"
    text += "Record 2\nTitle: Harbour opens\nDockers went back to work on Monday.\n"
    (tmp_path / "export.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_layout_of_ones_own_is_used_and_counts_in_the_digest(mine: Path) -> None:
    without = json.loads(run("code", "export.txt", "--format", "json").stdout)
    result = run("code", "export.txt", "--format", "json", "--layout", "mine.toml")
    assert result.exit_code == 0
    records = json.loads(result.stdout)
    assert [record["article"]["title"]["text"] for record in records] == ["Grain ships wait", "Harbour opens"]
    assert {record["layout"] for record in records} == {"mine"}
    assert len(without if isinstance(without, list) else [without]) == 1
    kits = {
        record["run"]["kit"] for record in (*records, *(without if isinstance(without, list) else [without]))
    }
    assert len(kits) == 2


def test_the_layout_of_ones_own_is_tried_first(mine: Path) -> None:
    (mine / "page.toml").write_text(GOOD, encoding="utf-8")
    layouts = load_kit(layouts=(mine / "mine.toml", mine / "page.toml")).layouts
    assert (layouts.exports[0].name, layouts.refined[0].name) == ("mine", "quay-2016")


def test_a_layout_with_a_mistake_is_wrong_use(mine: Path) -> None:
    (mine / "mine.toml").write_text(EXPORT.replace("(?P<title>.+)", "(?P<title>.+"), encoding="utf-8")
    result = run("code", "export.txt", "--layout", "mine.toml")
    assert result.exit_code == 2
    assert "dragoman check" in result.stderr
    with pytest.raises(InputError):
        load_kit(layouts=(mine / "absent.toml",))
