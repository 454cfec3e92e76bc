import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.predict import main
from tests.unit.pages.made import ARTICLE, TITLE


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(ARTICLE + "\n1 Comment\n\ndockhand says:\n\nNo.\n", encoding="utf-8")
    return path


def test_a_record_is_written_with_commenters_named(saved: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    assert main(["record", str(saved), str(target)]) == 0
    record = json.loads(target.read_text(encoding="utf-8"))
    assert record["article"]["title"]["text"] == TITLE
    assert record["thread"]["comments"][0]["author"] == "dockhand"


@pytest.mark.parametrize(
    "arguments", [[], ["record"], ["record", "a"], ["dance", "a", "b"], ["record", "a", "b", "c"]]
)
def test_wrong_use_ends_with_2_and_says_how(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: ")


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\x89PNG\r\n\x1a\n"])
def test_bad_input_ends_with_2_and_writes_nothing(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "bad", tmp_path / "out.json"
    source.write_bytes(data)
    assert main(["record", str(source), str(target)]) == 2
    assert capsys.readouterr().err.startswith("predict record: ")
    assert not target.exists()


def test_a_missing_file_and_a_folder_end_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["record", str(tmp_path / "absent"), str(tmp_path / "out.json")]) == 2
    assert main(["record", str(tmp_path), str(tmp_path / "out.json")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_target_that_cannot_be_written_ends_with_2(saved: Path, tmp_path: Path) -> None:
    assert main(["record", str(saved), str(tmp_path / "no" / "such" / "folder")]) == 2


def test_the_door_opens_as_a_module(root: Path, saved: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.predict", "record", str(saved), str(tmp_path / "out.json")]
    assert subprocess.run(command, cwd=root, check=False).returncode == 0
