from pathlib import Path

import pytest

from bench.predict import main


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
