"""Laws of papers and exports: whatever the bytes, a reader gives pages and problems, and the blocks partition the page."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given, strategies as st

from dragoman.kit import load_kit
from dragoman.model import Page, Problem
from dragoman.pages import lay_out, read
from tests.laws.pages_made import noise, page_texts
from tests.made_papers import Line, docx, paragraph, pdf

LAYOUTS = load_kit().layouts
#: What Courier in WinAnsi can write, by Python's name of it.
_LETTERS = st.text(st.characters(codec="cp1252", exclude_categories=["Cc", "Cf"]), min_size=1, max_size=60)
_LINES = st.builds(
    Line,
    x=st.integers(0, 560),
    y=st.integers(5, 830),
    text=_LETTERS,
    size=st.sampled_from([8.0, 10.0, 14.0, 24.0]),
    bold=st.booleans(),
)
_SHEETS = st.lists(st.lists(_LINES, max_size=25), min_size=1, max_size=3)
_NAMES = st.sampled_from(
    ["word/document.xml", "word/styles.xml", "word/footnotes.xml", "docProps/core.xml", "x"]
)
_CONTROL = st.sampled_from(
    [
        b"{",
        b"}",
        b"\\par ",
        b"\\'e9",
        b"\\u8217?",
        b"\\u-10179?",
        b"\\uc2",
        b"\\bin5 ",
        b"\\*",
        b"\\fonttbl",
        b"\\f1",
        b"text ",
        b"\\",
        b"\\header ",
    ]
)


def held(data: bytes) -> list[Page]:
    """The pages of ``data``, each with blocks that partition it; reading twice gives the same."""
    found = list(read(data, layouts=LAYOUTS))
    assert found
    assert found == list(read(data, layouts=LAYOUTS))
    pages = [one for one in found if isinstance(one, Page)]
    assert len(pages) + sum(isinstance(one, Problem) for one in found) == len(found)
    for page in pages:
        at = 0
        for block in lay_out(page, LAYOUTS)[0].blocks:
            assert block.span.start == at < block.span.end
            at = block.span.end
        assert at == len(page.text)
        last = 0
        for part in page.parts:
            assert last <= part.start < part.end <= len(page.text)
            assert not page.text[part.start].isspace()
            assert not page.text[part.end - 1].isspace()
            last = part.end
    return pages


@given(_SHEETS)
def test_the_boxes_of_a_pdf_cover_its_text(sheets: list[list[Line]]) -> None:
    for page in held(pdf(sheets)):
        last = 0
        for box in page.boxes:
            assert last <= box.start < box.end <= len(page.text)
            assert not page.text[last : box.start].strip()
            last = box.end
        assert last == len(page.text)


@given(_SHEETS)
def test_no_letter_of_a_pdf_is_lost(sheets: list[list[Line]]) -> None:
    written = sorted(c for lines in sheets for line in lines for c in line.text if c.isalnum())
    apart = [line for lines in sheets for line in lines]
    # Lines that lie on each other are one to PDFium, which drops what is painted twice.
    if any(abs(a.y - b.y) < 30 for n, a in enumerate(apart) for b in apart[n + 1 :]):
        return
    read_out = sorted(c for page in held(pdf(sheets)) for c in page.text if c.isalnum())
    assert read_out == written


@given(st.binary(max_size=400), st.integers(0, 3_000), st.integers(0, 60))
def test_a_pdf_with_foreign_bytes_in_it_is_a_page_or_a_problem(wild: bytes, at: int, gone: int) -> None:
    whole = pdf([[Line(40, 700, "Forty ships were waiting on Thursday.")]])
    held(whole[: at % len(whole)] + wild + whole[at % len(whole) + gone :])
    held(b"%PDF-1.7\n" + wild)


@given(st.lists(st.one_of(_CONTROL, st.binary(max_size=12)), max_size=40).map(b"".join))
def test_any_rich_text_is_a_page_or_a_problem(body: bytes) -> None:
    held(b"{\\rtf1" + body)


@given(st.lists(st.tuples(_NAMES, st.binary(max_size=200)), max_size=4), st.binary(max_size=60))
def test_any_zip_is_a_page_or_a_problem(members: list[tuple[str, bytes]], tail: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in dict(members).items():
            archive.writestr(name, data)
    held(out.getvalue() + tail)
    held(b"PK\x03\x04" + tail)


@given(
    st.lists(
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="<&"),
            max_size=60,
        ),
        max_size=8,
    )
)
def test_a_word_document_keeps_its_words(texts: list[str]) -> None:
    pages = held(docx("".join(map(paragraph, texts))))
    wanted = [" ".join(text.split()) for text in texts if text.strip()]
    assert [" ".join(p.text[a.start : a.end].split()) for p in pages for a in p.parts] == wanted


_MARKS = tuple(
    line
    for layout in LAYOUTS.exports
    for sample in layout.samples
    for line in sample.text.split("\n")
    if line.strip()
)
_EXPORTS = st.lists(
    st.one_of(st.sampled_from(_MARKS), st.sampled_from(_MARKS), noise, st.just("")), max_size=60
).map("\n".join)


@given(st.one_of(_EXPORTS, page_texts))
def test_the_articles_of_an_export_are_its_text(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    whole = [one for one in read(data) if isinstance(one, Page)]
    pages = held(data) if text.strip() else []
    assert "".join(page.text for page in pages) == "".join(page.text for page in whole)
    for page in pages if len(pages) > 1 else []:
        offset, length = page.locator.offset, page.locator.length
        if offset is not None and length is not None:
            assert data[offset : offset + length].decode(page.encoding.name, "replace") == page.text
