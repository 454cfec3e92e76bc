"""One training run: steps, moving average, measurements, checkpoints. Killed and started again, it goes on.

Everything that decides the next step is in the checkpoint: parameters, their moving average, the optimiser, the place
in the mixture, the state of the random generator and the counts. A resumed run therefore takes the same steps, bit
for bit, as one that was never stopped (with the same number of threads on the same processor).
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from dragoman.language.network import LONGEST
from training import checkpoint, log
from training.augment import vary
from training.batches import Batch, batch_of
from training.corpora import Corpora
from training.example import Example
from training.inventory import Labels
from training.losses import losses_of, total_of
from training.measure import quick_figures
from training.net import Net
from training.pieces import Pieces
from training.recipe import Recipe
from training.sampling import Draw, Mixture, Place, Supply

AVERAGE_EVERY = 4  # steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often what is done; it changes nothing in the model. Seconds are by the clock."""

    log_pieces: int = 25_000
    measure_pieces: int = 300_000
    checkpoint_seconds: float = 300.0
    seconds: float | None = None  # stop after so long


@dataclass(slots=True)
class Counts:
    """Where a run stands."""

    pieces: int = 0
    steps: int = 0
    unaveraged: int = 0
    measured: int = 0
    cpu_seconds: float = 0.0


@dataclass(slots=True)
class _Window:
    """What happened since the last line of the log."""

    pieces: int = 0
    words: int = 0
    losses: dict[str, float] = field(default_factory=dict)
    cpu: float = field(default_factory=time.process_time)
    clock: float = field(default_factory=time.monotonic)


class Run:
    """A run in a folder; `go` trains until the schedule ends, the time is up or a file `stop` appears."""

    def __init__(
        self,
        folder: Path,
        recipe: Recipe,
        labels: Labels,
        pieces: Pieces,
        net: Net,
        corpora: Corpora,
        dev: Mapping[str, Sequence[Example]],
    ) -> None:
        self.folder, self.recipe, self.labels, self.pieces, self.net = folder, recipe, labels, pieces, net
        self.corpora, self.dev = corpora, dev
        torch.manual_seed(recipe.seed)
        self.average = {name: value.detach().clone() for name, value in net.named_parameters()}
        self.optimiser = optimiser_of(net, recipe)
        supplies = supplies_of(corpora, pieces, recipe)
        self.mixture = Mixture(supplies, seed=recipe.seed, batch_pieces=recipe.batch_pieces, longest=LONGEST)
        self.coverage = coverage_of(corpora, supplies)
        self.counts = Counts()

    # ------------------------------------------------------------------------------ state

    def state(self) -> dict[str, Any]:
        """All that decides what comes next."""
        counts = self.counts
        return {
            "recipe": self.recipe.plain(),
            "net": self.net.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "place": self.mixture.place.state(),
            "random": torch.get_rng_state(),
            "counts": {name: getattr(counts, name) for name in Counts.__slots__},
        }

    def resume(self) -> bool:
        """Takes up the folder's checkpoint, if there is one; the log is cut back to it."""
        state = checkpoint.read(self.folder)
        if state is None:
            return False
        mine, its = self.recipe.plain(), dict(state["recipe"])
        changed = [key for key in mine if key != "schedule" and mine[key] != its.get(key, mine[key])]
        if changed:
            raise ValueError(f"the checkpoint was made with another recipe: {', '.join(changed)}")
        self.net.load_state_dict(state["net"])
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        self.mixture.place = Place.of(state["place"])
        torch.set_rng_state(state["random"])
        self.counts = Counts(**state["counts"])
        log.cut_back(self.folder, self.counts.pieces)
        return True

    # ------------------------------------------------------------------------------- loop

    def go(self, pace: Pace) -> None:
        """Trains; at the end, and every few minutes, a checkpoint."""
        began = saved = time.monotonic()
        window = _Window()
        batches = self._batches()
        while not self.recipe.schedule.done(self.counts.pieces):
            self._step(batches, window)
            if window.pieces >= pace.log_pieces:
                window = self._log(window)
            if self.dev and self.counts.pieces - self.counts.measured >= pace.measure_pieces:
                self.measure()
                window = _Window()
            now = time.monotonic()
            if now - saved >= pace.checkpoint_seconds:
                checkpoint.write(self.folder, self.state())
                saved = time.monotonic()
            if (self.folder / "stop").exists() or (pace.seconds is not None and now - began >= pace.seconds):
                break
        checkpoint.write(self.folder, self.state())

    def measure(self) -> dict[str, float]:
        """The dev figures of the averaged weights, into the log."""
        self.counts.measured = self.counts.pieces
        trained = {name: value.detach().clone() for name, value in self.net.named_parameters()}
        self._put(self.average)
        figures = quick_figures(self.net, self.labels, self.pieces, self.dev)
        self._put(trained)
        log.append(self.folder, {"pieces": self.counts.pieces, "steps": self.counts.steps, "dev": figures})
        return figures

    def _put(self, values: Mapping[str, Tensor]) -> None:
        with torch.no_grad():
            for name, parameter in self.net.named_parameters():
                parameter.copy_(values[name])

    def _batches(self) -> Iterator[Batch]:
        for draws in self.mixture:
            yield batch_of([self._drawn(draw) for draw in draws], self.pieces, self.labels)

    def _drawn(self, draw: Draw) -> Example:
        # S311: seeded on purpose, nothing is kept secret with it.
        chance = random.Random(f"{self.recipe.seed}/variant/{draw.source}/{draw.number}")  # noqa: S311
        return vary(self.corpora[draw.source][draw.index], self.recipe.chances, chance)

    def _step(self, batches: Iterator[Batch], window: _Window) -> None:
        self.net.train()
        factor = self.recipe.schedule.factor(self.counts.pieces)
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * factor
        self.optimiser.zero_grad(set_to_none=True)
        seen = 0
        for _ in range(self.recipe.batches_per_step):
            batch = next(batches)
            self._backward(batch, window)
            seen += batch.pieces
        torch.nn.utils.clip_grad_norm_(list(self.net.parameters()), 1.0)
        self.optimiser.step()
        self.counts.pieces += seen
        self.counts.steps += 1
        self.counts.unaveraged += seen
        window.pieces += seen
        if self.counts.steps % AVERAGE_EVERY == 0:
            self._move_average()

    def _backward(self, batch: Batch, window: _Window) -> None:
        words = int(batch.lengths.sum())
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.net(self._hidden(batch.ids), batch.kinds, batch.mask, batch.first)
            losses = losses_of(self.net, batch, scores, chains=self.recipe.chains, trees=self.recipe.trees)
        loss = total_of(losses, self.recipe.weights, self.coverage, words)
        torch.autograd.backward(loss / self.recipe.batches_per_step)
        window.words += words
        for name, value in losses.items():
            window.losses[name] = window.losses.get(name, 0.0) + float(value.detach()) / self.coverage[name]

    def _hidden(self, ids: Tensor) -> Tensor:
        """The pieces with a few of them masked; the first and the padding never are."""
        lost = (torch.rand(ids.shape) < self.recipe.lost_pieces) & (ids > 999)
        return ids.masked_fill(lost, self.pieces.mask)

    def _move_average(self) -> None:
        share = min(1.0, self.counts.unaveraged / self.recipe.average_pieces)
        with torch.no_grad():
            for name, value in self.net.named_parameters():
                self.average[name].lerp_(value, share)
        self.counts.unaveraged = 0

    def _log(self, window: _Window) -> _Window:
        cpu, clock = time.process_time() - window.cpu, time.monotonic() - window.clock
        self.counts.cpu_seconds += cpu
        row = {
            "pieces": self.counts.pieces,
            "steps": self.counts.steps,
            "factor": round(self.recipe.schedule.factor(self.counts.pieces), 4),
            "losses": {name: round(value / window.words, 4) for name, value in sorted(window.losses.items())},
            "pieces_per_cpu_second": round(window.pieces / max(cpu, 1e-9)),
            "pieces_per_second": round(window.pieces / max(clock, 1e-9)),
            "cpu_seconds": round(self.counts.cpu_seconds),
        }
        log.append(self.folder, row)
        return _Window()


def optimiser_of(net: Net, recipe: Recipe) -> torch.optim.AdamW:
    """AdamW over three groups: the table of pieces, the rest of the encoder, the heads."""
    table = net.encoder.words.weight
    encoder = [
        value for name, value in net.named_parameters() if name.startswith("encoder.") and value is not table
    ]
    heads = [value for name, value in net.named_parameters() if not name.startswith("encoder.")]
    rates = recipe.rates
    groups = [
        {"params": [table], "peak": rates.pieces, "weight_decay": 0.0},
        {"params": encoder, "peak": rates.encoder},
        {"params": heads, "peak": rates.heads},
    ]
    return torch.optim.AdamW(groups, lr=rates.encoder, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def supplies_of(corpora: Corpora, pieces: Pieces, recipe: Recipe) -> list[Supply]:
    """The sources with a share, shares scaled to 1 over those that are there."""
    named = {name: share for name, share in recipe.shares.items() if name in corpora}
    whole = sum(named.values())
    out = []
    for name, share in sorted(named.items()):
        lengths = [2 + sum(len(pieces.of(word)[0]) for word in one.words) for one in corpora[name]]
        out.append(Supply(name=name, lengths=lengths, share=share / whole))
    return out


def coverage_of(corpora: Corpora, supplies: Sequence[Supply]) -> dict[str, float]:
    """For each head the share of all words that its layer is annotated on; heads without any are left out."""
    has: dict[str, Callable[[Example], bool]] = {
        "head": lambda one: one.heads is not None,
        "ner": lambda one: one.ner is not None,
        "source": lambda one: one.roles is not None,
    }
    shares = {
        name: sum(supply.share for supply in supplies if is_there(corpora[supply.name][0]))
        for name, is_there in has.items()
    }
    alike = {
        "deprel": "head",
        "upos": "head",
        "xpos": "head",
        "lemma": "head",
        "cue": "source",
        "content": "source",
    }
    shares |= {name: shares[other] for name, other in alike.items()}
    return {name: share for name, share in shares.items() if share > 0}
