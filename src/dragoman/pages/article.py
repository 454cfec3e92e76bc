"""The article as read from a page's blocks."""

from __future__ import annotations

import re
from collections.abc import Callable

from dragoman.model import Article, Block, BlockKind, Layout, Page, Span
from dragoman.pages.evidence import date_evidence
from dragoman.pages.layouts import Layouts, LineRule, fold_line
from dragoman.text import trim

_AUTHOR_BREAK = re.compile(r"\s*(?:,|;|\band\b|&|\|)\s*", re.I)
_TAG_BREAK = re.compile(r"\s*[,;|•·\n\r]+\s*|\s+(?=#)")


def article_of(page: Page, layout: Layout, layouts: Layouts) -> Article | None:
    """The article among the blocks; None when the page has no running text and no title.

    Every field is trimmed of white space; offsets are code points of ``page.text``.
    """
    pick = _picker(page, layout)
    paragraphs, titles = pick(BlockKind.PARAGRAPH), pick(BlockKind.TITLE)
    dates, published, not_after = date_evidence(page, layout)
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
    )


def _picker(page: Page, layout: Layout) -> Callable[[BlockKind], tuple[Span, ...]]:
    def pick(kind: BlockKind) -> tuple[Span, ...]:
        spans = (trim(page, block.span.start, block.span.end) for block in layout.blocks if block.kind is kind)
        return tuple(span for span in spans if span is not None)

    return pick


def _group(page: Page, block: Block, rules: dict[str, LineRule], name: str) -> Span | None:
    """The part of a block that its rule calls ``name``; the whole block when the rule names no part."""
    whole = trim(page, block.span.start, block.span.end)
    rule = rules.get(block.rule)
    if whole is None or rule is None:
        return whole
    found = rule.match.match(fold_line(page.quote(whole)))
    if found is None or name not in rule.match.groupindex or found[name] is None:
        return whole if name not in rule.match.groupindex else None
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
        if block.kind is not BlockKind.BYLINE or block.rule == "agency-signature":
            continue
        span = _group(page, block, rules, "authors")
        if span is None:
            continue
        lead = re.match(r"(by|written by|from|posted by|text)\s*:?\s+", page.quote(span), re.I)
        pieces = _pieces(page, page.span(span.start + lead.end(), span.end) if lead else span, _AUTHOR_BREAK)
        authors += [piece for piece in pieces if page.quote(piece)[0].isupper() or len(pieces) == 1]
    return tuple(authors)


def _tags(page: Page, layout: Layout, rules: dict[str, LineRule]) -> tuple[Span, ...]:
    spans = (_group(page, block, rules, "tags") for block in layout.blocks if block.kind is BlockKind.TAGS)
    return tuple(piece for span in spans if span is not None for piece in _pieces(page, span, _TAG_BREAK))


def _related(page: Page, layout: Layout, rules: dict[str, LineRule]) -> tuple[Span, ...]:
    spans = (_group(page, block, rules, "related") for block in layout.blocks if block.kind is BlockKind.RELATED)
    return tuple(span for span in spans if span is not None)
