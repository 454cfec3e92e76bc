"""Papers and exports inside containers: read wherever they lie, with what the container states and their own place."""

import hashlib

from dragoman.kit import load_kit
from dragoman.model import Page, Problem
from dragoman.pages import lay_out, read
from dragoman.pages.parts import is_front
from tests.made_papers import Line, docx, paragraph, pdf
from tests.unit.pages.containers.made import Warc, codes, html, zipped

LAYOUTS = load_kit().layouts
EXPORT = next(one for one in LAYOUTS.exports if one.name == "nexis-text").samples[0].text
SHIPS = "Forty ships were waiting in the strait on Thursday, the harbour said."
PDF = pdf([[Line(40, 700, SHIPS)]])
DOCX = docx(paragraph("Ships wait", "Title") + paragraph(SHIPS))
RTF = b"{\\rtf1\\ansi " + SHIPS.encode() + b"\\par}"


def pages_of(data: bytes) -> list[Page]:
    return [one for one in read(data, layouts=LAYOUTS) if isinstance(one, Page)]


def test_papers_in_an_archive_are_pages() -> None:
    papers = {"a.pdf": PDF, "b.docx": DOCX, "c.rtf": RTF, "d.html": html("Ships")}
    found = list(read(zipped(papers)))
    assert all(isinstance(one, Page) for one in found)
    pages = pages_of(zipped(papers))
    assert [page.locator.member for page in pages] == list(papers)
    assert [page.id for page in pages] == [hashlib.sha256(data).hexdigest() for data in papers.values()]
    assert all(SHIPS in page.text.replace("\n", " ") for page in pages[:3])


def test_a_crawl_says_where_a_paper_was_and_when() -> None:
    warc = Warc()
    for name, data, kind in (
        ("a", PDF, "application/pdf"),
        ("b", DOCX, "application/zip"),
        ("c", RTF, "text/rtf"),
    ):
        warc.answer(f"https://harbour.example/{name}", data, kind)
    pages = pages_of(warc.data())
    assert [page.url for page in pages] == [f"https://harbour.example/{name}" for name in "abc"]
    assert all(page.fetched_at is not None for page in pages)


def test_a_document_is_no_archive_and_a_broken_one_is_told() -> None:
    (page,) = pages_of(DOCX)
    assert page.media_type.endswith("wordprocessingml.document")
    (problem,) = (
        one for one in read(zipped({"word/document.xml": b"<w:document"})) if isinstance(one, Problem)
    )
    assert problem.code == "damaged-document"


def test_markup_that_speaks_of_a_pdf_is_no_pdf() -> None:
    (page,) = pages_of(html("A file begins with %PDF-1.7"))
    assert page.media_type == "text/html"


def test_a_forced_encoding_makes_no_text_of_a_pdf() -> None:
    found = list(read(PDF, encoding="latin-1"))
    assert codes([one for one in found if isinstance(one, Problem)]) == ["binary-page"]


def test_an_export_in_an_archive_counts_bytes_of_its_member() -> None:
    data = EXPORT.encode()
    pages = pages_of(zipped({"found.txt": data}))
    assert len(pages) > 2
    for page in pages:
        offset, length = page.locator.offset, page.locator.length
        assert page.locator.member == "found.txt"
        assert offset is not None
        assert length is not None
        assert data[offset : offset + length].decode() == page.text


def test_an_export_in_a_crawl_counts_bytes_of_its_record() -> None:
    data = EXPORT.encode()
    warc = Warc().info().answer("https://harbour.example/export.txt", data, "text/plain")
    pages = pages_of(warc.data())
    assert "".join(page.text for page in pages) == EXPORT
    assert len({page.locator.member for page in pages}) == 1
    for page in pages:
        offset, length = page.locator.offset, page.locator.length
        assert (page.locator.member or "").startswith("record@")
        assert offset is not None
        assert length is not None
        assert data[offset : offset + length].decode() == page.text


def test_articles_of_an_export_in_html_have_the_paths_of_the_file() -> None:
    lines = "".join(f"<p>{line.strip()}</p>\n" for line in EXPORT.split("\n") if line.strip())
    data = f"<html><head><title>Export</title></head><body>{lines}</body></html>".encode()
    (whole,) = read(data)
    assert isinstance(whole, Page)
    assert whole.tree is not None
    pages = pages_of(data)
    assert "".join(page.text for page in pages) == whole.text
    at = 0
    for page in pages:
        assert page.tree is not None
        assert page.tree.starts[0] == 0
        assert len(page.tree.tags) < len(whole.tree.tags)
        for node, start in enumerate(page.tree.starts):
            (old,) = whole.tree.nodes(at + start, at + start + 1)
            assert page.tree.xpath(page.tree.holders[node]) == whole.tree.xpath(whole.tree.holders[old])
        at += len(page.text)
    layout, _ = lay_out(next(page for page in pages if not is_front(page)), LAYOUTS)
    assert layout.name == "nexis-text"
    assert all(block.path.startswith("/html[1]/body[1]") for block in layout.blocks)
