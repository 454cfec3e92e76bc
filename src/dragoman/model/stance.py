"""What a comment says outright about the article: that it agrees, disputes or doubts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.model.span import Span


class StanceKind(StrEnum):
    """What a commenter declares: that something is so, that it is not so, or not to believe it."""

    AGREES = "agrees"
    DISPUTES = "disputes"
    DOUBTS = "doubts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One stance that a comment takes in so many words; what it leaves open stays open.

    ``comment`` is the comment's index in the thread, ``span`` the words that say the stance. ``target`` is the id of the
    article's statement that is meant. ``basis`` are the words of the comment that show what is meant: a quotation of the
    article, a source's name, or what is restated. Without a target and without a basis the article as a whole is meant;
    without a target and with a basis, what the basis names and no one statement alone. ``rule`` is the entry that found it.
    """

    id: str
    comment: int
    kind: StanceKind
    span: Span
    rule: str
    target: str | None = None
    basis: Span | None = None
