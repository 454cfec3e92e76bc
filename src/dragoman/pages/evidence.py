"""Dates as evidence: every date of a page with what it seems to tell, and whether it is believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dragoman.dates import Form, FoundDate, find_dates, is_valid, latest
from dragoman.model import Block, BlockKind, CommentPart, DateEvidence, DateKind, Layout, MarkupFact, Page
from dragoman.pages.time_elements import stated_time
from dragoman.text import level

_BARE_OFFSET = re.compile(r"(T[\d:.]+[+-]\d\d)(\d\d)$")
_MODIFIED = re.compile(
    r"\b(updated|update|modified|edited|revised|last changed|corrected|güncelleme|güncellendi|aktualisiert|geändert|обновлено|изменено|mis à jour|modifié|actualizado|aggiornato|zaktualizowano)\b"
)
_PUBLISHED = re.compile(
    r"\b(published|posted|first published|publication date|pubdate|created|issued|dated|giriş|yayınlanma|yayın tarihi|eklenme|veröffentlicht|erstellt|опубликовано|publié|publicado|pubblicato|opublikowano)\b|(?:^|\n)\s*date\s*:\s*$"
)
_LOADED = re.compile(
    r"\b(load|loaded|retrieved|accessed|downloaded|saved|printed|captured|crawled|today is|now)\b"
)
_MARKUP = {
    "article:published_time": DateKind.PUBLISHED,
    "json-ld:datePublished": DateKind.PUBLISHED,
    "json-ld:dateModified": DateKind.MODIFIED,
    "article:modified_time": DateKind.MODIFIED,
    "og:updated_time": DateKind.MODIFIED,
    "datepublished": DateKind.PUBLISHED,
    "datemodified": DateKind.MODIFIED,
    "pubdate": DateKind.PUBLISHED,
    "dc.date.issued": DateKind.PUBLISHED,
    "parsely-pub-date": DateKind.PUBLISHED,
    "pdf:printed": DateKind.PAGE_CLOCK,
}
#: What an article of an export says of itself: its own line of the date, and when the database took it in.
_EXPORT = {
    "date": (DateKind.PUBLISHED, True, "the export states it as the article's date"),
    "load-date": (DateKind.PAGE_CLOCK, False, "it tells when the database took the article in"),
    "modified": (DateKind.MODIFIED, False, "it tells of a change"),
}
#: Longer blocks are running text whatever they are called; dates in them are looked for all the same.
_MOST = 200_000
#: The longest line that may be a label, in characters.
_LABEL = 30
_CLOCK = "a clock or calendar of the page: it tells when the page was loaded, not when the article appeared"
_NOT_PUBLISHED = {
    DateKind.MODIFIED: "it tells of a change",
    DateKind.PAGE_CLOCK: "it tells when the page was loaded or saved",
}


def date_evidence(
    page: Page, layout: Layout
) -> tuple[tuple[DateEvidence, ...], DateEvidence | None, str | None]:
    """All dates of ``page`` in page order, the one accepted as publication date, and the last possible day.

    What the user supplied counts only where the page itself does not say. A page clock is refused as a
    publication date and bounds it from above.
    """
    found = [*_in_markup(page.facts), *_in_blocks(page, layout.blocks)]
    found = _accept_one(found)
    published = next((date for date in found if date.accepted), None)
    if published is None and page.supplied.published is not None:
        why = "supplied by the user; the page does not say"
        published = DateEvidence(
            value=page.supplied.published, kind=DateKind.PUBLISHED, accepted=True, why=why
        )
    return tuple(found), published, _last_day(page, found)


def _in_markup(facts: Iterable[MarkupFact]) -> list[DateEvidence]:
    found = []
    for fact in facts:
        kind = _MARKUP.get(fact.name)
        if kind is None:
            continue
        value = _value(fact.value)
        good = kind is DateKind.PUBLISHED and value is not None
        why = "the page's markup states it" if good else _NOT_PUBLISHED[kind] if value else "not a date"
        found.append(DateEvidence(value=value, kind=kind, accepted=good, why=why, path=fact.path))
    return found


def _value(text: str) -> str | None:
    # ISO 8601 has a form without the colon, EDTF has not.
    text = _BARE_OFFSET.sub(r"\1:\2", text.strip())
    if is_valid(text) and "/" not in text:
        return text
    dates = [date.value for date in find_dates(text) if date.value]
    return dates[0] if len(dates) == 1 else None


def _in_blocks(page: Page, blocks: Sequence[Block]) -> list[DateEvidence]:
    title = next((i for i, block in enumerate(blocks) if block.kind is BlockKind.TITLE), None)
    body = [i for i, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH]
    first = body[0] if body else len(blocks)
    last = body[-1] if body else -1
    title = first if title is None else title
    found: list[DateEvidence] = []
    for i, block in enumerate(blocks):
        if block.kind is BlockKind.RELATED or block.part is CommentPart.BODY:
            continue
        text = page.text[block.span.start : min(block.span.end, block.span.start + _MOST)]
        zone = "above" if i < title else "head" if i < first else "body" if i <= last else "below"
        for date in find_dates(text):
            exact = stated_time(page, block.span.start + date.start)
            told = replace(date, value=exact) if exact and block.kind is BlockKind.COMMENT else date
            label = _label(page, blocks[i - 1]) if i else ""
            place = _Place(zone=zone, label=label, first=i == 0, near=title - i)
            evidence = _judge(page, block, told, text, place)
            if evidence is not None:
                exact = None if evidence.kind is DateKind.IN_TEXT else exact
                found.append(replace(evidence, value=exact or evidence.value))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a date stands: the zone of the page, the label before its block, how many blocks above the headline."""

    zone: str
    label: str
    first: bool
    near: int


def _label(page: Page, block: Block) -> str:
    """A short line that ends in a colon says what the next block is ("Date:" in a list of fields); else ""."""
    text = page.text[block.span.start : min(block.span.end, block.span.start + _LABEL + 1)].strip()
    return f"{text} " if len(text) <= _LABEL and text.endswith(":") else ""


def _judge(page: Page, block: Block, date: FoundDate, text: str, place: _Place) -> DateEvidence | None:
    basis = page.span(block.span.start + date.start, block.span.start + date.end)
    kind, good, why = _by_make(block) or _seems(block, date, text, place)
    if kind is None:
        return None
    if good and date.value is None:
        good, why = False, "the words alone do not fix a date"
    return DateEvidence(value=date.value, kind=kind, accepted=good, why=why, basis=basis)


def _by_make(block: Block) -> tuple[DateKind, bool, str] | None:
    """What the make of the file says about a date: a field of an export, the margin that a browser printed."""
    if block.rule == "pdf/print":
        return DateKind.PAGE_CLOCK, False, _NOT_PUBLISHED[DateKind.PAGE_CLOCK]
    if not block.rule.startswith("export/") or block.kind is BlockKind.PARAGRAPH:
        return None
    return _EXPORT.get(
        block.rule.rsplit("/", 1)[-1], (DateKind.IN_TEXT, False, "it stands away from the article")
    )


def _seems(block: Block, date: FoundDate, text: str, place: _Place) -> tuple[DateKind | None, bool, str]:
    if date.form is Form.AGE or (block.kind is BlockKind.COMMENT and date.value is None):
        return None, False, ""
    if block.kind is BlockKind.COMMENT:
        return DateKind.COMMENT, False, "it tells when a comment was posted"
    if block.kind in {
        BlockKind.PARAGRAPH,
        BlockKind.TITLE,
        BlockKind.DEK,
        BlockKind.SUBHEAD,
        BlockKind.CAPTION,
    }:
        return DateKind.IN_TEXT, False, "it stands in the text"
    if date.form in {Form.RELATIVE, Form.WEEKDAY} or date.year is None or date.month is None:
        return None, False, ""
    before = level(place.label + text[max(0, date.start - 60) : date.start])
    if _LOADED.search(before.replace("-", " ")):
        return DateKind.PAGE_CLOCK, False, "it tells when the page was loaded or saved"
    if _MODIFIED.search(before) and not _PUBLISHED.search(before[_last(_MODIFIED, before) :]):
        return DateKind.MODIFIED, False, "it tells of a change"
    if _PUBLISHED.search(before):
        return DateKind.PUBLISHED, True, "the page says when it was published"
    if place.zone == "head" and block.kind in {BlockKind.DATELINE, BlockKind.BYLINE, BlockKind.CREDIT}:
        return DateKind.PUBLISHED, True, "it stands between headline and text"
    if (
        place.zone == "above"
        and block.kind is BlockKind.DATELINE
        and not place.first
        and place.near <= 2
        and date.clock is None
    ):
        return DateKind.PUBLISHED, True, "it stands directly above the headline"
    if place.zone == "body" and block.kind is BlockKind.DATELINE:
        return DateKind.IN_TEXT, False, "it stands in the text"
    if place.zone != "above":
        return DateKind.IN_TEXT, False, "it stands away from the article"
    return DateKind.PAGE_CLOCK, False, _CLOCK


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=0)


def _accept_one(found: list[DateEvidence]) -> list[DateEvidence]:
    """One publication date at most: the first in order of trust; others that say the same stay accepted."""
    candidates = [date for date in found if date.accepted]
    if not candidates:
        return found
    visible = [date for date in candidates if date.path is None]
    chosen = candidates[0] if candidates[0].path is not None else visible[0]
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
