"""Phrases found in running text: words with their keys, and an index of phrases by first word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import Final, Generic, TypeAlias, TypeVar

T = TypeVar("T")

#: The apostrophe letters U+02B9, U+02BB and U+02BC are no part of a word here.
_WORD: Final = re.compile("([^\\W\u02b9\u02bb\u02bc]+(?:[\u0300-\u036f]+[^\\W\u02b9\u02bb\u02bc]*)*)")
_APOSTROPHES: Final = "'\u2018\u2019\u201b\u02bc\u02bb\u02b9\u00b4`\u2032"
#: Between the words of a name a hyphen is as good as a space, and an apostrophe as good as none.
_GAP: Final = str.maketrans(dict.fromkeys("-\u2010\u2011\u2012\u2013", " ") | dict.fromkeys(_APOSTROPHES, ""))
#: Letters that no decomposition leads back to the plain Latin one.
_PLAIN: Final = str.maketrans(
    {"ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "æ": "ae", "ß": "ss"}
)


class Case(StrEnum):
    """How far upper and lower case must agree with the phrase.

    ``exact``: letter for letter. ``folded``: a word that starts with a capital in the phrase must start with
    one in the text ("turkey" is no country), all else is free. ``free``: not at all.
    """

    EXACT = "exact"
    FOLDED = "folded"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one text; offsets count its code points.

    ``keys`` are the words without case and accents, ``gaps`` what stands before, between and after them (one
    more than words), ``capitals`` whether each starts with a capital letter.
    """

    text: str
    words: tuple[str, ...]
    keys: tuple[str, ...]
    gaps: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    capitals: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.words)

    def gap(self, at: int) -> str:
        """What stands between word ``at - 1`` and word ``at`` (or before the first, after the last)."""
        return self.gaps[at]

    def capital(self, at: int) -> bool:
        """Whether word ``at`` exists and starts with a capital letter."""
        return 0 <= at < len(self.capitals) and self.capitals[at]


def plain(text: str) -> str:
    """``text`` without accents; its length may change."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(c for c in parts if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 16)
def key_of(word: str) -> str:
    """``word`` without case and accents."""
    return plain(word).casefold()


def words_of(text: str) -> Words:
    """The words of ``text``: runs of letters, digits and underscores."""
    parts = _WORD.split(text)
    offsets = (0, *accumulate(map(len, parts)))
    words = tuple(parts[1::2])
    return Words(
        text=text,
        words=words,
        keys=tuple(map(key_of, words)),
        gaps=tuple(parts[0::2]),
        starts=offsets[1:-1:2],
        ends=offsets[2:-1:2],
        capitals=tuple([word[0].isupper() for word in words]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase(Generic[T]):
    """Words to be found, and what they stand for.

    ``gaps`` are what stands between them, levelled; ``shapes`` the words without accents; ``capitals`` the
    numbers of those with a capital; ``dotted`` tells that the phrase ends with a dot.
    """

    keys: tuple[str, ...]
    gaps: tuple[str, ...]
    shapes: tuple[str, ...]
    capitals: tuple[int, ...]
    case: Case
    dotted: bool
    value: T

    def fits(self, words: Words, at: int) -> bool:
        """Whether the phrase stands at word ``at``, whose key is known to be its first."""
        size = len(self.keys)
        if size > 1:
            if size > 2 and words.keys[at : at + size] != self.keys:
                return False
            if any(_level(words.gap(at + i)) != gap for i, gap in enumerate(self.gaps, 1)):
                return False
        if self.case is Case.FREE:
            return True
        found = words.words[at : at + size]
        if self.case is Case.EXACT:
            return found == self.shapes or tuple(map(plain, found)) == self.shapes
        # Each word that starts with a capital in the phrase must start with one in the text.
        return all(found[i][0].isupper() for i in self.capitals)

    def stop_in(self, words: Words, at: int) -> int:
        """The offset at which the phrase at word ``at`` ends, with its final dot where the text has it."""
        last = words.ends[at + len(self.keys) - 1]
        return last + 1 if self.dotted and words.text[last : last + 1] == "." else last


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit(Generic[T]):
    """A phrase found: words ``start`` up to ``end`` (exclusive), text up to the code point ``stop``."""

    start: int
    end: int
    stop: int
    value: T


#: The phrases that start with one word, by the key of their second.
Seconds: TypeAlias = dict[str, tuple[Phrase[T], ...]]
#: The text of a phrase, how it must be met, and what makes its value.
Seed: TypeAlias = tuple[str, Case, Callable[[], T]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseIndex(Generic[T]):
    """Phrases by the key of their first word and then of their second ("" where there is none), longest first.

    ``starts`` holds either that, or the seeds of the phrases, which are made when their first word is first met: of many
    thousand names a page meets few.
    """

    starts: dict[str, Seconds[T] | list[Seed[T]]]

    def at(self, words: Words, at: int) -> tuple[Hit[T], ...]:
        """Every phrase that starts at word ``at``, the longest first."""
        keys = words.keys
        seconds = self.starts.get(keys[at])
        if seconds is None:
            return ()
        if isinstance(seconds, list):
            seconds = self.starts[keys[at]] = _grown(seconds)
        longer = seconds.get(keys[at + 1], ()) if at + 1 < len(keys) else ()
        phrases = (*longer, *seconds.get("", ()))
        return tuple(
            [
                Hit(start=at, end=at + len(phrase.keys), stop=phrase.stop_in(words, at), value=phrase.value)
                for phrase in phrases
                if phrase.fits(words, at)
            ]
        )

    def whole(self, text: str) -> tuple[T, ...]:
        """What the phrases that are exactly ``text`` stand for."""
        words = words_of(text)
        hits = self.at(words, 0) if len(words) else ()
        return tuple(hit.value for hit in hits if hit.end == len(words))


def phrase_of(text: str, case: Case, value: T) -> Phrase[T] | None:
    """The phrase ``text``; None when it holds no letter or digit."""
    words = words_of(text)
    if not len(words):
        return None
    return Phrase(
        keys=words.keys,
        gaps=tuple(_level(words.gap(i)) for i in range(1, len(words))),
        shapes=tuple(plain(word) for word in words.words),
        capitals=tuple(i for i, word in enumerate(words.words) if word[0].isupper()),
        case=case,
        dotted=text.endswith("."),
        value=value,
    )


def index_of(phrases: Iterable[Phrase[T] | None]) -> PhraseIndex[T]:
    """An index of the phrases; those of one length keep their order."""
    found: dict[str, list[Phrase[T]]] = {}
    for phrase in phrases:
        if phrase is not None:
            found.setdefault(phrase.keys[0], []).append(phrase)
    return PhraseIndex(starts={first: _seconds(same) for first, same in found.items()})


def index_of_seeds(seeds: Iterable[Seed[T]]) -> PhraseIndex[T]:
    """An index whose phrases are made when they are first asked for; a text without a letter or digit gives none."""
    found: dict[str, Seconds[T] | list[Seed[T]]] = {}
    for seed in seeds:
        key = first_key(seed[0])
        if key is not None:
            same = found.setdefault(key, [])
            if isinstance(same, list):
                same.append(seed)
    return PhraseIndex(starts=found)


def first_key(text: str) -> str | None:
    """The key of the first word of ``text``; None when it holds no letter or digit."""
    match = _WORD.search(text)
    return key_of(match[0]) if match is not None else None


def _grown(seeds: Iterable[Seed[T]]) -> Seconds[T]:
    phrases = (phrase_of(text, case, make()) for text, case, make in seeds)
    return _seconds([phrase for phrase in phrases if phrase is not None])


def _seconds(phrases: Iterable[Phrase[T]]) -> Seconds[T]:
    found: dict[str, list[Phrase[T]]] = {}
    for phrase in phrases:
        found.setdefault(phrase.keys[1] if len(phrase.keys) > 1 else "", []).append(phrase)
    return {second: tuple(sorted(same, key=lambda p: -len(p.keys))) for second, same in found.items()}


def _level(gap: str) -> str:
    return gap.translate(_GAP)
