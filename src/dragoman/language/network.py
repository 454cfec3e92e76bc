"""The two graphs of the language model and how sentences go through them: in a row, without padding.

The first graph takes up to so many sentences at once as it has slots and gives scores for all their nodes; the
second gives the relations of arcs. A node is a sentence's root (its leading piece) or a word (its first piece). Both
run on one thread, whatever the processor has: who wants more starts more processes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import KnowledgeError
from dragoman.language.model_files import GRAPH, MEND, RELATIONS
from dragoman.language.wordpiece import Encoded

Numbers: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float32]

#: The most pieces of one sentence, its two ends included.
LONGEST = 256
#: Pieces that go through the network at once (more only where one sentence has more), and arcs.
AT_ONCE, ARCS_AT_ONCE = 512, 64
_INPUTS = ("ids", "kinds", "places", "nodes", "piece_counts", "node_counts")
_OUTPUTS = ("plain", "tags", "arcs", "dependant", "governor")
_ARC_INPUTS, _ARC_OUTPUTS = ("dependant", "governor"), ("relation",)
_PLACES: NDArray[np.int32] = np.arange(LONGEST, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of sentences; a row for each node, the sentences behind each other.

    ``plain`` (node, 3): numbers of upos, xpos, lemma script; ``tags`` (node, tag): scores of all chains; ``dependant``
    and ``governor`` (node, feature): what a node is to its head, and to what hangs on it; ``arcs``: for each
    sentence the scores (node, head).
    """

    plain: Numbers
    tags: Floats
    dependant: Floats
    governor: Floats
    arcs: tuple[Floats, ...]


class Network:
    """The graphs out of their files' contents."""

    def __init__(self, graph: bytes, relations: bytes) -> None:
        self._session = _session(graph, GRAPH, _INPUTS, _OUTPUTS)
        self._arcs = _session(relations, RELATIONS, _ARC_INPUTS, _ARC_OUTPUTS)
        counts = next(one for one in self._session.get_inputs() if one.name == "piece_counts")
        self._slots: int = counts.shape[0]

    def scores(self, sentences: Sequence[Encoded]) -> Scores:
        """The scores of one or more sentences, none longer than :data:`LONGEST`; the same in any company."""
        runs: list[list[Any]] = []
        arcs: list[Floats] = []
        for group in grouped(sentences, self._slots):
            *rows, flat = self._session.run((*_OUTPUTS[:2], *_OUTPUTS[3:], "arcs"), fed(group, self._slots))
            runs.append(rows)
            arcs.extend(_tables(flat, group))
        plain, tags, dependant, governor = (np.concatenate(parts) for parts in zip(*runs, strict=True))
        return Scores(plain, tags, dependant, governor, tuple(arcs))

    def relations(self, dependant: Floats, governor: Floats) -> Numbers:
        """The numbers of the best relations of arcs (arc, feature)."""
        parts = [slice(at, at + ARCS_AT_ONCE) for at in range(0, len(dependant), ARCS_AT_ONCE)]
        given = [{"dependant": dependant[part], "governor": governor[part]} for part in parts]
        found: Numbers = np.concatenate([self._arcs.run(_ARC_OUTPUTS, one)[0] for one in given])
        return found


def fed(sentences: Sequence[Encoded], slots: int) -> dict[str, NDArray[Any]]:
    """The inputs of the first graph for at most ``slots`` sentences."""
    pieces: Numbers = np.zeros(slots, np.int64)
    nodes = pieces.copy()
    pieces[: len(sentences)] = [len(one.ids) for one in sentences]
    nodes[: len(sentences)] = [len(one.first) + 1 for one in sentences]
    starts = np.cumsum(pieces) - pieces
    first = _row([(0, *one.first) for one in sentences]) + np.repeat(starts, nodes).astype(np.int32)
    return {
        "ids": _row([one.ids for one in sentences])[None],
        "kinds": _row([one.kinds for one in sentences])[None],
        "places": np.concatenate([_PLACES[: len(one.ids)] for one in sentences])[None],
        "nodes": first,
        "piece_counts": pieces,
        "node_counts": nodes,
    }


def _row(parts: Sequence[Sequence[int]]) -> NDArray[np.int32]:
    return np.array(list(chain.from_iterable(parts)), np.int32)


def grouped(sentences: Sequence[Encoded], slots: int) -> Iterator[list[Encoded]]:
    """Neighbouring sentences, at most ``slots`` of them and :data:`AT_ONCE` pieces (or one sentence)."""
    group: list[Encoded] = []
    room = AT_ONCE
    for one in sentences:
        if group and (len(group) == slots or len(one.ids) > room):
            yield group
            group, room = [], AT_ONCE
        group.append(one)
        room -= len(one.ids)
    yield group


def _tables(flat: Floats, sentences: Sequence[Encoded]) -> Iterator[Floats]:
    at = 0
    for one in sentences:
        nodes = len(one.first) + 1
        yield flat[at : at + nodes * nodes].reshape(nodes, nodes)
        at += nodes * nodes


def _session(graph: bytes, name: str, inputs: Sequence[str], outputs: Sequence[str]) -> Any:
    """A graph ready to run, on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # every call has other sizes
    # The graph is drawn as it shall be computed. What the library would join (SkipLayerNormalization) is slower.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 4  # what is wrong is raised; the library writes nothing to the terminal
    try:
        session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # what it raises has no class of its own to name
        raise KnowledgeError(f"language model: {name} cannot be loaded: {error}. {MEND}") from error
    ends = ({one.name for one in ends} for ends in (session.get_inputs(), session.get_outputs()))
    if next(ends) != set(inputs) or not next(ends).issuperset(outputs):
        raise KnowledgeError(
            f"language model: {name} has other inputs or outputs than this version reads. {MEND}"
        )
    return session
