"""Which statement an act hangs on: the innermost one whose content holds it, else the outlet's own sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from dragoman.events.told import Told
from dragoman.model import (
    Certainty,
    Factuality,
    FactualityKind,
    Lane,
    Polarity,
    Span,
    Statement,
    Style,
    Time,
    content_id,
)

#: The rule of statements that are made for the outlet's own sentences.
OWN_SENTENCE = "own-sentence"


class _Spans:
    """Statements by a span of each, to be asked what lies at a letter without looking at all of them."""

    def __init__(self, found: Sequence[tuple[Span, Statement]]) -> None:
        rows = sorted(enumerate(found), key=lambda row: row[1][0].start)
        self._rows = [(span, number, one) for number, (span, one) in rows]
        self._starts = [span.start for span, _, _ in self._rows]
        self._ends = list(accumulate((span.end for span, _, _ in self._rows), max))

    def at(self, letter: int) -> list[Statement]:
        """The statements whose span holds a letter of the page, in the order given."""
        held: list[tuple[int, Statement]] = []
        place = bisect_right(self._starts, letter) - 1
        while place >= 0 and self._ends[place] > letter:
            span, number, one = self._rows[place]
            if letter < span.end:
                held.append((number, one))
            place -= 1
        return [one for _, one in sorted(held, key=lambda row: row[0])]


class Holders:
    """The statements of an article by place. Built once a page; ``made`` are the outlet's own that were asked for."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        own = [one for one in statements if one.lane is Lane.ARTICLE]
        self._contents = _Spans([(span, one) for one in own for span in one.content])
        self._silences = _Spans(
            [(one.topic, one) for one in own if one.style is Style.SILENCE and one.topic is not None]
        )
        self._kept = _Spans(
            [
                (cue, one)
                for one in own
                if one.style is Style.SILENCE
                for layer in one.chain
                for cue in layer.cues
            ]
        )
        self._made: dict[tuple[int, int], Statement] = {}

    @property
    def made(self) -> tuple[Statement, ...]:
        """The outlet's statements made so far, in page order."""
        return tuple(self._made[key] for key in sorted(self._made))

    def is_silence(self, told: Told) -> bool:
        """Whether the words of an act only tell that somebody kept silent: "declined to comment", "did not respond"."""
        return bool(self._kept.at(told.trigger.start))

    def holder(self, told: Told) -> Statement:
        """The statement that an act hangs on."""
        at = told.trigger.start
        if silent := self._silences.at(at):
            return silent[0]
        if inside := self._contents.at(at):
            return max(inside, key=lambda one: (len(one.chain), -_size(one)))
        return self._outlets(told)

    def _outlets(self, told: Told) -> Statement:
        span = told.sentence.passage.span(0, len(told.sentence.passage.offsets))
        key = (span.start, span.end)
        if key not in self._made:
            self._made[key] = _own_sentence(span)
        return self._made[key]


def _size(statement: Statement) -> int:
    return sum(span.end - span.start for span in statement.content)


def _own_sentence(span: Span) -> Statement:
    return Statement(
        id=content_id(span.page, Lane.ARTICLE.value, Style.OUTLET.value, OWN_SENTENCE, span.start, span.end),
        lane=Lane.ARTICLE,
        style=Style.OUTLET,
        content=(span,),
        chain=(),
        factuality=Factuality(
            kind=FactualityKind.ASSERTED,
            polarity=Polarity.POSITIVE,
            certainty=Certainty.CERTAIN,
            time=Time.UNKNOWN,
        ),
        rule=OWN_SENTENCE,
        confidence=1.0,
    )
