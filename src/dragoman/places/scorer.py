"""The learnt scorer: small networks over named columns, as a table of weights that ``training.gazetteer`` writes."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Final

import numpy as np

from dragoman.errors import KnowledgeError
from dragoman.places.traits import Column
from dragoman.places.view import Numbers

#: The file of weights: a row for each column of a network, its weight for the score and one for each hidden unit.
WEIGHTS: Final = "scorer.csv"
FIRST, SECOND, BIAS, OUT = "first", "second", "(bias)", "(out)"
_MEND: Final = "Put the shipped file back, or learn it again: python -m training.gazetteer learn."


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One network: score = direct · x + out · tanh(hidden · x + bias)."""

    columns: tuple[str, ...]
    direct: Numbers
    hidden: Numbers
    bias: Numbers
    out: Numbers

    def score(self, numbers: Numbers) -> Numbers:
        """A score for each row of ``numbers``, whose columns are those of the network in their order."""
        return np.asarray(numbers @ self.direct + np.tanh(numbers @ self.hidden + self.bias) @ self.out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """Networks for a first opinion, that sees each toponym alone, and for a second, that sees the page's others too."""

    first: tuple[Network, ...]
    second: tuple[Network, ...]


def score(networks: Sequence[Network], columns: Sequence[Column]) -> Numbers:
    """The mean score of the networks for each candidate.

    Raises:
        KnowledgeError: when the networks were learnt for other columns.
    """
    if tuple(name for name, _ in columns) != networks[0].columns:
        raise KnowledgeError(f"{WEIGHTS} was learnt for other columns. {_MEND}")
    numbers = np.stack([np.asarray(column, dtype=np.float64) for _, column in columns], axis=1)
    return np.asarray(np.mean([network.score(numbers) for network in networks], axis=0))


def parse_scorer(text: str) -> Scorer:
    """The scorer that the CSV ``text`` describes (see :data:`WEIGHTS`).

    Raises:
        KnowledgeError: when a row is not as it should be, or a network is missing or lacks a row.
    """
    found: dict[tuple[str, str], dict[str, list[float]]] = {}
    for line, row in enumerate(csv.reader(StringIO(text)), 1):
        if line == 1 or not row or row[0].startswith("#"):
            continue
        try:
            stage, number, column, *weights = row
            found.setdefault((stage, number), {})[column] = [float(weight) for weight in weights]
        except ValueError as error:
            raise KnowledgeError(f"{WEIGHTS}:{line}: {error}. {_MEND}") from error
    stages = {
        stage: tuple(_network(rows) for (of, _), rows in sorted(found.items()) if of == stage)
        for stage in (FIRST, SECOND)
    }
    if not all(stages.values()):
        raise KnowledgeError(f"{WEIGHTS}: a network is missing. {_MEND}")
    return Scorer(first=stages[FIRST], second=stages[SECOND])


def _network(rows: dict[str, list[float]]) -> Network:
    columns = tuple(name for name in rows if name not in {BIAS, OUT})
    if not {BIAS, OUT} <= set(rows) or len({len(weights) for weights in rows.values()}) != 1:
        raise KnowledgeError(f"{WEIGHTS}: a network lacks a row or a weight. {_MEND}")
    table = np.array([rows[name] for name in columns])
    return Network(
        columns=columns, direct=table[:, 0], hidden=table[:, 1:], bias=np.array(rows[BIAS][1:]), out=np.array(rows[OUT][1:])
    )  # fmt: skip
