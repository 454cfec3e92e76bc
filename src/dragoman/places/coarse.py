"""Names of countries and regions in a page's text: they tell where the page is, whether or not they are its toponyms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dragoman.places.gazetteer import Gazetteer
from dragoman.places.keys import key_of
from dragoman.places.kinds import Kind

_CAPITAL: Final = re.compile(r"(?<![\w@#/])(?:[A-Z][\w'’]*\.?(?:[A-Z]\w*\.?)*)")
_LONGEST: Final = 5
#: A code of a state has so many letters at most.
_CODE: Final = 3


@dataclass(frozen=True, slots=True)
class Coarse:
    """Text ``start`` to ``end`` names one of ``places``: countries, regions or areas, by number."""

    start: int
    end: int
    places: tuple[int, ...]


def coarse_names(text: str, gazetteer: Gazetteer) -> tuple[Coarse, ...]:
    """The names of countries, regions and areas in ``text``, the longest first at each place, none overlapping.

    Offsets are 0-based, half-open code points of ``text``.
    """
    return tuple(_walk(text, gazetteer))


def _walk(text: str, gazetteer: Gazetteer) -> Iterator[Coarse]:
    words = [(word.start(), word.end()) for word in _CAPITAL.finditer(text)]
    at = 0
    while at < len(words):
        found = _longest(text, words, at, gazetteer)
        if found is None:
            at += 1
            continue
        yield found
        while at < len(words) and words[at][0] < found.end:
            at += 1


def _longest(text: str, words: list[tuple[int, int]], at: int, gazetteer: Gazetteer) -> Coarse | None:
    start = words[at][0]
    if key_of(text[start : words[at][1]]).partition(" ")[0] not in gazetteer.coarse_starts:
        return None
    for last in range(min(at + _LONGEST, len(words)) - 1, at - 1, -1):
        end = words[last][1]
        if end - start > 60 or "\n" in text[start:end]:
            continue
        for stop in (end, end - 1) if text[end - 1] == "." else (end,):
            if (places := gazetteer.coarse(text[start:stop])) and _meant(
                text, start, stop, places, gazetteer
            ):
                return Coarse(start, stop, places)
    return None


def _meant(text: str, start: int, stop: int, places: tuple[int, ...], gazetteer: Gazetteer) -> bool:
    """IN, OR and ME are states only behind a comma or a bracket; US and UK stand alone."""
    if stop - start > _CODE or "." in text[start:stop] or not text[start:stop].isupper():
        return True
    return text[max(0, start - 2) : start].rstrip(" ")[-1:] in {",", "("} or not any(
        gazetteer.place(place).kind is Kind.REGION for place in places
    )
