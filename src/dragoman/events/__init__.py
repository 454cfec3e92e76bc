"""Who did what to whom: acts found in parsed sentences with the senses and embedders of a codebook.

:func:`code_events` is the stage; :func:`parse_codebook` reads the codebook's files; :func:`acts_of` finds the acts of one sentence, :func:`mode_of` and
:func:`contexts_of` what kind of act it is and what it is about, :func:`sizes_of` how many were killed, hurt, held or came.
"""

from dragoman.events.act import Act
from dragoman.events.acts import acts_of
from dragoman.events.codebook import Codebook, parse_codebook
from dragoman.events.coding import Surroundings, code_events
from dragoman.events.contexts import contexts_of
from dragoman.events.main_event import main_event
from dragoman.events.modes import mode_of
from dragoman.events.sizes import Counted, sizes_of

__all__ = [
    "Act",
    "Codebook",
    "Counted",
    "Surroundings",
    "acts_of",
    "code_events",
    "contexts_of",
    "main_event",
    "mode_of",
    "parse_codebook",
    "sizes_of",
]
