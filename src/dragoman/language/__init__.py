"""Sentences and words with exact offsets."""

from dragoman.language.sentence import Sentence, Word
from dragoman.language.sentences import split

__all__ = ["Sentence", "Word", "split"]
