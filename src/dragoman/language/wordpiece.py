"""Words to the model's word pieces, and what its uncased vocabulary leaves out: letter case and quotation marks.

Each word is divided alone, longest piece first, so that every word has pieces of its own; its first piece stands
for it. Beside its number a piece carries a *kind*: the case of its word, plus :data:`INSIDE` where the word
stands inside quotation marks. Training divides words with this module: what changes here makes the weights unfit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Added to a kind inside quotation marks.
INSIDE = 8
#: A word is known by at most so many pieces.
LONGEST_WORD = 10
#: So many words are kept divided; then the memory is emptied, so that it stays small on any text.
REMEMBERED = 60_000
_CLIP = 400  # letters of a word that are looked at: far more than its pieces can hold

SPECIAL, LOWER, TITLE, UPPER, MIXED, DIGIT, MARK, CAPITAL = range(8)
_PART = re.compile(r"[^\W_]+|[\W_]")
_OPEN, _CLOSE, _STRAIGHT = frozenset(("“", "«", "„", "``")), frozenset(("”", "»", "''")), '"'
_ANY_MARK = _OPEN | _CLOSE | {_STRAIGHT}


@dataclass(frozen=True, slots=True)
class Encoded:
    """A sentence for the model: numbers and kinds of its pieces, ends included; each word's first piece."""

    ids: list[int]
    kinds: list[int]
    first: list[int]


def case_of(word: str) -> int:
    """The case of a word, 1 to 7: lower, Title, UPPER, miXed, with a digit, a mark, one Capital."""
    if word.isalpha() and word.islower():
        return LOWER
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

    ``inside`` says that a quotation was open before the first word. A straight mark opens and closes in turn.
    """
    if _ANY_MARK.isdisjoint(words):
        return (inside,) * len(words), inside
    out = []
    for word in words:
        opens, closes = word in _OPEN, word in _CLOSE
        if word == _STRAIGHT:
            opens, closes = not inside, inside
        if opens or closes:
            inside = opens
        out.append(inside and not opens)
    return tuple(out), inside


class WordPieces:
    """The vocabulary. It remembers words that it has divided; that changes no answer."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._longest = max(map(len, self._ids))
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}
        self.unknown, self.start, self.end = (self._ids[name] for name in ("[UNK]", "[CLS]", "[SEP]"))

    def __len__(self) -> int:
        """How many pieces the vocabulary has."""
        return len(self._ids)

    def of(self, word: str) -> tuple[tuple[int, ...], int]:
        """The pieces of one word, at least one and at most :data:`LONGEST_WORD`, and its case."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            found = self._known[word] = (self._divide(word), case_of(word))
        return found

    def encode(self, words: Sequence[str], inside: Sequence[bool]) -> Encoded:
        """A sentence's pieces with a start and an end around them; ``inside`` as :func:`quoted` gives it."""
        ids, kinds, first = [self.start], [SPECIAL], []
        for word, within in zip(words, inside, strict=True):
            pieces, case = self.of(word)
            first.append(len(ids))
            ids.extend(pieces)
            kinds.extend([case + INSIDE if within else case] * len(pieces))
        ids.append(self.end)
        kinds.append(SPECIAL)
        return Encoded(ids, kinds, first)

    def _divide(self, word: str) -> tuple[int, ...]:
        plain = word[:_CLIP].lower()
        if not plain.isascii():
            plain = unicodedata.normalize("NFD", plain)
            plain = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
        out: list[int] = []
        for part in _PART.findall(plain):
            if len(out) >= LONGEST_WORD:
                break
            if not part.isspace():
                out += self._longest_first(part)
        return tuple(out[:LONGEST_WORD]) or (self.unknown,)

    def _longest_first(self, part: str) -> list[int]:
        out: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            ends = range(min(len(part), start + self._longest), start, -1)
            end = next((end for end in ends if prefix + part[start:end] in self._ids), None)
            if end is None:
                return [self.unknown]
            out.append(self._ids[prefix + part[start:end]])
            start = end
        return out
