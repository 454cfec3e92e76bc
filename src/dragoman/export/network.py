"""Who did what to whom, as a network of countries or actors: directed dyads with counts.

An event with actors and recipients is on the edge from each actor to each recipient. A reciprocal event, which has all parties
as actors, is on the edges between any two of them, both ways. It counts once on an edge, however many of its parties share a
node; parties of one country are an edge from that country to itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from dragoman.export.choosing import FACTS, Status, Undated, choose, status_of
from dragoman.export.days import days_of
from dragoman.export.gathering import Gathering, Tally
from dragoman.export.graph import Attribute, By, Graph, Node, Typed, Who, attributes, token
from dragoman.export.happenings import QUADS
from dragoman.export.reading import public_actors
from dragoman.model import Actor, ActorKind, Coded, Event, Participant

#: The first three letters of a party's code: ISO 3166 alpha-3, or the class of who has no country.
_CODE = re.compile(r"(?P<country>[A-Z]{3})(?P<sector>(?:[A-Z]{3})*)", re.ASCII)
_CLASSES = frozenset({"IGO", "NGO", "MNC", "IMG"})
_QUADS = {1: "verbal-cooperation", 2: "material-cooperation", 3: "verbal-conflict", 4: "material-conflict"}
_NO_QUAD = "unknown"


def split_code(code: str | None) -> tuple[str | None, str | None]:
    """Country (or class of organisation) and sector of a party's code; None of what is no such code."""
    found = _CODE.fullmatch(code or "")
    return (found["country"], found["sector"] or None) if found else (None, None)


class Per(StrEnum):
    """What parts the edges between two nodes: PLOVER's category, or its quad class."""

    CATEGORY = "category"
    QUAD = "quad"


def dyads_of(
    pages: Iterable[Coded],
    *,
    by: By = By.COUNTRY,
    per: Per = Per.CATEGORY,
    include: Iterable[Status] = FACTS,
    dynamic: bool = False,
    undated: Undated = Undated.OUT,
) -> Graph:
    """The network of the events of ``pages`` with one of the statuses ``include``; the order of the pages changes nothing.

    ``dynamic``: nodes and edges have the days of their events as spells; then ``undated`` says what becomes of an event whose
    day is unknown. Its bounds are the spell with ``bounds`` and ``keep``; an event without any bound has none. A party of
    whom neither code nor actor is known is no node, and an event without two ends is on no edge; both are counted in ``told``.
    """
    wanted, got = frozenset(include), Gathering()
    for coded in pages:
        chosen = choose(coded, wanted, undated, by_day=dynamic)
        got.held_back.update(dict(chosen.held_back))
        got.undated += chosen.undated
        known = Parties.of(coded, by)
        for _, event in chosen.events:
            _gather(got, coded.page.id, event, known, per)
    return Graph(
        description=f"Events between {_PLURALS[by]}, an edge for each {_EDGES[per]}",
        nodes=tuple(_node(got, name, dynamic=dynamic) for name in sorted(got.nodes)),
        edges=got.drawn(wanted, means=True, dynamic=dynamic),
        node_attributes=_NODE_ATTRIBUTES,
        edge_attributes=(
            Attribute(name=_COLUMNS[per], typed=Typed.STRING),
            *attributes(("events", "pages"), Typed.INTEGER),
            Attribute(name="mean_intensity", typed=Typed.DOUBLE),
            *attributes((str(status) for status in Status if status in wanted), Typed.INTEGER),
            *attributes(("first_day", "last_day"), Typed.STRING),
        ),
        dynamic=dynamic,
        told=got.told(),
    )


_PLURALS = {By.COUNTRY: "countries", By.ACTOR: "actors"}
_COLUMNS = {Per.CATEGORY: "category", Per.QUAD: "quad_class"}
_EDGES = {Per.CATEGORY: "category of PLOVER", Per.QUAD: "quad class of PLOVER"}
_NODE_ATTRIBUTES = (
    *attributes(("kind", "country"), Typed.STRING),
    *attributes(("events", "as_actor", "as_recipient", "pages"), Typed.INTEGER),
    *attributes(("first_day", "last_day"), Typed.STRING),
)


def _gather(got: Gathering, page: str, event: Event, known: Parties, per: Per) -> None:
    dyads = set(_dyads(event, known))
    if not dyads:
        got.alone += 1
        return
    got.rows += 1
    status, days = status_of(event.factuality), days_of(event.when.value if event.when else None)
    for source, target in dyads:
        key = (source, target, _kind(event, per))
        got.edges.setdefault(key, Tally()).add(page, status, days, event.intensity)
    got.leading.update({source for source, _ in dyads})
    got.led.update({target for _, target in dyads})
    for name in {end for dyad in dyads for end in dyad}:
        got.nodes.setdefault(name, Tally()).add(page, status, days)
        for who in known.named(name):
            got.census.add(who)


def _kind(event: Event, per: Per) -> str:
    if per is Per.CATEGORY:
        return event.category
    return _QUADS.get(QUADS.get(event.category, 0), _NO_QUAD)


def _dyads(event: Event, known: Parties) -> Iterator[tuple[str, str]]:
    actors = [known.node(one) for one in event.actors]
    if event.recipients:
        pairs = [(one, known.node(other)) for one in actors for other in event.recipients]
    else:
        pairs = [
            (one, other) for at, one in enumerate(actors) for place, other in enumerate(actors) if at != place
        ]
    for source, target in pairs:
        if source is not None and target is not None:
            yield source, target


def _node(got: Gathering, name: str, *, dynamic: bool) -> Node:
    who, tally = got.census.who(name), got.nodes[name]
    return Node(
        id=name,
        label=who.label,
        values=(
            *(who.kind, who.country),
            *(tally.count, got.leading[name], got.led[name], tally.pages),
            *tally.days(),
        ),
        spells=tally.spells() if dynamic else (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Which node a party of this page's events is, and what the page calls it."""

    by: By
    actors: dict[str, Actor]
    public: frozenset[str]
    found: dict[str, set[Who]]

    @classmethod
    def of(cls, coded: Coded, by: By) -> Parties:
        """The parties of ``coded``, as countries or as actors."""
        actors = {actor.id: actor for actor in coded.actors}
        return cls(by=by, actors=actors, public=public_actors(coded), found={})

    def node(self, party: Participant) -> str | None:
        """The id of the node, None where neither code nor actor is known."""
        actor = self.actors.get(party.actor or "")
        if self.by is By.ACTOR and actor is not None:
            return self.actor(actor)
        country = split_code(party.code)[0] or (actor.country if actor else None)
        if self.by is By.ACTOR and party.code and party.code != country:
            return self._meet(Who(id=token(party.code), label=party.code, kind="code", country=country))
        return self.country(country) if country else None

    def actor(self, actor: Actor) -> str | None:
        """The node of an actor, of a country its code; one whose name only commenters know is shown by its id."""
        if actor.kind is ActorKind.COUNTRY and actor.country:
            return self.country(actor.country)
        label = actor.name if actor.id in self.public else actor.id
        return self._meet(
            Who(id=token(actor.id), label=label, kind=str(actor.kind), country=actor.country or None)
        )

    def country(self, code: str) -> str | None:
        """The node of a country code or of a class of organisations."""
        if code in _CLASSES:
            return self._meet(Who(id=token(code), label=code, kind="organisation"))
        names = [
            actor.name
            for actor in self.actors.values()
            if actor.kind is ActorKind.COUNTRY and actor.country == code and actor.id in self.public
        ]
        found: str | None = None
        for label in names or [code]:
            found = self._meet(Who(id=token(code), label=label, kind="country", country=code))
        return found

    def named(self, name: str) -> frozenset[Who]:
        """All that the page calls the node."""
        return frozenset(self.found.get(name, ()))

    def _meet(self, who: Who) -> str | None:
        if not who.id:
            return None
        self.found.setdefault(who.id, set()).add(who)
        return who.id
