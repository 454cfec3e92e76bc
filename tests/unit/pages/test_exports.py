"""Articles of exports that are less regular than the samples in the data."""

from dragoman.kit import load_kit
from dragoman.model import Article, Page
from dragoman.pages import article_of, lay_out, read

LAYOUTS = load_kit().layouts

GERMAN = """
                               1 von 2 DOKUMENTEN

                            Hafenbote (Hamburg)

                              1. Juli 2016 Freitag

Getreideschiffe warten wieder

AUTOR: Anna Ried

RUBRIK: POLITIK; S. 3

LÄNGE: 120 Wörter

Vierzig Schiffe lagen am Donnerstag vor dem Bosporus, teilte das Hafenamt mit.

UPDATE: 3. Juli 2016

SPRACHE: GERMAN; DEUTSCH

PUBLICATION-TYPE: Zeitung

                 Copyright 2016 Hafenbote GmbH
                     Alle Rechte Vorbehalten

                               2 von 2 DOKUMENTEN

                            Hafenbote (Hamburg)

                              2. Juli 2016 Samstag

Hafen öffnet wieder

LÄNGE: 20 Wörter

Am Montag wird wieder gearbeitet.

SPRACHE: GERMAN; DEUTSCH
"""
LABELS = """
                               1 of 1 DOCUMENT

                 Copyright 2009 Quay Papers Limited
                          All Rights Reserved
                           The Quay (London)

                              July 1, 2009 Wednesday 9:30 PM GMT

Readers ask: what is the strait for?

BYLINE: Ann Reed, Harbour Editor

SECTION: COMMENT; Pg. 12

LENGTH: 60 words

HIGHLIGHT: Our editor answers

Subject: the strait. That is how most letters begin, and this one ended "Section: none of your business".

Length: nobody knows. The harbour office said on Friday that it would measure again.

Notes for sailors

The language of the sea is slow, an old captain told us in May, and he was right.

LOAD-DATE: July 2, 2009

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper; Web Publication
"""
FACTIVA = """
International
Grain ships wait again in the strait

Second line under it
1,041 words
1 July 2016
The Quay Courier
QUAYC
First
A8
English
(c) 2016 The Quay Courier Company

Forty ships were waiting at the mouth of the Bosporus on Thursday night.

-- Ann Reed

Document QUAYC00020160701ec71000b5
"""


def articles_of(text: str) -> list[tuple[Page, Article]]:
    found = []
    for page in read(text.encode(), layouts=LAYOUTS):
        assert isinstance(page, Page)
        article = article_of(page, lay_out(page, LAYOUTS)[0], LAYOUTS)
        assert article is not None
        found.append((page, article))
    return found


def title_of(page: Page, article: Article) -> str:
    assert article.title is not None
    return page.quote(article.title)


def test_labels_of_another_language() -> None:
    (first, one), (second, two) = articles_of(GERMAN)
    assert (first.outlet, second.outlet) == ("Hafenbote (Hamburg)", "Hafenbote (Hamburg)")
    assert (title_of(first, one), title_of(second, two)) == (
        "Getreideschiffe warten wieder",
        "Hafen öffnet wieder",
    )
    assert [first.quote(name) for name in one.authors] == ["Anna Ried"]
    assert one.published is not None
    assert (one.published.value, one.not_after) == ("2016-07-01", "2016-07-03")
    assert len(one.paragraphs) == len(two.paragraphs) == 1


def test_a_copyright_line_on_top_and_labels_in_the_text() -> None:
    ((page, article),) = articles_of(LABELS)
    assert (page.outlet, title_of(page, article)) == (
        "The Quay (London)",
        "Readers ask: what is the strait for?",
    )
    assert [page.quote(name) for name in article.authors] == ["Ann Reed"]
    assert [page.quote(one)[:20] for one in article.paragraphs] == [
        "Subject: the strait.",
        "Length: nobody knows",
        "The language of the ",
    ]
    assert [page.quote(one) for one in article.subheads] == ["Notes for sailors"]
    assert article.dek is not None
    assert page.quote(article.dek) == "Our editor answers"


def test_a_section_above_the_headline_and_a_second_line_under_it() -> None:
    ((page, article),) = articles_of(FACTIVA)
    assert (page.outlet, title_of(page, article)) == (
        "The Quay Courier",
        "Grain ships wait again in the strait",
    )
    assert article.dek is not None
    assert page.quote(article.dek) == "Second line under it"
    assert [page.quote(one)[:11] for one in article.paragraphs] == ["Forty ships", "-- Ann Reed"]
