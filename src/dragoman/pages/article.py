"""The article as read from a page's blocks."""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.model import Article, Block, BlockKind, Layout, Page, Span
from dragoman.pages.about import about_page
from dragoman.pages.evidence import date_evidence
from dragoman.pages.headline import headline_of, site_names
from dragoman.pages.layouts import Layouts, LineRule
from dragoman.pages.units import line_text
from dragoman.text import trim

_AUTHOR_BREAK = re.compile(r"\s*(?:;|\band\b|&|\||,(?=.*\band\b))\s*", re.I)
_SEMICOLON = re.compile(r"\s*;\s*")
_TAG_BREAK = re.compile(r"\s*[,;|•·\n\r]+\s*|\s+/\s+|\s+(?=#)")
#: What stands around a tag or a headline in a list: bullets, link marks, shares of relevance.
_LEAD = re.compile(r"(?:[\s*•·»›>+–-]|\[\d{1,3}\])+")
_AFTER_NAME = re.compile(r"\s+(?:in|for|at|from)\s+[A-Z]|\s*,|\s*/|\s+\|", re.M)
_TRAIL = re.compile(r"[\s,;]*(?:\(\d{1,3}%\))?[\s,;]*$")


def article_of(page: Page, layout: Layout, layouts: Layouts) -> Article | None:
    """The article among the blocks; None when the page has no running text and no title.

    Every field is trimmed of white space; offsets are code points of ``page.text``.
    """
    pick = _picker(page, layout)
    paragraphs, titles = pick(BlockKind.PARAGRAPH), pick(BlockKind.TITLE)
    headline = headline_of(page, layout, site_names(page))
    dates, published, not_after = date_evidence(page, layout, headline)
    if not paragraphs:
        return None
    rules = {rule.id: rule for part in (*layouts.refined, layouts.general) for rule in part.lines}
    return Article(
        page=page.id,
        title=titles[0] if titles else None,
        repeats=titles[1:],
        dek=next(iter(pick(BlockKind.DEK)), None),
        authors=_authors(page, layout, rules),
        paragraphs=paragraphs,
        subheads=pick(BlockKind.SUBHEAD),
        captions=pick(BlockKind.CAPTION),
        credits=pick(BlockKind.CREDIT),
        tags=_tags(page, layout, rules),
        related=_related(page, layout, rules),
        dates=dates,
        published=published,
        not_after=not_after,
        about=None if page.tree is None else about_page(page, layout, headline),
    )


def _picker(page: Page, layout: Layout) -> Callable[[BlockKind], tuple[Span, ...]]:
    def pick(kind: BlockKind) -> tuple[Span, ...]:
        spans = (
            trim(page, block.span.start, block.span.end) for block in layout.blocks if block.kind is kind
        )
        return tuple(span for span in spans if span is not None)

    return pick


def _group(page: Page, block: Block, rules: dict[str, LineRule], name: str) -> Span | None:
    """The part of a block that its rule calls ``name``; the whole block when the rule names no part."""
    whole = trim(page, block.span.start, block.span.end)
    rule = rules.get(block.rule)
    if whole is None or rule is None:
        return whole
    found = rule.read(line_text(page.quote(whole)))
    if found is None or name not in rule.match.groupindex:
        return whole
    if found[name] is None:
        return None
    return trim(page, whole.start + found.start(name), whole.start + found.end(name))


def _pieces(page: Page, span: Span, breaks: re.Pattern[str]) -> tuple[Span, ...]:
    text, at, found = page.quote(span), 0, []
    for gap in breaks.finditer(text):
        found.append((at, gap.start()))
        at = gap.end()
    found.append((at, len(text)))
    spans = (trim(page, span.start + a, span.start + b) for a, b in found if a < b)
    return tuple(piece for piece in spans if piece is not None)


def _authors(page: Page, layout: Layout, rules: dict[str, LineRule]) -> tuple[Span, ...]:
    authors: list[Span] = []
    for block in layout.blocks:
        if block.kind is not BlockKind.BYLINE:
            continue
        span = _group(page, block, rules, "authors")
        if span is None:
            continue
        if block.rule.endswith("/author"):  # a field of an export: "Reed, Ann; Holm, John"
            bare = (_bare(page, piece) for piece in _pieces(page, span, _SEMICOLON))
            authors += [name for name in bare if name is not None]
            continue
        lead = re.match(r"(by|written by|from|posted by|text)\s*:?\s+", page.quote(span), re.I)
        pieces = _pieces(page, page.span(span.start + lead.end(), span.end) if lead else span, _AUTHOR_BREAK)
        names = (_person(page, piece) for piece in pieces)
        authors += [name for name in names if name is not None]
    return tuple(authors)


def _person(page: Page, span: Span) -> Span | None:
    """A byline's piece without the place or desk after the name; None when it names nobody."""
    text = page.quote(span)
    end = _AFTER_NAME.search(text)
    name = (
        _bare(page, page.span(span.start, span.start + end.start()))
        if end and end.start()
        else _bare(page, span)
    )
    if (
        name is None
        or not page.quote(name)[0].isupper()
        or page.quote(name).lower() in {"by", "text", "author"}
    ):
        return None
    return name


def _tags(page: Page, layout: Layout, rules: dict[str, LineRule]) -> tuple[Span, ...]:
    spans = (_group(page, block, rules, "tags") for block in layout.blocks if block.kind is BlockKind.TAGS)
    pieces = (piece for span in spans if span is not None for piece in _linked(page, span))
    bare = (_bare(page, piece) for piece in pieces)
    return tuple(tag for tag in bare if tag is not None and not page.quote(tag).endswith(":"))


def _linked(page: Page, span: Span) -> tuple[Span, ...]:
    """The tags of a line: HTML text nodes where the page has them, else what separators part."""
    nodes = page.nodes(span)
    if len(nodes) < 2:
        return _pieces(page, span, _TAG_BREAK)
    return tuple(piece for part, _ in nodes for piece in _pieces(page, part, _TAG_BREAK))


def _links(page: Page, span: Span) -> tuple[Span, ...]:
    """The links in a stretch of HTML that holds several and nothing else; else the stretch itself."""
    nodes = [
        (part, holder) for node, holder in page.nodes(span) if (part := trim(page, node.start, node.end))
    ]
    if len(nodes) < 2 or page.tree is None or any(page.tree.tags[holder] != "a" for _, holder in nodes):
        return (span,)
    return tuple(part for part, _ in nodes)


def _bare(page: Page, span: Span) -> Span | None:
    text = page.quote(span)
    lead, trail = _LEAD.match(text), _TRAIL.search(text)
    return trim(
        page, span.start + (lead.end() if lead else 0), span.start + (trail.start() if trail else len(text))
    )


def _related(page: Page, layout: Layout, rules: dict[str, LineRule]) -> tuple[Span, ...]:
    spans = (
        _group(page, block, rules, "related") for block in layout.blocks if block.kind is BlockKind.RELATED
    )
    bare = (_bare(page, piece) for span in spans if span is not None for piece in _links(page, span))
    return tuple(span for span in bare if span is not None)
