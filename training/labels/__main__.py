"""Fit the weights of the learned score: ``python -m training.labels`` (numpy and scikit-learn, training only)."""

from __future__ import annotations

import csv
import json
import tomllib
from collections import Counter
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from dragoman.pages.harm import tagged_sentences
from dragoman.pages.harm_rules import LabelSet, parse_labels
from dragoman.pages.harm_score import BIAS, FILE, THRESHOLD, features_of

HERE = Path(__file__).resolve().parent
LABELS = HERE.parent.parent / "src" / "dragoman" / "knowledge" / "labels"
#: Inverse strength of regularisation, features seen less often than this, weights smaller than this, and the
#: probability from which a sentence is labelled; chosen on sentences of other writers (docs/limits.md).
STRENGTH, RAREST, SMALLEST, PROBABILITY = 3.0, 2, 0.05, 0.85


def main() -> None:
    """Read the sentences, fit, and write the weights."""
    labels = parse_labels({path.name: path.read_text("utf-8") for path in LABELS.glob("*.toml")}).labels[0]
    rows = [json.loads(line) for line in (HERE / "sentences.jsonl").read_text("utf-8").splitlines()]
    # Sentences that the rules' authors want spared are near misses too.
    examples = tomllib.loads((LABELS / "hateful_examples.toml").read_text("utf-8"))
    rows += [{"text": text, "hateful": False} for text in examples["spared"]]
    found = [_features(row["text"], labels) for row in rows]
    counts = Counter(feature for features in found for feature in features)
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    model.fit(_matrix(found, names), np.array([row["hateful"] for row in rows], dtype=int))
    weights = dict(zip(names, model.coef_[0], strict=True))
    _write(
        {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST},
        float(model.intercept_[0]),
    )


def _features(text: str, labels: LabelSet) -> set[str]:
    return features_of(" | ".join(reading.text for reading in tagged_sentences(text, labels)))


def _matrix(found: list[set[str]], names: list[str]) -> csr_matrix:
    number = {name: i for i, name in enumerate(names)}
    values: list[float] = []
    columns: list[int] = []
    rows: list[int] = []
    for row, features in enumerate(found):
        known = sorted(number[feature] for feature in features if feature in number)
        values += [len(known) ** -0.5] * len(known)
        columns += known
        rows += [row] * len(known)
    return csr_matrix((values, (rows, columns)), shape=(len(found), len(names)))


def _write(weights: dict[str, float], bias: float) -> None:
    with (LABELS / FILE).open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, lineterminator="\n")
        writer.writerow(("feature", "weight"))
        writer.writerow((BIAS, f"{bias:.3f}"))
        writer.writerow((THRESHOLD, PROBABILITY))
        writer.writerows((name, f"{weight:.2f}") for name, weight in sorted(weights.items()))


if __name__ == "__main__":
    main()
