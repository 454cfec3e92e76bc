"""Each hedge of the shipped codebook makes of the act in its example what its row says."""

import pytest

from dragoman.events.hedges import HedgeExample
from dragoman.kit import load_kit
from tests.made_events import coded, shown

EXAMPLES = load_kit().codebook.hedges.examples


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.row)
def test_the_act_of_an_example_is_as_far_a_fact_as_its_row_says(example: HedgeExample) -> None:
    _, events, _ = coded(example.sentence, least=0)
    assert example.expected in [shown(event) for event in events]


def test_no_two_examples_are_the_same_sentence() -> None:
    seen = [example.sentence for example in EXAMPLES]
    assert len(set(seen)) == len(seen)
