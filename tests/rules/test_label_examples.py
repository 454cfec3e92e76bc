"""Every rule of the labels has an example of its own; what must be spared is spared. No name quotes a sentence."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.pages.harm import LabelBook, label_text, parse_labels

FOLDER = Path(__file__).resolve().parents[2] / "src" / "dragoman" / "knowledge" / "labels"
EXAMPLES = tomllib.loads((FOLDER / "hateful_examples.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def book() -> LabelBook:
    return parse_labels({path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()})


@pytest.mark.parametrize("number", range(len(EXAMPLES["found"])))
def test_an_example_is_found_by_its_rule(book: LabelBook, number: int) -> None:
    # Alone: of two rules that find the same words, only one is shown.
    example = EXAMPLES["found"][number]
    (labels,) = book.labels
    alone = replace(labels, rules=tuple(rule for rule in labels.rules if rule.id == example["rule"]))
    assert label_text(example["text"], LabelBook(labels=(alone,)))
    assert label_text(example["text"], book)


@pytest.mark.parametrize("number", range(len(EXAMPLES["spared"])))
def test_an_example_is_spared(book: LabelBook, number: int) -> None:
    assert label_text(EXAMPLES["spared"][number], book) == ()


def test_every_rule_has_an_example(book: LabelBook) -> None:
    (labels,) = book.labels
    assert labels.name == EXAMPLES["examples_of"]
    assert {rule.id for rule in labels.rules} == {example["rule"] for example in EXAMPLES["found"]}
