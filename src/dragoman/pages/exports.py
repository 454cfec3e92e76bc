"""Exports of databases: which lines of a file belong to which article, and what each line is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.model import Page
from dragoman.pages.export_article import MARK, Found, Lines, Reading
from dragoman.pages.export_layouts import ExportLayout
from dragoman.pages.lines import is_dateline

#: Articles of one file that are read.
MOST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file divided: its layout, its articles, how many it declares, how many more
    there are than were asked for, and the ranges that belong to no article."""

    layout: ExportLayout
    found: tuple[Found, ...]
    declared: int | None
    beyond: int
    rest: tuple[tuple[int, int], ...]


def divide_export(page: Page, layouts: Sequence[ExportLayout], most: int = MOST) -> Export | None:
    """``page`` as an export of one of ``layouts``; None when it is none.

    No more than ``most`` articles are read. The layout that finds most articles with all they need wins; of equal ones the first.
    """
    lower = page.text.lower()
    fitting = [one for one in layouts if all(any(word in lower for word in group) for group in one.signs)]
    if not fitting:
        return None
    lines = Lines(page)
    best: Export | None = None
    for layout in fitting:
        export = _divide(page, lines, layout, most)
        if export is not None and (best is None or len(export.found) > len(best.found)):
            best = export
    return best


def _divide(page: Page, lines: Lines, layout: ExportLayout, most: int) -> Export | None:
    ranges = list(_ranges(lines, layout))
    read = [Reading(page, lines, layout, first, last).read() for first, last in ranges[:most]]
    good = [one for one in read if layout.needs <= set(one.given)]
    if not good or 2 * len(good) < len(read):
        return None
    rest: list[tuple[int, int]] = []
    at = 0
    for one in read:
        rest.append((at, one.start))
        at = one.end
    rest.append((at, len(page.text)))
    return Export(
        layout=layout,
        found=tuple(read),
        beyond=max(0, len(ranges) - most),
        declared=_declared(lines, layout, read),
        rest=tuple((a, b) for a, b in rest if page.text[a:b].strip(" \t\r\n\f\v_-*=\ufeff\u00a0")),
    )


def _ranges(lines: Lines, layout: ExportLayout) -> Iterator[tuple[int, int]]:
    """The first and the last line (exclusive) of every article."""
    marks = [at for at, text in enumerate(lines.plain) if len(text) < MARK and _fits(layout.begin, text)]
    ends = [at for at, text in enumerate(lines.plain) if len(text) < MARK and _fits(layout.end, text)]
    if layout.begin is not None:
        for number, first in enumerate(marks):
            stop = marks[number + 1] if number + 1 < len(marks) else len(lines.units)
            last = next((at + 1 for at in ends if first < at < stop), stop)
            yield first, last
        return
    first = 0
    for number, end in enumerate(ends):
        if number == 0:
            first = _first_article(lines, layout, end)
        if first < end:
            yield first, end + 1
        first = end + 1


def _fits(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.match(text) is not None


def _first_article(lines: Lines, layout: ExportLayout, end: int) -> int:
    """Where the first article begins, when a cover or a list of contents may stand above it."""
    named = {
        " ".join(found["title"].split())
        for text in lines.plain[:end]
        if layout.listed is not None and (found := layout.listed.match(text)) is not None
    }
    again = [at for at in range(end) if " ".join(lines.plain[at].split()) in named]
    if again:
        return again[0]
    if layout.before:
        dated = [at for at in range(end) if is_dateline(lines.units[at].clean)]
        if dated:
            return max(0, dated[0] - layout.before)
    return 0


def _declared(lines: Lines, layout: ExportLayout, read: Sequence[Found]) -> int | None:
    for pattern in (layout.count, layout.begin):
        if pattern is None or "total" not in pattern.groupindex:
            continue
        for text in lines.plain:
            found = pattern.match(text) if len(text) < MARK else None
            if found is not None and found["total"]:
                return int(re.sub(r"\D", "", found["total"])[:9])
    listed = sum(_fits(layout.listed, text) for text in lines.plain)
    return listed if listed >= len(read) and listed else None
