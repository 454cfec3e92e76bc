"""Sampling, variants and the schedule: the same for the same seed, from wherever a run stands."""

import itertools
import random

import pytest
from hypothesis import given, strategies as st

from training.augment import Chances, headline, join_articles, keep, vary
from training.example import Example
from training.sampling import Mixture, Place, Supply, padded
from training.schedule import Schedule
from training.tags import mended

SUPPLIES = (
    Supply(name="a", lengths=[5 + n % 40 for n in range(70)], share=0.7),
    Supply(name="b", lengths=[9, 12, 300], share=0.3),
)


def mixture(seed: int = 1) -> Mixture:
    return Mixture(SUPPLIES, seed=seed, batch_pieces=128, round_pieces=1_000)


def test_a_resumed_mixture_goes_on_where_it_stood() -> None:
    whole = list(itertools.islice(mixture(), 40))
    for stop in (1, 7, 13, 39):
        first = mixture()
        seen = list(itertools.islice(first, stop))
        second = mixture()
        second.place = Place.of(first.place.state())
        assert seen + list(itertools.islice(second, 40 - stop)) == whole


def test_another_seed_gives_another_order() -> None:
    assert list(itertools.islice(mixture(1), 5)) != list(itertools.islice(mixture(2), 5))


def test_shares_are_of_pieces_and_no_sentence_is_too_long() -> None:
    pieces = {"a": 0, "b": 0}
    for batch in itertools.islice(mixture(), 400):
        widths = [SUPPLIES[draw.source == "b"].lengths[draw.index] for draw in batch]
        assert len(batch) * padded(max(widths)) <= 128 or len(batch) == 1
        for draw, width in zip(batch, widths, strict=True):
            assert width <= 256
            pieces[draw.source] += width
    assert pieces["a"] / sum(pieces.values()) == pytest.approx(0.7, abs=0.03)


def test_a_source_is_gone_through_before_it_begins_again() -> None:
    drawn = [draw for batch in itertools.islice(mixture(), 60) for draw in batch if draw.source == "a"]
    turns = sorted(drawn, key=lambda draw: draw.number)
    assert sorted(draw.index for draw in turns[:70]) == list(range(70))


def test_the_rate_goes_up_level_and_down() -> None:
    plan = Schedule(total=1_000, warm=100, decay=0.5, least=0.01)
    assert plan.factor(0) == 0.01
    assert plan.factor(50) == 0.5
    assert plan.factor(100) == plan.factor(500) == 1.0
    assert plan.factor(750) == pytest.approx(0.5)
    assert plan.factor(1_000) == 0.01
    assert plan.done(1_000)
    assert not plan.done(999)


@given(st.integers(0, 500))
def test_a_longer_run_has_the_same_rates_until_the_shorter_one_goes_down(seen: int) -> None:
    short, long = Schedule(total=1_000, warm=100, decay=0.5), Schedule(total=4_000, warm=100, decay=0.5)
    assert short.factor(seen) == long.factor(seen)


AL = Example(
    source="ewt",
    words=("The", "al", "-", "Nusra", "men", "fled", "."),
    inside=(False,) * 7,
    joined=(False, True, True, False, False, True, False),
    upos=("DET", "PROPN", "PUNCT", "PROPN", "NOUN", "VERB", "PUNCT"),
    xpos=("DT", "NNP", "HYPH", "NNP", "NNS", "VBD", "."),
    lemmas=("the", "al", "-", "Nusra", "man", "flee", "."),
    heads=(5, 5, 4, 2, 6, 0, 6),
    deprel=("det", "compound", "punct", "flat", "nsubj", "root", "punct"),
    ner=("O", "B-ORG", "I-ORG", "I-ORG", "O", "O", "O"),
    roles={"source": ("B", "I", "I", "I", "I", "O", "O")},
)


def test_names_with_an_article_become_one_word() -> None:
    one = join_articles(AL)
    assert one.words == ("The", "al-Nusra", "men", "fled", ".")
    assert one.heads == (3, 3, 4, 0, 4)
    assert one.lemmas == ("the", "al-Nusra", "man", "flee", ".")
    assert one.ner == ("O", "B-ORG", "O", "O", "O")
    assert one.deprel == ("det", "compound", "nsubj", "root", "punct")


def test_a_headline_has_neither_articles_nor_a_stop() -> None:
    one = headline(AL)
    assert one.words == ("Al", "-", "Nusra", "Men", "Fled")
    assert one.heads == (4, 3, 1, 5, 0)
    assert (one.roles or {})["source"] == ("B", "I", "I", "I", "O")


def test_a_content_that_came_from_before_still_does_when_its_first_word_is_lost() -> None:
    one = Example(
        source="p",
        words=("The", "man", "left", "."),
        inside=(False,) * 4,
        roles={"content": ("I", "I", "O", "O")},
    )
    assert (headline(one).roles or {})["content"] == ("I", "O")


@given(st.integers(0, 2**32), st.floats(0, 1))
def test_variants_keep_the_layers_in_step_and_one_root(seed: int, chance: float) -> None:
    chances = Chances(join=chance, headline=chance, upper=chance, lower=chance, stop=chance, plain=chance)
    first, again = random.Random(seed), random.Random(seed)  # noqa: S311
    one = vary(AL, chances, first)
    assert one == vary(AL, chances, again)
    assert one.heads is not None
    assert one.heads.count(0) == 1
    assert all(head <= len(one.words) and head != at + 1 for at, head in enumerate(one.heads))


@given(st.sets(st.integers(0, 6), min_size=1))
def test_words_that_hung_on_a_lost_one_hang_on_its_head(places: set[int]) -> None:
    one = keep(AL, sorted(places))
    assert one.heads is not None
    assert all(head <= len(one.words) for head in one.heads)
    assert mended(one.ner) == one.ner
