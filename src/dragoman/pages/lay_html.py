"""Deciding about the units of an HTML page: its comments by structure, its text by the classifier, the rest by markup
and rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model import BlockKind, Page, Tree
from dragoman.pages.article_html import decide_html
from dragoman.pages.article_lines import decide_article
from dragoman.pages.classifier.trees import is_text, text_scores
from dragoman.pages.comment_lines import CommentLines, find_comments
from dragoman.pages.comment_marks import rest_of, start_of
from dragoman.pages.decision import Decision
from dragoman.pages.hints import hint_units, parting_words
from dragoman.pages.lay_plain import around_thread
from dragoman.pages.layouts import Layouts
from dragoman.pages.lines import Rules
from dragoman.pages.marked import Marked, decide_marked, find_marked
from dragoman.pages.marked_comments import refine_marked
from dragoman.pages.units import Unit, html_units
from dragoman.text import level

#: Meta tags that give the page's title.
_TITLES = frozenset({"title", "og:title"})
#: How many lines above its first comment the heading of a thread may stand.
_ABOVE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlDecisions:
    """The units of an HTML page, what each is, and the comments its markup shows, if any."""

    units: tuple[Unit, ...]
    decisions: dict[int, Decision]
    marked: Marked | None


def decide_html_page(page: Page, tree: Tree, layouts: Layouts) -> HtmlDecisions:
    """What every unit of an HTML page is."""
    marked = find_marked(page, layouts.threads)
    apart = frozenset(marked.roles) if marked else frozenset()
    units = html_units(page, parting_words(layouts.html), apart)
    rules = Rules.of(layouts.general, layouts.general)
    side = _ArticleSide(page, tree, units, rules, layouts)
    comments: dict[int, Decision] = {}
    if marked is not None:
        shown = decide_marked(units, tree, marked, layouts.threads, layouts.general.headers)
        comments = refine_marked(units, rules, shown) if shown else {}
    if comments:
        decisions = comments | side.decide([i for i in range(len(units)) if i not in comments])
    elif (thread := side.plain_thread()) is not None:
        decisions = side.decide(range(thread.begin))
        decisions |= around_thread(units, rules, thread)
    else:
        decisions = side.decide(range(len(units)))
    return HtmlDecisions(units=units, decisions=decisions, marked=marked)


class _ArticleSide:
    """What is known of the units beside any comments."""

    def __init__(self, page: Page, tree: Tree, units: Sequence[Unit], rules: Rules, layouts: Layouts) -> None:
        self._tree, self._units, self._rules = tree, units, rules
        self._titles = [
            " ".join(level(fact.value[:300]).split()) for fact in page.facts if fact.name in _TITLES
        ]
        self._body: list[float] | None = None
        if layouts.classifier is not None:
            scores = text_scores(page, units, layouts.classifier)
            chosen = zip(scores.tolist(), is_text(scores), strict=True)
            self._body = [score if text else 0.0 for score, text in chosen]
        self._hints = hint_units(page, units, layouts.html, self._body)

    def decide(self, places: Sequence[int]) -> dict[int, Decision]:
        """What the units at ``places`` are; all others are comments."""
        units = [self._units[i] for i in places]
        hints = {n: self._hints[i] for n, i in enumerate(places) if i in self._hints}
        if self._body is None:
            side = decide_article(units, self._rules, hints, self._titles)
        else:
            side = decide_html(
                self._tree, units, self._rules, hints, self._titles, [self._body[i] for i in places]
            )
        return {places[n]: decision for n, decision in side.items()}

    def plain_thread(self) -> CommentLines | None:
        """Comments that the markup does not show as such, by their lines; only where a line just above says so: names
        over dates stand in every list of stories."""
        first = next((i for i, score in enumerate(self._body or ()) if score), 0)
        if not any(start_of(unit, self._rules) for unit in self._units[first:]):
            return None
        thread = find_comments(self._units[: self._foot()], self._rules)
        return thread if thread is not None and self._is_opened(thread) else None

    def _is_opened(self, thread: CommentLines) -> bool:
        first = min((i for i, d in thread.decisions.items() if d.comment is not None), default=thread.begin)
        above = self._units[max(0, first - _ABOVE) : first]
        return any(start_of(unit, self._rules) is not None for unit in above)

    def _foot(self) -> int:
        """The first unit of the page's foot: what the markup calls furniture down to the end, buttons of comments
        aside."""
        foot = len(self._units)
        while foot and (hint := self._hints.get(foot - 1)) is not None and hint.kind is BlockKind.FURNITURE:
            if rest_of(self._units[foot - 1], self._rules) is not None:
                break
            foot -= 1
        return foot
