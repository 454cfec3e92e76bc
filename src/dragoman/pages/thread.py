"""The thread as read from a page's blocks: who wrote each comment, when, and in answer to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.dates import find_dates
from dragoman.model import (
    Article,
    Block,
    BlockKind,
    Comment,
    CommentPart,
    Layout,
    Page,
    ReplyBasis,
    Span,
    Thread,
)
from dragoman.pages.comment_marks import declared_in
from dragoman.pages.dated import date_and_name, name_and_date
from dragoman.pages.handles import part_handles
from dragoman.pages.harm import LabelBook
from dragoman.pages.labels import label_comment
from dragoman.pages.layouts import HeaderRule, Layouts, LineRule, PageLayout, fold_line
from dragoman.pages.lines import Rules
from dragoman.pages.quotes import add_quotes
from dragoman.pages.replies import add_replies, parents_by_depth
from dragoman.pages.thread_layouts import ThreadLayouts
from dragoman.pages.time_elements import stated_time
from dragoman.pages.units import line_text
from dragoman.text import trim

_HANDLE = re.compile(r"^@")
#: Header lines that are one part as a whole.
_WHOLE = {"rest/dated": "date", "rest/count": "votes"}
#: Words that stand in an author's place on pages that lost the name.
_NAMELESS = frozenset(
    {"avatar", "guest avatar", "user avatar", "profile picture", "anonymous avatar", "image", "gravatar"}
)


def thread_of(
    page: Page, layout: Layout, article: Article | None, layouts: Layouts, labels: LabelBook
) -> Thread | None:
    """The comments of ``page``; None when the page shows no thread.

    A proven parent (``reply_to``) needs a mark, nesting or a quotation that only one earlier comment fits; a
    guess is kept apart in ``reply_inferred``. Offsets are code points of ``page.text``.
    """
    rules = Rules.of(_own(layout, layouts), layouts.general)
    declared, basis = _declared(page, layout.blocks, rules)
    groups: dict[int, list[Block]] = {}
    for block in layout.blocks:
        if block.comment is not None:
            groups.setdefault(block.comment, []).append(block)
    if not groups and declared is None:
        return None
    headers = {rule.id: rule for rule in (*rules.general.headers, *rules.own.headers)}
    comments = [_comment(page, groups[i], headers, rules, layouts) for i in sorted(groups)]
    comments = part_handles(page, comments)
    comments = add_quotes(page, article, comments)
    proven = _proven(page, layout, [groups[i][0].depth for i in sorted(groups)])
    comments = add_replies(page, comments, proven, typed=not layout.threaded)
    comments = [label_comment(page, comment, labels) for comment in comments]
    return Thread(page=page.id, comments=tuple(comments), declared=declared, declared_basis=basis)


def _proven(
    page: Page, layout: Layout, depths: Sequence[int | None]
) -> dict[int, tuple[int | None, ReplyBasis]]:
    """The parents that the layout shows: those that markup proves, else by how deep the comments stand."""
    if layout.answers is not None:
        return {answer.comment: (answer.parent, answer.basis) for answer in layout.answers}
    return dict(parents_by_depth(depths, ReplyBasis.INDENTED if page.tree is None else ReplyBasis.NESTED))


def _own(layout: Layout, layouts: Layouts) -> PageLayout:
    return next((one for one in layouts.refined if one.name == layout.name), layouts.general)


def _declared(page: Page, blocks: Sequence[Block], rules: Rules) -> tuple[int | None, Span | None]:
    found: list[tuple[int, int, Span]] = []
    comments = [i for i, block in enumerate(blocks) if block.kind is BlockKind.COMMENT]
    first = comments[0] if comments else len(blocks)
    for i, block in enumerate(blocks):
        if block.kind is not BlockKind.FURNITURE or len(block.span) > 300:
            continue
        span = trim(page, block.span.start, block.span.end)
        number = declared_in(line_text(page.quote(span)), rules) if span else None
        if number is not None and span is not None:
            found.append(
                (abs(first - i), number[0], page.span(span.start + number[1], span.start + number[2]))
            )
    if not found:
        return None, None
    _, declared, basis = min(found, key=lambda entry: entry[0])
    return declared, basis


def _comment(
    page: Page, blocks: list[Block], headers: dict[str, HeaderRule], rules: Rules, layouts: Layouts
) -> Comment:
    heads = [block for block in blocks if block.part is CommentPart.HEADER]
    bodies = [
        trimmed for block in blocks if block.part is CommentPart.BODY and (trimmed := _trim(page, block))
    ]
    parts = _Parts(page, headers, rules, layouts.threads)
    nameless = _NAMELESS.union(*(one.nameless for one in (*layouts.refined, layouts.general)))
    for block in heads:
        parts.read(block)
    first = _trim(page, heads[0]) if heads else None
    span = page.span(bodies[0].start, bodies[-1].end) if bodies else first
    if span is None:
        span = blocks[0].span
    author = parts.author
    if author is not None and fold_line(page.quote(author)).strip() in nameless:
        author = None
    return Comment(
        span=span,
        header=first,
        author=author,
        posted=parts.posted,
        posted_basis=parts.posted_basis,
        votes=parts.votes,
        reply_name=parts.reply,
    )


def _trim(page: Page, block: Block) -> Span | None:
    return trim(page, block.span.start, block.span.end)


class _Parts:
    """What the header lines of one comment say."""

    def __init__(
        self, page: Page, headers: dict[str, HeaderRule], rules: Rules, threads: ThreadLayouts
    ) -> None:
        self._page, self._threads = page, threads
        self._rules: dict[str, dict[str, HeaderRule | LineRule]] = {
            "header": dict(headers),
            "rest": {rule.id: rule for rule in (*rules.general.rests, *rules.own.rests)},
            "footer": {rule.id: rule for rule in (*rules.general.footers, *rules.own.footers)},
        }
        self.author: Span | None = None
        self.reply: Span | None = None
        self.posted: str | None = None
        self.posted_basis: Span | None = None
        self.votes: int | None = None

    def read(self, block: Block) -> None:
        span = _trim(self._page, block)
        if span is None:
            return
        kind, _, name = block.rule.partition("/")
        if kind == "author-line":
            self._take("author", span)
            return
        if block.rule in _WHOLE:
            self._take(_WHOLE[block.rule], span)
            return
        rule = self._rules.get(kind, {}).get(name)
        if name == "dated-header" or (kind == "header" and isinstance(rule, HeaderRule) and rule.dated):
            self._name_and_date(span)
        elif rule is not None:
            found = rule.read(line_text(self._page.quote(span)))
            for group, (start, end) in _groups(found).items():
                self._take(group, self._page.span(span.start + start, span.start + end))
        elif block.rule.startswith("html/"):
            self._take(name, span, marked=True)

    def _name_and_date(self, span: Span) -> None:
        text = self._page.quote(span)
        parts = name_and_date(text) or date_and_name(text)
        if parts is not None:
            self._take("author", self._page.span(span.start + parts.name[0], span.start + parts.name[1]))
            self._take("date", self._page.span(span.start + parts.date[0], span.start + parts.date[1]))

    def _take(self, group: str, span: Span, *, marked: bool = False) -> None:
        trimmed = trim(self._page, span.start, span.end)
        if trimmed is None:
            return
        text = self._page.quote(trimmed)
        if group == "author" and self.author is None:
            self.author = _name_alone(self._page, trimmed, self._threads)
        elif group == "reply":
            mark = self._threads.in_reply.search(fold_line(text))
            if mark and mark.end() < len(text):
                trimmed = self._page.span(trimmed.start + mark.end(), trimmed.end)
                text = self._page.quote(trimmed)
            handle = _HANDLE.match(text)
            self.reply = self._page.span(trimmed.start + handle.end(), trimmed.end) if handle else trimmed
        elif group == "date" and self.posted_basis is None:
            self._date(trimmed, marked=marked)
        elif group.startswith("votes") and self.votes is None:
            number = re.search(r"[+-]?\d{1,7}", text)
            self.votes = int(number.group()) if number else None

    def _date(self, span: Span, *, marked: bool) -> None:
        found = find_dates(self._page.quote(span))
        if not found and not marked:
            return
        # What markup calls a date is one in any language ("1 Monat her").
        start, end = (found[0].start, found[-1].end) if found else (0, len(span))
        self.posted_basis = self._page.span(span.start + start, span.start + end)
        self.posted = next((date.value for date in found if date.value), None)
        self.posted = stated_time(self._page, span.start) or self.posted


def _groups(found: re.Match[str] | None) -> dict[str, tuple[int, int]]:
    if found is None:
        return {}
    return {name: found.span(name) for name, value in found.groupdict().items() if value}


def _name_alone(page: Page, span: Span, threads: ThreadLayouts) -> Span:
    """Some systems put "by", "says:" or "(not verified)" inside the element that holds the name."""
    plain = fold_line(page.quote(span))
    tail = threads.after_name.search(plain)
    end = tail.start() if tail and tail.start() > 0 else len(plain)
    head = threads.before_name.match(plain, 0, end)
    start = head.end() if head and head.end() < end else 0
    return trim(page, span.start + start, span.start + end) or span
