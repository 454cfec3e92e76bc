"""LightGBM's trees as an ONNX graph of one TreeEnsembleRegressor with a logistic end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from onnx import TensorProto, helper

Node = Mapping[str, Any]


def graph_of(trees: Any) -> bytes:
    """The serialised graph: input ``numbers`` (units, columns), output ``score`` (units, 1), 0..1."""
    columns = len(trees.feature_name())
    fields: dict[str, list[Any]] = {
        key: [] for key in "treeids nodeids featureids modes values truenodeids falsenodeids missing".split()
    }
    targets: dict[str, list[Any]] = {"treeids": [], "nodeids": [], "weights": []}
    for number, tree in enumerate(trees.dump_model()["tree_info"]):
        for at, node, children in _numbered(tree["tree_structure"]):
            leaf = "leaf_value" in node
            row = {
                "treeids": number,
                "nodeids": at,
                "featureids": 0 if leaf else node["split_feature"],
                "modes": "LEAF" if leaf else "BRANCH_LEQ",
                "values": 0.0 if leaf else _below(node["threshold"]),
                "truenodeids": children[0],
                "falsenodeids": children[1],
                "missing": 0,
            }
            for key, value in row.items():
                fields[key].append(value)
            if leaf:
                targets["treeids"].append(number)
                targets["nodeids"].append(at)
                targets["weights"].append(node["leaf_value"])
    ensemble = helper.make_node(
        "TreeEnsembleRegressor",
        ["numbers"],
        ["sum"],
        domain="ai.onnx.ml",
        n_targets=1,
        aggregate_function="SUM",
        nodes_treeids=fields["treeids"],
        nodes_nodeids=fields["nodeids"],
        nodes_featureids=fields["featureids"],
        nodes_modes=fields["modes"],
        nodes_values=fields["values"],
        nodes_truenodeids=fields["truenodeids"],
        nodes_falsenodeids=fields["falsenodeids"],
        nodes_missing_value_tracks_true=fields["missing"],
        target_treeids=targets["treeids"],
        target_nodeids=targets["nodeids"],
        target_ids=[0] * len(targets["treeids"]),
        target_weights=targets["weights"],
    )
    graph = helper.make_graph(
        [ensemble, helper.make_node("Sigmoid", ["sum"], ["score"])],
        "blocks",
        [helper.make_tensor_value_info("numbers", TensorProto.FLOAT, ["units", columns])],
        [helper.make_tensor_value_info("score", TensorProto.FLOAT, ["units", 1])],
    )
    sets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    model = helper.make_model(graph, opset_imports=sets, ir_version=8, producer_name="dragoman")
    data: bytes = model.SerializeToString()
    return data


def _numbered(root: Node) -> Iterator[tuple[int, Node, tuple[int, int]]]:
    """The nodes of a tree with their numbers and those of their children (0, 0 for leaves)."""
    waiting, count = [(0, root)], 1
    while waiting:
        at, node = waiting.pop()
        if "leaf_value" in node:
            yield at, node, (0, 0)
            continue
        yield at, node, (count, count + 1)
        waiting += [(count, node["left_child"]), (count + 1, node["right_child"])]
        count += 2


def _below(threshold: float) -> float:
    """The largest single-precision number that is not above ``threshold``: the same side for every single."""
    single = np.float32(threshold)
    return float(np.nextafter(single, np.float32(-np.inf)) if single > threshold else single)
