"""What the finders hand on: candidates in letters of paragraphs, before layers, factuality and ids."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import FactualityKind, Style
from dragoman.statements.paragraph import Range, Skeleton
from dragoman.statements.tags import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A half-open range of letters of one paragraph."""

    paragraph: int
    start: int
    end: int

    @property
    def place(self) -> Range:
        """The range without its paragraph."""
        return self.start, self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A candidate statement.

    ``row`` and ``draft`` are the sentence and the tokens in which the chain finder looks for further layers;
    they are None where there is none to find. ``heir`` and ``parent`` are places in the list of candidates:
    the one whose source is inherited, and the one whose content holds this one. ``style`` is set only for what
    the outlet says itself.
    """

    rule: str
    paragraph: int
    content: tuple[Piece, ...]
    confidence: float
    source: Piece | None = None
    cues: tuple[Piece, ...] = ()
    kind: FactualityKind = FactualityKind.ASSERTED
    group: str = ""
    negated: bool = False
    topic: Piece | None = None
    style: Style | None = None
    row: Skeleton | None = None
    draft: Draft | None = None
    heir: int | None = None
    parent: int | None = None


def from_draft(
    paragraph: int, row: Skeleton, draft: Draft, confidence: float, parent: int | None = None
) -> Found:
    """The candidate that a draft in the tokens of a sentence stands for."""
    return Found(
        rule=draft.rule,
        paragraph=paragraph,
        content=tuple(Piece(paragraph=paragraph, start=a, end=b) for a, b in draft.content),
        confidence=confidence * draft.trust,
        source=None if draft.source is None else letters(paragraph, row, draft.source),
        cues=tuple(letters(paragraph, row, cue) for cue in draft.cues),
        kind=draft.kind,
        group=draft.verb.group if draft.verb else "",
        negated=draft.negated,
        row=row,
        draft=draft,
        parent=parent,
    )


def letters(paragraph: int, row: Skeleton, tokens: Range) -> Piece:
    """The letters that a non-empty range of tokens covers."""
    return Piece(paragraph=paragraph, start=row[tokens[0]].start, end=row[tokens[1] - 1].end)
