"""What came of the files that were added: the closing balance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dragoman.model import Outcome
from dragoman.store import Change, Stored


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts of one ``add``. ``left_alone`` are files that were read to their end before and have not changed since."""

    files: int
    left_alone: int = 0
    stored: Counter[Stored] = field(default_factory=Counter)
    known_pages: int = 0
    problems: int = 0
    notes: int = 0
    set_aside: int = 0
    grave: int = 0
    forgotten: int = 0

    @property
    def pages(self) -> int:
        """How many pages the files gave, those of files left alone too."""
        return self.stored.total() + self.known_pages

    def line(self) -> str:
        """What went in is what came out: ``13 files in = 12 pages + 1 problem``."""
        right = f"{_count(self.pages, 'page')} + {_count(self.problems, 'problem')}"
        if self.set_aside:
            right += f" + {self.set_aside:,} set aside"
        if self.forgotten:
            right += f" + {self.forgotten:,} forgotten before"
        even = self.pages + self.problems + self.set_aside + self.forgotten == self.files
        said = [f"{_count(self.files, 'file')} in {'=' if even else 'gave'} {right}"]
        kinds = (
            (self.stored[Stored.NEW], "new"),
            (self.stored[Stored.RECODED], "coded anew"),
            (self.stored[Stored.SAME] + self.known_pages, "in the archive already"),
        )
        said.append(", ".join(f"{number:,} {what}" for number, what in kinds if number) or "nothing new")
        if self.grave:
            said.append(f"{_count(self.grave, 'grave problem')} on the pages read")
        if self.notes:
            said.append(f"{_count(self.notes, 'note')} on what was left out")
        return "; ".join(said)


@dataclass(slots=True, kw_only=True)
class Changes:
    """Counts of one ``recode``: pages, rows that came, changed and went, and what became of the judgements."""

    pages: int = 0
    current: int = 0
    stored: Counter[Stored] = field(default_factory=Counter)
    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    set_aside: int = 0
    outcomes: Counter[Outcome] = field(default_factory=Counter)

    def count(self, change: Change) -> None:
        """Count what became of one page."""
        self.stored[change.stored] += 1
        if change.stored is Stored.RECODED:
            self.added += len(change.added)
            self.changed += len(change.changed)
            self.withdrawn += len(change.withdrawn)
        self.outcomes.update(one.outcome for one in change.replayed)

    def line(self) -> str:
        """``12 pages: 9 as before, 3 changed; rows: 4 added, 2 changed, 1 withdrawn; judgements: 5 kept``."""
        pages = [
            f"{self.stored[Stored.SAME] + self.current:,} as before",
            f"{self.stored[Stored.RECODED]:,} changed",
        ]
        if self.set_aside:
            pages.append(f"{self.set_aside:,} set aside, kept as they were")
        said = f"{_count(self.pages, 'page')}: {', '.join(pages)}"
        said += f"; rows: {self.added:,} added, {self.changed:,} changed, {self.withdrawn:,} withdrawn"
        if self.outcomes:
            told = ", ".join(f"{self.outcomes[one]:,} {_SAID[one]}" for one in Outcome if self.outcomes[one])
            said += f"; judgements: {told}"
        return said


_SAID = {
    Outcome.KEPT: "kept",
    Outcome.AGREED: "agreed",
    Outcome.CONFLICT: "in conflict",
    Outcome.GONE: "whose row is gone",
}


def _count(number: int, word: str) -> str:
    return f"{number:,} {word if number == 1 else word + 's'}"
