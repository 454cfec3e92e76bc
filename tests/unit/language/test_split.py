"""Sentence splitting and words."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, strategies as st

from dragoman.language.split import split_passage, words_of
from dragoman.text import Passage


def _passage(text: str) -> Passage:
    return Passage(page="p", text=text, offsets=tuple(range(len(text))))


def _split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_passage(_passage(text))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["It rains.", "It pours!", "Does it?", "Yes."],
        ["Mr. J. K. Berg met Gen. Lunde in the U.S. Senate at 5 p.m. on Monday.", "He left."],
        ["He went to the U.S.", "The end."],
        ["Acme Inc. and Berg Ltd. signed.", "It took 3.5 hours."],
        ["He was born in Flint, Mich., in May.", "She was not."],
        ["“We won.”", "He left."],
        ["“We won.", "We lost,” he said."],
        ["“Who?” he asked.", "“You!” Berg said.", "“Me?”", "A crowd gathered."],
        ["(He left.)", "Then it rained."],
        ["Nothing ... came of it.", "It ended..."],
        ["“I like the U.S.”", "He smiled."],
        ["1. First point.", "2. Second point."],
        ["It cost $5.", "$6 was too much."],
        ["He met Sen. Mona Berg (D-N.Y.) there.", "All was well."],
        ["See No. 5 on p. 7."],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    assert _split(" ".join(sentences)) == sentences


def test_a_closing_mark_stays_with_its_sentence() -> None:
    assert _split("He said: “It rains. It pours.” Then he left.") == [
        "He said: “It rains.",
        "It pours.”",
        "Then he left.",
    ]


def test_empty() -> None:
    assert _split("") == []
    assert _split("  ") == []


@given(st.text(alphabet='aB. ?!"“”’)(…9USMr,\u00a0é', max_size=120))
def test_sentences_hold_every_letter_once(text: str) -> None:
    ranges = split_passage(_passage(text))
    assert all(a < b for a, b in ranges)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(ranges))
    inside = {k for a, b in ranges for k in range(a, b)}
    assert all(k in inside for k, letter in enumerate(text) if not letter.isspace())


def test_words() -> None:
    text = "Mr. J. Berg don't like Gazeta.ru’s 1,000 U.S. guards’ (PKK) AT&T, 3.5% Oslo-based. “Hi”"
    assert [word.text for word in words_of(text)] == [
        "Mr.", "J.", "Berg", "don't", "like", "Gazeta.ru’s", "1,000", "U.S.", "guards", "’", "(", "PKK", ")", "AT&T",
        ",", "3.5%", "Oslo-based", ".", "“", "Hi", "”",
    ]  # fmt: skip


@given(st.text(max_size=120))
def test_words_cover_the_text(text: str) -> None:
    words = words_of(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))
    assert (
        not text
        or "".join(w.text for w in words).replace(" ", "")
        == "".join(letter for letter in text if not letter.isspace())
        or any(letter.isspace() for w in words for letter in w.text)
    )
