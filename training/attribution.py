"""PolNeAR: spans of source, cue and content over an article's text, to BIO tags over its sentences' words.

Offsets are code points, half-open. Where spans of one role overlap, the shorter wins. A content that runs over a
sentence end goes on with I at the next sentence's first word, so that the parts can be joined again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.language.wordpiece import quoted
from training.example import Example, Tags

ROLES = ("source", "cue", "content")
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Article:
    """An annotated article: its text and, by role, the fragments of all attributions."""

    id: str
    text: str
    spans: dict[str, tuple[Pair, ...]]


def read_articles(text: str) -> tuple[Article, ...]:
    """The articles of a JSONL file in the shape of `eval/attribution`."""
    out = []
    for line in text.split("\n"):
        if line.strip():
            row = json.loads(line)
            found = {
                role: [tuple(span) for one in row["attributions"] for span in one[role]] for role in ROLES
            }
            out.append(Article(row["id"], row["text"], {role: tuple(spans) for role, spans in found.items()}))
    return tuple(out)


def locate(text: str, words: Sequence[str], start: int) -> tuple[Pair, ...] | None:
    """Where the words stand in `text` from `start` on, one after the other with only space between; else None."""
    out = []
    for word in words:
        while start < len(text) and text[start].isspace():
            start += 1
        if not text.startswith(word, start):
            return None
        out.append((start, start + len(word)))
        start += len(word)
    return tuple(out)


def tags_of(offsets: Sequence[Pair], spans: Sequence[Pair]) -> tuple[str, ...]:
    """O, B, I for each word: B at a span's first word, I also where the span began before the first word."""
    tags = ["O"] * len(offsets)
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        inside = [at for at, (left, right) in enumerate(offsets) if left < end and right > start]
        for at in inside:
            tags[at] = "I"
        if inside and not (inside[0] == 0 and start < offsets[0][0]):
            tags[inside[0]] = "B"
    return tuple(tags)


def examples_of(
    article: Article,
    sentences: Sequence[Sequence[Pair]],
    names: Sequence[Tags] | None = None,
    weight: float = 1.0,
) -> tuple[Example, ...]:
    """The examples of an article whose sentences are given as word offsets; `names` are silver tags for them."""
    out, inside, before = [], False, 0
    for number, offsets in enumerate(sentences):
        if not offsets:
            continue
        if "\n" in article.text[before : offsets[0][0]]:
            inside = False
        before = offsets[-1][1]
        words = tuple(article.text[left:right] for left, right in offsets)
        marks, inside = quoted(words, inside=inside)
        near = {role: [span for span in article.spans[role] if _meets(span, offsets)] for role in ROLES}
        out.append(
            Example(
                source="polnear",
                words=words,
                inside=marks,
                ner=names[number] if names else None,
                roles={role: tags_of(offsets, near[role]) for role in ROLES},
                weight=weight,
            )
        )
    return tuple(out)


def _meets(span: Pair, offsets: Sequence[Pair]) -> bool:
    return span[0] < offsets[-1][1] and span[1] > offsets[0][0]


def with_silver(
    articles: Sequence[Article],
    silver: Sequence[tuple[int, tuple[str, ...], tuple[str, ...]]],
    weight: float,
) -> tuple[Example, ...]:
    """Examples with the words and name tags of the silver sentences, which are matched to the articles by text."""
    groups: dict[int, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for number, words, ner in silver:
        groups.setdefault(number, []).append((words, ner))
    by_start = {_letters(article.text)[:120]: article for article in articles}
    out: list[Example] = []
    for sentences in groups.values():
        key = "".join(letter for words, _ in sentences for word in words for letter in word)[:120]
        article = by_start.get(_letters(key)[:120])
        if article is not None:
            out.extend(_placed(article, sentences, weight))
    return tuple(out)


def _letters(text: str) -> str:
    return "".join(text.split())


def _placed(
    article: Article, sentences: Sequence[tuple[Sequence[str], Tags]], weight: float
) -> tuple[Example, ...]:
    start, placed, names = 0, [], []
    for words, ner in sentences:
        offsets = locate(article.text, words, start)
        if offsets is None:
            break
        start = offsets[-1][1]
        placed.append(offsets)
        names.append(ner)
    return examples_of(article, placed, names, weight)
