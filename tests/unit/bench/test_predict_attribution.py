from __future__ import annotations

import json
from pathlib import Path

from bench.predict import main
from bench.predict_attribution import with_direct

TEXT = "Berg said. “The gates stay shut,” he told reporters. Lunde fears “a long winter” of hunger."


def spans(*words: str) -> list[list[int]]:
    return [[TEXT.index(word), TEXT.index(word) + len(word)] for word in words]


def row(name: str, source: str | None, cue: str, *content: str) -> dict[str, object]:
    return {
        "id": name,
        "source": spans(source) if source else [],
        "cue": spans(cue),
        "content": spans(*content),
    }


def test_direct_speech_is_that_of_the_statements_with_the_cue_of_the_tags() -> None:
    tagged = [row("t", "he", "told reporters", "The gates")]
    stated = [row("s", "he", "told", "“The gates stay shut,”")]
    assert with_direct(TEXT, tagged, stated, {"s"}) == [
        row("s", "he", "told reporters", "“The gates stay shut,”")
    ]


def test_a_quotation_that_is_part_of_a_tagged_clause_leaves_the_clause_whole() -> None:
    tagged = [row("t", "Lunde", "fears", "“a long winter” of hunger")]
    stated = [row("s", "Lunde", "fears", "“a long winter”")]
    assert with_direct(TEXT, tagged, stated, {"s"}) == tagged


def test_other_statements_give_no_more_than_a_source() -> None:
    tagged = [row("t", None, "fears", "“a long winter” of hunger")]
    stated = [row("s", "Lunde", "fears", "“a long winter” of hunger"), row("x", "Berg", "said", "he")]
    assert with_direct(TEXT, tagged, stated, set()) == [
        row("t", "Lunde", "fears", "“a long winter” of hunger")
    ]


def test_the_task_answers_every_row(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    text = "Rain fell.\n“The gates stay shut,” Berg said. “They will stay so.”\n\n“All winter.”\n"
    source.write_text(json.dumps({"id": "a", "text": text}) + '\n{"id": "b"}\n', encoding="utf-8")
    assert main(["attribution", str(source), str(target)]) == 0
    first, second = (json.loads(line) for line in target.read_text(encoding="utf-8").splitlines())
    (found,) = first["attributions"]
    said = {role: [text[start:end] for start, end in found[role]] for role in ("source", "cue", "content")}
    assert said["source"] == ["Berg"]
    assert said["cue"] == ["said"]
    assert said["content"][:2] == ["“The gates stay shut,”", "“They will stay so.”"]
    assert second == {"id": "b", "attributions": []}
