"""Senses that may match the same words and say different things."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dragoman.events.codebook import Codebook, Need, Sense, meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two rows (``file:line``) that may both match a word and differ in category; the first one counts there.

    A category is None of a row that says that the words are no event.
    """

    word: str
    row: str
    category: str | None
    over: str
    over_category: str | None


def overlaps_of(book: Codebook, files: Collection[str]) -> tuple[Overlap, ...]:
    """The overlaps of senses that stand in ``files`` with each other and with all others.

    Of rows that share several words the first word stands for all. That a row with conditions goes before one of the same
    layer without any is meant so, and not told.
    """
    found: dict[tuple[str, str], Overlap] = {}
    for senses in book.senses.values():
        for overlap in _within(senses, files):
            found.setdefault((overlap.row, overlap.over), overlap)
    return tuple(found.values())


def _within(senses: tuple[Sense, ...], files: Collection[str]) -> Iterator[Overlap]:
    for at, one in enumerate(senses):
        for other in senses[at + 1 :]:
            if one.row == other.row or one.category == other.category:
                continue
            if not any(sense.row.rsplit(":", 1)[0] in files for sense in (one, other)):
                continue
            if one.kind is not other.kind or not _together(one, other):
                continue
            # Of equals the first: the order of the senses is that of the files and lines.
            first, second = (other, one) if _goes_before(other, one) else (one, other)
            if first.rank == second.rank and first.asks > second.asks == 0:
                continue
            yield Overlap(
                word=" ".join(filter(None, (first.lemma, first.particle or second.particle))),
                row=first.row,
                category=first.category or None,
                over=second.row,
                over_category=second.category or None,
            )


def _goes_before(one: Sense, other: Sense) -> bool:
    """Whether a sense is meant where another one matches too that stands before it."""
    if bool(one.rank) is not bool(other.rank):
        shipped, own = (other, one) if one.rank else (one, other)
        return meant(shipped, own) is one
    return (one.rank, one.asks) > (other.rank, other.asks)


def _together(one: Sense, other: Sense) -> bool:
    """Whether both may match the same words: no condition of one keeps the other from holding."""
    if one.particle and other.particle and one.particle != other.particle:
        return False
    return not any(_apart(need, against) for need in one.needs for against in other.needs)


def _apart(need: Need, against: Need) -> bool:
    slots = set(need.slot.split("|")) & set(against.slot.split("|"))
    if not slots:
        return False
    if need.wanted and against.wanted:
        # What heads a slot is one word, or words joined by "and".
        named = need.lemmas and against.lemmas and not (need.kinds or against.kinds)
        return bool(named) and need.lemmas.isdisjoint(against.lemmas)
    if need.wanted is against.wanted:
        return False
    wanted, unwanted = (need, against) if need.wanted else (against, need)
    if unwanted.several or unwanted.kinds:
        return False
    return not unwanted.lemmas or bool(wanted.lemmas and wanted.lemmas <= unwanted.lemmas)
