"""PLOVER, CSV and Web Annotations, each read back by a strict reader, and nothing in them that comments hide."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from dragoman.export import (
    COLUMNS,
    Names,
    Status,
    Undated,
    csv_line,
    dump_record,
    encode_annotations,
    encode_csv,
    encode_plover,
)
from dragoman.export.happenings import QUADS
from dragoman.model import Coded, Lane, Place, Statement
from tests.unit.export.factory import CODED, PAGE, SAID, TEXT, THREAD, find, without
from tests.unit.export.made_events import EVENTFUL, EVENTS, MET
from tests.unit.export.readers import read_annotations, read_csv, read_plover
from tests.unit.export.strategies import coded_pages

ALL = frozenset(Status)
SECRETS = ("Halloway", "HALLOWAY", "halloway", "Lantern99", "Hollis", "kit77", "Mirra", "vermin")


def plover(coded: Coded = EVENTFUL, **options: object) -> str:
    found = encode_plover(coded, **options)  # type: ignore[arg-type]
    return "".join(dump_record(record) + "\n" for record in found.records)


def table(coded: Coded = EVENTFUL, **options: object) -> str:
    found = encode_csv(coded, **options)  # type: ignore[arg-type]
    return "".join(map(csv_line, (COLUMNS, *found.records)))


def annotations(coded: Coded = EVENTFUL, **options: object) -> str:
    (record,) = encode_annotations(coded, **options).records  # type: ignore[arg-type]
    return dump_record(record)


class TestPlover:
    def test_what_is_written_is_read(self) -> None:
        events = [read_plover(line) for line in plover(include=ALL, undated=Undated.BOUNDS).splitlines()]
        assert [event["id"] for event in events] == [
            event.id for event in EVENTS if event.rule not in {"half-open", "dateless", "guessed"}
        ]

    def test_an_event(self) -> None:
        event = read_plover(plover().splitlines()[0])
        assert event["date"] == "2017-03-26"
        assert event["actor"] == [
            {
                "code": "TUR",
                "sector": "GOV",
                "actor_text": "Mevlut Cavusoglu",
                "identifier_text": "Mevlut Cavusoglu",
            }
        ]
        assert (event["event"], event["mode"], event["quad_code"]) == (["CONSULT"], ["visit"], 1)
        assert event["size"] == {"dead": 3, "injured": "12-15", "crowd": "40+"}
        assert event["event_loc"] == {
            "geonameid": 745044,
            "name": "Karaköy",
            "latitude": 41.0,
            "longitude": -29.5,
            "cc3": "TUR",
            "resolution": 5,
        }
        assert event["event_text"] == ["keep"]
        assert TEXT[event["text_info"]["start"] : event["text_info"]["end"]] == event["text"]
        assert event["cite_info"]["citation"] == f"sha256:{PAGE.id}"
        own = event["dragoman"]
        assert (own["status"], own["row"], own["main"], own["page"]) == ("asserted", "e1", False, PAGE.id)
        assert own["event"]["rule"] == "meet"
        assert [layer["source"]["text"] for layer in own["statement"]["chain"]] == [
            "the Turkish Anadolu Agency",
            "Mevlut Cavusoglu",
        ]

    def test_all_parties_of_a_mutual_event_are_actors(self) -> None:
        event = read_plover(plover().splitlines()[1])
        assert [party["code"] for party in event["actor"]] == ["TUR", "RUS"]
        assert "recipient" not in event
        assert event["time"] == "17:57Z"
        assert event["dragoman"]["main"]

    def test_bounds(self) -> None:
        assert len(plover().splitlines()) == 2
        event = read_plover(plover(undated=Undated.BOUNDS).splitlines()[2])
        assert (event["date"], event["enddate"]) == ("2017-03-01", "2017-03-26")
        kept = json.loads(plover(undated=Undated.KEEP).splitlines()[3])
        assert (kept["date"], kept["dragoman"]["not_after"]) == (None, "2017-03-26")

    def test_auxiliary_modes_stand_with_the_mode(self) -> None:
        found = [json.loads(line) for line in plover(include=ALL).splitlines()]
        modes = {event["dragoman"]["status"]: event["mode"] for event in found}
        assert modes["negated"] == ["negation"]
        assert modes["conditional"] == ["future", "hypothetical"]

    def test_quad_classes_are_those_of_the_codebook(self, root: Path) -> None:
        text = (root / "src/dragoman/knowledge/codebooks/plover-0.8/categories.csv").read_text("utf-8")
        rows = [line.split(",") for line in text.split()[1:]]
        assert {row[0]: int(row[1]) for row in rows} == QUADS


class TestCsv:
    def test_what_is_written_is_read(self) -> None:
        rows = read_csv(table(include=ALL))
        assert [row["event_id"] for row in rows] == [event.id for event in EVENTS]

    def test_an_event(self) -> None:
        row = read_csv(table())[0]
        wanted = {
            "status": "asserted", "category": "CONSULT", "mode": "visit", "contexts": "diplomatic | economic",
            "cameo": "042", "quad_class": "1", "intensity": "1.0", "actor_code": "TURGOV", "recipient_code": "RUSGOV",
            "day": "2017-03-26", "not_before": "2017-03-26", "not_after": "2017-03-26", "place": "Karaköy",
            "longitude": "-29.5", "dead_low": "3", "dead_high": "3", "injured_low": "12", "injured_high": "15",
            "crowd_low": "40", "crowd_high": "", "trigger_spans": "74-78", "text_spans": "66-96", "tellings": "2",
            "chain": "Harbour Post → Anadolu Agency quoted → Mevlut Cavusoglu as saying", "confidence": "0.75",
            "rule": "meet", "outlet": "Harbour Post", "main": "no", "statement_row": "s1",
        }  # fmt: skip
        assert {name: row[name] for name in wanted} == wanted

    def test_an_event_without_a_day_keeps_its_bounds(self) -> None:
        days = [(row["day"], row["not_before"], row["not_after"]) for row in read_csv(table())]
        assert days[2:] == [("", "2017-03-01", "2017-03-26"), ("", "", "2017-03-26"), ("", "", "")]

    def test_a_number_that_may_be_higher_has_no_upper_end(self) -> None:
        event = replace(MET, sizes=(replace(MET.sizes[1], at_least=True),))
        row = read_csv(table(without(CODED, events=(event,))))[0]
        assert (row["injured_low"], row["injured_high"]) == ("12", "")

    def test_several_parties(self) -> None:
        row = read_csv(table())[1]
        assert (row["actor_code"], row["actor_spans"]) == ("TURGOV | RUSGOV", "132-148 174-187")
        assert row["recipient_code"] == ""

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "\uff1d"])
    def test_no_cell_is_a_formula(self, start: str) -> None:
        words = f'{start}HYPERLINK("http://x.example","y")\r\nnext'
        event = replace(MET, where=Place(name=words, span=find("harbour")), rule=words)
        row = read_csv(table(without(CODED, events=(event,))))[0]
        assert row["place"].startswith("'")
        assert row["rule"].startswith("'")
        assert row["longitude"] == ""
        assert not set("".join(row.values())) & set("\r\n\t")


class TestAnnotations:
    def test_what_is_written_is_read(self) -> None:
        items = read_annotations(annotations(include=ALL), TEXT)
        assert len(items) == 4 + len(EVENTS) + 1
        tags = [body["value"] for item in items for body in item["body"] if body["purpose"] == "tagging"]
        assert tags.count("statement") == 5
        assert tags.count("event") == len(EVENTS)

    def test_an_event_at_all_its_places(self) -> None:
        item = next(
            item
            for item in read_annotations(annotations(), TEXT)
            if item["id"] == f"hash://sha256/{PAGE.id}#event-{MET.id}"
        )
        quotes = [target["selector"][1]["exact"] for target in item["target"]]
        assert quotes == ["keep", "turned back"]
        assert json.loads(item["body"][-1]["value"])["category"] == "CONSULT"
        assert "CONSULT/visit TURGOV “Mevlut Cavusoglu” → RUSGOV “Sergei Lavrov”" in item["body"][0]["value"]

    def test_a_page_without_rows(self) -> None:
        assert read_annotations(annotations(without(CODED, events=(), statements=())), TEXT) == []

    def test_an_address_is_the_source_and_the_bytes_are_its_state(self) -> None:
        page = replace(PAGE, url="https://harbour.example/1")
        item = read_annotations(annotations(without(CODED, page=page)), TEXT)[0]
        target = item["target"][0]
        assert target["source"]["id"] == "https://harbour.example/1"
        assert target["state"]["cached"] == f"hash://sha256/{PAGE.id}"

    def test_words_with_a_hidden_name_have_a_position_and_no_quotation(self) -> None:
        spoken = replace(SAID, content=(find("Lavrov is lying, says Ned  Halloway"),))
        coded = without(CODED, statements=(spoken,), events=())
        (hidden,) = read_annotations(annotations(coded), TEXT)
        assert [one["type"] for one in hidden["target"][0]["selector"]] == ["TextPositionSelector"]
        (named,) = read_annotations(annotations(coded, comments=Names.NAMED), TEXT)
        assert named["target"][0]["selector"][1]["exact"] == "Lavrov is lying, says Ned  Halloway"

    def test_what_stands_around_ends_at_a_hidden_name(self) -> None:
        beside = replace(SAID, content=(find(" said so, @", "Skipper_ ..."),), comment=0)
        (item,) = read_annotations(annotations(without(CODED, statements=(beside,), events=())), TEXT)
        quote = item["target"][0]["selector"][1]
        assert (quote["prefix"], quote["suffix"]) == ("", "")
        (item,) = read_annotations(annotations(without(CODED, statements=(SAID,), events=())), TEXT)
        assert item["target"][0]["selector"][1]["suffix"] == ", says "

    def test_what_stands_around_stays_in_its_comment_and_out_of_furniture(self) -> None:
        tags = find("harbour, ships")
        own: Statement = replace(CODED.statements[2], content=(tags,), id="x" * 16)
        coded = without(CODED, statements=(own, SAID), events=())
        article, comment = read_annotations(annotations(coded, comments=Names.NAMED), TEXT)
        assert article["target"][0]["selector"][1]["suffix"] == "\nTurkey May Close Straits\n"
        quote = comment["target"][0]["selector"][1]
        assert (quote["prefix"], quote["suffix"]) == ("", ", says Ned  Halloway.")


WRITERS: list[Callable[..., str]] = [plover, table, annotations]


class TestComments:
    @pytest.mark.parametrize("write", WRITERS)
    @pytest.mark.parametrize("names", [Names.NONE, Names.PSEUDONYMOUS])
    @pytest.mark.parametrize("key", [None, b"k"])
    def test_no_commenter_is_named(self, write: Callable[..., str], names: Names, key: bytes | None) -> None:
        told = [
            replace(SAID, id=f"{at:016}", content=(span,), comment=at)
            for at, comment in enumerate(THREAD.comments)
            for span in (comment.span,)
        ]
        coded = without(EVENTFUL, statements=(*CODED.statements, *told))
        written = write(coded, include=ALL, comments=names, key=key)
        assert [secret for secret in SECRETS if secret in written] == []
        assert "\x1b" not in written
        assert "\u202e" not in written

    def test_none_leaves_statements_in_comments_out(self) -> None:
        items = read_annotations(annotations(comments=Names.NONE), TEXT)
        lanes = [json.loads(item["body"][-1]["value"]).get("lane") for item in items]
        assert Lane.COMMENTS not in lanes
        assert Lane.ARTICLE in lanes

    def test_folded_comments_are_left_out_even_by_name(self) -> None:
        hateful = replace(SAID, content=(THREAD.comments[2].span,), comment=2)
        coded = without(CODED, statements=(hateful,), events=())
        assert "vermin" not in annotations(coded, comments=Names.NAMED)

    @pytest.mark.parametrize("write", WRITERS)
    def test_the_same_value_gives_the_same_bytes(self, write: Callable[..., str]) -> None:
        assert write(include=ALL) == write(include=ALL)


class TestAnyPage:
    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(coded=coded_pages(), names=st.sampled_from(list(Names)))
    def test_is_written_in_the_form_of_its_format(self, coded: Coded, names: Names) -> None:
        for line in plover(coded, include=ALL, undated=Undated.KEEP, comments=names).splitlines():
            assert json.loads(line)["dragoman"]["page"] == coded.page.id
        rows = read_csv(table(coded, include=ALL, comments=names))
        assert len(rows) == len(coded.events)
        json.loads(annotations(coded, include=ALL, comments=names))
