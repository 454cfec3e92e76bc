"""Coded pages as a folder of typed tables in Parquet, for pandas, R, DuckDB and the like.

Needs pyarrow (the extra ``parquet``). The files hold no clock and no path; their bytes depend on the pages, their order, and
the version of pyarrow, which writes its name into each file.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.export.parquet_columns import LAYOUT, LAYOUT_VERSION, OFFICE, TABLES, Column, Kind, Table
from dragoman.export.parquet_rows import Row, rows_of_page
from dragoman.export.pseudonyms import Names
from dragoman.model import Coded

#: So many rows are held in memory of each table, and make a row group of its file.
ROWS = 50_000
#: What is no UTF-8, and the NUL at which some readers end a text.
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_PART = ".part"
_LIMITS = {Kind.INT32: 2**31, Kind.INT64: 2**63}


def write_parquet(
    pages: Iterable[Coded],
    folder: Path,
    *,
    comments: Names = Names.PSEUDONYMOUS,
    key: bytes | None = None,
    rows: int = ROWS,
) -> dict[str, int]:
    """Write the tables of ``pages`` into ``folder``, and tell how many rows each has; rows stand in the order of the pages.

    The folder is made where it is not there; tables of an earlier export in it are replaced, all at the end and none when
    something fails. ``comments`` and ``key`` say how commenters appear. At most ``rows`` rows of a table, and one page, are
    in memory. Offsets are code points of the page's text. In text a NUL and half surrogates become U+FFFD; a number too
    large for its column is null.

    Raises:
        InputError: without pyarrow, and when the folder cannot be written.
    """
    arrow = _pyarrow()
    with _files(folder) as parts, ExitStack() as opened:
        sinks = {
            table.name: opened.enter_context(_open(arrow, table, parts[table], rows)) for table in TABLES
        }
        for coded in pages:
            for table, found in rows_of_page(coded, comments, key):
                sinks[table.name].add(found)
        for sink in sinks.values():
            sink.close()
    return {name: sink.count for name, sink in sinks.items()}


def _pyarrow() -> Any:
    try:
        import pyarrow as pa
        import pyarrow.parquet
    except ImportError as error:
        raise InputError("Parquet needs pyarrow: pip install 'dragoman[parquet]'") from error
    return pa


@contextmanager
def _files(folder: Path) -> Iterator[dict[Table, Path]]:
    """Where each table is written until all are whole; then they take their names."""
    parts = {table: folder / f"{table.name}.parquet{_PART}" for table in TABLES}
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        yield parts
        with _told(folder):
            for part in parts.values():
                part.replace(part.with_name(part.name.removesuffix(_PART)))
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


@contextmanager
def _told(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise InputError(f"{place} cannot be written: {error.strerror or error}") from error


@dataclass(slots=True, kw_only=True)
class _Sink:
    """A file that is written, and the rows that wait for it, as columns."""

    arrow: Any
    table: Table
    path: Path
    writer: Any
    schema: Any
    rows: int
    count: int = 0
    waiting: list[tuple[str, list[object]]]

    def add(self, rows: Iterable[Row]) -> None:
        """Take rows, and write when enough wait."""
        for row in rows:
            for name, values in self.waiting:
                values.append(row[name])
            self.count += 1
            if self.count % self.rows == 0:
                self._flush()

    def close(self) -> None:
        """Write the rest and the end of the file."""
        if self.count % self.rows:
            self._flush()
        with _told(self.path):
            self.writer.close()

    def _flush(self) -> None:
        columns = [
            self.arrow.array(fitting(column.kind, values), field.type)
            for column, field, (_, values) in zip(self.table.columns, self.schema, self.waiting, strict=True)
        ]
        with _told(self.path):
            self.writer.write_table(self.arrow.Table.from_arrays(columns, schema=self.schema), self.rows)
        for _, values in self.waiting:
            values.clear()


@contextmanager
def _open(arrow: Any, table: Table, path: Path, rows: int) -> Iterator[_Sink]:
    schema = schema_of(arrow, table)
    with _told(path):
        writer = arrow.parquet.ParquetWriter(path, schema, compression="zstd", version="2.6")
    try:
        yield _Sink(
            arrow=arrow,
            table=table,
            path=path,
            writer=writer,
            schema=schema,
            rows=rows,
            waiting=[(column.name, []) for column in table.columns],
        )
    finally:
        writer.close()  # a second time does nothing


def schema_of(arrow: Any, table: Table) -> Any:
    """The pyarrow schema of a table, with the name and the version of the layout as its metadata."""
    types = _types(arrow)
    fields = [
        arrow.field(column.name, types[column.kind], nullable=_nullable(column)) for column in table.columns
    ]
    told = {"layout": LAYOUT, "layout_version": str(LAYOUT_VERSION), "table": table.name}
    return arrow.schema(fields, metadata={f"dragoman.{name}": value for name, value in told.items()})


def _nullable(column: Column) -> bool:
    return not column.key and column.kind not in {Kind.STRINGS, Kind.SPANS, Kind.ROLES}


def _types(arrow: Any) -> dict[Kind, Any]:
    ends = [arrow.field(name, arrow.int32(), nullable=False) for name in ("start", "end")]
    office = arrow.struct([(name, arrow.string()) for name in OFFICE])
    return {
        Kind.STRING: arrow.string(),
        Kind.STRINGS: _list_of(arrow, arrow.string()),
        Kind.BOOL: arrow.bool_(),
        Kind.INT32: arrow.int32(),
        Kind.INT64: arrow.int64(),
        Kind.DOUBLE: arrow.float64(),
        Kind.DATE: arrow.date32(),
        Kind.TIMESTAMP: arrow.timestamp("us", tz="UTC"),
        Kind.SPANS: _list_of(arrow, arrow.struct(ends)),
        Kind.ROLES: _list_of(arrow, office),
    }


def _list_of(arrow: Any, item: Any) -> Any:
    return arrow.list_(arrow.field("element", item, nullable=False))


def fitting(kind: Kind, values: list[object]) -> list[object]:
    """The values of a column as it can hold them."""
    if kind is Kind.STRING:
        return [_text(value) for value in values]
    if kind is Kind.STRINGS:
        return [[_text(item) for item in items] for items in _lists(values)]
    if kind is Kind.ROLES:
        return [[{name: _text(item[name]) for name in OFFICE} for item in items] for items in _lists(values)]
    limit = _LIMITS.get(kind)
    if limit is None:
        return values
    return [value if isinstance(value, int) and -limit <= value < limit else None for value in values]


def _text(value: object) -> object:
    if not isinstance(value, str) or (value.isascii() and "\0" not in value):
        return value
    return _UNFIT.sub("\ufffd", value)


def _lists(values: list[object]) -> list[list[Any]]:
    return typing.cast("list[list[Any]]", values)
