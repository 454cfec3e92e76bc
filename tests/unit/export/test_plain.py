"""No character of a page may act on a terminal."""

import unicodedata

from hypothesis import given, strategies as st

from dragoman.export.plain import one_line, plain


@given(text=st.text())
def test_as_many_characters_and_none_that_acts(text: str) -> None:
    safe = plain(text)
    assert len(safe) == len(text)
    assert all(unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"} or char in "\t\n" for char in safe)
    assert not any(
        unicodedata.bidirectional(char) in {"LRE", "RLE", "LRO", "RLO", "LRI", "RLI", "FSI"} for char in safe
    )


def test_pictures() -> None:
    assert plain("\x1b[31m\x07\x7f\x9b\u202e") == "␛[31m␇␡��"
    assert plain("a\tb\nc\u2028d") == "a\tb\nc\nd"
    assert plain("\u05d0\u200f\u200d") == "\u05d0\u200f\u200d"


def test_one_line() -> None:
    assert one_line(" a\n b\u00a0 c ") == "a b c"
    assert one_line("one two three", 9) == "one two…"
    assert one_line("onetwothree", 5) == "onet…"
    assert one_line("five!", 5) == "five!"
