"""Dates as evidence: every date of a page with what it seems to tell, and whether it is believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.dates import find_dates, is_valid, latest
from dragoman.model import Block, BlockKind, CommentPart, DateEvidence, DateKind, Layout, Page
from dragoman.pages.date_verdicts import PRINTED, Zones, judge, label_before
from dragoman.pages.headline import Headline
from dragoman.pages.html_dates import html_dates

#: Longer blocks are running text whatever they are called; dates in them are looked for all the same.
_MOST = 200_000
#: The fact of a PDF that a browser printed.
_PRINTED_AT = "pdf:printed"


def date_evidence(
    page: Page, layout: Layout, headline: Headline | None = None
) -> tuple[tuple[DateEvidence, ...], DateEvidence | None, str | None]:
    """All dates of ``page`` in page order, the one accepted as publication date, and the last possible day.

    ``headline`` is that of an HTML page, as :func:`~dragoman.pages.headline.headline_of` gives it; dates are judged by
    how they stand to it. What the user supplied counts only where the page itself does not say. A page clock is refused as a
    publication date and bounds it from above. In HTML the days of running text that have no year, and weekdays, are
    left out: there are many and they say nothing of the page.
    """
    if page.tree is not None:
        found, published = html_dates(page, layout, headline)
    else:
        found = _accept_one([*_stated(page), *_in_blocks(page, layout.blocks)])
        published = next((date for date in found if date.accepted), None)
    if published is None and page.supplied.published is not None:
        why = "supplied by the user; the page does not say"
        published = DateEvidence(
            value=page.supplied.published, kind=DateKind.PUBLISHED, accepted=True, why=why
        )
    return tuple(found), published, _last_day(page, found)


def _stated(page: Page) -> list[DateEvidence]:
    """Dates that the make of a file states beside its text: when a browser printed a PDF."""
    return [
        DateEvidence(
            value=fact.value if is_valid(fact.value) else None,
            kind=DateKind.PAGE_CLOCK,
            accepted=False,
            why=PRINTED,
            path=fact.path,
        )
        for fact in page.facts
        if fact.name == _PRINTED_AT
    ]


def _in_blocks(page: Page, blocks: Sequence[Block]) -> list[DateEvidence]:
    zones = Zones(blocks)
    found: list[DateEvidence] = []
    for i, block in enumerate(blocks):
        if block.kind is BlockKind.RELATED or block.part is CommentPart.BODY:
            continue
        text = page.text[block.span.start : min(block.span.end, block.span.start + _MOST)]
        place = zones.place(i, label_before(page, blocks, i))
        for date in find_dates(text):
            evidence = judge(page, block, date, text, place)
            if evidence is not None:
                found.append(evidence)
    return found


def _accept_one(found: list[DateEvidence]) -> list[DateEvidence]:
    """One publication date at most: the first in order of trust; others that say the same stay accepted."""
    candidates = [date for date in found if date.accepted]
    if not candidates:
        return found
    chosen = candidates[0]
    day = latest(chosen.value or "")

    def verdict(date: DateEvidence) -> DateEvidence:
        if not date.accepted or date is chosen:
            return date
        if latest(date.value or "") == day:
            return replace(date, accepted=True, why=f"{date.why}; it agrees with the one chosen")
        return replace(
            date, accepted=False, why=f"{date.why}, but another date is trusted more: {chosen.value}"
        )

    return [verdict(date) for date in found]


def _last_day(page: Page, found: Sequence[DateEvidence]) -> str | None:
    days = [
        latest(date.value)
        for date in found
        if date.kind is DateKind.PAGE_CLOCK and date.value and not date.accepted
    ]
    if page.supplied.saved_at is not None:
        days.append(latest(page.supplied.saved_at))
    if page.fetched_at is not None:
        days.append(page.fetched_at.date())
    known = [day for day in days if day is not None]
    return min(known).isoformat() if known else None
