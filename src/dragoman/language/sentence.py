"""A sentence: a passage of the page with its words."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language.protocol import Parsed
from dragoman.model import BlockKind, Lane, Span
from dragoman.text import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word or mark of a sentence: ``start`` and ``end`` count letters of the sentence's passage."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of the page.

    ``words`` are divided as treebanks divide them, and ``parsed`` labels them; it is None where no parser has read
    the sentence. ``block`` is the index of its block in the layout, ``kind`` that block's kind, ``paragraph`` the running
    number of the paragraph (article) or of the paragraph in the comment; ``comment`` is the index of the
    comment in the thread, None in the article.
    """

    span: Span
    passage: Passage
    words: tuple[Word, ...]
    lane: Lane
    kind: BlockKind
    block: int
    paragraph: int
    comment: int | None = None
    parsed: Parsed | None = None

    @property
    def text(self) -> str:
        """The sentence as running text."""
        return self.passage.text
