"""Files of the user's own as an overlay on a codebook: our tables, or verb dictionaries in PETRARCH's format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dragoman.errors import KnowledgeError
from dragoman.events.cameo import CameoCode, parse_cameo
from dragoman.events.codebook import COLUMNS
from dragoman.events.dictionaries import SenseRow, VerbDictionary, read_verbs
from dragoman.events.table_rows import Overlay

#: The tables of a codebook that an overlay may hold; any other CSV file is one of senses.
TABLES: Final = (
    "categories.csv", "groups.csv", "embedders.csv", "modes.csv", "contexts.csv", "hedges.csv", "cameo.csv",
)  # fmt: skip
_CODE: Final = re.compile(r"\[([^\[\]\n]*)\]")
#: A table of ours has at least this share of its columns, so that one that lacks a column is told so.
_MOST: Final = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCodebook:
    """An overlay, what could not be read of its dictionaries (``FILE:LINE: ...``), and these by name.

    ``cameo`` is the crosswalk with the overlay's own codes.
    """

    overlay: Overlay
    cameo: Mapping[str, CameoCode]
    notes: tuple[str, ...]
    dictionaries: Mapping[str, VerbDictionary]

    @property
    def is_empty(self) -> bool:
        """Whether nothing came of the files, and no note says why."""
        return not (self.overlay.files or self.overlay.rows or self.notes)


def own_codebook(
    files: Mapping[str, str], shown: Mapping[str, str], cameo: Mapping[str, CameoCode], lead: str = ""
) -> OwnCodebook:
    """The overlay that texts give, by their paths below the folder that the user named; ``shown`` is what messages call
    them. Files that end in ``.csv`` are tables, all others verb dictionaries, whose ids begin with ``lead`` and the name.
    """
    tables: dict[str, str] = {}
    names: dict[str, str] = {}
    rows: dict[str, tuple[SenseRow, ...]] = {}
    read: dict[str, VerbDictionary] = {}
    notes: list[str] = []
    for path in files:
        if table_path(path) == "cameo.csv":
            try:
                cameo = {**cameo, **parse_cameo(files[path])}
            except KnowledgeError as error:
                notes.append(f"{shown[path]}:{str(error).partition(':')[2]}")
    for path, text in sorted(files.items()):
        if path.lower().endswith(".csv"):
            table = table_path(path)
            tables[table], names[table] = text, shown[path]
            continue
        found = read_verbs(f"{lead}{path.rsplit('/', 1)[-1]}", text, cameo)
        read[path] = found
        notes.extend(f"{shown[path]}:{one.line}: {one.message}" for one in found.notes)
        if found.rows:
            rows[shown[path]] = found.rows
    return OwnCodebook(
        overlay=Overlay(files=tables, shown=names, rows=rows),
        cameo=cameo,
        notes=tuple(notes),
        dictionaries=read,
    )


def is_codebook(name: str, text: str) -> bool:
    """Whether a file is a codebook's: a table by its header, or a verb dictionary by its codes, most of them digits."""
    if name.lower().endswith(".csv"):
        header = {cell.strip() for cell in text.removeprefix("\ufeff").partition("\n")[0].split(",")}
        return any(len(header & set(columns)) >= _MOST * len(columns) for columns in COLUMNS.values()) or (
            table_path(name) in TABLES and not header & {"actor", "alias", "name"}
        )
    codes = [code for match in _CODE.finditer(text) if (code := match[1].strip())]
    return sum(not code.strip("0123456789:- ") for code in codes) * 2 > len(codes)


def table_path(path: str) -> str:
    """Where a CSV file stands in a codebook: under its name where that is a table's, else among the senses."""
    name = path.rsplit("/", 1)[-1]
    return name if name in TABLES else f"senses/{path.removeprefix('senses/')}"
