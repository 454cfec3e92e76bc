import json
from pathlib import Path

import pytest

from dragoman.stories import read_rarity
from training.rarity import main


def test_pages_are_counted_once_a_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows, treebank, out = tmp_path / "a.jsonl", tmp_path / "b.conllu", tmp_path / "words.csv"
    rows.write_text(
        "".join(json.dumps({"text": one}) + "\n" for one in ("Boats, boats", "The boat")), encoding="utf-8"
    )
    treebank.write_text(
        "# newdoc id = one\n# text = A boat.\n1\tA\n\n# newdoc id = two\n# text = The end\n", encoding="utf-8"
    )
    main([str(rows), str(treebank), "--out", str(out)])
    table = read_rarity(out.read_text(encoding="utf-8").splitlines())
    assert (table.total, dict(table.pages)) == (4, {"boat": 3})
    assert "4 pages, 1 words" in capsys.readouterr().out
