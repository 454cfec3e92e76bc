"""Verb dictionaries of other coders, read as senses of a codebook."""

from dragoman.events.dictionaries.petrarch import VerbDictionary, read_verbs
from dragoman.events.dictionaries.rows import Note, SenseRow

__all__ = ["Note", "SenseRow", "VerbDictionary", "read_verbs"]
