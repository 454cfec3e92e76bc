import pytest
from hypothesis import given, strategies as st

from dragoman.language.wordpiece import INSIDE, LONGEST_WORD, WordPieces, case_of, quoted

VOCABULARY = (
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "talk",
    "##s",
    "dam",
    "##asc",
    "##us",
    "cafe",
    "-",
    "a",
    "##a",
)


@pytest.fixture
def pieces() -> WordPieces:
    return WordPieces(VOCABULARY)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("talks", ["talk", "##s"]),
        ("DAMASCUS", ["dam", "##asc", "##us"]),
        ("Café", ["cafe"]),
        ("talks-talk", ["talk", "##s", "-", "talk"]),
        ("xyz", ["[UNK]"]),
        ("\u00a0", ["[UNK]"]),
        ("", ["[UNK]"]),
    ],
)
def test_a_word_is_divided_longest_piece_first(pieces: WordPieces, word: str, expected: list[str]) -> None:
    numbers, _ = pieces.of(word)
    assert [VOCABULARY[number] for number in numbers] == expected


@pytest.mark.parametrize(
    ("word", "case"),
    [("war", 1), ("War", 2), ("UN", 3), ("McCain", 4), ("F-16", 5), (",", 6), ("", 6), ("A", 7)],
)
def test_cases(word: str, case: int) -> None:
    assert case_of(word) == case


@given(st.lists(st.text(max_size=12), max_size=20), st.booleans())
def test_every_word_has_pieces_and_the_first_stands_for_it(words: list[str], open_: bool) -> None:
    pieces = WordPieces(VOCABULARY)
    inside, _ = quoted(words, inside=open_)
    found = pieces.encode(words, inside)
    assert len(found.ids) == len(found.kinds) == 2 + sum(len(pieces.of(word)[0]) for word in words)
    assert [found.ids[at] for at in found.first] == [pieces.of(word)[0][0] for word in words]
    assert found.first == sorted(set(found.first))
    assert (found.ids[0], found.ids[-1]) == (pieces.start, pieces.end)
    assert [found.kinds[at] >= INSIDE for at in found.first] == list(inside)


def test_a_huge_word_is_known_by_its_beginning(pieces: WordPieces) -> None:
    assert len(pieces.of("a" * 100_000)[0]) == LONGEST_WORD


def test_quotation_marks_open_and_close() -> None:
    assert quoted(["He", ":", "“", "No", "”", "."])[0] == (False, False, False, True, False, False)
    assert quoted(["No", '"', "he"], inside=True) == ((True, False, False), False)
    assert quoted(["plain"], inside=True) == ((True,), True)
