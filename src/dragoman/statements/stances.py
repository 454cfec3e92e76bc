"""Stances of comments towards the article, where a comment says so in so many words.

A cue is looked for clause by clause (:mod:`.stance_cues`); what it is said of comes from the words beside it or, where
these only point ("that", "it"), from a quotation of the article or a restatement in front. Left alone are questions,
irony, conditions, what others say, words in quotation marks, and answers to other commenters that name nothing of the
article.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from dragoman.language.sentence import Sentence
from dragoman.model import (
    Actor,
    BlockKind,
    Comment,
    Lane,
    Mention,
    Page,
    QuotePair,
    Span,
    Stance,
    StanceKind,
    Statement,
    Thread,
    content_id,
)
from dragoman.statements.comments import comment_of
from dragoman.statements.cues import CueBook
from dragoman.statements.paragraph import Paragraph, Range, read_paragraphs
from dragoman.statements.referents import Referents
from dragoman.statements.stance_cues import StanceBook, StanceCue
from dragoman.statements.stance_match import WORDS, Matcher, clauses

#: Stances of one comment at most.
_MOST = 20


def find_stances(
    page: Page,
    sentences: Sequence[Sentence],
    statements: Sequence[Statement],
    mentions: Sequence[Mention],
    actors: Mapping[str, Actor],
    cues: CueBook,
    thread: Thread | None,
) -> tuple[Stance, ...]:
    """The stances of a page's comments, in page order; none without a thread. Spans are code points of the page.

    ``statements`` are all of the page: those of the article are the targets, those of the comments tell what is others'.
    """
    book = cues.stances
    if thread is None or not book.cues:
        return ()
    by_comment: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        if (
            sentence.lane is Lane.COMMENTS
            and sentence.kind is BlockKind.COMMENT
            and sentence.comment is not None
        ):
            by_comment.setdefault(sentence.comment, []).append(sentence)
    referents = Referents(page, statements, mentions, actors, book)
    others: dict[int, list[Statement]] = {}
    for one in statements:
        if one.comment is not None and len(one.chain) > 1:
            others.setdefault(one.comment, []).append(one)
    names = (span for one in thread.comments for span in (one.author, one.reply_name) if span is not None)
    writers = frozenset(page.quote(span).casefold() for span in names)
    out: list[Stance] = []
    for number, own in by_comment.items():
        comment = comment_of(thread, number)
        if comment is not None and any(one.passage.offsets for one in own):
            reader = _Reader(page, comment, referents, book, others.get(number, []), writers)
            out += _once(islice(reader.read(number, own), 5 * _MOST))[:_MOST]
    return tuple(out)


def _once(stances: Iterator[Stance]) -> list[Stance]:
    """What a comment says twice of the same thing counts once; of overlapping words the first entry's."""
    out: list[Stance] = []
    for one in stances:
        if not any(one.span.overlaps(own.span) or _repeats(one, own) for own in out):
            out.append(one)
    return out


def _repeats(one: Stance, own: Stance) -> bool:
    """Whether a stance says an earlier one again: "I can confirm that. True!"."""
    return one.kind is own.kind and (
        one.basis is None or (one.target is not None and one.target == own.target)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """What a stance is said of; ``pinned`` where the words themselves show that it is the article's."""

    target: str | None = None
    basis: Span | None = None
    pinned: bool = False


class _Reader:
    """Reads one comment."""

    def __init__(
        self,
        page: Page,
        comment: Comment,
        referents: Referents,
        book: StanceBook,
        others: Sequence[Statement],
        writers: frozenset[str],
    ) -> None:
        self._page = page
        self._writers = writers
        self._comment = comment
        self._referents = referents
        self._book = book
        self._matcher = Matcher(book)
        self._others = others
        body = page.quote(comment.span).lstrip()
        self._answers = body.startswith("@") or any(
            one is not None for one in (comment.reply_to, comment.reply_inferred, comment.reply_name)
        )

    def read(self, number: int, sentences: Sequence[Sentence]) -> Iterator[Stance]:
        """The stances of the comment, in order."""
        before: Span | None = None
        for paragraph in read_paragraphs([one for one in sentences if one.passage.offsets]):
            masked = self._masked(paragraph)
            at = 0
            for stop in paragraph.stops:
                span = _span(paragraph, (at, stop))
                if span is not None:
                    if not self._matcher.is_idle(masked[at:stop]):
                        yield from self._sentence(number, paragraph, masked, (at, stop), before)
                    before = span
                at = stop

    def _masked(self, paragraph: Paragraph) -> str:
        """The paragraph with quotations and copied words blotted out letter by letter."""
        letters = list(paragraph.text)
        for quotation in paragraph.quotes:
            letters[quotation.start : quotation.end] = "_" * (quotation.end - quotation.start)
        for pair in self._comment.quotes:
            first = bisect_left(paragraph.offsets, pair.comment.start)
            last = bisect_left(paragraph.offsets, pair.comment.end)
            letters[first:last] = "_" * (last - first)
        return "".join(letters)

    def _sentence(
        self, number: int, paragraph: Paragraph, masked: str, place: Range, before: Span | None
    ) -> Iterator[Stance]:
        for clause in clauses(masked, place):
            for cue in self._book.cues:
                found = self._matcher.match(cue, clause)
                if found is None:
                    continue
                words, phrase = found
                span = paragraph.span(words)
                mine = cue.form == "own" and self._page.quote(span)[:1] == "I"
                if not mine and self._is_others(span):
                    continue
                meant = self._meant(cue, paragraph, phrase, words, (place[0], clause.start), before)
                if meant is None or (self._answers and not meant.pinned):
                    continue
                yield self._stance(number, cue, span, meant)

    def _stance(self, number: int, cue: StanceCue, span: Span, meant: _Meant) -> Stance:
        return Stance(
            id=content_id(self._page.id, "stance", number, cue.kind.value, span.start, span.end),
            comment=number,
            kind=cue.kind,
            span=span,
            rule=cue.id,
            target=meant.target,
            basis=meant.basis,
        )

    def _is_others(self, span: Span) -> bool:
        """Whether the words stand in what the comment gives as somebody else's."""
        return any(
            any(part.overlaps(span) for part in one.content)
            and not any(cue.overlaps(span) for layer in one.chain for cue in layer.cues)
            for one in self._others
        )

    # ------------------------------------------------------------------------------------------ what is meant

    def _meant(
        self,
        cue: StanceCue,
        paragraph: Paragraph,
        phrase: Range,
        words: Range,
        front: Range,
        before: Span | None,
    ) -> _Meant | None:
        """What the phrase says the stance is about; None where that is nothing of the article."""
        text = paragraph.text[phrase[0] : phrase[1]]
        low = [match.group().lower() for match in WORDS.finditer(self._without_measures(text))]
        lists = self._book.words
        if any(word in lists["addressed"] for word in low):
            return None
        around = paragraph.text[front[0] : phrase[1]]
        span = _span(paragraph, phrase)
        if cue.form == "alone":
            if low and span is not None and len(low) <= 4 and self._referents.is_source(text):
                return _Meant(target=self._referents.by_source(text, around), basis=span, pinned=True)
            if low and len(low) <= 3 and (_is_call(text) or self._is_writer(text)):
                return None  # "Well said, Skipper": somebody who is no source
            return self._pointed(cue, paragraph, front, before, first=True)
        if not low:
            return self._pointed(cue, paragraph, front, before, first=True) if cue.form == "own" else None
        if low[0] in lists["pronouns"] and len(low) == 1:
            return self._person(paragraph, front, before, around)
        rest = paragraph.text[words[1] :] if cue.form == "about" else ""
        sentence = paragraph.text[front[0] : words[1]] + rest.split(".")[0]
        if span is not None and self._referents.is_source(text):
            target = self._referents.restated(text) if cue.form == "own" else None
            target = target or self._referents.by_source(text, sentence)
            return _Meant(target=target, basis=span, pinned=True)
        if cue.person:
            return None
        if span is not None and (target := self._referents.restated(_bare(text))) is not None:
            return _Meant(target=target, basis=span, pinned=True)
        return self._general(cue, paragraph, low, front, before)

    def _is_writer(self, text: str) -> bool:
        """Whether a text is the name of a commenter, or its beginning."""
        name = text.strip(" @,.!").casefold()
        return len(name) > 2 and any(writer.startswith(name) for writer in self._writers)

    def _general(
        self, cue: StanceCue, paragraph: Paragraph, low: list[str], front: Range, before: Span | None
    ) -> _Meant | None:
        """The article by name ("this piece"), or what a "that" points at."""
        lists = self._book.words
        if any(word in lists["article"] for word in low[:5]) and len(low) <= 5:
            return _Meant(pinned=True)
        pointing = low[0] in lists["demonstratives"] or (low[:1] == ["the"] and low[-1] in {"above", "text"})
        verb = any(word in lists["modals"] or word in {"is", "are", "was", "has", "does"} for word in low[1:])
        clause = cue.form == "own" and low[0] == "that" and len(low) > 2
        if not pointing or verb or clause or len(low) > 4:
            return None
        return self._pointed(
            cue, paragraph, front, before, first=low[0] in {"this", "these", "all", "everything"}
        )

    def _pointed(
        self, cue: StanceCue, paragraph: Paragraph, front: Range, before: Span | None, *, first: bool
    ) -> _Meant | None:
        """What words without an object point at: a quotation or restatement in front, else the article as a whole.

        Not what another commenter said, and not the comment's own story ("My father lost his boat. That is true.").
        """
        here = _span(paragraph, front) if front[1] > front[0] else None
        for span in (here, before):
            if span is None:
                continue
            pairs = [pair for pair in self._comment.quotes if pair.comment.overlaps(span)]
            if pairs:
                return self._of_pair(pairs[-1])
            if (target := self._referents.restated(self._page.quote(span))) is not None:
                return _Meant(target=target, basis=span, pinned=True)
            if any(part.overlaps(span) for one in self._others for part in one.content):
                return None
        if before is not None and cue.kind is StanceKind.AGREES and not first:
            return None
        return _Meant()

    def _of_pair(self, pair: QuotePair) -> _Meant | None:
        if pair.of is not None:
            return None
        return _Meant(target=self._referents.quoted(pair), basis=pair.comment, pinned=True)

    def _person(self, paragraph: Paragraph, front: Range, before: Span | None, around: str) -> _Meant | None:
        """Whom "he" or "she" means: the source quoted or named in front, else the article's only one."""
        here = _span(paragraph, front) if front[1] > front[0] else None
        for span in (here, before):
            if span is None:
                continue
            pairs = [pair for pair in self._comment.quotes if pair.comment.overlaps(span)]
            if pairs:
                return self._of_pair(pairs[-1])
            target = self._referents.restated(self._page.quote(span))
            if target is not None:
                return _Meant(target=target, basis=span, pinned=True)
        only = self._referents.only_source()
        if only is None or self._answers or before is not None:
            return None
        return _Meant(target=self._referents.by_source(only, around), basis=None, pinned=False)

    def _without_measures(self, text: str) -> str:
        low = text.strip().lower()
        for measure in sorted(self._book.words["measures"], key=len, reverse=True):
            if low.startswith(measure + " "):
                return low[len(measure) + 1 :]
        return low


def _is_call(text: str) -> bool:
    """Whether every word of a text begins with a capital, as when somebody is called by name."""
    words = WORDS.findall(text)
    return bool(words) and "I" not in words and all(word[:1].isupper() for word in words)


def _bare(text: str) -> str:
    """A clause without its "that"."""
    return re.sub(r"^\s*that\s+", "", text, flags=re.IGNORECASE)


def _span(paragraph: Paragraph, place: Range) -> Span | None:
    """The page span of letters without the white space and marks around them; None where nothing is left."""
    start, end = place
    while start < end and not paragraph.text[start].isalnum():
        start += 1
    while end > start and not paragraph.text[end - 1].isalnum():
        end -= 1
    return paragraph.span((start, end)) if end > start else None
