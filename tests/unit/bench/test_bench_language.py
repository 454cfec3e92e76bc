from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from bench import language, scorers
from dragoman.errors import InputError
from dragoman.language.model_files import DIGESTS, FILES, GRAPH


def folder_of(path: Path) -> Path:
    path.mkdir()
    for name in FILES:
        (path / name).write_text(name, encoding="utf-8")
    (path / "other.onnx").write_text("other", encoding="utf-8")
    return path


def test_another_graph_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    copy = language.with_graph(folder_of(tmp_path / "model"), "other.onnx", tmp_path)
    assert (copy / GRAPH).read_text(encoding="utf-8") == "other"
    digest = hashlib.sha256(b"other").hexdigest()
    assert f"{digest}  {GRAPH}" in (copy / DIGESTS).read_text(encoding="utf-8")
    with pytest.raises(InputError, match=r"none\.onnx is missing"):
        language.with_graph(tmp_path / "model", "none.onnx", tmp_path)


def test_tables_stand_side_by_side() -> None:
    one: language.Figures = {
        "parse": {"GUM all": (640, 15107, 91.94, 89.7, 97.8, 98.5)},
        "names": {"politics: all": (81.2, 84.5, 82.8)},
        "attribution": {"content.found": (87.3, 74.7, 80.5)},
    }
    lines = language.tables({"a": one, "b": one}).splitlines()
    assert (
        lines[0]
        == "| dev, gold words | sentences | words | a: UAS / LAS / UPOS / lemma | b: UAS / LAS / UPOS / lemma |"
    )
    assert lines[2] == f"| GUM all | 640 | 15,107 |{' 91.9 / 89.7 / 97.8 / 98.5 |' * 2}"
    assert lines[-1] == f"| content.found |{' 87.3 / 74.7 / 80.5 |' * 2}"


def test_without_a_model_the_bench_says_what_the_door_says(
    tmp_path: Path, shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert language.main(["--model", str(tmp_path / "absent")]) == 2
    assert "there is no language model here" in capsys.readouterr().err


def test_an_absent_scorer_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"score_x\.py is absent"):
        scorers.printed(tmp_path / "score_x.py")


def test_a_parse_of_other_words_is_no_figure(tmp_path: Path, shared: Path) -> None:
    row = "1\tHe\the\tPRON\tPRP\t_\t0\troot\t_\t_\n"
    gold, found = tmp_path / "gold", tmp_path / "found"
    gold.write_text(row + "\n", encoding="utf-8")
    found.write_text(row + row.replace("1", "2", 1) + "\n", encoding="utf-8")
    assert scorers.parse_rates(gold, gold)["LAS"] == 100
    with pytest.raises(InputError, match="1 sentences not comparable"):
        scorers.parse_rates(gold, found)


def test_names_by_type(tmp_path: Path, shared: Path) -> None:
    gold, found = tmp_path / "gold.txt", tmp_path / "found.txt"
    gold.write_text("Lee B-person\nmet O\nUN B-organisation\n", encoding="utf-8")
    found.write_text("Lee\tB-PER\nmet\tO\nUN\tO\n", encoding="utf-8")
    rates = scorers.name_rates(gold, found, scorers.EVAL / "language" / "politics_map.json")
    assert rates["PER"] == scorers.Rates(100, 100, 100)
    assert rates["all"].recall == 50
    assert rates["ORG"].f1 == 0
