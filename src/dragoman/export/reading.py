"""What can be asked of a coded page by every way out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dragoman.export.days import UNKNOWN, Days, days_of
from dragoman.model import BlockKind, Coded, Comment, DateKind, Span

#: Dates that are what they seem, and no evidence of when the article was published.
ASIDE = frozenset({DateKind.IN_TEXT, DateKind.COMMENT})


def saved(coded: Coded) -> str | None:
    """When the page was saved (EDTF): as supplied, as its container says, or by a page clock that is believed."""
    page = coded.page
    if page.supplied.saved_at:
        return page.supplied.saved_at
    if page.fetched_at:
        return page.fetched_at.isoformat()
    dates = coded.article.dates if coded.article else ()
    clocks = (one.value for one in dates if one.kind is DateKind.PAGE_CLOCK and one.accepted)
    return next((value for value in clocks if value), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The outlet and the address of a page: from the user, else from its container, else as the page says of itself."""

    outlet: str | None
    url: str | None


def named_by(coded: Coded) -> Named:
    """What is known of the page's origin, whoever says it."""
    page, about = coded.page, coded.article.about if coded.article else None
    return Named(
        outlet=page.supplied.outlet or page.outlet or (about.outlet.text if about and about.outlet else None),
        url=page.supplied.url or page.url or (about.url.text if about and about.url else None),
    )


def authors_of(coded: Coded, show: Callable[[Span], str]) -> tuple[str, ...]:
    """The bylines' names, shown by ``show``; of a page that shows none those that its markup states."""
    article = coded.article
    if article is None:
        return ()
    shown = tuple(show(span) for span in article.authors)
    return shown or tuple(one.text for one in (article.about.authors if article.about else ()))


def publication(coded: Coded) -> Days:
    """The days on which the article can have been published.

    They are those of its date; of a page without one, those in which the offices it names put it, up to the day by which it
    must have stood there.
    """
    article = coded.article
    if article is None:
        return UNKNOWN
    if article.published is not None and article.published.value is not None:
        return days_of(article.published.value)
    written, by = days_of(article.written), days_of(article.not_after)
    last = min((day for day in (written.last, by.last) if day is not None), default=None)
    first = written.first if written.first and (last is None or written.first <= last) else None
    return Days(first=first, last=last)


def folded(comment: Comment) -> bool:
    """Whether a comment is shown folded: it carries a warning label."""
    return bool(comment.labels)


def comment_regions(coded: Coded) -> tuple[tuple[int, int], ...]:
    """The page ranges (code points, in order, disjoint) that belong to the comments."""
    spans = [block.span for block in coded.layout.blocks if block.kind is BlockKind.COMMENT]
    for comment in coded.thread.comments if coded.thread else ():
        spans += [span for span in (comment.header, comment.span, comment.author, comment.reply_name) if span]
    out: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


def public_actors(coded: Coded) -> frozenset[str]:
    """The ids of actors whose names are no commenter's secret: known ones, and those the article names."""
    regions = comment_regions(coded)
    named = {one.actor for one in coded.mentions if one.actor and not within(regions, one.span)}
    return frozenset(one.id for one in coded.actors if not one.id.startswith("local:") or one.id in named)


def within(regions: Sequence[tuple[int, int]], span: Span) -> bool:
    """Whether ``span`` shares a character with one of the ranges (code points; in order, disjoint)."""
    after = bisect_left(regions, (span.end, 0))
    return after > 0 and regions[after - 1][1] > span.start
