import pytest

from dragoman.model import Encoding, EncodingBasis, Locator, Page, Tree


@pytest.fixture
def page() -> Page:
    tree = Tree(
        parents=(-1, 0, 1, 2),
        tags=("html", "body", "p", "b"),
        positions=(1, 1, 2, 1),
        attributes=((), (), (("class", "x"),), ()),
        starts=(0, 7, 9),
        holders=(2, 3, 2),
        broken=(False, False, False),
    )
    return Page(
        id="p",
        text="Ünïted 🚢 text",
        encoding=Encoding(name="utf-8", basis=EncodingBasis.DETECTED),
        media_type="text/html",
        locator=Locator(file="x"),
        tree=tree,
    )


def test_a_quotation_counts_code_points(page: Page) -> None:
    assert page.quote(page.span(7, 8)) == "🚢"


def test_a_span_knows_its_page(page: Page) -> None:
    assert page.span(0, 3).page == "p"


def test_an_xpath_runs_from_the_root(page: Page) -> None:
    assert page.tree is not None
    assert page.tree.xpath(2) == "/html[1]/body[1]/p[2]"
    assert page.tree.xpath(0) == "/html[1]"


def test_the_text_nodes_of_a_span_are_cut_to_it(page: Page) -> None:
    nodes = [(page.quote(part), holder) for part, holder in page.nodes(page.span(4, 9))]
    assert nodes == [("ed ", 2), ("🚢 ", 3)]
    assert [page.quote(part) for part, _ in page.nodes(page.span(0, 13))] == ["Ünïted ", "🚢 ", "text"]


def test_an_element_knows_its_attributes_and_what_is_around_it(page: Page) -> None:
    assert page.tree is not None
    assert (page.tree.value(2, "class"), page.tree.value(2, "id")) == ("x", None)
    assert list(page.tree.above(3)) == [3, 2, 1, 0]
