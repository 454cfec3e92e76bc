"""Times from the tree, commands, and who only passes words on: read with the shipped language model."""

from __future__ import annotations

import pytest

from bench.gold_statements import statements_in
from dragoman.model import SourceRole, Statement


def _last(text: str) -> Statement:
    return [one for one in statements_in(text) if one.chain][-1]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The minister said that the dam is safe.", "ongoing"),
        ("The minister said that the dam was safe.", "ongoing"),
        ("“The dam was safe,” the minister said.", "past"),
        ("The minister said that two pumps had failed.", "past"),
        ("The minister said that the envoys met on Friday.", "past"),
        ("The minister said that the envoys would meet on Friday.", "future"),
        ("The minister said that the envoys were going to meet on Friday.", "future"),
        ("The minister said that the bridge would have been closed.", "past"),
        ("The minister said that the canal was dug in 1869.", "historical"),
        ("The minister denied that the pumps had failed.", "past"),
        ("“I fear the pumps will fail,” the minister said.", "future"),
        ("The minister urged both sides to talk.", "future"),
    ],
)
def test_time_by_the_tree(text: str, time: str) -> None:
    assert _last(text).factuality.time == time


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“Keep away from the river,” the mayor said.", "demand"),
        ("“Do not cross the bridge,” the mayor said.", "demand"),
        ("“Boats keep away from the river,” the mayor said.", "asserted"),
        ("The mayor said that the dam might burst.", "speculated"),
        ("The mayor said that the pumps could not be saved.", "asserted"),
        ("The mayor refused to leave.", "intention"),
        ("Oslo has agreed to withdraw its ships.", "intention"),
        ("Oslo ruled out a new vote.", "denied"),
    ],
)
def test_kind_by_cue_and_content(text: str, kind: str) -> None:
    assert _last(text).factuality.kind == kind


def test_a_medium_passes_on_and_a_speaker_speaks() -> None:
    passed = statements_in("The Harbour Gazette reported that the minister had denied the charge.")
    assert [[layer.role for layer in one.chain] for one in passed] == [
        [SourceRole.INTERMEDIARY, SourceRole.SPEAKER]
    ]
    spoken = statements_in("The envoy said that the minister had denied the charge.")
    assert [len(one.chain) for one in spoken] == [1, 2]
    assert spoken[1].within == spoken[0].id


def test_what_a_speaker_thinks_is_no_layer() -> None:
    assert [
        len(one.chain) for one in statements_in("Angela Merkel said she believed that the talks were over.")
    ] == [1]


def test_an_unnamed_medium_is_a_layer_without_a_source() -> None:
    (one,) = statements_in("“The pass is closed,” the colonel was quoted as saying.")
    assert [layer.source is None for layer in one.chain] == [True, False]


@pytest.mark.parametrize(
    "text", ["The consul said goodbye to his staff.", "Rumour has it that the king is ill."]
)
def test_idioms_are_no_statements(text: str) -> None:
    assert not any(one.chain for one in statements_in(text))


def test_a_silence_that_a_medium_reports() -> None:
    (one,) = statements_in("The Harbour Gazette wrote that the ministry had refused to say who paid.")
    assert (one.style.value, len(one.chain), one.topic is not None) == ("silence", 2, True)


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("The two stories told in Moscow may mean that somebody had not been told.", 0),
        ("The figures reported in Oslo show that prices rose, the bank said.", 1),
        ("A report published in Oslo said that prices rose.", 1),
    ],
)
def test_a_participle_beside_the_content_says_nothing(text: str, cues: int) -> None:
    said = [one for one in statements_in(text) if any(layer.cues for layer in one.chain)]
    words = {text[cue.start : cue.end] for one in said for layer in one.chain for cue in layer.cues}
    assert not words & {"told", "reported"}
    assert len(said) >= cues
