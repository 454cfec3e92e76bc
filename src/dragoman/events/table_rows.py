"""The rows of a codebook's tables, and how tables of the user's own lie over those that ship."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import StringIO
from typing import TypeVar

from dragoman.errors import KnowledgeError
from dragoman.events.dictionaries.rows import SenseRow

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of a table: where it stands, its cells by column.

    ``rank`` is 0 for the codebook and its number for an overlay: a higher one wins where both match. ``own`` rows are the
    user's; ``foreign`` ones come from a dictionary of another coder and have no example.
    """

    file: str
    line: int
    cells: Mapping[str, str]
    rank: int = 0
    own: bool = False
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
                yield TableRow(file=name, line=row.line, cells=row.cells, rank=rank, own=True, foreign=True)


def table_rows(
    path: str, text: str, columns: Sequence[str], tell: Callable[[KnowledgeError], None] | None = None
) -> Iterator[TableRow]:
    """The rows of a CSV text, blank lines and notes (``#``) left out; lines count from 1.

    With ``tell`` a row with more or fewer cells than the header is told there and left out.

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
                error = KnowledgeError(
                    f"{path}:{reader.line_num}: {len(cells)} cells, the header has {len(header)}"
                )
                if tell is None:
                    raise error
                tell(error)
                continue
            yield TableRow(
                file=path,
                line=reader.line_num,
                cells=dict(zip(header, (cell.strip() for cell in cells), strict=True)),
            )
    except csv.Error as error:
        raise KnowledgeError(f"{path}:{reader.line_num}: {error}") from error


class Layers:
    """A codebook's tables with the user's own over them. With ``mistakes``, those of the user's own are collected there."""

    def __init__(
        self, files: Mapping[str, str], own: Sequence[Overlay], mistakes: list[str] | None = None
    ) -> None:
        self.files = files
        self.own = tuple(own)
        self.mistakes = mistakes

    def kept(self, row: TableRow, made: Callable[[TableRow], Iterable[Made]]) -> tuple[Made, ...]:
        """What a row gives; nothing where it is wrong and mistakes are collected."""
        try:
            return tuple(made(row))
        except KnowledgeError as error:
            if self.mistakes is None or not row.own:
                raise
            self.mistakes.append(str(error))
            return ()

    def rows(self, path: str, columns: Sequence[str], key: str) -> tuple[TableRow, ...]:
        """The rows of one table in all layers."""
        return self._layered(
            [self._layer(layer, rank, [path], columns) for rank, layer in enumerate(self._all())], key
        )

    def senses(self, columns: Sequence[str]) -> tuple[TableRow, ...]:
        """The senses of all layers, those of dictionaries after an overlay's own tables."""
        layers = []
        for rank, layer in enumerate(self._all()):
            paths = sorted(path for path in layer.files if path.startswith("senses/"))
            layers.append([*self._layer(layer, rank, paths, columns), *layer.senses(rank)])
        return self._layered(layers, "id")

    def merged(self, path: str, parse: Callable[[Mapping[str, str]], object]) -> dict[str, str]:
        """One table whose rows have no id as a text: rows of the user's own stand before the others.

        ``parse`` finds what is wrong with a text of the user's own, while its lines still count as the user sees them.
        """
        text = self.files.get(path, "").removeprefix("\ufeff")
        for layer in self.own:
            given = layer.files.get(path)
            if given is None:
                continue
            try:
                parse({path: given})
            except KnowledgeError as error:
                self._tell(layer.told(error), error)
                continue
            header, _, rows = given.removeprefix("\ufeff").partition("\n")
            text = f"{header}\n{rows.rstrip()}\n{text.partition(chr(10))[2]}"
        return {path: text} if text else {}

    def all_of(self, path: str, parse: Callable[[str], Mapping[str, Made]]) -> dict[str, Made]:
        """What a table gives by key, in all layers: of one key the last."""
        found = dict(parse(self.files.get(path, "")))
        for layer in self.own:
            try:
                found |= parse(layer.files.get(path, ""))
            except KnowledgeError as error:
                self._tell(layer.told(error), error)
        return found

    def _all(self) -> tuple[Overlay, ...]:
        return (Overlay(files=self.files), *self.own)

    def _layer(
        self, layer: Overlay, rank: int, paths: Iterable[str], columns: Sequence[str]
    ) -> list[TableRow]:
        found: list[TableRow] = []
        for path in paths:
            if path not in layer.files:
                continue
            read = table_rows(layer.shown.get(path, path), layer.files[path], columns, self._teller(rank))
            try:
                found.extend(replace(row, rank=rank, own=rank > 0) for row in read)
            except KnowledgeError as error:
                if not rank:
                    raise
                self._tell(error, error)
        return found

    def _layered(self, layers: Sequence[Sequence[TableRow]], key: str) -> tuple[TableRow, ...]:
        """The rows of all layers, the codebook's first: one with a ``key`` of a layer below takes that row's place and
        rank, the others follow."""
        rows: dict[str, TableRow] = {}
        for layer in layers:
            seen: set[str] = set()
            for row in layer:
                name = row.cells[key]
                if not name or name in seen:
                    error = row.error(f"{key} {name!r} is empty or stands twice")
                    if not row.own:
                        raise error
                    self._tell(error, error)
                    continue
                seen.add(name)
                rows[name] = replace(row, rank=rows[name].rank) if name in rows else row
        return tuple(rows.values())

    def _teller(self, rank: int) -> Callable[[KnowledgeError], None] | None:
        return (lambda error: self._tell(error, error)) if rank and self.mistakes is not None else None

    def _tell(self, error: KnowledgeError, cause: KnowledgeError) -> None:
        if self.mistakes is None:
            raise error from cause
        self.mistakes.append(str(error))
