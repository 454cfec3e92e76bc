"""What is counted of a network while pages come in, so that their order changes nothing.

Days are civil days; means are over the exact values, whatever the order in which they came.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from dragoman.export.choosing import Status
from dragoman.export.days import Days
from dragoman.export.graph import Edge, Spell, Told, Value, Who, legible


@dataclass(slots=True, kw_only=True)
class Tally:
    """What is counted of a node or an edge."""

    count: int = 0
    pages: int = 0
    page: str | None = None
    statuses: Counter[Status] = field(default_factory=Counter)
    intensities: Counter[float] = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None
    bounds: set[tuple[date, date]] = field(default_factory=set)

    def add(self, page: str, status: Status, days: Days, intensity: float | None = None) -> None:
        """Count one row of ``page``."""
        self.count += 1
        self.statuses[status] += 1
        if page != self.page:
            self.page, self.pages = page, self.pages + 1
        if intensity is not None and math.isfinite(intensity):
            self.intensities[intensity] += 1
        if days.first is not None:
            self.first = min(days.first, self.first or days.first)
        if days.last is not None:
            self.last = max(days.last, self.last or days.last)
        if days.first is not None or days.last is not None:
            self.bounds.add((days.first or date.min, days.last or date.max))

    @property
    def mean(self) -> float | None:
        """The mean intensity of the rows that have one."""
        if not self.intensities:
            return None
        total = math.fsum(value * often for value, often in sorted(self.intensities.items()))
        return total / self.intensities.total()

    def days(self) -> tuple[str | None, str | None]:
        """The first and the last day that one of its rows can have been."""
        return _day(self.first), _day(self.last)

    def spells(self) -> tuple[Spell, ...]:
        """The days of its rows, in order; bounds that overlap are one spell."""
        merged: list[tuple[date, date]] = []
        for first, last in sorted(self.bounds):
            if merged and first <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return tuple(
            (_day(None if first == date.min else first), _day(None if last == date.max else last))
            for first, last in merged
        )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


@dataclass(slots=True, kw_only=True)
class Census:
    """The nodes met so far, with all that they were called."""

    met: dict[str, set[tuple[str, str, str]]] = field(default_factory=dict)

    def add(self, who: Who) -> None:
        """Remember one."""
        self.met.setdefault(who.id, set()).add((who.label, who.kind, who.country or ""))

    def who(self, name: str) -> Who:
        """The node of this id, however its names came in."""
        # A name goes before a bare code.
        label, kind, country = min(self.met[name], key=lambda one: (one[0] == name, one))
        return Who(id=name, label=legible(label) or name, kind=kind, country=country or None)


@dataclass(slots=True, kw_only=True)
class Gathering:
    """The edges (source, target, kind) and nodes so far, and what was left out.

    ``leading`` and ``led`` count the rows in which a node is a source and a target of edges.
    """

    edges: dict[tuple[str, str, str], Tally] = field(default_factory=dict)
    nodes: dict[str, Tally] = field(default_factory=dict)
    leading: Counter[str] = field(default_factory=Counter)
    led: Counter[str] = field(default_factory=Counter)
    census: Census = field(default_factory=Census)
    held_back: Counter[Status] = field(default_factory=Counter)
    rows: int = 0
    undated: int = 0
    alone: int = 0

    def told(self) -> Told:
        """How much of what came in is there."""
        held_back = tuple((status, self.held_back[status]) for status in Status if self.held_back[status])
        return Told(rows=self.rows, held_back=held_back, undated=self.undated, alone=self.alone)

    def drawn(self, wanted: frozenset[Status], *, means: bool, dynamic: bool) -> tuple[Edge, ...]:
        """The edges in order: kind, count, pages, with ``means`` the mean, a count for each status wanted, days."""
        return tuple(
            _edge(key, self.edges[key], wanted, means=means, dynamic=dynamic) for key in sorted(self.edges)
        )


def _edge(
    key: tuple[str, str, str], tally: Tally, wanted: frozenset[Status], *, means: bool, dynamic: bool
) -> Edge:
    source, target, kind = key
    mean: tuple[Value, ...] = (tally.mean,) if means else ()
    told = (tally.statuses[status] for status in Status if status in wanted)
    return Edge(
        source=source,
        target=target,
        kind=kind,
        weight=tally.count,
        values=(kind, tally.count, tally.pages, *mean, *told, *tally.days()),
        spells=tally.spells() if dynamic else (),
    )
