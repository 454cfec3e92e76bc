"""What the layout decides about one unit."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import BlockKind, CommentPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a unit that is a block of its own; offsets count characters of the unit."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The kind of a unit, the rule that decided, and, in a comment, its part, index and depth.

    ``pieces`` are parts of the unit that are blocks of their own; what is left is furniture.
    """

    kind: BlockKind
    rule: str
    part: CommentPart | None = None
    comment: int | None = None
    depth: int | None = None
    pieces: tuple[Piece, ...] = ()


def furniture(rule: str) -> Decision:
    """The decision that a unit is page furniture."""
    return Decision(kind=BlockKind.FURNITURE, rule=rule)
