"""What is minimised: the losses of all heads, each per word that could have carried its label.

A head's summed loss is divided by the batch's words times the share of words that carry its layer in the whole mixture
(`coverage`), not by the labelled words of this one batch: a batch with three labelled words must not count as much
as one with three hundred.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor
from torch.nn import functional

from dragoman.language.model_files import CHAINS, PLAIN
from training.batches import Batch
from training.chain import chain_loss
from training.inventory import IGNORED
from training.net import Net
from training.trees import tree_loss


def losses_of(
    net: Net, batch: Batch, scores: Mapping[str, Tensor], *, chains: bool, trees: float
) -> dict[str, Tensor]:
    """The summed loss of each head that has gold in the batch; `trees` mixes the tree likelihood into the arcs'."""
    out = {name: _words_loss(scores[name], batch.gold[name]) for name in PLAIN if _any(batch.gold[name])}
    for name in CHAINS:
        gold = batch.gold[name]
        weights = batch.weights if name == "ner" else torch.ones_like(batch.weights)
        rows = (gold != IGNORED).any(1).nonzero().squeeze(-1)
        if len(rows) and chains:
            each = chain_loss(scores[name][rows].float(), net.steps[name], gold[rows], batch.lengths[rows])
            out[name] = (each * weights[rows]).sum()
        elif len(rows):
            out[name] = (_words_losses(scores[name], gold).sum(1) * weights).sum()
    if _any(batch.gold["head"]):
        out |= _tree_losses(net, batch, scores, trees)
    return out


def total_of(
    losses: Mapping[str, Tensor], weights: Mapping[str, float], coverage: Mapping[str, float], words: int
) -> Tensor:
    """The weighted sum, each head's loss per word that could have carried its label."""
    parts = [weights[name] * loss / (words * coverage[name]) for name, loss in losses.items()]
    return torch.stack(parts).sum()


def _tree_losses(net: Net, batch: Batch, scores: Mapping[str, Tensor], trees: float) -> dict[str, Tensor]:
    heads = batch.gold["head"]
    rows = (heads != IGNORED).any(1).nonzero().squeeze(-1)
    arcs, gold, lengths = scores["arc"][rows].float(), heads[rows], batch.lengths[rows]
    nodes = torch.arange(arcs.size(-1)).view(1, 1, -1)
    arcs = arcs.masked_fill(nodes > lengths.view(-1, 1, 1), -1.0e4)
    arc = _words_loss(arcs, gold)
    if trees > 0.0:
        arc = (1.0 - trees) * arc + trees * tree_loss(arcs, gold, lengths).sum()
    sentence, word = (heads != IGNORED).nonzero(as_tuple=True)
    governor = scores["governor"][sentence, heads[sentence, word]]
    relations = net.relations(scores["dependant"][sentence, word], governor)
    return {"head": arc, "deprel": _words_loss(relations, batch.gold["deprel"][sentence, word])}


def _words_losses(scores: Tensor, gold: Tensor) -> Tensor:
    flat = functional.cross_entropy(
        scores.float().flatten(0, -2), gold.flatten(), ignore_index=IGNORED, reduction="none"
    )
    return flat.view(gold.shape)


def _words_loss(scores: Tensor, gold: Tensor) -> Tensor:
    return functional.cross_entropy(
        scores.float().flatten(0, -2), gold.flatten(), ignore_index=IGNORED, reduction="sum"
    )


def _any(gold: Tensor) -> bool:
    return bool((gold != IGNORED).any())
