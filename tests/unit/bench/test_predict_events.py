"""The task ``events``: what a row of the answer holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.predict import main


def predicted(tmp_path: Path, *lines: object) -> list[dict[str, Any]]:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in lines), encoding="utf-8"
    )
    assert main(["events", str(source), str(target)]) == 0
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def test_an_event_has_all_that_the_shape_asks_for(tmp_path: Path) -> None:
    text = "On Monday Syrian jets bombed the Turkish town of Reyhanli with cluster munitions."
    (row,) = predicted(tmp_path, {"id": "a", "text": text, "date": "2013-05-13"})
    assert row["id"] == "a"
    (event,) = row["events"]
    assert set(event) == {"type", "mode", "source", "target", "contexts", "trigger", "rule", "confidence"}
    start, end = event["trigger"]
    assert text[start:end] == "bombed"
    assert (event["type"], event["mode"], event["source"]) == ("ASSAULT", "aerial", "SYRMIL")
    assert event["target"][:3] == "TUR"
    assert "military" in event["contexts"]
    assert 0 < event["confidence"] < 1


def test_offsets_count_from_the_start_of_the_text(tmp_path: Path) -> None:
    text = "It rained in the north. Turkey expelled the Greek ambassador."
    (row,) = predicted(tmp_path, {"id": "a", "text": text})
    (event,) = row["events"]
    start, end = event["trigger"]
    assert text[start:end] == "expelled"


def test_the_mode_is_that_of_the_words_around(tmp_path: Path) -> None:
    (row,) = predicted(tmp_path, {"id": "a", "text": "Thousands of Turks went on strike in Ankara."})
    assert [(one["type"], one["mode"]) for one in row["events"]] == [("PROTEST", "strike")]


def test_no_event_and_a_bad_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = predicted(tmp_path, {"id": "a", "text": "It rained."}, {"id": "b"}, "{")
    assert [row["events"] for row in rows] == [[], [], []]
    assert len(capsys.readouterr().err.splitlines()) == 2
