"""Articles as the run-time package reads bare text, and attributions as it links them: for measuring on PolNeAR.

A paragraph is a line. What is trained on keeps the sentences and words of its silver file (`training.attribution`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import resources

from dragoman.language import Boundaries, Parsed, Word, read_boundaries
from dragoman.language.arcs import Tree
from dragoman.language.boundaries import sentence_ranges
from dragoman.language.tokens import words_of
from dragoman.statements.linking import Read, linked
from training.attribution import Article, examples_of
from training.example import Example

#: A sentence: the letter of the article at which it begins, and its words, whose letters count from there.
Placed = tuple[int, tuple[Word, ...]]
Attribution = dict[str, object]


def shipped_boundaries() -> Boundaries:
    """The table of sentence boundaries that ships; raises KnowledgeError where it cannot be read."""
    table = resources.files("dragoman") / "knowledge" / "language" / "boundaries.csv"
    return read_boundaries(table.read_text(encoding="utf-8").splitlines())


def paragraphs_of(text: str, boundaries: Boundaries) -> Iterator[tuple[Placed, ...]]:
    """The sentences of each paragraph; one without any letter is left out."""
    at = 0
    for line in text.split("\n"):
        if ranges := sentence_ranges(line, boundaries):
            yield tuple((at + start, words_of(line[start:end])) for start, end in ranges)
        at += len(line) + 1


def examples_in(article: Article, paragraphs: Sequence[Sequence[Placed]]) -> tuple[Example, ...]:
    """The sentences of an article's paragraphs, in order, with its gold roles."""
    places = [
        [(at + word.start, at + word.end) for word in words]
        for sentences in paragraphs
        for at, words in sentences
    ]
    return examples_of(article, places)


def _read(words: tuple[Word, ...], parsed: Parsed, at: int) -> Read:
    return Read(words, parsed, at, Tree(parsed))


def attributions_of(paragraphs: Sequence[Sequence[Placed]], parsed: Iterable[Parsed]) -> list[Attribution]:
    """Attributions in the shape of the gold file; `parsed` has an answer for each sentence, in order."""
    answers = iter(parsed)
    found = [
        one
        for sentences in paragraphs
        for one in linked([_read(words, next(answers), at) for at, words in sentences])
    ]
    return [
        {
            "id": f"a{number}",
            "source": [list(one.source)] if one.source else [],
            "cue": [list(one.cue)],
            "content": [list(place) for place in one.content],
        }
        for number, one in enumerate(found)
    ]
