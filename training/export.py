"""A trained network to the files that ship: two graphs (int8 and fp32), decode arrays, labels, vocabulary, lemmas.

The graphs are drawn node by node (`training.network_graph`, `training.relations_graph`) instead of traced, so that they
hold the operators that onnxruntime computes fastest and so that a sentence's answer cannot depend on its batch. Both
precisions come from one drawing; the one in single precision tells the ranges to which the other is rounded.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from dragoman.language.model_files import (
    ARRAYS,
    DIGESTS,
    FILES,
    GRAPH,
    LABELS,
    LEMMAS,
    RELATIONS,
    VOCABULARY,
    digests_of,
)
from training.example import Example
from training.inventory import Labels
from training.net import Net
from training.network_graph import INPUTS, network_graph, outputs_of
from training.pieces import Pieces
from training.ranges import ranges_of
from training.relations_graph import OUTPUTS, inputs_of, relations_graph
from training.rounding import Exact, Linear, Rounded


def export(
    net: Net,
    labels: Labels,
    vocabulary: Path,
    dictionary: Mapping[str, str],
    examples: Sequence[Example],
    folder: Path,
) -> None:
    """Writes everything that ships into `folder`, and the graphs in single precision beside it.

    The ranges for rounding are taken from `examples`; large features should be made small before (`training.smooth`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    lemmas = json.dumps(dict(sorted(dictionary.items())), ensure_ascii=False, separators=(",", ":"))
    names = json.dumps(labels.names, ensure_ascii=False)
    (folder / VOCABULARY).write_bytes(vocabulary.read_bytes())
    (folder / LABELS).write_text(names + "\n", encoding="utf-8")
    (folder / LEMMAS).write_text(lemmas + "\n", encoding="utf-8")
    np.savez(
        folder / ARRAYS, **{f"steps_{name}": table.detach().numpy() for name, table in net.steps.items()}
    )
    root, pieces = labels.number("deprel", "root"), Pieces.load(vocabulary)
    ways: dict[str, Linear] = {"fp32": Exact(), "int8": Rounded(ranges_of(net, pieces, examples))}
    for kind, product in ways.items():
        for name, data in graphs(net, root, product).items():
            (folder / name.replace("int8", kind)).write_bytes(data)
    (folder / DIGESTS).write_bytes(digests_of({name: (folder / name).read_bytes() for name in FILES}))


def graphs(net: Net, root: int, product: Linear) -> dict[str, bytes]:
    """Both graphs by the names of the files that ship; ``root`` is the number of the relation of roots."""
    network, arcs = network_graph(net, product), relations_graph(net, root, product)
    return {
        GRAPH: network.model(INPUTS, outputs_of(net)),
        RELATIONS: arcs.model(inputs_of(net), OUTPUTS),
    }
