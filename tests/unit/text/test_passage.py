import pytest

from dragoman.model import Encoding, EncodingBasis, Locator, Page
from dragoman.text import is_blank, passage_of, trim


def page_with(text: str) -> Page:
    encoding = Encoding(name="utf-8", basis=EncodingBasis.DETECTED)
    return Page(id="p", text=text, encoding=encoding, media_type="text/plain", locator=Locator(file="x"))


def test_line_breaks_and_runs_of_space_read_as_one_space() -> None:
    page = page_with("  The grain\r\n  deal\u00a0\u00a0was\u200b signed. \n")
    assert passage_of(page, page.span(0, len(page.text))).text == "The grain deal was signed."


def test_marks_and_case_are_kept() -> None:
    page = page_with("“Grain” — THE deal")
    assert passage_of(page, page.span(0, len(page.text))).text == "“Grain” — THE deal"


def test_letters_know_their_place_on_the_page() -> None:
    page = page_with("xx  one \n\n two yy")
    passage = passage_of(page, page.span(2, 14))
    at = passage.text.index("two")
    assert page.quote(passage.span(at, at + 3)) == "two"
    assert page.quote(passage.span(0, len(passage.text))) == "one \n\n two"


@pytest.mark.parametrize(("offset", "letter"), [(0, 0), (4, 0), (5, 1), (8, 4), (10, 4), (12, 6), (13, None)])
def test_the_letter_at_or_after_a_place(offset: int, letter: int | None) -> None:
    page = page_with("....one \n\ntwo....")
    assert passage_of(page, page.span(4, 13)).letter(offset) == letter


def test_a_passage_of_white_space_is_empty() -> None:
    page = page_with(" \n\u200b\t ")
    passage = passage_of(page, page.span(0, 5))
    assert (passage.text, passage.offsets) == ("", ())
    assert passage.letter(0) is None


def test_trimming_takes_white_space_and_invisible_marks_off_both_ends() -> None:
    page = page_with("\ufeff \n\u200b ship \u00a0\u200e\n")
    span = trim(page, 0, len(page.text))
    assert span is not None
    assert page.quote(span) == "ship"


def test_trimming_nothing_but_space_leaves_nothing() -> None:
    assert trim(page_with(" \u200b\n"), 0, 3) is None
    assert trim(page_with("abc"), 2, 2) is None


@pytest.mark.parametrize(
    ("text", "blank"), [("", True), (" \n\u00a0\u200b\ufeff", True), ("\u200b.", False), ("\0", False)]
)
def test_blank_is_what_shows_nothing(text: str, blank: bool) -> None:
    assert is_blank(text) is blank
