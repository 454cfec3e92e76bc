import json
import sys
from io import StringIO
from pathlib import Path

import pytest

from bench import beside_spacy
from bench.beside_spacy import SLICE, Times, main, sliced, speed_rows, table, timed, word_count
from bench.spacy_small import timed as worker
from dragoman.errors import InputError


def test_slices_are_full() -> None:
    texts = [str(number) for number in range(2 * SLICE + 1)]
    assert sliced(texts) == [texts[:SLICE], texts[SLICE:-1]]
    assert sliced(texts[: SLICE - 1]) == []


def test_words_are_counted_over_all_lines() -> None:
    assert word_count(["He left.\n\nShe didn't.", ""]) == 7


def test_speed_is_words_by_cpu_seconds_and_the_ratio_of_the_same_slices() -> None:
    ours = Times(loading=0.25, wall=0.5, slices=[1.0, 1.0, 2.0], peaks=[90.0, 100.0, 100.0])
    other = Times(loading=1.0, wall=2.0, slices=[2.0, 2.0, 4.0], peaks=[400.0, 450.4, 450.4])
    rows = speed_rows({"dragoman": ours, "spacy": other}, [100, 100, 200], {"dragoman": 25.0, "spacy": 9.96})
    assert [row[1:] for row in rows] == [
        ("100", "50"),
        ("1", "0.50 (0.50-0.50)"),
        ("0.25", "1.00"),
        ("0.50", "2.00"),
        ("100", "450"),
        ("25.0", "10.0"),
    ]


def test_a_short_row_has_empty_cells() -> None:
    assert table(["a", "b"], [("rate", "1"), ("size", "2", "3")]) == (
        "|  | a | b |\n|---|---|---|\n| rate | 1 |  |\n| size | 2 | 3 |\n"
    )


def test_workers_label_the_slices_in_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = tmp_path / "seen"
    script = tmp_path / "worker.py"
    script.write_text(
        "import sys\n"
        'print(\'{"cpu": 1, "wall": 2}\', flush=True)\n'
        "for line in sys.stdin:\n"
        f"    open({str(seen)!r}, 'a').write(sys.argv[1] + line)\n"
        '    print(\'{"cpu": 3, "peak": 4}\', flush=True)\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(beside_spacy, "WORKER", (sys.executable, str(script)))
    times = timed({"dragoman": tmp_path, "spacy": tmp_path}, [["x"], ["y"]], rounds=2)
    lines = seen.read_text(encoding="utf-8").splitlines()
    assert lines == [f'{name}["{text}"]' for text in "xxyxy" for name in ("dragoman", "spacy")]
    assert times["spacy"] == Times(loading=1, wall=2, slices=[3] * 4, peaks=[4] * 4)
    script.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="a worker ended"):
        timed({"dragoman": tmp_path}, [["x"]], rounds=1)


def test_without_a_model_the_bench_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DRAGOMAN_MODEL", str(tmp_path / "absent"))
    assert main(["--spacy", str(tmp_path), "--no-speed"]) == 2
    assert "there is no language model here" in capsys.readouterr().err


def test_a_worker_says_what_each_slice_cost(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    labelled: list[str] = []
    monkeypatch.setitem(worker.PIPELINES, "spacy", lambda _folder: labelled.extend)
    monkeypatch.setattr("sys.stdin", StringIO('["a", "b"]\n[]\n'))
    worker.main(["spacy", "folder"])
    loaded, *slices = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert set(loaded) == {"cpu", "wall"}
    assert [set(one) for one in slices] == [{"cpu", "peak"}] * 2
    assert labelled == ["a", "b"]


def test_a_text_is_divided_into_sentences_that_know_open_quotations() -> None:
    divide = worker._divided()
    sentences, open_ = divide("“We left. All of us did.”\n\nHe said so.")
    assert [one[0] for one in sentences] == ["“", "All", "He"]
    assert open_ == [False, True, False]
