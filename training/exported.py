"""Measures an exported model as it will answer: through the run-time package, with one of its precisions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dragoman.language.model import read_model
from dragoman.language.model_files import DIGESTS, FILES, digests_of
from dragoman.language.protocol import Parsed
from dragoman.language.wordpiece import quoted
from training.example import Example


class Exported:
    """A folder that `training.export` wrote; `graph` is the first of its two graphs, of either precision.

    Lemmas are those of its dictionary where that knows the word.
    """

    def __init__(self, graph: Path) -> None:
        kind = graph.suffixes[0].removeprefix(".")
        files = {name: (graph.parent / name.replace("int8", kind)).read_bytes() for name in FILES}
        self._model = read_model(files | {DIGESTS: digests_of(files)})

    def predict(self, examples: Sequence[Example]) -> Sequence[Parsed]:
        """What the model says of each example."""
        return self._model.parse([one.words for one in examples], quoted=[_open(one) for one in examples])


def _open(example: Example) -> bool:
    """Whether a quotation is open before the first word."""
    for before in (False, True):
        if quoted(example.words, inside=before)[0] == example.inside:
            return before
    raise ValueError(f"no quotation marks divide these words so: {' '.join(example.words)}")
