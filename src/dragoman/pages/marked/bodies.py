"""Which elements of each comment hold its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

from dragoman.pages.marked.groups import Evidence, Group
from dragoman.pages.marked.sheet import heads_of, parts_of

#: Tag and telling class word of an element.
Shape: TypeAlias = "tuple[str, str]"
#: How far above a text node its place in the item is looked for.
_DEEPEST = 40


def bodies_of(
    evidence: Evidence, group: Group, author: Sequence[int | None], date: Sequence[list[int]], forms: set[int]
) -> tuple[list[list[int]], list[bool]]:
    """The elements that hold the words of each item, and whether its words stand beside its other parts instead.

    ``forms`` are elements whose text is no comment's words: forms to answer with, quotations, titles, signatures.
    """
    shares = _Shares(evidence, group, author, date, forms)
    shapes = shares.best()
    bodies: list[list[int]] = [[] for _ in group.items.roots]
    loose = [False] * len(bodies)
    for number in range(len(bodies)):
        for rank, shape in enumerate(shapes):
            places = shares.places.get((number, shape), [])
            least = 1 if rank == 0 else 0.3 * max(1, shares.total[number])
            if places and shares.letters[number, shape] >= least:
                bodies[number] = _outer(evidence, sorted(places))
                break
        else:
            loose[number] = shares.total[number] > 0
    return bodies, loose


def _outer(evidence: Evidence, places: list[int]) -> list[int]:
    out: list[int] = []
    for at in places:
        if not out or at >= evidence.sheet.ends[out[-1]]:
            out.append(at)
    return out


class _Shares:
    """How many letters of each item stand in elements of each shape, and which shapes hold names or dates too."""

    def __init__(
        self,
        evidence: Evidence,
        group: Group,
        author: Sequence[int | None],
        date: Sequence[list[int]],
        forms: set[int],
    ) -> None:
        self._evidence, self._group = evidence, group
        self.total = [0] * len(group.items.roots)
        self.letters: Counter[tuple[int, Shape]] = Counter()
        self.places: dict[tuple[int, Shape], list[int]] = {}
        self._mixed: set[tuple[int, Shape]] = set()
        roots = set(group.items.roots)
        sheet = evidence.sheet
        for number, elements in enumerate(date):
            for at in (*elements, *(() if (one := author[number]) is None else (one,))):
                for up in (at, *sheet.above(at)):
                    if up in roots or up not in group.owners:
                        break
                    self._mixed.add((number, sheet.shape(up)))
        self._read(roots, forms)

    def _read(self, roots: set[int], forms: set[int]) -> None:
        evidence, owners, sheet = self._evidence, self._group.owners, self._evidence.sheet
        first = min(sheet.first[at] for at in roots)
        last = sheet.last[self._group.items.around]
        seen: set[int] = set()
        for node in range(first, last + 1):
            holder = sheet.tree.holders[node]
            number = owners.get(holder)
            if number is None or evidence.tells(node) is not None:
                continue
            length = sum(c.isalnum() for c in sheet.node(node)[:2000])
            if not length:
                continue
            chain: list[int] = []
            for up in (holder, *sheet.above(holder)):
                if up in forms:
                    chain = []
                    length = 0
                    break
                if up in roots or owners.get(up) != number or len(chain) > _DEEPEST:
                    break
                chain.append(up)
            if not length:
                continue
            self.total[number] += length
            for shape in {sheet.shape(up) for up in chain}:
                self.letters[number, shape] += length
            for up in chain:
                if up not in seen:
                    seen.add(up)
                    self.places.setdefault((number, sheet.shape(up)), []).append(up)

    def best(self) -> list[Shape]:
        """The shapes that hold the words of comments, the best first."""
        totals: Counter[Shape] = Counter()
        held: Counter[Shape] = Counter()
        mixed: Counter[Shape] = Counter()
        many: Counter[Shape] = Counter()
        for (number, shape), letters in self.letters.items():
            totals[shape] += min(letters, 1000)
            held[shape] += 1
            many[shape] += len(self.places[number, shape])
            mixed[shape] += (number, shape) in self._mixed
        pure = [shape for shape in totals if mixed[shape] <= 0.15 * held[shape]]
        if not pure:
            return []
        most = max(totals[shape] for shape in pure)
        words = self._evidence.layouts.words["body"]

        def worth(shape: Shape) -> float:
            told = bool(heads_of(shape[1]) & words or parts_of(shape[1]) & words)
            single = many[shape] <= 1.2 * held[shape]
            return totals[shape] / most + 0.12 * told + 0.15 * single + 0.05 * bool(shape[1])

        good = [shape for shape in pure if totals[shape] >= 0.1 * most]
        return sorted(good, key=lambda shape: (-worth(shape), shape))
