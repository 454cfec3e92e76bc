"""Which of a page's candidates is its day of publication: what agrees with what, and how much each trait counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.pages.date_candidates import Candidate
from dragoman.pages.date_weights import START, WEIGHTS

#: The best day is believed when its logit is at least this, and when it leads the next by at least so much. Chosen out of
#: fold, so that nine in ten pages and more are answered.
LEAST, LEAD = -1.0, 0.1
#: Traits that make a place in the text one that agreement with counts.
_PLACED = ("at lead", "at above", "at title")
_OFF = frozenset(
    {"says modified", "says other", "says loaded", "named other", "aside", "in comment body", "in related"}
)


_UTC = ("Z", "+00:00")
_SHAPES = frozenset(
    {
        "bare",
        "short line",
        "long line",
        "alone",
        "twice",
        "many",
        "named date",
        "named published",
        "says published",
        "named other",
        "time",
        "within a",
        "within li",
        "first under title",
        "says modified",
        "named modified",
    }
)


def voices(one: Candidate) -> frozenset[str]:
    """What a candidate adds to others of its day."""
    out = set()
    for trait in one.traits:
        if trait.partition(":")[0] in {"meta", "ld", "item", "script"}:
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


def in_context(
    candidates: Sequence[Candidate], month: tuple[int, int] | None, picture: tuple[int, int] | None
) -> list[Candidate]:
    """The candidates with what they have in common with the others as further traits.

    ``month`` is year and month of the page's address, ``picture`` those of its first picture's; None when unknown.
    """
    company = _Company(candidates)
    return [
        replace(one, traits=one.traits | company.traits(at, one) | _dated(one, month, picture))
        for at, one in enumerate(candidates)
    ]


class _Company:
    """What the candidates of one page have in common."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        heard: dict[date, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for at, one in enumerate(candidates):
            for voice in voices(one):
                heard[one.day][voice].add(at)
        self._heard = heard
        self._everywhere = {voice for day in heard.values() for voice in day}
        good = [one.day for one in candidates if not one.traits & _OFF and one.group != "address"]
        self._ends = (min(good), max(good)) if good else None
        self._placed = {day for day, voiced in heard.items() if {"text lead", "time lead"} & voiced.keys()}
        self._stated = [day for day, voiced in heard.items() if any(_states(voice) for voice in voiced)]
        self._utc, self._local = _shifted(candidates)

    def traits(self, at: int, one: Candidate) -> set[str]:
        """The traits that the candidate at ``at`` has by its company."""
        own = voices(one)
        here = self._heard[one.day]
        more = {f"with {voice}" for voice, who in here.items() if who - {at}} - {
            f"with {voice}" for voice in own
        }
        more |= {f"against {voice}" for voice in self._everywhere - here.keys()}
        zone = next((trait for trait in one.traits if trait.startswith("at ")), None)
        if zone is not None:
            more |= {f"{zone} & {trait}" for trait in one.traits & _SHAPES}
        if one.group not in {"text", "time"} and one.value.endswith(_UTC) and one.day in self._utc:
            more.add("local day differs")
        if one.day in self._local and (one.group == "address" or "at lead" in one.traits):
            more.add("UTC day differs")
        if self._ends is not None:
            more |= {
                name for name, day in zip(("earliest", "latest"), self._ends, strict=True) if one.day == day
            }
        if self._stated and min(abs((one.day - day).days) for day in self._stated) == 1:
            more.add("a day off")
        if self._placed == {one.day}:
            more.add("only in lead")
        return more


def _shifted(candidates: Sequence[Candidate]) -> tuple[set[date], set[date]]:
    """Days stated in UTC that the address or the head of the page has one earlier or later, and those of the latter."""
    near = {
        one.day
        for one in candidates
        if one.group == "address" or (one.group in {"text", "time"} and "at lead" in one.traits)
    }
    stated = {
        one.day
        for one in candidates
        if one.value.endswith(_UTC) and any(_states(voice) for voice in voices(one))
    }
    pairs = [(utc, local) for utc in stated for local in near if abs((utc - local).days) == 1]
    return {utc for utc, _ in pairs}, {local for _, local in pairs}


def _dated(one: Candidate, month: tuple[int, int] | None, picture: tuple[int, int] | None) -> set[str]:
    """How a day lies to the months in the addresses of the page and of its picture."""
    here, more = (one.day.year, one.day.month), set()
    if month is not None:
        more.add("month of address" if here == month else "not month of address")
    if picture is not None:
        more.add(
            "month of picture" if here == picture else "before picture" if here < picture else "after picture"
        )
    return more


def _states(voice: str) -> bool:
    return voice.endswith(":published") and not voice.startswith("script")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The day that is believed, the logit of its best candidate, and its candidates, best first."""

    day: date
    score: float
    candidates: tuple[Candidate, ...]


def choose(
    candidates: Sequence[Candidate], weights: Mapping[str, float] = WEIGHTS, start: float = START
) -> Choice | None:
    """The day of publication among candidates in context; None when none can be believed."""
    by_day: dict[date, list[tuple[float, Candidate]]] = defaultdict(list)
    for one in candidates:
        by_day[one.day].append((score(one, weights, start), one))
    ranked = sorted(
        (
            (max(points for points, _ in found), day)
            for day, found in by_day.items()
            if not all(barred(one) for _, one in found)
        ),
        reverse=True,
    )
    if not ranked or ranked[0][0] < LEAST or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAD):
        return None
    best, day = ranked[0]
    found = sorted(by_day[day], key=lambda item: -item[0])
    return Choice(day=day, score=best, candidates=tuple(one for _, one in found))


def score(one: Candidate, weights: Mapping[str, float] = WEIGHTS, start: float = START) -> float:
    """The logit of a candidate in context."""
    return start + sum(weights.get(trait, 0.0) for trait in one.traits)


def barred(one: Candidate) -> bool:
    """Whether a candidate alone can never make its day that of publication: changes, clocks, comments, other stories."""
    if "other story" in one.traits:
        return True
    if one.group in {"meta", "ld", "item"}:
        return any(
            trait in one.traits
            for trait in (f"{one.group}:modified", "ld-stray:modified", "ld-media:modified")
        )
    if one.group not in {"text", "time"}:
        return False
    says = one.traits & {"says published", "named published", "pubdate", "prop published"}
    if one.traits & {"says loaded", "in comment body"} or (
        "says modified" in one.traits and "prop published" not in one.traits
    ):
        return True
    return bool(one.traits & {"at top", "over the menu"}) and not says
