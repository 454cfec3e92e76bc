"""Confidence of events: the table, the features of a told act, and what the kit's table makes of them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bench.predict_events import read_text
from dragoman.actors import Reading
from dragoman.errors import KnowledgeError
from dragoman.events import coding, parse_codebook
from dragoman.events.codebook import Codebook
from dragoman.events.confidence import confidence_of, features_of
from dragoman.events.told import Told
from dragoman.events.weights import Weights, parse_weights
from dragoman.kit import codebook_shipped, load_kit
from dragoman.model import Factuality, Statement
from dragoman.statements.weights import EDGE, written
from tests.made_events import coded

HEAD = "model,feature,weight\n"
PLAIN = "Turkey expelled the Greek ambassador."
#: Other countries stand around, a side is told by none of its words.
DOUBTFUL = "As Iran, Syria and Iraq looked on, troops in the north of Turkey were accused of an attack."


class TestTable:
    def test_what_is_written_is_read(self) -> None:
        text = written({"category": [("always", 1.5)], "parties": [("one country", -0.25)]})
        assert parse_weights(text) == Weights(category={"always": 1.5}, parties={"one country": -0.25})

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("model,weight\n", "the columns"),
            (HEAD + "link,always,1\n", "line 2"),
            (HEAD + "parties,always,1\nparties,always,2\n", "line 3"),
            (HEAD + "category,always,much\n", "line 2"),
            (HEAD + "category,always,inf\n", "no weight"),
        ],
    )
    def test_a_defect_names_its_line(self, text: str, message: str) -> None:
        with pytest.raises(KnowledgeError, match=message):
            parse_weights(text)

    def test_the_chance_of_category_and_parties(self) -> None:
        weights = Weights(category={"always": 0.0}, parties={"always": 0.0})
        assert weights.confidence({"always": 1.0, "unknown": 5.0}) == 0.25

    @pytest.mark.parametrize(("weight", "edge"), [(900.0, 1 - EDGE), (-900.0, EDGE)])
    def test_nothing_is_certain(self, weight: float, edge: float) -> None:
        sure = Weights(category={"always": weight}, parties={"always": 900.0})
        assert sure.confidence({"always": 1.0}) == pytest.approx(edge)


def told_in(text: str, monkeypatch: pytest.MonkeyPatch) -> Mapping[str, float]:
    """The features of the event that counts most."""
    found: list[tuple[float, Mapping[str, float]]] = []

    def noted(
        told: Told, holder: Statement, factuality: Factuality, reading: Reading, book: Codebook
    ) -> float:
        found.append((told.act.weight, features_of(told, holder, factuality, reading, book)))
        return 0.5

    monkeypatch.setattr(coding, "confidence_of", noted)
    kit = load_kit()
    read = read_text(text, None, kit)
    coding.code_events(read.sentences, read.around, kit.codebook)
    return max(found, key=lambda one: one[0])[1]


class TestFeatures:
    def test_a_plain_act(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = told_in("Russia accused Turkey of shelling the town.", monkeypatch)
        assert {"quad 3", "relation root", "actor by name", "recipient by name", "always"} <= set(found)
        assert found["other countries near"] == 0.0
        assert found["lightness"] == 0.0
        assert not {"possible", "negated", "said by somebody", "one country"} & set(found)

    def test_who_tells_the_country(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = told_in("Syrian jets bombed the Turkish town of Reyhanli.", monkeypatch)
        assert {"actor by owner", "quad 4"} <= set(found)

    def test_what_somebody_says_may_be(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = told_in("Turkey said that Greece may attack Cyprus.", monkeypatch)
        assert {"said by somebody", "no plain assertion"} <= set(found)
        assert found["other countries near"] == 1.0

    def test_what_two_do_together(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = told_in("Chad and Niger held talks.", monkeypatch)
        assert {"recipient by shared", "several actors"} <= set(found)

    def test_a_deed_within_one_country(self, monkeypatch: pytest.MonkeyPatch) -> None:
        found = told_in("Turkish police arrested forty teachers in Turkey.", monkeypatch)
        assert "one country" in found


class TestShipped:
    def test_every_event_has_a_chance(self) -> None:
        _, events, _ = coded(f"{PLAIN}\n{DOUBTFUL}\nChad and Niger held talks on 3 May 2019.")
        assert len(events) > 2
        assert all(EDGE <= one.confidence <= 1 - EDGE for one in events)

    def test_a_plain_event_is_surer_than_a_doubtful_one(self) -> None:
        _, (plain,), _ = coded(PLAIN)
        _, doubtful, _ = coded(DOUBTFUL)
        assert plain.confidence > 0.8
        assert doubtful
        assert all(one.confidence < 0.6 for one in doubtful)

    def test_the_weights_are_part_of_the_codebook(self) -> None:
        assert load_kit().codebook.weights == parse_weights(codebook_shipped()["confidence.csv"])


def test_a_codebook_without_weights_has_the_weight_of_the_act(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {name: text for name, text in codebook_shipped().items() if name != "confidence.csv"}
    bare = parse_codebook("bare", files)
    assert bare.weights is None
    weights: list[float] = []

    def noted(told: Told, *rest: object) -> float:
        weights.append(round(told.act.weight, 3))
        return confidence_of(told, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(coding, "confidence_of", noted)
    read = read_text(f"{PLAIN} Chad attacked Niger, and Mali protested.", None, load_kit())
    events, _ = coding.code_events(read.sentences, read.around, bare)
    assert len(events) > 1
    assert [one.confidence for one in events] == weights
