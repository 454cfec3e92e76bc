"""Numbers of people as news writes them: "at least 12", "between 20 and 30", "tens of thousands", "a dozen", "some 500".

What vague words stand for is a choice of ours: a plural is two or more of its unit and less than the next unit, so *dozens*
are 24 to 99, *scores* 40 to 99, *hundreds* 200 to 999, *tens of thousands* 20,000 to 99,999.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_ONES: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12, "score": 20}
#: Vague words by how many words they take, longest first: lowest and highest count.
_VAGUE: Final[tuple[tuple[tuple[str, ...], int, int | None], ...]] = (
    (("hundreds", "of", "thousands"), 200_000, 999_999),
    (("tens", "of", "thousands"), 20_000, 99_999),
    (("tens", "of", "millions"), 20_000_000, 99_999_999),
    (("several", "hundred"), 200, 999),
    (("a", "few", "hundred"), 200, 999),
    (("several", "thousand"), 2_000, 9_999),
    (("a", "few", "thousand"), 2_000, 9_999),
    (("several", "dozen"), 24, 99),
    (("a", "few", "dozen"), 24, 99),
    (("a", "couple", "of"), 2, 2),
    (("a", "handful", "of"), 3, 9),
    (("a", "number", "of"), 2, None),
    (("a", "few"), 3, 9),
    (("thousands",), 2_000, 9_999),
    (("hundreds",), 200, 999),
    (("dozens",), 24, 99),
    (("scores",), 40, 99),
    (("millions",), 2_000_000, None),
    (("several",), 3, 9),
    (("both",), 2, 2),
    (("none",), 0, 0),
)
_VAGUE_BY_WORD: Final = {
    word: tuple(one for one in _VAGUE if one[0][0] == word) for word in {phrase[0] for phrase, _, _ in _VAGUE}
}
_MORE: Final = (
    ("more", "than"),
    ("greater", "than"),
    ("over",),
    ("upwards", "of"),
    ("above",),
    ("exceeding",),
)
_LEAST: Final = (("at", "least"), ("no", "fewer", "than"), ("no", "less", "than"), ("not", "less", "than"))
_MOST: Final = (("up", "to"), ("as", "many", "as"), ("at", "most"), ("no", "more", "than"))
_LESS: Final = (("fewer", "than"), ("less", "than"), ("under",), ("below",))
_ABOUT: Final = (
    ("some",), ("about",), ("around",), ("roughly",), ("approximately",), ("nearly",), ("almost",), ("an", "estimated"),
    ("estimated",), ("close", "to"), ("another",), ("a", "further"), ("just",), ("only",), ("the",), ("a", "total", "of"),
    ("all",), ("other",), ("a", "reported"), ("as", "few", "as"),
)  # fmt: skip
_KINDS: Final = tuple(
    (kind, phrase)
    for kind, phrases in (("least", _LEAST), ("most", _MOST), ("more", _MORE), ("less", _LESS), ("", _ABOUT))
    for phrase in phrases
)
#: The words before a count by the first of them, with what they make of it.
_LEADING: Final = {
    word: tuple(one for one in _KINDS if one[1][0] == word) for word in {phrase[0] for _, phrase in _KINDS}
}
_LEAST_AFTER: Final = (("or", "more"), ("-", "plus"), ("plus",), ("and", "counting"))
_FIGURE: Final = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_RANGE: Final = re.compile(r"(\d[\d,]*)[-\u2013](\d[\d,]*)")
_DASHES: Final = frozenset({"-", "\u2013", "to"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A count from ``low`` to ``high`` (None: open), told by the words from ``start`` up to ``end``, which count from 0.

    ``at_least`` is whether the words say that there may be more.
    """

    low: int
    high: int | None
    at_least: bool
    start: int
    end: int


def quantities_of(words: Sequence[str]) -> Iterator[Quantity]:
    """The counts in a sentence from left to right; none overlaps another. Years and days of months are counts here too."""
    low = [word.lower() for word in words]
    at = 0
    while at < len(low):
        found = _quantity(low, at)
        if found is None:
            at += 1
        else:
            yield found
            at = found.end


def _quantity(low: Sequence[str], at: int) -> Quantity | None:
    start, kinds = at, []
    while (led := _leading(low, at)) is not None:
        kinds.append(led[0])
        at = led[1]
    between = low[at : at + 1] in (["between"], ["from"])
    value = _value(low, at + between)
    if value is None:
        return None
    first, last, end = value
    if (
        (between or "" in kinds or not kinds)
        and low[end : end + 1]
        and (low[end] in _DASHES or (between and low[end] == "and"))
    ):
        further = _value(low, end + 1)
        if further is not None and further[0] > first:
            return Quantity(low=first, high=further[1], at_least=False, start=start, end=further[2])
    if between:
        return None
    for phrase in _LEAST_AFTER:
        if tuple(low[end : end + len(phrase)]) == phrase:
            return _bounded(["least"], first, last, start, end + len(phrase))
    return _bounded(kinds, first, last, start, end)


def _bounded(kinds: Sequence[str], first: int, last: int | None, start: int, end: int) -> Quantity:
    """The count under the words that stand before it."""
    if "least" in kinds or "more" in kinds:
        return Quantity(low=first, high=None, at_least=True, start=start, end=end)
    if "most" in kinds:
        return Quantity(low=0, high=last, at_least=False, start=start, end=end)
    if "less" in kinds:
        return Quantity(low=0, high=first - 1, at_least=False, start=start, end=end)
    return Quantity(low=first, high=last, at_least=False, start=start, end=end)


def _leading(low: Sequence[str], at: int) -> tuple[str, int] | None:
    for kind, phrase in _LEADING.get(low[at], ()) if at < len(low) else ():
        if tuple(low[at : at + len(phrase)]) == phrase:
            return kind, at + len(phrase)
    return None


def _value(low: Sequence[str], at: int) -> tuple[int, int | None, int] | None:
    """Lowest and highest count at a word, and the word after it."""
    for phrase, first, last in _VAGUE_BY_WORD.get(low[at], ()) if at < len(low) else ():
        if tuple(low[at : at + len(phrase)]) == phrase:
            return first, last, at + len(phrase)
    if at < len(low) and (match := _RANGE.fullmatch(low[at])):
        one, other = (int(part.replace(",", "")) for part in match.groups())
        return (one, other, at + 1) if one < other else None
    return _exact(low, at)


def _exact(low: Sequence[str], at: int) -> tuple[int, int | None, int] | None:
    if low[at : at + 1] in (["a"], ["an"], ["one"]) and low[at + 1 : at + 2] and low[at + 1] in _SCALES:
        value: float = _SCALES[low[at + 1]]
        at += 2
    elif at < len(low) and (number := _figure(low[at])) is not None:
        value = number
        at += 1
    elif low[at : at + 1] == ["half"] and tuple(low[at + 1 : at + 3]) == ("a", "million"):
        return 500_000, 500_000, at + 3
    else:
        return None
    while at < len(low):
        after = _word(low[at + 1]) if at + 1 < len(low) else None
        small = after is not None and after < 100
        if low[at] in _SCALES:
            value *= _SCALES[low[at]]
            at += 1
        elif (low[at] == "and" and value >= 100 and small) or (
            low[at] == "-" and value in range(20, 100, 10) and small
        ):
            value += after or 0
            at += 2
        else:
            break
    return int(value), int(value), at


def _figure(word: str) -> float | None:
    if _FIGURE.fullmatch(word):
        return float(word.replace(",", ""))
    return _word(word)


def _word(word: str) -> int | None:
    tens, _, one = word.partition("-")
    if one:
        first, second = _ONES.get(tens, 0), _ONES.get(one, 0)
        return first + second if first in range(20, 100, 10) and 0 < second < 10 else None
    return _ONES.get(word)
