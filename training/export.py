"""A trained network to the files that ship: the graph (fp32 and int8), decode arrays, labels, vocabulary, lemmas.

Inputs of the graph: `ids`, `kinds`, `mask` (sentence, piece) and `first` (sentence, 1 + word), whole numbers.
Outputs: `plain` (sentence, word, 3: the numbers of upos, xpos and lemma script), `tags` (sentence, word, 9 + 3 + 3 + 3:
scores of ner, source, cue, content), `arc` (sentence, word, head) and `dependant`, `governor`, from which the decode
arrays score relations once the tree is known.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from training.inventory import Labels
from training.net import Net

INPUTS = ("ids", "kinds", "mask", "first")
OUTPUTS = ("plain", "tags", "arc", "dependant", "governor")
OPSET = 17


class Graph(nn.Module):
    """The network with the outputs that ship."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, kinds: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """The outputs in the order of `OUTPUTS`."""
        scores = self.net(ids, kinds, mask, first)
        plain = torch.stack([scores[name].argmax(-1) for name in Net.PLAIN], -1)
        tags = torch.cat([scores[name] for name in Net.DEEP], -1)
        return plain, tags, scores["arc"], scores["dependant"], scores["governor"]


def export(net: Net, labels: Labels, vocabulary: Path, dictionary: Mapping[str, str], folder: Path) -> None:
    """Writes everything that ships into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    whole, small = folder / "model.fp32.onnx", folder / "model.int8.onnx"
    to_onnx(net, whole)
    to_int8(whole, small)
    arrays = {f"steps_{name}": table.detach().numpy().astype(np.float32) for name, table in net.steps.items()}
    arrays["relation"] = net.relation.detach().numpy().astype(np.float16)
    np.savez(folder / "decode.npz", **arrays)
    labels.save(folder / "labels.json")
    (folder / "vocab.txt").write_bytes(vocabulary.read_bytes())
    lemmas = json.dumps(dict(sorted(dictionary.items())), ensure_ascii=False, separators=(",", ":"))
    (folder / "lemmas.json").write_text(lemmas + "\n", encoding="utf-8")


def to_onnx(net: Net, path: Path) -> None:
    """The graph in single precision."""
    net.eval()
    sentences, wide, words = 2, 12, 7
    ids = torch.arange(sentences * wide).view(sentences, wide) % net.shape.pieces
    example = (ids, torch.ones_like(ids), torch.ones_like(ids), torch.arange(words + 1).repeat(sentences, 1))
    axes = {name: {0: "sentence", 1: "piece"} for name in INPUTS[:3]} | {"first": {0: "sentence", 1: "node"}}
    axes |= {name: {0: "sentence", 1: "word"} for name in OUTPUTS[:4]} | {
        "governor": {0: "sentence", 1: "node"}
    }
    axes["arc"] = axes["arc"] | {2: "node"}
    with torch.no_grad():
        torch.onnx.export(
            Graph(net),
            example,
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=OPSET,
            dynamo=False,
        )


def to_int8(path: Path, out: Path) -> None:
    """The graph with weights in eight bits, one scale a column; activations are scaled as they come."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    ready = out.with_suffix(".ready")
    quant_pre_process(str(path), str(ready), skip_symbolic_shape=True)
    options = {"MatMulConstBOnly": True}
    quantize_dynamic(
        str(ready), str(out), weight_type=QuantType.QInt8, per_channel=True, extra_options=options
    )
    ready.unlink()
