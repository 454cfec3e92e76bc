"""Patterns are tried where they can match, and no pattern is ever hidden, a user's own among them."""

from __future__ import annotations

import re
from importlib.resources import files

from hypothesis import HealthCheck, given, settings, strategies as st

from dragoman.model import FactualityKind, Style
from dragoman.statements import CueBook, parse_cues
from dragoman.text.prefilter import Prefilter
from tests.unit.statements.conftest import Bench

OWN = r"""
[[silence]]
id = "snubbed"
confidence = 0.7
cue = '(?:has |had )?frobnicated(?: on| about)?\b'

[[silence.example]]
text = "Berg frobnicated about the fleet."
expect = [{ style = "silence" }]

[[speculation]]
id = "own-guess"
confidence = 0.6
cue = '\bquuxably\b'

[[speculation.example]]
text = "The fleet quuxably sails."
expect = [{ style = "outlet" }]

[[sign]]
id = "zz-own-sign"
scope = "content"
cue = '\bzorped\b'
kind = "denied"

[[sign.example]]
text = "Berg said the fleet was zorped."
expect = [{ style = "indirect" }]
"""


def with_own() -> CueBook:
    folder = files("dragoman") / "knowledge" / "statements"
    shipped = {f.name: f.read_text(encoding="utf-8") for f in folder.iterdir() if f.name.endswith(".toml")}
    return parse_cues({**shipped, "zz-own.toml": OWN})


class TestAPatternOfTheUsersOwn:
    """Its words stand in no list of ours."""

    def test_a_silence(self, bench: Bench) -> None:
        text = "Berg frobnicated about the fleet."
        assert not [one for one in bench.read(text) if one.style is Style.SILENCE]
        (one,) = (row for row in Bench(with_own()).read(text) if row.style is Style.SILENCE)
        assert one.rule == "snubbed"

    def test_a_speculation(self, bench: Bench) -> None:
        text = "The fleet quuxably sails on."
        assert not [one for one in bench.read(text) if one.rule == "own-guess"]
        assert [one.rule for one in Bench(with_own()).read(text)] == ["own-guess"]

    def test_a_sign(self, bench: Bench) -> None:
        text = "Berg said that the fleet was zorped."
        kinds = [
            [one.factuality.kind for one in reader.read(text, {"Berg": "person"})]
            for reader in (bench, Bench(with_own()))
        ]
        assert kinds == [[FactualityKind.ASSERTED], [FactualityKind.DENIED]]


BLOTS = st.lists(st.tuples(st.integers(0, 200), st.integers(1, 20), st.sampled_from(" _")), max_size=3)


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_no_shipped_pattern_is_hidden(book: CueBook, data: st.DataObject) -> None:
    patterns = [one.cue for many in (book.silences, book.speculations, book.signs) for one in many]
    pattern = data.draw(st.sampled_from(patterns))
    text = data.draw(st.from_regex(pattern))
    assert Prefilter([0], [pattern]).among(text) == [0]
    for start, length, blot in data.draw(BLOTS):
        whole, text = text, text[:start] + blot * len(text[start : start + length]) + text[start + length :]
        assert not re.search(pattern, text) or Prefilter([0], [pattern]).among(whole) == [0]


def test_most_patterns_are_spared(book: CueBook) -> None:
    assert book.silences.among("") == []
    assert book.speculations.among("") == []
    assert book.silences.among("The fleet left the harbour at noon and nobody spoke of it.") != list(
        book.silences
    )
    assert book.silences.among("It rains in Oslo.") == []
