import pytest

from dragoman.actors.phrases import Case, Hit, index_of, phrase_of, words_of


def hits(phrase: str, case: Case, text: str) -> list[str]:
    index = index_of((phrase_of(phrase, case, "x"),))
    words = words_of(text)
    found: list[Hit[str]] = [hit for at in range(len(words)) for hit in index.at(words, at)]
    return [text[words.starts[hit.start] : hit.stop] for hit in found]


@pytest.mark.parametrize(
    ("phrase", "case", "text", "expected"),
    [
        ("Turkey", Case.FOLDED, "Turkey, turkey, TURKEY’s", ["Turkey", "TURKEY"]),
        ("IS", Case.EXACT, "IS is Is IS.", ["IS", "IS"]),
        ("foreign minister", Case.FREE, "Foreign Minister, foreign minister, FOREIGN-MINISTER", ["Foreign Minister", "foreign minister", "FOREIGN-MINISTER"]),
        ("Kurdistan Workers' Party", Case.FOLDED, "the Kurdistan Workers’ Party", ["Kurdistan Workers’ Party"]),
        ("al-Nusra Front", Case.FOLDED, "Al-Nusra Front and al Nusra Front, not al-Nusra front", ["Al-Nusra Front", "al Nusra Front"]),
        ("Mevlüt Çavuşoğlu", Case.FOLDED, "Mevlut Cavusoglu; Mevlüt C\u0327avus\u0327og\u0306lu", ["Mevlut Cavusoglu", "Mevlüt C\u0327avus\u0327og\u0306lu"]),
        ("U.S.", Case.EXACT, "the U.S. forces, the U.S, u.s.", ["U.S.", "U.S"]),
        ("Gazeta.ru", Case.FOLDED, "told Gazeta.ru. Gazeta ru", ["Gazeta.ru"]),
        ("Hay'at Tahrir al-Sham", Case.FOLDED, "Hayʼat Tahrir al-Sham", ["Hayʼat Tahrir al-Sham"]),
        ("Front", Case.FOLDED, "Frontex and a_Front", []),
        ("Nusra Front", Case.FOLDED, "Nusra. Front", []),
    ],
)  # fmt: skip
def test_a_phrase_is_found_word_by_word(phrase: str, case: Case, text: str, expected: list[str]) -> None:
    assert hits(phrase, case, text) == expected


def test_a_phrase_of_no_letters_is_none() -> None:
    assert phrase_of("...", Case.FREE, 1) is None


def test_the_longest_phrase_comes_first() -> None:
    index = index_of(
        [phrase_of(text, Case.FOLDED, text) for text in ("Sudan", "South", "South Sudan", "South Sudan Army")]
    )
    words = words_of("South Sudan Army")
    assert [hit.value for hit in index.at(words, 0)] == ["South Sudan Army", "South Sudan", "South"]
    assert index.whole("South Sudan") == ("South Sudan",)
    assert index.whole("...") == ()


def test_words_know_their_places() -> None:
    text = "“Ankara’s enemies,” he said"
    words = words_of(text)
    assert [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == list(words.words)
    assert words.gaps == ("“", "’", " ", ",” ", " ", "")
    assert words.keys[0] == "ankara"
    assert not len(words_of(""))
