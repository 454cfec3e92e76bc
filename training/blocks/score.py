"""The figures of the scorers: F1 of whole articles, and of texts that must and must not be in one."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from training.blocks.labels import folded
from training.blocks.pages import PAGES, Known


def body_of(known: Known, chosen: npt.NDArray[np.bool_]) -> str:
    """The text of the chosen units, one a line."""
    return "\n".join(unit.raw for unit, one in zip(known.units, chosen, strict=True) if one)


def figures(pages: Sequence[Known], texts: Sequence[str]) -> dict[str, float]:
    """``articles`` and ``chunks``: F1 and its parts, in 0..1."""
    gold, found = {}, {}
    hits = {"inside": [0, 0], "outside": [0, 0]}
    for known, body in zip(pages, texts, strict=True):
        if known.body is not None:
            gold[known.id], found[known.id] = {"articleBody": known.body}, {"articleBody": body}
        text = folded(body)
        for side, count in hits.items():
            wanted = getattr(known, side)
            count[0] += sum(folded(each) in text for each in wanted)
            count[1] += len(wanted)
    whole = _scorer().score(gold, found)
    precision = hits["inside"][0] / max(1, hits["inside"][0] + hits["outside"][0])
    recall = hits["inside"][0] / max(1, hits["inside"][1])
    return {
        "articles F1": whole["f1"],
        "articles P": whole["precision"],
        "articles R": whole["recall"],
        "articles exact": whole["accuracy"],
        "chunks F1": 2 * precision * recall / max(1e-9, precision + recall),
        "chunks P": precision,
        "chunks R": recall,
    }


@cache
def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score_article", PAGES / "score_article.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
