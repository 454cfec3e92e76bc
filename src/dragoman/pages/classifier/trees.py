"""The block classifier at work: two sets of trees, the second over what the first says of the units around.

Trained by ``training.blocks``; the trees are ONNX graphs (``ai.onnx.ml`` TreeEnsembleRegressor) run by onnxruntime.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import onnxruntime

from dragoman.errors import KnowledgeError
from dragoman.model import Page
from dragoman.pages.classifier.context import CONTEXT, context, wide, wide_columns
from dragoman.pages.classifier.features import COLUMNS, Numbers, describe
from dragoman.pages.units import Unit

#: The files in ``knowledge/classifier``: graphs, and the SHA-256 of each.
FIRST, SECOND, DIGESTS = "first.onnx", "second.onnx", "digests.txt"
FILES = (FIRST, SECOND)
#: A unit is text of the article from this score on; on a page where all are low, from this share of the highest on, and
#: never below the last number. Chosen on the dev pages, out of fold.
TEXT, SHARE, LEAST = 0.4, 0.6, 0.15
_MEND = "Put the shipped files back (git checkout, or pip install --force-reinstall dragoman)."
_SILENT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Classifier:
    """The two graphs, loaded, and the SHA-256 over both."""

    digest: str
    first: onnxruntime.InferenceSession
    second: onnxruntime.InferenceSession


def read_classifier(files: Mapping[str, bytes]) -> Classifier:
    """The classifier in ``files``: :data:`FILES` and :data:`DIGESTS`, by name.

    Raises:
        KnowledgeError: when one is missing, is not what ``digests.txt`` says, or was made for other numbers.
    """
    for name in (*FILES, DIGESTS):
        if name not in files:
            raise KnowledgeError(f"classifier: {name} is missing. {_MEND}")
    stated = files[DIGESTS].decode("utf-8", "replace").split()
    for name in FILES:
        if f"{hashlib.sha256(files[name]).hexdigest()} {name}" not in " ".join(stated):
            raise KnowledgeError(f"classifier: {name} is not the file that {DIGESTS} names. {_MEND}")
    digest = hashlib.sha256(b"".join(files[name] for name in FILES)).hexdigest()
    sizes = {FIRST: len(wide_columns()), SECOND: len(COLUMNS) + len(CONTEXT)}
    first, second = (_session(name, files[name], sizes[name]) for name in FILES)
    return Classifier(digest=digest, first=first, second=second)


def _session(name: str, graph: bytes, size: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _SILENT
    try:
        session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no base class of their own
        raise KnowledgeError(f"classifier: {name}: {error}. {_MEND}") from error
    if (made_for := session.get_inputs()[0].shape[1]) != size:
        raise KnowledgeError(
            f"classifier: {name} was made for {made_for} numbers a unit, not {size}. {_MEND}"
        )
    return session


def text_scores(page: Page, units: Sequence[Unit], classifier: Classifier) -> Numbers:
    """For each of the page's ``units`` (in order, each with its element) how probably it is text of the article,
    0 to 1."""
    if page.tree is None or not units:
        return np.zeros(len(units), dtype=np.float32)
    numbers = describe(page, page.tree, units)
    opinion = _run(classifier.first, wide(numbers))
    return _run(classifier.second, np.hstack([numbers, context(opinion, page.tree, units)]))


def is_text(scores: Numbers) -> list[bool]:
    """Which units of a page are text of its article, by their scores."""
    highest = float(scores.max(initial=0.0))
    bar = min(TEXT, max(LEAST, SHARE * highest))
    return [score >= bar for score in scores.tolist()]


def _run(session: onnxruntime.InferenceSession, numbers: Numbers) -> Numbers:
    (answer,) = session.run(None, {session.get_inputs()[0].name: numbers})
    scores: Numbers = np.asarray(answer, dtype=np.float32).reshape(-1)
    return scores
