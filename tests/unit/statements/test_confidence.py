"""Confidence: the table, the features of a candidate, and what the kit's table makes of them."""

from __future__ import annotations

import pytest

from bench.gold_statements import statements_in
from dragoman.errors import KnowledgeError
from dragoman.kit import load_kit
from dragoman.model import Style
from dragoman.statements import assemble, find_statements
from dragoman.statements.confidence import confidence_of
from dragoman.statements.found import Found
from dragoman.statements.weights import EDGE, Weights, parse_weights, written
from tests.unit.statements.conftest import Bench

HEAD = "model,feature,weight\n"


class TestTable:
    def test_what_is_written_is_read(self) -> None:
        text = written({"link": [("always", 1.5)], "chain": [("always", -0.25)], "share": [("silence", 0.8)]})
        assert parse_weights(text) == Weights(
            link={"always": 1.5}, chain={"always": -0.25}, share={"silence": 0.8}
        )

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("model,weight\n", "the columns"),
            (HEAD + "links,always,1\n", "line 2"),
            (HEAD + "link,always,1\nlink,always,2\n", "line 3"),
            (HEAD + "link,always,much\n", "line 2"),
            (HEAD + "link,always,nan\n", "no weight"),
            (HEAD + "share,silence,1.2\n", "no weight"),
        ],
    )
    def test_a_defect_names_its_line(self, text: str, message: str) -> None:
        with pytest.raises(KnowledgeError, match=message):
            parse_weights(text)

    def test_the_chance_of_content_and_chain(self) -> None:
        weights = Weights(link={"always": 0.0}, chain={"always": 0.0}, share={})
        assert weights.confidence({"always": 1.0, "unknown": 5.0}) == 0.25
        assert weights.of_class("silence") is None

    @pytest.mark.parametrize(("weight", "edge"), [(900.0, 1 - EDGE), (-900.0, EDGE)])
    def test_nothing_is_certain(self, weight: float, edge: float) -> None:
        sure = Weights(link={"always": weight}, chain={"always": 900.0}, share={})
        assert sure.confidence({"always": 1.0}) == pytest.approx(edge)


class TestShipped:
    def test_every_statement_has_a_chance(self) -> None:
        text = (
            "“The bridge is shut,” Kowalski said. According to people in the port, it may open in June. "
            "Berg did not comment on the cost."
        )
        found = statements_in(text)
        assert {one.style for one in found} >= {Style.DIRECT, Style.SILENCE}
        assert all(EDGE <= one.confidence <= 1 - EDGE for one in found)

    def test_a_plain_quotation_is_surer_than_a_loose_one(self) -> None:
        (plain,) = statements_in("“The bridge is shut until June,” Kowalski said.")
        loose = statements_in("The bridge, as far as anybody knew, was thought to be safe.")
        assert all(plain.confidence > one.confidence for one in loose)
        assert plain.confidence > 0.85

    def test_silences_have_the_share_of_their_class(self) -> None:
        weights = load_kit().cues.weights
        assert weights
        silences = [
            one
            for one in statements_in("Berg declined to comment on the cost.")
            if one.style is Style.SILENCE
        ]
        assert [one.confidence for one in silences] == [weights.share["silence"]]


def test_without_weights_the_rule_speaks(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    figures: list[float] = []

    def noted(found: Found, *rest: object) -> float:
        figures.append(found.confidence)
        return confidence_of(found, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(assemble, "confidence_of", noted)
    statements = bench.read("“The bridge is shut,” Kowalski said.")
    assert bench.book.weights is None
    assert [one.confidence for one in statements] == figures
    assert find_statements((), (), {}, bench.book) == ((), ())
