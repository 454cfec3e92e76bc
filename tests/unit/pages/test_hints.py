import pytest

from dragoman.kit import load_kit
from dragoman.model import BlockKind
from dragoman.pages.hints import hint_units, parting_words
from dragoman.pages.units import html_units
from tests.unit.pages.made import PROSE, TITLE, bodies, page_of, quote, texts, thread

PARAGRAPHS = "".join(f"<p>{text}</p>" for text in PROSE)


def html(inside: str) -> str:
    return (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{PARAGRAPHS}{inside}</body></html>"
    )


def hints(source: str) -> dict[str, tuple[BlockKind, str]]:
    page, layout = page_of(source), load_kit().layouts.html
    units = html_units(page, parting_words(layout))
    return {units[i].raw: (hint.kind, hint.rule) for i, hint in hint_units(page, units, layout).items()}


@pytest.mark.parametrize(
    ("inside", "kind"),
    [
        ("<figure><figcaption>Ships wait</figcaption></figure>", BlockKind.CAPTION),
        ("<p class='photo-credit'>Ships wait</p>", BlockKind.CREDIT),
        ("<div class='entry-byline'>Ships wait</div>", BlockKind.BYLINE),
        ("<time>Ships wait</time>", BlockKind.DATELINE),
        ("<p class='standfirst'>Ships wait</p>", BlockKind.DEK),
        ("<ul class='post-tags'><li>Ships wait</ul>", BlockKind.TAGS),
        ("<div id='related'><a>Ships wait</a></div>", BlockKind.RELATED),
        ("<nav><a>Ships wait</a></nav>", BlockKind.FURNITURE),
        ("<div role='contentinfo'><p>Ships wait</p></div>", BlockKind.FURNITURE),
        ("<h3>Ships wait</h3>", BlockKind.SUBHEAD),
        ("<p>Ships wait</p>", BlockKind.PARAGRAPH),
    ],
)
def test_what_an_element_says(inside: str, kind: BlockKind) -> None:
    assert hints(html(inside))["Ships wait"][0] is kind


def test_an_element_that_says_nothing_gives_no_hint() -> None:
    assert "Ships wait" not in hints(html("<div>Ships wait</div>"))


def test_a_container_decides_for_all_that_stands_in_it() -> None:
    assert hints(html("<aside><h2>Ships wait</h2></aside>"))["Ships wait"] == (
        BlockKind.FURNITURE,
        "html/navigation",
    )


def test_the_nearest_of_two_containers_decides() -> None:
    assert (
        hints(html("<aside><div class='related'><p>Ships wait</p></div></aside>"))["Ships wait"][0]
        is BlockKind.RELATED
    )


def test_the_nearest_of_two_other_elements_decides() -> None:
    assert hints(html("<p><span class='byline'>Ships wait</span></p>"))["Ships wait"][0] is BlockKind.BYLINE


def test_an_element_with_most_of_the_text_is_the_page_whatever_it_is_called() -> None:
    source = f"<html><body><form class='widget'><h1>{TITLE}</h1>{PARAGRAPHS}</form></body></html>"
    assert texts(source, BlockKind.PARAGRAPH) == list(PROSE)


class TestComments:
    ONE = "<div class='comment'><b class='author'>{}</b> <time datetime='2022-07-23T09:00:00Z'>Saturday</time><p>{}</p><a class='reply'>Reply</a>{}</div>"

    def test_comments_are_read_from_their_elements(self) -> None:
        inside = self.ONE.format("dockhand", "It will not last.", "") + self.ONE.format(
            "Quay_7", "It will.", ""
        )
        page, found = thread(html(f"<div id='comments'>{inside}</div>"))
        assert [quote(page, c.author) for c in found.comments] == ["dockhand", "Quay_7"]
        assert bodies(page, found.comments) == ["It will not last.", "It will."]

    def test_the_same_words_outside_a_region_of_comments_are_no_comments(self) -> None:
        source = html("<div class='comment'><p>An opinion piece by a guest.</p></div>")
        assert texts(source, BlockKind.COMMENT) == []

    def test_a_comment_in_a_comment_answers_it(self) -> None:
        inner = self.ONE.format("Quay_7", "It will.", "")
        page, found = thread(
            html(f"<div id='comments'>{self.ONE.format('dockhand', 'It will not last.', inner)}</div>")
        )
        assert [c.reply_to for c in found.comments] == [None, 0]
        assert bodies(page, found.comments) == ["It will not last.", "It will."]

    def test_a_comment_without_words_is_left_out(self) -> None:
        inside = self.ONE.format("dockhand", "", "") + self.ONE.format("Quay_7", "It will.", "")
        page, found = thread(html(f"<div id='comments'>{inside}</div>"))
        assert bodies(page, found.comments) == ["It will."]
