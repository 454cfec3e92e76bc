"""The likelihood of a whole tree among all trees with one root (Kirchhoff's theorem, as Koo et al. 2007 use it)."""

from __future__ import annotations

import torch
from torch import Tensor


def tree_loss(arcs: Tensor, gold: Tensor, lengths: Tensor) -> Tensor:
    """Negative log likelihood of each sentence's gold tree.

    `arcs` (sentence, word, head) has 0 for the root and hugely negative scores beyond the sentence; `gold` (sentence,
    word) counts heads from 1; beyond the sentence it may hold anything.
    """
    words = arcs.size(1)
    real = torch.arange(words).unsqueeze(0) < lengths.unsqueeze(-1)
    arcs = torch.where(real.unsqueeze(-1), arcs, torch.zeros_like(arcs)).double()
    top = arcs.max(-1, keepdim=True).values.detach()
    weight = torch.exp(arcs - top) * real.unsqueeze(-1)
    root, inner = weight[:, :, 0], weight[:, :, 1:] * real.unsqueeze(1)
    inner = inner * (1.0 - torch.eye(words, dtype=inner.dtype))
    table = torch.diag_embed(inner.sum(-1)) - inner
    # One root: the column of the first word is replaced by the root's weights.
    table = torch.cat([root.unsqueeze(-1), table[:, :, 1:]], -1)
    table = table + torch.diag_embed((~real).double())
    everything: Tensor = torch.linalg.slogdet(table).logabsdet + (top.squeeze(-1) * real).sum(-1)
    right = arcs.gather(-1, gold.clamp(min=0).unsqueeze(-1)).squeeze(-1)
    out: Tensor = everything - (right * real).sum(-1)
    return out.float()
