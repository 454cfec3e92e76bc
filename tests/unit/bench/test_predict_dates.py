import json
from pathlib import Path

import pytest

from bench.predict import main
from bench.predict_dates import answer

ROWS = [
    (
        {"text": "on Saturday", "published": "2017-03-26T12:00:00", "tense": "past"},
        ("2017-03-25", "2017-03-25"),
    ),
    ({"text": "will open on Saturday", "published": "2017-03-26"}, ("2017-04-01", "2017-04-01")),
    ({"text": "last week", "published": "2022-03-02"}, ("2022-02-21", "2022-02-27")),
    ({"text": "a few days ago", "published": "2022-03-02"}, ("2022-03-02", "2022-03-02")),
    ({"text": "every Monday", "published": "2022-03-02"}, (None, None)),
    ({"text": "Tuesday", "published": None}, (None, None)),
    ({"text": "22 июля 2022", "published": "2022-08-02"}, ("2022-07-22", "2022-07-22")),
]


@pytest.mark.parametrize(("row", "days"), ROWS)
def test_a_row_has_its_days(row: dict[str, str], days: tuple[str | None, str | None]) -> None:
    assert answer(row) == {"start": days[0], "end": days[1]}


def test_bad_rows_are_null_and_told_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    good = json.dumps(ROWS[0][0])
    bad = [
        "not json",
        '{"text": "today"}',
        '{"text": 3, "published": "2017-03-26"}',
        '{"text": "today", "published": "yesterday"}',
        '{"text": "today", "published": "2017-03-26", "tense": "perfect"}',
        "[]",
    ]
    source.write_text("\n".join([good, *bad, good]) + "\n\n", encoding="utf-8")
    assert main(["dates", str(source), str(target)]) == 0
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [row["start"] for row in rows] == ["2017-03-25", *[None] * len(bad), "2017-03-25"]
    errors = capsys.readouterr().err.splitlines()
    assert [line.split(":")[1] for line in errors] == [f" line {number}" for number in range(2, 8)]


def test_input_that_is_no_text_ends_with_2(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(b"\xff\xfe\x00")
    assert main(["dates", str(source), str(tmp_path / "out.jsonl")]) == 2
