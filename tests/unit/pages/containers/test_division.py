"""Exports divided: one page an article, each with its place in the file, nothing lost, counts compared."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.kit import load_kit
from dragoman.model import DateKind, Page, Problem
from dragoman.pages import article_of, lay_out, read
from dragoman.pages.containers.division import divided
from dragoman.pages.containers.payload import Limits
from dragoman.pages.export_layouts import ExportLayout
from dragoman.pages.parts import is_front
from tests.made_papers import Line, docx, paragraph, pdf

LAYOUTS = load_kit().layouts
SAMPLES = [pytest.param(layout, layout.samples[0].text, id=layout.name) for layout in LAYOUTS.exports]
NEXIS = next(one for one in LAYOUTS.exports if one.name == "nexis-text")
UNI = next(one for one in LAYOUTS.exports if one.name == "nexis-document")


def pages_of(data: bytes) -> list[Page]:
    return [one for one in read(data, layouts=LAYOUTS) if isinstance(one, Page)]


def articles_of(data: bytes) -> list[Page]:
    return [page for page in pages_of(data) if not is_front(page)]


def unwrapped(text: str) -> str:
    """Paragraphs on one line each, as word processors write them; lines set in the middle stay."""
    groups = text.strip("\n").split("\n\n")
    return "\n\n".join(one if one.startswith(" " * 8) else " ".join(one.split("\n")) for one in groups)


def as_html(text: str) -> bytes:
    lines = "".join(f"<p>{line.strip()}</p>\n" for line in text.split("\n") if line.strip())
    return f"<html><head><title>Export</title></head><body>{lines}</body></html>".encode()


def as_docx(text: str) -> bytes:
    return docx("".join(paragraph(line.strip()) for line in text.split("\n") if line.strip()))


def as_rtf(text: str) -> bytes:
    return (
        b"{\\rtf1\\ansi "
        + text.strip("\n").replace("\t", "\\tab ").replace("\n", "\\par\n").encode()
        + b"\\par}"
    )


def as_pdf(text: str) -> bytes:
    lines = [line.strip().replace("\t", " ") for line in text.strip().split("\n")]
    wrapped = [line[at : at + 90] for line in lines for at in range(0, max(1, len(line)), 90)]
    sheets = [wrapped[at : at + 45] for at in range(0, len(wrapped), 45)]
    return pdf(
        [[Line(40, 780 - 16 * n, line, 9) for n, line in enumerate(sheet) if line] for sheet in sheets]
    )


@pytest.mark.parametrize(("layout", "text"), SAMPLES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_pages_of_a_text_are_the_text_and_know_their_bytes(
    layout: ExportLayout, text: str, encoding: str
) -> None:
    data = text.replace("captain", "capitán").encode(encoding)
    pages = pages_of(data)
    assert "".join(page.text for page in pages) == text.replace("captain", "capitán")
    codec = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le"}.get(encoding, encoding)
    for page in pages:
        offset, length = page.locator.offset, page.locator.length
        assert offset is not None
        assert length is not None
        payload = data[offset : offset + length]
        assert payload.decode(codec) == page.text
        assert page.id == hashlib.sha256(payload).hexdigest()
    assert sum(page.locator.length or 0 for page in pages) + (pages[0].locator.offset or 0) == len(data)


@pytest.mark.parametrize(("layout", "text"), SAMPLES)
@pytest.mark.parametrize("make", [str.encode, as_html, as_docx, as_rtf])
def test_every_make_gives_the_same_articles(
    layout: ExportLayout, text: str, make: Callable[[str], bytes]
) -> None:
    sample = layout.samples[0]
    pages = articles_of(make(unwrapped(text) if layout.blank and make is not str.encode else text))
    found = []
    for page in pages:
        article = article_of(page, lay_out(page, LAYOUTS)[0], LAYOUTS)
        assert article is not None
        assert article.title is not None
        assert article.published is not None
        found.append((" ".join(page.quote(article.title).split()), page.outlet, article.published.value))
    assert found == list(zip(sample.titles, sample.expected["outlet"], sample.expected["date"], strict=True))


def test_an_export_printed_to_pdf_is_divided_and_keeps_its_boxes() -> None:
    first, second = articles_of(as_pdf(UNI.samples[0].text))
    assert (first.outlet, second.outlet) == ("The Quay Courier (Odesa)", "Lantern Evening Post")
    at = second.text.index("Dockers")
    (box,) = second.boxes_of(second.span(at, at + 7))
    assert (box.start, box.end) == (at, at + 7)


def test_the_date_of_loading_bounds_and_is_not_the_date_of_publication() -> None:
    page = articles_of(NEXIS.samples[0].text.encode())[0]
    article = article_of(page, lay_out(page, LAYOUTS)[0], LAYOUTS)
    assert article is not None
    assert article.published is not None
    assert (article.published.value, article.not_after) == ("2016-07-01", "2016-07-03")
    assert "export" in article.published.why
    assert [date.kind for date in article.dates if date.value == "2016-07-03"] == [DateKind.PAGE_CLOCK]
    assert [page.quote(one) for one in article.authors] == ["ANN REED", "JOHN HOLM"]
    assert page.url == "http://quay.example/2016/07/01/grain"


def test_the_cover_is_a_page_of_its_own_and_no_failed_article() -> None:
    front = next(page for page in pages_of(NEXIS.samples[0].text.encode()) if is_front(page))
    layout, problems = lay_out(front, LAYOUTS)
    assert [(problem.code, problem.grave) for problem in problems] == [("export-front", False)]
    assert {block.kind for block in layout.blocks} == {"furniture"}


def test_a_missing_article_is_named() -> None:
    text = NEXIS.samples[0].text.replace("of 2 DOCUMENTS", "of 3 DOCUMENTS").replace("2 of 3", "3 of 3")
    (problem,) = (one for one in read(text.encode(), layouts=LAYOUTS) if isinstance(one, Problem))
    assert problem.code == "declared-mismatch"
    assert problem.detail == "the export declares 3 articles and 2 are found; missing: 2"


def test_more_articles_than_the_limit_are_said() -> None:
    (page,) = read(NEXIS.samples[0].text.encode())
    assert isinstance(page, Page)
    found = list(divided(page, NEXIS.samples[0].text.encode(), LAYOUTS, replace(Limits(), members=1)))
    assert [one.code for one in found if isinstance(one, Problem)] == ["too-large"]
    assert "".join(one[0].text for one in found if not isinstance(one, Problem)) == page.text


def test_without_layouts_a_file_is_one_page() -> None:
    (page,) = read(NEXIS.samples[0].text.encode())
    assert isinstance(page, Page)
    assert page.text == NEXIS.samples[0].text


def test_an_article_that_speaks_of_documents_is_no_export() -> None:
    text = (
        "Archive opens\n\nBy Ann Reed\n\nJuly 1, 2016\n\nThe archive holds boxes. On one stood:\n\n1 of 2 DOCUMENTS\n\n"
        "Its length: 300 words. The end of document was missing, the archivist said on Friday.\n"
    )
    (page,) = read(text.encode(), layouts=LAYOUTS)
    assert isinstance(page, Page)
    assert not page.parts
