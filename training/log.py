"""The log of a run: one JSON object a line, appended; after a kill it is cut back to the checkpoint."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

NAME = "log.jsonl"


def append(folder: Path, row: Mapping[str, object]) -> None:
    """Adds one line."""
    with (folder / NAME).open("a", encoding="utf-8") as file:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def rows(folder: Path) -> Iterator[dict[str, object]]:
    """The whole lines of the log; a line that was cut off by a kill is left out."""
    path = folder / NAME
    if not path.exists():
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            continue


def cut_back(folder: Path, pieces: int) -> None:
    """Drops what was logged after `pieces` pieces: a resumed run goes through it again."""
    kept = [row for row in rows(folder) if int(str(row.get("pieces", 0))) <= pieces]
    fresh = folder / (NAME + ".new")
    fresh.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in kept), encoding="utf-8")
    fresh.replace(folder / NAME)
