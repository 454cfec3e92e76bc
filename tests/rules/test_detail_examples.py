"""Each row of the tables of contexts and modes tells its own example as it says."""

import pytest

from dragoman.events import acts_of
from dragoman.events.clauses import Clauses
from dragoman.events.contexts import contexts_of
from dragoman.events.details import CONTEXTS, DetailExample
from dragoman.events.modes import mode_of
from dragoman.kit import load_kit
from tests.rules.test_codebook_examples import sentences

BOOK = load_kit().codebook
DETAILS = BOOK.details


def clauses_of(text: str) -> Clauses:
    (sentence,) = sentences(text)
    assert sentence.parsed is not None
    return Clauses([word.text for word in sentence.words], sentence.parsed, BOOK.known)


@pytest.mark.parametrize("example", DETAILS.contexts_examples, ids=lambda one: one.row)
def test_a_context_is_told_as_its_row_says(example: DetailExample) -> None:
    clauses = clauses_of(example.sentence)
    acts = acts_of(clauses.words, clauses.parsed, BOOK)
    trigger = acts[0].trigger if acts else ()
    found = contexts_of(clauses.words, clauses.lemmas, trigger, DETAILS)
    assert " + ".join(found) == example.expected


@pytest.mark.parametrize("example", DETAILS.modes_examples, ids=lambda one: one.row)
def test_a_mode_is_told_as_its_row_says(example: DetailExample) -> None:
    clauses = clauses_of(example.sentence)
    acts = acts_of(clauses.words, clauses.parsed, BOOK)
    found = [f"{act.category}/{mode_of(act, clauses, DETAILS)}" for act in acts]
    assert example.expected in found


@pytest.mark.parametrize("context", CONTEXTS)
def test_every_context_has_words_and_an_example_that_expects_it(context: str) -> None:
    assert any(term.context == context for terms in DETAILS.terms.values() for term in terms)
    assert any(context in one.expected.split(" + ") for one in DETAILS.contexts_examples)


def test_no_two_examples_are_the_same_sentence() -> None:
    seen = [one.sentence for one in (*DETAILS.contexts_examples, *DETAILS.modes_examples)]
    assert len(set(seen)) == len(seen)
