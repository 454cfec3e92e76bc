"""How rare a word is in English pages: a table that ships, so that the likeness of two pages depends on these two alone."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.errors import KnowledgeError

#: The row of the table that tells how many pages were counted. No word has a star.
ALL_PAGES = "*"
#: A word that is not in the table counts as one that stands in so many pages: it was too rare to be listed.
UNLISTED = 2
_WORD = re.compile(r"[^\W_]+")
#: What helps where the table is not whole.
MEND = "Install dragoman again; a table of your own is made by `python -m training.rarity`."


@dataclass(frozen=True, slots=True, kw_only=True)
class Rarity:
    """In how many of ``total`` pages each word stands; words as :func:`stem` gives them."""

    total: int
    pages: Mapping[str, int]

    def weight(self, word: str) -> float:
        """The logarithm of how many pages there are to one with ``word`` (smoothed); 0 for a word of all pages."""
        return math.log((self.total + 1) / (self.pages.get(word, UNLISTED) + 1))


def read_rarity(lines: Iterable[str]) -> Rarity:
    """The table from the lines of its CSV file: ``word,pages``, the number of all pages under the word ``*``.

    Raises:
        KnowledgeError: when a row is not a word and a number of pages, or the number of all pages is missing or less.
    """
    pages: dict[str, int] = {}
    for number, row in enumerate(csv.reader(lines), 1):
        if number == 1 and row == ["word", "pages"]:
            continue
        if len(row) != 2 or not row[0] or not re.fullmatch(r"[1-9][0-9]{0,8}", row[1]):
            raise KnowledgeError(f"word counts, line {number}: not `word,pages`. {MEND}")
        pages[row[0]] = int(row[1])
    total = pages.pop(ALL_PAGES, 0)
    if total < max(pages.values(), default=1):
        raise KnowledgeError(
            f"word counts: no row `{ALL_PAGES},N` with at least as many pages as any word. {MEND}"
        )
    return Rarity(total=total, pages=pages)


def raw_words(text: str) -> list[str]:
    """The words and numbers of ``text`` in lower case, in order."""
    return _WORD.findall(text.lower())


def stem(word: str) -> str:
    """A word in lower case without the ending of the English plural. Not linguistics: *its* is *it* too."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word
