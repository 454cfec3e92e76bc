"""The verbs with the true pipeline, on a small page."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.app import app
from dragoman.export import decode_record
from dragoman.pages import read
from tests.unit.export.readers import read_annotations, read_csv, read_plover

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


ASSAULT = """A Night Near the Border

By Ilse Maren

Russian jets bombed Syrian rebels near Aleppo on 30 September 2015, the Syrian army said.

Turkey did not attack Greece. Egypt threatened to impose sanctions on Sudan if the talks fail.
"""


@pytest.fixture
def assault(tmp_path: Path) -> Path:
    path = tmp_path / "assault.txt"
    path.write_text(ASSAULT, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["plover", "csv", "annotations"])
def test_events_go_out_and_are_read(assault: Path, form: str) -> None:
    words = ["code", str(assault), "--published", "2015-10-01", "--format", form]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.output
    text = result.stdout_bytes.decode("utf-8")
    if form == "plover":
        events = [read_plover(line) for line in text.splitlines()]
        assert [(event["event"], event["date"]) for event in events] == [(["ASSAULT"], "2015-09-30")]
    elif form == "csv":
        assert "ASSAULT" in {row["category"] for row in read_csv(text)}
    else:
        assert read_annotations(text, ASSAULT)


def test_an_event_explained_names_its_sense(assault: Path) -> None:
    result = CliRunner().invoke(app, ["explain", "e1", str(assault)])
    assert result.exit_code == 0, result.output
    assert "knowledge/codebooks/plover-0.8/senses/" in result.stdout
