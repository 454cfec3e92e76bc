"""The verbs with the true pipeline, on a small page."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.app import app
from dragoman.export import decode_record
from dragoman.pages import read

TEXT = """Harbour Talks End Without a Date

By Ilse Maren

The ministers met in Vienna on Friday. "We will keep the harbour open," Sergei Lavrov said after the talks.

Turkey has not commented on the cranes. This may indicate that the talks will go on.

2 Comments
\u2022 Quay_Walker
  Nothing new. Who pays for it?
\u2022 Tide77
  Quay_Walker is right, nobody pays.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_report(page: Path) -> None:
    result = CliRunner().invoke(app, ["code", str(page), "--outlet", "Harbour Post"])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Harbour Talks End Without a Date\n═")
    assert "We will keep the harbour open" in result.stdout
    assert "Quay_Walker" not in result.stdout


def test_json_reads_back(page: Path) -> None:
    result = CliRunner().invoke(app, ["code", str(page), "--format", "json"])
    record = json.loads(result.stdout)
    (found,) = read(page)
    coded = decode_record(record, TEXT)
    assert coded.page == found
    assert "Quay_Walker" not in json.dumps([record["thread"], record["statements"], record["mentions"]])


def test_painted(page: Path, tmp_path: Path) -> None:
    painted = tmp_path / "painted.html"
    result = CliRunner().invoke(app, ["show", str(page), "--html", str(painted)])
    assert result.exit_code == 0, result.output
    assert "We will keep the harbour open" in painted.read_text(encoding="utf-8")


def test_explained(page: Path) -> None:
    result = CliRunner().invoke(app, ["explain", "s1", str(page)])
    assert result.exit_code == 0, result.output
    assert "rule " in result.stdout
    assert "knowledge/" in result.stdout
