"""Products of activations and weights: exact ones, and ones in eight bits whose scales are fixed beforehand.

Weights (input, output) are rounded to signed bytes with one scale an output. Activations become unsigned bytes
with one scale and zero for the whole tensor, fixed by the range it takes on training sentences: what comes later
and lies outside is cut. So the answer for a sentence does not depend on its company, as it does where the range is
taken from the batch.

**Old processors.** Where a processor has no instruction for such products (VNNI and its kin; x86 before about 2019),
onnxruntime adds two products of neighbouring inputs in sixteen bits, and cuts what does not fit: 255 x (127 + 127)
is twice too much. Seven bits for all weights (``reduce_range``) would avoid that and cost accuracy. Here each
output's scale is chosen such that no two neighbouring weights of one sign come to more than 128: then nothing is
ever cut (255 x 128 < 32,768), every processor gives the same sums, and only the outputs with two large neighbours lose
resolution.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from training.graph import FLOAT, Graph

Floats: TypeAlias = NDArray[np.float32]
#: The largest weight, and the largest sum of two neighbours before each is rounded (by half a step at most).
LARGEST = 127


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The smallest and the largest number a tensor takes; zero lies between or is one of them."""

    low: float
    high: float

    @property
    def scale(self) -> float:
        """What one step of 255 is worth."""
        return max(self.high - self.low, 1e-6) / 255

    @property
    def zero(self) -> int:
        """The byte that stands for zero."""
        return round(-self.low / self.scale)


class Linear(Protocol):
    """A way of computing ``x @ weights + bias`` and of keeping tables."""

    def linear(self, graph: Graph, name: str, x: str, weights: Floats, bias: Floats) -> str:
        """Adds the product; weights (input, output). ``name`` names the input ``x`` for its range."""
        ...

    def rows(self, graph: Graph, table: Floats, numbers: str) -> str:
        """Adds the look-up of a table's rows (row, feature)."""
        ...


@dataclass(slots=True)
class Exact:
    """Single precision. It remembers which tensor goes by which name, for measuring ranges."""

    inputs: dict[str, str] = field(default_factory=dict)

    def linear(self, graph: Graph, name: str, x: str, weights: Floats, bias: Floats) -> str:
        """See `Linear`."""
        self.inputs[name] = x
        return graph.node("Add", graph.node("MatMul", x, graph.constant(weights)), graph.constant(bias))

    def rows(self, graph: Graph, table: Floats, numbers: str) -> str:
        """See `Linear`."""
        return graph.node("Gather", graph.constant(table), numbers)


@dataclass(slots=True)
class Rounded:
    """Eight bits, by the ranges of the inputs' names."""

    ranges: Mapping[str, Range]
    _bytes: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def linear(self, graph: Graph, name: str, x: str, weights: Floats, bias: Floats) -> str:
        """See `Linear`; an input that several products share is rounded once."""
        if x not in self._bytes:
            scale = graph.constant(np.float32(self.ranges[name].scale))
            zero = graph.constant(np.uint8(self.ranges[name].zero))
            self._bytes[x] = graph.node("QuantizeLinear", x, scale, zero), scale, zero
        rounded, scale, zero = self._bytes[x]
        numbers, steps = in_bytes(weights)
        given = (
            rounded,
            graph.constant(numbers),
            scale,
            graph.constant(steps),
            zero,
            "",
            graph.constant(bias),
        )
        return graph.node("MatMulIntegerToFloat", *given)

    def rows(self, graph: Graph, table: Floats, numbers: str) -> str:
        """See `Linear`; one step a row."""
        rounded, steps = rows_in_bytes(table)
        found = graph.node("Gather", graph.constant(rounded), numbers)
        found = graph.node("Cast", found, to=FLOAT)
        return graph.node("Mul", found, graph.node("Gather", graph.constant(steps), numbers))


def in_bytes(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Weights (input, output) as bytes and one step an output; see the module for what bounds them."""
    pairs = np.concatenate([weights, np.zeros((len(weights) % 2, weights.shape[1]), np.float32)])
    pairs = pairs.reshape(-1, 2, weights.shape[1])
    sums = np.maximum(np.maximum(pairs, 0).sum(1), np.maximum(-pairs, 0).sum(1))
    steps = np.maximum(sums.max(0) / LARGEST, 1e-12).astype(np.float32)
    return np.round(weights / steps).astype(np.int8), steps


def rows_in_bytes(table: Floats) -> tuple[NDArray[np.int8], Floats]:
    """A table (row, feature) as bytes and one step a row (row, 1)."""
    steps = np.maximum(np.abs(table).max(1, keepdims=True) / LARGEST, 1e-12).astype(np.float32)
    return np.round(table / steps).astype(np.int8), steps
