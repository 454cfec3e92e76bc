"""Comments that repeat, word for word, the article or an earlier comment."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.model import Article, Comment, Page, QuotePair, Span
from dragoman.text import Folded, fold

#: An unmarked copy needs this many words and characters: shorter runs are chance.
_WORDS, _CHARACTERS = 7, 40
#: Words in quotation marks need fewer.
_MARKED_WORDS, _MARKED_CHARACTERS = 2, 10
#: A whole sentence needs fewer too.
_SENTENCE_WORDS, _SENTENCE_CHARACTERS = 6, 28
_SEED = 5
#: How many places of one run of words are remembered; more often repeated words are nobody's.
_MOST_PLACES = 8
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_MARKED = re.compile(r"\"([^\"]{8,400})\"|\[([^\[\]]{8,400})\]|(?<![^\W_])'([^']{8,400})'(?![^\W_])")
#: Longer stretches are not compared: no article or comment that a person wrote is so long.
_LONGEST = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A folded stretch of the page. ``base`` is where it starts on the page; ``of`` the comment it is, if any."""

    folded: Folded
    base: int
    of: int | None

    def page_span(self, page: Page, start: int, end: int) -> Span:
        first, last = self.folded.unfold(start, end)
        return page.span(self.base + first, self.base + last)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    start: int
    end: int
    source: _Text
    at: int


def add_quotes(page: Page, article: Article | None, comments: Sequence[Comment]) -> list[Comment]:
    """The comments with their quotations of the article and of earlier comments, as span pairs.

    Spaces, quotation marks and case are folded before comparing; brackets and missing marks do not matter.
    """
    sources = [
        _text(page, span, None) for span in (article.paragraphs if article else ()) if len(span) <= _LONGEST
    ]
    index = _Index()
    for source in sources:
        index.add(source)
    out: list[Comment] = []
    for number, comment in enumerate(comments):
        if len(comment.span) > _LONGEST:
            out.append(comment)
            continue
        text = _text(page, comment.span, number)
        matches = _best([*_copies(text, index), *_marked(text, index)])
        pairs = tuple(
            QuotePair(
                comment=text.page_span(page, m.start, m.end),
                source=m.source.page_span(page, m.at, m.at + m.end - m.start),
                of=m.source.of,
            )
            for m in matches
        )
        out.append(replace(comment, quotes=pairs))
        index.add(text)
    return out


def _text(page: Page, span: Span, of: int | None) -> _Text:
    return _Text(folded=fold(page.quote(span)), base=span.start, of=of)


class _Index:
    """The texts that may be quoted, by runs of five words."""

    def __init__(self) -> None:
        self.texts: list[_Text] = []
        self._runs: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        self._pairs: dict[tuple[str, str], list[int]] = {}

    def add(self, text: _Text) -> None:
        number = len(self.texts)
        self.texts.append(text)
        for at, run in _runs(text.folded.text):
            places = self._runs.setdefault(run, [])
            if len(places) < _MOST_PLACES:
                places.append((number, at))
        words = [m.group() for m in _WORD.finditer(text.folded.text)]
        for pair in itertools.pairwise(words):
            numbers = self._pairs.setdefault(pair, [])
            if len(numbers) < _MOST_PLACES and (not numbers or numbers[-1] != number):
                numbers.append(number)

    def places(self, run: tuple[str, ...]) -> Iterator[tuple[_Text, int]]:
        for number, at in self._runs.get(run, ()):
            yield self.texts[number], at

    def holding(self, words: str) -> Iterator[_Text]:
        """The texts that may hold ``words`` (two at least): the first few with its rarest pair of words."""
        own = [m.group() for m in _WORD.finditer(words)]
        pairs = [self._pairs.get(pair, []) for pair in itertools.pairwise(own)]
        for number in min(pairs, key=len, default=[]):
            yield self.texts[number]


def _runs(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    words = [(m.start(), m.group()) for m in _WORD.finditer(text)]
    for i in range(len(words) - _SEED + 1):
        yield words[i][0], tuple(word for _, word in words[i : i + _SEED])


def _copies(text: _Text, index: _Index) -> Iterator[_Match]:
    own = text.folded.text
    done = 0
    for at, run in _runs(own):
        if at < done:
            continue
        found = [_extend(own, at, source, place) for source, place in index.places(run)]
        best = max(found, key=lambda m: (m.end - m.start, m.source.of is None), default=None)
        if best is not None and _is_copy(own, best):
            done = best.end
            yield best


def _is_copy(own: str, match: _Match) -> bool:
    """Whether equal words are a copy and no chance: many of them, or a whole sentence on both sides."""
    words = own[match.start : match.end]
    if _long_enough(words, _WORDS, _CHARACTERS):
        return True
    stop = match.at + match.end - match.start
    whole = _is_sentence(own, match.start, match.end) and _is_sentence(
        match.source.folded.text, match.at, stop
    )
    return whole and _long_enough(words, _SENTENCE_WORDS, _SENTENCE_CHARACTERS)


def _is_sentence(text: str, start: int, end: int) -> bool:
    before = text[:start].rstrip(" \"'>[(")
    return (not before or before[-1] in ".!?:…") and text[end - 1] in ".!?" and not _cut(text, end)


def _extend(own: str, at: int, source: _Text, place: int) -> _Match:
    other = source.folded.text
    start, begin = at, place
    while start > 0 and begin > 0 and own[start - 1] == other[begin - 1]:
        start, begin = start - 1, begin - 1
    end, stop = at, place
    while end < len(own) and stop < len(other) and own[end] == other[stop]:
        end, stop = end + 1, stop + 1
    # Cut words at the edges belong to neither, and marks around a quotation are not its words.
    while start < at and (own[start] in " \"'[(" or _cut(own, start) or _cut(other, begin)):
        start, begin = start + 1, begin + 1
    while end > at and (own[end - 1] in " \"'])[(" or _cut(own, end) or _cut(other, stop)):
        end, stop = end - 1, stop - 1
    return _Match(start=start, end=end, source=source, at=begin)


def _cut(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _long_enough(text: str, words: int, characters: int) -> bool:
    return len(text) >= characters and len(_WORD.findall(text)) >= words


def _marked(text: _Text, index: _Index) -> Iterator[_Match]:
    own = text.folded.text
    for found in _MARKED.finditer(own):
        group = found.lastindex or 1
        inner = found[group]
        words = inner.strip(" .,;:!?")
        start = found.start(group) + inner.index(words) if words else 0
        if not _long_enough(words, _MARKED_WORDS, _MARKED_CHARACTERS):
            continue
        for source in index.holding(words):
            at = _find_words(source.folded.text, words)
            if at is not None:
                yield _Match(start=start, end=start + len(words), source=source, at=at)
                break


def _find_words(text: str, words: str) -> int | None:
    at = text.find(words)
    while at >= 0:
        if not _cut(text, at) and not _cut(text, at + len(words)):
            return at
        at = text.find(words, at + 1)
    return None


def _best(matches: list[_Match]) -> list[_Match]:
    """The longest matches that do not overlap, in order."""
    kept: list[_Match] = []
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.start)):
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.start)
