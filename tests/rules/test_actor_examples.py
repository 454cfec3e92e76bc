"""Every rule row of the actor files carries an example sentence; each must be coded as the row says."""

from collections.abc import Mapping

import pytest

from dragoman.actors import ActorBook, Example, parse_actors
from tests.unit.actors.factory import Found, prose, shipped

BOOK = parse_actors(shipped(), trusted=True)


def reading(book: ActorBook, example: Example) -> Mapping[str, str]:
    """What is found for each expected piece of words: an actor id, ``local:``, ``?`` (open) or ``-`` (nothing)."""
    found = Found(book, prose(example.sentence), example.on)
    actors = {found.words(mention): mention.actor or "?" for mention in found.mentions}
    return {words: actors.get(words, "-") for words, _ in example.expected}


@pytest.mark.parametrize("example", BOOK.examples, ids=lambda example: example.row)
def test_example_is_coded_as_its_row_says(example: Example) -> None:
    got = {
        words: "local:" if actor.startswith("local:") else actor
        for words, actor in reading(BOOK, example).items()
    }
    assert got == dict(example.expected)


def test_every_kind_of_rule_has_an_example() -> None:
    files = {example.row.partition(":")[0] for example in BOOK.examples}
    assert files == {"words/offices.csv", "words/contexts.csv"}
    assert len(BOOK.examples) > 100
