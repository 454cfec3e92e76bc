"""Looking up in the knowledge files what a rule or an actor says, word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from importlib.abc import Traversable
from pathlib import Path

_HEADER = re.compile(r"^\s*\[")
#: Which folder of the knowledge has the rules of which kind of row.
_ROOMS = {
    "block": "layouts",
    "statement": "statements",
    "stance": "statements",
    "comment": "labels",
    "mention": "actors",
    "actor": "actors",
    "event": "codebooks",
}
_NAMING_KEYS = r"(?:id|name|rule|key)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a knowledge file: the file, the line (from 1) on which it begins, and its lines."""

    file: str
    line: int
    text: tuple[str, ...]


def entries_for(kind: str, name: str) -> tuple[Entry, ...]:
    """The entries of the shipped knowledge named ``name`` for a row of ``kind``, in the order of their files.

    A rule like ``header/bullet`` stands under its last part; ``html/...`` is a rule of html.toml, and no other is;
    ``export/NAME/...`` is one of that export's layout.
    """
    room = _ROOMS.get(kind)
    root = resources.files("dragoman") / "knowledge"
    files = () if room is None else tuple(_files(root / room, f"{room}/"))
    for one in dict.fromkeys((name, name.rsplit("/", 1)[-1])):
        found = tuple(
            entry
            for file, text in files
            if room != "layouts" or _may_hold(file, name)
            for entry in entries_in(file, text, one)
        )
        if found:
            return found
    return ()


def own_entries(paths: Sequence[Path], name: str) -> tuple[Entry, ...]:
    """The entries named ``name`` in codebooks of the user's own: rows of tables, and ``FILE:LINE`` of verb dictionaries."""
    found: list[Entry] = []
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if not file.is_file():
                continue
            text = file.read_text(encoding="utf-8", errors="replace")
            if file.suffix.lower() == ".csv":
                found.extend(entries_in(file.as_posix(), text, name))
            elif (line := name.rsplit("/", 1)[-1].removeprefix(f"{file.name}:")).isdecimal():
                found.append(
                    Entry(file=file.as_posix(), line=int(line), text=(text.splitlines()[int(line) - 1],))
                )
    return tuple(found)


def _may_hold(file: str, rule: str) -> bool:
    """Whether a layout file can have decided under this rule: html.toml, one export's own file, or any other."""
    if rule.startswith("export/"):
        return file.endswith(f"/exports/{rule.split('/')[1]}.toml")
    return "/exports/" not in file and file.endswith("/html.toml") == rule.startswith("html/")


def entries_in(file: str, text: str, name: str) -> Iterator[Entry]:
    """The entries named ``name`` in one file: tables of a TOML file, rows of a CSV file under its header."""
    lines = text.splitlines()
    if file.endswith(".csv"):
        rows = [at for at, line in enumerate(lines) if line.startswith((f"{name},", f'"{name}",'))]
        if rows:
            yield Entry(file=file, line=rows[0] + 1, text=(lines[0], *(lines[at] for at in rows)))
        return
    named = re.compile(rf"""^\s*(?:\{{\s*)?{_NAMING_KEYS}\s*=\s*["']{re.escape(name)}["']""")
    headed = re.compile(rf"""^\s*\[+[^\]]*?\b["']?{re.escape(name)}["']?\]+\s*(?:#.*)?$""")
    for at, line in enumerate(lines):
        if named.match(line) or headed.match(line):
            start, end = _around(lines, at)
            yield Entry(file=file, line=start + 1, text=tuple(lines[start:end]))


def _around(lines: list[str], at: int) -> tuple[int, int]:
    """The entry that line ``at`` belongs to: from its header to the next one that is not a part of it."""
    start = at
    while start > 0 and not _begins(lines[start]):
        start -= 1
    part = lines[start].strip().rstrip("]") + "."
    end = start + 1
    while end < len(lines) and (not _begins(lines[end]) or lines[end].lstrip().startswith(part)):
        end += 1
    while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return start, end


def _begins(line: str) -> bool:
    return _HEADER.match(line) is not None or line.lstrip().startswith("{")


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        name = f"{path}{item.name}"
        if item.is_dir():
            yield from _files(item, f"{name}/")
        elif name.endswith((".toml", ".csv")):
            yield name, item.read_text(encoding="utf-8")
