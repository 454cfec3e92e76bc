"""Examples to tensors: one padded batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from training.example import Example
from training.inventory import IGNORED, Labels
from training.lemmas import script
from training.pieces import Pieces
from training.sampling import padded


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of a batch; gold by head name (sentence, word), `IGNORED` where unknown or beyond the sentence."""

    ids: Tensor
    kinds: Tensor
    mask: Tensor
    first: Tensor
    lengths: Tensor
    weights: Tensor
    gold: dict[str, Tensor]

    @property
    def pieces(self) -> int:
        """How many pieces it holds, padding left out."""
        return int(self.mask.sum())


def batch_of(examples: Sequence[Example], pieces: Pieces, labels: Labels | None = None) -> Batch:
    """A batch of the examples in their order, without gold where no labels are given."""
    encoded = [pieces.encode(example.words, example.inside) for example in examples]
    wide = padded(max(len(one.ids) for one in encoded))
    many = wide - 2  # no sentence has more words than that
    ids, kinds, mask = (torch.zeros(len(encoded), wide, dtype=torch.long) for _ in range(3))
    first = torch.zeros(len(encoded), many + 1, dtype=torch.long)
    for row, one in enumerate(encoded):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        kinds[row, : len(one.ids)] = torch.tensor(one.kinds)
        mask[row, : len(one.ids)] = 1
        first[row, 1 : len(one.first) + 1] = torch.tensor(one.first)
    return Batch(
        ids,
        kinds,
        mask,
        first,
        torch.tensor([len(example.words) for example in examples]),
        torch.tensor([example.weight for example in examples]),
        {} if labels is None else gold_of(examples, labels, many),
    )


def gold_of(examples: Sequence[Example], labels: Labels, many: int) -> dict[str, Tensor]:
    """The gold numbers of all heads, each (sentence, `many` words)."""
    names = ("upos", "xpos", "lemma", "deprel", "head", "ner", "source", "cue", "content")
    gold = {name: torch.full((len(examples), many), IGNORED) for name in names}
    for row, example in enumerate(examples):
        for name, numbers in _numbers(example, labels).items():
            gold[name][row, : len(numbers)] = torch.tensor(numbers)
    return gold


def _numbers(example: Example, labels: Labels) -> dict[str, list[int]]:
    out: dict[str, list[int]] = {}
    for name, tags in (
        ("upos", example.upos),
        ("xpos", example.xpos),
        ("deprel", example.deprel),
        ("ner", example.ner),
    ):
        if tags is not None:
            out[name] = [labels.number(name, tag) for tag in tags]
    if example.lemmas is not None:
        edits = (script(word, lemma) for word, lemma in zip(example.words, example.lemmas, strict=True))
        out["lemma"] = [labels.number("lemma", edit) for edit in edits]
    if example.heads is not None:
        out["head"] = list(example.heads)
    for role, tags in (example.roles or {}).items():
        out[role] = [labels.number(role, tag) for tag in tags]
    return out
