"""The rows of a codebook's tables, and how tables of the user's own lie over those that ship."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO

from dragoman.errors import KnowledgeError
from dragoman.events.dictionaries.rows import SenseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of a table: where it stands, its cells by column.

    ``rank`` is 0 for the codebook and its number for an overlay: a higher one wins where both match. ``foreign`` rows
    come from a dictionary of another coder and have no example.
    """

    file: str
    line: int
    cells: Mapping[str, str]
    rank: int = 0
    foreign: bool = False

    @property
    def place(self) -> str:
        """``FILE:LINE``."""
        return f"{self.file}:{self.line}"

    def error(self, detail: str) -> KnowledgeError:
        """The error that names the row."""
        return KnowledgeError(f"{self.place}: {detail}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """Tables that lie over a codebook: ``files`` maps paths as in a codebook (``senses/mine.csv``) to texts.

    ``shown`` is what messages call these paths, ``rows`` are senses from dictionaries of other coders by the file's name.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, tuple[SenseRow, ...]] = field(default_factory=dict)

    def told(self, error: KnowledgeError) -> KnowledgeError:
        """An error whose message begins with one of the paths, with the name that messages have for it."""
        path, sign, rest = str(error).partition(":")
        return KnowledgeError(f"{self.shown.get(path, path)}{sign}{rest}")

    def senses(self, rank: int) -> Iterator[TableRow]:
        """The senses from dictionaries."""
        for name, rows in self.rows.items():
            for row in rows:
                yield TableRow(file=name, line=row.line, cells=row.cells, rank=rank, foreign=True)


def table_rows(path: str, text: str, columns: Sequence[str], *, rank: int = 0) -> Iterator[TableRow]:
    """The rows of a CSV text, blank lines and notes (``#``) left out; lines count from 1.

    Raises:
        KnowledgeError: for a missing column, a row with more or fewer cells than the header, or a text that is no CSV.
    """
    reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if missing := [name for name in columns if name not in header]:
            raise KnowledgeError(f"{path}:1: the column {missing[0]!r} is missing")
        for cells in reader:
            if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
                continue
            if len(cells) != len(header):
                raise KnowledgeError(
                    f"{path}:{reader.line_num}: {len(cells)} cells, the header has {len(header)}"
                )
            yield TableRow(
                file=path,
                line=reader.line_num,
                cells=dict(zip(header, (cell.strip() for cell in cells), strict=True)),
                rank=rank,
            )
    except csv.Error as error:
        raise KnowledgeError(f"{path}:{reader.line_num}: {error}") from error


def layered(layers: Iterable[Iterable[TableRow]], key: str) -> tuple[TableRow, ...]:
    """The rows of all layers, the codebook's first: one with a ``key`` of a layer below takes that row's place and rank,
    the others follow.

    Raises:
        KnowledgeError: when a key is empty or stands twice in one layer.
    """
    rows: dict[str, TableRow] = {}
    for layer in layers:
        seen: set[str] = set()
        for row in layer:
            name = row.cells[key]
            if not name or name in seen:
                raise row.error(f"{key} {name!r} is empty or stands twice")
            seen.add(name)
            rows[name] = replace(row, rank=rows[name].rank) if name in rows else row
    return tuple(rows.values())
