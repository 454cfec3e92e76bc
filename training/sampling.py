"""Which sentence comes when: a mixture of sources by share of pieces, the same for the same seed.

The order is a pure function of the seed and of three small numbers, which are all that a checkpoint keeps: the round,
the batch within it and how many draws each source had given before the round. A source is gone through in a new
shuffled order each time; a round draws about `round_pieces` pieces from all sources and cuts them into batches of
sentences of like length. The generators are seeded on purpose (S311).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Draw:
    """One sentence taken: its source, its number there, and the how-many-th draw from that source it is."""

    source: str
    index: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """A source: the length in pieces of each of its sentences, and its share of all pieces (0 to 1)."""

    name: str
    lengths: Sequence[int]
    share: float


@dataclass(slots=True)
class Place:
    """Where the sampling stands: what a checkpoint keeps of it."""

    round: int = 0
    batch: int = 0
    taken: dict[str, int] = field(default_factory=dict)

    def state(self) -> dict[str, object]:
        """The place as plain values."""
        return {"round": self.round, "batch": self.batch, "taken": dict(self.taken)}

    @classmethod
    def of(cls, state: Mapping[str, object]) -> Place:
        """The place that `state` describes."""
        return cls(**state)  # type: ignore[arg-type]


def padded(length: int) -> int:
    """The width, in pieces, that a sentence of this length is padded to: few widths, so that few kernels are made."""
    grain = 4 if length <= 64 else 16
    return -(-length // grain) * grain


class Mixture:
    """Batches without end, from wherever `place` says."""

    def __init__(
        self,
        supplies: Sequence[Supply],
        *,
        seed: int,
        batch_pieces: int,
        round_pieces: int = 240_000,
        longest: int = 256,
    ) -> None:
        self._supplies = [supply for supply in supplies if supply.share > 0 and supply.lengths]
        self._seed, self._batch_pieces, self._round_pieces, self._longest = (
            seed,
            batch_pieces,
            round_pieces,
            longest,
        )
        self._orders: dict[str, tuple[int, list[int]]] = {}
        self.place = Place()

    def __iter__(self) -> Iterator[tuple[Draw, ...]]:
        while True:
            batches, after = self._round()
            while self.place.batch < len(batches):
                self.place.batch += (
                    1  # moved on first: a checkpoint made while the batch is used names the next
                )
                yield batches[self.place.batch - 1]
            self.place = Place(self.place.round + 1, 0, after)

    def _round(self) -> tuple[list[tuple[Draw, ...]], dict[str, int]]:
        taken = dict(self.place.taken)
        drawn: list[tuple[float, Draw]] = []
        chance = random.Random(f"{self._seed}/round/{self.place.round}")  # noqa: S311
        for supply in self._supplies:
            quota = supply.share * self._round_pieces
            while quota > 0:
                draw = self._draw(supply, taken.get(supply.name, 0))
                taken[supply.name] = draw.number + 1
                length = supply.lengths[draw.index]
                if 3 < length <= self._longest:
                    drawn.append((length + 4 * chance.random(), draw))
                    quota -= length
        batches = self._cut(drawn)
        chance.shuffle(batches)
        return batches, taken

    def _cut(self, drawn: Sequence[tuple[float, Draw]]) -> list[tuple[Draw, ...]]:
        """From the longest down: a batch is as wide as its first sentence, and as many as fit are taken."""
        lengths = {supply.name: supply.lengths for supply in self._supplies}
        rest = [draw for _, draw in sorted(drawn, key=lambda pair: -pair[0])]
        batches = []
        while rest:
            many = max(
                1, self._batch_pieces // padded(max(lengths[draw.source][draw.index] for draw in rest[:8]))
            )
            batches.append(tuple(rest[:many]))
            del rest[:many]
        return batches

    def _draw(self, supply: Supply, number: int) -> Draw:
        turn, at = divmod(number, len(supply.lengths))
        if self._orders.get(supply.name, (-1, []))[0] != turn:
            order = list(range(len(supply.lengths)))
            random.Random(f"{self._seed}/{supply.name}/{turn}").shuffle(order)  # noqa: S311
            self._orders[supply.name] = (turn, order)
        return Draw(supply.name, self._orders[supply.name][1][at], number)
