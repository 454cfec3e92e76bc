"""Which format a dictionary has, and its reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dragoman.actors.dictionaries.entities import read_entities
from dragoman.actors.dictionaries.petrarch import is_agents, read_actor_file, read_agent_file
from dragoman.actors.dictionaries.spreadsheet import read_spreadsheet
from dragoman.actors.dictionaries.tables import Dictionary
from dragoman.actors.rows import COLUMNS

_JSON: Final = (".json", ".jsonl", ".ndjson", ".ftm")
_SHEETS: Final = (".csv", ".tsv")


def read_dictionary(name: str, data: bytes, iso3: Mapping[str, str]) -> Dictionary:
    """The actor tables that a file of the user's own describes.

    A file that is called as one of the actor tables is one, and is handed on as it is; other CSV and TSV files are
    spreadsheets; JSON files hold entities; any other file is an actor or agent file of PETRARCH. Bytes that are not UTF-8
    are read as Latin-1, as those projects write. ``iso3`` gives alpha-3 codes of countries by their alpha-2 codes.

    The defects of a file are values in the answer; nothing is raised.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    if last in COLUMNS:
        return Dictionary(files={last: text})
    if last.lower().endswith(_JSON):
        return read_entities(name, text, iso3)
    if last.lower().endswith(_SHEETS):
        return read_spreadsheet(name, text)
    return read_agent_file(name, text) if is_agents(text) else read_actor_file(name, text)
