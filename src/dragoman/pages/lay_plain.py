"""Deciding about the units of a plain-text page: where the comments are, and what stands above and below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.model import BlockKind
from dragoman.pages.article_lines import decide_article
from dragoman.pages.comment_lines import CommentLines, find_comments
from dragoman.pages.comment_marks import rest_of
from dragoman.pages.decision import Decision
from dragoman.pages.layouts import Layouts, PageLayout
from dragoman.pages.lines import Rules, is_headline, verdict
from dragoman.pages.units import Unit


def fitting(units: Sequence[Unit], layouts: Layouts) -> PageLayout:
    """The refined layout all of whose signatures stand on the page, else the general one."""
    lines = [unit.plain for unit in units if unit.plain]
    for layout in layouts.refined:
        if layout.signatures and all(any(s.match(line) for line in lines) for s in layout.signatures):
            return layout
    return layouts.general


def decide_plain(units: Sequence[Unit], rules: Rules) -> dict[int, Decision]:
    """What every unit of a plain-text page is."""
    thread = find_comments(units, rules)
    begin = thread.begin if thread else len(units)
    decisions = decide_article(units[:begin], rules, {}, ())
    return decisions | around_thread(units, rules, thread) if thread else decisions


def foot_of(units: Sequence[Unit], rules: Rules, hints: Mapping[int, Decision]) -> int:
    """The first unit of the page's foot: what ``hints`` call furniture down to the end, buttons of comments aside."""
    foot = len(units)
    while foot and (hint := hints.get(foot - 1)) is not None and hint.kind is BlockKind.FURNITURE:
        if rest_of(units[foot - 1], rules) is not None:
            break
        foot -= 1
    return foot


def around_thread(units: Sequence[Unit], rules: Rules, thread: CommentLines) -> dict[int, Decision]:
    """What the units from the thread's first on are: those of its comments, those between, and all below it."""
    decisions = _rest_of_page(units, rules, thread.begin, thread.decisions)
    below = [i for i in range(thread.end, len(units)) if i not in decisions]
    between = [i for i in range(thread.begin, thread.end) if i not in decisions]
    return decisions | _all_below(units, rules, [*between, *below])


def _rest_of_page(
    units: Sequence[Unit], rules: Rules, begin: int, decided: Mapping[int, Decision]
) -> dict[int, Decision]:
    last = max(decided, default=begin)
    rest = {i: _below(units[i], rules) for i in range(begin, last) if i not in decided}
    return {**decided, **rest}


def _all_below(units: Sequence[Unit], rules: Rules, places: Sequence[int]) -> dict[int, Decision]:
    """What stands below the comments: headlines under a heading of other stories, the rest furniture."""
    decisions: dict[int, Decision] = {}
    opened: str | None = None
    for i in places:
        known = verdict(units[i], rules, "tail")
        if known is None and opened == "related" and is_headline(units[i]):
            decisions[i] = Decision(kind=BlockKind.RELATED, rule="under a related heading")
            continue
        if known is not None and known.rule != "list-number":
            opened = known.opens
        decisions[i] = _below(units[i], rules)
    return decisions


def _below(unit: Unit, rules: Rules) -> Decision:
    known = verdict(unit, rules, "tail")
    if known is not None and known.kind is not BlockKind.DATELINE:
        return Decision(kind=known.kind, rule=known.rule)
    return Decision(kind=BlockKind.FURNITURE, rule="around the comments")
