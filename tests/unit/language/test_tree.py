from itertools import product

import numpy as np
import pytest
from hypothesis import given, strategies as st
from numpy.typing import NDArray

from dragoman.language import tree
from dragoman.language.tree import best_tree, trees


@st.composite
def _arcs(draw: st.DrawFn, most: int = 12) -> NDArray[np.float32]:
    words = draw(st.integers(1, most))
    grain = draw(st.sampled_from([1, 4, 1000]))  # few grains: many ties
    seed = draw(st.integers(0, 2**32 - 1))
    drawn = np.random.default_rng(seed).integers(-5 * grain, 5 * grain, (words, words + 1))
    return (drawn / grain).astype(np.float32)


def _is_tree(heads: list[int]) -> bool:
    for word in range(1, len(heads) + 1):
        seen = set()
        at = word
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return heads.count(0) == 1


def _total(arcs: NDArray[np.float32], heads: list[int]) -> float:
    return float(sum(arcs[word, head] for word, head in enumerate(heads)))


@given(st.lists(_arcs(), min_size=1, max_size=6))
def test_every_sentence_of_a_row_gets_one_tree_with_one_root(sentences: list[NDArray[np.float32]]) -> None:
    found = trees(sentences).tolist()
    assert len(found) == sum(map(len, sentences))
    for one in sentences:
        heads, found = found[: len(one)], found[len(one) :]
        assert _is_tree(heads)
        assert heads == trees([one]).tolist()  # alone as in company


@given(_arcs(most=5))
def test_no_other_tree_with_one_root_scores_more(arcs: NDArray[np.float32]) -> None:
    words = len(arcs)
    every = (list(heads) for heads in product(range(words + 1), repeat=words))
    best = max(_total(arcs, heads) for heads in every if _is_tree(heads))
    assert np.isclose(_total(arcs, trees([arcs]).tolist()), best)
    assert np.isclose(_total(arcs, best_tree(arcs).tolist()), best)


def test_a_long_ring_of_words_is_broken_without_deep_calls() -> None:
    words = 400
    arcs: NDArray[np.float32] = np.zeros((words, words + 1), np.float32)
    for word in range(words):
        arcs[word, word ^ 1 if word else words] = 5 + word / words
    assert _is_tree(trees([arcs]).tolist())


def test_words_that_are_all_alike_take_bounded_work(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def rooted(table: tree.Table, root: int) -> tree.Numbers:
        tried.append(root)
        return whole(table, root)

    whole = tree._rooted
    monkeypatch.setattr(tree, "_rooted", rooted)
    heads = tree.best_tree(np.zeros((200, 201)))
    assert len(tried) <= tree.ROOTS
    assert np.count_nonzero(heads == 0) == 1
