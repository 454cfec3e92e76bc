"""The task ``places``: where the given toponyms of a text are, in the scorer's form."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.kit import load_kit
from dragoman.model import Span
from dragoman.places import PlaceBook, resolve_places

Answer = dict[str, Any] | None


def places(source: Path, target: Path) -> None:
    """Coordinates for JSONL rows with ``id``, ``text`` and ``spans``; null where nothing is likely. A bad row gives nulls
    and a line on standard error.

    Raises:
        InputError: when ``source`` is not UTF-8.
    """
    try:
        lines = source.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise InputError(f"{source}: not UTF-8 ({error})") from error
    book = load_kit().places
    with target.open("w", encoding="utf-8") as out:
        for number, line in enumerate(lines, 1):
            if line.strip():
                out.write(json.dumps(_row(line, number, book), ensure_ascii=False) + "\n")


def _row(line: str, number: int, book: PlaceBook) -> dict[str, Any]:
    row: Any = {}
    try:
        row = json.loads(line)
        return {"id": row["id"], "places": answers(row["text"], row["spans"], book)}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        print(f"predict places: line {number}: {error!r}", file=sys.stderr)
    row = row if isinstance(row, Mapping) else {}
    spans = row.get("spans")
    return {"id": row.get("id"), "places": [None] * (len(spans) if isinstance(spans, list) else 0)}


def answers(text: str, spans: list[list[int]], book: PlaceBook) -> list[Answer]:
    """The best place for each span, a level one too; null for a span that is not in the text, or that names nothing."""
    if not isinstance(text, str):
        raise TypeError(f"text is {type(text).__name__}")
    page = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    good = {
        at: Span(page=page, start=span[0], end=span[1])
        for at, span in enumerate(spans)
        if 0 <= span[0] < span[1] <= len(text)
    }
    resolved, _ = resolve_places(text, tuple(good.values()), book)
    out: list[Answer] = [None] * len(spans)
    for at, one in zip(good, resolved, strict=True):
        if one.options:
            entry = one.options[0].entry
            out[at] = {"lat": entry.lat, "lon": entry.lon, "name": entry.name}
    return out
