"""The gold of comparison is sound, agrees with its marked form, and its scorer can tell right from wrong."""

from __future__ import annotations

import copy
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dragoman.model import Page
from dragoman.pages import read
from tests.gold.comparison import convert, corpus, score as scorer, validate
from tests.gold.comparison.corpus import HELD_BACK, HERE

FOLDERS = [HERE, HELD_BACK]
TEXTS = {
    ("x", "a"): "Toll\n\nNine men died.  Rain fell, Oslo said.",
    ("x", "b"): "Toll\n\nTen men died. It snowed. It snowed.",
    ("x", "c"): "Toll\n\nMen died. Rain fell there too.",
}
CONFLICT = "= x\nconflict number\n a 9|Nine men\n b 10|Ten men\n"
SILENT = "= x\nsilent\n a |Rain fell\n c |Rain fell there too\n -b |1#It snowed.\n"
WHEN = {("x", page): "2020-01-02" for page in "abc"}


def made(marked: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in convert.convert(marked, TEXTS).splitlines()]


def score(gold: str, guess: str, *, complete: bool = True, loose: bool = False) -> dict[str, Any]:
    sets = {"x": {"complete": complete}}
    return scorer.score(made(gold), made(guess), sets, TEXTS, loose=loose)


def found(figures: dict[str, Any]) -> tuple[int, int, int]:
    return figures["all"]["found"], figures["all"]["gold"], figures["all"]["given"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_finding_has_a_fault_and_no_sentence_is_left(folder: Path) -> None:
    assert validate.all_faults(folder) == []
    assert validate.uncovered(folder) == []


def test_the_second_reading_is_sound() -> None:
    assert validate.all_faults(HERE, "second") == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_texts_are_those_that_dragoman_reads(folder: Path) -> None:
    for row in corpus.sets_of(folder).values():
        for page in row["pages"]:
            (saved,) = [one for one in read(corpus.ROOT / page["file"]) if isinstance(one, Page)]
            assert saved.text == corpus.text_of(page), page["file"]


def test_the_part_held_back_is_the_one_of_the_readme_and_shares_nothing() -> None:
    digest = hashlib.sha256((HELD_BACK / "findings.jsonl").read_bytes()).hexdigest()
    assert digest in (HERE / "README.md").read_text(encoding="utf-8")
    assert not corpus.sets_of(HERE).keys() & corpus.sets_of(HELD_BACK).keys()
    assert not set(corpus.texts_of(HERE).values()) & set(corpus.texts_of(HELD_BACK).values())


def test_there_is_enough_of_every_kind() -> None:
    both = sum((validate.counts(corpus.rows_of(folder / "findings.jsonl")) for folder in FOLDERS), Counter())
    least = {"all": 290, "same": 40, "only": 60, "conflict": 90, "update": 15, "silent": 70}
    assert {kind: both[kind] for kind in least if both[kind] < least[kind]} == {}
    assert min(both[f"conflict {slot}"] for slot in validate.SLOTS) >= 6


def test_the_scorer_gives_the_gold_one_and_spoiled_gold_less(capsys: pytest.CaptureFixture[str]) -> None:
    assert scorer.selftest() == 0
    assert "gold against itself 1.000" in capsys.readouterr().out


def test_words_are_found_across_white_space_and_must_be_on_the_page_once() -> None:
    assert convert.place("a new\n   quay", "new quay", None) == (2, 13)
    assert convert.place("ten of ten", "ten", 2) == (7, 10)
    with pytest.raises(ValueError, match="2 places"):
        convert.place("ten of ten", "ten", None)
    with pytest.raises(ValueError, match="0 places"):
        convert.place("often", "ten", None)
    with pytest.raises(ValueError, match="not a reading"):
        made("= x\nonly\n a Nine men\n")


@pytest.mark.parametrize(
    ("marked", "fault"),
    [
        ("= x\nconflict number\n a 9|Nine men\n b 9|Ten men\n", "all alike"),
        ("= x\nconflict number\n a 9|Nine men\n b |Ten men\n", "missing"),
        ("= x\nconflict weather\n a 9|Nine men\n b 10|Ten men\n", "slot weather"),
        ("= x\nconflict quotation\n a |Nine men\n b |Ten men\n", "how and slot"),
        ("= x\nsame\n a |Nine men\n a |Nine men\n", "a page twice"),
        ("= x\nonly\n a |Nine men\n b |Ten men\n", "wrong number of readings"),
        ("= x\nsilent\n a |Nine men\n b |Ten men\n", "silent pages and kind"),
        ("= x\nguess\n a |Nine men\n", "unknown kind"),
    ],
)
def test_the_validator_sees_wrong_rows(marked: str, fault: str) -> None:
    (row,) = made(marked)
    assert any(fault in one for one in validate.faults(row, TEXTS, WHEN))


def test_the_validator_sees_wrong_words_offsets_and_times() -> None:
    (row,) = made(CONFLICT)
    assert validate.faults(row, TEXTS, WHEN) == []
    for field, value, fault in (
        ("words", "Nine", "words differ"),
        ("end", 10_000, "lies outside"),
        ("start", 7, "ill cut"),
        ("page", "z", "no page z"),
    ):
        wrong = copy.deepcopy(row)
        wrong["readings"][0][field] = value
        assert any(fault in one for one in validate.faults(wrong, TEXTS, WHEN)), field
    late = {**row, "kind": "update"}
    assert validate.faults(late, TEXTS, WHEN) == []
    assert "back in time" in "".join(validate.faults(late, TEXTS, WHEN | {("x", "a"): "2020-01-03T10:00"}))


def test_a_sentence_that_no_finding_touches_is_told() -> None:
    assert [m.group() for m in validate.body("T\n\nO | 1 May\n\nA fell. “B rose.” (C)\n\n(Wire.)\n")] == [
        "A fell.",
        "“B rose.”",
    ]


def test_the_conflict_must_have_its_slot_and_readings_of_two_pages() -> None:
    assert found(score(CONFLICT, CONFLICT)) == (1, 1, 1)
    assert found(score(CONFLICT, CONFLICT.replace("number", "place"))) == (0, 1, 1)
    assert found(score(CONFLICT, "= x\nconflict number\n a 9|Nine men\n c 10|Men died\n")) == (0, 1, 1)
    figures = score(CONFLICT, CONFLICT.replace("10|", "11|"))
    assert figures["all"]["found"] == 1
    assert (figures["value"]["right"], figures["value"]["of"]) == (1, 2)


def test_two_pages_that_agree_are_not_the_conflict_with_the_third() -> None:
    gold = "= x\nconflict number\n a 9|Nine men\n b 10|Ten men\n c 9|Men died\n"
    assert found(score(gold, "= x\nconflict number\n a 9|Nine men\n c 8|Men died\n")) == (0, 1, 1)


def test_a_guess_counts_once_and_the_second_is_too_much() -> None:
    twice = CONFLICT + CONFLICT.replace("= x\n", "")
    assert found(score(CONFLICT, twice)) == (1, 1, 2)


def test_words_must_mostly_be_the_same_unless_loose() -> None:
    wide = "= x\nonly\n a |Nine men died.  Rain fell, Oslo said\n"
    gold = "= x\nonly\n a |Rain fell\n"
    assert found(score(gold, wide)) == (0, 1, 1)
    assert found(score(gold, wide, loose=True)) == (1, 1, 1)
    assert found(score(gold + " ~a |Rain fell, Oslo said\n", wide)) == (1, 1, 1)


def test_a_silence_needs_the_silent_page_and_its_proof_is_counted_apart() -> None:
    assert found(score(SILENT, SILENT)) == (1, 1, 1)
    other = SILENT.replace("1#It snowed.", "Ten men died.")
    figures = score(SILENT, other)
    assert (found(figures), figures["proof"]["share"]) == ((1, 1, 1), 0.0)
    assert found(score(SILENT, "= x\nsilent\n a |Rain fell\n b |Ten men\n -c |Men died.\n")) == (0, 1, 1)


def test_a_silence_of_one_reading_is_an_only_and_a_same_inside_a_silence_is_left_out() -> None:
    only = "= x\nonly\n a |Rain fell\n"
    assert found(score(only, "= x\nsilent\n a |Rain fell\n -b |1#It snowed.\n -c |Men died.\n")) == (1, 1, 1)
    same = "same\n a |Rain fell\n c |Rain fell there too\n"
    assert found(score(SILENT, SILENT + same)) == (1, 1, 1)


def test_what_meets_nothing_in_an_open_set_is_left_out() -> None:
    more = CONFLICT + "only\n c |Rain fell there too\n"
    assert found(score(CONFLICT, more)) == (1, 1, 2)
    assert found(score(CONFLICT, more, complete=False)) == (1, 1, 1)


def test_a_wrong_kind_is_aligned_with_a_wrong_label() -> None:
    figures = score(CONFLICT, CONFLICT.replace("conflict", "update"))
    assert (figures["all"]["found"], figures["aligned"]["found"], figures["label"]["share"]) == (0, 1, 0.0)
    assert "conflict number" in scorer.table(figures)
