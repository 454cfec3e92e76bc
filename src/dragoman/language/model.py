"""The shipped model as a :class:`~dragoman.language.protocol.Parser`: batches, the network, decoding.

Every sentence is padded to a width that depends on its own length alone; sentences of one width go through the
network together, few enough to stay in the processor's nearer memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import KnowledgeError
from dragoman.language.chains import best_tags, lawful, sureness
from dragoman.language.lemma import Lemmas
from dragoman.language.model_files import CHAINS, GRAPH, MEND, PLAIN, ModelFiles, read_files
from dragoman.language.parts import joined, starts_of
from dragoman.language.protocol import Parsed, Tagged
from dragoman.language.tree import trees
from dragoman.language.wordpiece import Encoded, WordPieces, quoted as inside_of

Numbers: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float32]

#: Pieces of one sentence with its two ends: the widths that are padded to. The last is the longest.
WIDTHS: tuple[int, ...] = (*range(4, 33, 4), *range(40, 65, 8), *range(80, 129, 16), *range(160, 257, 32))
#: Pieces that go through the network at once, and pieces that are decoded together.
AT_ONCE, DECODED = 320, 4096
#: Words whose relations are scored at once. Always so many rows, so that the sums are the same for every word.
_BLOCK = 64
_INPUTS, _OUTPUTS = ("ids", "kinds", "mask", "first"), ("plain", "tags", "arc", "dependant", "governor")
#: What a newer graph gives too: each word's best head for itself, and the best relation for that arc.
_GREEDY = ("greedy", "label")
_NO_WORDS = Tagged(tags=(), scores=())
_EMPTY = Parsed(
    upos=(),
    xpos=(),
    lemmas=(),
    heads=(),
    relations=(),
    names=_NO_WORDS,
    source=_NO_WORDS,
    cue=_NO_WORDS,
    content=_NO_WORDS,
)


@dataclass(frozen=True, slots=True)
class _Job:
    """A sentence or a part of one: its place in the call, its words and pieces, the width it is padded to."""

    place: int
    words: Sequence[str]
    encoded: Encoded
    width: int


class Model:
    """The model of one folder; :func:`read_model` makes it. It keeps no state that changes an answer."""

    def __init__(self, files: ModelFiles) -> None:
        self._session = _session(files.graph)
        self._outputs = _outputs_of(self._session)
        self._pieces = WordPieces(files.vocabulary)
        self._lemmas = Lemmas(files.lemmas)
        self._names = {head: np.array(names, dtype=object) for head, names in files.labels.items()}
        self._root = files.labels["deprel"].index("root")
        self._steps = {
            name: lawful(files.steps[name], files.labels[name], goes_on=name != "ner") for name in CHAINS
        }
        self._relation = files.relation

    def parse(
        self, sentences: Sequence[Sequence[str]], *, quoted: Sequence[bool] | None = None
    ) -> tuple[Parsed, ...]:
        """One answer a sentence, in order; see :class:`~dragoman.language.protocol.Parser`."""
        jobs: list[_Job] = []
        starts: list[tuple[int, ...]] = []
        for words, inside in zip(sentences, quoted or (False,) * len(sentences), strict=True):
            starts.append(self._plan(words, inside, jobs))
        done: list[Parsed] = [_EMPTY] * len(jobs)
        for group in _groups(jobs, DECODED):
            for job, parsed in zip(group, self._decoded(group), strict=True):
                done[job.place] = parsed
        out, at = [], 0
        for begins in starts:
            out.append(joined(done[at : at + len(begins)], begins) if begins else _EMPTY)
            at += len(begins)
        return tuple(out)

    def _plan(self, words: Sequence[str], inside: bool, jobs: list[_Job]) -> tuple[int, ...]:  # noqa: FBT001
        """Adds the jobs of a sentence and gives the numbers of the words they begin with."""
        if not words:
            return ()
        marks, _ = inside_of(words, inside=inside)
        encoded = self._pieces.encode(words, marks)
        if len(encoded.ids) <= WIDTHS[-1]:
            jobs.append(_Job(len(jobs), words, encoded, _width(len(encoded.ids))))
            return (0,)
        counts = [len(self._pieces.of(word)[0]) for word in words]
        starts = starts_of(words, counts, WIDTHS[-1] - 2)
        for start, end in zip(starts, (*starts[1:], len(words)), strict=True):
            encoded = self._pieces.encode(words[start:end], marks[start:end])
            jobs.append(_Job(len(jobs), words[start:end], encoded, _width(len(encoded.ids))))
        return starts

    def _decoded(self, group: Sequence[_Job]) -> Iterator[Parsed]:
        runs = [self._session.run(self._outputs, _fed(rows)) for rows in _groups(group, AT_ONCE)]
        out = {name: np.concatenate([run[at] for run in runs]) for at, name in enumerate(self._outputs)}
        lengths = np.array([len(job.words) for job in group])
        heads = trees(out["arc"], lengths)
        found = {name: out["plain"][..., at] for at, name in enumerate(PLAIN)}
        found["deprel"] = self._relations(heads, lengths, out)
        layers = {name: self._names[name][numbers].tolist() for name, numbers in found.items()}
        return self._built(group, heads.tolist(), layers, self._tagged(out["tags"], lengths))

    def _tagged(self, scores: Floats, lengths: Numbers) -> dict[str, tuple[list[Any], list[Any]]]:
        out, start = {}, 0
        for name in CHAINS:
            size = len(self._names[name])
            mine = scores[..., start : start + size]
            tags = best_tags(mine, self._steps[name], lengths)
            out[name] = (self._names[name][tags].tolist(), sureness(mine, tags).astype(np.float64).tolist())
            start += size
        return out

    def _relations(self, heads: Numbers, lengths: Numbers, out: Mapping[str, NDArray[Any]]) -> Numbers:
        """The numbers of the best relations (sentence, word) for arcs that are settled."""
        open_ = np.arange(heads.shape[1]) < lengths[:, None]
        best = np.zeros(heads.shape, np.int64)
        if "label" in out:
            best[:] = out["label"]
            open_ &= out["greedy"] != heads
        open_ &= heads != 0
        rows, words = np.nonzero(open_)
        left, right = out["dependant"][rows, words], out["governor"][rows, heads[rows, words]]
        for at in range(0, len(rows), _BLOCK):
            part = slice(at, at + _BLOCK)
            best[rows[part], words[part]] = self._block(left[part], right[part])
        best[heads == 0] = self._root
        return best

    def _block(self, left: Floats, right: Floats) -> Numbers:
        count, size = left.shape
        padded = np.zeros((_BLOCK, size), np.float32)
        padded[:count] = left
        half = (padded @ self._relation).reshape(_BLOCK, -1, size)[:count]
        scores = np.matmul(half, right[:, :, None])[:, :, 0]
        scores[:, self._root] = -np.inf
        best: Numbers = scores.argmax(1)
        return best

    def _built(
        self,
        group: Sequence[_Job],
        heads: list[list[int]],
        layers: Mapping[str, list[list[str]]],
        tagged: Mapping[str, tuple[list[list[str]], list[list[float]]]],
    ) -> Iterator[Parsed]:
        for row, job in enumerate(group):
            count = len(job.words)
            tags = {
                name: Tagged(tags=tuple(names[row][:count]), scores=tuple(scores[row][:count]))
                for name, (names, scores) in tagged.items()
            }
            xpos = layers["xpos"][row][:count]
            yield Parsed(
                upos=tuple(layers["upos"][row][:count]),
                xpos=tuple(xpos),
                lemmas=self._lemmas.of(job.words, xpos, layers["lemma"][row][:count]),
                heads=tuple(heads[row][:count]),
                relations=tuple(layers["deprel"][row][:count]),
                names=tags["ner"],
                source=tags["source"],
                cue=tags["cue"],
                content=tags["content"],
            )


def read_model(files: Mapping[str, bytes]) -> Model:
    """The model out of its files' contents by name (see :mod:`dragoman.language.model_files`).

    Raises:
        KnowledgeError: when a file is missing, damaged or does not fit the others; the message says how to mend it.
    """
    return Model(read_files(files))


def _session(graph: bytes) -> Any:
    """The network, on one thread, without memory that grows and stays."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    options.log_severity_level = 4  # what is wrong is raised; the library writes nothing to the terminal
    try:
        session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # what it raises has no class of its own to name
        raise KnowledgeError(f"language model: {GRAPH} cannot be loaded: {error}. {MEND}") from error
    return session


def _outputs_of(session: Any) -> tuple[str, ...]:
    """The outputs to ask for."""
    inputs, outputs = ({one.name for one in ends} for ends in (session.get_inputs(), session.get_outputs()))
    if inputs != set(_INPUTS) or not outputs.issuperset(_OUTPUTS):
        raise KnowledgeError(
            f"language model: {GRAPH} has other inputs or outputs than this version reads. {MEND}"
        )
    return (*_OUTPUTS, *_GREEDY) if outputs.issuperset(_GREEDY) else _OUTPUTS


def _width(pieces: int) -> int:
    return next(width for width in WIDTHS if width >= pieces)


def _groups(jobs: Sequence[_Job], most: int) -> Iterator[list[_Job]]:
    """Jobs of one width, so many that they have at most ``most`` pieces together (or one)."""
    for width, same in groupby(sorted(jobs, key=lambda job: job.width), key=lambda job: job.width):
        rows, step = list(same), max(1, most // width)
        for at in range(0, len(rows), step):
            yield rows[at : at + step]


def _fed(jobs: Sequence[_Job]) -> dict[str, Numbers]:
    width = jobs[0].width
    ids: Numbers = np.zeros((len(jobs), width), np.int64)
    kinds, mask = ids.copy(), ids.copy()
    first: Numbers = np.zeros((len(jobs), width - 1), np.int64)
    for row, job in enumerate(jobs):
        count = len(job.encoded.ids)
        ids[row, :count], kinds[row, :count], mask[row, :count] = job.encoded.ids, job.encoded.kinds, 1
        first[row, 1 : len(job.words) + 1] = job.encoded.first
    return {"ids": ids, "kinds": kinds, "mask": mask, "first": first}
