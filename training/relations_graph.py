"""The relations as a graph of its own, because they are asked for when the trees are known.

Inputs: ``dependant`` and ``governor`` (arc, feature), a row for each arc of a tree, as `training.network_graph` gives
them for nodes. Output: ``relation`` (arc), the number of the best relation, never that of the root's.
"""

from __future__ import annotations

import numpy as np

from training.graph import Ends, Graph
from training.net import Net
from training.rounding import Floats, Linear

OUTPUTS: Ends = {"relation": (np.int64, ("arc",))}
NEVER = np.float32(-1.0e9)


def inputs_of(net: Net) -> Ends:
    """The graph's inputs."""
    return dict.fromkeys(("dependant", "governor"), (np.float32, ("arc", net.shape.relation)))


def relations_graph(net: Net, root: int, product: Linear) -> Graph:
    """The graph; ``root`` is the number of the relation that roots have."""
    graph, table = Graph(), net.relation.detach().float().numpy()
    labels, size = len(table), net.shape.relation
    weights, bias = _weights(table, root)
    found = product.linear(graph, "relation", "dependant", weights, bias)
    sizes = graph.constant(np.array([labels * size, labels]))
    half, alone = graph.nodes("Split", 2, found, sizes, axis=1)
    half = graph.node("Reshape", half, graph.constant(np.array([-1, labels, size])))
    last = graph.constant(np.array([2]))
    scores = graph.node(
        "Squeeze", graph.node("MatMul", half, graph.node("Unsqueeze", "governor", last)), last
    )
    graph.output("relation", graph.node("ArgMax", graph.node("Add", scores, alone), axis=1, keepdims=0))
    return graph


def _weights(table: Floats, root: int) -> tuple[Floats, Floats]:
    """Weights and bias of a linear layer from the dependant to (label x feature of the governor, then label).

    In the table (label, feature, feature) the last feature of either side is always one.
    """
    labels, size = len(table), table.shape[1] - 1
    both = table.transpose(1, 0, 2)  # (dependant, label, governor)
    flat = np.concatenate([both[:, :, :size].reshape(size + 1, labels * size), both[:, :, size]], 1)
    bias = flat[size].copy()
    bias[labels * size + root] = NEVER
    return flat[:size], bias
