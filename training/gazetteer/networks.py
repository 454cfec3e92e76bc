"""Small networks learnt to choose among candidates: the loss is the probability left to the wrong ones of each group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dragoman.places.scorer import Network

Numbers: TypeAlias = NDArray[Any]

HIDDEN, EPOCHS, BATCH, RATE, DECAY = 8, 40, 256, 0.01, 2e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Candidates in a row, a column a trait; groups of them begin at ``starts`` (a last entry where the last ends);
    ``right`` marks those that are right, ``weights`` what each group counts."""

    columns: tuple[str, ...]
    numbers: Numbers
    starts: Numbers
    right: Numbers
    weights: Numbers


def learn(examples: Examples, seed: int) -> Network:
    """A network by Adam with a falling rate; the same examples and seed give the same network."""
    rng = np.random.default_rng(seed)
    mean, scale = examples.numbers.mean(0), examples.numbers.std(0) + 1e-6
    numbers = (examples.numbers - mean) / scale
    size = numbers.shape[1]
    weights: list[Numbers] = [
        rng.normal(0, 1 / np.sqrt(size), (size, HIDDEN)), np.zeros(HIDDEN),
        rng.normal(0, 1 / np.sqrt(HIDDEN), HIDDEN), np.zeros(size),
    ]  # fmt: skip
    first, second = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    step = 0
    groups = len(examples.starts) - 1
    for epoch in range(EPOCHS):
        rate = RATE * 0.5 * (1 + np.cos(np.pi * epoch / EPOCHS))
        order = rng.permutation(groups)
        for begin in range(0, groups, BATCH):
            slopes = _slopes(weights, numbers, examples, order[begin : begin + BATCH])
            step += 1
            for at, slope in enumerate(slopes):
                first[at] = 0.9 * first[at] + 0.1 * slope
                second[at] = 0.999 * second[at] + 0.001 * slope * slope
                up = first[at] / (1 - 0.9**step)
                weights[at] -= rate * up / (np.sqrt(second[at] / (1 - 0.999**step)) + 1e-8)
    hidden, bias, out, direct = weights
    # The scale goes into the weights, so that the network takes the columns as they are.
    return Network(
        columns=examples.columns,
        direct=direct / scale,
        hidden=hidden / scale[:, None],
        bias=bias - (mean / scale) @ hidden,
        out=out,
    )


def _slopes(
    weights: Sequence[Numbers], numbers: Numbers, examples: Examples, groups: Numbers
) -> list[Numbers]:
    hidden, bias, out, direct = weights
    sizes = np.diff(examples.starts)[groups]
    rows = np.concatenate([np.arange(examples.starts[g], examples.starts[g + 1]) for g in groups])
    starts = np.cumsum([0, *sizes[:-1]])
    owner: Numbers = np.repeat(np.arange(len(groups)), sizes)
    inputs, right = numbers[rows], examples.right[rows]
    bent = np.tanh(inputs @ hidden + bias)
    scores = inputs @ direct + bent @ out
    raised = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
    belief = raised / np.add.reduceat(raised, starts)[owner]
    good = belief * right
    wanted = good / np.maximum(np.add.reduceat(good, starts)[owner], 1e-9)
    error = (belief - wanted) * examples.weights[groups][owner] / len(groups)
    back = np.outer(error, out) * (1 - bent * bent)
    return [
        inputs.T @ back + DECAY * hidden, back.sum(0),
        bent.T @ error + DECAY * out, inputs.T @ error + DECAY * direct,
    ]  # fmt: skip
