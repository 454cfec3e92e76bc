"""What a reader of a dictionary gives: rows in the shape of a codebook's senses, and notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SenseRow:
    """The cells of one sense by column, and the line (from 1) that it was read from.

    An empty ``category`` says that the words are no event.
    """

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What could not be taken from a line (from 1), or not as it stands there, and how to mend it."""

    line: int
    message: str
