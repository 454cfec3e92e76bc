"""Which of many patterns can match a text at all, told by the letters that each of them needs.

A pattern needs a set of words when one of these stands in whatever it matches: ``(?:said|says) nothing`` needs
"nothing", and "said" or "says". The sets are read off the patterns themselves, so none has to be kept beside them by hand. **Law: a
pattern that matches a text is never left out.** What cannot be read needs nothing and is always tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
Words = frozenset[str]

#: Words of one set at most: longer lists are read as two sets, one behind the other.
_MOST = 64
#: Sets that are kept of a pattern at most.
_KEPT = 2
#: One letter in so many is a given one: a set costs how often one of its words stands there by chance, and a little
#: for looking each of them up.
_ALPHABET, _LOOK = 6.0, 0.001
#: Sets that stand in every other sentence by chance spare nothing.
_DEAREST = 0.25
_REPEAT = re.compile(r"\{(\d*)(,?)(\d*)\}")
_GROUP = re.compile(r"\?(?:P<\w+>|:|>|(?P<on>[aiLmsux]*)(?P<off>-[imsx]+)?(?P<end>[:)]))")
#: Letters that no quantifier follows.
_PLAIN = re.compile(r"[A-Za-z]++(?![?*+{])|[A-Za-z]+(?=[A-Za-z][?*+{])")
_NOTHING: Words = frozenset({""})
_LETTERS_BESIDE_ASCII = frozenset("’‘“”")


class _Part(NamedTuple):
    """What is known of a part of a pattern: all that it can match (None: more than can be listed), and sets of each of
    which one stands in whatever it matches, the one that tells most first."""

    exact: Words | None
    needs: tuple[Words, ...]


_ANY, _EMPTY = _Part(None, ()), _Part(_NOTHING, ())


class _UnreadError(Exception):
    """A construction that this module does not read."""


def needed(pattern: re.Pattern[str]) -> tuple[Words, ...]:
    """Sets of words, as :func:`folded` writes them: one of each set stands in every text that ``pattern`` matches.

    The set that tells most comes first; there is none where none tells anything. No word holds white space or "_".
    Raises nothing.
    """
    if pattern.flags & re.VERBOSE:
        return ()
    reader = _Reader(pattern.pattern)
    try:
        needs = reader.alternatives().needs
    except _UnreadError:
        return ()
    return () if reader.is_open else tuple(map(_shortest, needs))


def folded(text: str) -> str:
    """``text`` in small letters; those that a pattern takes for an i or s when it ignores case are one."""
    if not text.isascii():
        text = text.replace("ſ", "s").replace("ı", "i").replace("İ", "i")
    return text.lower()


class Prefilter(Generic[T]):
    """Things with a pattern each, in order. What the patterns need is read off them when it is first asked for."""

    __slots__ = ("_index", "_items", "_patterns")

    def __init__(self, items: Sequence[T], patterns: Sequence[re.Pattern[str]]) -> None:
        self._items = tuple(items)
        self._patterns = tuple(patterns)
        self._index: _Index | None = None

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def among(self, text: str) -> list[T]:
        """The things whose pattern can match in ``text``, or in what is left of it when parts of it are blotted out
        with spaces or "_"; in order."""
        index = self._index
        if index is None:
            index = self._index = _index_of(self._patterns)
        low = folded(text)
        places = {place for word, own in index.by_word.items() if word in low for place in own}
        if not places and not index.always:
            return []
        places.update(index.always)
        return [self._items[place] for place in sorted(places) if _has_all(low, index.others[place])]


class _Index(NamedTuple):
    """Places of patterns: those that need nothing, by each word of their first set, and for each its other sets."""

    always: tuple[int, ...]
    by_word: Mapping[str, tuple[int, ...]]
    others: tuple[tuple[Words, ...], ...]


def _index_of(patterns: Sequence[re.Pattern[str]]) -> _Index:
    always: list[int] = []
    by_word: dict[str, list[int]] = {}
    others: list[tuple[Words, ...]] = []
    for place, pattern in enumerate(patterns):
        first, *rest = needed(pattern) or (frozenset[str](),)
        if not first:
            always.append(place)
        for word in first:
            by_word.setdefault(word, []).append(place)
        others.append(tuple(rest))
    return _Index(tuple(always), {word: tuple(places) for word, places in by_word.items()}, tuple(others))


def _has_all(low: str, sets: tuple[Words, ...]) -> bool:
    return all(any(word in low for word in words) for words in sets)


def _cost(words: Words) -> float:
    return sum(_ALPHABET ** -len(word) + _LOOK for word in words)


def _best(sets: list[Words]) -> tuple[Words, ...]:
    """The sets that tell most."""
    costs = {words: _cost(words) for words in sets if "" not in words}
    return tuple(sorted((one for one in costs if costs[one] <= _DEAREST), key=costs.__getitem__)[:_KEPT])


def _shortest(words: Words) -> Words:
    """The words without those that hold another of them: they tell no more than that."""
    return frozenset(word for word in words if not any(other != word and other in word for other in words))


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
        exact = [part.exact for part in parts if part.exact is not None]
        needs = [part.needs[0] for part in parts if part.needs]
        return _Part(
            frozenset().union(*exact) if len(exact) == len(parts) else None,
            _best([frozenset().union(*needs)]) if len(needs) == len(parts) else (),
        )

    def _sequence(self) -> _Part:
        run, found, whole = _NOTHING, list[Words](), True
        while self.is_open and self._next() not in {"|", ")"}:
            part = self._part()
            if part.exact is not None and len(run) * len(part.exact) <= _MOST:
                run = frozenset(before + after for before in run for after in part.exact)
                continue
            found += [run, *part.needs]
            run, whole = _NOTHING if part.exact is None else part.exact, False
        return _Part(run if whole else None, _best([*found, run]))

    def _part(self) -> _Part:
        """What comes next, up to all that is one element with its quantifiers, or plain letters."""
        if (plain := _PLAIN.match(self._text, self._at)) is not None:
            self._at = plain.end()
            return _Part(frozenset({plain.group().lower()}), ())
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
            part = _Part(exact, part.needs if least else ())
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
    return _Part(exact, _best([exact]))
