import pytest

from dragoman.text import fold, level, unmask


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("“Grain” ‘deal’", "\"grain\" 'deal'"),
        ("«Да» – „Ja“", '"да" - "ja"'),
        ("a\u00a0b\tc\nd\u202fe", "a b c d e"),
        ("one — two−three", "one - two-three"),
        ("STRASSE", "strasse"),
    ],
)
def test_levelling_makes_marks_spaces_dashes_and_case_plain(text: str, plain: str) -> None:
    assert level(text) == plain


@pytest.mark.parametrize("text", ["İstanbul", "İİ x İ", "ẞ", "ﬁ", "Å", "ǅ"])
def test_levelling_keeps_the_length_of_letters_that_grow_in_small(text: str) -> None:
    assert len(level(text)) == len(text)


def test_look_alikes_become_latin_and_other_letters_stay() -> None:
    assert unmask("Сomment") == "Comment"
    assert unmask("ж") == "ж"
    assert len(unmask("Сommеnts")) == 8


def test_folding_drops_what_shows_nothing_and_joins_white_space() -> None:
    assert fold("Gr\u00adain \u00a0\n deal\u200b").text == "grain deal"


def test_a_folded_range_leads_back_to_the_page() -> None:
    text = "so “Gr\u00adain \n\u00a0 Deal” it is"
    folded = fold(text)
    at = folded.text.index("grain deal")
    start, end = folded.unfold(at, at + len("grain deal"))
    assert text[start:end] == "Gr\u00adain \n\u00a0 Deal"


def test_a_folded_space_stands_for_all_its_white_space() -> None:
    folded = fold("a \n\t b")
    assert folded.unfold(1, 2) == (1, 5)


@pytest.mark.parametrize("text", ["", "\u200b\u200b"])
def test_nothing_folds_to_nothing(text: str) -> None:
    assert fold(text).text == ""
    assert len(fold(text).starts) == 0
