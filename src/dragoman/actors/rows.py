"""The rows of the actor files: CSV texts in, rows with checked cells out, every defect named with its file and line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from io import StringIO
from typing import Final, NamedTuple, TypeVar

from dragoman.actors.period import Period, between
from dragoman.errors import KnowledgeError, ValueRuleError

E = TypeVar("E", bound=StrEnum)

#: The columns each table must have; all but actors.csv may be absent. Further columns are allowed and not read.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "actors.csv": ("id", "name", "kind", "country", "source"),
    "aliases.csv": ("actor", "alias", "lang", "since", "until", "metonym", "case", "source"),
    "roles.csv": (
        "actor",
        "sector",
        "position",
        "country",
        "body",
        "since",
        "until",
        "leads",
        "certain",
        "citation",
    ),
    "peoples.csv": ("word", "plural", "countries"),
    "sexes.csv": ("word", "pronoun"),
    "sorts.csv": ("noun", "sort"),
    "nominals.csv": ("noun", "kinds"),
    "coreference.csv": ("trait", "weight"),
    "offices.csv": ("words", "sector", "position", "holds", "country", "example", "on", "expected"),
    "successions.csv": ("from", "to", "kind", "date", "certain", "source"),
    "codes.csv": ("actor", "code", "since", "until"),
    "agents.csv": ("words", "code"),
    "demonyms.csv": ("word", "form", "country"),
    "contexts.csv": ("words", "effect", "example", "on", "expected"),
}
#: Columns that a table may have: what they say is unknown where they are absent.
MORE_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "actors.csv": ("type", "sector", "since", "until", "wikidata", "iso2"),
    "aliases.csv": ("alone",),
    "demonyms.csv": ("body",),
}
#: The sectors of PLOVER.
SECTORS: Final = frozenset({
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
})  # fmt: skip
_ISO3: Final = re.compile(r"[A-Z]{3}")


def sector_of(code: str) -> str | None:
    """The PLOVER sector that a CAMEO or PLOVER code names first after its country, or alone: ``SYRREBMUS`` is REB."""
    code = code.replace("~", "")
    units = [code[at : at + 3] for at in range(0, len(code), 3)]
    return next((unit for unit in units if unit in SECTORS), None)


class Row(NamedTuple):
    """One row of a file, its cells trimmed; ``line`` is the 1-based line of the file on which it ends.

    ``places`` are the places of the columns in ``values``; one that is absent is empty. ``own`` tells that the row stands
    in a dictionary of the user's own, which has priority.
    """

    file: str
    line: int
    values: Sequence[str]
    places: Mapping[str, int]
    own: bool = False

    def cell(self, column: str) -> str:
        """The cell of ``column``, empty where the table has no such column."""
        place = self.places.get(column)
        return self.values[place] if place is not None else ""

    def error(self, detail: str) -> KnowledgeError:
        """A KnowledgeError that names file and line."""
        return KnowledgeError(f"{self.file}:{self.line}: {detail}")

    def need(self, column: str) -> str:
        """The cell of ``column``; KnowledgeError when it is empty."""
        if not (cell := self.cell(column)):
            raise self.error(f"{column!r} is empty")
        return cell

    def maybe(self, column: str) -> str | None:
        """The cell of ``column``, None when it is empty."""
        return self.cell(column) or None

    def one_of(self, column: str, kind: type[E]) -> E:
        """The cell as a value of ``kind``; KnowledgeError when it is none."""
        try:
            return kind(self.need(column))
        except ValueError as error:
            raise self.error(f"{column} {self.cell(column)!r} is none of {', '.join(kind)}") from error

    def flag(self, column: str, empty: str) -> bool:
        """The cell as yes or no; ``empty`` is what an empty cell means."""
        cell = self.cell(column) or empty
        if cell not in {"yes", "no"}:
            raise self.error(f"{column} {cell!r} is neither yes nor no")
        return cell == "yes"

    def country(self) -> str | None:
        """The cell ``country``; KnowledgeError when it has not the shape of an ISO 3166 alpha-3 code."""
        cell = self.maybe("country")
        if cell is not None and not _ISO3.fullmatch(cell):
            raise self.error(f"country {cell!r} is not an ISO 3166 alpha-3 code")
        return cell

    def sector(self) -> str | None:
        """The cell ``sector``; KnowledgeError when it is no PLOVER sector."""
        cell = self.maybe("sector")
        if cell is not None and cell not in SECTORS:
            raise self.error(f"sector {cell!r} is none of {' '.join(sorted(SECTORS))}")
        return cell

    def period(self) -> Period:
        """From ``since`` to ``until``; KnowledgeError when one is no EDTF date or they are out of order."""
        try:
            return between(self.maybe("since"), self.maybe("until"))
        except ValueRuleError as error:
            raise self.error(str(error)) from error


def rows_of(
    files: Mapping[str, str], own: Mapping[str, str], *, trusted: bool = False
) -> dict[str, tuple[Row, ...]]:
    """The rows of each table, from ``files``: texts by path (``people/europe/roles.csv``), in the order of the paths.

    The last part of the path is the table (:data:`COLUMNS`); each table may stand in any number of folders. Rows of
    ``own``, the user's files, come first. Of ``trusted`` files no cell has spaces around it, and each row is whole.

    Raises:
        KnowledgeError: ``people/europe/roles.csv:17: ...`` for a file that is no table, a missing column, broken CSV.
    """
    found: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for path, text, users in (
        *((path, own[path], True) for path in sorted(own)),
        *((path, files[path], False) for path in sorted(files)),
    ):
        table = path.rsplit("/", 1)[-1]
        if table not in COLUMNS:
            raise KnowledgeError(f"{path}:1: is none of {', '.join(COLUMNS)}")
        found[table].extend(_rows(path, table, text, own=users, trusted=trusted and not users))
    return {name: tuple(rows) for name, rows in found.items()}


def alpha3_of(files: Mapping[str, str]) -> dict[str, str]:
    """The ISO 3166 alpha-3 codes of the countries in ``files``, by their alpha-2 codes.

    Raises:
        KnowledgeError: when an actors.csv cannot be read.
    """
    tables = {path: text for path, text in files.items() if path.rsplit("/", 1)[-1] == "actors.csv"}
    rows = rows_of(tables, {})["actors.csv"]
    return {row.cell("iso2"): row.cell("country") for row in rows if row.cell("iso2")}


def _rows(file: str, table: str, text: str, *, own: bool, trusted: bool) -> Iterator[Row]:
    reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        header = tuple(cell.strip() for cell in next(reader, ()))
        if missing := [name for name in COLUMNS[table] if name not in header]:
            raise KnowledgeError(f"{file}:1: the column {missing[0]!r} is missing")
        places = {name: at for at, name in enumerate(header)}
        if trusted:
            for read in reader:
                if read and read[0][:1] != "#":
                    yield Row(file, reader.line_num, read, places, own)
            return
        for read in reader:
            cells = [cell.strip() for cell in read]
            if not any(cells) or cells[0].startswith("#"):
                continue
            if len(cells) != len(header):
                raise KnowledgeError(
                    f"{file}:{reader.line_num}: {len(cells)} cells, the header has {len(header)}"
                )
            yield Row(file, reader.line_num, cells, places, own)
    except csv.Error as error:
        raise KnowledgeError(f"{file}:{reader.line_num}: {error}") from error
