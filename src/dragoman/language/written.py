"""Words as they are written: what the treebanks divide (do|n't, state|-|owned, the mayor|'s) in one piece again.

Rules that look words up in lists read these; the parser and what stands on its trees read
:func:`dragoman.language.tokens.words_of`.
"""

from __future__ import annotations

import re

from dragoman.language.sentence import Word
from dragoman.language.tokens import word_ranges

_CLITIC = re.compile(r"[nN]['’][tT]|['’](?:[sSmMdD]|re|RE|ve|VE|ll|LL)")
_JOINS = frozenset("-/&")


def written_words(text: str) -> tuple[Word, ...]:
    """The words and marks of ``text`` in order; offsets count its letters (code points). White space is left out.

    Two words that touch are one when letters meet letters, when the second is a clitic, and when a hyphen, slash
    or ampersand between them has a letter or digit on both sides.
    """
    out: list[tuple[int, int]] = []
    for start, end in word_ranges(text):
        if out and out[-1][1] == start and _goes_on(text, out[-1], (start, end)):
            out[-1] = out[-1][0], end
        else:
            out.append((start, end))
    return tuple(Word(text=text[start:end], start=start, end=end) for start, end in out)


def _goes_on(text: str, before: tuple[int, int], word: tuple[int, int]) -> bool:
    start, end = word
    last, first = text[start - 1], text[start]
    if last.isalnum():
        if first in _JOINS and end - start == 1:
            return text[end : end + 1].isalnum()
        return (last.isalpha() and first.isalpha()) or _CLITIC.fullmatch(text, start, end) is not None
    if last in _JOINS and start - before[0] > 1:
        return text[start - 2].isalnum() and first.isalnum()
    return False
