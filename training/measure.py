"""Predictions of a network and their counts against gold: quick figures for the learning curve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor

from training.batches import Batch, batch_of
from training.chain import best_tags
from training.decode import tree_of
from training.example import Example
from training.inventory import Labels
from training.lemmas import apply
from training.net import Net
from training.pieces import Pieces
from training.tags import Layers, span_f1, token_f1


def predict(
    net: Net, labels: Labels, pieces: Pieces, examples: Sequence[Example], *, batch_pieces: int = 2048
) -> list[Layers]:
    """For each example its predicted layers by name: heads (as text), deprel, upos, xpos, lemma, ner and the roles."""
    net.eval()
    lengths = [len(pieces.sentence(one.words, one.inside)[0]) for one in examples]
    order = sorted(range(len(examples)), key=lambda at: lengths[at])
    out: list[Layers] = [{} for _ in examples]
    with torch.no_grad():
        for rows in _groups(order, lengths, batch_pieces):
            batch = batch_of([examples[at] for at in rows], pieces)
            scores = {
                name: value.float()
                for name, value in net(batch.ids, batch.kinds, batch.mask, batch.first).items()
            }
            for at, layers in zip(rows, _layers(net, labels, batch, scores), strict=True):
                layers["lemma"] = [
                    apply(word, edit) for word, edit in zip(examples[at].words, layers["lemma"], strict=True)
                ]
                out[at] = layers
    return out


def _groups(order: Sequence[int], lengths: Sequence[int], most: int) -> Iterator[list[int]]:
    group: list[int] = []
    for at in order:
        if group and lengths[at] * (len(group) + 1) > most:
            yield group
            group = []
        group.append(at)
    if group:
        yield group


def _layers(net: Net, labels: Labels, batch: Batch, scores: Mapping[str, Tensor]) -> Iterator[Layers]:
    found = {name: scores[name].argmax(-1) for name in net.PLAIN}
    found |= {name: best_tags(scores[name], net.steps[name], batch.lengths) for name in net.DEEP}
    for row, length in enumerate(batch.lengths.tolist()):
        layers = {
            name: [labels.names[name][at] for at in tags[row, :length].tolist()]
            for name, tags in found.items()
        }
        heads = tree_of(scores["arc"][row, :length, : length + 1].numpy().astype(np.float64))
        relations = net.relations(
            scores["dependant"][row, :length], scores["governor"][row][torch.tensor(heads)]
        )
        root = labels.number("deprel", "root")
        relations[:, root] = torch.where(torch.tensor(heads) == 0, 1.0e9, -1.0e9)
        layers["deprel"] = [labels.names["deprel"][at] for at in relations.argmax(-1).tolist()]
        layers["heads"] = [str(head) for head in heads]
        yield layers


def parse_figures(gold: Sequence[Example], found: Sequence[Layers]) -> dict[str, float]:
    """UAS, LAS, UPOS and lemma in per cent of all words; relations without their subtypes, lemmas in lower case."""
    words = uas = las = upos = lemma = 0
    for one, layers in zip(gold, found, strict=True):
        for at in range(len(one.words)):
            words += 1
            head = str((one.heads or ())[at]) == layers["heads"][at]
            uas += head
            las += head and _stem((one.deprel or ())[at]) == _stem(layers["deprel"][at])
            upos += (one.upos or ())[at] == layers["upos"][at]
            lemma += (one.lemmas or ())[at].lower() == layers["lemma"][at].lower()
    return {
        name: round(100 * n / words, 2)
        for name, n in (("uas", uas), ("las", las), ("upos", upos), ("lemma", lemma))
    }


def _stem(relation: str) -> str:
    return relation.partition(":")[0]


def quick_figures(
    net: Net, labels: Labels, pieces: Pieces, dev: Mapping[str, Sequence[Example]]
) -> dict[str, float]:
    """The figures of the learning curve on the dev examples by source."""
    out: dict[str, float] = {}
    for source, examples in dev.items():
        found = predict(net, labels, pieces, examples)
        if examples[0].heads is not None:
            out |= {f"{source}.{name}": value for name, value in parse_figures(examples, found).items()}
        if examples[0].ner is not None:
            gold, guess = [one.ner or () for one in examples], [layers["ner"] for layers in found]
            out[f"{source}.ner4"] = span_f1(gold, guess)
            out[f"{source}.ner3"] = span_f1(gold, guess, frozenset(("PER", "ORG", "LOC")))
        for role in examples[0].roles or {}:
            right, guess = [(one.roles or {})[role] for one in examples], [layers[role] for layers in found]
            out[f"{source}.{role}.token"], out[f"{source}.{role}.span"] = (
                token_f1(right, guess),
                span_f1(right, guess),
            )
    return out
