"""The task ``dates``: the first and the last day of date expressions, row by row."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from dragoman.dates import Anchors, Kind, resolve_text, tense_of_words
from dragoman.errors import InputError, ValueRuleError
from dragoman.model import Tense

NOTHING: dict[str, str | None] = {"start": None, "end": None}


def dates(source: Path, target: Path) -> None:
    """``start`` and ``end`` (ISO days or null) for JSONL rows with ``text``, ``published`` and perhaps ``tense``.

    Raises:
        InputError: when ``source`` is not UTF-8.
    """
    try:
        lines = source.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{source}: not UTF-8 ({error})") from error
    rows = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            rows.append(answer(json.loads(line)))
        except (ValueError, KeyError, TypeError, ValueRuleError) as error:
            print(f"predict dates: line {number}: {error!r}", file=sys.stderr)
            rows.append(NOTHING)
    target.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def answer(row: dict[str, Any]) -> dict[str, str | None]:
    """The days of one row: of its first expression that has some; of a range that is open at one end the other end."""
    text, published = row["text"], row["published"]
    if not isinstance(text, str):
        raise TypeError("text is no string")
    tense = Tense(row["tense"]) if row.get("tense") else tense_of_words(text)
    anchors = Anchors(metadata=published or None)
    for found in resolve_text(text, anchors, tense=tense):
        days = found.start or found.end, found.end or found.start
        if found.kind in {Kind.DATE, Kind.VAGUE} and days[0] is not None and days[1] is not None:
            return {"start": days[0].isoformat(), "end": days[1].isoformat()}
    return NOTHING
