"""The sentences of a page: from blocks to passages with words."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.language.sentence import Sentence
from dragoman.language.split import split_passage, words_of
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


def split(page: Page, blocks: Sequence[Block]) -> tuple[tuple[Sentence, ...], tuple[Problem, ...]]:
    """The sentences of ``page`` in page order, each knowing the page position of its letters (code points).

    Comments' bodies are split at their line breaks first: commenters seldom end a line with a full stop.
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
        for start, end in _paragraphs(page, block):
            paragraph += 1
            sentences += _sentences(passage_of(page, page.span(start, end)), block, number, paragraph)
    return tuple(sentences), tuple(problems)


def _paragraphs(page: Page, block: Block) -> list[tuple[int, int]]:
    if block.kind is not BlockKind.COMMENT:
        return [(block.span.start, block.span.end)]
    pieces, at = [], block.span.start
    for line in page.text[block.span.start : block.span.end].splitlines(keepends=True):
        if line.strip():
            pieces.append((at, at + len(line)))
        at += len(line)
    return pieces


def _sentences(passage: Passage, block: Block, number: int, paragraph: int) -> list[Sentence]:
    if not passage.text:
        return []
    lane = Lane.COMMENTS if block.kind is BlockKind.COMMENT else Lane.ARTICLE
    out = []
    for start, end in split_passage(passage):
        text = passage.text[start:end]
        piece = Passage(page=passage.page, text=text, offsets=passage.offsets[start:end])
        out.append(
            Sentence(
                span=passage.span(start, end),
                passage=piece,
                words=words_of(text),
                lane=lane,
                kind=block.kind,
                block=number,
                paragraph=paragraph,
                comment=block.comment,
            )
        )
    return out
