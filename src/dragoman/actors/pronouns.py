"""Pronouns: which phrase before it a pronoun stands for, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp
from types import MappingProxyType
from typing import Final

from dragoman.actors.antecedents import REACH, Head, fits, heads_of, traits
from dragoman.actors.lexicon import Lexicon
from dragoman.language import Parsed

NOTHING_TOLD: Final[Mapping[tuple[int, int], str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A pronoun, the phrase it stands for, and the probability of that among all that fit (0..1)."""

    pronoun: Head
    antecedent: Head
    score: float


def links_of(
    sentences: Sequence[tuple[int, Sequence[str], Parsed]],
    lexicon: Lexicon,
    weights: Mapping[str, float],
    sexes: Mapping[tuple[int, int], str] = NOTHING_TOLD,
) -> Iterator[Link]:
    """The best antecedent of each pronoun of the third person, in order.

    ``sentences`` are those of one text: their numbers, which grow and leave gaps where text stands between, their words
    and parses. ``sexes`` are what is known of words by sentence and number: of McCain, where the page has named John
    McCain. A pronoun with no fitting phrase before it in reach is left out. Time grows with the number of words.
    """
    for pronoun, fitting, counts in choices(sentences, lexicon, sexes):
        scores = [
            sum(weights.get(trait, 0.0) for trait in traits(pronoun, other, counts[other.text], between))
            for between, other in enumerate(fitting)
        ]
        best = max(range(len(scores)), key=scores.__getitem__)
        total = sum(exp(score - scores[best]) for score in scores)
        yield Link(pronoun=pronoun, antecedent=fitting[best], score=1 / total)


def choices(
    sentences: Sequence[tuple[int, Sequence[str], Parsed]],
    lexicon: Lexicon,
    sexes: Mapping[tuple[int, int], str] = NOTHING_TOLD,
) -> Iterator[tuple[Head, tuple[Head, ...], Mapping[str, int]]]:
    """Every pronoun with the phrases it may stand for, the nearest first, and how often each word headed one so far."""
    near: list[tuple[Head, ...]] = []
    counts: dict[str, int] = {}
    for number, words, parsed in sentences:
        heads = heads_of(number, words, parsed, lexicon)
        if sexes:
            heads = tuple(_told(head, sexes) for head in heads)
        near = [one for one in near if one and one[0].sentence >= number - REACH]
        before = [head for one in near for head in one]
        for at, head in enumerate(heads):
            if head.group is not None:
                fitting = tuple(other for other in reversed((*before, *heads[:at])) if fits(head, other))
                if fitting:
                    yield head, fitting, counts
            counts[head.text] = counts.get(head.text, 0) + 1
        near.append(heads)


def _told(head: Head, sexes: Mapping[tuple[int, int], str]) -> Head:
    """The head with its sex, where its words do not tell it and the page does."""
    sex = sexes.get((head.sentence, head.word))
    return replace(head, sex=sex) if sex is not None and head.group is None and head.sex == "?" else head
