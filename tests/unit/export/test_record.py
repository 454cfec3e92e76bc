"""The record says everything by spans, and reads back as what it was written from."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from dragoman.errors import RecordError
from dragoman.export import Names, decode_record, dump_record, encode_record
from dragoman.model import Coded, Lane
from tests.unit.export.factory import CODED, EVENT, PAGE, TEXT, find, without
from tests.unit.export.strategies import coded_pages

READABLE = st.sampled_from([Names.NAMED, Names.PSEUDONYMOUS])
WRITTEN = dump_record(encode_record(CODED))
KEYS = st.sampled_from([None, b"k"])


def record_of(coded: Coded = CODED, **options: Any) -> Any:
    return json.loads(dump_record(encode_record(coded, **options)))


class TestIdentity:
    @pytest.mark.parametrize("names", [Names.NAMED, Names.PSEUDONYMOUS])
    def test_a_page_by_hand(self, names: Names) -> None:
        assert decode_record(record_of(comments=names), TEXT) == CODED

    @settings(suppress_health_check=[HealthCheck.too_slow])
    @given(coded=coded_pages(), names=READABLE, key=KEYS)
    def test_any_page(self, coded: Coded, names: Names, key: bytes | None) -> None:
        record = record_of(coded, comments=names, key=key)
        assert decode_record(record, coded.page.text) == coded

    def test_the_same_value_gives_the_same_bytes(self) -> None:
        assert dump_record(encode_record(CODED)) == dump_record(encode_record(CODED))

    def test_views_are_not_read(self) -> None:
        record = record_of()
        record["thread"]["comments"][0]["text"] = "something else"
        record["statements"][0]["chain"][0]["source"]["text"] = "somebody else"
        assert decode_record(record, TEXT) == CODED


class TestKeys:
    def test_the_keys_of_the_documented_record(self) -> None:
        record = record_of()
        assert {*record} >= {
            *(
                "page",
                "blocks",
                "article",
                "thread",
                "mentions",
                "actors",
                "statements",
                "events",
                "problems",
            ),
            *("schema", "run", "layout", "commenters"),
        }
        assert record["schema"] == {"name": "dragoman-record", "version": 1}
        page = record["page"]
        assert page["id"] == PAGE.id
        assert page["characters"] == len(TEXT)
        assert (page["encoding"], page["outlet"], page["url"]) == ("utf-8", "Harbour Post", None)
        assert page["saved"] == "2017-03-27"
        assert TEXT not in json.dumps(record)

    def test_article(self) -> None:
        article = record_of()["article"]
        title = find("Ministers Agree on <b>Harbour</b> Rules")
        assert article["title"] == {
            "text": "Ministers Agree on <b>Harbour</b> Rules",
            "span": [title.start, title.end],
        }
        assert article["tags"] == ["harbour", "ships"]
        assert article["published"] == {"value": None, "basis": None}
        (clock,) = article["dates"]
        assert (clock["kind"], clock["span"], clock["accepted"]) == ("page clock", [0, 23], False)

    def test_thread(self) -> None:
        thread = record_of(comments=Names.NAMED)["thread"]
        assert (thread["declared"], thread["found"], thread["missing"]) == (4, 4, 0)
        _, second, third, fourth = thread["comments"]
        assert (second["author"], second["reply_name"], second["reply_basis"]) == ("Mirra", "kit77", "named")
        (quote,) = second["quotes"]
        source = find("ships that do not report will be turned back")
        assert quote["article"] == [source.start, source.end]
        assert (third["labels"], third["folded"], third["date"]) == (["hateful"], True, "2017-03-27")
        assert "vermin" in third["text"]
        assert (fourth["reply_to"], fourth["reply_inferred"], fourth["folded"]) == (None, 0, False)

    def test_statement_and_event(self) -> None:
        record = record_of()
        quoted = record["statements"][0]
        assert [layer["role"] for layer in quoted["chain"]] == ["intermediary", "speaker"]
        assert quoted["chain"][1]["source"]["text"] == "Mevlut Cavusoglu"
        cue = find("as saying")
        assert quoted["chain"][1]["cue"] == [[cue.start, cue.end]]
        silence = record["statements"][3]
        assert (silence["content"], silence["topic"]["text"]) == ([], "the cranes")
        (event,) = record["events"]
        assert event["factuality"]["kind"] == "intention"
        assert event["when"] is None
        assert event["evidence"] == [[EVENT.evidence[0].span.start, EVENT.evidence[0].span.end]]

    def test_problems_carry_their_remedy(self) -> None:
        problem = record_of()["problems"][0]
        assert problem["grave"] is False
        assert "--published" in problem["remedy"]

    def test_a_page_without_article_and_thread(self) -> None:
        bare = without(CODED, article=None, thread=None, events=())
        record = record_of(bare)
        assert (record["article"], record["thread"], record["events"]) == (None, None, [])
        assert decode_record(record, TEXT) == bare


class TestWithoutComments:
    def test_only_counts_spans_and_labels_stay(self) -> None:
        record = record_of(comments=Names.NONE)
        text = json.dumps(record)
        for words in ("vermin", "Ned", "Halloway", "kit77", "Lantern99", "Hollis", "lying"):
            assert words not in text
        comments = record["thread"]["comments"]
        assert [comment["labels"] for comment in comments] == [[], [], ["hateful"], []]
        assert comments[1]["quotes"]
        assert all(comment["author"] is None and comment["text"] is None for comment in comments)

    def test_rows_of_comments_are_left_out(self) -> None:
        smaller = decode_record(record_of(comments=Names.NONE), TEXT)
        assert {one.lane for one in smaller.statements} == {Lane.ARTICLE}
        assert len(smaller.mentions) == 4
        assert [actor.id for actor in smaller.actors] == ["sergei-lavrov", "mevlut-cavusoglu", "anadolu"]


class TestRefusals:
    def test_another_text(self) -> None:
        with pytest.raises(RecordError, match="another text"):
            decode_record(record_of(), TEXT + " ")

    @pytest.mark.parametrize(
        ("schema", "message"),
        [
            ({"name": "dragoman-record", "version": 99}, "version 99"),
            ({"name": "other", "version": 1}, "not the schema"),
            (None, "not the schema"),
        ],
    )
    def test_an_unknown_schema(self, schema: Any, message: str) -> None:
        with pytest.raises(RecordError, match=message):
            decode_record(record_of() | {"schema": schema}, TEXT)

    def test_a_span_outside_the_page(self) -> None:
        record = record_of()
        record["mentions"][0]["span"] = [0, len(TEXT) + 1]
        with pytest.raises(RecordError, match=r"mentions: .* ends after"):
            decode_record(record, TEXT)

    def test_no_record_at_all(self) -> None:
        things: list[Any] = [None, [], "x", {}, {"schema": {"name": "dragoman-record", "version": 1}}]
        for thing in things:
            with pytest.raises(RecordError):
                decode_record(thing, TEXT)

    @settings(max_examples=300)
    @given(data=st.data())
    def test_damage_is_always_told_as_a_record_error(self, data: st.DataObject) -> None:
        record = json.loads(WRITTEN)
        spots = list(_spots(record))
        holder, key = data.draw(st.sampled_from(spots))
        if isinstance(holder, dict) and data.draw(st.booleans()):
            del holder[key]
        else:
            holder[key] = data.draw(
                st.none() | st.integers(-3, 3) | st.text(max_size=3) | st.just([]) | st.just({})
            )
        try:
            decode_record(record, TEXT)
        except RecordError:
            return


def _spots(value: Any) -> Any:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield value, key
        yield from _spots(item)


class TestDump:
    def test_nothing_that_a_terminal_acts_on(self) -> None:
        nasty = "a\x1b[31m\x7f\x9b\u202e\u2066\ud800\u2028é"
        text = dump_record(nasty)
        assert text.encode("utf-8")
        assert not set(text) & set(nasty[1:-1]) - set("[31m")
        assert json.loads(text) == nasty
