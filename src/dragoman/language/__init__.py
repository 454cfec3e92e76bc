"""Sentences, words and what a parser says of them, with exact offsets."""

from dragoman.language.boundaries import Boundaries, read_boundaries
from dragoman.language.protocol import Parsed, Parser, Tagged
from dragoman.language.sentence import Sentence, Word
from dragoman.language.sentences import divide, parse, split
from dragoman.language.tenses import tense_at

__all__ = [
    "Boundaries",
    "Parsed",
    "Parser",
    "Sentence",
    "Tagged",
    "Word",
    "divide",
    "parse",
    "read_boundaries",
    "split",
    "tense_at",
]
