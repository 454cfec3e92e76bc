"""Who did what to whom: acts found in parsed sentences with the senses and embedders of a codebook.

:func:`parse_codebook` reads the codebook's files; :func:`acts_of` finds the acts of one sentence.
"""

from dragoman.events.act import Act
from dragoman.events.acts import acts_of
from dragoman.events.codebook import Codebook, parse_codebook

__all__ = ["Act", "Codebook", "acts_of", "parse_codebook"]
