"""The task threads: a folder of saved pages in, the scorer's JSON out; a bad page costs only itself."""

import gzip
import json
from pathlib import Path

import pytest

from bench.predict import main
from tests.unit.pages.made import PROSE

PAGE = (
    f"<html><body><h1>A deal</h1><p>{PROSE[0]}</p><div id='comments'>"
    "<div class='comment' id='c-1'><b class='author'>dockhand</b><time datetime='2022-07-22T16:12:00+0200'>Friday</time>"
    "<div class='text'>It will not last.<br>Never did.</div><span class='votes'>3</span></div>"
    "<div class='comment' id='c-2' data-parent='1'><b class='author'>Quay_7</b><span class='date' title='23 July 2022 09:00'>2 days ago</span>"
    "<div class='text'>It will.</div></div></div></body></html>"
)


def test_threads_are_predicted_page_by_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "html"
    folder.mkdir()
    (folder / "a.html").write_text(PAGE, encoding="utf-8")
    (folder / "b.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (folder / "c.html.gz").write_bytes(b"no gzip at all")
    (folder / "d.html").write_bytes(b"")
    (folder / "notes.txt").write_text("no page", encoding="utf-8")
    assert main(["threads", str(folder), str(tmp_path / "out.json")]) == 0
    found = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert sorted(found) == ["a.html", "b.html", "c.html", "d.html"]
    assert found["a.html"] == found["b.html"]
    assert found["a.html"] == [
        {
            "author": "dockhand",
            "text": "It will not last.\nNever did.",
            "reply_to": None,
            "reply_inferred": None,
            "date": "2022-07-22T16:12:00+0200",
            "votes": 3,
        },
        {
            "author": "Quay_7",
            "text": "It will.",
            "reply_to": 0,
            "reply_inferred": None,
            "date": "23 July 2022 09:00",
            "votes": None,
        },
    ]
    assert (found["c.html"], found["d.html"]) == ([], [])
    said = capsys.readouterr().err
    assert "c.html.gz: " in said
    assert "d.html: " in said


def test_a_missing_folder_is_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["threads", str(tmp_path / "nowhere"), str(tmp_path / "out.json")]) == 2
    assert "no folder of saved pages" in capsys.readouterr().err
