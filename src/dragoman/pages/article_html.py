"""Deciding about the units of the article's side of an HTML page: the classifier finds the text, the rules name
what stands around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import islice

from dragoman.model import BlockKind, Tree
from dragoman.pages.article_lines import Side
from dragoman.pages.article_title import title_key
from dragoman.pages.decision import Decision, furniture
from dragoman.pages.lines import Rules
from dragoman.pages.units import Unit

#: Lines are asked for their own words this many units above the title and below the text; beyond, markup alone says.
_ABOVE, _BELOW = 12, 30
#: So many words make a line that the markup states as title the headline; so much of the text must stand below it.
_WORDS, _MOST_BELOW = 3, 0.7
#: The most of a text that may stand in short lines at its ends and still be none of it.
_LITTLE, _LITTLE_OF_FEW = 0.02, 0.4
_CELLS, _REACH = frozenset({"td", "th"}), 4
#: A unit of so many words is text whatever it says of itself.
_LONG = 20
#: A short line above running text is a heading up to so many words.
_HEADING = 14
#: A line that begins so signs the words above it.
_DASHES = "—–-"
#: From this score on a unit is text whatever its markup and words say; on a page of so few units the classifier has
#: little to go by and is never as sure.
_SURE, _FEW = 0.8, 70
#: Rules that were right wherever the classifier was sure of the contrary.
_CERTAIN = frozenset({"no letters", "phrases/media", "related-inline", "dated-photo"})
#: A headline that the markup does not call so stands at most so many units above the text.
_NEAR = 20
_HEADS = frozenset({BlockKind.TITLE, BlockKind.SUBHEAD})
#: Kinds by which the markup may call text.
#: The rule of a dek that is text of the article too.
LEAD = "classifier/lead"
_AROUND = frozenset({BlockKind.PARAGRAPH, BlockKind.SUBHEAD, BlockKind.TITLE})


def decide_html(
    tree: Tree,
    units: Sequence[Unit],
    rules: Rules,
    hints: Mapping[int, Decision],
    titles: Sequence[str],
    body: Sequence[float],
) -> dict[int, Decision]:
    """What each unit of the article's side is; ``body`` has the classifier's score for what is text of the article to it, 0
    for all else."""
    return _HtmlSide(tree, units, rules, hints, titles, body).decide()


class _HtmlSide(Side):
    """The article's side of an HTML page: its text is known, but for what short lines and the markup say of themselves."""

    def __init__(
        self,
        tree: Tree,
        units: Sequence[Unit],
        rules: Rules,
        hints: Mapping[int, Decision],
        titles: Sequence[str],
        body: Sequence[float],
    ) -> None:
        # Tree and text are asked for already while the side is set up.
        self.tree, self.few = tree, len(units) <= _FEW
        self.body = _below_headline(units, hints, titles, body)
        super().__init__(units, rules, hints, titles)
        self.questions = False

    def _is_prose(self, at: int) -> bool:
        if not self.body[at]:
            return False
        known = self._own_word(at)
        sure = self.body[at] >= _SURE and not self.few
        return known is None or (sure and known.rule not in _CERTAIN)

    def _own_word(self, at: int) -> Decision | None:
        """What the words of a unit say that it is, or its markup, where that is no text. Running text is not asked for its
        markup: class words go too far."""
        if self._in_table(at) and not self.few:
            return None
        if self.units[at].words >= _LONG:
            said = self.body_verdicts[at]
            certain = said is not None and said.rule in _CERTAIN
            return self._known(at, self.body_verdicts) if certain else None
        if self.units[at].prose and not self._is_caption(at) and self.body_verdicts[at] is None:
            return None
        known = self._known(at, self.body_verdicts)
        return known if known is not None and known.kind not in _AROUND else None

    def _in_table(self, at: int) -> bool:
        """Whether a unit is a cell of a table: in a cell, numbers and single words are what they are."""
        element = self.units[at].element
        around = islice(self.tree.above(element), _REACH) if element is not None else ()
        return any(self.tree.tags[one] in _CELLS for one in around)

    def _body_range(self) -> tuple[int, int]:
        if not self.prose:
            return len(self.units), len(self.units)
        # Short lines under the headline are no text yet (names, dates, key points), nor are those below the last sentence.
        opens = next((i for i in self.prose if not self._is_heading(i)), self.prose[0])
        first = next((i for i in self.prose if i >= opens and self._is_running(i)), opens)
        last = next((i for i in reversed(self.prose) if self._may_end(i)), self.prose[-1])
        begin = first if self._is_little(opens, first) else opens
        end = last if last >= first and self._is_little(last + 1, len(self.units)) else self.prose[-1]
        return begin, end + 1

    def _is_little(self, begin: int, end: int) -> bool:
        """Whether little of the text stands from one unit up to another."""
        lengths = {i: len(self.units[i].raw) for i in self.prose}
        most = (_LITTLE_OF_FEW if self.few else _LITTLE) * sum(lengths.values())
        return sum(length for i, length in lengths.items() if begin <= i < end) <= most

    def _may_end(self, at: int) -> bool:
        """Whether a text may end with a unit: a sentence, or an item of a list (whose last are often bare words)."""
        return self._is_running(at) or self.units[at].indent > 0 or not self.units[at].raw[-1].isalnum()

    def _is_heading(self, at: int) -> bool:
        return at in self.hints and self.hints[at].kind is BlockKind.SUBHEAD

    def _is_running(self, at: int) -> bool:
        unit = self.units[at]
        return unit.prose or unit.words >= _LONG or (unit.ends_sentence and not self._is_heading(at))

    def _above(self, begin: int) -> Sequence[int]:
        """Units right above the text, and those that the markup calls headings or titles."""
        near = max(0, begin - _NEAR)
        called = [i for i in range(near) if i in self.hints and self.hints[i].kind in _HEADS]
        return [*called, *range(near, begin)]

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
        if at in self._texts:
            hint = self.hints.get(at)
            if hint is not None and hint.kind is BlockKind.SUBHEAD and at + 1 < end:
                return Decision(kind=BlockKind.SUBHEAD, rule="classifier/body heading")
            if self._is_pull_quote(at, begin, end):
                return furniture("pull quote")
            if hint is not None and hint.kind is BlockKind.DEK and at == begin and self.prose[-1] > at:
                return Decision(kind=BlockKind.DEK, rule=LEAD)
            if self._heads(at):
                return Decision(kind=BlockKind.SUBHEAD, rule="short line above running text")
            return Decision(kind=BlockKind.PARAGRAPH, rule="classifier/body")
        known = self._known(at, self.body_verdicts)
        if known is not None and known.kind not in _AROUND:
            return known
        return (
            self._caption(at, "beside a credit") if self._is_caption(at) else furniture("classifier/no body")
        )

    def _heads(self, at: int) -> bool:
        """Whether a short line, in no list or table, stands right above running text."""
        unit = self.units[at]
        if (
            unit.words > _HEADING
            or unit.ends_sentence
            or unit.indent
            or self._is_fragment(at)
            or unit.raw[0] in _DASHES
        ):
            return False
        return at + 1 in self._texts and self.units[at + 1].prose and not self._in_table(at)

    @cached_property
    def _texts(self) -> frozenset[int]:
        return frozenset(self.prose)

    def _decide_tail(self, end: int, stop: int | None = None) -> None:
        stop = min(end + _BELOW, len(self.units)) if stop is None else stop
        super()._decide_tail(end, stop)
        for i in range(stop, len(self.units)):
            self.decisions[i] = self._by_markup(i, "below the article")


def _below_headline(
    units: Sequence[Unit], hints: Mapping[int, Decision], titles: Sequence[str], body: Sequence[float]
) -> Sequence[float]:
    """``body`` without what stands above the headline, where that is plain to see and nearly all text stands below."""
    headline = next(
        (
            i
            for i, unit in enumerate(units)
            if (i in hints and hints[i].kind is BlockKind.TITLE)
            or (unit.words >= _WORDS and any(title.startswith(title_key(unit)) for title in titles))
        ),
        None,
    )
    if headline is None or not any(body[: headline + 1]):
        return body
    lengths = [len(unit.raw) if one else 0 for unit, one in zip(units, body, strict=True)]
    if sum(lengths[headline + 1 :]) < _MOST_BELOW * sum(lengths):
        return body
    return [one if i > headline else 0.0 for i, one in enumerate(body)]
