"""The trees, three in a row, each learning from what the one before says of pages of sites it has not seen.

A *judge* sees a page and the texts of the other libraries, and learns from gold alone what to make of both; its
judgement is what the trees that ship, which see the page only, learn on pages without gold.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from dragoman.pages.classifier.context import context, wide
from training.blocks.labels import Goal, goal_of
from training.blocks.pages import Known

Numbers: TypeAlias = "npt.NDArray[np.float32]"
FOLDS = 5
ROUNDS = {"judge": 150, "first": 150, "second": 120}
#: What a page with a whole known article counts, against 1 for one that was judged; what a unit with a known text counts
#: against the others of its page; the same against units with nothing but votes, while the judge learns.
GOLD, PROVEN, VOTED = 4.0, 3.0, 0.25
TREES: dict[str, Any] = {
    "objective": "cross_entropy",
    "learning_rate": 0.08,
    "num_leaves": 24,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 3.0,
    "max_bin": 63,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
#: LightGBM's own regularisation is meant for weights of about this size.
_WEIGHT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """The trees (first and second opinion) learnt from all pages, those learnt without each fold, and for every page
    what the second opinion of trees that never saw its site is."""

    whole: tuple[Any, Any]
    without: tuple[tuple[Any, Any], ...]
    opinions: tuple[Numbers, ...]


def folds(pages: Sequence[Known]) -> list[int]:
    """The fold of each page: pages of one site are in one fold."""
    sites = sorted({known.site for known in pages})
    random.Random(1).shuffle(sites)  # noqa: S311 - folds, no secret
    fold = {site: number % FOLDS for number, site in enumerate(sites)}
    return [fold[known.site] for known in pages]


def learn(
    pages: Sequence[Known], silver: Mapping[str, Mapping[str, str]], say: Callable[[str], None]
) -> Learnt:
    """Train both sets of trees, across the folds and on all pages."""
    goals = [goal_of(known, silver) for known in pages]
    fold: Any = np.repeat(folds(pages), [len(known.units) for known in pages])
    ends = np.cumsum([len(known.units) for known in pages])[:-1]
    rows = np.vstack([wide(known.numbers) for known in pages])
    goal, weight = _judged(pages, goals, rows, fold)
    say("judged across the folds")
    opinion, first = _across(rows, goal, weight, fold, ROUNDS["first"])
    say("first opinion learnt across the folds")
    seen = [
        np.hstack([known.numbers, context(said, known.page.tree, known.units)])
        for known, said in zip(pages, np.split(opinion, ends), strict=True)
        if known.page.tree is not None
    ]
    last, second = _across(np.vstack(seen), goal, weight, fold, ROUNDS["second"])
    say("second opinion learnt across the folds")
    return Learnt(
        whole=(
            _trees(rows, goal, weight, ROUNDS["first"]),
            _trees(np.vstack(seen), goal, weight, ROUNDS["second"]),
        ),
        without=tuple(zip(first, second, strict=True)),
        opinions=tuple(np.split(last, ends)),
    )


def _judged(pages: Sequence[Known], goals: Sequence[Goal], rows: Numbers, fold: Any) -> tuple[Any, Any]:
    """What the trees that ship are to learn of every unit, and its weight: gold, else the judge's word."""
    whole: Any = np.repeat([known.body is not None for known in pages], [len(known.units) for known in pages])
    wanted, proven, share = (
        np.concatenate([getattr(one, name) for one in goals]) for name in ("wanted", "proven", "weight")
    )
    votes = np.vstack([one.votes for one in goals]).astype(np.float32)
    strict = share * np.where(whole, GOLD, np.where(proven, 2 * GOLD, VOTED))
    judged, _ = _across(np.hstack([rows, votes]), wanted, strict, fold, ROUNDS["judge"])
    return np.where(proven, wanted, judged), share * np.where(whole, GOLD, np.where(proven, PROVEN, 1.0))


def _across(rows: Numbers, goal: Any, weight: Any, fold: Any, rounds: int) -> tuple[Numbers, list[Any]]:
    """What trees learnt without a row's fold say of it, and these trees."""
    said: Numbers = np.zeros(len(rows), dtype=np.float32)
    learnt = []
    for number in range(FOLDS):
        inside = fold != number
        trees = _trees(rows[inside], goal[inside], weight[inside], rounds)
        said[~inside] = trees.predict(rows[~inside], num_threads=1)
        learnt.append(trees)
    return said, learnt


def _trees(rows: Numbers, goal: Any, weight: Any, rounds: int) -> Any:
    import lightgbm

    return lightgbm.train(TREES, lightgbm.Dataset(rows, goal, weight=weight * _WEIGHT), rounds)
