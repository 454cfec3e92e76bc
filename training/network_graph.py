"""The network as a graph that takes sentences of any lengths at once, without padding.

The pieces of all sentences stand one behind the other in one row. What treats each piece alone (nearly all of the
work) sees the row; attention and arcs go through :data:`SLOTS` places, a sentence each, with exactly its pieces. So
a sentence's numbers depend on itself alone: products in bytes are exact, everything else treats one piece,
or one sentence in its own shape. Sizes along features are multiples of 64 where a function is applied to each
number, because the last numbers of an odd row may be computed by another instruction.

Inputs: ``ids``, ``kinds``, ``places`` (1, piece): a piece's number, its kind, its place in its sentence; ``nodes``
(node): the place in the row of each sentence's [CLS] and of its words' first pieces; ``piece_counts`` and
``node_counts`` (slot): how many of each a sentence has, 0 in slots without one.
Outputs, for all nodes in a row (a [CLS] gets labels too; they mean nothing): ``plain`` (node, 3): the numbers of
upos, xpos and lemma script; ``tags`` (node, tag): scores of ner, source, cue, content; ``arcs``: the scores
(dependant, head) of each sentence, laid flat, the sentences behind each other; ``dependant`` and ``governor`` (node,
feature), which :mod:`training.relations_graph` takes.

Left out, because nobody reads them: in the last layer everything but keys and values of pieces that are no node.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from torch import Tensor, nn

from dragoman.language.model_files import PLAIN
from dragoman.language.network import LONGEST
from training.graph import Ends, Graph
from training.net import Net
from training.rounding import Floats, Linear
from training.smooth import Smoothed

#: Sentences that go through the graph at once, at most.
SLOTS = 16
#: Features of heads are filled up to multiples of so many.
STEP = 64

INPUTS: Ends = {
    "ids": (np.int32, (1, "piece")),
    "kinds": (np.int32, (1, "piece")),
    "places": (np.int32, (1, "piece")),
    "nodes": (np.int32, ("node",)),
    "piece_counts": (np.int64, (SLOTS,)),
    "node_counts": (np.int64, (SLOTS,)),
}


def network_graph(net: Net, product: Linear) -> Graph:
    """The graph with its outputs named; ``product`` says how it multiplies."""
    drawing = _Drawing(net, product)
    drawing.heads(drawing.encoder())
    return drawing.graph


def outputs_of(net: Net) -> Ends:
    """The graph's outputs."""
    tags = sum(table.size(0) - 1 for table in net.steps.values())
    return {
        "plain": (np.int64, ("node", len(PLAIN))),
        "tags": (np.float32, ("node", tags)),
        "arcs": (np.float32, ("arc",)),
        "dependant": (np.float32, ("node", net.shape.relation)),
        "governor": (np.float32, ("node", net.shape.relation)),
    }


class _Drawing:
    """What all parts of the graph need."""

    def __init__(self, net: Net, product: Linear) -> None:
        self.net, self.product, self.graph = net, product, Graph()

    def encoder(self) -> str:
        """The states of all nodes (1, node, feature)."""
        encoder, node = self.net.encoder, self.graph.node
        places = node("Gather", self.graph.constant(_numbers(encoder.places.weight)[:LONGEST]), "places")
        kinds = node("Gather", self.graph.constant(_numbers(encoder.kinds.weight)), "kinds")
        words = self.product.rows(self.graph, _numbers(encoder.words.weight), "ids")
        x = self._normed(words, node("Add", places, kinds), encoder.norm)
        last = len(encoder.layers) - 1
        for number, layer in enumerate(encoder.layers):
            x = self._layer(number, layer, x, at_nodes=number == last)
        return x

    def _layer(self, number: int, layer: Any, x: str, *, at_nodes: bool) -> str:
        """One layer; ``at_nodes``: its outcome is wanted for nodes only."""
        width, name = self.net.shape.width, f"layer{number}"
        qkv, less = _linear(layer.qkv)
        out, mixed_less = _linear(layer.out)
        if (
            mixed_less is not None
        ):  # the mix is linear in the values: what makes it even goes into their weights
            even = np.concatenate([np.ones(2 * width, np.float32), mixed_less])
            qkv = qkv[0] * even, qkv[1] * even
        weights, biases = np.split(qkv[0], 3, 1), np.split(qkv[1], 3)
        pieces = nodes = self._less(x, less)
        if at_nodes:
            x, nodes = (self.graph.node("Gather", one, "nodes", axis=1) for one in (x, pieces))
        query, key, value = (
            self.product.linear(self.graph, f"{name}.qkv", source, *one)
            for source, *one in zip((nodes, pieces, pieces), weights, biases, strict=True)
        )
        mixed = self._attention(query, key, value, "node_counts" if at_nodes else "piece_counts")
        x = self._normed(self.product.linear(self.graph, f"{name}.out", mixed, *out), x, layer.norm1)
        up, less = _linear(layer.up)
        down, after = _linear(layer.down)
        grown = self.product.linear(self.graph, f"{name}.up", self._less(x, less), *up)
        grown = self._less(self.graph.node("Gelu", grown), after)
        return self._normed(self.product.linear(self.graph, f"{name}.down", grown, *down), x, layer.norm2)

    def _attention(self, query: str, key: str, value: str, counts: str) -> str:
        """Attention within each sentence; ``counts`` names the input that counts the queries of each."""
        queries = self._by_sentence(query, counts)
        keys, values = (self._by_sentence(one, "piece_counts") for one in (key, value))
        heads = self.net.shape.heads
        mixed = [
            self.graph.node("MultiHeadAttention", *parts, num_heads=heads)
            for parts in zip(queries, keys, values, strict=True)
        ]
        return self.graph.node("Concat", *mixed, axis=1)

    def heads(self, x: str) -> None:
        """All heads on the states of the nodes."""
        net, node = self.net, self.graph.node
        plain = list(net.plain.values())
        parts = self._divided(self._joined(x, plain), [head.out_features for head in plain])
        best = [node("ArgMax", part, axis=2, keepdims=1) for part in parts]
        self._output("plain", node("Concat", *best, axis=2))
        deep: list[Any] = list(net.deep.values())
        hidden = node("Gelu", self._joined(x, [head[0] for head in deep], STEP))
        last = [_linear(head[2])[0] for head in deep]
        weights = _diagonal([one for one, _ in last])
        weights = _filled(weights, _full(len(weights), STEP), weights.shape[1])
        bias = np.concatenate([one for _, one in last])
        self._output("tags", self.product.linear(self.graph, "tags", hidden, weights, bias))
        pairs = [net.arc_dependant, net.arc_governor, net.relation_dependant, net.relation_governor]
        found = node("Gelu", self._joined(x, pairs, STEP))
        parts = self._divided(found, [one.out_features for one in pairs])
        self._arcs(parts[0], parts[1])
        self._output("dependant", parts[2])
        self._output("governor", parts[3])

    def _arcs(self, dependant: str, governor: str) -> None:
        table = _numbers(self.net.arc)  # its last row stands for a feature that is always one: the bias
        half = self.product.linear(self.graph, "arc", dependant, table[:-1], table[-1])
        halves, governors = (self._by_sentence(one, "node_counts") for one in (half, governor))
        flat = self.graph.constant(np.array([-1]))
        scores = [
            self.graph.node("Reshape", self.graph.node("FusedMatMul", left, right, transB=1), flat)
            for left, right in zip(halves, governors, strict=True)
        ]
        self.graph.output("arcs", self.graph.node("Concat", *scores, axis=0))

    def _joined(self, x: str, layers: list[Any], step: int = 1) -> str:
        """Linear layers on the same input as one, filled up to a multiple of ``step`` features."""
        parts = [_linear(layer)[0] for layer in layers]
        weights = np.concatenate([weight for weight, _ in parts], 1)
        bias = np.concatenate([one for _, one in parts])
        size = _full(len(bias), step)
        weights, bias = _filled(weights, len(weights), size), np.pad(bias, (0, size - len(bias)))
        return self.product.linear(self.graph, "heads", x, weights, bias)

    def _divided(self, x: str, sizes: list[int]) -> tuple[str, ...]:
        """The features cut into parts; what fills them up is left over."""
        over = -sum(sizes) % STEP if len(sizes) > len(PLAIN) else 0
        every = [*sizes, over] if over else sizes
        return self.graph.nodes("Split", len(every), x, self.graph.constant(np.array(every)), axis=2)

    def _by_sentence(self, x: str, counts: str) -> tuple[str, ...]:
        return self.graph.nodes("Split", SLOTS, x, counts, axis=1)

    def _output(self, name: str, x: str) -> None:
        self.graph.output(name, self.graph.node("Squeeze", x, self.graph.constant(np.array([0]))))

    def _less(self, x: str, less: Floats | None) -> str:
        return x if less is None else self.graph.node("Mul", x, self.graph.constant(less))

    def _normed(self, x: str, also: str, norm: nn.LayerNorm) -> str:
        scale, shift = (self.graph.constant(_numbers(one)) for one in (norm.weight, norm.bias))
        both = self.graph.node("Add", x, also)
        return self.graph.node("LayerNormalization", both, scale, shift, epsilon=norm.eps)


def _linear(layer: Any) -> tuple[tuple[Floats, Floats], Floats | None]:
    """Weights (input, output) and bias of a layer, and what its input is multiplied with, None for nothing."""
    less = _numbers(layer.less) if isinstance(layer, Smoothed) else None
    linear = layer.linear if isinstance(layer, Smoothed) else layer
    return (_numbers(linear.weight).T, _numbers(linear.bias)), less


def _numbers(tensor: Tensor) -> Floats:
    out: Floats = tensor.detach().float().numpy()
    return out


def _full(features: int, step: int) -> int:
    return -(-features // step) * step


def _filled(table: Floats, rows: int, columns: int) -> Floats:
    return np.pad(table, ((0, rows - table.shape[0]), (0, columns - table.shape[1])))


def _diagonal(tables: list[Floats]) -> Floats:
    """Tables as blocks along the diagonal of one."""
    out = np.zeros(
        tuple(sum(sizes) for sizes in zip(*(one.shape for one in tables), strict=True)), np.float32
    )
    row = column = 0
    for one in tables:
        out[row : row + one.shape[0], column : column + one.shape[1]] = one
        row, column = row + one.shape[0], column + one.shape[1]
    return out
