"""Which statement an act hangs on: the innermost one whose content holds it, else the outlet's own sentence."""

from __future__ import annotations

from collections.abc import Sequence

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


class Holders:
    """The statements of an article by place. Built once a page; ``made`` are the outlet's own that were asked for."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._own = [one for one in statements if one.lane is Lane.ARTICLE]
        self._made: dict[tuple[int, int], Statement] = {}

    @property
    def made(self) -> tuple[Statement, ...]:
        """The outlet's statements made so far, in page order."""
        return tuple(self._made[key] for key in sorted(self._made))

    def holder(self, told: Told) -> Statement:
        """The statement that an act hangs on."""
        at = told.trigger.start
        inside = [
            (len(one.chain), -_size(one), one)
            for one in self._own
            if any(span.start <= at < span.end for span in one.content)
        ]
        silent = [
            one
            for one in self._own
            if one.style is Style.SILENCE and one.topic is not None and one.topic.start <= at < one.topic.end
        ]
        if silent:
            return silent[0]
        if inside:
            return max(inside, key=lambda item: item[:2])[2]
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
