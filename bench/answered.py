"""JSONL in, JSONL out: what the predict tasks of rows share. One bad row gives an empty answer and a line on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dragoman.errors import InputError


def answer_rows(
    source: Path,
    target: Path,
    task: str,
    answer: Callable[[dict[str, Any]], Mapping[str, object]],
    empty: Mapping[str, object],
) -> None:
    """Write the answer to each row of ``source`` under the row's id; ``empty`` stands for one that cannot be read.

    Raises:
        InputError: when ``source`` is not UTF-8.
    """
    rows = []
    try:
        lines = source.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{source}: not UTF-8 ({error})") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        identity: object = None
        try:
            row = json.loads(line)
            identity = row["id"]
            rows.append({"id": identity, **answer(row)})
        except (ValueError, KeyError, TypeError) as error:
            print(f"predict {task}: line {number}: {error!r}", file=sys.stderr)
            rows.append({"id": identity, **empty})
    target.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
