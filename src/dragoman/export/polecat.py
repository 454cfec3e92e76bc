"""Events in the shape of POLECAT: tab-separated, 40 columns with a header line, one row an event.

Parties that act together stand in one row: lists are parted by ``; ``, and several values of one of their members by
``|``. What is unknown is empty (POLECAT writes ``None``). The columns are described in ``docs/reference/events-out.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dragoman.export.choosing import FACTS, Export, Status, Undated, choose
from dragoman.export.crosswalk import Crosswalk, PartyCode, party_code
from dragoman.export.days import days_of
from dragoman.export.happenings import QUADS
from dragoman.export.pseudonyms import Names, mask_of
from dragoman.export.reading import comment_regions, named_by, public_actors, within
from dragoman.export.tsv import day_cell, number_cell, text_cell
from dragoman.export.wording import Words
from dragoman.model import Actor, ActorKind, Coded, Event, Participant, Place, Role

#: Between the members of a list, and between the values of one member.
MEMBERS, VALUES = "; ", "|"


def _sides() -> Iterator[str]:
    for side in ("Actor", "Recipient"):
        yield from (
            f"{side} Name",
            f"{side} Country",
            f"{side} COW",
            f"Primary {side} Sector",
            f"{side} Sectors",
        )
        yield from (f"{side} Title", f"{side} Name Raw", f"Wikipedia {side} ID")


#: The columns, in order.
POLECAT_COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", *_sides(),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
_ORGANISATIONS = frozenset({ActorKind.BODY, ActorKind.GROUP, ActorKind.OUTLET, ActorKind.AGENCY})
#: What parts the cells of a list stands in no name.
_APART = str.maketrans({";": ",", "|": "/"})
_ID = 16
#: PLOVER's levels of a place that have a column of their own.
_PROVINCE, _DISTRICT, _CITY = 3, 4, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What the rows of one page are written with."""

    words: Words
    crosswalk: Crosswalk
    actors: Mapping[str, Actor]
    public: frozenset[str]

    def name(self, actor: Actor | None) -> str:
        if actor is None:
            return ""
        return _clean(actor.name if actor.id in self.public else self.words.mask.say(actor.name))

    def cow(self, code: PartyCode) -> str | None:
        codes = self.crosswalk.countries.get(code.first or "")
        return str(codes.cow) if codes is not None and codes.cow is not None else None


def encode_polecat(
    coded: Coded,
    crosswalk: Crosswalk,
    *,
    include: Iterable[Status] = FACTS,
    undated: Undated = Undated.OUT,
    comments: Names = Names.PSEUDONYMOUS,
    key: bytes | None = None,
) -> Export[tuple[str, ...]]:
    """The events of ``coded`` as rows of cells, one for each of ``POLECAT_COLUMNS``, in page order.

    POLECAT demands a day: what becomes of an event without one says ``undated``; with ``Undated.BOUNDS`` it has the first
    that it can have been. ``include`` are the statuses of the events wanted; no column tells them. Mentions in comments
    never count among the people and organizations of the story.
    """
    chosen = choose(coded, include, undated, by_day=True)
    desk = _Desk(
        words=Words(coded=coded, mask=mask_of(coded, comments, key)),
        crosswalk=crosswalk,
        actors={one.id: one for one in coded.actors},
        public=public_actors(coded),
    )
    story = tuple(_story(desk))
    rows = (dict((*_row(desk, event, undated), *story)) for _, event in chosen.events)
    return Export(records=tuple(tuple(row[name] for name in POLECAT_COLUMNS) for row in rows), chosen=chosen)


def _row(desk: _Desk, event: Event, undated: Undated) -> Iterator[tuple[str, str]]:
    days = days_of(event.when.value if event.when else None)
    day = days.first if days.known or undated is Undated.BOUNDS else None
    yield "Event ID", text_cell(f"{desk.words.coded.page.id[:_ID]}_{event.id}")
    yield "Event Date", day_cell(day)
    yield "Event Type", text_cell(event.category)
    yield "Event Mode", text_cell(event.mode)
    yield "Intensity", number_cell(event.intensity)
    yield "Quad Code", _QUADS.get(QUADS.get(event.category, 0), "")
    yield "Contexts", MEMBERS.join(_clean(one) for one in (*event.contexts, *event.auxiliary))
    yield from _side(desk, "Actor", event.actors, day)
    yield from _side(desk, "Recipient", event.recipients, day)
    yield from _place(desk.words, event.where)


def _side(
    desk: _Desk, side: str, parties: tuple[Participant, ...], day: date | None
) -> Iterator[tuple[str, str]]:
    codes = tuple(map(party_code, parties))
    actors = tuple(desk.actors.get(one.actor or "") for one in parties)
    yield f"{side} Name", _list(map(desk.name, actors))
    yield f"{side} Country", _list(one.first for one in codes)
    yield f"{side} COW", _list(map(desk.cow, codes))
    yield f"Primary {side} Sector", _list(one.sectors[0] if one.sectors else None for one in codes)
    yield f"{side} Sectors", _list(VALUES.join(one.sectors) for one in codes)
    yield f"{side} Title", _list(VALUES.join(_titles(one, day)) for one in actors)
    yield f"{side} Name Raw", _list(_clean(desk.words.quote(one.span)) for one in parties)
    yield f"Wikipedia {side} ID", _list(_clean(one.wikidata) if one else None for one in actors)


def _list(values: Iterable[str | None]) -> str:
    """One place for each party, so that the columns of a side go together; empty where nothing is known of any."""
    found = [value or "" for value in values]
    return MEMBERS.join(found) if any(found) else ""


def _clean(text: str | None) -> str:
    return text_cell(text.translate(_APART) if text else None)


def _titles(actor: Actor | None, day: date | None) -> list[str]:
    """The offices that are known to be held on ``day``; none of a day that is not known."""
    if actor is None or day is None:
        return []
    held = [_clean(one.position) for one in actor.roles if one.position and _holds(one, day)]
    return list(dict.fromkeys(held))


def _holds(role: Role, day: date) -> bool:
    begun, ended = days_of(role.since).last, days_of(role.until).first
    if begun is None or begun > day:
        return False
    return role.until is None or (ended is not None and ended >= day)


def _place(words: Words, where: Place | None) -> Iterator[tuple[str, str]]:
    name = _clean(where.name) if where else ""
    level = where.level if where else None
    # Sites have no number of GeoNames: a town of the lowest level has one.
    town = level == _CITY and where is not None and where.geonames is not None
    yield "Placename", name
    yield "City", name if town else ""
    yield "District", name if level == _DISTRICT else ""
    yield "Province", name if level == _PROVINCE else ""
    yield "Country", text_cell(where.country if where else None)
    yield "Latitude", number_cell(where.lat if where else None)
    yield "Longitude", number_cell(where.lon if where else None)
    yield "GeoNames ID", number_cell(where.geonames if where else None)
    yield "Raw Placename", _clean(words.quote(where.span)) if where else ""
    yield "Feature Type", ""


def _story(desk: _Desk) -> Iterator[tuple[str, str]]:
    """What all events of the page have in common."""
    coded = desk.words.coded
    article = coded.article
    published = days_of(article.published.value if article and article.published else None)
    about = article.about if article else None
    named = tuple(_named(desk))
    people = (desk.name(one) for one in named if one.kind is ActorKind.PERSON)
    organisations = (desk.name(one) for one in named if one.kind in _ORGANISATIONS)
    yield "Source", text_cell(named_by(coded).outlet)
    yield "Publication Date", day_cell(published.first if published.known else None)
    yield "Story People", _distinct(people)
    yield "Story Organizations", _distinct(organisations)
    yield "Story Locations", _distinct(_clean(one.name) for one in coded.places)
    yield "Language", text_cell(about.language.text if about and about.language else None)
    yield "Version", text_cell(f"dragoman {coded.run.version} {coded.run.kit[:12]}")


def _named(desk: _Desk) -> Iterator[Actor]:
    """The actors that the article names, in the order in which it first does."""
    regions = comment_regions(desk.words.coded)
    ids = (one.actor for one in desk.words.coded.mentions if one.actor and not within(regions, one.span))
    yield from (desk.actors[one] for one in dict.fromkeys(ids) if one in desk.actors)


def _distinct(names: Iterable[str]) -> str:
    return MEMBERS.join(dict.fromkeys(name for name in names if name))
