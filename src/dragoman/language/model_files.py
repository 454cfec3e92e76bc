"""The files of a language model: read from their contents, checked, or refused with a message that says how to mend it."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import KnowledgeError
from dragoman.language.lemma import is_script

Floats: TypeAlias = NDArray[np.float32]

GRAPH, RELATIONS, ARRAYS, LABELS, VOCABULARY, LEMMAS = (
    "model.int8.onnx",
    "relations.int8.onnx",
    "decode.npz",
    "labels.json",
    "vocab.txt",
    "lemmas.json",
)
FILES = (GRAPH, RELATIONS, ARRAYS, LABELS, VOCABULARY, LEMMAS)
#: SHA-256 of each of :data:`FILES`, a line each: ``digest  name``, as `sha256sum` writes it.
DIGESTS = "digests.txt"
PLAIN, CHAINS = ("upos", "xpos", "lemma"), ("ner", "source", "cue", "content")
#: What helps; the words are those of docs and tests.
#: The key of the labels that names the heads a model was not taught; it may be missing.
UNLEARNT = "unlearnt"
MEND = (
    "Install the language model again: with pip, `pip install --force-reinstall dragoman`;"
    " in a clone, `git checkout -- src/dragoman/knowledge/model`. A model of your own is exported again from training."
)
_LINE = re.compile(r"([0-9a-f]{64})[ \t]+\*?(\S+)")


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """What the files say: the graphs, inventories by head, tables of chains (see :mod:`dragoman.language.chains`).

    ``digest`` is the SHA-256, in hex, over the digests of all files.
    """

    digest: str
    graph: bytes
    relations: bytes
    labels: Mapping[str, tuple[str, ...]]
    steps: Mapping[str, Floats]
    vocabulary: tuple[str, ...]
    lemmas: Mapping[str, str]


def read_files(files: Mapping[str, bytes]) -> ModelFiles:
    """The model's parts out of its files' contents by name.

    Raises:
        KnowledgeError: when a file is missing, is not the one that was made with the others, or cannot be read.
    """
    for name in (*FILES, DIGESTS):
        if name not in files:
            raise KnowledgeError(f"language model: {name} is missing. {MEND}")
    _check_digests(files)
    labels = _labels(_json(files, LABELS))
    return ModelFiles(
        digest=hashlib.sha256(files[DIGESTS]).hexdigest(),
        graph=files[GRAPH],
        relations=files[RELATIONS],
        labels=labels,
        steps=_steps(files[ARRAYS], labels),
        vocabulary=_vocabulary(files[VOCABULARY]),
        lemmas=_lemmas(_json(files, LEMMAS)),
    )


def digests_of(files: Mapping[str, bytes]) -> bytes:
    """The contents of :data:`DIGESTS` for these files, in the order of :data:`FILES`."""
    lines = [f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in FILES]
    return "".join(lines).encode("ascii")


def _check_digests(files: Mapping[str, bytes]) -> None:
    said = {name: digest for digest, name in _LINE.findall(_text(files[DIGESTS], DIGESTS))}
    for name in FILES:
        if said.get(name) != hashlib.sha256(files[name]).hexdigest():
            raise KnowledgeError(
                f"language model: {name} is damaged or of another version: its SHA-256 is not the one that"
                f" {DIGESTS} names. {MEND}"
            )


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"language model: {name}: {error}. {MEND}") from error


def _json(files: Mapping[str, bytes], name: str) -> dict[str, Any]:
    try:
        read = json.loads(_text(files[name], name))
    except (json.JSONDecodeError, RecursionError) as error:
        raise KnowledgeError(f"language model: {name}: {error}. {MEND}") from error
    if not isinstance(read, dict):
        raise KnowledgeError(f"language model: {name} is not a JSON object. {MEND}")
    return read


def _labels(read: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    heads = (*PLAIN, *CHAINS, "deprel")
    for head in dict.fromkeys((*heads, *read)):
        names = read.get(head)
        if not isinstance(names, list) or not all(isinstance(one, str) and one for one in names):
            raise KnowledgeError(f"language model: {LABELS}: {head} must be a list of labels. {MEND}")
        if not names and head in heads:
            raise KnowledgeError(
                f"language model: {LABELS}: {head} must be a list of at least one label. {MEND}"
            )
        if len(set(names)) < len(names):
            raise KnowledgeError(
                f"language model: {LABELS}: {head} must be a list of distinct labels. {MEND}"
            )
    if "root" not in read["deprel"] or not all(map(is_script, read["lemma"])):
        raise KnowledgeError(
            f"language model: {LABELS}: deprel must know 'root', lemma must hold scripts. {MEND}"
        )
    return {head: tuple(names) for head, names in read.items()}


def _steps(data: bytes, labels: Mapping[str, tuple[str, ...]]) -> dict[str, Floats]:
    try:
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            steps = {name: arrays[f"steps_{name}"].astype(np.float32) for name in CHAINS}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise KnowledgeError(f"language model: {ARRAYS}: {error}. {MEND}") from error
    if any(table.shape != (len(labels[name]) + 1,) * 2 for name, table in steps.items()):
        raise KnowledgeError(f"language model: {ARRAYS} does not fit {LABELS}. {MEND}")
    return steps


def _vocabulary(data: bytes) -> tuple[str, ...]:
    pieces = tuple(_text(data, VOCABULARY).split("\n"))
    pieces = pieces[:-1] if pieces[-1] == "" else pieces
    if missing := {"[UNK]", "[CLS]", "[SEP]"}.difference(pieces):
        raise KnowledgeError(f"language model: {VOCABULARY} lacks {', '.join(sorted(missing))}. {MEND}")
    return pieces


def _lemmas(read: Mapping[str, Any]) -> dict[str, str]:
    if not all(isinstance(lemma, str) and lemma for lemma in read.values()):
        raise KnowledgeError(f"language model: {LEMMAS}: every lemma must be text. {MEND}")
    return dict(read)
