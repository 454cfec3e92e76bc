"""Which places a toponym may mean, and by which rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from dragoman.places.gazetteer import Gazetteer, Hit, How
from dragoman.places.kinds import Kind


class Rule(IntEnum):
    """Why a place is a candidate; the first that gives any places decides."""

    NAME = 0
    OTHER_NAME = 1
    ADJECTIVE = 2
    SHORT = 3
    GENERIC = 4  # with a word for its kind put to the name or taken from it: Boone county, Idlib province
    PART = 5  # a part of a place: northern Syria, downtown Toronto
    INSIDE = 6  # a name inside the words: Colchester General Hospital
    PAGE = 7  # nothing but the page's main place


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place by number, and the rule that named it."""

    place: int
    rule: Rule


_RULES: Final = {
    How.USUAL: Rule.NAME,
    How.OTHER: Rule.OTHER_NAME,
    How.ADJECTIVE: Rule.ADJECTIVE,
    How.SHORT: Rule.SHORT,
}
#: More places of one name are not looked at; the file gives the largest first.
MOST: Final = 80
_TOWNS: Final = frozenset({Kind.TOWN, Kind.PART})
_DIVISIONS: Final = frozenset({Kind.REGION, Kind.DISTRICT, Kind.AREA})
_DISTRICTS: Final = frozenset({Kind.DISTRICT, Kind.TOWN, Kind.PART, Kind.REGION})
#: Words for kinds of places, and the kinds that they are of.
GENERIC: Final = {
    "county": frozenset({Kind.DISTRICT, Kind.REGION}), "counties": frozenset({Kind.DISTRICT, Kind.REGION}),
    "province": _DIVISIONS, "provinces": _DIVISIONS, "state": _DIVISIONS, "states": _DIVISIONS, "region": _DIVISIONS,
    "oblast": _DIVISIONS, "governorate": _DIVISIONS, "prefecture": _DIVISIONS, "republic": _DIVISIONS | {Kind.COUNTRY},
    "territory": _DIVISIONS, "emirate": _DIVISIONS, "krai": _DIVISIONS, "department": _DIVISIONS, "canton": _DIVISIONS,
    "district": _DISTRICTS, "districts": _DISTRICTS, "parish": _DISTRICTS, "municipality": _DISTRICTS, "division": _DISTRICTS,
    "borough": _DISTRICTS, "subdistrict": _DISTRICTS, "tehsil": _DISTRICTS, "taluk": _DISTRICTS, "constituency": _DISTRICTS,
    "township": _TOWNS | {Kind.DISTRICT}, "city": _TOWNS, "town": _TOWNS, "village": _TOWNS, "suburb": _TOWNS, "community": _TOWNS,
    "neighborhood": _TOWNS, "neighbourhood": _TOWNS, "metro": _TOWNS, "proper": _TOWNS,
    "river": frozenset({Kind.WATER}), "lake": frozenset({Kind.WATER}), "sea": frozenset({Kind.WATER}), "bay": frozenset({Kind.WATER}),
    "island": frozenset({Kind.LAND, Kind.AREA, Kind.TOWN, Kind.REGION}), "islands": frozenset({Kind.LAND, Kind.AREA, Kind.COUNTRY}),
    "mountains": frozenset({Kind.LAND}), "valley": frozenset({Kind.LAND, Kind.AREA}), "peninsula": frozenset({Kind.LAND, Kind.AREA}),
    "airport": frozenset({Kind.SITE}), "university": frozenset({Kind.SITE}),
}  # fmt: skip
#: What the words for kinds add to the name where the gazetteer has them in it.
_FULL: Final = {
    "county": "{} County", "counties": "{} County", "township": "{} Township", "district": "{} District", "river": "{} River",
    "parish": "{} Parish", "island": "{} Island", "islands": "{} Islands", "lake": "Lake {}", "province": "{} Province",
    "airport": "{} Airport", "university": "{} University", "city": "{} City",
}  # fmt: skip
_SHORTENED: Final = {
    "co.": "County", "twp.": "Township", "n.": "North", "s.": "South", "e.": "East", "w.": "West", "univ.": "University",
    "is.": "Island", "mtn.": "Mountain", "mtns.": "Mountains", "dist.": "District", "prov.": "Province",
}  # fmt: skip
_PARTS: Final = re.compile(
    r"(?:(?:north|south|east|west|central|mid|upper|lower|inner|outer|far|deep|greater|metro(?:politan)?|downtown|midtown|"
    r"uptown|mainland|old|rural|suburban|coastal|upstate|occupied|northern|southern|eastern|western|"
    r"north-?(?:east|west)(?:ern)?|south-?(?:east|west)(?:ern)?)[ -])+(?=\w)",
    re.I,
)
_OF: Final = re.compile(
    r"(?:the )?(city|town|village|township|state|province|region|republic|county|district|island|gulf|university|borough|parish) of (?:the )?",
    re.I,
)
#: Words of buildings, streets and bodies, and directions: towns are called so too, but a longer name does not mean them.
_COMMON: Final = frozenset(
    "academy action agency agriculture air airport airways alliance arena army art arts association atlantic avenue bank bar base beach "
    "big black block blue board bowl boys bridge broadcast building bureau business camp campus career cargo castle cathedral "
    "cemetery center central centre chamber chapel church circle city civic clinic close club coast college commission committee "
    "common community company complex concert congress convention corner corps council country county court courthouse creek "
    "cross crossing crossroads crown dam democratic department detention district division dock dome drive east eastern "
    "elementary embassy environmental estate exchange falls family farm farmers federal federation fire first force forest "
    "forever fort forum foundation free freedom garden gardens gate general girls golden golf grand green ground group grove "
    "guard gulf hall harbor harbour health heights high highway hill hills historic holy home homes hospital hotel house "
    "independence industrial inn institute international island jail junction justice king lake land lane law liberty library "
    "light little lodge magistrates main mall manor market medical memorial mental metro middle mill mills mine mines ministry "
    "mission monument mount mountain municipal museum national new news north northern number ocean office old order pacific "
    "palace parade park party pass peace people petroleum pier place plant plaza point police pond pool port post power primary "
    "prison public railway ranch red regional republic research resort restaurant ridge river road rock royal salt sanctuary "
    "school science second secondary security senate senior series service services shop shopping shore site sisters society south "
    "southern spring springs square stadium star state station stone store stream street studio summer summit super supreme "
    "swimming tavern tech technical technology temple terminal terrace theater theatre three tower town trade trail training "
    "trinity trust tunnel turtle union united university upper valley victory view villa village wall war water way west western "
    "white wildlife winter women wood woods world youth young zone zoo saint".split()
)
_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*\.?")
_OWNED: Final = re.compile(r"['’]s?$")


def candidates_of(name: str, gazetteer: Gazetteer, after: str = "") -> tuple[Candidate, ...]:
    """The places that the toponym ``name`` may mean, at most :data:`MOST`; ``after`` is the text that follows it.

    A name that is unknown as it stands is tried with words for its kind put in or left out, as a part of another place,
    and at last by the names inside it.
    """
    plain = _plain(name)
    found = _distinct(_named(plain, gazetteer))
    kind = following_kind(after)
    if kind in _FULL and kind not in plain.lower():
        found = _distinct((*found, *_generic(_FULL[kind].format(plain), gazetteer)))
    for tries in (_generics, _parts, _inside):
        if found:
            break
        found = _distinct(tries(plain, gazetteer))
    return found[:MOST]


def following_kind(after: str) -> str:
    """The word for a kind of place that the text right after a toponym begins with, lower case; empty where none does."""
    word = _WORD.match(after.lstrip(" ")) if after[:1] in {" ", "-"} else None
    kind = word.group().lower().rstrip(".") if word else ""
    return kind if kind in GENERIC else ""


def _plain(name: str) -> str:
    words = " ".join(name.split()).strip("\"'“”‘()[],;:")
    words = _OWNED.sub("", words) if len(words) > 3 else words
    return words[4:] if words[:4].lower() == "the " else words


def _distinct(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    found: dict[int, Candidate] = {}
    for one in candidates:
        found.setdefault(one.place, one)
    return tuple(found.values())


def _named(name: str, gazetteer: Gazetteer) -> Iterator[Candidate]:
    for hit in gazetteer.find(name):
        yield Candidate(hit.place, _RULES[hit.how])
    if name.endswith("s") and len(name) > 4:
        for hit in gazetteer.find(name[:-1]):
            if hit.how is How.ADJECTIVE:
                yield Candidate(hit.place, Rule.ADJECTIVE)


def _generic(name: str, gazetteer: Gazetteer) -> Iterator[Candidate]:
    for hit in gazetteer.find(name):
        yield Candidate(hit.place, Rule.GENERIC)


def _generics(name: str, gazetteer: Gazetteer) -> Iterator[Candidate]:
    long = " ".join(_SHORTENED.get(word.lower(), word) for word in name.split())
    if long != name:
        yield from _generic(long, gazetteer)
    words = long.split()
    of = _OF.match(long)
    ends = (
        [(words[-1].lower(), " ".join(words[:-1])), (words[0].lower(), " ".join(words[1:]))]
        if len(words) > 1
        else []
    )
    if of:
        ends.insert(0, (of.group(1).lower(), long[of.end() :]))
    for kind, base in ends:
        if kind in GENERIC and base:
            hits = gazetteer.find(base)
            numbers = gazetteer.facts(hit.place for hit in hits).kind.tolist()
            yield from (
                Candidate(hit.place, Rule.GENERIC)
                for hit, number in zip(hits, numbers, strict=True)
                if Kind(number) in GENERIC[kind]
            )


def _parts(name: str, gazetteer: Gazetteer) -> Iterator[Candidate]:
    if (start := _PARTS.match(name)) and start.end() < len(name):
        base = name[start.end() :]
        hits: Iterable[Hit] = gazetteer.find(base) or (
            gazetteer.find(base[:-1]) if base.endswith("s") else ()
        )
        yield from (Candidate(hit.place, Rule.PART) for hit in hits)


def _inside(name: str, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Names inside the words, the longest first; of one length all that there are."""
    words = [(word.start(), word.end()) for word in _WORD.finditer(name)]
    for length in range(len(words) - 1, 0, -1):
        found = False
        for first in range(len(words) - length + 1):
            part = name[words[first][0] : words[first + length - 1][1]]
            if not part[0].isupper() or len(part) < 4 or part.lower().rstrip(".") in _COMMON:
                continue
            for hit in gazetteer.find(part):
                if hit.how in {How.USUAL, How.ADJECTIVE} or gazetteer.is_listed(hit.place):
                    found = True
                    yield Candidate(hit.place, Rule.INSIDE)
        if found:
            return
