"""Text without loss: decoding, folding with offset maps, passages, quotation marks."""

from dragoman.text.decode import decode
from dragoman.text.fold import INVISIBLE, Folded, fold, level, unmask
from dragoman.text.passage import Passage, is_blank, passage_of, trim

__all__ = [
    "INVISIBLE",
    "Folded",
    "Passage",
    "decode",
    "fold",
    "is_blank",
    "level",
    "passage_of",
    "trim",
    "unmask",
]
