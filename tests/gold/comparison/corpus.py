"""The sets of pages of the gold of comparison, and the texts of their pages. Standard library only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Row = dict[str, Any]

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
HELD_BACK = HERE / "held-back"


def rows_of(path: Path) -> list[Row]:
    """The rows of a file of JSON Lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def sets_of(folder: Path = HERE) -> dict[str, Row]:
    """Set id -> its row of ``sets.jsonl``."""
    return {row["set"]: row for row in rows_of(folder / "sets.jsonl")}


def text_of(page: Row) -> str:
    """The text of a page as it was saved, line ends and all: offsets are code points of it."""
    text: str = (ROOT / page["file"]).read_bytes().decode(page["encoding"])
    return text


def texts_of(folder: Path = HERE) -> dict[tuple[str, str], str]:
    """(set id, page letter) -> text, of all sets of a folder."""
    return {
        (name, page["page"]): text_of(page) for name, row in sets_of(folder).items() for page in row["pages"]
    }
