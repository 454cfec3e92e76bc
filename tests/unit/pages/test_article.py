import pytest

from dragoman.kit import load_kit
from dragoman.pages import article_of, lay_out
from tests.unit.pages.made import ARTICLE, BODY, PROSE, TITLE, article, page_of


def authors(byline: str) -> list[str]:
    page, found = article(ARTICLE.replace("By Ann Reed", byline))
    return [page.quote(span) for span in found.authors]


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Reed", ["Ann Reed"]),
        ("By Ann Reed and Tom Ash", ["Ann Reed", "Tom Ash"]),
        ("By Ann Reed, Tom Ash and Eva Lind", ["Ann Reed", "Tom Ash", "Eva Lind"]),
        ("By Ann Reed & Tom Ash", ["Ann Reed", "Tom Ash"]),
        ("By Ann Reed in Istanbul", ["Ann Reed"]),
        ("By Ann Reed, diplomatic correspondent", ["Ann Reed"]),
        ("BY ANN REED", ["ANN REED"]),
        ("Written by Ann Reed", ["Ann Reed"]),
        ("By Ann Reed | 22 July 2022", ["Ann Reed"]),
        ("Ann Reed, staff writer", ["Ann Reed"]),
    ],
)
def test_the_authors_of_a_byline(byline: str, names: list[str]) -> None:
    assert authors(byline) == names


def test_an_article_keeps_its_parts_in_order() -> None:
    page, found = article(f"{TITLE}\n\n{ARTICLE}")
    assert found.title is not None
    assert found.title.start == 0
    assert [page.quote(span) for span in found.repeats] == [TITLE]
    assert [page.quote(span) for span in found.paragraphs] == list(PROSE)


def test_spans_are_trimmed() -> None:
    page, found = article(f"\n\n  {TITLE}  \n\n\u00a0{BODY}\n \n")
    assert found.title is not None
    assert page.quote(found.title) == TITLE
    assert page.quote(found.paragraphs[0]) == PROSE[0]


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("Tags: grain, Black Sea, Odesa", ["grain", "Black Sea", "Odesa"]),
        ("Filed under: World | Black Sea", ["World", "Black Sea"]),
        ("#grain #BlackSea", ["#grain", "#BlackSea"]),
        ("SUBJECT: GRAIN (94%); EXPORT AGREEMENTS (90%)", ["GRAIN", "EXPORT AGREEMENTS"]),
    ],
)
def test_tags_are_taken_apart(line: str, tags: list[str]) -> None:
    page, found = article(f"{ARTICLE}\n{line}\n")
    assert [page.quote(span) for span in found.tags] == tags


def test_tags_of_html_are_its_text_nodes() -> None:
    source = f"<h1>{TITLE}</h1><p>{'</p><p>'.join(PROSE)}</p><div class='tags'><a>Black Sea, the</a> <a>grain</a></div>"
    page, found = article(f"<html><body>{source}")
    assert [page.quote(span) for span in found.tags][-1] == "grain"


def test_a_related_headline_is_given_without_its_lead() -> None:
    page, found = article(f"{ARTICLE}\nRead more: Grain ships wait off the strait\n")
    assert [page.quote(span) for span in found.related] == ["Grain ships wait off the strait"]


@pytest.mark.parametrize("source", ["Share\nTweet\n", "1 Comment\n\ndockhand says:\n\nNo.\n", TITLE])
def test_a_page_without_running_text_has_no_article(source: str) -> None:
    page, layouts = page_of(source), load_kit().layouts
    assert article_of(page, lay_out(page, layouts)[0], layouts) is None
