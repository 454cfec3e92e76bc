"""Sentences of running text, of articles and of comments.

Where a sentence may end, what stands around is described by features (`dragoman.language.gaps`); each feature has
a weight, learnt from treebanks by ``training/boundaries.py`` and kept in ``knowledge/language/boundaries.csv``;
the sentence ends where the weights add up to more than nothing. A line break is evidence like any other, a blank
line always ends a sentence. Offsets are 0-based code points of the text that is given.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.errors import KnowledgeError
from dragoman.language.gaps import ALWAYS, gaps

Range = tuple[int, int]

#: What a feature is called when its weight counts in comments only, beside its weight everywhere.
IN_COMMENTS = "~"
#: What helps where the table is not whole.
MEND = (
    "Install dragoman again: with pip, `pip install --force-reinstall dragoman`; in a clone,"
    " `git checkout -- src/dragoman/knowledge/language`. A table of your own is made by `python -m training.boundaries`."
)
_WEIGHT = re.compile(r"-?[0-9]{1,9}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundaries:
    """What was learnt: the weight of each feature (log-odds), and words that are mostly in lower case."""

    weights: Mapping[str, float]
    common: frozenset[str]


def read_boundaries(lines: Iterable[str]) -> Boundaries:
    """The boundaries table from the lines of its CSV file: ``what,value,weight``.

    Rows of what ``feature`` give a weight in thousandths of log-odds; rows of what ``common`` a word.

    Raises:
        KnowledgeError: when a row cannot be read, or the table is not whole: it has no weight of what every gap has
            (:data:`~dragoman.language.gaps.ALWAYS`), or no common word.
    """
    weights: dict[str, float] = {}
    common: set[str] = set()
    try:
        rows = list(csv.reader(lines))
    except csv.Error as error:
        raise KnowledgeError(f"boundaries.csv: {error}. {MEND}") from error
    for number, row in enumerate(rows[1:], start=2):
        match row:
            case ["common", word, _]:
                common.add(word)
            case ["feature", feature, weight] if _WEIGHT.fullmatch(weight):
                weights[feature] = int(weight) / 1000
            case _:
                raise KnowledgeError(
                    f"boundaries.csv, line {number}: {row!r} is not what,value,weight. {MEND}"
                )
    if not weights:
        raise KnowledgeError(f"boundaries.csv: no feature has a weight. {MEND}")
    if ALWAYS not in weights:
        raise KnowledgeError(f"boundaries.csv: the feature {ALWAYS!r} is missing. {MEND}")
    if not common:
        raise KnowledgeError(f"boundaries.csv: it holds no common words; the end seems to be missing. {MEND}")
    return Boundaries(weights=weights, common=frozenset(common))


def sentence_ranges(text: str, boundaries: Boundaries, *, comment: bool = False) -> tuple[Range, ...]:
    """The sentences of ``text`` as half-open ranges of its letters, in order, without white space at their ends.

    Every character that is not white space lies in exactly one range. ``comment``: the text is a reader's and not
    an editor's, so the signs of a boundary weigh otherwise.
    """
    out: list[Range] = []
    weigh = boundaries.weights.get
    start = len(text) - len(text.lstrip())
    for gap in gaps(text, boundaries.common):
        score = sum(weigh(feature, 0.0) for feature in gap.features)
        if comment:
            score += sum(weigh(IN_COMMENTS + feature, 0.0) for feature in gap.features)
        if score > 0 or "line=blank" in gap.features:
            out.append((start, gap.end))
            start = gap.start
    end = len(text.rstrip())
    if start < end:
        out.append((start, end))
    return tuple(out)
