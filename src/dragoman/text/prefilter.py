"""Which of many patterns can match a text at all, told by the letters that each of them needs.

A pattern needs a set of words when one of these stands in whatever it matches: ``(?:has|have) declined (?:to|from)`` needs
"declined". The sets are read off the patterns themselves, so none has to be kept beside them by hand. **Law: a
pattern that matches a text is never left out.** What cannot be read needs nothing and is always tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

#: Words of one set at most: longer lists are read as two sets, one behind the other.
_MOST = 64
#: One letter in so many is a given one: what a set of words costs is how often one of them stands there by chance.
_ALPHABET = 6.0
#: Sets that stand in every other sentence by chance spare nothing.
_DEAREST = 0.25
_REPEAT = re.compile(r"\{(\d*)(,?)(\d*)\}")
_GROUP = re.compile(r"\?(?:P<\w+>|:|>|(?P<on>[aiLmsux]*)(?P<off>-[imsx]+)?(?P<end>[:)]))")
#: Letters that no quantifier follows.
_PLAIN = re.compile(r"[A-Za-z]++(?![?*+{])|[A-Za-z]+(?=[A-Za-z][?*+{])")
_NOTHING = frozenset({""})
_LETTERS_BESIDE_ASCII = frozenset("’‘“”")


class _Part(NamedTuple):
    """What is known of a part of a pattern: all that it can match (None: more than can be listed), and a set of which
    one stands in whatever it matches (None: no such set)."""

    exact: frozenset[str] | None
    needs: frozenset[str] | None


_ANY, _EMPTY = _Part(None, None), _Part(_NOTHING, None)


class _UnreadError(Exception):
    """A construction that this module does not read."""


def needed(pattern: re.Pattern[str]) -> frozenset[str]:
    """Words, as :func:`folded` writes them, of which one stands in every text that ``pattern`` matches; empty when
    there are none that tell anything. None holds white space or "_". Raises nothing."""
    if pattern.flags & re.VERBOSE:
        return frozenset()
    reader = _Reader(pattern.pattern)
    try:
        needs = reader.alternatives().needs
    except _UnreadError:
        return frozenset()
    if needs is None or reader.is_open:
        return frozenset()
    # What holds another of the words tells no more than that.
    return frozenset(word for word in needs if not any(other != word and other in word for other in needs))


def folded(text: str) -> str:
    """``text`` in small letters; those that a pattern takes for an i or s when it ignores case are one."""
    if not text.isascii():
        text = text.replace("ſ", "s").replace("ı", "i").replace("İ", "i")
    return text.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefilter(Generic[T]):
    """Things with a pattern each, in order; made by :func:`prefilter`."""

    items: tuple[T, ...]
    always: tuple[int, ...]
    by_word: Mapping[str, tuple[int, ...]]

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def among(self, text: str) -> list[T]:
        """The things whose pattern can match in ``text``, or in what is left of it when parts of it are blotted out
        with spaces or "_"; in order."""
        low = folded(text)
        places = {place for word, own in self.by_word.items() if word in low for place in own}
        places.update(self.always)
        return [self.items[place] for place in sorted(places)]


def prefilter(items: Sequence[T], patterns: Sequence[re.Pattern[str]]) -> Prefilter[T]:
    """A filter of ``items``, each with its pattern, the two of one length."""
    always: list[int] = []
    by_word: dict[str, list[int]] = {}
    for place, (_, pattern) in enumerate(zip(items, patterns, strict=True)):
        words = needed(pattern)
        if not words:
            always.append(place)
        for word in words:
            by_word.setdefault(word, []).append(place)
    return Prefilter(
        items=tuple(items),
        always=tuple(always),
        by_word={word: tuple(places) for word, places in by_word.items()},
    )


def _cost(words: frozenset[str]) -> float:
    return sum(_ALPHABET ** -len(word) for word in words)


def _better(one: frozenset[str] | None, two: frozenset[str] | None) -> frozenset[str] | None:
    """Which set tells more."""
    if two is None or "" in two or (cost := _cost(two)) > _DEAREST:
        return one
    return two if one is None or cost < _cost(one) else one


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self._at = 0

    @property
    def is_open(self) -> bool:
        """Whether something is left over."""
        return self._at < len(self._text)

    def _next(self, length: int = 1) -> str:
        return self._text[self._at : self._at + length]

    def _take(self) -> str:
        if not self.is_open:
            raise _UnreadError
        self._at += 1
        return self._text[self._at - 1]

    def alternatives(self) -> _Part:
        """Branches with "|" between them, up to a ")" or the end."""
        parts = [self._sequence()]
        while self._next() == "|":
            self._at += 1
            parts.append(self._sequence())
        if len(parts) == 1:
            return parts[0]
        exact: frozenset[str] | None = frozenset()
        needs: frozenset[str] | None = frozenset()
        for part in parts:
            exact = None if exact is None or part.exact is None else exact | part.exact
            needs = None if needs is None or part.needs is None else needs | part.needs
        return _Part(exact, _better(None, needs))

    def _sequence(self) -> _Part:
        run, best, whole = _NOTHING, None, True
        while self.is_open and self._next() not in {"|", ")"}:
            part = self._part()
            if part.exact is not None and len(run) * len(part.exact) <= _MOST:
                run = frozenset(before + after for before in run for after in part.exact)
                continue
            best, whole = _better(_better(best, run), part.needs), False
            run = _NOTHING if part.exact is None else part.exact
        best = _better(best, run)
        return _Part(run if whole else None, best)

    def _part(self) -> _Part:
        """What comes next, up to all that is one element with its quantifiers, or plain letters."""
        if (plain := _PLAIN.match(self._text, self._at)) is not None:
            self._at = plain.end()
            return _Part(frozenset({plain.group().lower()}), None)
        return self._repeated(self._atom())

    def _repeated(self, part: _Part) -> _Part:
        """A part with the quantifiers behind it."""
        while (mark := self._next()) and mark in "?*+{":
            counts = _REPEAT.match(self._text, self._at)
            if mark == "{" and (counts is None or counts.group() == "{}"):
                return part
            self._at = self._at + 1 if counts is None else counts.end()
            least = int(counts[1] or 0) if counts else int(mark == "+")
            if mark == "?" or (counts is not None and counts.group() in {"{0,1}", "{,1}"}):
                exact = None if part.exact is None else part.exact | _NOTHING
            else:
                exact = part.exact if counts is not None and counts.group() in {"{1}", "{1,1}"} else None
            part = _Part(exact, part.needs if least else None)
            if self._next() in {"?", "+"}:  # lazy or possessive
                self._at += 1
        return part

    def _atom(self) -> _Part:
        letter = self._take()
        if letter == "(":
            return self._group()
        if letter == "[":
            return self._set()
        if letter == "\\":
            return self._escape()
        if letter in "^$":
            return _EMPTY
        return _ANY if letter == "." else _one_of({letter})

    def _group(self) -> _Part:
        if self._next() != "?":
            return self._closed(self.alternatives())
        for ahead in ("?=", "?!", "?<=", "?<!"):
            if self._next(len(ahead)) == ahead:
                self._at += len(ahead)
                self._closed(self.alternatives())
                return _EMPTY
        lead = _GROUP.match(self._text, self._at)
        if lead is None or "x" in (lead["on"] or ""):
            raise _UnreadError
        self._at = lead.end()
        return _EMPTY if lead["end"] == ")" else self._closed(self.alternatives())

    def _closed(self, part: _Part) -> _Part:
        if self._take() != ")":
            raise _UnreadError
        return part

    def _set(self) -> _Part:
        """A set of letters: listed where it is a plain one."""
        plain = self._next() != "^"
        self._at += not plain
        letters: set[str] = set()
        first = True
        while (letter := self._take()) != "]" or first:
            first = False
            if letter == "\\":
                letter = self._take()
                plain = plain and not letter.isalnum()
            elif letter in "-[&~|":  # a range, or what may become an operation on sets
                plain = False
            letters.add(letter)
        return _one_of(letters) if plain and len(letters) <= _MOST else _ANY

    def _escape(self) -> _Part:
        letter = self._take()
        if not letter.isalnum():
            return _one_of({letter})
        if letter in "bBAZ":
            return _EMPTY
        if letter not in "dDwWsSntrfva":
            raise _UnreadError
        return _ANY


def _one_of(letters: set[str]) -> _Part:
    """A letter of a few. Spaces and "_" may come from blotting, and not all other letters have one small form."""
    usable = all(
        letter in _LETTERS_BESIDE_ASCII or (letter.isascii() and letter.isprintable() and letter not in " _")
        for letter in letters
    )
    if not usable:
        return _ANY
    exact = frozenset(letter.lower() for letter in letters)
    return _Part(exact, _better(None, exact))
