"""Rich text: characters, code pages, fields, margins; and what is broken."""

import pytest

from dragoman.model import BlockKind, Page, Problem
from dragoman.pages import read

HEAD = rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}"


def page_of(body: bytes) -> Page:
    (page,) = (one for one in read(HEAD + body + b"}") if isinstance(one, Page))
    return page


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (rb"Caf\'e9 in \'93Odesa\'94", "Café in “Odesa”"),
        (rb"\uc1\u1055?\u1088?\u1080? {\f1\'cf\'f0\'e8}", "При При"),
        (rb"{\uc0\u-10179\u-8704}", "\U0001f600"),
        (rb"a\emdash b\ldblquote c\rdblquote\~d\_e", "a—b“c”\u00a0d\u2011e"),
        (rb"one\par two\line three\tab four", "one\ntwo\nthree\tfour"),
        (rb"\{kept\} \\ too", "{kept} \\ too"),
        (rb"{\field{\*\fldinst HYPERLINK \"http://quay.example\"}{\fldrslt a link}}", "a link"),
        (rb"{\pict\bin4 }}{{}before{\*\unknown gone} after", "before after"),
        (b"one\r\n two", "one two"),
    ],
)
def test_text(body: bytes, text: str) -> None:
    assert page_of(body).text == text


def test_paragraphs_and_margins() -> None:
    page = page_of(rb"{\header The Quay Courier\par}Forty ships\par {\footnote As of July.}waited\par")
    parts = [(page.text[p.start : p.end], p.kind) for p in page.parts]
    assert parts == [
        ("The Quay Courier", BlockKind.FURNITURE),
        ("Forty ships", None),
        ("As of July.", BlockKind.FURNITURE),
        ("waited", None),
    ]


def test_what_the_file_says_of_itself_is_a_fact() -> None:
    page = page_of(rb"{\info{\title A saved article}{\author Ann Reed}{\creatim\yr2022\mo7}}text")
    assert {fact.name: fact.value for fact in page.facts} == {
        "rtf:title": "A saved article",
        "rtf:author": "Ann Reed",
    }
    assert page.text == "text"


@pytest.mark.parametrize(
    ("data", "what"),
    [(HEAD + b"kept", "inside a group"), (HEAD + b"kept" + b"{" * 20_000, "deep")],
    ids=["cut short", "nested"],
)
def test_a_damaged_file_keeps_what_was_read(data: bytes, what: str) -> None:
    problem, page = read(data)
    assert isinstance(problem, Problem)
    assert problem.code == "damaged-document"
    assert what in problem.detail
    assert isinstance(page, Page)
    assert page.text == "kept"


def test_a_file_without_text() -> None:
    (problem,) = read(HEAD + b"}")
    assert isinstance(problem, Problem)
    assert problem.code == "empty-page"
