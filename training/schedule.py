"""The learning rate as a function of the pieces seen, so that a run can stop and go on whenever it likes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Up in a straight line over `warm` pieces, level, and down in a straight line over the last `decay` share.

    The level part makes the length a late decision: a run with a larger `total` goes through the same rates until
    the smaller one's decay began.
    """

    total: int
    warm: int = 100_000
    decay: float = 0.4
    least: float = 0.01

    def factor(self, seen: int) -> float:
        """What the peak rate is multiplied with after `seen` pieces, 0 to 1."""
        if seen < self.warm:
            return max(self.least, seen / self.warm)
        start = self.total * (1.0 - self.decay)
        if seen <= start:
            return 1.0
        left = (self.total - seen) / (self.total * self.decay)
        return max(self.least, left)

    def done(self, seen: int) -> bool:
        """Whether the run is at its end."""
        return seen >= self.total
