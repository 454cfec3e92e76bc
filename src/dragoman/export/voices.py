"""Who speaks through whom, to whom and about whom: the chains of statements as a directed network.

Edges are of three kinds. ``cites`` leads from who passes words on to who is cited, layer by layer: outlet, agency, speaker.
``addresses`` leads from the innermost source to who is spoken to. ``about`` leads from the innermost source, the outlet where it
speaks itself, to each party of the events on the statement. Statements of the article alone are told, never those of comments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from dragoman.export.choosing import Status, Undated, status_of
from dragoman.export.days import Days, days_of
from dragoman.export.gathering import Gathering, Tally
from dragoman.export.graph import By, Graph, Node, Typed, Who, attributes, token
from dragoman.export.network import Parties
from dragoman.export.plain import one_line
from dragoman.export.reading import named_by
from dragoman.model import ActorKind, Coded, Event, Lane, Source, SourceRole, Statement

#: Who the page names no source for, and who it names in words that no actor is known for.
UNNAMED = Who(id="unnamed", label="a source that is not named", kind="unnamed")
UNRESOLVED = Who(id="unresolved", label="a source that is no known actor", kind="unresolved")
NO_OUTLET = Who(id="outlet:unknown", label="an unknown outlet", kind="outlet")
#: Those who pass words on stay themselves where nodes are countries.
_MEDIA = frozenset({ActorKind.AGENCY, ActorKind.OUTLET})
_ALL = frozenset(Status)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    page: str
    outlet: Who
    known: Parties
    #: Who says what no source is given for, and who is cited in words alone.
    others: dict[str, Who]
    days: Days
    events: dict[str, list[Event]]


def voices_of(
    pages: Iterable[Coded],
    *,
    by: By = By.ACTOR,
    include: Iterable[Status] = _ALL,
    dynamic: bool = False,
    undated: Undated = Undated.OUT,
) -> Graph:
    """The network of the statements of ``pages`` with one of the statuses ``include`` (of the statement's own factuality).

    Outlets and agencies are nodes of their own also with ``By.COUNTRY``. ``dynamic``: the spells are the days on which the
    pages were published; ``undated`` says what becomes of pages whose day is unknown. The order of the pages changes nothing.
    """
    wanted, got = frozenset(include), Gathering()
    for coded in pages:
        desk = _desk(coded, by)
        for one in coded.statements:
            if one.lane is not Lane.ARTICLE:
                continue
            status = status_of(one.factuality)
            if status not in wanted:
                got.held_back[status] += 1
            elif dynamic and not _dated(desk.days, undated):
                got.undated += 1
            else:
                _gather(got, desk, one, status)
    return Graph(
        description="Who cites, addresses and speaks about whom",
        nodes=tuple(_node(got, name, dynamic=dynamic) for name in sorted(got.nodes)),
        edges=got.drawn(wanted, means=False, dynamic=dynamic),
        node_attributes=(
            *attributes(("kind", "country"), Typed.STRING),
            *attributes(("statements", "as_speaker", "pages"), Typed.INTEGER),
            *attributes(("first_day", "last_day"), Typed.STRING),
        ),
        edge_attributes=(
            *attributes(("relation",), Typed.STRING),
            *attributes(("statements", "pages"), Typed.INTEGER),
            *attributes((str(status) for status in Status if status in wanted), Typed.INTEGER),
            *attributes(("first_day", "last_day"), Typed.STRING),
        ),
        dynamic=dynamic,
        told=got.told(),
    )


def _desk(coded: Coded, by: By) -> _Desk:
    name = one_line(named_by(coded).outlet or "")
    published = coded.article.published if coded.article else None
    events: dict[str, list[Event]] = {}
    for event in coded.events:
        events.setdefault(event.statement, []).append(event)
    outlet = Who(id=f"outlet:{token(name)}", label=name, kind="outlet") if name else NO_OUTLET
    return _Desk(
        page=coded.page.id,
        outlet=outlet,
        known=Parties.of(coded, by),
        others={one.id: one for one in (outlet, UNNAMED, UNRESOLVED)},
        days=days_of(published.value if published else None),
        events=events,
    )


def _dated(days: Days, undated: Undated) -> bool:
    if undated is Undated.BOUNDS:
        return days.first is not None and days.last is not None
    return days.known or undated is Undated.KEEP


def _gather(got: Gathering, desk: _Desk, one: Statement, status: Status) -> None:
    edges = set(_edges(desk, one))
    if not edges:
        got.alone += 1
        return
    got.rows += 1
    for key in edges:
        got.edges.setdefault(key, Tally()).add(desk.page, status, desk.days)
    speaker = _speaker(desk, one)
    got.leading[speaker] += 1
    for name in {end for source, target, _ in edges for end in (source, target)} | {speaker}:
        got.nodes.setdefault(name, Tally()).add(desk.page, status, desk.days)
        met = {desk.others[name]} if name in desk.others else desk.known.named(name)
        for who in met:
            got.census.add(who)


def _edges(desk: _Desk, one: Statement) -> Iterator[tuple[str, str, str]]:
    chain = [desk.outlet.id, *(_source(desk, layer.source, layer.role) for layer in one.chain)]
    for source, target in pairwise(chain):
        yield source, target, "cites"
    if one.addressee is not None:
        yield chain[-1], _source(desk, one.addressee, SourceRole.SPEAKER), "addresses"
    for event in desk.events.get(one.id, ()):
        for party in (*event.actors, *event.recipients):
            node = desk.known.node(party)
            if node is not None:
                yield chain[-1], node, "about"


def _speaker(desk: _Desk, one: Statement) -> str:
    return _source(desk, one.chain[-1].source, one.chain[-1].role) if one.chain else desk.outlet.id


def _source(desk: _Desk, source: Source | None, role: SourceRole) -> str:
    if source is None:
        return UNNAMED.id
    known = desk.known
    actor = known.actors.get(source.actor or "")
    if actor is None:
        return UNRESOLVED.id
    itself = known.by is By.ACTOR or actor.kind in _MEDIA or role is SourceRole.DOCUMENT
    node = None if itself or not actor.country else known.country(actor.country)
    return node or known.actor(actor) or UNRESOLVED.id


def _node(got: Gathering, name: str, *, dynamic: bool) -> Node:
    who, tally = got.census.who(name), got.nodes[name]
    return Node(
        id=name,
        label=who.label,
        values=(
            *(who.kind, who.country),
            *(tally.count, got.leading[name], tally.pages),
            *tally.days(),
        ),
        spells=tally.spells() if dynamic else (),
    )
