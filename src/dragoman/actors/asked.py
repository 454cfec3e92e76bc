"""Mappings whose values are made when they are first asked for: of many thousand actors a page meets few."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
R = TypeVar("R")
V = TypeVar("V")


class Asked(Mapping[K, V]):
    """Values made of ``given`` by ``make`` when they are asked for, and kept. To its user it is a mapping like any other."""

    __slots__ = ("_given", "_made", "_make")

    def __init__(self, given: Mapping[K, R], make: Callable[[R], V]) -> None:
        self._given = given
        self._make: Callable[..., V] = make
        self._made: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key not in self._made:
            self._made[key] = self._make(self._given[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._given

    def __iter__(self) -> Iterator[K]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)
