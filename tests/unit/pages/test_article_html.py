"""The article's side of an HTML page: what the classifier, the markup and the words of lines decide together."""

from __future__ import annotations

from dragoman.model import BlockKind
from tests.unit.pages.made import texts

MENU = "".join(f'<li><a href="/s{i}">Section {i}</a></li>' for i in range(40))
FOOT = "".join(f'<li><a href="/f{i}">About part {i} of the paper</a></li>' for i in range(40))
FIRST = "The ferry to the islands will sail again from Monday on, the harbour company said after a month of repairs."
SECOND = (
    "Its engine had failed in the middle of the strait, and two tugs had to bring it back with all on board."
)
THIRD = "The company said that nobody had been in danger, and that tickets of the last month remain valid until May."
LAST = "Fishermen of the islands had carried mail and bread across in the meantime, the mayor told reporters."


def page(inside: str, *, around: str = "story") -> str:
    """A page with enough around its article for the classifier to be sure."""
    return (
        f"<html><head><title>Ferry to sail again from Monday - Quay Herald</title></head><body>"
        f"<nav class='menu'><ul>{MENU}</ul></nav><div class='{around}'><h1>Ferry to sail again from Monday</h1>"
        f"{inside}</div><footer class='site-footer'><ul>{FOOT}</ul><p>&copy; 2023 Quay Herald</p></footer></body></html>"
    )


PLAIN = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p><p>{LAST}</p>"


def test_the_text_is_found_among_much_else() -> None:
    assert texts(page(PLAIN), BlockKind.PARAGRAPH) == [FIRST, SECOND, THIRD, LAST]
    assert texts(page(PLAIN), BlockKind.TITLE) == ["Ferry to sail again from Monday"]


def test_what_holds_the_article_is_no_furniture_whatever_it_is_called() -> None:
    for name in ("widget", "related", "sidebar"):
        assert texts(page(PLAIN, around=name), BlockKind.PARAGRAPH) == [FIRST, SECOND, THIRD, LAST]
        assert texts(page(PLAIN, around=name), BlockKind.TITLE) == ["Ferry to sail again from Monday"]


def test_a_heading_under_the_headline_is_no_paragraph() -> None:
    dek = "<h2>Nobody was in danger when the engine failed, says the company that runs the boat to the islands.</h2>"
    assert texts(page(dek + PLAIN), BlockKind.PARAGRAPH) == [FIRST, SECOND, THIRD, LAST]


def test_a_caption_that_tells_day_and_photo_is_no_paragraph() -> None:
    caption = (
        "In this Friday, July 22, 2022, photo, a ferry waits for its passengers at the pier of the islands."
    )
    source = page(f"<p>{FIRST}</p><p>{caption}</p><p>{SECOND}</p><p>{THIRD}</p><p>{LAST}</p>")
    assert texts(source, BlockKind.PARAGRAPH) == [FIRST, SECOND, THIRD, LAST]
    assert texts(source, BlockKind.CAPTION) == [caption]


def test_the_signature_of_a_quoted_post_is_no_heading() -> None:
    post = f"<blockquote><p>{SECOND}</p>&mdash; Quay Harbour (@quay) July 22, 2022</blockquote>"
    source = page(f"<p>{FIRST}</p>{post}<p>{THIRD}</p><p>{LAST}</p>")
    assert texts(source, BlockKind.SUBHEAD) == []


def test_a_line_that_leads_on_is_no_paragraph() -> None:
    source = page(
        f"<p>{FIRST}</p><p>Read more: Harbour to be deepened in spring</p><p>{SECOND}</p><p>{THIRD}</p>"
    )
    assert texts(source, BlockKind.PARAGRAPH) == [FIRST, SECOND, THIRD]


def test_a_page_of_menus_has_no_title_in_its_menus() -> None:
    assert "Section 1" not in texts(page(PLAIN), BlockKind.TITLE)
