import itertools

import pytest
from hypothesis import given, strategies as st

from dragoman.language.tokens import words_of
from dragoman.language.written import written_words


def test_words_as_they_are_written() -> None:
    text = "Mr. J. Berg don't like Gazeta.ru’s 1,000 U.S. guards’ (PKK) AT&T, 3.5% Oslo-based. “Hi”"
    assert [word.text for word in written_words(text)] == [
        "Mr.", "J.", "Berg", "don't", "like", "Gazeta.ru’s", "1,000", "U.S.", "guards", "’", "(", "PKK", ")", "AT&T",
        ",", "3.5", "%", "Oslo-based", ".", "“", "Hi", "”",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We cannot go.", ["We", "cannot", "go", "."]),
        ("(D-N.Y.)", ["(", "D-N.Y.", ")"]),
        ("state-owned - not state- or", ["state-owned", "-", "not", "state", "-", "or"]),
        ("al-Nusra’s", ["al-Nusra’s"]),
        (" \u00a0", []),
    ],
)
def test_what_touches(text: str, words: list[str]) -> None:
    assert [word.text for word in written_words(text)] == words


@given(st.text(max_size=120))
def test_they_tile_the_text_and_keep_every_edge_but_those_inside(text: str) -> None:
    words = written_words(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(words))
    fine = words_of(text)
    assert {word.start for word in words} <= {word.start for word in fine}
    assert "".join(word.text for word in words) == "".join(word.text for word in fine)
