"""Laws over arbitrary text."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from dragoman.model import Lane, Statement
from dragoman.statements import CueBook
from tests.growth import cpu_seconds

if TYPE_CHECKING:
    Bench = Any

PIECES = [
    "“", "”", '"', "'", "‘", "’", "«", "»", "„", "[by him]", "[", "]", "(", ")", ",", ".", "?", "!", ":", ";", "—",
    "…", "\n", "\n\n", "\u00a0", "\u200b", "\x00", "Berg", "Oslo", "the newspaper", "he", "we", "who", "said", "told",
    "says", "that", "it", "rains", "will", "if", "may", "indicate", "quoted", "as", "saying", "According", "to",
    "according", "Nordwire", "has", "not", "commented", "on", "declined", "comment", "and", "confirmed", "the",
    "article", "read", "its", "demand", "for", "peace", "guards’", "don't", "Mr.", "U.S.", "1,000", "É", "ſ", "İ",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", " "])), max_size=60).map(
        lambda rows: "".join(a + b for a, b in rows)
    ),
)
RELAXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
NAMES = {"Nordwire": "agency", "Berg": "person", "Oslo": "country"}


def _ordered(statement: Statement) -> bool:
    spans = statement.content
    return all(a.end <= b.start for a, b in itertools.pairwise(spans))


@RELAXED
@given(text=TEXTS, comment=TEXTS)
def test_any_text(bench: Bench, text: str, comment: str) -> None:
    first = bench.read(text, NAMES, [comment])
    problems = bench.problems
    assert (first, problems) == (bench.read(text, NAMES, [comment]), bench.problems)
    size = len(bench.page.text)
    ids = [statement.id for statement in first]
    assert len(set(ids)) == len(ids)
    for statement in first:
        assert _ordered(statement)
        spans = [*statement.content, *statement.insertions, *statement.factuality.cues]
        spans += [layer.source.span for layer in statement.chain if layer.source]
        spans += [cue for layer in statement.chain for cue in layer.cues]
        assert all(0 <= span.start < span.end <= size for span in spans)
        assert 0 <= statement.confidence <= 1
        assert statement.within is None or statement.within in ids
        assert statement.carried is None or statement.carried in ids


@RELAXED
@given(text=TEXTS, comments=st.lists(TEXTS, max_size=3))
def test_comments_change_no_article_statement(bench: Bench, text: str, comments: list[str]) -> None:
    with_them = [s for s in bench.read(text, NAMES, comments) if s.lane is Lane.ARTICLE]
    assert with_them == list(bench.read(text, NAMES))


@pytest.mark.parametrize("text", ["'”guards’may", "”x’might go on", "a”’perhaps it rains"])
def test_words_that_marks_run_together_break_nothing(bench: Bench, text: str) -> None:
    assert all(statement.content or statement.topic for statement in bench.read(text, NAMES))


CURLY = [
    "“It rains,” Berg said. “It pours.”",
    "Berg said: “The guards’ boats, the ‘old ones,’ sank.”",
    "“The road,” Berg said, “is open.”",
    "Berg called it “a lie” and said that Oslo’s fleet “will sail.”",
    "‘It rains,’ said Berg. ‘The traders’ stalls are wet.’",
    "“One goes on.\n“Two,” said Berg.",
    "Nordwire quoted Berg as saying: “Don’t go.”",
]


@pytest.mark.parametrize("text", CURLY)
def test_straight_marks_give_the_same_rows(bench: Bench, text: str) -> None:
    straight = text.translate(str.maketrans("“”‘’", "\"\"''"))
    rows = [(s.rule, s.style, s.content, s.chain, s.factuality) for s in bench.read(text, NAMES)]
    assert rows
    assert rows == [(s.rule, s.style, s.content, s.chain, s.factuality) for s in bench.read(straight, NAMES)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        '"We go," he said. "It is so." ',
        "“a ",
        "a” ",
        "‘a’ ",
        '"Who?" ',
        "“[a] ",
        "he said that ",
        "x, ",
        "— A ",
    ],
)
def test_time_is_linear(bench: Bench, unit: str) -> None:
    def cost(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        return cpu_seconds(lambda: bench.read(text))

    cost(1_000)
    small, large = cost(4_000), cost(32_000)
    assert large < 8 * 4 * max(small, 0.02)


def test_nothing_is_printed_or_read(book: CueBook) -> None:
    room = Path(sys.modules["dragoman.statements"].__file__ or "").parent
    for module in room.glob("*.py"):
        source = module.read_text(encoding="utf-8")
        assert "print(" not in source
        assert len(source.splitlines()) < 400
