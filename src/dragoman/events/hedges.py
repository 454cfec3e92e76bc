"""Words that say that an act is not, or not yet, a fact: *planned*, *the threat of*, *if*; parsed from ``hedges.csv``."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from io import StringIO
from typing import Final

from dragoman.errors import KnowledgeError
from dragoman.model import Certainty, FactualityKind, Polarity

FILE: Final = "hedges.csv"
COLUMNS: Final = ("words", "place", "kind", "polarity", "certainty", "example", "expected")


class HedgePlace(StrEnum):
    """Where the word stands: on the trigger, on it under a modal ("any attack would"), above it, or before its clause."""

    BESIDE = "beside"
    BESIDE_UNREAL = "beside-unreal"
    ABOVE = "above"
    MARK = "mark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """A word or phrase in lower case and what it makes of the act; ``row`` is ``file:line``."""

    words: tuple[str, ...]
    kind: FactualityKind
    polarity: Polarity
    certainty: Certainty
    row: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HedgeExample:
    """An example of a row; ``expected`` is ``CATEGORY: kind polarity``."""

    row: str
    sentence: str
    expected: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedges:
    """Hedges by place and first word, in the order of the file, which decides between two; the examples."""

    by_place: Mapping[HedgePlace, Mapping[str, tuple[Hedge, ...]]] = field(default_factory=dict)
    examples: tuple[HedgeExample, ...] = ()

    @property
    def words(self) -> frozenset[str]:
        """The words that hedge alone."""
        return frozenset(
            word
            for some in self.by_place.values()
            for word, hedges in some.items()
            if any(len(one.words) == 1 for one in hedges)
        )

    def of(self, place: HedgePlace, word: str) -> tuple[Hedge, ...]:
        """Those in a place that begin with a word."""
        return self.by_place.get(place, {}).get(word, ())


def parse_hedges(files: Mapping[str, str]) -> Hedges:
    """The hedges of ``hedges.csv``; a codebook may have none.

    Raises:
        KnowledgeError: ``hedges.csv:7: ...`` for wrong columns, an unknown place, kind, polarity or certainty, a row without
            words, example or expectation.
    """
    reader = csv.reader(StringIO(files.get(FILE, "").removeprefix("\ufeff"), newline=""), strict=True)
    found: dict[HedgePlace, dict[str, list[Hedge]]] = {}
    examples: list[HedgeExample] = []
    try:
        header = next(reader, None)
        if header is not None and tuple(header) != COLUMNS:
            raise KnowledgeError(f"{FILE}:1: the columns are not {', '.join(COLUMNS)}")
        for cells in reader:
            if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
                continue
            place = f"{FILE}:{reader.line_num}"
            if len(cells) != len(COLUMNS):
                raise KnowledgeError(f"{place}: {len(cells)} cells, not {len(COLUMNS)}")
            row = {name: cell.strip() for name, cell in zip(COLUMNS, cells, strict=True)}
            where, hedges, example = _read(place, row)
            examples.append(example)
            for hedge in hedges:
                found.setdefault(where, {}).setdefault(hedge.words[0], []).append(hedge)
    except csv.Error as error:
        raise KnowledgeError(f"{FILE}:{reader.line_num}: {error}") from error
    return Hedges(
        by_place={
            where: {word: tuple(some) for word, some in words.items()} for where, words in found.items()
        },
        examples=tuple(examples),
    )


def _read(place: str, row: Mapping[str, str]) -> tuple[HedgePlace, tuple[Hedge, ...], HedgeExample]:
    phrases = [tuple(part.lower().split()) for part in row["words"].split("|") if part.strip()]
    if not phrases or not row["example"] or not row["expected"]:
        raise KnowledgeError(f"{place}: a row needs words, an example and what is expected of it")
    try:
        where = HedgePlace(row["place"])
        hedges = tuple(
            Hedge(
                words=words,
                kind=FactualityKind(row["kind"]),
                polarity=Polarity(row["polarity"]),
                certainty=Certainty(row["certainty"]),
                row=place,
            )
            for words in phrases
        )
    except ValueError as error:
        raise KnowledgeError(f"{place}: {error}") from error
    return where, hedges, HedgeExample(row=place, sentence=row["example"], expected=row["expected"])
