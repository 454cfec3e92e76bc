"""Words to word pieces, and what the uncased vocabulary leaves out: letter case and quotation marks.

The vocabulary is MiniLM's (uncased). Each word is divided alone, so a word always has pieces of its own. Beside its
number every piece carries a *kind*, 0 to 15: the case of its word, plus 8 where the word stands inside quotation
marks. Pure functions without any import of the training libraries: the run-time package has to do the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

#: Rows of the table of kinds: eight cases, outside and inside quotation marks.
KINDS = 16
INSIDE = 8
LONGEST_WORD = 10  # pieces
SPECIAL, LOWER, TITLE, UPPER, MIXED, DIGIT, MARK, CAPITAL = range(8)

_PART = re.compile(r"[^\W_]+|[\W_]")
_OPEN, _CLOSE, _STRAIGHT = frozenset(("“", "«", "„", "``")), frozenset(("”", "»", "''")), '"'


def case_of(word: str) -> int:
    """The case of a word, 1 to 7: lower, Title, UPPER, miXed, with a digit, a mark, one Capital."""
    if not any(letter.isalnum() for letter in word):
        return MARK
    if any(letter.isdigit() for letter in word):
        return DIGIT
    if word.islower():
        return LOWER
    if word.isupper():
        return CAPITAL if len(word) == 1 else UPPER
    return TITLE if word[0].isupper() and word[1:].islower() else MIXED


def quoted(words: Sequence[str], *, inside: bool = False) -> tuple[tuple[bool, ...], bool]:
    """For each word whether it stands inside quotation marks (the marks do not), and whether the last one is open.

    `inside` says that a quotation was open before the first word. A straight mark opens and closes in turn.
    """
    out = []
    for word in words:
        opens, closes = word in _OPEN, word in _CLOSE
        if word == _STRAIGHT:
            opens, closes = not inside, inside
        if opens or closes:
            inside = opens
        out.append(inside and not opens)
    return tuple(out), inside


class Pieces:
    """The vocabulary; `of` divides a word, `sentence` a sequence of words."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids = {piece: i for i, piece in enumerate(vocabulary)}
        self._known: dict[str, tuple[int, ...]] = {}
        self.unknown, self.start, self.end = (self._ids[name] for name in ("[UNK]", "[CLS]", "[SEP]"))
        self.mask = self._ids["[MASK]"]

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """Reads a vocabulary file, one piece a line."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def __len__(self) -> int:
        return len(self._ids)

    def of(self, word: str) -> tuple[int, ...]:
        """The pieces of one word: at least one, at most `LONGEST_WORD`."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._divide(word)
        return found

    def sentence(
        self, words: Sequence[str], inside: Sequence[bool]
    ) -> tuple[list[int], list[int], list[int]]:
        """Numbers and kinds of all pieces with [CLS] and [SEP] around, and the place of each word's first piece."""
        ids, kinds, first = [self.start], [SPECIAL], []
        for word, within in zip(words, inside, strict=True):
            pieces = self.of(word)
            first.append(len(ids))
            ids.extend(pieces)
            kinds.extend([case_of(word) + (INSIDE if within else 0)] * len(pieces))
        return [*ids, self.end], [*kinds, SPECIAL], first

    def _divide(self, word: str) -> tuple[int, ...]:
        plain = unicodedata.normalize("NFD", word.lower())
        plain = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
        out: list[int] = []
        for part in _PART.findall(plain):
            if not part.isspace():
                out.extend(self._longest_first(part))
        return tuple(out[:LONGEST_WORD]) or (self.unknown,)

    def _longest_first(self, part: str) -> list[int]:
        out, start = [], 0
        while start < len(part):
            prefix = "##" if start else ""
            ends = range(len(part), start, -1)
            end = next((end for end in ends if prefix + part[start:end] in self._ids), None)
            if end is None:
                return [self.unknown]
            out.append(self._ids[prefix + part[start:end]])
            start = end
        return out
