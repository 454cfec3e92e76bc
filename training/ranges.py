"""The ranges of the tensors that are rounded, measured on training sentences in single precision."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dragoman.language.network import LONGEST, fed
from dragoman.language.wordpiece import WordPieces
from training.example import Example
from training.graph import Ends
from training.net import Net
from training.network_graph import INPUTS, SLOTS, network_graph
from training.rounding import Exact, Range


def ranges_of(net: Net, pieces: WordPieces, examples: Sequence[Example]) -> dict[str, Range]:
    """The largest range of the input of each product, by its name, in both graphs."""
    import onnxruntime

    exact = Exact()
    graph = network_graph(net, exact)
    watched = exact.inputs | {"relation": "dependant"}
    for name, tensor in watched.items():
        for end in ("Min", "Max"):
            graph.output(f"{end} {name}", graph.node(f"Reduce{end}", tensor, keepdims=0))
    ends: Ends = {f"{end} {name}": (np.float32, ()) for end in ("Min", "Max") for name in watched}
    session = onnxruntime.InferenceSession(graph.model(INPUTS, ends), providers=["CPUExecutionProvider"])
    sentences = [pieces.encode(one.words, one.inside) for one in examples]
    sentences = [one for one in sentences if len(one.ids) <= LONGEST]
    groups = [sentences[at : at + SLOTS] for at in range(0, len(sentences), SLOTS)]
    found = np.array([session.run(list(ends), fed(group, SLOTS)) for group in groups])
    low, high = found.min(0)[: len(watched)], found.max(0)[len(watched) :]
    return {
        name: Range(low=min(float(a), 0.0), high=max(float(b), 0.0))
        for name, a, b in zip(watched, low, high, strict=True)
    }
