"""The gold of statements is sound, agrees with its marked form, and its scorer can tell right from wrong."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from tests.gold import convert, score_statements as scorer, validate

MARKED = """= one
> {1c|{2s2|Oslo} {2q2|denied} {2c,x.denial|that it fired}}, {1s,2s1|an envoy} {1q,2q1|said}.
1 indirect asserted past unnamed:1:envoy
2 indirect denied negative past intermediary speaker
"""


@pytest.fixture(scope="module")
def gold() -> list[dict[str, Any]]:
    return validate.load()


def test_the_file_is_what_the_marks_give() -> None:
    assert convert.TARGET.read_text(encoding="utf-8") == convert.convert(
        convert.SOURCE.read_text(encoding="utf-8")
    )


def test_no_passage_has_a_fault(gold: list[dict[str, Any]]) -> None:
    assert [fault for row in gold for fault in validate.faults(row)] == []
    assert len({row["id"] for row in gold}) == len(gold)


def test_the_second_reading_is_of_the_same_texts_and_sound(gold: list[dict[str, Any]]) -> None:
    marked = Path(convert.SOURCE).with_name("second.txt")
    rows = validate.load(marked.with_suffix(".jsonl"))
    assert marked.with_suffix(".jsonl").read_text(encoding="utf-8") == convert.convert(
        marked.read_text(encoding="utf-8")
    )
    assert [(row["id"], row["text"]) for row in rows] == [(row["id"], row["text"]) for row in gold]
    assert [fault for row in rows for fault in validate.faults(row)] == []


@pytest.mark.parametrize(
    ("name", "passages", "attributions", "chained", "traps"),
    [("fresh", 60, 110, 35, 40), ("fresh2", 70, 150, 30, 50), ("fresh3", 90, 200, 60, 120)],
)
def test_the_fresh_passages_are_sound_and_new(
    gold: list[dict[str, Any]], name: str, passages: int, attributions: int, chained: int, traps: int
) -> None:
    marked = Path(convert.SOURCE).with_name(f"{name}.txt")
    rows = validate.load(marked.with_suffix(".jsonl"))
    assert marked.with_suffix(".jsonl").read_text(encoding="utf-8") == convert.convert(
        marked.read_text(encoding="utf-8")
    )
    assert [fault for row in rows for fault in validate.faults(row)] == []
    assert len({row["id"] for row in rows}) == len(rows) == passages
    assert not {row["text"] for row in rows} & {row["text"] for row in gold}
    total = validate.counts(rows)["total"]
    assert total["attributions"] >= attributions
    assert total["chained"] >= chained
    assert total["traps"] >= traps
    assert scorer.selftest(rows)["found F1"] == 1


@pytest.mark.parametrize(("name", "least"), [("fresh2", 15), ("fresh3", 20)])
def test_the_later_fresh_passages_have_enough_of_every_kind(name: str, least: int) -> None:
    rows = validate.load(Path(convert.SOURCE).with_name(f"{name}.jsonl"))
    counts = validate.counts(rows)["kind of attributions"]
    assert all(counts[kind] >= least for kind in convert.KINDS)


def test_the_fresh_sets_share_no_passage() -> None:
    rows = [
        row
        for name in ("fresh", "fresh2", "fresh3")
        for row in validate.load(Path(convert.SOURCE).with_name(f"{name}.jsonl"))
    ]
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows)


def test_there_is_enough_of_everything(gold: list[dict[str, Any]]) -> None:
    counts = validate.counts(gold)
    total = counts["total"]
    assert total["passages"] >= 150
    assert total["attributions"] >= 300
    assert total["chained"] >= 100
    assert total["traps"] >= 60
    assert all(counts["kind of attributions"][kind] >= 15 for kind in convert.KINDS)
    assert all(counts["traps"][code] for code in convert.TRAPS)


def test_marks_become_offsets_of_the_bare_text() -> None:
    row = convert.passage_record(convert.passages(MARKED)[0])
    text = row["text"]
    outer, inner = row["statements"]
    assert text == "Oslo denied that it fired, an envoy said."
    assert [text[slice(*span)] for span in outer["content"]] == ["Oslo denied that it fired"]
    assert [text[slice(*layer["source"])] for layer in inner["chain"]] == ["an envoy", "Oslo"]
    assert outer["chain"][0]["unnamed"] == {"kind": "envoy", "count": 1}
    assert inner["factuality"]["polarity"] == "negative"
    assert row["traps"][0]["span"] == inner["content"][0]


@pytest.mark.parametrize(
    "marked",
    ["{1c|open", "too many}", "{1z|x}", "{x.wit|x}", "{3c|x}"],
)
def test_bad_marks_are_refused(marked: str) -> None:
    with pytest.raises(convert.MarkupError):
        convert.passage_record(
            convert.Passage(id="bad", paragraphs=[marked], lines=["1 indirect asserted past"])
        )


def test_the_check_sees_a_cue_inside_its_own_content() -> None:
    row = convert.passage_record(convert.passages(MARKED)[0])
    row["statements"][0]["chain"][0]["cue"] = [[0, 4]]
    assert any("own content" in fault for fault in validate.faults(row))


def test_gold_against_gold_is_perfect(gold: list[dict[str, Any]]) -> None:
    assert scorer.selftest(gold)["found F1"] == 1


def test_nothing_predicted_finds_nothing(gold: list[dict[str, Any]]) -> None:
    figures = scorer.score(gold, [])
    assert figures["found recall"] == 0
    assert figures["chained right, of all"] == 0
    assert figures["traps as facts"] == 0


def test_each_mistake_lowers_its_own_figure() -> None:
    gold = [convert.passage_record(convert.passages(MARKED)[0])]
    guess = copy.deepcopy(gold)
    inner = guess[0]["statements"][1]
    inner["factuality"] = {"kind": "asserted", "polarity": "positive", "certainty": "certain", "time": "past"}
    inner["chain"][0]["role"] = "speaker"
    figures = scorer.score(gold, guess)
    assert figures["found F1"] == 1
    assert figures["source right"] == 1
    assert figures["chain right"] == pytest.approx(0.5)
    assert figures["kind denied F1"] == 0
    assert figures["traps as facts"] == 1


def test_a_title_given_to_a_speaker_is_a_trap_fallen_for() -> None:
    marked = "= t\n> {1s|She} {1q|read} {1c|it}. The film {x.title|“We Agreed”} opened.\n1 indirect asserted past\n"
    gold = [convert.passage_record(convert.passages(marked)[0])]
    guess = copy.deepcopy(gold)
    title = copy.deepcopy(gold[0]["statements"][0])
    title["content"] = [gold[0]["traps"][0]["span"]]
    guess[0]["statements"].append(title)
    assert scorer.score(gold, guess)["traps as facts"] == 1
    title["chain"] = []
    assert scorer.score(gold, guess)["traps as facts"] == 0


def test_spans_outside_the_text_are_refused() -> None:
    gold = [convert.passage_record(convert.passages(MARKED)[0])]
    guess = copy.deepcopy(gold)
    guess[0]["statements"][0]["content"] = [[0, 400]]
    with pytest.raises(ValueError, match="not inside"):
        scorer.score(gold, guess)


def test_a_guess_of_nobody_about_hearsay_is_not_too_much() -> None:
    text = "The king is said to be ill."
    trap = {"span": [0, 26], "why": "hearsay: nobody vouches"}
    nobody = {
        "content": [[0, 26]],
        "style": "indirect",
        "chain": [{"source": None, "role": "speaker", "cue": []}],
        "factuality": {
            "kind": "speculated",
            "polarity": "positive",
            "certainty": "possible",
            "time": "ongoing",
        },
    }
    somebody = copy.deepcopy(nobody)
    somebody["chain"] = [{"source": [0, 8], "role": "speaker", "cue": []}]
    assert scorer.is_hearsay(text, nobody, [trap])
    assert not scorer.is_hearsay(text, somebody, [trap])
    assert not scorer.is_hearsay(text, nobody, [])
