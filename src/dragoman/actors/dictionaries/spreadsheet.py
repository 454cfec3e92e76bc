"""A spreadsheet of actors: one row each, with a header; comma, semicolon or tab between the cells.

Columns, by any of the names in :data:`_NAMES` and in any order: name (needed), aliases (several parted by ``|`` or by
``;`` where commas part the cells), id, kind, country, sector, code, since, until, wikidata, source. Others are not read.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from io import StringIO
from typing import Final

from dragoman.actors.dictionaries.tables import Dictionary, Tables, prefix_of
from dragoman.actors.period import between
from dragoman.actors.rows import SECTORS
from dragoman.errors import ValueRuleError
from dragoman.model import ActorKind

#: The names under which a column is known, in lower case.
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name", "actor", "entity", "label", "title"),
    "aliases": ("aliases", "alias", "synonyms", "other names", "also known as", "aka", "alternative names"),
    "kind": ("kind", "type", "schema"),
    "country": ("country", "country code", "iso3", "nationality"),
    "sector": ("sector", "role", "agent"),
    "code": ("code", "actor code", "cameo", "cameo code"),
    "since": ("since", "from", "start", "start date", "valid from"),
    "until": ("until", "to", "end", "end date", "valid until"),
    "wikidata": ("wikidata", "wikidata id", "qid"),
    "source": ("source", "reference", "citation"),
}
_KINDS: Final[Mapping[str, str]] = {
    "organization": "body",
    "organisation": "body",
    "org": "body",
    "party": "group",
}


def read_spreadsheet(name: str, text: str) -> Dictionary:
    """The actors of a spreadsheet as tables.

    Defects: no column for the name (then nothing is read), a row with more or fewer cells than the header, a row
    without a name, a kind, country, sector, Wikidata number or date that is none (the row is kept without it).
    """
    tables = Tables(prefix=prefix_of(name), source=name)
    text = text.removeprefix("\ufeff")
    mark = max("\t;,", key=text.split("\n", 1)[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark)
    places: dict[str, int] = {}
    try:
        header = [cell.strip().casefold().replace("_", " ") for cell in next(reader, [])]
        for column, names in _NAMES.items():
            place = next((header.index(one) for one in names if one in header), None)
            if place is not None:
                places[column] = place
        if "name" not in places:
            tables.defect(1, f"no column is called {' or '.join(_NAMES['name'])}")
            return tables.done()
        for cells in reader:
            if any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
                _row(tables, reader.line_num, cells, places, len(header), mark)
    except csv.Error as error:
        tables.defect(reader.line_num, f"this is not CSV: {error}")
    return tables.done()


def _row(
    tables: Tables, line: int, cells: list[str], places: Mapping[str, int], size: int, mark: str
) -> None:
    if len(cells) != size:
        tables.defect(line, f"{len(cells)} cells, the header has {size}")
    read = {column: cells[at].strip() if at < len(cells) else "" for column, at in places.items()}
    name = read["name"]
    if not name:
        tables.defect(line, "no name")
        return
    kind = read.get("kind", "").casefold()
    kind = _KINDS.get(kind, kind)
    if kind not in {*ActorKind}:
        if kind:
            tables.defect(line, f"kind {kind!r} is none of {', '.join(ActorKind)}")
        kind = "unknown"
    # A second country of one code would be another country: a row of the user's names the one that is there.
    kind = "unknown" if kind == "country" else kind
    since, until = _days(tables, line, read)
    key = tables.new_id(name)
    tables.actor(
        key,
        name,
        kind,
        country=_checked(
            tables, line, "country", read, lambda cell: len(cell) == 3 and cell.isupper() and cell.isascii()
        ),
        sector=_checked(tables, line, "sector", read, SECTORS.__contains__),
        wikidata=_checked(
            tables, line, "wikidata", read, lambda cell: cell[:1] == "Q" and cell[1:].isdigit()
        ),
    )
    tables.alias(key, name, exact=_acronym(name))
    for alias in (
        read.get("aliases", "").replace("|", ";" if mark != ";" else "|").split(";" if mark != ";" else "|")
    ):
        if alias.strip():
            tables.alias(key, alias.strip(), exact=_acronym(alias.strip()))
    if code := read.get("code", ""):
        tables.add("codes", actor=key, code=code.upper(), since=since, until=until)


def _checked(tables: Tables, line: int, column: str, read: Mapping[str, str], good: object) -> str:
    cell = read.get(column, "")
    if cell and not (callable(good) and good(cell)):
        tables.defect(line, f"{column} {cell!r} cannot be used")
        return ""
    return cell


def _days(tables: Tables, line: int, read: Mapping[str, str]) -> tuple[str, str]:
    since, until = read.get("since", ""), read.get("until", "")
    try:
        between(since or None, until or None)
    except ValueRuleError as error:
        tables.defect(line, f"{error}: the row is kept without dates")
        return "", ""
    return since, until


def _acronym(text: str) -> bool:
    return text.isupper() and len(text) <= 4 and " " not in text
