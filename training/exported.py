"""Runs an exported model with onnxruntime and numpy, for measuring. The run-time package has its own, faster way."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from training.decode import tree_of
from training.example import Example
from training.inventory import Labels
from training.lemmas import apply
from training.pieces import Pieces

Array: TypeAlias = NDArray[Any]
PLAIN, DEEP = ("upos", "xpos", "lemma"), ("ner", "source", "cue", "content")


class Exported:
    """A folder that `training.export` wrote, with one of its graphs."""

    def __init__(self, graph: Path, *, threads: int = 1) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = threads
        self._session = onnxruntime.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])
        self._labels = Labels.load(graph.parent / "labels.json")
        self._pieces = Pieces.load(graph.parent / "vocab.txt")
        arrays = np.load(graph.parent / "decode.npz")
        self._steps = {name: arrays[f"steps_{name}"] for name in DEEP}
        relation = arrays["relation"].astype(np.float32)
        labels, size, _ = relation.shape
        self._relation = np.ascontiguousarray(relation.transpose(1, 0, 2).reshape(size, labels * size))

    def predict(self, examples: Sequence[Example], *, batch_pieces: int = 1500) -> list[dict[str, list[str]]]:
        """The same layers as `training.measure.predict` gives."""
        encoded = [self._pieces.sentence(one.words, one.inside) for one in examples]
        out: list[dict[str, list[str]]] = [{} for _ in examples]
        rows: list[int] = []
        for at in [*sorted(range(len(examples)), key=lambda at: len(encoded[at][0])), -1]:
            if rows and (at < 0 or len(encoded[at][0]) * (len(rows) + 1) > batch_pieces):
                for row, layers in zip(rows, self._batch([encoded[row] for row in rows]), strict=True):
                    edits = zip(examples[row].words, layers["lemma"], strict=True)
                    out[row] = layers | {"lemma": [apply(word, edit) for word, edit in edits]}
                rows = []
            rows.append(at)
        return out

    def _batch(self, encoded: Sequence[tuple[list[int], list[int], list[int]]]) -> list[dict[str, list[str]]]:
        wide, many = max(len(ids) for ids, _, _ in encoded), max(len(first) for _, _, first in encoded)
        ids: Any = np.zeros((len(encoded), wide), np.int64)
        kinds: Any = np.zeros((len(encoded), wide), np.int64)
        mask: Any = np.zeros((len(encoded), wide), np.int64)
        nodes: Any = np.zeros((len(encoded), many + 1), np.int64)
        for row, (numbers, cases, first) in enumerate(encoded):
            ids[row, : len(numbers)], kinds[row, : len(numbers)], mask[row, : len(numbers)] = (
                numbers,
                cases,
                1,
            )
            nodes[row, 1 : len(first) + 1] = first
        fed = {"ids": ids, "kinds": kinds, "mask": mask, "first": nodes}
        plain, tags, arc, dependant, governor = self._session.run(None, fed)
        lengths = np.array([len(first) for _, _, first in encoded])
        found = self._tags(tags, lengths) | {name: plain[..., at] for at, name in enumerate(PLAIN)}
        return [
            {
                name: [self._labels.names[name][n] for n in numbers[row, :length]]
                for name, numbers in found.items()
            }
            | self._tree(arc[row, :length, : length + 1], dependant[row, :length], governor[row])
            for row, length in enumerate(lengths)
        ]

    def _tags(self, scores: Array, lengths: Array) -> dict[str, Array]:
        out, start = {}, 0
        for name in DEEP:
            size = self._labels.size(name)
            out[name] = best_tags(scores[..., start : start + size], self._steps[name], lengths)
            start += size
        return out

    def _tree(self, arc: Array, dependant: Array, governor: Array) -> dict[str, list[str]]:
        heads = np.array(tree_of(arc.astype(np.float64)))
        half = (dependant @ self._relation).reshape(len(heads), -1, dependant.shape[1])
        scores = np.einsum("wlf,wf->wl", half, governor[heads])
        scores[:, self._labels.number("deprel", "root")] = np.where(heads == 0, 1e9, -1e9)
        names = self._labels.names["deprel"]
        return {"heads": [str(head) for head in heads], "deprel": [names[at] for at in scores.argmax(1)]}


def best_tags(scores: Array, steps: Array, lengths: Array) -> Array:
    """The best tag sequence of each sentence (sentence, word), by Viterbi over all sentences at once."""
    size = scores.shape[-1]
    between = steps[:size, :size]
    best = scores[:, 0] + steps[size, :size]
    back = np.tile(np.arange(size), (scores.shape[1], len(scores), 1))
    for at in range(1, scores.shape[1]):
        on = (lengths > at)[:, None]
        longer = best[:, :, None] + between
        back[at] = np.where(on, longer.argmax(1), back[at])
        best = np.where(on, longer.max(1) + scores[:, at], best)
    out = np.zeros(scores.shape[:2], np.int64)
    tag = (best + steps[:size, size]).argmax(1)
    for at in range(scores.shape[1] - 1, -1, -1):
        out[:, at] = tag
        tag = back[at][np.arange(len(tag)), tag]
    return out
