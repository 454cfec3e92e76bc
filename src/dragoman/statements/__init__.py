"""What is claimed, by which chain of sources, and how far each layer commits to it.

``find`` in steps that know little of each other: candidates from sentences (:mod:`.sentences`) and from the model's tags
(:mod:`.tagged`), those inside their contents (:mod:`.inside`), who only passes on (:mod:`.passing`) or thinks aloud
(:mod:`.aloud`), layers (:mod:`.chain`), factuality (:mod:`.factuality`); :mod:`.assemble` puts them together.
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
