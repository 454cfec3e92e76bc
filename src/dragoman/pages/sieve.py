"""One expression for many rules: most lines match none of them, and one pass says so."""

from __future__ import annotations

import re
from functools import lru_cache

_NAMED = re.compile(r"\(\?P<\w+>")
#: Back references count or name groups, which are not those of a rule any more when rules stand together.
_REFERS = re.compile(r"\(\?P=|\(\?\(|(?<!\\)\\[1-9]")


@lru_cache(maxsize=64)
def sieve_of(patterns: tuple[re.Pattern[str], ...]) -> re.Pattern[str] | None:
    """An expression that matches wherever one of ``patterns`` does; None when they cannot stand together."""
    sources = [_NAMED.sub("(?:", pattern.pattern) for pattern in patterns]
    if not sources or any(_REFERS.search(pattern.pattern) for pattern in patterns):
        return None
    try:
        return re.compile("|".join(f"(?:{source})" for source in sources))
    except re.error:
        return None


def passes(sieve: re.Pattern[str] | None, plain: str) -> bool:
    """Whether one of a sieve's rules may match the line ``plain``; space before the first word is passed over."""
    return sieve is None or sieve.match(plain, len(plain) - len(plain.lstrip())) is not None
