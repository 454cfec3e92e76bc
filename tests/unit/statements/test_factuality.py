"""What a source does with its content, and what the outlet does with its own sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dragoman.model import FactualityKind, Style

if TYPE_CHECKING:
    Bench = Any


@pytest.mark.parametrize(
    ("text", "kind", "time"),
    [
        ("Berg said that it rains.", "asserted", "unknown"),
        ("Berg said that it will rain.", "asserted", "future"),
        ("“We will go,” Berg said.", "intention", "future"),
        ("“If it rains, we will go,” Berg said.", "conditional", "future"),
        ("“Go now. Unless you go, nothing helps,” Berg said.", "conditional", "unknown"),
        ("Berg denied that it rained.", "denied", "unknown"),
        ("Berg did not deny that it rained.", "asserted", "unknown"),
        ("“We did not shoot,” Berg said.", "asserted", "past"),
        ("Berg urged both camps to talk.", "demand", "future"),
        ("Berg said that both camps must talk.", "demand", "future"),
        ("Oslo and Riga agreed that both camps should talk.", "asserted", "unknown"),
        ("Berg reported that Oslo is readying a fleet.", "intention", "future"),
    ],
)
def test_kind_and_time(bench: Bench, text: str, kind: str, time: str) -> None:
    facts = bench.read(text)[0].factuality
    assert (facts.kind.value, facts.time.value) == (kind, time)


def test_the_condition_is_a_span(bench: Bench) -> None:
    facts = bench.read("“If it rains, we stay,” Berg said.")[0].factuality
    assert facts.condition is not None
    assert bench.page.quote(facts.condition) == "If it rains"


@pytest.mark.parametrize(
    ("text", "source", "cue", "topic"),
    [
        ("Both camps have not commented on the fire.", "Both camps", "have not commented on", "the fire"),
        (
            "Oslo, which owns the port, declined to comment.",
            "Oslo, which owns the port",
            "declined to comment",
            None,
        ),
        (
            "The office did not respond to a request for comment.",
            "The office",
            "did not respond to",
            "a request for comment",
        ),
        (
            "The army hasn’t confirmed the loss, which rebels claim.",
            "The army",
            "hasn’t confirmed",
            "the loss",
        ),
    ],
)
def test_silence_is_never_a_statement_of_something(
    bench: Bench, text: str, source: str, cue: str, topic: str | None
) -> None:
    (statement,) = bench.read(text)
    assert (statement.style, statement.factuality.kind) == (Style.SILENCE, FactualityKind.WITHHELD)
    assert statement.content == ()
    assert bench.chain(statement) == [source]
    assert [bench.page.quote(span) for span in statement.chain[0].cues] == [cue]
    assert (bench.page.quote(statement.topic) if statement.topic else None) == topic


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("This may indicate that the talks failed.", "that the talks failed"),
        ("The step might in the end help Oslo.", "The step might in the end help Oslo"),
        ("Perhaps the talks failed.", "Perhaps the talks failed"),
    ],
)
def test_the_outlets_guess_has_no_source(bench: Bench, text: str, content: str) -> None:
    (statement,) = bench.read(text)
    assert (statement.style, statement.factuality.kind, statement.chain) == (
        Style.OUTLET,
        FactualityKind.SPECULATED,
        (),
    )
    assert bench.content(statement) == [content]


@pytest.mark.parametrize(
    "text", ["Talks began on 3 May 2019.", "Could it rain?", "Oslo could not pay.", "It rained."]
)
def test_a_plain_sentence_is_no_guess(bench: Bench, text: str) -> None:
    assert bench.read(text) == ()
