"""What one page tells, as far as it counts for finding the pages that tell the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.dates.edtf import parse_edtf
from dragoman.errors import ValueRuleError
from dragoman.model import Coded, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A page's account of a matter.

    ``text`` is the text of the page, untouched; ``body`` are the spans of it that are the article's own, in order and without
    overlap (furniture, comments and the title left out). ``published`` is the day of publication; ``happened`` and
    ``category`` are day and PLOVER category of the main event. ``names`` are what the outlet is called in running text.
    """

    page: str
    text: str
    body: tuple[Span, ...]
    title: str | None = None
    outlet: str | None = None
    names: tuple[str, ...] = ()
    published: date | None = None
    happened: date | None = None
    category: str | None = None

    @property
    def day(self) -> date | None:
        """The day of the main event; where that is unknown, the day of publication."""
        return self.happened or self.published


def account_of(coded: Coded) -> Account | None:
    """The account of a coded page; None of a page without an article.

    The body is the article's paragraphs, sub-headings and captions. An outlet that is given as an address (with a
    full stop in it) has no name in running text.
    """
    article = coded.article
    if article is None:
        return None
    outlet = coded.page.supplied.outlet or coded.page.outlet
    main = coded.main.event if coded.main else None
    event = next((one for one in coded.events if one.id == main), None)
    published = article.published.value if article.published else None
    return Account(
        page=coded.page.id,
        text=coded.page.text,
        body=tuple(sorted({*article.paragraphs, *article.subheads, *article.captions})),
        title=coded.page.quote(article.title) if article.title else None,
        outlet=outlet,
        names=() if outlet is None or "." in outlet else (outlet,),
        published=day_of(published),
        happened=day_of(event.when.value) if event and event.when else None,
        category=event.category if event else None,
    )


def day_of(edtf: str | None) -> date | None:
    """The one civil day that an EDTF value means; None when it means none, or several."""
    if edtf is None:
        return None
    try:
        value = parse_edtf(edtf)
    except ValueRuleError:
        return None
    return value.earliest if value.earliest == value.latest else None
