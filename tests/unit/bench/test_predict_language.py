from pathlib import Path

import pytest

from bench.linking import Piece, linked
from bench.predict import main
from bench.predict_language import spans_of
from dragoman.language.protocol import Tagged


@pytest.mark.parametrize("task", ["parse", "names", "attribution"])
def test_without_a_model_the_door_says_how_to_get_one(
    task: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DRAGOMAN_MODEL", str(tmp_path / "absent"))
    source, target = tmp_path / "in.txt", tmp_path / "out.txt"
    source.write_text("He left .\n", encoding="utf-8")
    assert main([task, str(source), str(target)]) == 2
    assert "there is no language model here" in capsys.readouterr().err
    assert not target.exists()


def test_an_empty_model_folder_names_the_file_that_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DRAGOMAN_MODEL", str(tmp_path))
    source = tmp_path / "in.txt"
    source.write_text("He left .\n", encoding="utf-8")
    assert main(["parse", str(source), str(tmp_path / "out.txt")]) == 2
    assert "model.int8.onnx is missing" in capsys.readouterr().err


def test_spans_of_tags() -> None:
    tagged = Tagged(tags=("I", "O", "B", "I", "B", "O"), scores=(1.0,) * 6)
    assert list(spans_of(tagged)) == [(0, 1), (2, 4), (4, 5)]


def test_a_content_goes_to_the_nearest_cue_and_takes_one_source() -> None:
    text = "Stein said so. Far away Lee denied it."
    pieces = [
        Piece("source", 0, 0, 0, (0, 5)),
        Piece("cue", 1, 1, 0, (6, 10)),
        Piece("content", 2, 2, 0, (11, 13)),
        Piece("source", 6, 6, 1, (24, 27)),
        Piece("cue", 7, 7, 1, (28, 34)),
    ]
    assert linked(pieces, text) == [{"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 13]]}]
    assert linked(pieces[:1], text) == []
