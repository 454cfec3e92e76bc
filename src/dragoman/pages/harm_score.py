"""A learned score beside the label rules: how much a sentence about people reads like an attack on them.

Rules are exact but narrow. The score is a logistic regression over words and word pairs in which every group of
people is one and the same token, so that naming a group is no evidence. Its weights are a data file, made by
``training/labels`` from sentences of the project's own.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.errors import KnowledgeError
from dragoman.pages.harm_groups import Form, Group, form_of, group_of

#: The file of weights, and its two rows that are no features.
FILE = "hateful_scores.csv"
BIAS, THRESHOLD = "(bias)", "(threshold)"
_MENTION = re.compile("[\ue000-\uf8ff]")
_TOKEN = re.compile(r"G[A-Z]+|[a-z']+|[0-9]+|[!?|]")
_GROUP = "GRP"
#: Who says what he is attacks nobody by it.
_ONESELF = re.compile(r"\b(?:i am|i'm|im|as|we are|we're) (?:an? |the )?$")
_REACH = 5
_LONGEST = 2_000
#: A demonym that also stands for a state is people only in these forms ("every X", "an X", "they").
_PEOPLE = frozenset({Form.EVERY, Form.NOUN, Form.ONE, Form.THEY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """Weights by feature; a sentence is labelled when its probability reaches ``threshold`` (0..1)."""

    weights: Mapping[str, float]
    bias: float
    threshold: float

    def probability(self, tagged: str) -> float:
        """The probability (0..1) that a tagged sentence attacks the people it names."""
        known = [
            weight for feature in features_of(tagged) if (weight := self.weights.get(feature)) is not None
        ]
        if not known:
            return 0.0
        total = self.bias + sum(known) / math.sqrt(len(known))
        return 1 / (1 + math.exp(-total))


def parse_scores(text: str, file: str = FILE) -> Scorer:
    """The scorer that a CSV file with the columns feature and weight spells.

    Raises:
        KnowledgeError: naming the file and the line, when a weight is no number or a needed row is missing.
    """
    weights: dict[str, float] = {}
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        try:
            weights[row["feature"]] = float(row["weight"])
        except (KeyError, TypeError, ValueError) as error:
            raise KnowledgeError(
                f"{file}:{number}: a row needs a feature and a weight that is a number"
            ) from error
    if BIAS not in weights or THRESHOLD not in weights:
        raise KnowledgeError(f"{file}: the rows {BIAS} and {THRESHOLD} are needed")
    bias, threshold = weights.pop(BIAS), weights.pop(THRESHOLD)
    return Scorer(weights=weights, bias=bias, threshold=threshold)


def features_of(tagged: str) -> set[str]:
    """The features of a tagged sentence: words, pairs and triples, stems, and words near a group."""
    shown = _MENTION.sub(lambda match: f" G{form_of(match[0]).name} ", tagged[:_LONGEST])
    words = _TOKEN.findall(shown)
    same = [_GROUP if _is_group(word) else word for word in words]
    found = {*words, *map(" ".join, pairwise(words)), *map(" ".join, pairwise(same))}
    found.update(" ".join(three) for three in zip(same, same[1:], same[2:], strict=False))
    for word in words:
        if word.islower() and len(word) > 3:
            found.update((f"p:{word[:4]}", f"p:{word[:5]}", f"s:{word[-3:]}"))
    found.update(_near(same))
    return found


def _is_group(word: str) -> bool:
    return len(word) > 1 and word[0] == "G" and word.isupper()


def _near(words: Sequence[str]) -> Iterator[str]:
    for at, word in enumerate(words):
        if word == _GROUP:
            around = [*words[max(0, at - _REACH) : at], *words[at + 1 : at + _REACH + 1]]
            yield from (f"near:{other[:6]}" for other in around if len(other) > 3 and other.islower())


def about_people(tagged: str, groups: Sequence[Group]) -> bool:
    """Whether a tagged sentence names people as people, and not only a state's side."""
    return any(
        _is_people(match[0], groups) and not _ONESELF.search(tagged, 0, match.start())
        for match in _MENTION.finditer(tagged)
    )


def _is_people(char: str, groups: Sequence[Group]) -> bool:
    number, form = group_of(char), form_of(char)
    if number >= len(groups) or form is Form.SOME:
        return False
    return not groups[number].state or form in _PEOPLE


def windows(tagged: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The stretches that are scored: each sentence, and each with the next: (first, last, text)."""
    for at, text in enumerate(tagged):
        yield at, at, text
        if at + 1 < len(tagged):
            yield at, at + 1, f"{text} | {tagged[at + 1]}"
