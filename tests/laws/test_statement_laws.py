"""Laws of statements under a change of the words: what must change with them, and what must not.

The sentences are made of own parts and read with the shipped model. Each law changes one thing of a sentence that is
known to change one thing of the record.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TypeVar

import pytest

from bench.gold_statements import statements_in
from dragoman.model import SourceRole, Span, Statement

T = TypeVar("T")

SOURCES = (
    "The minister",
    "Kowalski",
    "A spokesman for the port",
    "Two officials in Lima",
    "The Norwegian army",
    "Ingrid Solheim, a nurse from Bergen,",
)
SPEECH = ("said", "added", "insisted", "announced", "claimed", "explained")
#: A subject, its verb in the past and bare, and the rest.
DEEDS = (
    ("the rebels", "attacked", "attack", "the convoy"),
    ("the guards", "closed", "close", "the bridge on Monday"),
    ("the two sides", "signed", "sign", "the accord"),
    ("the company", "paid", "pay", "the fine"),
    ("the navy", "stopped", "stop", "a tanker near the coast"),
    ("the mayor", "met", "meet", "the strikers"),
)
THINKERS = ("Oslo", "the harbour board", "the general", "the opposition leader")
STANCES = (
    "believes that the pumps are broken",
    "denied that a ship had been rammed",
    "plans to close the lock",
    "demanded an apology",
    "opposes the new tariff",
    "has agreed to open the gates",
    "warned that the levee could break",
    "said that the ferry had sunk",
)
#: Those of the stances that are speech.
SPOKEN = (6, 7)
QUOTES = (
    "“{0},” {1} said.",
    "“{0},” said {1}.",
    "{1} said: “{0}.”",
    "{1} called the plan “a gift to smugglers” and said that {0}.",
    "“{0},” {1} told reporters. “It was late.”",
    "{1} said the deal ‘would not hold’ because {0}.",
)


@dataclass(frozen=True, slots=True)
class Row:
    """What the laws compare: the words of a statement, by role."""

    content: tuple[str, ...]
    style: str
    sources: tuple[str, ...]
    roles: tuple[str, ...]
    cues: tuple[str, ...]
    kind: str
    polarity: str
    certainty: str
    time: str


def rows_of(text: str) -> list[Row]:
    """The statements of a text as rows, in their order."""
    return [_row(text, one) for one in statements_in(text)]


def _row(text: str, one: Statement) -> Row:
    def words(span: Span) -> str:
        return text[span.start : span.end]

    how = one.factuality
    return Row(
        content=tuple(words(span) for span in one.content),
        style=one.style.value,
        sources=tuple(words(layer.source.span) for layer in one.chain if layer.source),
        roles=tuple(layer.role.value for layer in one.chain),
        cues=tuple(words(cue) for cue in one.chain[-1].cues) if one.chain else (),
        kind=how.kind.value,
        polarity=how.polarity.value,
        certainty=how.certainty.value,
        time=how.time.value,
    )


def spread(number: int, *parts: tuple[T, ...]) -> list[tuple[T, ...]]:
    """So many combinations of the parts, evenly spread, so that every part is met."""
    every = list(product(*parts))
    step = max(1, len(every) // number) | 1
    return [every[at * step % len(every)] for at in range(min(number, len(every)))]


SAID = spread(24, tuple(range(len(SOURCES))), tuple(range(len(SPEECH))), tuple(range(len(DEEDS))))


@pytest.mark.parametrize(("source", "verb", "deed"), SAID)
def test_did_not_turns_the_polarity_and_nothing_else(source: int, verb: int, deed: int) -> None:
    who, past, base, rest = DEEDS[deed]
    lead = f"{SOURCES[source]} {SPEECH[verb]} that {who}"
    (plain,) = rows_of(f"{lead} {past} {rest}.")
    (turned,) = rows_of(f"{lead} did not {base} {rest}.")
    assert plain.polarity == "positive"
    assert turned == replace(plain, content=(f"that {who} did not {base} {rest}",), polarity="negative")


@pytest.mark.parametrize(("source", "verb", "deed"), SAID)
def test_did_not_turns_a_quotation_too(source: int, verb: int, deed: int) -> None:
    who, past, base, rest = DEEDS[deed]
    tail = f"{SOURCES[source]} {SPEECH[verb]}."
    (plain,) = rows_of(f"“{who.capitalize()} {past} {rest},” {tail}")
    (turned,) = rows_of(f"“{who.capitalize()} did not {base} {rest},” {tail}")
    assert plain.polarity == "positive"
    assert turned == replace(
        plain, content=(f"“{who.capitalize()} did not {base} {rest},”",), polarity="negative"
    )


WRAPS = spread(30, tuple(range(len(SOURCES))), tuple(range(len(THINKERS))), tuple(range(len(STANCES))))


@pytest.mark.parametrize(("source", "thinker", "stance"), WRAPS)
def test_a_sentence_that_somebody_tells_gains_a_layer(source: int, thinker: int, stance: int) -> None:
    inside = f"{THINKERS[thinker]} {STANCES[stance]}"
    bare = rows_of(f"{inside[:1].upper()}{inside[1:]}.")
    wrapped = rows_of(f"{SOURCES[source]} said that {inside}.")
    assert bare
    own = [row for row in wrapped if row.roles == ("speaker",)]
    # Who tells what another has said passes it on, and says nothing himself.
    assert [row.content for row in own] == ([] if stance in SPOKEN else [(f"that {inside}",)])
    assert [_inner(row) for row in wrapped[len(own) :]] == [_outer(row) for row in bare]


def _outer(row: Row) -> Row:
    """A row without its layer's capital letter, which the sentence's beginning gave it."""
    first, *others = row.sources
    return replace(row, sources=(first[:1].lower() + first[1:], *others))


def _inner(row: Row) -> Row:
    """A row without the layer that a wrap has put around it."""
    assert row.roles[0] == SourceRole.INTERMEDIARY.value
    first, *others = row.sources[1:]
    return replace(row, sources=(first[:1].lower() + first[1:], *others), roles=row.roles[1:])


@pytest.mark.parametrize("depth", [2, 3])
@pytest.mark.parametrize("stance", range(len(STANCES)))
def test_each_wrap_gains_one_more(stance: int, depth: int) -> None:
    wraps = ("Kowalski said that ", "the minister said that ", "a nurse said that ")[:depth]
    inside = f"Oslo {STANCES[stance]}"
    bare = rows_of(inside + ".")
    rows = rows_of("".join(wraps) + inside + ".")[-len(bare) :]
    for row, alone in zip(rows, bare, strict=True):
        assert len(row.roles) == depth + len(alone.roles)
        assert (row.content, row.cues, row.kind, row.polarity, row.certainty, row.time) == (
            *(alone.content, alone.cues, alone.kind, alone.polarity, alone.certainty, alone.time),
        )


@pytest.mark.parametrize(
    ("form", "source", "deed"),
    spread(36, tuple(range(len(QUOTES))), tuple(range(len(SOURCES))), tuple(range(len(DEEDS)))),
)
def test_straight_and_curly_marks_give_the_same_rows(form: int, source: int, deed: int) -> None:
    who, past, _, rest = DEEDS[deed]
    text = QUOTES[form].format(f"{who} {past} {rest}", SOURCES[source].rstrip(","))
    curly = statements_in(text)
    straight = statements_in(text.translate(str.maketrans("“”‘’", "\"\"''")))
    assert curly
    assert [_numbers(one) for one in curly] == [_numbers(one) for one in straight]


def _numbers(one: Statement) -> tuple[object, ...]:
    """A statement without what hangs on the digest of its page's bytes."""
    return (
        [(span.start, span.end) for span in one.content],
        one.style,
        [
            (
                layer.source and (layer.source.span.start, layer.source.span.end),
                layer.role,
                [(cue.start, cue.end) for cue in layer.cues],
            )
            for layer in one.chain
        ],
        (one.factuality.kind, one.factuality.polarity, one.factuality.certainty, one.factuality.time),
        one.rule,
    )
