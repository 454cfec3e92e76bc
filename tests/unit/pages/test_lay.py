import pytest

from dragoman.kit import load_kit
from dragoman.model import BlockKind, CommentPart
from dragoman.pages import lay_out
from tests.growth import cpu_seconds
from tests.unit.pages.made import ARTICLE, BODY, PROSE, TITLE, laid, page_of, partitions, texts

COMMENTS = "2 Comments\n\ndockhand says:\nJuly 22, 2022 at 4:12 pm\n\nIt will not last.\n\nReply\n\nQuay_7 says:\nJuly 23, 2022 at 9:00 am\n\n@dockhand We shall see.\n\nReply\n"
ODD = {
    "one character": "x",
    "one NUL and a word": "a wor\0d",
    "blank lines around": "\n\n \n" + ARTICLE + "\n\n \n",
    "mixed newlines": ARTICLE.replace("\n\n", "\r\n\r\n", 2).replace("\n", "\r", 1),
    "old Mac": ARTICLE.replace("\n", "\r"),
    "form feeds": ARTICLE.replace("\n\n", "\f"),
    "furniture only": "Home\nShare\nTweet\nPrivacy policy\n",
    "comments only": COMMENTS,
    "marks only": "***\n---\n…\n",
    "numbers only": "1\n22\n333\n",
    "one long word": "a" * 10_000,
    "combining": "e\u0301" * 500,
    "right to left": "\u202eabc\u202c def",
    "surrogate pairs": "🚢 " * 100,
    "html": f"<html><body><h1>{TITLE}</h1><p>{PROSE[0]}</p>\n</body></html>\n ",
    "html with space around": "<body> \n <p>x</p> \n ",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_the_blocks_partition_any_page(text: str) -> None:
    page, layout = laid(text)
    assert partitions(page, layout)


def test_a_plain_article_is_read_in_its_parts() -> None:
    assert texts(ARTICLE, BlockKind.TITLE) == [TITLE]
    assert texts(ARTICLE, BlockKind.BYLINE) == ["By Ann Reed"]
    assert texts(ARTICLE, BlockKind.DATELINE) == ["22 July 2022"]
    assert texts(ARTICLE, BlockKind.PARAGRAPH) == list(PROSE)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_the_kind_of_line_end_changes_nothing(end: str) -> None:
    source = ARTICLE.replace("\n", end)
    assert texts(source, BlockKind.PARAGRAPH) == list(PROSE)
    assert texts(source, BlockKind.TITLE) == [TITLE]


def test_white_space_belongs_to_the_block_before_it() -> None:
    page, layout = laid(f"\n\n{ARTICLE}")
    assert page.quote(layout.blocks[0].span) == f"\n\n{TITLE}\n\n"


def test_the_paths_of_plain_text_are_line_numbers() -> None:
    _, layout = laid(ARTICLE)
    assert [block.path for block in layout.blocks] == [f"line {n}" for n in (1, 3, 5, 7, 9, 11)]


def test_the_paragraphs_of_one_comment_are_one_block() -> None:
    source = ARTICLE + "\n" + COMMENTS.replace("It will not last.", "It will not last.\n\nNever did.")
    page, layout = laid(source)
    found = [
        page.quote(b.span).strip() for b in layout.blocks if b.comment == 0 and b.part is CommentPart.BODY
    ]
    assert found == ["It will not last.\n\nNever did."]


def test_a_page_that_is_only_comments_has_no_article_and_loses_no_comment() -> None:
    page = page_of(COMMENTS)
    layout, problems = lay_out(page, load_kit().layouts)
    assert [problem.code for problem in problems] == ["no-article"]
    assert {block.comment for block in layout.blocks} == {None, 0, 1}


def test_an_article_without_a_headline_is_said_to_have_none() -> None:
    _, problems = lay_out(page_of(BODY), load_kit().layouts)
    assert [problem.code for problem in problems] == ["no-title"]


def test_a_page_of_furniture_has_no_article() -> None:
    _, problems = lay_out(page_of("Home\nShare\nTweet\n"), load_kit().layouts)
    assert [problem.code for problem in problems] == ["no-article"]


def test_the_layout_is_named() -> None:
    assert laid(ARTICLE)[1].name == "general"
    assert laid(f"<p>{PROSE[0]}</p>")[1].name == "html"
    assert (
        laid(f"{ARTICLE}\nNotify of\n2 Comments\nInline Feedbacks\nView all comments\n")[1].name
        == "wpdiscuz-7"
    )


def test_every_block_names_the_rule_that_decided() -> None:
    _, layout = laid(ARTICLE + "\nShare\n\n" + COMMENTS)
    assert all(block.rule for block in layout.blocks)


@pytest.mark.parametrize(
    "grown",
    [
        pytest.param(lambda n: "".join(f"short line {i}\n" for i in range(n)), id="lines"),
        pytest.param(lambda n: "<body>" + "<div>a " * n, id="nested elements"),
        pytest.param(lambda n: "<body><p>" + "<span>a " * n, id="nested inline elements"),
        pytest.param(
            lambda n: ARTICLE + "".join(f"User {i} says:\n\nI think so.\n\n" for i in range(n)), id="comments"
        ),
        pytest.param(lambda n: "word " * n * 20, id="one line"),
    ],
)
def test_the_time_grows_with_the_page_and_not_faster(grown: object) -> None:
    assert callable(grown)

    def seconds(size: int) -> float:
        page = page_of(grown(size))
        return cpu_seconds(lambda: lay_out(page, load_kit().layouts))

    seconds(100)
    # Eight times the page in sixteen times the time would still be linear on a busy machine; the square is 64.
    assert seconds(4000) < 24 * max(seconds(500), 0.01)
