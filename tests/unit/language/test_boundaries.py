"""Sentences of running text, of articles and comments."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pytest
from hypothesis import given, strategies as st

from dragoman.errors import KnowledgeError
from dragoman.language.boundaries import Boundaries, read_boundaries, sentence_ranges
from tests.growth import cpu_seconds


@cache
def _shipped() -> Boundaries:
    file = files("dragoman") / "knowledge" / "language" / "boundaries.csv"
    return read_boundaries(file.read_text(encoding="utf-8").splitlines())


def _split(text: str, *, comment: bool = False) -> list[str]:
    return [text[start:end] for start, end in sentence_ranges(text, _shipped(), comment=comment)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The ministers met on Monday.", "They will meet again in June.", "Will it help?", "Nobody knows."],
        ["Mr. J. K. Berg met Gen. Lunde in the U.S. Senate at 5 p.m. on Monday.", "He left."],
        ["Acme Inc. and Berg Ltd. signed the deal.", "It took 3.5 hours."],
        ["He came to the U.S. in May.", "The visit was short."],
        ["“We won the war,” he said.", "“We lost the peace.”", "Nobody laughed."],
        ["The envoy (a Dane) resigned.", "(He had been ill.)", "The talks went on."],
        ["The city fell in 2014.[3]", "The army came back.[4][5]", "It stayed."],
        ["The city fell in 2014. [3]", "The army came back."],
        ["Prices rose by 3.2 per cent.", "$5 was too much for bread, they said."],
        ["The road to Deir ez-Zor is open.", "Al-Nusra denies it."],
    ],
)
def test_articles(sentences: list[str]) -> None:
    assert _split(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["This is a lie!!!", "Who pays you???", "Go home..."],
        ["I agree with you :)", "They never learn."],
        ["so you think they will leave?", "they never will."],
        ["Great article!", "thanks for posting it."],
        ["Read it twice...", "Then talk to us."],
    ],
)
def test_comments(sentences: list[str]) -> None:
    assert _split(" ".join(sentences), comment=True) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("no stop here\n\nnor here", ["no stop here", "nor here"]),
        ("Thanks for this\nThey are all the same.", ["Thanks for this", "They are all the same."]),
        ("  One.  \n", ["One."]),
        ("", []),
        (" \n ", []),
        ("word", ["word"]),
    ],
)
def test_lines(text: str, sentences: list[str]) -> None:
    assert _split(text, comment=True) == sentences


def test_a_wrapped_line_does_not_end_a_sentence() -> None:
    text = "The commander told reporters in the capital on Tuesday that his\nforces had left the town before the truce."
    assert _split(text) == [text]


def test_a_stop_without_a_space_after_it() -> None:
    assert _split("They left the town.Nobody came back to it.", comment=True) == [
        "They left the town.",
        "Nobody came back to it.",
    ]


def test_a_damaged_table_is_named() -> None:
    with pytest.raises(KnowledgeError, match="line 2"):
        read_boundaries(["what,value,weight", "feature,end=.,heavy"])


WHOLE = ("what,value,weight", "feature,always,-302", "feature,mark=.,900", "common,the,0")


def test_the_smallest_whole_table() -> None:
    found = read_boundaries(WHOLE)
    assert found == Boundaries(weights={"always": -0.302, "mark=.": 0.9}, common=frozenset({"the"}))


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ((), "no feature has a weight"),
        (WHOLE[:1], "no feature has a weight"),
        ((WHOLE[0], WHOLE[3]), "no feature has a weight"),
        ((WHOLE[0], *WHOLE[2:]), "the feature 'always' is missing"),
        (WHOLE[:3], "it holds no common words"),
        ((*WHOLE, "common,y"), "line 5"),
        ((*WHOLE, "feat,mark=?,900"), "line 5"),
        ((*WHOLE, "feature,mark=?,0.9"), "line 5"),
        ((*WHOLE, 'feature,"' + "x" * 200_000), "field larger"),
    ],
)
def test_a_table_that_is_not_whole_is_refused_with_what_helps(lines: tuple[str, ...], what: str) -> None:
    with pytest.raises(
        KnowledgeError, match=rf"^boundaries\.csv.*{what}.*pip install --force-reinstall dragoman"
    ):
        read_boundaries(lines)


def test_the_table_is_small_and_has_a_basis() -> None:
    assert "always" in _shipped().weights
    assert len(_shipped().weights) < 4_000


@given(
    st.text(max_size=120) | st.text(alphabet='aB. ?!"“”’)(…9USMr,:)\u00a0é\n*[1]-/', max_size=120),
    st.booleans(),
)
def test_sentences_hold_every_letter_once(text: str, comment: bool) -> None:
    at = 0
    for start, end in sentence_ranges(text, _shipped(), comment=comment):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["He left. ", "a.", "A", "(", '"', "!?", "[1]", ":)", "a\n", "x.A", "Al.A", "://", "a.com"]
)
def test_a_megabyte_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        return cpu_seconds(lambda: sentence_ranges(text, _shipped(), comment=True), runs=2)

    small = seconds(100_000)
    assert seconds(1_000_000) < 30 * small + 1
