"""Sentences for the tests of rooms that read them: divided as the pipeline divides them."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dragoman.kit import load_kit
from dragoman.language import Boundaries, Sentence, divide, parse, read_boundaries
from dragoman.language.tokens import words_of
from dragoman.model import BlockKind, Lane, Page
from dragoman.text import passage_of


@cache
def boundaries() -> Boundaries:
    """The shipped boundaries."""
    file = files("dragoman") / "knowledge" / "language" / "boundaries.csv"
    return read_boundaries(file.read_text(encoding="utf-8").splitlines())


def sentences_in(
    page: Page,
    place: tuple[int, int],
    *,
    lane: Lane = Lane.ARTICLE,
    kind: BlockKind = BlockKind.PARAGRAPH,
    block: int = 0,
    comment: int | None = None,
) -> list[Sentence]:
    """The sentences of one paragraph, whose number is that of its block; nothing is parsed."""
    passage = passage_of(page, page.span(*place))
    return [
        Sentence(
            span=piece.span(0, len(piece.text)),
            passage=piece,
            words=words_of(piece.text),
            lane=lane,
            kind=kind,
            block=block,
            paragraph=block,
            comment=comment,
        )
        for piece in divide(passage, boundaries(), lines=None if comment is None else passage.text)
    ]


def parsed_sentences_of(page: Page) -> list[Sentence]:
    """The sentences of a page whose paragraphs are its lines, read by the shipped model."""
    return list(parse(sentences_of(page), load_kit().parser)[0])


def sentences_of(page: Page) -> list[Sentence]:
    """The sentences of a page whose paragraphs are its lines; nothing is parsed."""
    return [
        sentence
        for number, line in enumerate(re.finditer(r"[^\n]+", page.text))
        for sentence in sentences_in(page, line.span(), block=number)
    ]
