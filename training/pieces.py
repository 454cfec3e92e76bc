"""The run-time package's word pieces (`dragoman.language.wordpiece`) with what only training needs: the masking piece."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dragoman.language.wordpiece import INSIDE, WordPieces

#: Rows of the table of kinds: the cases, outside and inside quotation marks.
KINDS = 2 * INSIDE


class Pieces(WordPieces):
    """The vocabulary; `mask` is the number of the piece that stands for one kept from the network."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        rows = tuple(vocabulary)
        super().__init__(rows)
        self.mask = rows.index("[MASK]")

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """Reads a vocabulary file, one piece a line."""
        return cls(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"))
