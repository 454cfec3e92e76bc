from pathlib import Path

import pytest

from bench.language_speed import Timing, divided, main, read, timed
from bench.segmentation import shipped


def test_parsers_take_turns_after_a_round_that_does_not_count() -> None:
    calls = []

    def parser(name: str, words: int) -> int:
        calls.append(name)
        return words

    found = timed({"a": lambda _: parser("a", 3), "b": lambda _: parser("b", 4)}, ["one", "two"], rounds=2)
    assert calls == ["a", "a", "b", "b"] * 3
    assert (found["a"].words, found["b"].words) == (6, 8)
    assert len(found["a"].seconds) == 2


def test_the_speed_is_that_of_the_median_round() -> None:
    assert Timing(words=100, seconds=(1.0, 9.0, 2.0)).speed == 50


def test_a_text_is_read_paragraph_by_paragraph() -> None:
    words, opened = read(divided('He said: "We go. We stay.\n\nIt rained.', shipped()))
    assert [" ".join(one) for one in words] == ['He said : " We go .', "We stay .", "It rained ."]
    assert opened == [False, True, False]


def test_a_missing_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.jsonl")]) == 2
    assert "no such file" in capsys.readouterr().err
