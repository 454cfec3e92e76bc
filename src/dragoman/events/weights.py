"""The small table from which the confidence of an event is worked out, as read from a codebook's ``confidence.csv``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dragoman.statements.weights import FILE, chance, kept, parse_tables

__all__ = ["FILE", "MODELS", "Weights", "parse_weights"]

#: The two models of the table.
MODELS: Final = ("category", "parties")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights of two logistic models by feature.

    ``category``: is the act an event of its category? ``parties``: and are the countries of both sides right too?
    """

    category: Mapping[str, float]
    parties: Mapping[str, float]

    def confidence(self, features: Mapping[str, float]) -> float:
        """The chance, 0 to 1, that category and countries are right; what the table has no weight for counts nothing."""
        return kept(chance(self.category, features) * chance(self.parties, features))


def parse_weights(text: str) -> Weights:
    """The table from CSV with the columns model, feature and weight.

    Raises:
        KnowledgeError: for any defect; the message names the line.
    """
    return Weights(**parse_tables(text, MODELS))
