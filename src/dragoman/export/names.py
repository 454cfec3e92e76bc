"""Finding the names of commenters in running text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"\w+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
#: What follows somebody's name when he is addressed at the start of a comment.
_CALL = re.compile(r"\s*(?:[,:;!?.…—–]|-\s)")
#: A name shorter than this is looked for only where the page marks it as a name.
SHORTEST = 3
_SHORTEST_PART = 4

#: Start and end (code points) of a name in a text, and what is shown for it.
Found = tuple[int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A commenter: the folded name, the words as first printed, the pseudonym, and whether an actor has that name."""

    folded: str
    words: str
    label: str
    public: bool = False


def fold_name(name: str) -> str:
    """``name`` as it is compared: case and kinds of white space made plain, invisible characters dropped."""
    return " ".join(_INVISIBLE.sub("", name).casefold().split())


def distinctive(name: str) -> bool:
    """Whether ``name`` can hardly be an ordinary word: a digit or underscore in it, a capital inside, two words."""
    words = _WORD.findall(name)
    if not any(char.isalpha() for char in name):
        return False
    return (
        len(words) > 1
        or "_" in name
        or any(char.isdigit() for char in name)
        or any(low.islower() and high.isupper() for low, high in pairwise(name))
    )


class Finder:
    """Finds known names as whole words, in any case, with any white space between their words."""

    __slots__ = ("_bare", "_by_start", "_by_word")

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_word: dict[str, list[tuple[re.Pattern[str], str]]] = defaultdict(list)
        self._by_start: dict[str, list[Known]] = defaultdict(list)
        self._bare: list[tuple[str, str]] = []
        for one in sorted(known, key=lambda one: -len(one.words)):
            if len(one.words.strip()) < SHORTEST:
                continue
            self._by_start[one.words[:_SHORTEST_PART].casefold()].append(one)
            first = _WORD.search(one.words)
            if first is None:
                self._bare.append((one.words.strip(), one.label))
            else:
                self._by_word[first.group().casefold()].append((_pattern(one.words), one.label))

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Found]:
        """Every place in ``text[start:end]`` (code points) where a name stands."""
        stop = len(text) if end is None else end
        if not self._by_word and not self._bare:
            return
        for word in _WORD.finditer(text, start, stop):
            if found := self._at(text, word, stop):
                yield found
        for words, label in self._bare:
            at = text.find(words, start, stop)
            while at >= 0:
                yield at, at + len(words), label
                at = text.find(words, at + len(words), stop)

    def addressed(self, text: str, start: int, end: int) -> Iterator[Found]:
        """Every name with ``@`` before it, and one at the very start with a mark after it."""
        opening = _WORD.search(text, start, end)
        for found in self.find(text, start, end):
            at_start = (
                opening is not None and found[0] == opening.start() and _CALL.match(text, found[1], end)
            )
            if text[found[0] - 1 : found[0]] == "@" or at_start:
                yield found

    def shortened(self, text: str, start: int, end: int) -> Iterator[Found]:
        """The first part of a name by which somebody is addressed at the very start of ``text[start:end]``."""
        word = _WORD.search(text, start, end)
        if word is None or not _CALL.match(text, word.end(), end):
            return
        part = word.group().rstrip("_")
        if len(part) < _SHORTEST_PART:
            return
        for one in self._by_start.get(part[:_SHORTEST_PART].casefold(), ()):
            rest = one.words[len(part) : len(part) + 1]
            starts_so = one.words[: len(part)].casefold() == part.casefold()
            if starts_so and rest and (rest.isupper() or not rest.isalpha()) and not one.public:
                yield word.start(), word.end(), one.label
                return

    def _at(self, text: str, word: re.Match[str], stop: int) -> Found | None:
        for pattern, label in self._by_word.get(word.group().casefold(), ()):
            if match := pattern.match(text, word.start(), stop):
                return match.start(), match.end(), label
        return None


def _pattern(words: str) -> re.Pattern[str]:
    # From the first to the last letter or digit: marks around a name are not searched for.
    found = list(_WORD.finditer(words))
    core = words[found[0].start() : found[-1].end()]
    parts = [re.escape(part) for part in core.split()]
    return re.compile(r"\s+".join(parts) + r"(?!\w)", re.IGNORECASE)
