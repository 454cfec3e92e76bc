"""An act in its place on the page: its sentence, its parties, and the words as spans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dragoman.events.act import Act
from dragoman.events.clauses import Clauses
from dragoman.events.dyads import Dyad
from dragoman.language import Sentence
from dragoman.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One act that a sentence of the article tells.

    ``number`` is that of the sentence among those coded, from 0; ``categories`` are those of all acts of the sentence by
    the words of their triggers.
    """

    number: int
    sentence: Sentence
    clauses: Clauses
    dyad: Dyad
    categories: Mapping[int, str] = field(default_factory=dict)

    @property
    def act(self) -> Act:
        """The act without its parties."""
        return self.dyad.act

    def span(self, first: int, last: int) -> Span:
        """The page span of words ``first`` to ``last`` (exclusive)."""
        words = self.sentence.words
        return self.sentence.passage.span(words[first].start, words[last - 1].end)

    def spans(self, words: Iterable[int]) -> tuple[Span, ...]:
        """The page spans of words, those that stand side by side as one, in page order."""
        runs: list[tuple[int, int]] = []
        for word in sorted(set(words)):
            if runs and runs[-1][1] == word:
                runs[-1] = (runs[-1][0], word + 1)
            else:
                runs.append((word, word + 1))
        return tuple(self.span(first, last) for first, last in runs)

    @property
    def trigger(self) -> Span:
        """The words of the predicate that told it, from the first to the last that stands beside it, without its parties."""
        words, parties = set(self.act.trigger), {*self.act.actors, *self.act.recipients} - {self.act.word}
        first = last = self.act.word
        while first - 1 in words - parties:
            first -= 1
        while last + 1 in words - parties:
            last += 1
        return self.span(first, last + 1)
