"""Warning labels on comments."""

from __future__ import annotations

from dataclasses import replace

from dragoman.model import Comment, Label, Page
from dragoman.pages.harm import LabelBook, label_text

_LONGEST = 20_000


def label_comment(page: Page, comment: Comment, book: LabelBook) -> Comment:
    """``comment`` with the labels that ``book`` gives its text. Label spans are page offsets (code points)."""
    text = page.quote(comment.span)[:_LONGEST]
    labels = tuple(
        Label(
            name=found.name,
            category=found.category,
            rule=found.rule,
            span=page.span(comment.span.start + found.start, comment.span.start + found.end),
        )
        for found in label_text(text, book)
    )
    return replace(comment, labels=labels) if labels else comment
