"""The dates that an article's sentences name, with their values.

This stands where sentences and dates meet: the rooms of language and of dates do not know each other, so the tense of a
verb comes from the one and the value from the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.dates import (
    Anchors,
    Expression,
    Resolved,
    Said,
    find_expressions,
    resolve_article,
    tense_of_words,
)
from dragoman.language import Sentence, tense_at
from dragoman.model import BlockKind, Lane, Span, Tense

_HEADLINES = frozenset({BlockKind.TITLE, BlockKind.SUBHEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedWords:
    """Words of the page that tell when, how long or how often, with what they come to.

    ``span`` is theirs in the page (code points); ``sentence`` the number of their sentence among those given, from 0.
    """

    span: Span
    sentence: int
    value: Resolved


def find_days(sentences: Sequence[Sentence], anchors: Anchors) -> tuple[DatedWords, ...]:
    """All date expressions of the article's sentences in page order; those of comments are left out.

    The tense of a date is that of the verb above it in the tree, or is read from the words where no parser has read the
    sentence.

    Raises:
        ValueRuleError: when an anchor or a bound is no EDTF.
    """
    own = [(number, one) for number, one in enumerate(sentences) if one.lane is Lane.ARTICLE]
    said = [
        tuple(Said(expression=found, tense=_tense(one, found)) for found in find_expressions(one.text))
        for _, one in own
    ]
    values = resolve_article(said, anchors)
    return tuple(
        DatedWords(
            span=one.passage.span(item.expression.start, item.expression.end), sentence=number, value=value
        )
        for (number, one), items, row in zip(own, said, values, strict=True)
        for item, value in zip(items, row, strict=True)
    )


def _tense(sentence: Sentence, found: Expression) -> Tense:
    if sentence.parsed is None:
        return tense_of_words(sentence.text)
    at = [
        number
        for number, word in enumerate(sentence.words)
        if word.start < found.end and word.end > found.start
    ]
    if not at:
        return Tense.UNKNOWN
    # The head of the expression is the word of it that hangs on a word outside.
    heads = sentence.parsed.heads
    word = next((one for one in at if not at[0] <= heads[one] - 1 <= at[-1]), at[0])
    return tense_at(sentence.parsed, word, headline=sentence.kind in _HEADLINES)
