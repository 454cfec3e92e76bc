"""Folding text for comparison without losing where each character stood.

Two folds: :func:`level` changes characters one for one, so offsets stay what they are; :func:`fold` also
collapses white space and drops invisible characters, and keeps a map back.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import cache

#: White space of every kind, as one plain space.
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
#: Characters that show nothing: zero-width spaces and joiners, byte-order marks, soft hyphens, bidi controls.
INVISIBLE = frozenset(
    "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
SINGLE_MARKS = "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`\uff07"
DOUBLE_MARKS = "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02"
DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"

#: Cyrillic and Greek letters that look like Latin ones (the common subset of Unicode's confusables).
LOOKALIKES = {
    **dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјорсух", "ABESIJKMHOPCTYXaesijopcyx", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEZHIKMNOPTYXo", strict=True)),
}


#: The characters of ASCII that levelling changes, letters aside.
_UNEVEN = re.compile(r"[\t-\r\x1c-\x1f`]")


@cache
def _table() -> dict[int, str]:
    table = {ord(c): " " for c in SPACES}
    table |= {ord(c): "'" for c in SINGLE_MARKS}
    table |= {ord(c): '"' for c in DOUBLE_MARKS}
    table |= {ord(c): "-" for c in DASHES}
    return table


@cache
def _latin() -> dict[int, str]:
    return {ord(k): v for k, v in LOOKALIKES.items()}


def level(text: str) -> str:
    """``text`` with spaces, quotation marks, dashes and case made plain, character for character.

    The result has the length of ``text``, so an offset in one is the same offset in the other.
    """
    if text.isascii() and _UNEVEN.search(text) is None:
        return text.lower()
    plain = text.translate(_table())
    lower = plain.lower()
    if len(lower) == len(plain):
        return lower
    return "".join(low if len(low := c.lower()) == 1 else c for c in plain)


def unmask(text: str) -> str:
    """``text`` with Cyrillic and Greek look-alikes of Latin letters replaced, character for character."""
    return text if text.isascii() else text.translate(_latin())


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and the way back.

    Character ``i`` of ``text`` stands for ``source[starts[i]:ends[i]]`` (code points of the source).
    """

    text: str
    starts: array[int]
    ends: array[int]

    def unfold(self, start: int, end: int) -> tuple[int, int]:
        """The source range behind the non-empty folded range ``[start, end)``."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """``text`` levelled, with runs of white space as one space and invisible characters dropped."""
    plain = level(text)
    out: list[str] = []
    starts, ends = array("Q"), array("Q")
    for at, char in enumerate(plain):
        if char in INVISIBLE:
            continue
        if char == " " and out and out[-1] == " ":
            ends[-1] = at + 1
            continue
        out.append(char)
        starts.append(at)
        ends.append(at + 1)
    return Folded("".join(out), starts, ends)
