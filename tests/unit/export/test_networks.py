"""Networks of events and of voices: what is counted, and GEXF and GraphML read back with networkx."""

import io
import itertools
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from dragoman.export import (
    By,
    Graph,
    Per,
    Status,
    Undated,
    dyads_of,
    encode_gexf,
    encode_graphml,
    voices_of,
)
from dragoman.export.graph import token
from dragoman.export.plain import one_line
from dragoman.model import (
    Actor,
    ActorKind,
    Attribution,
    Coded,
    DateEvidence,
    DateKind,
    Event,
    EventTime,
    Participant,
    Source,
    SourceRole,
)
from tests.unit.export.factory import (
    ARTICLE,
    CODED,
    PAGE,
    PAGE_ID,
    QUOTED,
    SAID,
    SILENCE,
    STRANGER,
    find,
    without,
)
from tests.unit.export.made_events import AGREED, DENIED, EVENTFUL, HALF_OPEN, MET
from tests.unit.export.odd import odd_pages
from tests.unit.export.strategies import coded_pages

Edges = dict[tuple[str, str, str], dict[str, Any]]
DAY = EventTime(value="2017-03-26")


def party(code: str | None, actor: str | None = None) -> Participant:
    return Participant(span=find("Moscow"), code=code, actor=actor)


def event(
    actors: tuple[str, ...], recipients: tuple[str, ...] = (), of: Event = MET, **changes: Any
) -> Event:
    sides = {"actors": tuple(map(party, actors)), "recipients": tuple(map(party, recipients))}
    return replace(of, **(sides | changes))


def page(*events: Event, name: str = PAGE_ID, **changes: Any) -> Coded:
    return without(CODED, page=replace(PAGE, id=name), events=events, **changes)


def edges_of(graph: Graph) -> Edges:
    names = [one.name for one in graph.edge_attributes]
    return {
        (one.source, one.target, one.kind): dict(zip(names, one.values, strict=True)) for one in graph.edges
    }


def counts(graph: Graph) -> dict[tuple[str, str, str], int]:
    return {(one.source, one.target, one.kind): one.weight for one in graph.edges}


class TestDyads:
    def test_from_each_actor_to_each_recipient(self) -> None:
        graph = dyads_of([page(event(("TUR", "SYRREB"), ("RUSMIL", "IGO")))])
        assert counts(graph) == {
            (source, target, "CONSULT"): 1
            for source, target in itertools.product(("TUR", "SYR"), ("RUS", "IGO"))
        }

    def test_reciprocal_events_make_edges_both_ways(self) -> None:
        graph = dyads_of([page(event(("TUR", "RUS", "IRN"), of=AGREED))])
        assert counts(graph) == {
            (one, other, "AGREE"): 1 for one, other in itertools.permutations(("TUR", "RUS", "IRN"), 2)
        }

    def test_parties_of_one_country_are_a_loop_and_an_event_counts_once(self) -> None:
        graph = dyads_of([page(event(("SYRGOV", "SYRMIL"), ("SYRREB", "SYRCVL")))])
        assert counts(graph) == {("SYR", "SYR", "CONSULT"): 1}
        assert counts(dyads_of([page(event(("SYRGOV",), ()))])) == {}

    def test_who_is_not_known_is_no_node(self) -> None:
        event_ = replace(MET, actors=(party(None), party("TUR")), recipients=(party("rebels"), party("RUS")))
        graph = dyads_of([page(event_, event(("TUR",), of=HALF_OPEN))])
        assert counts(graph) == {("TUR", "RUS", "CONSULT"): 1}
        assert (graph.told.rows, graph.told.alone) == (1, 1)

    def test_only_the_statuses_wanted(self) -> None:
        coded = page(event(("TUR",), ("RUS",)), event(("TUR",), ("RUS",), of=DENIED))
        graph = dyads_of([coded])
        assert counts(graph) == {("TUR", "RUS", "CONSULT"): 1}
        assert graph.told.held_back == ((Status.DENIED, 1),)
        graph = dyads_of([coded], include=Status, per=Per.QUAD)
        assert counts(graph) == {
            ("TUR", "RUS", "verbal-cooperation"): 1,
            ("TUR", "RUS", "material-conflict"): 1,
        }
        assert [one["denied"] for one in edges_of(graph).values()] == [1, 0]

    def test_what_an_edge_tells(self) -> None:
        first = event(("TUR",), ("RUS",), intensity=1.0, when=EventTime(value="2017-03"))
        second = event(("TUR",), ("RUS",), intensity=2.5, when=EventTime(value="2017-02-27"))
        third = event(("TUR",), ("RUS",), intensity=None, when=None)
        graph = dyads_of([page(first, third), page(second, name="b" * 64)])
        assert edges_of(graph) == {
            ("TUR", "RUS", "CONSULT"): {
                "category": "CONSULT",
                "events": 3,
                "pages": 2,
                "mean_intensity": 1.75,
                "asserted": 3,
                "first_day": "2017-02-27",
                "last_day": "2017-03-31",
            }
        }

    def test_what_a_node_tells(self) -> None:
        turkey = Actor(id="turkey", name="Turkey", kind=ActorKind.COUNTRY, country="TUR")
        coded = page(event(("TUR",), ("RUS",)), event(("RUS", "TUR"), of=AGREED), actors=(turkey,))
        plain = page(event(("TUR",), ("RUS",)), name="b" * 64)
        for pages in ([coded, plain], [plain, coded]):
            nodes = {one.id: (one.label, one.values) for one in dyads_of(pages).nodes}
            days = ("2017-03-26", "2017-03-26")
            assert nodes["TUR"] == ("Turkey", ("country", "TUR", 3, 3, 1, 2, *days))
            assert nodes["RUS"] == ("RUS", ("country", "RUS", 3, 1, 3, 2, *days))

    def test_actors_are_nodes_when_asked_for(self) -> None:
        russia = Actor(id="russia", name="Russia", kind=ActorKind.COUNTRY, country="RUS")
        actors = (*CODED.actors, russia)
        recipients = (party("RUSGOV", "russia"), party("RUS"), party("RUSMIL"), party("RUSGOV", "nobody"))
        coded = page(replace(MET, recipients=recipients), actors=actors)
        graph = dyads_of([coded], by=By.ACTOR)
        assert {one.id: (one.label, one.values[:2]) for one in graph.nodes} == {
            "mevlut-cavusoglu": ("Mevlut Cavusoglu", ("person", "TUR")),
            "RUS": ("Russia", ("country", "RUS")),
            "RUSMIL": ("RUSMIL", ("code", "RUS")),
            "RUSGOV": ("RUSGOV", ("code", "RUS")),
        }
        assert len(graph.edges) == 3

    def test_an_actor_whom_only_comments_name_is_shown_by_its_id(self) -> None:
        coded = page(replace(MET, recipients=(party(None, STRANGER.id),)))
        labels = {one.label for one in dyads_of([coded], by=By.ACTOR).nodes}
        assert labels == {"Mevlut Cavusoglu", STRANGER.id}

    def test_the_order_of_pages_changes_nothing(self) -> None:
        values = (0.1, 0.2, 0.3, -10.0, 7.7)
        pages = [
            page(
                event(("TUR",), ("RUS",), intensity=value, when=EventTime(value=f"2017-03-0{at}")),
                name=f"{at:064}",
            )
            for at, value in enumerate(values, start=1)
        ]
        written = {
            encode_gexf(dyads_of(order, dynamic=True)) + encode_graphml(voices_of(order))
            for order in itertools.permutations(pages)
        }
        assert len(written) == 1


class TestSpells:
    @pytest.mark.parametrize(
        ("undated", "spells", "left_out"),
        [
            (Undated.OUT, (("2017-03-26", "2017-03-26"),), 4),
            (Undated.BOUNDS, (("2017-03-01", "2017-04-30"),), 2),
            (Undated.KEEP, ((None, "2017-04-30"),), 0),
        ],
    )
    def test_days_and_bounds(self, undated: Undated, spells: tuple[Any, ...], left_out: int) -> None:
        values = ("2017-03-26", "2017-03", "2017-03-28/2017-04-30", "../2017-03-26", None)
        events = [event(("TUR",), ("RUS",), when=EventTime(value=value)) for value in values]
        graph = dyads_of([page(*events)], dynamic=True, undated=undated)
        assert {one.spells for one in graph.edges} | {one.spells for one in graph.nodes} == {spells}
        assert graph.told.undated == left_out

    def test_days_apart_are_spells_apart(self) -> None:
        events = [
            event(("TUR",), ("RUS",), when=EventTime(value=day)) for day in ("2017-03-28", "2017-03-26")
        ]
        (edge,) = dyads_of([page(*events)], dynamic=True).edges
        assert edge.spells == (("2017-03-26", "2017-03-26"), ("2017-03-28", "2017-03-28"))

    def test_a_static_network_has_none_and_needs_no_day(self) -> None:
        graph = dyads_of([page(event(("TUR",), ("RUS",), when=None))])
        assert [*(one.spells for one in graph.edges), *(one.spells for one in graph.nodes)] == [(), (), ()]


def layer(actor: str | None, role: SourceRole = SourceRole.SPEAKER) -> Attribution:
    return Attribution(source=Source(span=find("Moscow"), actor=actor), role=role)


class TestVoices:
    def test_a_chain_and_what_it_is_about(self) -> None:
        graph = voices_of([page(event(("TURGOV",), ("RUSGOV",)), statements=(QUOTED,))])
        (outlet,) = [one for one in graph.nodes if one.id.startswith("outlet:")]
        assert (outlet.label, outlet.id) == ("Harbour Post", f"outlet:{token('Harbour Post')}")
        assert counts(graph) == {
            (outlet.id, "anadolu", "cites"): 1,
            ("anadolu", "mevlut-cavusoglu", "cites"): 1,
            ("mevlut-cavusoglu", "TURGOV", "about"): 1,
            ("mevlut-cavusoglu", "RUSGOV", "about"): 1,
        }
        told = {one.id: one.values[2:4] for one in graph.nodes}
        assert (told["mevlut-cavusoglu"], told["anadolu"]) == ((1, 1), (1, 0))

    def test_countries_stand_for_those_who_speak_and_media_for_themselves(self) -> None:
        graph = voices_of([page(statements=(QUOTED,))], by=By.COUNTRY)
        assert {one.id for one in graph.nodes} == {f"outlet:{token('Harbour Post')}", "anadolu", "TUR"}

    def test_who_is_spoken_to(self) -> None:
        asked = replace(
            QUOTED, chain=(layer("mevlut-cavusoglu"),), addressee=Source(span=find("Moscow"), actor=None)
        )
        graph = voices_of([page(statements=(asked,))])
        assert ("mevlut-cavusoglu", "unresolved", "addresses") in counts(graph)

    def test_sources_without_a_name(self) -> None:
        nobody = replace(
            QUOTED, chain=(Attribution(source=None, role=SourceRole.INTERMEDIARY), layer("no-such-actor"))
        )
        graph = voices_of([page(statements=(nobody,))])
        kinds = {one.id: one.values[0] for one in graph.nodes}
        assert kinds["unnamed"] == "unnamed"
        assert ("unnamed", "unresolved", "cites") in counts(graph)

    def test_the_outlet_itself_speaks_about_the_parties(self) -> None:
        own = replace(QUOTED, chain=())
        coded = page(event(("TUR",), ()), statements=(own,))
        coded = replace(coded, page=replace(coded.page, supplied=replace(PAGE.supplied, outlet=None)))
        assert counts(voices_of([coded])) == {("outlet:unknown", "TUR", "about"): 1}

    def test_comments_are_no_voices_and_silences_are(self) -> None:
        assert voices_of([page(statements=(SAID,))]).edges == ()
        (edge,) = voices_of([page(statements=(SILENCE,))]).edges
        assert (edge.target, edge.kind) == ("unresolved", "cites")

    def test_spells_are_the_days_of_publication(self) -> None:
        dated = DateEvidence(value="2017-03-26", kind=DateKind.PUBLISHED, accepted=True, why="")
        coded = page(statements=(QUOTED,), article=replace(ARTICLE, published=dated))
        graph = voices_of([coded, page(statements=(QUOTED,), name="b" * 64)], dynamic=True)
        assert {one.spells for one in graph.edges} == {(("2017-03-26", "2017-03-26"),)}
        assert (graph.told.rows, graph.told.undated) == (1, 1)

    def test_only_the_statuses_wanted(self) -> None:
        graph = voices_of([page(statements=(QUOTED, SILENCE))], include=(Status.WITHHELD,))
        assert graph.told.held_back == ((Status.INTENTION, 1),)
        assert [one["withheld"] for one in edges_of(graph).values()] == [1]


def read_gexf(text: str) -> Any:
    return nx.read_gexf(io.BytesIO(text.encode("utf-8")))


def read_graphml(text: str) -> Any:
    return nx.read_graphml(io.BytesIO(text.encode("utf-8")))


WAYS: list[tuple[Callable[[Graph], str], Callable[[str], Any]]] = [
    (encode_gexf, read_gexf),
    (encode_graphml, read_graphml),
]


def known(names: list[str], values: tuple[Any, ...]) -> dict[str, Any]:
    told = dict(zip(names, values, strict=True))
    return {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in told.items()
        if value is not None
    }


def compare(graph: Graph, back: Any) -> None:
    """What networkx reads is what the network holds."""
    assert back.is_directed()
    nodes = [one.name for one in graph.node_attributes]
    assert set(back.nodes) == {one.id for one in graph.nodes}
    for node in graph.nodes:
        data = back.nodes[node.id]
        assert data["label"] == node.label
        assert {name: data[name] for name in nodes if name in data} == known(nodes, node.values)
    names = [one.name for one in graph.edge_attributes]
    found = [
        (source, target, {name: data[name] for name in names if name in data}, data["weight"], data["label"])
        for source, target, data in back.edges(data=True)
    ]
    wanted = [
        (one.source, one.target, known(names, one.values), one.weight, one_line(one.kind))
        for one in graph.edges
    ]
    assert sorted(found, key=repr) == sorted(wanted, key=repr)


@pytest.mark.parametrize(("write", "read"), WAYS)
class TestFormats:
    def test_what_is_written_is_read(self, write: Callable[[Graph], str], read: Callable[[str], Any]) -> None:
        for graph in (
            dyads_of([EVENTFUL], include=Status),
            dyads_of([EVENTFUL], include=Status, by=By.ACTOR, per=Per.QUAD),
            dyads_of([]),
            voices_of([EVENTFUL]),
            voices_of([EVENTFUL], by=By.COUNTRY),
        ):
            compare(graph, read(write(graph)))

    def test_types(self, write: Callable[[Graph], str], read: Callable[[str], Any]) -> None:
        back = read(write(dyads_of([page(event(("TUR",), ("RUS",)))])))
        (data,) = [data for _, _, data in back.edges(data=True)]
        assert {name: type(data[name]) for name in ("events", "mean_intensity", "first_day")} == {
            "events": int,
            "mean_intensity": float,
            "first_day": str,
        }

    @settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
    @given(coded=odd_pages(), by=st.sampled_from(By))
    def test_odd_words_are_still_xml(
        self, write: Callable[[Graph], str], read: Callable[[str], Any], coded: Coded, by: By
    ) -> None:
        for graph in (dyads_of([coded], by=by, include=Status), voices_of([coded], by=by)):
            text = write(graph)
            ET.fromstring(text.encode("utf-8"))  # noqa: S314 - our own text
            back = read(text)
            assert set(back.nodes) == {one.id for one in graph.nodes}
            assert back.number_of_edges() == len(graph.edges)
            assert {data["label"] for _, data in back.nodes(data=True)} == {one.label for one in graph.nodes}

    @settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
    @given(coded=coded_pages())
    def test_any_page(self, write: Callable[[Graph], str], read: Callable[[str], Any], coded: Coded) -> None:
        graph = dyads_of([coded], include=Status, by=By.ACTOR)
        assert read(write(graph)).number_of_nodes() == len(graph.nodes)


def test_a_dynamic_gexf_has_spells_of_days() -> None:
    graph = dyads_of([EVENTFUL], include=Status, dynamic=True, undated=Undated.BOUNDS)
    text = encode_gexf(graph)
    back = read_gexf(text)
    assert (back.graph["mode"], 'timeformat="date"' in text) == ("dynamic", True)
    assert {data["id"]: tuple(data["spells"]) for _, _, data in back.edges(data=True)} == {
        one.id: one.spells for one in graph.edges
    }
    assert '<spell end="2017-03-26"/>' in encode_gexf(
        dyads_of([page(event(("TUR",), ("RUS",), of=HALF_OPEN))], dynamic=True, undated=Undated.KEEP)
    )


def test_ids_are_tokens_and_stay_apart() -> None:
    assert token("local:0f3a") == "local:0f3a"
    assert token("") == ""
    names = [token(text) for text in ("a b", "a-b", "a\x00b", "é", "שלום", "\ud800")]
    assert len({*names}) == len(names)
    assert all(name.isascii() and " " not in name for name in names)


def test_edges_have_the_same_id_in_every_network() -> None:
    one = dyads_of([page(event(("TUR",), ("RUS",)))])
    other = dyads_of([page(event(("IRN", "TUR"), ("RUS",)), name="b" * 64)])
    assert {edge.id for edge in one.edges} < {edge.id for edge in other.edges}
