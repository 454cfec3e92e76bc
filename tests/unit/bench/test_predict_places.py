import json
from pathlib import Path
from typing import Any

import pytest

from bench.predict import main


def predicted(tmp_path: Path, *lines: object) -> list[dict[str, object]]:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in lines), encoding="utf-8"
    )
    assert main(["places", str(source), str(target)]) == 0
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def test_each_toponym_gets_coordinates_and_a_name(tmp_path: Path) -> None:
    text = "Rain fell on Paris, Texas."
    (row,) = predicted(tmp_path, {"id": "a", "text": text, "spans": [[13, 18], [20, 25]]})
    assert row["id"] == "a"
    places: Any = row["places"]
    paris, texas = places
    assert (round(paris["lat"]), round(paris["lon"]), paris["name"]) == (34, -96, "Paris")
    assert (round(texas["lat"]), round(texas["lon"]), texas["name"]) == (31, -99, "Texas")


def test_a_bad_row_gives_nulls_and_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = predicted(
        tmp_path,
        {"id": 1, "text": None, "spans": [[0, 1]]},
        "{broken",
        "[]",
        {"id": 2, "text": "Paris", "spans": [["a", 3]]},
        {"id": 3, "text": "Paris", "spans": [[0, 99], [0, 5], [3, 3]]},
        {"id": 4, "text": "", "spans": []},
        {"id": 5, "text": "Paris", "spans": 7},
    )
    assert [row["places"] for row in rows[:4]] == [[None], [], [], [None]]
    odd = rows[4]["places"]
    assert isinstance(odd, list)
    assert (odd[0], odd[2]) == (None, None)
    assert odd[1]["name"] == "Paris"
    assert [row["places"] for row in rows[5:]] == [[], []]
    assert capsys.readouterr().err.count("predict places: line") == 5


def test_what_is_not_utf8_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.jsonl").write_bytes(b"\xff\xfe\xfa")
    assert main(["places", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl")]) == 2
    assert "not UTF-8" in capsys.readouterr().err
