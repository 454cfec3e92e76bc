"""A plain division of article text into sentences and words, for measuring on PolNeAR's dev articles.

It stands in until the run-time package divides text by itself; then `training` uses that. The words follow the English
treebanks: contractions and hyphenated words are divided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from training.attribution import Article, Pair, examples_of
from training.example import Example

_WORD = re.compile(
    r"""
      (?:https?://|www\.)\S+
    | (?:[^\W\d_]\.){2,}                                            # U.S.
    | (?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|St|Jr|Sr|Inc|Corp|Co|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.
    | \d+(?:[.,:]\d+)+ | \d+(?:st|nd|rd|th|s)\b
    | (?:[^\W\d_]+(?=n['’]t\b)) | n['’]t\b | ['’](?:s|re|ve|ll|d|m)\b
    | [^\W_]+ | \.{2,} | -{2,} | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_END = re.compile(r"(?:[.!?…]+)[\"'”’)\]]*(?=\s)")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|St|Jr|Sr|vs|[A-Z])|\b[a-z]\.[a-z])\.$",
    re.IGNORECASE,
)


def divided(article: Article) -> tuple[list[tuple[Pair, ...]], tuple[Example, ...]]:
    """An article's sentences as word offsets, and as examples with its gold roles."""
    sentences = [offsets for span in sentences_of(article.text) if (offsets := words_of(article.text, span))]
    return sentences, examples_of(article, sentences)


def sentences_of(text: str) -> Iterator[Pair]:
    """Half-open offsets of the sentences, line by line."""
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for stop in _END.finditer(text, line.start(), line.end()):
            after = text[stop.end() : line.end()].lstrip(" \"'“‘([")[:1]
            if _SHORT.search(text[start : stop.end()]) or after.islower():
                continue
            yield start, stop.end()
            start = stop.end()
        if text[start : line.end()].strip():
            yield start, line.end()


def words_of(text: str, span: Pair) -> tuple[Pair, ...]:
    """Half-open offsets of the words in a stretch of text."""
    return tuple(word.span() for word in _WORD.finditer(text, *span))
