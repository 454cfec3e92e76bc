"""Threads found by structure: each test is a way of writing comments in HTML, with words of its own."""

from __future__ import annotations

import time

import pytest

from dragoman.kit import load_kit
from dragoman.model import BlockKind, Comment, Page, ReplyBasis
from dragoman.pages import article_of, lay_out, thread_of
from dragoman.pages.marked import find_marked
from tests.unit.pages.made import PROSE, TITLE, page_of

BODY = f"<h1>{TITLE}</h1><p>{'</p><p>'.join(PROSE)}</p>"
ROWS = (
    ("dockhand", "22.07.2022 19:05", "It will not last, and they know it."),
    ("Quay_7", "22.07.2022 19:20", "Let the first ship sail before you say so."),
    ("Old Sailor", "23.07.2022 08:11", "I have seen three such papers in my life."),
)


def around(inside: str) -> str:
    return f"<html><body><div id='page'>{BODY}{inside}<div id='foot'>Imprint</div></div></body></html>"


def read(source: str) -> tuple[Page, tuple[Comment, ...]]:
    page = page_of(source)
    kit = load_kit()
    layout, _ = lay_out(page, kit.layouts)
    found = thread_of(page, layout, article_of(page, layout, kit.layouts), kit.layouts, kit.labels)
    return page, found.comments if found else ()


def told(page: Page, comments: tuple[Comment, ...]) -> list[tuple[str | None, str]]:
    return [(page.quote(c.author) if c.author else None, page.quote(c.span)) for c in comments]


EXPECTED = [(name, text) for name, _, text in ROWS]

#: The frame of a thread and one comment in it, parted by the first bar.
_WAYS = {
    "classes": "<div class='comments'>{}</div>|<div class='comment'><b class='author'>{}</b> <i class='date'>{}</i><div class='text'>{}</div><a>Reply</a></div>",
    "other words": "<section id='yorumlar'>{}</section>|<article class='yorum'><h4 class='yazar'>{}</h4><span class='tarih'>{}</span><p>{}</p><button>Yanıtla</button></article>",
    "table rows": "<h3>3 comments</h3><table><tbody>{}</tbody></table>|<tr><td><a href='user?id=1'>{}</a> {} | <a href='reply?id=4'>reply</a><br><span class='t'>{}</span></td></tr>",
    "definition list": "<h3>Comments</h3><dl id='comments'>{}</dl>|<dt class='comment-head'><cite>{}</cite> on <em>{}</em></dt><dd><p>{}</p></dd>",
    "wrapped singly": "<div id='comments'>{}</div>|<div class='w'><div class='comment'><a href='/users/9'>{}</a><time>{}</time><p>{}</p></div></div>",
    "no classes": "<h2>3 Kommentare</h2><div>{}</div>|<div><p><strong>{}</strong><small> {}</small></p><p>{}</p><p><a href='#x'>Antworten</a></p></div>",
    "name in words": "<div id='comments'>{}</div>|<div class='comment'><p class='head'>Posted by {} on {}</p><div class='body'>{}</div><a>Reply</a></div>",
    "marked up": "<div>{}</div>|<div itemprop='comment' class='c'><span itemprop='author'><span itemprop='name'>{}</span></span><time>{}</time><div itemprop='text'>{}</div></div>",
}


WAYS = {name: source.split("|", 1) for name, source in _WAYS.items()}


@pytest.mark.parametrize("way", WAYS)
def test_comments_are_found_in_many_ways_of_writing_them(way: str) -> None:
    frame, item = WAYS[way]
    page, comments = read(around(frame.format("".join(item.format(*row) for row in ROWS))))
    assert told(page, comments) == EXPECTED
    assert [c.posted for c in comments][:1] == ["2022-07-22T19:05"]


def test_the_article_stays_outside_the_thread() -> None:
    page = page_of(
        around(
            "<div class='comments'>"
            + "".join(
                f"<div class='comment'><b class='author'>{n}</b><time>{d}</time><p>{t}</p></div>"
                for n, d, t in ROWS
            )
            + "</div>"
        )
    )
    layout, _ = lay_out(page, load_kit().layouts)
    paragraphs = [page.quote(b.span).strip() for b in layout.blocks if b.kind is BlockKind.PARAGRAPH]
    assert paragraphs == list(PROSE)


class TestParents:
    ITEM = "<div {}><b class='author'>{}</b><time>{}</time><div class='text'>{}</div>{}</div>"

    def of(self, frame: str) -> list[tuple[int | None, ReplyBasis]]:
        _, comments = read(around(f"<div id='comments'>{frame}</div>"))
        assert len(comments) == 3
        return [(c.reply_to, c.reply_basis) for c in comments]

    def made(self, *heads: str) -> list[str]:
        return [self.ITEM.format(head, *row, "{}") for head, row in zip(heads, ROWS, strict=True)]

    def test_an_item_in_an_item_answers_it(self) -> None:
        a, b, c = self.made(*["class='comment'"] * 3)
        found = self.of(a.format(b.format("")) + c.format(""))
        assert found == [(None, ReplyBasis.NONE), (0, ReplyBasis.NESTED), (None, ReplyBasis.NONE)]

    def test_items_in_a_wrapper_beside_answer_the_one_before_it(self) -> None:
        a, b, c = (one.format("") for one in self.made(*["class='comment'"] * 3))
        found = self.of(f"{a}<div class='indented'>{b}<div class='indented'>{c}</div></div>")
        assert [parent for parent, _ in found] == [None, 0, 1]

    def test_depths_in_classes_are_steps(self) -> None:
        heads = [f"class='comment depth-{n}'" for n in (1, 2, 2)]
        assert [p for p, _ in self.of("".join(one.format("") for one in self.made(*heads)))] == [None, 0, 0]

    def test_margins_are_steps(self) -> None:
        heads = [f"class='comment' style='margin-left: {n}px'" for n in (0, 20, 40)]
        assert [p for p, _ in self.of("".join(one.format("") for one in self.made(*heads)))] == [None, 0, 1]

    def test_a_pair_of_numbers_names_the_parent(self) -> None:
        heads = [f"class='comment' id='comm-{n}'" for n in ("31_0", "32_0", "33_31")]
        found = self.of("".join(one.format("") for one in self.made(*heads)))
        assert found == [(None, ReplyBasis.NONE), (None, ReplyBasis.NONE), (0, ReplyBasis.MARKED)]

    def test_a_number_of_the_parent_in_an_attribute_names_it(self) -> None:
        heads = [f"class='comment' id='c-{n}' data-parent-id='{p}'" for n, p in ((31, 0), (32, 31), (33, 31))]
        assert [p for p, _ in self.of("".join(one.format("") for one in self.made(*heads)))] == [None, 0, 0]

    def test_a_link_to_the_parent_names_it(self) -> None:
        heads = [f"class='comment' id='c{n}'" for n in (31, 32, 33)]
        a, b, c = self.made(*heads)
        found = self.of(a.format("") + b.format("") + c.format("<a href='#c31'>parent</a>"))
        assert [p for p, _ in found] == [None, None, 0]

    def test_paths_of_numbers_name_the_parent(self) -> None:
        a, b, c = self.made(*["class='comment'"] * 3)
        found = self.of(
            "".join(one.format(f"<a class='no'>#{n}</a>") for one, n in ((a, "1"), (b, "1.1"), (c, "1.1.1")))
        )
        assert [p for p, _ in found] == [None, 0, 1]

    def test_a_quotation_with_its_number_names_the_parent_and_is_no_text(self) -> None:
        quote = "<blockquote data-source='post: 31'><cite>dockhand said:</cite>It will not last</blockquote>"
        rows = [
            f"<div class='post' id='post-{n}'><b class='author'>{a}</b><time>{d}</time><div class='text'>{q}{t}</div><a>Reply</a></div>"
            for n, (a, d, t), q in zip((31, 32, 33), ROWS, ("", "", quote), strict=True)
        ]
        page, comments = read(around(f"<div class='posts'>{''.join(rows)}</div>"))
        assert [c.reply_to for c in comments] == [None, None, 0]
        assert told(page, comments) == EXPECTED

    def test_a_quotation_of_another_page_names_nobody(self) -> None:
        quote = "<blockquote data-source='post: 9'><cite>dockhand said:</cite>Long ago</blockquote>"
        rows = [
            f"<div class='post' id='post-{n}'><b class='author'>{a}</b><time>{d}</time><div class='text'>{q}{t}</div><a>Reply</a></div>"
            for n, (a, d, t), q in zip((31, 32, 33), ROWS, ("", "", quote), strict=True)
        ]
        _, comments = read(around(f"<div class='posts'>{''.join(rows)}</div>"))
        assert [c.reply_to for c in comments] == [None, None, None]

    def test_elements_never_closed_answer_nobody(self) -> None:
        rows = "".join(
            f"<div class='comment'><b class='author'>user {n}</b><time>22.07.2022 19:0{n}</time><p>Words of number {n}.</p>"
            for n in range(9)
        )
        _, comments = read(around(f"<div id='comments'>{rows}</div>"))
        assert [c.reply_to for c in comments] == [None] * 9


class TestNoThread:
    @pytest.mark.parametrize(
        "inside",
        [
            pytest.param(
                "<aside class='widget'><h3>Recent comments</h3><ul>"
                + "".join(
                    f"<li class='recentcomments'><span class='author'>{n}</span> on <a href='/other/{i}#comment-{i}'>Another story of the week</a> {d}</li>"
                    for i, (n, d, _) in enumerate(ROWS)
                )
                + "</ul></aside>",
                id="the newest comments of the site",
            ),
            pytest.param(
                "<div class='teasers'>"
                + "".join(
                    f"<article class='post' id='post-{i}'><h3><a href='/story/{i}'>Another story of this week, number {i}</a></h3><span class='author'>{n}</span><time>{d}</time><p>{t}</p><a href='/story/{i}#comments'>3 comments</a></article>"
                    for i, (n, d, t) in enumerate(ROWS)
                )
                + "</div>",
                id="teasers",
            ),
            pytest.param(
                "<div id='comments'><h3>Comments</h3><form><label class='name'>Name *</label><input><textarea></textarea><p class='date'>22.07.2022</p><button>Reply</button></form></div>",
                id="a form",
            ),
            pytest.param(
                "<div id='comments'><div class='comment' style='display:none'><b class='author'>Name</b><time>22.07.2022</time><p>in reply to (Show comment Hide comment)</p></div></div>",
                id="a template not shown",
            ),
            pytest.param(
                "<div id='comments'>"
                + "<div class='comment'><b class='author'>{{name}}</b><time>22.07.2022</time><p>{{text}}</p></div>"
                * 2
                + "</div>",
                id="a template with holes",
            ),
        ],
    )
    def test_what_only_looks_like_comments_gives_none(self, inside: str) -> None:
        page = page_of(around(inside))
        assert find_marked(page, load_kit().layouts.threads) is None

    def test_pings_are_told_apart_from_comments(self) -> None:
        items = "".join(
            f"<li class='comment' id='comment-{i}'><cite class='fn'>{n}</cite><time>{d}</time><p>{t}</p></li>"
            for i, (n, d, t) in enumerate(ROWS)
        )
        ping = "<li class='comment' id='comment-9'><cite class='fn'>The week in wheat</cite><time>24.07.2022</time><p>[...] a deal was signed at last [...]</p></li>"
        page, comments = read(around(f"<ol class='commentlist'>{items}{ping}</ol>"))
        assert told(page, comments) == EXPECTED


def test_one_comment_alone_is_found() -> None:
    one = "<div class='comment'><b class='author'>dockhand</b><time>22.07.2022</time><p>It will not last.</p></div>"
    page, comments = read(around(f"<div id='comments'><h3>1 comment</h3>{one}</div>"))
    assert told(page, comments) == [("dockhand", "It will not last.")]


def test_signature_title_and_button_are_no_words_of_a_comment() -> None:
    items = "".join(
        f"<div class='comment'><b class='author'>{n}</b><time>{d}</time><div class='text'><h4>Title by {n}</h4><p>{t}</p><div class='signature'>-- yours, {n}</div></div><a>Reply</a></div>"
        for n, d, t in ROWS
    )
    page, comments = read(around(f"<div id='comments'>{items}</div>"))
    assert told(page, comments) == EXPECTED


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(
            "<div class='comment'><b class='author'>u</b><time>22.07.2022</time><p>Words.</p></div>" * 10_000,
            id="siblings",
        ),
        pytest.param(
            "<div class='comment'><b class='author'>u</b><time>22.07.2022</time><p>Words.</p>" * 10_000,
            id="nested",
        ),
        pytest.param(
            "".join(f"<p class='author{chr(97 + i % 26)}x{i}'>by u{i} reply</p>" for i in range(10_000)),
            id="classes",
        ),
        pytest.param(
            "<div class='comment'><form><textarea></textarea></form><b class='author'>u</b><blockquote data-a='1'>x</blockquote><p>Words.</p></div>"
            * 5_000,
            id="forms and quotations",
        ),
    ],
)
def test_hostile_pages_take_bounded_time(inside: str) -> None:
    page = page_of(around(f"<div id='comments'>{inside}</div>"))
    begun = time.process_time()
    find_marked(page, load_kit().layouts.threads)
    assert time.process_time() - begun < 20
