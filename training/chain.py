"""Linear-chain losses over tags: what a sequence costs as a whole, with unknown tags summed out.

`steps` is a table (tags + 1, tags + 1): the score of column after row, the last row for what begins a sentence, the
last column for what ends one. With a table of zeros the loss is the sum of the words' cross entropies.
"""

from __future__ import annotations

import torch
from torch import Tensor

from training.inventory import IGNORED

_NEVER = -1.0e4


def totals(scores: Tensor, steps: Tensor, lengths: Tensor) -> Tensor:
    """Log of the summed weight of all tag sequences; scores (sentence, word, tag), lengths in words."""
    tags = scores.size(-1)
    between = steps[:tags, :tags].unsqueeze(0)
    words = scores[:, : int(lengths.max())].unbind(
        1
    )  # at once: a slice for each word would cost a table each
    alpha = words[0] + steps[tags, :tags]
    for at, word in enumerate(words[1:], start=1):
        longer = torch.logsumexp(alpha.unsqueeze(-1) + between, 1) + word
        alpha = torch.where((lengths > at).unsqueeze(-1), longer, alpha)
    return torch.logsumexp(alpha + steps[:tags, tags], -1)


def chain_loss(scores: Tensor, steps: Tensor, gold: Tensor, lengths: Tensor) -> Tensor:
    """Negative log likelihood of each sentence's gold tags (sentence, word); `IGNORED` stands for any tag."""
    tags = scores.size(-1)
    numbers = torch.arange(tags).view(1, 1, -1)
    allowed = (gold.unsqueeze(-1) == numbers) | (gold == IGNORED).unsqueeze(-1)
    held = scores.masked_fill(~allowed, _NEVER)
    both = totals(torch.cat([scores, held]), steps, torch.cat([lengths, lengths]))
    everything, right = both.chunk(2)
    return everything - right
