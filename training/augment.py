"""Variants of training sentences: headlines, all capitals, all lower case, lost full stops, joined al-names.

Each variant keeps every layer in step with the words. Drawn with a random generator that the caller seeds from the
number of the draw, so that a resumed run draws the same ones.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from training.example import Example, Tags
from training.tags import mended

T = TypeVar("T")

#: Articles of names that the run-time splitter keeps whole: al-Nusra, ash-Sham.
ARTICLES = frozenset("al el as ash ar an at ul ad az es ed".split())
_SMALL = frozenset("a an the and or but of in on at to for from by with as vs".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """How often each variant is drawn, 0 to 1; they are tried in this order."""

    join: float = 0.5
    headline: float = 0.04
    upper: float = 0.03
    lower: float = 0.03
    stop: float = 0.05
    plain: float = 0.1  # the quotation channel switched off


def vary(example: Example, chances: Chances, draw: random.Random) -> Example:
    """The example or a variant of it."""
    for chance, change in (
        (chances.join, join_articles),
        (chances.headline, headline),
        (chances.upper, in_upper),
        (chances.lower, in_lower),
        (chances.stop, without_stop),
        (chances.plain, without_quotation),
    ):
        if draw.random() < chance:
            example = change(example)
    return example


def in_upper(example: Example) -> Example:
    """Every word in capitals."""
    return replace(example, words=tuple(word.upper() for word in example.words))


def in_lower(example: Example) -> Example:
    """Every word in lower case."""
    return replace(example, words=tuple(word.lower() for word in example.words))


def without_quotation(example: Example) -> Example:
    """No word counts as quoted."""
    return replace(example, inside=(False,) * len(example.words))


def without_stop(example: Example) -> Example:
    """Without the full stop at the end, where one stands there and nothing hangs on it."""
    last = len(example.words) - 1
    if last < 2 or example.words[last] != "." or (example.heads and last + 1 in example.heads):
        return example
    return keep(example, range(last))


def headline(example: Example) -> Example:
    """In the manner of a headline: no articles, no full stop, content words capitalised."""
    articles = {at for at, word in enumerate(example.words) if word.lower() in {"a", "an", "the"}}
    hung = {head - 1 for head in example.heads or ()}
    rest = [at for at in range(len(example.words)) if at not in articles - hung]
    if len(rest) < 3:
        return example
    short = without_stop(keep(example, rest))
    return replace(short, words=tuple(_as_title(word) for word in short.words))


def _as_title(word: str) -> str:
    return word if word in _SMALL or not word[:1].islower() else word[0].upper() + word[1:]


def join_articles(example: Example) -> Example:
    """`al`, `-`, `Nusra` become one word; only in parsed sentences, where it is known what was written together."""
    heads, joined = example.heads, example.joined
    if heads is None or joined is None or "-" not in example.words:
        return example
    at = next((at for at in range(len(example.words) - 2) if _joins(example.words, joined, at)), None)
    if at is None:
        return example
    group = range(at, at + 3)
    outer = [member for member in group if heads[member] - 1 not in group]
    if len(outer) != 1:
        return example
    words = list(example.words)
    words[outer[0]] = "".join(words[member] for member in group)
    moved = tuple(outer[0] + 1 if head - 1 in group else head for head in heads)
    lemmas = list(example.lemmas or words)
    lemmas[outer[0]] = words[outer[0]]
    ner = _first_tag(example.ner, group, outer[0])
    whole = replace(example, words=tuple(words), lemmas=tuple(lemmas), heads=moved, ner=ner)
    return join_articles(keep(whole, [n for n in range(len(words)) if n not in group or n == outer[0]]))


def _joins(words: Sequence[str], joined: Sequence[bool], at: int) -> bool:
    written = joined[at] and joined[at + 1] and words[at + 1] == "-"
    return written and words[at].lower() in ARTICLES and words[at + 2][:1].isupper()


def _first_tag(tags: Tags | None, group: range, place: int) -> Tags | None:
    if tags is None:
        return None
    out = list(tags)
    out[place] = tags[group[0]]
    return tuple(out)


def keep(example: Example, places: Sequence[int]) -> Example:
    """The example with only the words at `places`; words that hung on a lost one hang on its head."""
    new = {old + 1: number + 1 for number, old in enumerate(places)}

    def layer(tags: tuple[T, ...] | None) -> tuple[T, ...] | None:
        return None if tags is None else tuple(tags[place] for place in places)

    return replace(
        example,
        words=_all(layer, example.words),
        inside=_all(layer, example.inside),
        joined=layer(example.joined),
        upos=layer(example.upos),
        xpos=layer(example.xpos),
        lemmas=layer(example.lemmas),
        heads=_rehung(example.heads, new, places),
        deprel=layer(example.deprel),
        ner=mended(layer(example.ner)),
        roles=None if example.roles is None else _roles(example.roles, places),
    )


def _all(layer: Callable[[tuple[T, ...]], tuple[T, ...] | None], tags: tuple[T, ...]) -> tuple[T, ...]:
    return layer(tags) or ()


def _roles(roles: dict[str, Tags], places: Sequence[int]) -> dict[str, Tags]:
    out = {}
    for role, tags in roles.items():
        goes_on = tags[0] == "I"
        kept = list(mended(tuple(tags[place] for place in places)) or ())
        if goes_on and places[0] != 0 and kept and kept[0] == "B" and tags[places[0]] == "I":
            kept[0] = "I"
        if goes_on and places[0] == 0:
            kept[0] = "I"
        out[role] = tuple(kept)
    return out


def _rehung(
    heads: tuple[int, ...] | None, new: dict[int, int], places: Sequence[int]
) -> tuple[int, ...] | None:
    if heads is None:
        return None
    out = []
    for place in places:
        head = heads[place]
        while head and head not in new:
            head = heads[head - 1]
        out.append(new.get(head, 0))
    return tuple(out)
