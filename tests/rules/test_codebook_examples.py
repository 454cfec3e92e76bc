"""Each sense and embedder of the shipped codebook codes its own example as its row says."""

from collections.abc import Iterator

import pytest

from bench.predict_actors import page_of
from dragoman.events import acts_of
from dragoman.events.clauses import Clauses
from dragoman.events.codebook import CodeExample
from dragoman.events.examples import expected_of, fits, shown
from dragoman.kit import load_kit
from dragoman.language import Sentence, parse, split
from dragoman.model import Block, BlockKind

BOOK = load_kit().codebook


def sentences(text: str) -> tuple[Sentence, ...]:
    kit, page = load_kit(), page_of(text)
    block = Block(kind=BlockKind.PARAGRAPH, span=page.span(0, len(text)), path="line 1", rule="example")
    return parse(split(page, (block,), kit.boundaries)[0], kit.parser)[0]


def coded(example: CodeExample) -> Iterator[tuple[bool, str]]:
    wanted = expected_of(example.expected)
    for sentence in sentences(example.sentence):
        words = [word.text for word in sentence.words]
        assert sentence.parsed is not None
        clauses = Clauses(words, sentence.parsed, BOOK.known)
        for act in acts_of(words, sentence.parsed, BOOK):
            yield fits(wanted, act, clauses), f"{shown(act, clauses)} by {act.rule}"


@pytest.mark.parametrize("example", BOOK.examples, ids=lambda one: one.row)
def test_example_is_coded_as_its_row_says(example: CodeExample) -> None:
    found = list(coded(example))
    assert any(right for right, _ in found), (
        f"{example.sentence} {example.expected}, not {[text for _, text in found]}"
    )


def test_no_two_examples_are_the_same_sentence() -> None:
    seen = [example.sentence for example in BOOK.examples]
    assert len(set(seen)) == len(seen)
