"""Deciding about the units of the article's side of an HTML page: the classifier finds the text, the rules name
what stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.model import BlockKind
from dragoman.pages.article_lines import Side
from dragoman.pages.decision import Decision, furniture
from dragoman.pages.lines import Rules
from dragoman.pages.units import Unit

#: Lines are asked for their own words this many units above the title and below the text; beyond, markup alone says.
_ABOVE, _BELOW = 12, 60
#: Kinds of the markup that a unit of the text may have all the same.
_TEXTUAL = frozenset({BlockKind.PARAGRAPH, BlockKind.SUBHEAD})
_AROUND = frozenset({BlockKind.PARAGRAPH, BlockKind.SUBHEAD, BlockKind.TITLE})


def decide_html(
    units: Sequence[Unit],
    rules: Rules,
    hints: Mapping[int, Decision],
    titles: Sequence[str],
    body: Sequence[bool],
) -> dict[int, Decision]:
    """What each unit of the article's side is; ``body`` says which are text of the article."""
    return _HtmlSide(units, rules, hints, titles, body).decide()


class _HtmlSide(Side):
    """The article's side of an HTML page: its text is known."""

    def __init__(
        self,
        units: Sequence[Unit],
        rules: Rules,
        hints: Mapping[int, Decision],
        titles: Sequence[str],
        body: Sequence[bool],
    ) -> None:
        # The text is asked for already while the side is set up.
        self.body = body
        super().__init__(units, rules, hints, titles)
        self.questions = False

    def _is_prose(self, at: int) -> bool:
        return self.body[at]

    def _body_range(self) -> tuple[int, int]:
        if not self.prose:
            return len(self.units), len(self.units)
        return self.prose[0], self.prose[-1] + 1

    def _widen(self, begin: int, title: int | None) -> int:
        del title
        return begin

    def _late_title(self, begin: int, end: int) -> tuple[int, int] | None:
        del begin, end
        return None

    def _in_head(self, at: int, begin: int, title: int | None) -> Decision:
        far = at < (begin if title is None else title) - _ABOVE
        return self._by_markup(at, "above the article") if far else super()._in_head(at, begin, title)

    def _by_markup(self, at: int, place: str) -> Decision:
        hint = self.hints.get(at)
        return hint if hint is not None and hint.kind not in _AROUND else furniture(place)

    def _in_body(self, at: int, begin: int, end: int) -> Decision:
        del begin
        if self.body[at]:
            hint = self.hints.get(at)
            if hint is not None and hint.kind is BlockKind.SUBHEAD and at + 1 < end:
                return Decision(kind=BlockKind.SUBHEAD, rule="classifier/body heading")
            return Decision(kind=BlockKind.PARAGRAPH, rule="classifier/body")
        known = self._known(at, self.body_verdicts)
        if known is not None and known.kind not in _AROUND:
            return known
        return (
            self._caption(at, "beside a credit") if self._is_caption(at) else furniture("classifier/no body")
        )

    def _decide_tail(self, end: int, stop: int | None = None) -> None:
        stop = min(end + _BELOW, len(self.units)) if stop is None else stop
        super()._decide_tail(end, stop)
        for i in range(stop, len(self.units)):
            self.decisions[i] = self._by_markup(i, "below the article")
