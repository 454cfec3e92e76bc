"""One expression for many rules: most lines match none of them, and one pass says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

_NAMED = re.compile(r"\(\?P<\w+>")
#: Back references count or name groups, which are not those of a rule any more when rules stand together.
_REFERS = re.compile(r"\(\?P=|\(\?\(|(?<!\\)\\[1-9]")
#: So many rules stand together in one expression.
_TOGETHER = 8

Rule = TypeVar("Rule")


class Sieve(Generic[Rule]):
    """Rules in order of priority, in lots; of a line only the rules of lots that may match are tried."""

    def __init__(self, rules: Sequence[Rule], pattern: Callable[[Rule], re.Pattern[str]]) -> None:
        lots = [tuple(rules[at : at + _TOGETHER]) for at in range(0, len(rules), _TOGETHER)]
        self._lots = tuple((sieve_of(tuple(pattern(rule) for rule in lot)), lot) for lot in lots)

    def __call__(self, plain: str) -> Iterator[Rule]:
        """The rules that may match the line ``plain``, in order; space before the first word is passed over."""
        begin = len(plain) - len(plain.lstrip())
        for sieve, lot in self._lots:
            if sieve is None or sieve.match(plain, begin) is not None:
                yield from lot


@lru_cache(maxsize=512)
def sieve_of(patterns: tuple[re.Pattern[str], ...]) -> re.Pattern[str] | None:
    """An expression that matches wherever one of ``patterns`` does; None when they cannot stand together."""
    sources = [_NAMED.sub("(?:", pattern.pattern) for pattern in patterns]
    if any(_REFERS.search(pattern.pattern) for pattern in patterns):
        return None
    try:
        return re.compile("|".join(f"(?:{source})" for source in sources))
    except re.error:
        return None
