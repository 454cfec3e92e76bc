"""The sentences of a page: from blocks to passages with words, then to parsed sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from dragoman.language.boundaries import Boundaries, sentence_ranges
from dragoman.language.protocol import Parser
from dragoman.language.sentence import Sentence
from dragoman.language.tokens import words_of
from dragoman.language.wordpiece import quoted
from dragoman.model import Block, BlockKind, CommentPart, Lane, Page, Problem
from dragoman.text import Passage, passage_of

#: Kinds of blocks whose text is read.
READ = frozenset(
    {
        BlockKind.TITLE,
        BlockKind.DEK,
        BlockKind.PARAGRAPH,
        BlockKind.SUBHEAD,
        BlockKind.CAPTION,
        BlockKind.COMMENT,
    }
)
#: A longer block is kept but not read: no paragraph is that long, and memory stays bounded.
LONGEST = 200_000
#: A place, perhaps with its country or state, a date and the agency, and a dash: before a capital letter or a quotation.
_DATELINE = re.compile(
    r"(?:(?P<capitals>[A-Z][A-Z'’.-]{2,}(?:[ /][A-Z'’.]{2,}){0,3})|[A-Z][\w'’.-]+(?:[ /][A-Z][\w'’.-]+){0,2})"
    r"(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?"
    r"(?P<date>,?\s(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?(?:,?\s\d{4})?)?"
    r"(?P<agency>,?\s\([^()]{2,60}\))?"
    r"\s?(?P<dash>--|[—–-])\s{1,2}(?=[A-Z\"“‘'«„\d])"
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def split(
    page: Page, blocks: Sequence[Block], boundaries: Boundaries
) -> tuple[tuple[Sentence, ...], tuple[Problem, ...]]:
    """The sentences of ``page`` in page order, each knowing the page position of its letters (code points).

    In an article a line break is no more than a space (many pages are wrapped); in a comment it may end a sentence,
    and a blank line a paragraph.
    Problems: ``oversized-block`` for a block of more than 200,000 characters, which is not split.
    """
    sentences: list[Sentence] = []
    problems: list[Problem] = []
    paragraph = -1
    seen_title = False
    for number, block in enumerate(blocks):
        repeated = block.kind is BlockKind.TITLE and seen_title
        if block.kind not in READ or block.part is CommentPart.HEADER or repeated:
            continue
        seen_title = seen_title or block.kind is BlockKind.TITLE
        if len(block.span) > LONGEST:
            detail = f"a block of {len(block.span):,} characters is not read for statements"
            problems.append(Problem(code="oversized-block", page=page.id, span=block.span, detail=detail))
            continue
        for place in _paragraphs(page, block):
            paragraph += 1
            sentences += _sentences(page, place, block, boundaries, (number, paragraph))
    return tuple(sentences), tuple(problems)


def divide(passage: Passage, boundaries: Boundaries, *, lines: str | None = None) -> tuple[Passage, ...]:
    """The sentences of a passage, in order.

    ``lines`` is given for a comment: the passage's text with the line breaks that the page has in place of spaces.
    """
    ranges = sentence_ranges(lines or passage.text, boundaries, comment=lines is not None)
    return tuple(
        Passage(page=passage.page, text=passage.text[start:end], offsets=passage.offsets[start:end])
        for start, end in ranges
    )


def parse(
    sentences: Sequence[Sentence], parser: Parser, *, at: Sequence[int] | None = None
) -> tuple[tuple[Sentence, ...], tuple[Problem, ...]]:
    """The same sentences, those of the article lane (or those ``at`` these places) with what ``parser`` says of their words.

    Problems: ``divided-sentence`` for one that is too long for the parser and was read in parts.
    """
    articles = (place for place, sentence in enumerate(sentences) if sentence.lane is Lane.ARTICLE)
    own = list(articles) if at is None else sorted(at)
    words = [[word.text for word in sentences[place].words] for place in own]
    answers = parser.parse(words, quoted=list(_open_quotations([sentences[place] for place in own])))
    parsed = dict(zip(own, answers, strict=True))
    problems = tuple(_divided(sentences[place], len(one.parts)) for place, one in parsed.items() if one.parts)
    read = (replace(one, parsed=parsed.get(place, one.parsed)) for place, one in enumerate(sentences))
    return tuple(read), problems


def _open_quotations(sentences: Sequence[Sentence]) -> Iterator[bool]:
    """Of each sentence, whether a quotation of its paragraph is open before its first word."""
    for _, paragraph in groupby(sentences, key=lambda one: (one.block, one.paragraph)):
        inside = False
        for sentence in paragraph:
            yield inside
            _, inside = quoted([word.text for word in sentence.words], inside=inside)


def _divided(sentence: Sentence, parts: int) -> Problem:
    detail = f"a sentence of {len(sentence.words)} words was parsed in {parts + 1} parts"
    return Problem(code="divided-sentence", page=sentence.span.page, span=sentence.span, detail=detail)


def _paragraphs(page: Page, block: Block) -> Iterator[tuple[int, int]]:
    """The block, or a comment's parts between blank lines."""
    start, end = block.span.start, block.span.end
    if block.kind is BlockKind.COMMENT:
        for blank in _BLANK_LINE.finditer(page.text, start, end):
            if blank.start() > start:
                yield start, blank.start()
            start = blank.end()
    if start < end:
        yield start, end


def _sentences(
    page: Page, place: tuple[int, int], block: Block, boundaries: Boundaries, numbers: tuple[int, int]
) -> Iterator[Sentence]:
    passage = passage_of(page, page.span(*place))
    comment = block.kind is BlockKind.COMMENT
    head, rest = (None, passage) if comment else _without_dateline(passage)
    pieces = divide(rest, boundaries, lines=_with_lines(page, rest) if comment else None)
    for piece in pieces if head is None else (head, *pieces):
        yield Sentence(
            span=piece.span(0, len(piece.text)),
            passage=piece,
            words=words_of(piece.text),
            lane=Lane.COMMENTS if comment else Lane.ARTICLE,
            kind=block.kind,
            block=numbers[0],
            paragraph=numbers[1],
            comment=block.comment,
        )


def _without_dateline(passage: Passage) -> tuple[Passage | None, Passage]:
    """The dateline before a paragraph ("OSLO, 3 July (Northern Wire) - ..."), which is no part of its first sentence."""
    found = _DATELINE.match(passage.text)
    if found is None or not (found["capitals"] or found["date"] or found["agency"]):
        return None, passage
    end, start = found.end("dash"), found.end()
    return (
        Passage(page=passage.page, text=passage.text[:end], offsets=passage.offsets[:end]),
        Passage(page=passage.page, text=passage.text[start:], offsets=passage.offsets[start:]),
    )


def _with_lines(page: Page, passage: Passage) -> str:
    """The passage's text, a line break for each space that stands for one."""
    letters = list(passage.text)
    for at, letter in enumerate(letters[:-1]):
        if letter == " " and "\n" in page.text[passage.offsets[at] : passage.offsets[at + 1]]:
            letters[at] = "\n"
    return "".join(letters)
