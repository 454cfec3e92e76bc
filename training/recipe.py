"""The recipe of a run: every number that shapes the model, read from a TOML file."""

from __future__ import annotations

import dataclasses
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from training.augment import Chances
from training.schedule import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Peak learning rates of the three groups of parameters."""

    encoder: float = 1.5e-4
    pieces: float = 4e-5
    heads: float = 5e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A run. Pieces are word pieces; shares are of all pieces; weights multiply the losses of heads."""

    seed: int = 1
    batch_pieces: int = 1024
    batches_per_step: int = 2
    dropout: float = 0.1
    lost_pieces: float = 0.03
    silver_weight: float = 0.5
    average_pieces: int = 1_000_000
    chains: bool = True
    trees: float = 0.0
    with_polnear: bool = True
    rates: Rates = field(default_factory=Rates)
    schedule: Schedule = field(default_factory=lambda: Schedule(total=16_000_000))
    chances: Chances = field(default_factory=Chances)
    shares: dict[str, float] = field(default_factory=dict)
    weights: dict[str, float] = field(default_factory=dict)

    def plain(self) -> dict[str, object]:
        """The recipe as plain values, for the log and the checkpoint."""
        return dataclasses.asdict(self)


def read_recipe(path: Path) -> Recipe:
    """Reads a recipe; an unknown key is a TypeError that names it."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    parts = {"rates": Rates, "schedule": Schedule, "chances": Chances}
    values = {key: parts[key](**value) if key in parts else value for key, value in table.items()}
    return Recipe(**values)
