"""What is claimed, by which chain of sources, and how far each layer commits to it.

``find`` in three steps that know little of each other: candidates from sentences (:mod:`.sentences`, the place
where a trained tagger will feed in), layers (:mod:`.chain`), factuality (:mod:`.factuality`); :mod:`.assemble`
puts them together.
"""

from dragoman.statements.assemble import find_statements
from dragoman.statements.comments import speaking
from dragoman.statements.confidence import weighed
from dragoman.statements.cues import CueBook, CueExample, parse_cues
from dragoman.statements.days import DatedWords, find_days
from dragoman.statements.stances import find_stances

__all__ = [
    "CueBook",
    "CueExample",
    "DatedWords",
    "find_days",
    "find_stances",
    "find_statements",
    "parse_cues",
    "speaking",
    "weighed",
]
