import pytest

from dragoman.model import Element, Encoding, EncodingBasis, Locator, Page


@pytest.fixture
def page() -> Page:
    elements = (
        Element(parent=None, tag="html", position=1),
        Element(parent=0, tag="body", position=1),
        Element(parent=1, tag="p", position=2),
    )
    return Page(
        id="p",
        text="Ünïted 🚢 text",
        encoding=Encoding(name="utf-8", basis=EncodingBasis.DETECTED),
        media_type="text/html",
        locator=Locator(file="x"),
        elements=elements,
    )


def test_a_quotation_counts_code_points(page: Page) -> None:
    assert page.quote(page.span(7, 8)) == "🚢"


def test_a_span_knows_its_page(page: Page) -> None:
    assert page.span(0, 3).page == "p"


def test_an_xpath_runs_from_the_root(page: Page) -> None:
    assert page.xpath(2) == "/html[1]/body[1]/p[2]"
    assert page.xpath(0) == "/html[1]"
