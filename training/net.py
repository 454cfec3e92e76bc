"""The network: a six-layer encoder and its heads, as PyTorch sees it during training.

The encoder has the shape of MiniLM-L6. A sentence goes in as word pieces; each piece has a kind (the case of its
word and whether the word stands inside quotation marks, see `dragoman.language.wordpiece`), which enters through the
table of token types. A word is the state of its first piece, the root of the tree is the state of the leading [CLS].
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.language.model_files import CHAINS, PLAIN
from training.inventory import Labels
from training.pieces import KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The sizes of a network; every size is a number of units."""

    pieces: int = 30522
    positions: int = 512
    width: int = 384
    inner: int = 1536
    heads: int = 12
    layers: int = 6
    arc: int = 256
    relation: int = 100


class Locked(nn.Module):
    """Dropout with one mask for all places of a sentence: cheap on a processor, and as strong."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """Drops the same features at every place of `x` (sentence, place, feature)."""
        if not self.training or self.share <= 0.0:
            return x
        keep = 1.0 - self.share
        mask = torch.empty(x.size(0), 1, x.size(-1)).bernoulli_(keep).div_(keep)
        return x * mask.to(x.dtype)


class Layer(nn.Module):
    """One transformer layer, normalised after each addition as in BERT."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = Locked(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """The next states; `bias` (sentence, 1, 1, place) is hugely negative where there is no piece."""
        sentences, places, width = x.shape
        parts = self.qkv(x).view(sentences, places, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        query, key, value = parts[0], parts[1], parts[2]
        scores = torch.matmul(query, key.transpose(-1, -2)) * (1.0 / math.sqrt(width // self.heads))
        mixed = torch.matmul(torch.softmax(scores + bias, -1).to(value.dtype), value)
        mixed = mixed.transpose(1, 2).reshape(sentences, places, width)
        x = self.norm1(x + self.drop(self.out(mixed)))
        out: Tensor = self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))
        return out


class Encoder(nn.Module):
    """Pieces and their kinds to one state a piece."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.pieces, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.kinds = nn.Embedding(KINDS, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = Locked(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor) -> Tensor:
        """States (sentence, place, feature); `mask` is 1 where there is a piece."""
        x: Tensor = self.words(ids) + self.places.weight[: ids.size(1)].unsqueeze(0) + self.kinds(kinds)
        x = self.drop(self.norm(x))
        bias = (1.0 - mask.to(x.dtype)).unsqueeze(1).unsqueeze(1) * -10000.0
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Net(nn.Module):
    """The encoder with all its heads; `forward` gives the scores by name.

    Names: upos, xpos, lemma, ner, source, cue, content (sentence, word, label); arc (sentence, word, head with 0 the
    root); dependant and governor (sentence, word or head, feature), from which `relations` scores labels.
    """

    def __init__(self, labels: Labels, shape: Shape | None = None, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape = shape or Shape()
        self.encoder = Encoder(shape, dropout)
        self.drop = Locked(dropout)
        self.plain = nn.ModuleDict({name: nn.Linear(shape.width, labels.size(name)) for name in PLAIN})
        self.deep = nn.ModuleDict({name: _deep(shape.width, labels.size(name)) for name in CHAINS})
        self.arc_dependant = nn.Linear(shape.width, shape.arc)
        self.arc_governor = nn.Linear(shape.width, shape.arc)
        self.relation_dependant = nn.Linear(shape.width, shape.relation)
        self.relation_governor = nn.Linear(shape.width, shape.relation)
        self.arc = nn.Parameter(nn.init.xavier_uniform_(torch.empty(shape.arc + 1, shape.arc)))
        size = (labels.size("deprel"), shape.relation + 1, shape.relation + 1)
        self.relation = nn.Parameter(torch.empty(size).normal_(std=0.02))
        # Score of a tag after a tag, with a row and a column for the edges of the sentence (training.chain).
        self.steps = nn.ParameterDict(
            {name: nn.Parameter(torch.zeros(labels.size(name) + 1, labels.size(name) + 1)) for name in CHAINS}
        )

    def states(self, ids: Tensor, kinds: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """States of root and words (sentence, 1 + word, feature)."""
        x = self.encoder(ids, kinds, mask)
        return torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, x.size(-1)))

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor, first: Tensor) -> dict[str, Tensor]:
        """Scores by name, see the class. `first` holds the place of the first piece: [CLS], then each word."""
        nodes = self.drop(self.states(ids, kinds, mask, first))
        words = nodes[:, 1:]
        out = {name: head(words) for name, head in self.plain.items()}
        out |= {name: head(words) for name, head in self.deep.items()}
        dependant = _with_one(self.drop(functional.gelu(self.arc_dependant(words))))
        governor = self.drop(functional.gelu(self.arc_governor(nodes)))
        out["arc"] = torch.matmul(torch.matmul(dependant, self.arc), governor.transpose(1, 2))
        out["dependant"] = _with_one(self.drop(functional.gelu(self.relation_dependant(words))))
        out["governor"] = _with_one(self.drop(functional.gelu(self.relation_governor(nodes))))
        return out

    def relations(self, dependant: Tensor, governor: Tensor) -> Tensor:
        """Scores (pair, label) of pairs of a dependant and its head, each (pair, feature + 1)."""
        labels, size, _ = self.relation.shape
        half = torch.matmul(dependant, self.relation.transpose(0, 1).reshape(size, labels * size))
        return torch.matmul(half.view(-1, labels, size), governor.unsqueeze(-1)).squeeze(-1)


def _deep(width: int, labels: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, labels))


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


def copy_rows(old: Tensor, new: Tensor, old_names: tuple[str, ...], new_names: tuple[str, ...]) -> None:
    """Copies into `new` the rows of `old` whose label both inventories know."""
    at: Mapping[str, int] = {name: i for i, name in enumerate(old_names)}
    for i, name in enumerate(new_names):
        if name in at:
            new[i].copy_(old[at[name]])
