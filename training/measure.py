"""Predictions of a network, decoded as the run-time package does it, and their counts against gold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from dragoman.language.chains import best_tags, lawful, sureness
from dragoman.language.lemma import Lemmas
from dragoman.language.model_files import CHAINS, PLAIN
from dragoman.language.protocol import Parsed, Tagged
from dragoman.language.tree import trees
from training.batches import Batch, batch_of
from training.example import Example
from training.inventory import Labels
from training.net import Net
from training.pieces import Pieces
from training.tags import span_f1, token_f1

NO_LEMMAS = Lemmas({})


def predict(
    net: Net,
    labels: Labels,
    pieces: Pieces,
    examples: Sequence[Example],
    lemmas: Lemmas = NO_LEMMAS,
    *,
    batch_pieces: int = 2048,
) -> list[Parsed]:
    """For each example what the network says, as the run-time package would; `lemmas` go before lemma scripts."""
    net.eval()
    lengths = [len(pieces.encode(one.words, one.inside).ids) for one in examples]
    order = sorted(range(len(examples)), key=lambda at: lengths[at])
    out: dict[int, Parsed] = {}
    with torch.no_grad():
        for rows in _groups(order, lengths, batch_pieces):
            batch = batch_of([examples[at] for at in rows], pieces)
            words = [examples[at].words for at in rows]
            out.update(zip(rows, _decoded(net, labels, batch, words, lemmas), strict=True))
    return [out[at] for at in range(len(examples))]


def _groups(order: Sequence[int], lengths: Sequence[int], most: int) -> Iterator[list[int]]:
    group: list[int] = []
    for at in order:
        if group and lengths[at] * (len(group) + 1) > most:
            yield group
            group = []
        group.append(at)
    if group:
        yield group


def _decoded(
    net: Net, labels: Labels, batch: Batch, words: Sequence[Sequence[str]], lemmas: Lemmas
) -> Iterator[Parsed]:
    scores = {
        name: value.float() for name, value in net(batch.ids, batch.kinds, batch.mask, batch.first).items()
    }
    lengths: NDArray[np.int64] = batch.lengths.numpy()
    real = torch.arange(scores["arc"].size(1)) < batch.lengths.unsqueeze(1)
    layers = {name: _named(labels, name, scores[name][real].argmax(-1).numpy()) for name in PLAIN}
    arcs = zip(scores["arc"].numpy(), lengths.tolist(), strict=True)
    heads = trees([table[:many, : many + 1] for table, many in arcs])
    layers["deprel"] = _named(labels, "deprel", _relations(net, labels, scores, real, heads))
    tagged = {name: _tagged(net, labels, name, scores[name][real].numpy(), lengths) for name in CHAINS}
    start = 0
    for own in words:
        here = slice(start, start + len(own))
        start = here.stop
        tags = {name: Tagged(tags=one.tags[here], scores=one.scores[here]) for name, one in tagged.items()}
        xpos = layers["xpos"][here]
        yield Parsed(
            upos=layers["upos"][here],
            xpos=xpos,
            lemmas=lemmas.of(own, xpos, layers["lemma"][here]),
            heads=tuple(heads[here].tolist()),
            relations=layers["deprel"][here],
            names=tags["ner"],
            source=tags["source"],
            cue=tags["cue"],
            content=tags["content"],
        )


def _named(labels: Labels, head: str, numbers: NDArray[np.int64]) -> tuple[str, ...]:
    names = labels.names[head]
    return tuple(names[at] for at in numbers.tolist())


def _relations(
    net: Net, labels: Labels, scores: Mapping[str, Tensor], real: Tensor, heads: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The numbers of the relations (word) that go with the heads; the root's is what roots have and no other."""
    sentence = real.nonzero()[:, 0]
    above = torch.from_numpy(heads)
    found = net.relations(scores["dependant"][real], scores["governor"][sentence, above])
    found[:, labels.number("deprel", "root")] = torch.where(above == 0, 1.0e9, -1.0e9)
    numbers: NDArray[np.int64] = found.argmax(-1).numpy()
    return numbers


def _tagged(
    net: Net, labels: Labels, name: str, scores: NDArray[np.float32], lengths: NDArray[np.int64]
) -> Tagged:
    """One chain's tags of all words; only names may not go on from the sentence before."""
    steps = lawful(net.steps[name].detach().numpy(), labels.names[name], goes_on=name != "ner")
    tags = best_tags(scores[None], steps[None], lengths)
    return Tagged(tags=_named(labels, name, tags[0]), scores=tuple(sureness(scores[None], tags)[0].tolist()))


def parse_figures(gold: Sequence[Example], found: Sequence[Parsed]) -> dict[str, float]:
    """UAS, LAS, UPOS and lemma in per cent of all words; relations without their subtypes, lemmas in lower case."""
    words = uas = las = upos = lemma = 0
    for one, parsed in zip(gold, found, strict=True):
        for at in range(len(one.words)):
            words += 1
            head = (one.heads or ())[at] == parsed.heads[at]
            uas += head
            las += head and _stem((one.deprel or ())[at]) == _stem(parsed.relations[at])
            upos += (one.upos or ())[at] == parsed.upos[at]
            lemma += (one.lemmas or ())[at].lower() == parsed.lemmas[at].lower()
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
            gold, guess = [one.ner or () for one in examples], [one.names.tags for one in found]
            out[f"{source}.ner4"] = span_f1(gold, guess)
            out[f"{source}.ner3"] = span_f1(gold, guess, frozenset(("PER", "ORG", "LOC")))
        for role in examples[0].roles or {}:
            right = [(one.roles or {})[role] for one in examples]
            tags = [getattr(one, role).tags for one in found]
            out[f"{source}.{role}.token"] = token_f1(right, tags)
            out[f"{source}.{role}.span"] = span_f1(right, tags)
    return out
