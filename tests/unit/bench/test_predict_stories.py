import json
from pathlib import Path

import pytest

from bench.predict_stories import stories
from bench.stories import counted, told
from dragoman.errors import InputError

FERRY = "The ferry Halvard ran aground off Estholm with ninety passengers, the harbour master said on Friday."


def test_rows_get_storylines_and_a_bad_row_stands_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"id": "a", "title": "Ferry aground", "text": FERRY, "date": "2019-05-03", "outlet": "one"},
        {"id": "b", "title": "", "text": f"{FERRY} Divers went down.", "date": "no day", "outlet": None},
        {
            "id": "c",
            "title": None,
            "text": "Wheat prices rose again in the markets of the south.",
            "date": None,
        },
        {"id": "d", "text": 5},
        {"id": "e", "text": ""},
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join([*(json.dumps(row) for row in rows), "{", ""]), encoding="utf-8")
    stories(source, target)
    found = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [one["id"] for one in found] == ["a", "b", "c", "d", "e", None]
    names = [one["story"] for one in found]
    assert names[0] == names[1]
    assert len(set(names)) == 5
    assert "line 4" in capsys.readouterr().err


def test_input_that_is_no_text_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(InputError, match="not UTF-8"):
        stories(source, tmp_path / "out.jsonl")


def test_pages_bring_their_own_pairs() -> None:
    rows = [{"id": one, "story": story} for one, story in zip("abcd", "xxxy", strict=True)]
    counts = counted(rows, {"a": 1, "b": 1, "c": 2, "d": 2})
    assert counts == [(2, 2, 3), (2, 2, 3), (1, 2, 3), (1, 2, 1)]
    bcubed, pairs = told(counts)
    assert bcubed == pytest.approx(2 * 0.75 * (2 / 3) / (0.75 + 2 / 3))
    assert pairs == pytest.approx(2 * 0.5 * (1 / 3) / (0.5 + 1 / 3))
