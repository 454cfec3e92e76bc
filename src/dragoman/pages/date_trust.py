"""Which of a page's candidates is its day of publication: what agrees with what, and how much each trait counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import exp

from dragoman.pages.date_candidates import Candidate

#: Traits that make a place in the text one that agreement with counts.
_PLACED = ("at lead", "at above", "at title")
_OFF = frozenset({"says modified", "says other", "says loaded", "named other", "aside", "in comment body", "in related"})


def voices(one: Candidate) -> frozenset[str]:
    """What a candidate adds to others of its day."""
    out = set()
    for trait in one.traits:
        if trait.partition(":")[0] in {"meta", "ld", "item"}:
            out.add(trait)
    if one.group == "address":
        out.add("address")
    if one.group in {"text", "time"} and not one.traits & _OFF:
        place = "lead" if one.traits & set(_PLACED) else "away"
        out.add(f"{one.group} {place}")
        if "says published" in one.traits or "named published" in one.traits or "pubdate" in one.traits:
            out.add(f"{one.group} sure")
    if one.group in {"text", "time"} and ("says modified" in one.traits or "named modified" in one.traits):
        out.add("says modified")
    return frozenset(out)


def in_context(candidates: Sequence[Candidate], month: tuple[int, int] | None, picture: tuple[int, int] | None) -> list[Candidate]:
    """The candidates with what they have in common with the others as further traits.

    ``month`` is year and month of the page's address, ``picture`` those of its first picture's; None when unknown.
    """
    heard: dict[date, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for at, one in enumerate(candidates):
        for voice in voices(one):
            heard[one.day][voice].add(at)
    everywhere = {voice for day in heard.values() for voice in day}
    good = [one.day for one in candidates if not one.traits & _OFF and one.group != "address"]
    placed = {one.day for one in candidates if one.group in {"text", "time"} and "lead" in " ".join(voices(one))}
    stated = [day for day, voiced in heard.items() if any(_states(voice) for voice in voiced)]
    out = []
    for at, one in enumerate(candidates):
        own = voices(one)
        agreed = {voice for voice, who in heard[one.day].items() if who - {at}} - own
        rivals = everywhere - set(heard[one.day])
        more = {f"with {voice}" for voice in agreed} | {f"against {voice}" for voice in rivals}
        if good:
            more |= {"earliest"} if one.day == min(good) else set()
            more |= {"latest"} if one.day == max(good) else set()
        if stated:
            gap = min(abs((one.day - day).days) for day in stated)
            more |= {"a day off"} if gap == 1 else set()
        if len(placed) == 1 and one.day in placed:
            more.add("only in lead")
        if month is not None:
            more.add("month of address" if (one.day.year, one.day.month) == month else "not month of address")
        if picture is not None:
            here = (one.day.year, one.day.month)
            more.add("month of picture" if here == picture else "before picture" if here < picture else "after picture")
        out.append(replace(one, traits=one.traits | more))
    return out


def _states(voice: str) -> bool:
    return voice.endswith(":published")
