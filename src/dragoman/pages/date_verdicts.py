"""What a date in the text of a page seems to tell by the block it stands in and the words before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.dates import Form, FoundDate
from dragoman.model import Block, BlockKind, DateEvidence, DateKind, Page
from dragoman.pages.date_words import MODIFIED, PUBLISHED
from dragoman.text import level

_LOADED = re.compile(
    r"\b(load|loaded|retrieved|accessed|downloaded|saved|printed|captured|crawled|today is|now)\b"
)
#: The longest line that may be a label, in characters.
_LABEL = 30
PRINTED = "it tells when the page was loaded or saved"
#: What an article of an export says of itself: its own line of the date, and when the database took it in.
_EXPORT = {
    "date": (DateKind.PUBLISHED, True, "the export states it as the article's date"),
    "load-date": (DateKind.PAGE_CLOCK, False, "it tells when the database took the article in"),
    "modified": (DateKind.MODIFIED, False, "it tells of a change"),
}
CLOCK = "a clock or calendar of the page: it tells when the page was loaded, not when the article appeared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a date stands: the zone of the page, the label before its block, how many blocks above the headline."""

    zone: str
    label: str
    first: bool
    near: int


class Zones:
    """The zones of a page by its blocks: above the headline, head, body, below."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        title = next((i for i, block in enumerate(blocks) if block.kind is BlockKind.TITLE), None)
        body = [i for i, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH]
        self._first = body[0] if body else len(blocks)
        self._last = body[-1] if body else -1
        self._title = self._first if title is None else title

    def place(self, at: int, label: str) -> Place:
        """Where the block at ``at`` stands; ``label`` is what :func:`label_before` gives for it."""
        zone = (
            "above"
            if at < self._title
            else "head"
            if at < self._first
            else "body"
            if at <= self._last
            else "below"
        )
        return Place(zone=zone, label=label, first=at == 0, near=self._title - at)


def label_before(page: Page, blocks: Sequence[Block], at: int) -> str:
    """A short line that ends in a colon says what the next block is ("Date:" in a list of fields); else ""."""
    if not at:
        return ""
    block = blocks[at - 1]
    text = page.text[block.span.start : min(block.span.end, block.span.start + _LABEL + 1)].strip()
    return f"{text} " if len(text) <= _LABEL and text.endswith(":") else ""


def judge(page: Page, block: Block, date: FoundDate, text: str, place: Place) -> DateEvidence | None:
    """The evidence of a date at its place; None when it says nothing of the page.

    Offsets of ``date`` count from the beginning of ``block``, whose text ``text`` is.
    """
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
        return DateKind.PAGE_CLOCK, False, PRINTED
    if not block.rule.startswith("export/") or block.kind is BlockKind.PARAGRAPH:
        return None
    return _EXPORT.get(
        block.rule.rsplit("/", 1)[-1], (DateKind.IN_TEXT, False, "it stands away from the article")
    )


def _seems(block: Block, date: FoundDate, text: str, place: Place) -> tuple[DateKind | None, bool, str]:
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
    if MODIFIED.search(before) and not PUBLISHED.search(before[_last(MODIFIED, before) :]):
        return DateKind.MODIFIED, False, "it tells of a change"
    if PUBLISHED.search(before):
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
    return DateKind.PAGE_CLOCK, False, CLOCK


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.end() for match in pattern.finditer(text)), default=0)
