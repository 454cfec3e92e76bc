"""Words as they are written: what the treebanks divide (do|n't, state|-|owned, the mayor|'s) in one piece again.

Rules that look words up in lists read these; the parser and what stands on its trees read
:func:`dragoman.language.tokens.words_of`.
"""

from __future__ import annotations

import re

from dragoman.language.sentence import Word
from dragoman.language.tokens import Range, word_ranges

_CLITIC = re.compile(r"[nN]['’][tT]|['’](?:[sSmMdD]|re|RE|ve|VE|ll|LL)")
_JOINS = frozenset("-/&")


def written_words(text: str) -> tuple[Word, ...]:
    """The words and marks of ``text`` in order, as :func:`written_ranges` divides it."""
    return tuple(Word(text=text[start:end], start=start, end=end) for start, end in written_ranges(text))


def written_ranges(text: str) -> list[Range]:
    """The words and marks of ``text`` in order, as half-open ranges of its letters (code points). White space is left
    out.

    Two words that touch are one when letters meet letters, when the second is a clitic, and when a hyphen, slash
    or ampersand between them has a letter or digit on both sides.
    """
    out: list[Range] = []
    last = -1  # where the word before ends
    for word in word_ranges(text):
        if word[0] == last and _goes_on(text, out[-1], word):
            out[-1] = out[-1][0], word[1]
        else:
            out.append(word)
        last = word[1]
    return out


def _goes_on(text: str, before: Range, word: Range) -> bool:
    start, end = word
    last, first = text[start - 1], text[start]
    if last.isalnum():
        if first in _JOINS and end - start == 1:
            return text[end : end + 1].isalnum()
        return (last.isalpha() and first.isalpha()) or _CLITIC.fullmatch(text, start, end) is not None
    if last in _JOINS and start - before[0] > 1:
        return text[start - 2].isalnum() and first.isalnum()
    return False
