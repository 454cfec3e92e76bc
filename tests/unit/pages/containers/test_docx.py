"""Word documents: lines, headings, lists, tables, notes, facts; and what is broken or a bomb."""

import io
import zipfile

import pytest

from dragoman.kit import load_kit
from dragoman.model import BlockKind, Page, Problem
from dragoman.pages import article_of, lay_out, read
from tests.made_papers import docx, paragraph

BODY = (
    paragraph("Grain Ships To Be Inspected Again", "Titel")
    + paragraph("By Ann Reed")
    + paragraph(
        "Forty ships were waiting at the mouth of the Bosporus on Thursday night, the harbour office said."
    )
    + paragraph("A list of ports", "berschrift2")
    + paragraph("Nobody has been told why the inspections stopped, a captain said on Friday in Istanbul.")
)


def page_of(data: bytes) -> Page:
    (page,) = (one for one in read(data) if isinstance(one, Page))
    return page


def problems_of(data: bytes) -> list[Problem]:
    return [one for one in read(data) if isinstance(one, Problem)]


def test_paragraphs_are_lines_and_headings_are_known() -> None:
    page, layouts = page_of(docx(BODY)), load_kit().layouts
    assert page.text.split("\n\n")[0] == "Grain Ships To Be Inspected Again"
    article = article_of(page, lay_out(page, layouts)[0], layouts)
    assert article is not None
    assert article.title is not None
    assert page.quote(article.title) == "Grain Ships To Be Inspected Again"
    assert [page.quote(one) for one in article.authors] == ["Ann Reed"]
    assert [page.quote(one) for one in article.subheads] == ["A list of ports"]
    assert len(article.paragraphs) == 2


def test_what_the_file_says_of_itself_is_a_fact() -> None:
    facts = {fact.name: fact.value for fact in page_of(docx(BODY)).facts}
    assert facts["docx:author"] == "Ann Reed"
    assert facts["docx:created"] == "2022-07-15T10:21:00Z"


def test_lists_tables_breaks_and_notes() -> None:
    item = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    body = (
        paragraph("Three ports")
        + item.format("Odesa")
        + item.format("Chornomorsk")
        + f"<w:tbl><w:tr>{cell.format('Port')}{cell.format('Ships')}</w:tr><w:tr>{cell.format('Odesa')}{cell.format('12')}</w:tr></w:tbl>"
        + "<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t></w:r></w:p>"
    )
    page = page_of(docx(body, notes=paragraph("As of July.")))
    assert (
        page.text
        == "Three ports\nOdesa\nChornomorsk\nPort \tShips\nOdesa \t12\n\none\ntwo\tthree\n\nAs of July."
    )
    (note,) = [part for part in page.parts if part.rule == "docx/footnote"]
    assert note.kind is BlockKind.FURNITURE
    assert page.text[note.start : note.end] == "As of July."


def test_deleted_text_and_second_copies_of_drawings_are_no_text() -> None:
    body = "<w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del></w:p>"
    assert page_of(docx(body)).text == "kept"


class TestNoPage:
    def test_a_bomb_of_entities_is_refused(self) -> None:
        bomb = (
            '<!DOCTYPE lol [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
            '<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
        )
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("word/document.xml", bomb)
        (problem,) = problems_of(out.getvalue())
        assert problem.code == "damaged-document"
        assert "document type" in problem.detail

    def test_a_member_that_unpacks_beyond_the_limit_is_left_out(self) -> None:
        huge = docx(BODY, members={"word/footnotes.xml": bytes(65 << 20)})
        found = list(read(huge))
        assert [one.code for one in found if isinstance(one, Problem)] == ["too-large"]
        assert any(isinstance(one, Page) for one in found)

    def test_elements_nested_too_deep(self) -> None:
        (problem,) = problems_of(docx("<w:p>" * 3_000))
        assert problem.code == "damaged-document"

    def test_an_empty_document(self) -> None:
        (problem,) = problems_of(docx(""))
        assert problem.code == "empty-page"

    @pytest.mark.parametrize("cut", [20, 200, 400])
    def test_a_damaged_zip_is_no_crash(self, cut: int) -> None:
        data = docx(BODY)
        assert all(isinstance(one, Page | Problem) for one in read(data[:-cut] + bytes(cut)))
