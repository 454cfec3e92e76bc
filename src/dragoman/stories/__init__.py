"""Several pages beside each other: which carry the same text, and which tell the same happening.

:func:`group` divides accounts into storylines and episodes; :func:`find_copies` finds texts that several pages carry, and
:func:`independent_sources` counts such pages once. Both take :class:`Account` values, which :func:`account_of` reads from a
coded page.
"""

from dragoman.stories.account import Account, account_of, day_of
from dragoman.stories.copies import ONE_SOURCE, compare_texts, find_copies, independent_sources
from dragoman.stories.grouping import Grouping, group, grow
from dragoman.stories.rarity import Rarity, read_rarity

__all__ = [
    "ONE_SOURCE",
    "Account",
    "Grouping",
    "Rarity",
    "account_of",
    "compare_texts",
    "day_of",
    "find_copies",
    "group",
    "grow",
    "independent_sources",
    "read_rarity",
]
