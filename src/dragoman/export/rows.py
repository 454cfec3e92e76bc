"""Short names for the rows of a page, as the report prints them: ``s1`` is its first statement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from dragoman.model import (
    Actor,
    Block,
    Coded,
    Comment,
    DateEvidence,
    Event,
    Mention,
    Problem,
    Stance,
    Statement,
)

Value: TypeAlias = "Actor | Block | Comment | DateEvidence | Event | Mention | Problem | Stance | Statement"
#: The letter of each kind of row, and the kind in words.
LETTERS = {
    "s": "statement",
    "t": "stance",
    "d": "date",
    "c": "comment",
    "m": "mention",
    "a": "actor",
    "e": "event",
    "b": "block",
    "p": "problem",
}
_SHORTEST_ID = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a page with its short name (a letter and a number from 1) and its id, where it has one."""

    name: str
    value: Value
    id: str | None = None

    @property
    def kind(self) -> str:
        """The kind of the row in words."""
        return LETTERS[self.name[0]]


def rows_of(coded: Coded) -> Iterator[Row]:
    """All rows of a page, kind after kind, in page order."""
    dates = coded.article.dates if coded.article else ()
    comments = coded.thread.comments if coded.thread else ()
    by_letter: dict[str, tuple[Value, ...]] = {
        "s": coded.statements,
        "t": coded.stances,
        "d": dates,
        "c": comments,
        "m": coded.mentions,
        "a": coded.actors,
        "e": coded.events,
        "b": coded.layout.blocks,
        "p": coded.problems,
    }
    for letter, values in by_letter.items():
        for at, value in enumerate(values, start=1):
            yield Row(name=f"{letter}{at}", value=value, id=getattr(value, "id", None))


def row_named(coded: Coded, name: str) -> Row | None:
    """The row with the short name, the id, or the only one whose id begins with ``name`` (6 letters or more)."""
    wanted = name.strip()
    begun: list[Row] = []
    for row in rows_of(coded):
        if wanted.lower() == row.name or wanted == row.id:
            return row
        if row.id and len(wanted) >= _SHORTEST_ID and row.id.startswith(wanted):
            begun.append(row)
    return begun[0] if len(begun) == 1 else None
