"""The shipped model as a :class:`~dragoman.language.protocol.Parser`: pieces, the network, decoding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from dragoman.language.chains import best_tags, lawful, sureness
from dragoman.language.lemma import Lemmas
from dragoman.language.model_files import CHAINS, PLAIN, UNLEARNT, ModelFiles, read_files
from dragoman.language.network import LONGEST, Network
from dragoman.language.parts import joined, starts_of
from dragoman.language.protocol import NOTHING, Parsed, Tagged
from dragoman.language.tree import trees
from dragoman.language.wordpiece import Encoded, WordPieces, quoted as inside_of

Numbers: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float32]

#: Words that are decoded together: bounds the memory that a call takes.
DECODED = 4096
#: Chains with the same tags are decoded together.
_NAMES, _ROLES = CHAINS[:1], CHAINS[1:]


@dataclass(frozen=True, slots=True)
class _Job:
    """A sentence or a part of one: its words and their pieces."""

    words: Sequence[str]
    encoded: Encoded


class Model:
    """The model of one folder; :func:`read_model` makes it. It keeps no state that changes an answer."""

    def __init__(self, files: ModelFiles) -> None:
        self.digest = files.digest
        self.network = Network(files.graph, files.relations)
        self._pieces = WordPieces(files.vocabulary)
        self._lemmas = Lemmas(files.lemmas)
        self._names = {head: np.array(names, dtype=object) for head, names in files.labels.items()}
        self._unlearnt = frozenset(files.labels.get(UNLEARNT, ()))
        self._root = files.labels["deprel"].index("root")
        steps = {
            name: lawful(files.steps[name], files.labels[name], goes_on=name not in _NAMES) for name in CHAINS
        }
        self._steps = {chains: np.stack([steps[name] for name in chains]) for chains in (_NAMES, _ROLES)}

    def parse(
        self, sentences: Sequence[Sequence[str]], *, quoted: Sequence[bool] | None = None
    ) -> tuple[Parsed, ...]:
        """One answer a sentence, in order; see :class:`~dragoman.language.protocol.Parser`."""
        jobs, starts = self._planned(sentences, quoted)
        done = [parsed for group in _groups(jobs) for parsed in self._decoded(group)]
        out, at = [], 0
        for begins in starts:
            out.append(joined(done[at : at + len(begins)], begins) if begins else NOTHING)
            at += len(begins)
        return tuple(out)

    def encoded(
        self, sentences: Sequence[Sequence[str]], *, quoted: Sequence[bool] | None = None
    ) -> list[Encoded]:
        """What goes through the network for these sentences: a sentence, or a part of one that is too long, each."""
        return [job.encoded for job in self._planned(sentences, quoted)[0]]

    def _planned(
        self, sentences: Sequence[Sequence[str]], quoted: Sequence[bool] | None
    ) -> tuple[list[_Job], list[tuple[int, ...]]]:
        jobs: list[_Job] = []
        opened = quoted or (False,) * len(sentences)
        starts = [self._plan(words, inside, jobs) for words, inside in zip(sentences, opened, strict=True)]
        return jobs, starts

    def _plan(self, words: Sequence[str], inside: bool, jobs: list[_Job]) -> tuple[int, ...]:  # noqa: FBT001
        """Adds the jobs of a sentence and gives the numbers of the words they begin with."""
        if not words:
            return ()
        marks, _ = inside_of(words, inside=inside)
        encoded = self._pieces.encode(words, marks)
        if len(encoded.ids) <= LONGEST:
            jobs.append(_Job(words, encoded))
            return (0,)
        counts = [len(self._pieces.of(word)[0]) for word in words]
        starts = starts_of(words, counts, LONGEST - 2)
        for start, end in zip(starts, (*starts[1:], len(words)), strict=True):
            jobs.append(_Job(words[start:end], self._pieces.encode(words[start:end], marks[start:end])))
        return starts

    def _decoded(self, group: Sequence[_Job]) -> Iterator[Parsed]:
        scores = self.network.scores([job.encoded for job in group])
        lengths: Numbers = np.array([len(job.words) for job in group])
        roots: Numbers = np.repeat(
            np.cumsum(lengths + 1) - lengths - 1, lengths
        )  # of each word, the node of its root
        words = np.arange(len(roots)) + np.repeat(np.arange(1, len(group) + 1), lengths)
        heads = trees([table[1:] for table in scores.arcs])
        relations = self.network.relations(scores.dependant[words], scores.governor[roots + heads])
        relations[heads == 0] = self._root
        found = dict(zip(PLAIN, scores.plain[words].T, strict=True)) | {"deprel": relations}
        layers = {name: self._names[name][numbers].tolist() for name, numbers in found.items()}
        return self._built(group, heads.tolist(), layers, self._tagged(scores.tags[words], lengths))

    def _tagged(self, scores: Floats, lengths: Numbers) -> dict[str, tuple[list[str], list[float]]]:
        """For each chain the tags of all words and how sure they are."""
        out, start = {}, 0
        for chains, steps in self._steps.items():
            size = steps.shape[1] - 1
            end = start + size * len(chains)
            mine = scores[:, start:end].reshape(len(scores), len(chains), size).swapaxes(0, 1)
            tags = best_tags(mine, steps, lengths)
            sure = sureness(mine, tags).tolist()
            for name, numbers, shares in zip(chains, tags, sure, strict=True):
                out[name] = self._names[name][numbers].tolist(), shares
                if name in self._unlearnt:
                    out[name] = ["O"] * len(shares), [0.0] * len(shares)
            start = end
        return out

    def _built(
        self,
        group: Sequence[_Job],
        heads: list[int],
        layers: Mapping[str, list[str]],
        tagged: Mapping[str, tuple[list[str], list[float]]],
    ) -> Iterator[Parsed]:
        start = 0
        for job in group:
            end = start + len(job.words)
            tags = {
                name: Tagged(tags=tuple(names[start:end]), scores=tuple(scores[start:end]))
                for name, (names, scores) in tagged.items()
            }
            xpos = layers["xpos"][start:end]
            yield Parsed(
                upos=tuple(layers["upos"][start:end]),
                xpos=tuple(xpos),
                lemmas=self._lemmas.of(job.words, xpos, layers["lemma"][start:end]),
                heads=tuple(heads[start:end]),
                relations=tuple(layers["deprel"][start:end]),
                names=tags["ner"],
                source=tags["source"],
                cue=tags["cue"],
                content=tags["content"],
            )
            start = end


def read_model(files: Mapping[str, bytes]) -> Model:
    """The model out of its files' contents by name (see :mod:`dragoman.language.model_files`).

    Raises:
        KnowledgeError: when a file is missing, damaged or does not fit the others; the message says how to mend it.
    """
    return Model(read_files(files))


def _groups(jobs: Sequence[_Job]) -> Iterator[list[_Job]]:
    """Neighbouring jobs with at most :data:`DECODED` words together (or one job)."""
    group: list[_Job] = []
    room = DECODED
    for job in jobs:
        if group and len(job.words) > room:
            yield group
            group, room = [], DECODED
        group.append(job)
        room -= len(job.words)
    if group:
        yield group
