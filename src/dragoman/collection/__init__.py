"""A collection: pages into an archive, coded anew, judged, and out of it again."""

from dragoman.collection.adding import FileDone, SetAsideNow, ToAdd, add
from dragoman.collection.recoding import recode, retry
from dragoman.collection.tally import Changes, Tally
from dragoman.collection.workers import Failed, Making

__all__ = [
    "Changes",
    "Failed",
    "FileDone",
    "Making",
    "SetAsideNow",
    "Tally",
    "ToAdd",
    "add",
    "recode",
    "retry",
]
