import pytest

from dragoman.model import BlockKind
from tests.unit.pages.made import ARTICLE, BODY, PROSE, TITLE, texts

LATER = (
    "Grain Prices Fall After The Ships Have Sailed",
    "Insurers Wait For Word From The Ports Again",
    "Ministers Meet Once More On The Strait",
)


@pytest.mark.parametrize(
    "source",
    [
        f"Home\nNews | Opinion | Sport\n\n{ARTICLE}",
        f"17:57 GMT +326 July 2022\n\n{ARTICLE}",
        f"{TITLE}\n\n{ARTICLE}",
        f"We use cookies on our site.\n\nAccept all cookies\n\n{ARTICLE}",
        f"Home > World > Black Sea\n\n{ARTICLE}",
        f"{TITLE}\n{BODY}",
    ],
)
def test_the_headline_is_found_below_what_stands_above_it(source: str) -> None:
    assert set(texts(source, BlockKind.TITLE)) == {TITLE}


def test_a_headline_that_stands_twice_is_a_title_twice() -> None:
    assert texts(f"{TITLE}\n\n{ARTICLE}", BlockKind.TITLE) == [TITLE, TITLE]


def test_a_dek_stands_under_the_headline() -> None:
    dek = "Two sides that do not speak to each other sign the same paper in separate rooms"
    source = ARTICLE.replace("By Ann", f"{dek}\n\nBy Ann")
    assert texts(source, BlockKind.DEK) == [dek]


def test_a_subhead_parts_the_body() -> None:
    source = ARTICLE.replace(PROSE[2], f"What comes next\n\n{PROSE[2]}")
    assert texts(source, BlockKind.SUBHEAD) == ["What comes next"]


def test_a_pull_quote_is_shown_once() -> None:
    source = ARTICLE.replace(PROSE[2], f"Once the lanes through the minefields are marked\n\n{PROSE[2]}")
    assert texts(source, BlockKind.PARAGRAPH) == list(PROSE)


def test_headlines_below_the_body_are_related() -> None:
    assert texts(f"{ARTICLE}\n" + "\n".join(LATER), BlockKind.RELATED) == list(LATER)


def test_headlines_under_a_heading_in_the_middle_are_related() -> None:
    middle = f"Read also:\n\n{LATER[0]}\n\n"
    assert texts(ARTICLE.replace(PROSE[1], middle + PROSE[1]), BlockKind.PARAGRAPH) == list(PROSE)


@pytest.mark.parametrize(
    "line", ["Tags: grain, ports, Odesa", "Odesa, grain exports, Black Sea, Turkey", "#grain #BlackSea"]
)
def test_a_line_of_tags_below_the_body(line: str) -> None:
    assert texts(f"{ARTICLE}\n{line}\n", BlockKind.TAGS) == [line]


def test_tags_under_a_heading_stand_one_to_a_line() -> None:
    assert texts(f"{ARTICLE}\nRelated topics\n\nGrain\n\nBlack Sea\n", BlockKind.TAGS) == [
        "Grain",
        "Black Sea",
    ]


def test_a_caption_stands_beside_its_credit() -> None:
    source = ARTICLE.replace("By Ann", "A bulk carrier waits off the strait\n\n© Harbour/ Jane Doe\n\nBy Ann")
    assert texts(source, BlockKind.CAPTION) == ["A bulk carrier waits off the strait"]
    assert texts(source, BlockKind.CREDIT) == ["© Harbour/ Jane Doe"]


def test_a_copyright_line_ends_the_body() -> None:
    source = f"{ARTICLE}\n© 2022 Harbour News Group\n\nWe are a small paper that was founded by its readers in 1990.\n"
    assert texts(source, BlockKind.PARAGRAPH) == list(PROSE)


def test_an_article_of_short_sentences_has_a_body() -> None:
    assert texts(f"{TITLE}\n\nIt rained.\n\nNobody came today.\n\nAll went home.\n", BlockKind.PARAGRAPH)


def test_an_advertisement_inside_the_body_is_furniture() -> None:
    source = ARTICLE.replace(PROSE[1], f"ADVERTISEMENT\n\n{PROSE[1]}")
    assert texts(source, BlockKind.PARAGRAPH) == list(PROSE)
    assert "ADVERTISEMENT" in texts(source, BlockKind.FURNITURE)
