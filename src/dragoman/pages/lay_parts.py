"""Deciding about the units of a page whose make shows its pieces: a PDF, a Word document, rich text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.model import Page
from dragoman.pages.article_lines import decide_article
from dragoman.pages.article_title import stated_titles
from dragoman.pages.comment_lines import find_comments
from dragoman.pages.decision import Decision
from dragoman.pages.lay_plain import around_thread, foot_of
from dragoman.pages.lines import Rules
from dragoman.pages.units import Unit


def decide_parts(
    page: Page, units: Sequence[Unit], rules: Rules, hints: Mapping[int, Decision]
) -> dict[int, Decision]:
    """What every unit is. ``hints`` are what the make says of some units, by their number."""
    thread = find_comments(units[: foot_of(units, rules, hints)], rules)
    begin = thread.begin if thread else len(units)
    above = {i: hint for i, hint in hints.items() if i < begin}
    decisions = decide_article(units[:begin], rules, above, stated_titles(page))
    return decisions | around_thread(units, rules, thread) if thread else decisions
