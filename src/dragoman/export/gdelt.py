"""Events in the table of GDELT 2.0: tab-separated, 61 columns without a header, one row a dyad.

GDELT has one actor on each side, so events of several parties are expanded; its rows are told by CAMEO code, so events
without one are left out and counted. What is unknown is empty. The columns, and what of GDELT's has no counterpart here,
are described in ``docs/reference/events-out.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import combinations, product
from typing import Final

from dragoman.errors import ValueRuleError
from dragoman.export.choosing import FACTS, Chosen, Export, Status, Undated, choose
from dragoman.export.crosswalk import INTERNATIONAL, Crosswalk, party_code
from dragoman.export.days import days_of
from dragoman.export.happenings import trigger
from dragoman.export.pseudonyms import Names, mask_of
from dragoman.export.reading import named_by, public_actors, saved
from dragoman.export.tsv import number_cell, text_cell
from dragoman.export.wording import Words
from dragoman.model import Actor, Coded, Event, Participant, Place, Span, content_id

_ACTOR: Final = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO: Final = (
    "Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID",
)  # fmt: skip
#: The columns, in order.
GDELT_COLUMNS: Final = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{name}" for name in _ACTOR), *(f"Actor2{name}" for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{name}" for who in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
#: Categories whose events all parties do together when there is no recipient.
MUTUAL: Final = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})
#: Hex digits of a content id in an event number: 52 bits, which a double holds exactly.
_DIGITS: Final = 13
_TYPES: Final = 3
#: CAMEO's quad classes by root code: the last root code of each.
_QUADS: Final = ((5, 1), (9, 2), (13, 3), (20, 4))
#: PLOVER's levels of places: a country, and a first-order part of one.
_COUNTRY, _STATE = 2, 3

#: An actor and a recipient, either of which may not be told.
Pair = tuple[Participant | None, Participant | None]


@dataclass(slots=True, kw_only=True)
class Numbers:
    """The event numbers given out in one export, over all its pages; ``clashes`` counts numbers that two events share."""

    clashes: int = 0
    taken: dict[int, str] = field(default_factory=dict)

    def add(self, chosen: Chosen) -> None:
        """Take note of the numbers of a page's events."""
        for _, event in chosen.events:
            for pair in dyads(event):
                key = _identity(event, pair)
                self.clashes += self.taken.setdefault(_number(key), key) != key


def encode_gdelt(
    coded: Coded,
    crosswalk: Crosswalk,
    *,
    include: Iterable[Status] = FACTS,
    undated: Undated = Undated.OUT,
    added: datetime | None = None,
    comments: Names = Names.PSEUDONYMOUS,
    key: bytes | None = None,
) -> Export[tuple[str, ...]]:
    """The events of ``coded`` as rows of cells, one for each of ``GDELT_COLUMNS``: a row for each pair of parties.

    ``added`` is the time that DATEADDED tells (aware); without it, it is the time at which the page was saved, where that
    is known to the second and with its zone. GDELT demands a day, see ``undated``; with ``Undated.BOUNDS`` an event has the
    first that it can have been.

    Raises:
        ValueRuleError: when ``added`` has no time zone.
    """
    chosen = choose_coded(coded, include, undated)
    words = Words(coded=coded, mask=mask_of(coded, comments, key))
    desk = _Desk(
        words=words,
        crosswalk=crosswalk,
        actors={one.id: one for one in coded.actors},
        public=public_actors(coded),
        added=time_added(coded, added),
    )
    rows = (dict(_row(desk, event, pair, undated)) for _, event in chosen.events for pair in dyads(event))
    return Export(records=tuple(tuple(row[name] for name in GDELT_COLUMNS) for row in rows), chosen=chosen)


def choose_coded(coded: Coded, include: Iterable[Status], undated: Undated) -> Chosen:
    """The events that go out by their CAMEO code; those without one are counted as ``uncoded``."""
    chosen = choose(coded, include, undated, by_day=True)
    known = tuple((name, event) for name, event in chosen.events if is_cameo(event.cameo))
    return replace(chosen, events=known, uncoded=len(chosen.events) - len(known))


def is_cameo(code: str | None) -> bool:
    """Whether ``code`` has the form of a CAMEO code: two to four digits, the first two from 01 to 20."""
    return (
        code is not None
        and code.isascii()
        and code.isdigit()
        and 2 <= len(code) <= 4
        and 1 <= int(code[:2]) <= _QUADS[-1][0]
    )


def dyads(event: Event) -> tuple[Pair, ...]:
    """The pairs of parties of an event: each actor with each recipient; of what all do together, each two once."""
    if event.recipients:
        found: Iterable[Pair] = product(event.actors or (None,), event.recipients)
    elif event.category in MUTUAL and len(event.actors) > 1:
        found = combinations(event.actors, 2)
    else:
        found = product(event.actors or (None,), (None,))
    return tuple(dict.fromkeys(found))


def number(event: Event, pair: Pair) -> int:
    """The GLOBALEVENTID of a dyad, from 0 to 2^52 - 1: the first 13 hex digits of the SHA-256 over event and parties."""
    return _number(_identity(event, pair))


def _identity(event: Event, pair: Pair) -> str:
    parts = [
        part
        for one in pair
        for part in ((one.span.start, one.span.end, one.actor, one.code) if one else (None, None, None, None))
    ]
    return content_id("gdelt", event.id, *parts)


def _number(identity: str) -> int:
    return int(identity[:_DIGITS], 16)


def time_added(coded: Coded, added: datetime | None) -> str:
    """``YYYYMMDDHHMMSS`` in UTC; empty where the moment is not known.

    Raises:
        ValueRuleError: when ``added`` has no time zone.
    """
    if added is not None and added.tzinfo is None:
        raise ValueRuleError("the time of an export needs its time zone")
    try:
        moment = added or datetime.fromisoformat(saved(coded) or "")
        return "" if moment.tzinfo is None else f"{moment.astimezone(UTC):%Y%m%d%H%M%S}".rjust(14, "0")
    except (ValueError, OverflowError):  # a day, a month: no moment
        return ""


def address(coded: Coded) -> str:
    """The page's address; the hash of its bytes where none is known."""
    return text_cell(named_by(coded).url) or f"sha256:{coded.page.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """What the rows of one page are written with."""

    words: Words
    crosswalk: Crosswalk
    actors: Mapping[str, Actor]
    public: frozenset[str]
    added: str

    def name(self, one: Participant) -> str:
        actor = self.actors.get(one.actor or "")
        if actor is None:
            return text_cell(self.words.quote(one.span).upper())
        return text_cell((actor.name if actor.id in self.public else self.words.mask.say(actor.name)).upper())


def _row(desk: _Desk, event: Event, pair: Pair, undated: Undated) -> Iterator[tuple[str, str]]:
    yield "GLOBALEVENTID", str(number(event, pair))
    yield from _days(event, undated)
    for at, one in enumerate(pair, start=1):
        yield from ((f"Actor{at}{name}", cell) for name, cell in zip(_ACTOR, _actor(desk, one), strict=True))
    yield "IsRootEvent", _is_root(desk.words.coded, event)
    yield from _codes(desk.crosswalk, event.cameo or "")
    yield "NumMentions", str(len(tellings(event)))
    yield from (("NumSources", "1"), ("NumArticles", "1"), ("AvgTone", ""))
    for who in ("Actor1", "Actor2"):
        yield from ((f"{who}Geo_{name}", "") for name in _GEO)
    geo = _geo(desk.crosswalk, event.where) if event.where else ("",) * len(_GEO)
    yield from ((f"ActionGeo_{name}", cell) for name, cell in zip(_GEO, geo, strict=True))
    yield "DATEADDED", desk.added
    yield "SOURCEURL", address(desk.words.coded)


def _days(event: Event, undated: Undated) -> Iterator[tuple[str, str]]:
    """The day in GDELT's four forms; month and year also where only they are known."""
    days = days_of(event.when.value if event.when else None)
    first, last = days.first, days.last
    if undated is Undated.BOUNDS and not days.known:
        last = first
    day = first if days.known or undated is Undated.BOUNDS else None
    same_year = first is not None and last is not None and first.year == last.year
    same_month = same_year and first is not None and last is not None and first.month == last.month
    yield "SQLDATE", f"{_month(day)}{day.day:02}" if day else ""
    yield "MonthYear", _month(first) if same_month and first else ""
    yield "Year", f"{first.year:04}" if same_year and first else ""
    # As GDELT's data has it, where months are counted from 0.
    share = ((day.month - 1) * 30 + day.day) / 365 if day else 0.0
    yield "FractionDate", f"{day.year + share:.4f}" if day else ""


def _month(day: date) -> str:
    return f"{day.year:04}{day.month:02}"


def _actor(desk: _Desk, one: Participant | None) -> tuple[str, ...]:
    if one is None:
        return ("",) * len(_ACTOR)
    code, table = party_code(one), desk.crosswalk
    codes = table.countries.get(code.first or "")
    country = codes.cameo if codes else None
    group = table.groups.get(one.actor or "")
    roles = [role for sector in code.sectors if (role := table.roles.get(sector))]
    if code.first in INTERNATIONAL and code.first is not None:
        whole, types = (code.first, group or "", *roles), [code.first, *roles]
    else:
        whole, types = (country or "", *roles, group or ""), roles
    kinds = (*dict.fromkeys(types), *("",) * _TYPES)[:_TYPES]
    return ("".join(whole), desk.name(one), country or "", group or "", "", "", "", *kinds)


def _is_root(coded: Coded, event: Event) -> str:
    """Whether the headline, the text under it or the first paragraph tells the event; empty of a page without article."""
    article = coded.article
    if article is None:
        return ""
    lead = [one for one in (article.title, *article.repeats, article.dek, *article.paragraphs[:1]) if one]
    told = [span for span, _ in tellings(event)]
    return str(int(any(one.overlaps(span) for one in lead for span in told if span)))


def tellings(event: Event) -> tuple[tuple[Span | None, str], ...]:
    """Where the page tells the event: the first word of each telling's trigger, and the statement it hangs on."""
    first = min(trigger(event), default=None)
    return ((first, event.statement), *((one.trigger, one.statement) for one in event.also))


def _codes(crosswalk: Crosswalk, code: str) -> Iterator[tuple[str, str]]:
    root = code[:2]
    yield from (("EventCode", code), ("EventBaseCode", code[:3]), ("EventRootCode", root))
    yield "QuadClass", str(next(quad for last, quad in _QUADS if int(root) <= last))
    yield "GoldsteinScale", number_cell(crosswalk.goldstein.get(code))


def _geo(crosswalk: Crosswalk, where: Place) -> tuple[str, ...]:
    """GDELT's types: 1 a country, 2 a state of the US, 3 a place in one, 4 a place elsewhere, 5 a state elsewhere."""
    fips = crosswalk.fips_of(where) or ""
    level, american = where.level or 0, where.country == "USA"
    kind = ""
    if level == _COUNTRY:
        kind = "1"
    elif level == _STATE:
        kind = "2" if american else "5"
    elif level > _STATE:
        kind = "3" if american else "4"
    country = crosswalk.countries.get(where.country or "")
    parts = (where.name, country.name if country and level > _COUNTRY else None)
    full = ", ".join(part for part in parts if part)
    point = (number_cell(where.lat), number_cell(where.lon))
    return (kind, text_cell(full), fips, "", "", *point, fips if kind == "1" else "")
