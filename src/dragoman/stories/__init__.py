"""Several pages beside each other: which carry the same text, and which tell the same happening.

:func:`group` divides accounts into storylines and episodes; :func:`find_copies` finds texts that several pages carry, and
:func:`independent_sources` counts such pages once. Both take :class:`Account` values, which :func:`account_of` reads from a
coded page.
"""

from dragoman.stories.account import Account, account_of, day_of
from dragoman.stories.grouping import Grouping, group, grow
from dragoman.stories.rarity import Rarity, read_rarity

__all__ = [
    "Account",
    "Grouping",
    "Rarity",
    "account_of",
    "day_of",
    "group",
    "grow",
    "read_rarity",
]
