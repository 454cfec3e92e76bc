"""One paragraph as the finders see it: its text, its quotations, and skeleton sentences.

A skeleton sentence is the row of words and marks of one or more sentences in which each outer quotation is a
single token; so a quotation that runs over three sentences stands beside its cue like a word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from dragoman.language.arcs import Tree
from dragoman.language.sentence import Sentence
from dragoman.language.written import written_ranges
from dragoman.model import BlockKind, Lane, Span
from dragoman.statements.linking import Linked, Read, linked
from dragoman.text.quotation import Quotation, find_quotations

#: Tokens of a skeleton sentence at most: what is longer is read in stretches, so that time stays linear.
LONGEST = 250

#: A half-open range of letters of one paragraph.
Range = tuple[int, int]


class Token(NamedTuple):
    """A word, a mark, or a whole quotation (``quote`` is its index in the paragraph, else -1)."""

    text: str
    low: str
    start: int
    end: int
    quote: int = -1


Skeleton = tuple[Token, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph: ``offsets[i]`` is the page position of letter ``i``; ``stops`` are its sentences' ends.

    ``read`` tells whether a parser that tags attributions has read the sentences; ``tagged`` is what it saw, and
    ``parsed`` are the sentences that have a tree.
    """

    number: int
    page: str
    text: str
    offsets: tuple[int, ...]
    stops: tuple[int, ...]
    lane: Lane
    kind: BlockKind
    comment: int | None
    quotes: tuple[Quotation, ...]
    inner: tuple[Quotation, ...]
    sentences: tuple[Skeleton, ...]
    balanced: bool
    read: bool
    tagged: tuple[Linked, ...]
    parsed: tuple[Read, ...]

    def span(self, place: Range) -> Span:
        """The page span of a non-empty range of letters."""
        return Span(page=self.page, start=self.offsets[place[0]], end=self.offsets[place[1] - 1] + 1)

    def is_opened_at(self, letter: int, *, inner: bool = False) -> bool:
        """Whether an outer quotation begins at a letter; with ``inner``, whether any does."""
        return any(
            at < len(quotes) and quotes[at].start == letter
            for quotes in ((self.quotes, self.inner) if inner else (self.quotes,))
            for at in (bisect_left(quotes, letter, key=lambda q: q.start),)
        )

    def quotes_in(self, place: Range) -> list[Quotation]:
        """The outer quotations that share a letter with a range, in order."""
        at = bisect_right(self.quotes, place[0], key=lambda q: q.end)
        out: list[Quotation] = []
        while at < len(self.quotes) and self.quotes[at].start < place[1]:
            out.append(self.quotes[at])
            at += 1
        return out


def read_paragraphs(sentences: Sequence[Sentence]) -> tuple[Paragraph, ...]:
    """The paragraphs that sentences of one lane (and one comment) form, with their quotations."""
    groups = groupby(sentences, key=lambda s: (s.block, s.kind, s.paragraph))
    drafts = [_join([one for one in group if one.passage.offsets]) for _, group in groups]
    found = find_quotations([draft.text for draft in drafts])
    by_number: list[list[Quotation]] = [[] for _ in drafts]
    for quotation in found:
        by_number[quotation.paragraph].append(quotation)
    return tuple(
        _paragraph(number, draft, tuple(by_number[number]), sentences[0].passage.page)
        for number, draft in enumerate(drafts)
    )


class _Joined(NamedTuple):
    """The sentences of a paragraph as one text, one space between them; ``starts`` and ``stops`` are their edges."""

    text: str
    offsets: list[int]
    starts: list[int]
    stops: list[int]
    sentences: list[Sentence]


def _join(sentences: list[Sentence]) -> _Joined:
    texts: list[str] = []
    offsets: list[int] = []
    starts: list[int] = []
    stops: list[int] = []
    for sentence in sentences:
        own = sentence.passage.offsets
        if offsets and own[0] > offsets[-1] + 1:
            texts.append(" ")
            offsets.append(offsets[-1] + 1)
        texts.append(sentence.passage.text)
        starts.append(len(offsets))
        offsets += own
        stops.append(len(offsets))
    return _Joined("".join(texts), offsets, starts, stops, sentences)


def _paragraph(number: int, draft: _Joined, found: tuple[Quotation, ...], page: str) -> Paragraph:
    first = draft.sentences[0]
    outer = tuple(q for q in found if q.depth == 0)
    pairs = zip(draft.sentences, draft.starts, strict=True)
    parsed = [
        Read(one.words, one.parsed, start, Tree(one.parsed)) for one, start in pairs if one.parsed is not None
    ]
    return Paragraph(
        number=number,
        page=page,
        text=draft.text,
        offsets=tuple(draft.offsets),
        stops=tuple(draft.stops),
        lane=first.lane,
        kind=first.kind,
        comment=first.comment,
        quotes=outer,
        inner=tuple(q for q in found if q.depth == 1),
        sentences=skeletons(draft.text, (0, len(draft.text)), outer, tuple(draft.stops)),
        balanced=all(quotation.balanced for quotation in outer),
        read=any(any(one.parsed.cue.scores) for one in parsed),
        tagged=linked(parsed),
        parsed=tuple(parsed),
    )


def skeletons(
    text: str, place: Range, quotes: Sequence[Quotation], stops: Sequence[int]
) -> tuple[Skeleton, ...]:
    """The skeleton sentences of a range of letters. ``quotes`` lie in it in order and do not overlap."""
    out: list[list[Token]] = []
    reach = -1  # the number of the last sentence that a quotation has drawn into the current row
    at = place[0]
    for number, quotation in enumerate(quotes):
        reach = _add_words(out, text, (at, quotation.start), stops, reach)
        sentence = bisect_right(stops, quotation.start)
        if sentence > reach or not out or len(out[-1]) >= LONGEST:
            out.append([])
        row = text[quotation.start : quotation.end]
        out[-1].append(Token(row, row, quotation.start, quotation.end, number))
        reach = bisect_right(stops, quotation.end - 1)
        at = quotation.end
    _add_words(out, text, (at, place[1]), stops, reach)
    return tuple(tuple(row) for row in out if row)


def _add_words(out: list[list[Token]], text: str, place: Range, stops: Sequence[int], reach: int) -> int:
    begin = place[0]
    if begin >= place[1]:
        return reach
    sentence = bisect_right(stops, begin)
    stop = stops[sentence] if sentence < len(stops) else len(text)
    for first, last in written_ranges(text[begin : place[1]]):
        start, end = first + begin, last + begin
        if start >= stop:
            sentence = bisect_right(stops, start)
            stop = stops[sentence] if sentence < len(stops) else len(text)
        if sentence > reach or not out or len(out[-1]) >= LONGEST:
            out.append([])
            reach = max(reach, sentence)
        word = text[start:end]
        out[-1].append(Token(word, word.lower(), start, end))
    return reach
