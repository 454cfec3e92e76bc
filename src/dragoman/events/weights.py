"""The small table from which the confidence of an event is worked out, as read from ``confidence.csv``."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Final

from dragoman.errors import KnowledgeError

FILE: Final = "confidence.csv"
#: The two models of the table.
MODELS: Final = ("category", "parties")
COLUMNS: Final = ["model", "feature", "weight"]
#: No confidence is nearer to 0 or 1 than this: nothing here was measured on enough to say so.
EDGE: Final = 0.01
#: The logistic function is flat beyond.
_STEEP: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights of two logistic models by feature.

    ``category``: is the act an event of its category? ``parties``: and are the countries of both sides right too?
    """

    category: Mapping[str, float]
    parties: Mapping[str, float]

    def confidence(self, features: Mapping[str, float]) -> float:
        """The chance, 0 to 1, that category and countries are right; what the table has no weight for counts nothing."""
        found = chance(self.category, features) * chance(self.parties, features)
        return round(max(EDGE, min(1 - EDGE, found)), 3)


def chance(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The logistic function of the weighted sum."""
    total = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-_STEEP, min(_STEEP, total))))


def parse_weights(text: str) -> Weights:
    """The table from CSV with the columns model, feature and weight.

    Raises:
        KnowledgeError: ``confidence.csv:17: ...`` for any defect.
    """
    tables: dict[str, dict[str, float]] = {name: {} for name in MODELS}
    rows = csv.DictReader(StringIO(text), strict=True)
    if rows.fieldnames != COLUMNS:
        raise KnowledgeError(f"{FILE}:1: the columns are not {', '.join(COLUMNS)}")
    try:
        for row in rows:
            table, feature = tables.get(row["model"] or ""), row["feature"] or ""
            if table is None or not feature or feature in table:
                raise KnowledgeError(
                    f"{FILE}:{rows.line_num}: an unknown model, or a feature without name or twice"
                )
            table[feature] = _weight(row["weight"], rows.line_num)
    except csv.Error as error:
        raise KnowledgeError(f"{FILE}:{rows.line_num}: {error}") from error
    return Weights(category=tables["category"], parties=tables["parties"])


def _weight(text: str | None, line: int) -> float:
    try:
        weight = float(text or "")
    except ValueError as error:
        raise KnowledgeError(f"{FILE}:{line}: {text!r} is no number") from error
    if not math.isfinite(weight):
        raise KnowledgeError(f"{FILE}:{line}: {weight} is no weight")
    return weight


def written(tables: Mapping[str, Iterable[tuple[str, float]]]) -> str:
    """The CSV text of weights by model, in the order given."""
    lines = [",".join(COLUMNS)]
    for name, weights in tables.items():
        lines += [f"{name},{feature},{weight:.4f}" for feature, weight in weights]
    return "\n".join(lines) + "\n"
