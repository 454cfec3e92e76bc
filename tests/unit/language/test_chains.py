from itertools import pairwise, product

import numpy as np
from hypothesis import given, strategies as st
from numpy.typing import NDArray

from dragoman.language.chains import NEVER, best_tags, lawful, sureness

NAMES = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


def _score(scores: NDArray[np.float32], steps: NDArray[np.float32], tags: tuple[int, ...]) -> float:
    size = scores.shape[1]
    path = [size, *tags, size]
    moves = sum(float(steps[a, b]) for a, b in pairwise(path))
    return moves + sum(float(scores[word, tag]) for word, tag in enumerate(tags))


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 4), min_size=1, max_size=4), st.integers(2, 4))
def test_the_best_sequence_is_the_one_found_by_trying_all(seed: int, lengths: list[int], tags: int) -> None:
    lot = np.random.default_rng(seed)
    scores = lot.normal(size=(2, sum(lengths), tags)).astype(np.float32)
    steps = lot.normal(size=(2, tags + 1, tags + 1)).astype(np.float32)
    found = best_tags(scores, steps, np.array(lengths))
    start = 0
    for length in lengths:
        part = slice(start, start + length)
        alone = best_tags(scores[:, part], steps, np.array([length]))
        assert alone.tolist() == found[:, part].tolist()
        for chain in range(2):
            every = list(product(range(tags), repeat=length))
            totals = [_score(scores[chain, part], steps[chain], one) for one in every]
            assert tuple(found[chain, part].tolist()) == every[totals.index(max(totals))]
        start += length


@given(st.integers(0, 2**32 - 1), st.booleans())
def test_no_i_continues_nothing(seed: int, goes_on: bool) -> None:
    lot = np.random.default_rng(seed)
    scores = (9 * lot.normal(size=(1, 18, len(NAMES)))).astype(np.float32)
    steps = lawful(lot.normal(size=(6, 6)).astype(np.float32), NAMES, goes_on=goes_on)
    for tags in best_tags(scores, steps[None], np.array([6, 6, 6])).reshape(3, 6):
        before = "I" + NAMES[tags[0]][1:] if goes_on else "O"
        for tag in tags:
            name = NAMES[tag]
            assert name[0] != "I" or (before != "O" and before[1:] == name[1:])
            before = name


def test_what_is_never_allowed_stays_finite() -> None:
    assert np.isfinite(NEVER)


def test_sureness_is_the_share_of_the_tag() -> None:
    scores = np.log(np.array([[[1.0, 3.0]]], np.float32))
    assert sureness(scores, np.array([[1]])).tolist() == [[0.75]]
