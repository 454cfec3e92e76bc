"""Pages made for tests, in own words: short ways from a text to what is read from it."""

from __future__ import annotations

from dragoman.kit import load_kit
from dragoman.model import Article, BlockKind, Comment, Layout, Page, Problem, Span, Supplied, Thread
from dragoman.pages import article_of, lay_out, read, thread_of

TITLE = "Grain Deal Signed In Istanbul After Months Of Talks"
PROSE = (
    "Two governments have agreed to let grain ships leave the closed ports, officials said on Friday.",
    "The first vessels should sail within two weeks, once the lanes through the minefields are marked.",
    "Inspectors from both sides will look at every ship before it passes the strait, the text of the deal says.",
)
BODY = "\n\n".join(PROSE)
ARTICLE = f"{TITLE}\n\nBy Ann Reed\n\n22 July 2022\n\n{BODY}\n"


def page_of(source: str | bytes, **supplied: str) -> Page:
    """The page that ``source`` is; fails when none comes of it."""
    data = source.encode() if isinstance(source, str) else source
    (found,) = read(data, supplied=Supplied(**supplied))
    assert isinstance(found, Page), found
    return found


def problem_of(data: bytes, *, encoding: str | None = None) -> Problem:
    """The problem that stands in the way of a page."""
    (found,) = read(data, encoding=encoding)
    assert isinstance(found, Problem), found.text[:80]
    return found


def laid(source: str | bytes) -> tuple[Page, Layout]:
    """The page and its layout."""
    page = page_of(source)
    return page, lay_out(page, load_kit().layouts)[0]


def texts(source: str | bytes, kind: BlockKind) -> list[str]:
    """The trimmed texts of all blocks of one kind."""
    page, layout = laid(source)
    return [page.quote(block.span).strip() for block in layout.blocks if block.kind is kind]


def article(source: str | bytes, **supplied: str) -> tuple[Page, Article]:
    """The page and its article; fails when there is none."""
    page = page_of(source, **supplied)
    layouts = load_kit().layouts
    found = article_of(page, lay_out(page, layouts)[0], layouts)
    assert found is not None
    return page, found


def thread(source: str | bytes) -> tuple[Page, Thread]:
    """The page and its thread; fails when there is none."""
    page, layout = laid(source)
    kit = load_kit()
    found = thread_of(page, layout, article_of(page, layout, kit.layouts), kit.layouts, kit.labels)
    assert found is not None
    return page, found


def quote(page: Page, span: Span | None) -> str | None:
    """The words of a span, or None."""
    return None if span is None else page.quote(span)


def bodies(page: Page, comments: tuple[Comment, ...]) -> list[str]:
    """The texts of comments."""
    return [page.quote(comment.span) for comment in comments]


def partitions(page: Page, layout: Layout) -> bool:
    """Whether the blocks cover the page without gap or overlap."""
    cuts = [0, *(block.span.end for block in layout.blocks)]
    starts = [block.span.start for block in layout.blocks]
    return starts == cuts[:-1] and cuts[-1] == len(page.text)
