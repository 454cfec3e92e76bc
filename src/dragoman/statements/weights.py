"""The small table from which the confidence of a statement is worked out, as read from ``confidence.csv``.

Events have a table of the same shape (:mod:`dragoman.events.weights`).
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import StringIO

from dragoman.errors import KnowledgeError

FILE = "confidence.csv"
#: The parts of the table: the two models, and plain shares.
MODELS = ("link", "chain")
SHARES = "share"
#: No confidence is nearer to 0 or 1 than this: nothing here was measured on enough to say so.
EDGE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights of two logistic models by feature, and shares by class.

    ``link``: is the content a statement of its innermost source? ``chain``: and are all other layers right too?
    """

    link: Mapping[str, float]
    chain: Mapping[str, float]
    share: Mapping[str, float]

    def confidence(self, features: Mapping[str, float]) -> float:
        """The chance, 0 to 1, that content and chain are right; what the table has no weight for counts nothing."""
        return kept(chance(self.link, features) * chance(self.chain, features))

    def of_class(self, name: str) -> float | None:
        """The measured share of right ones in a class of silences or of the outlet's own; None of one not measured."""
        return self.share.get(name)


def chance(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The logistic function of the weighted sum."""
    total = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def kept(value: float) -> float:
    """A chance off 0 and 1, in thousandths."""
    return round(max(EDGE, min(1 - EDGE, value)), 3)


def parse_weights(text: str) -> Weights:
    """The table from CSV with the columns model, feature and weight.

    Raises:
        KnowledgeError: for any defect; the message names the line.
    """
    tables = parse_tables(text, (*MODELS, SHARES))
    for name, share in tables[SHARES].items():
        if not 0 <= share <= 1:
            raise KnowledgeError(f"{FILE}: {name}: {share} is no weight of a share, 0 to 1")
    return Weights(link=tables["link"], chain=tables["chain"], share=tables[SHARES])


def parse_tables(text: str, models: Iterable[str]) -> dict[str, dict[str, float]]:
    """The weights by feature for each of ``models``, from CSV with the columns model, feature and weight.

    Raises:
        KnowledgeError: for any defect; the message names the line.
    """
    tables: dict[str, dict[str, float]] = {name: {} for name in models}
    rows = csv.DictReader(StringIO(text), strict=True)
    if rows.fieldnames != ["model", "feature", "weight"]:
        raise KnowledgeError(f"{FILE}: the columns must be model, feature, weight")
    for number, row in enumerate(rows, start=2):
        table, feature = tables.get(row["model"] or ""), row["feature"] or ""
        if table is None or not feature or feature in table:
            raise KnowledgeError(
                f"{FILE}: line {number}: an unknown model, or a feature without name or twice"
            )
        try:
            weight = float(row["weight"] or "")
        except ValueError as error:
            raise KnowledgeError(f"{FILE}: line {number}: {error}") from error
        if not math.isfinite(weight):
            raise KnowledgeError(f"{FILE}: line {number}: {weight} is no weight")
        table[feature] = weight
    return tables


def written(tables: Mapping[str, Iterable[tuple[str, float]]]) -> str:
    """The CSV text of weights by model, in the order given."""
    lines = ["model,feature,weight"]
    for name, weights in tables.items():
        lines += [f"{name},{feature},{weight:.4f}" for feature, weight in weights]
    return "\n".join(lines) + "\n"
