"""Laws of threads in HTML, over pages made of pieces that comments are made of, in any order."""

from __future__ import annotations

from hypothesis import given, strategies as st

from dragoman.kit import load_kit
from dragoman.model import Page
from dragoman.pages import article_of, lay_out, read, thread_of

PIECES = st.sampled_from(
    [
        "<div class='comment'>",
        "<div class='comments'>",
        "</div>",
        "<ol class='children'>",
        "<li class='comment' id='comment-3'>",
        "</li>",
        "</ol>",
        "<b class='author'>dockhand</b>",
        "<b class='author'>",
        "</b>",
        "<time datetime='2022-07-22'>22 July 2022</time>",
        "<p>It will not last.</p>",
        "<p>",
        "</p>",
        "<a href='#comment-3'>parent</a>",
        "<a class='reply-link'>Reply</a>",
        "<blockquote data-source='post: 3'><cite>Quay_7 said:</cite>It will</blockquote>",
        "<table><tr><td>",
        "</td></tr></table>",
        "<dl><dt class='name'>Quay_7</dt><dd>Let it sail.</dd></dl>",
        "<h3>3 comments</h3>",
        "<form><textarea></textarea></form>",
        "in reply to dockhand",
        "#1.1",
        "2 days ago",
        "<div class='indented'>",
        "<br>",
        "<div class='signature'>yours</div>",
        "<img width='40' height='1'>",
        "<h1>A deal</h1>",
        "<article id='post-4' style='margin-left:20px'>",
        "</article>",
        "{{text}}",
        "<span class='votes'>12</span>",
        "<div class='wpd-thread-list'>",
        "<div class='wpd-comment' id='wpd-comm-3_2'>",
        " ",
        "words",
    ]
)
pages = st.lists(PIECES, max_size=60).map("".join)


def page_of(source: str) -> Page | None:
    (found,) = read(f"<html><body>{source}</body></html>".encode())
    return found if isinstance(found, Page) else None


@given(pages)
def test_any_page_is_laid_out_and_its_blocks_partition_it(source: str) -> None:
    page = page_of(source)
    if page is not None:
        layout, _ = lay_out(page, load_kit().layouts)
        at = 0
        for block in layout.blocks:
            assert block.span.start == at
            at = block.span.end
        assert at == len(page.text)


@given(pages)
def test_comments_lie_in_the_page_in_order_apart_and_answer_earlier_ones(source: str) -> None:
    page = page_of(source)
    if page is None:
        return
    kit = load_kit()
    layout, _ = lay_out(page, kit.layouts)
    found = thread_of(page, layout, article_of(page, layout, kit.layouts), kit.layouts, kit.labels)
    at = 0
    for number, comment in enumerate(found.comments if found else ()):
        assert at <= comment.span.start < comment.span.end <= len(page.text)
        at = comment.span.end
        for parent in (comment.reply_to, comment.reply_inferred):
            assert parent is None or 0 <= parent < number
        for part in (comment.author, comment.posted_basis, comment.reply_name):
            assert part is None or 0 <= part.start < part.end <= len(page.text)
