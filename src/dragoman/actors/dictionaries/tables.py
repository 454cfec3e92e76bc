"""Tables under way: rows for actors, aliases, codes and roles, collected while a dictionary is read."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Final

from dragoman.actors.phrases import words_of
from dragoman.actors.rows import COLUMNS, MORE_COLUMNS

_LONGEST_ID: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Defect:
    """Something wrong with a dictionary, on a line counted from 1; what could be read was read all the same."""

    line: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """What a dictionary says: actor tables by name (``actors.csv`` and so on, as text) and its defects by line."""

    files: Mapping[str, str]
    defects: tuple[Defect, ...] = ()


@dataclass(slots=True, kw_only=True)
class Tables:
    """Rows by table while a dictionary is read; ``prefix`` keeps the ids apart from those of other dictionaries."""

    prefix: str
    source: str
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    defects: list[Defect] = field(default_factory=list)
    _ids: dict[str, int] = field(default_factory=dict)
    _aliases: set[tuple[str, str, str, str]] = field(default_factory=set)

    def defect(self, line: int, message: str) -> None:
        """Note what is wrong on ``line``."""
        self.defects.append(Defect(line=line, message=message))

    def add(self, table: str, **cells: str) -> None:
        """A row of ``table`` (without ``.csv``); cells that are not given are empty."""
        self.rows.setdefault(f"{table}.csv", []).append(cells)

    def new_id(self, name: str) -> str:
        """An id for an actor of this name: the prefix and the words of the name, numbered where it is taken."""
        slug = "-".join(part for key in words_of(name).keys for part in (_slug(key),) if part)[
            :_LONGEST_ID
        ].strip("-")
        slug = slug or "nameless"
        count = self._ids[slug] = self._ids.get(slug, 0) + 1
        return f"{self.prefix}-{slug}" if count == 1 else f"{self.prefix}-{slug}-{count}"

    def actor(self, key: str, name: str, kind: str, **cells: str) -> None:
        """A row of actors.csv, and its name as an alias by itself."""
        self.add("actors", id=key, name=name, kind=kind, source=self.source, **cells)

    def alias(self, actor: str, text: str, *, exact: bool = False, since: str = "", until: str = "") -> None:
        """A row of aliases.csv, once; words without a letter or digit are no alias."""
        if len(words_of(text)) and (row := (actor, text, since, until)) not in self._aliases:
            self._aliases.add(row)
            case = "exact" if exact else "folded"
            self.add(
                "aliases", actor=actor, alias=text, since=since, until=until, case=case, source=self.source
            )

    def done(self) -> Dictionary:
        """The tables as CSV texts, and the defects in the order of their lines."""
        files = {name: _text(name, rows) for name, rows in self.rows.items()}
        return Dictionary(files=files, defects=tuple(sorted(self.defects, key=lambda one: one.line)))


def prefix_of(name: str) -> str:
    """A prefix of ids for a dictionary in a file of this name: ``Phoenix.Countries.txt`` gives ``phoenix-countries``."""
    parts = [_slug(key) for key in words_of(name.rsplit("/", 1)[-1]).keys]
    kept = [part for part in parts if part and part not in {"txt", "csv", "tsv", "json", "jsonl"}]
    return "-".join(kept) or "own"


def _slug(key: str) -> str:
    return "".join(c for c in key if c.isascii() and c.isalnum())


def _text(name: str, rows: list[dict[str, str]]) -> str:
    out = StringIO()
    columns = (*COLUMNS[name], *MORE_COLUMNS.get(name, ()))
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
