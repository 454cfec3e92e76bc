import pytest
from hypothesis import given, strategies as st

from dragoman.language.lemma import Lemmas, edited, is_script


@pytest.mark.parametrize(
    ("word", "script", "lemma"),
    [
        ("war", "=", "war"),
        ("was", "!be", "be"),
        ("Carries", "L3+y", "carry"),
        ("Kurds", "K1+", "Kurd"),
        ("a", "L3+y", "a"),
        ("it", "L2+", "it"),
    ],
)
def test_scripts(word: str, script: str, lemma: str) -> None:
    assert edited(word, script) == lemma


@given(st.text(min_size=1), st.from_regex(r"[LK]\d{1,3}\+[a-z]{0,4}", fullmatch=True))
def test_a_lemma_is_never_empty(word: str, script: str) -> None:
    assert is_script(script)
    assert edited(word, script)


@pytest.mark.parametrize("text", ["", "!", "L+y", "X1+y", "==", "1+y"])
def test_what_is_no_script(text: str) -> None:
    assert not is_script(text)


def test_the_dictionary_comes_first() -> None:
    lemmas = Lemmas({"saw\tVBD": "see"})
    assert lemmas.of(["Saw", "saw"], ["VBD", "NN"], ["L0+", "="]) == ("see", "saw")
