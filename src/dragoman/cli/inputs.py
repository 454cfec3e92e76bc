"""What a command is to read: files, folders, patterns, standard input and a manifest, as one list."""

from __future__ import annotations

import csv
import glob
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from dragoman.dates import is_valid
from dragoman.errors import InputError, ManifestError
from dragoman.model import Problem, Supplied

STDIN = "-"
_COLUMNS = tuple(field.name for field in fields(Supplied))
_DATES = ("published", "saved_at")
_PATTERN = frozenset("*?[")


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One file to read (or the bytes of standard input) and what is said about it."""

    name: str
    source: Path | bytes
    supplied: Supplied


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """All files in order, each once, and a problem for each name that stands for no file."""

    files: tuple[Input, ...]
    problems: tuple[Problem, ...]

    @property
    def count(self) -> int:
        """How many things were asked for that gave a file or a problem. Notes do not count."""
        return len(self.files) + sum(problem.grave for problem in self.problems)


def supplied_by(outlet: str | None, url: str | None, published: str | None, saved_at: str | None) -> Supplied:
    """What the options say about every page.

    Raises:
        InputError: when a date is not EDTF.
    """
    for option, value in (("--published", published), ("--saved-at", saved_at)):
        if value is not None and not is_valid(value):
            raise InputError(f"{option} {value!r} is not an EDTF date; write it like 2016-07-01 or 2016-07")
    return Supplied(
        outlet=outlet or None, url=url or None, published=published or None, saved_at=saved_at or None
    )


def gather(pages: Sequence[str], manifest: Path | None, supplied: Supplied) -> Inputs:
    """The files that ``pages`` and ``manifest`` name.

    A folder stands for all files in it, folders within included, in order of their paths; hidden ones are left
    out, and so are the parts of pages that a browser saved complete, with a note. A file that is named twice is read once. What a row of the manifest says wins over ``supplied``.

    Raises:
        InputError: when nothing is named at all.
        ManifestError: when the manifest cannot be read.
    """
    if not pages and manifest is None:
        raise InputError("name at least one page, a folder, or a --manifest")
    rows = {} if manifest is None else read_manifest(manifest)
    skip = set() if manifest is None else {manifest.resolve()}
    found: dict[Path | str, Input] = {}
    problems: list[Problem] = []
    for item in (*_expand(pages, skip), *((path, path.as_posix()) for path in rows)):
        match item:
            case Problem():
                problems.append(item)
            case (Path() as path, name):
                said = rows.get(path, Supplied())
                found.setdefault(path, Input(name=name, source=Path(name), supplied=_over(said, supplied)))
            case _:
                found.setdefault(STDIN, Input(name=STDIN, source=_stdin(), supplied=supplied))
    return Inputs(files=tuple(found.values()), problems=tuple(problems))


def _over(first: Supplied, second: Supplied) -> Supplied:
    return replace(
        second, **{name: value for name in _COLUMNS if (value := getattr(first, name)) is not None}
    )


def _stdin() -> bytes:
    return sys.stdin.buffer.read()


def _expand(pages: Iterable[str], skip: set[Path]) -> Iterator[tuple[Path, str] | Problem | str]:
    for name in pages:
        path = Path(name)
        if name == STDIN:
            yield STDIN
        elif path.is_dir():
            yield from _folder(path, skip)
        elif path.exists() or not _PATTERN & set(name):
            # A missing file goes on to the reader, which says what is wrong with it.
            yield path.resolve(), name
        else:
            yield from _pattern(name, skip)


def _folder(folder: Path, skip: set[Path]) -> Iterator[tuple[Path, str] | Problem]:
    files = sorted(_files_in(folder))
    if not files:
        yield Problem(code="unreadable-file", file=folder.as_posix(), detail="the folder holds no file")
    beside = _beside_pages(folder, files)
    if beside:
        detail = f"{len(beside):,} files are parts of pages that a browser saved complete"
        yield Problem(code="records-left-out", file=folder.as_posix(), detail=detail)
    for path in files:
        if path.resolve() not in skip and path not in beside:
            yield path.resolve(), str(path)


def _beside_pages(folder: Path, files: Sequence[Path]) -> frozenset[Path]:
    """The files in folders that a browser wrote beside a page it saved: pictures, scripts, frames."""
    from dragoman.pages.containers.archives import folders_beside_pages

    names = {path: path.relative_to(folder).as_posix() for path in files}
    folders = tuple(f"{name}/" for name in folders_beside_pages(names.values()))
    return frozenset(path for path, name in names.items() if name.startswith(folders))


def _files_in(folder: Path) -> Iterator[Path]:
    for place, inner, names in os.walk(folder):
        inner[:] = [name for name in inner if not name.startswith(".")]
        yield from (Path(place, name) for name in names if not name.startswith("."))


def _pattern(name: str, skip: set[Path]) -> Iterator[tuple[Path, str] | Problem]:
    # Shells on Windows hand patterns on as they are.
    names = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
    if not names:
        yield Problem(code="unreadable-file", file=name, detail="no file fits this pattern")
    for one in names:
        if Path(one).is_dir():
            yield from _folder(Path(one), skip)
        elif Path(one).resolve() not in skip:
            yield Path(one).resolve(), one


def read_manifest(path: Path) -> Mapping[Path, Supplied]:
    """What a manifest says about each file: CSV in UTF-8 with a ``file`` column and any of the others.

    The others are ``outlet``, ``url``, ``published`` and ``saved_at`` (EDTF dates). Files are relative to the
    manifest's folder; an empty cell says nothing.

    Raises:
        ManifestError: naming the file, the row and the column that is wrong.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            _check_columns(path, reader.fieldnames)
            out: dict[Path, Supplied] = {}
            for row in reader:
                where = f"{path}, line {reader.line_num}"
                file = (path.parent / _cell(row, "file", where)).resolve()
                if file in out:
                    raise ManifestError(f"{where}: {row['file']!r} is named twice")
                out[file] = _said(row, where)
    except (OSError, UnicodeError, csv.Error) as error:
        raise ManifestError(f"{path}: the manifest cannot be read: {error}") from error
    return out


def _check_columns(path: Path, columns: Sequence[str] | None) -> None:
    if not columns or "file" not in columns:
        raise ManifestError(f"{path}, line 1: the column 'file' is missing")
    for column in columns:
        if column not in {"file", *_COLUMNS}:
            known = ", ".join(("file", *_COLUMNS))
            raise ManifestError(f"{path}, line 1: unknown column {column!r}; known ones are {known}")
        if columns.count(column) > 1:
            raise ManifestError(f"{path}, line 1: the column {column!r} stands twice")


def _cell(row: Mapping[str, str | None], column: str, where: str) -> str:
    if value := (row.get(column) or "").strip():
        return value
    raise ManifestError(f"{where}: the column {column!r} is empty")


def _said(row: Mapping[str, str | None], where: str) -> Supplied:
    if None in row:
        raise ManifestError(f"{where}: more cells than columns")
    cells = {name: (row.get(name) or "").strip() or None for name in _COLUMNS}
    for name in _DATES:
        value = cells[name]
        if value is not None and not is_valid(value):
            raise ManifestError(f"{where}: column {name!r}: {value!r} is not an EDTF date like 2016-07-01")
    return Supplied(**cells)
