"""What the layout decides about one unit."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import BlockKind, CommentPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The kind of a unit, the rule that decided, and, in a comment, its part, index and depth."""

    kind: BlockKind
    rule: str
    part: CommentPart | None = None
    comment: int | None = None
    depth: int | None = None


def furniture(rule: str) -> Decision:
    """The decision that a unit is page furniture."""
    return Decision(kind=BlockKind.FURNITURE, rule=rule)
