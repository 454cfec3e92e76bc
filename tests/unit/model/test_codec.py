from datetime import UTC, datetime
from typing import Any

import pytest

from dragoman.errors import RecordError
from dragoman.model import (
    Alias,
    Block,
    BlockKind,
    Candidate,
    DateEvidence,
    DateKind,
    Judgement,
    Locator,
    Role,
    RowKind,
    Span,
    Verdict,
)
from dragoman.model.codec import decode, encode

SPAN = Span(page="p", start=2, end=5)
VALUES = (
    Block(kind=BlockKind.TITLE, span=SPAN, path="line 1", rule="title"),
    DateEvidence(value=None, kind=DateKind.PAGE_CLOCK, accepted=False, why="a clock", basis=SPAN),
    Candidate(actor="a", score=0.5, rule="r"),
    Locator(file="x.txt", offset=3),
    Judgement(
        id="j1",
        page="p",
        kind=RowKind.EVENT,
        row="e1",
        anchor=(SPAN,),
        words=("who",),
        field="kind",
        verdict=Verdict.CHANGE,
        by="A. R.",
        at=datetime(2022, 7, 22, 8, tzinfo=UTC),
    ),
)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_decoding_gives_the_value_again(value: Any) -> None:
    assert decode(type(value), encode(value), "p") == value


def test_a_span_is_a_pair_of_offsets() -> None:
    assert encode(SPAN) == [2, 5]


def test_a_decoded_span_belongs_to_the_page_it_stands_in() -> None:
    assert decode(Span, [2, 5], "q") == Span(page="q", start=2, end=5)


def test_a_missing_field_with_a_default_takes_it() -> None:
    assert decode(Alias, {"text": "IS"}, "p") == Alias(text="IS")


def test_a_whole_number_is_read_where_a_fraction_is_asked_for() -> None:
    score = decode(Candidate, {"actor": "a", "score": 1, "rule": "r"}, "p").score
    assert score == 1.0
    assert isinstance(score, float)


@pytest.mark.parametrize(
    ("kind", "data", "says"),
    [
        (Span, [5, 2], "start < end"),
        (Span, [1, 2, 3], "not a span"),
        (Span, [1, "2"], "not a span"),
        (Span, None, "not a span"),
        (BlockKind, "headline", "headline"),
        (Alias, {}, "without 'text'"),
        (Alias, {"text": 3}, "3"),
        (Alias, [], "Alias"),
        (Role, {"sector": "GOV"}, "position"),
        (Candidate, {"actor": "a", "score": True, "rule": "r"}, "True"),
        (Candidate, {"actor": "a", "score": "1", "rule": "r"}, "'1'"),
        (datetime, "yesterday", "yesterday"),
        (tuple[Span, ...], {"0": 1}, "not a list"),
        (tuple[str, str], ["a"], "2 items"),
        (int, True, "True"),
    ],
)
def test_data_of_another_shape_is_refused_by_name(kind: Any, data: Any, says: str) -> None:
    with pytest.raises(RecordError, match=says):
        decode(kind, data, "p")


@pytest.mark.parametrize("value", [{"a": 1}, [1], b"bytes", object()])
def test_what_has_no_place_in_a_record_is_refused(value: object) -> None:
    with pytest.raises(RecordError, match="no place in a record"):
        encode(value)
