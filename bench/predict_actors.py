"""Predictions of actors: the task ``actors`` of :mod:`bench.predict`.

A row is ``{"id","text","date","spans"}``; the answer is a code (country and PLOVER sector) or null for each span.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from dragoman.actors import find_parties
from dragoman.kit import Kit, load_kit
from dragoman.language import parse, split
from dragoman.model import Block, BlockKind, Encoding, EncodingBasis, Locator, Page, bytes_id
from dragoman.places import find_places


def actors(source: Path, target: Path) -> None:
    """The codes of given actor mentions, for JSONL rows with ``id``, ``text``, ``date`` and ``spans``."""
    kit = load_kit()
    rows = []
    for number, line in enumerate(source.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        identity: object = None
        spans: list[object] = []
        try:
            row = json.loads(line)
            identity, spans = row["id"], list(row["spans"])
            given = [(int(start), int(end)) for start, end in row["spans"]]
            rows.append({"id": identity, "codes": codes_in(row["text"], row.get("date"), given, kit)})
        except (ValueError, KeyError, TypeError) as error:
            print(f"predict actors: line {number}: {error!r}", file=sys.stderr)
            rows.append({"id": identity, "codes": [None for _ in spans]})
    target.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def codes_in(text: str, on: str | None, spans: Sequence[tuple[int, int]], kit: Kit) -> list[str | None]:
    """The likeliest code of each span of a text, read as one paragraph on the date ``on``; several parties by ``|``."""
    page = page_of(text)
    block = Block(kind=BlockKind.PARAGRAPH, span=page.span(0, len(text)), path="line 1", rule="given")
    whole, _ = split(page, (block,), kit.boundaries)
    sentences, _ = parse(whole, kit.parser)
    asked = [page.span(start, end) if 0 <= start < end <= len(text) else None for start, end in spans]
    placed, _ = find_places(page, sentences, kit.places)
    places = [one.as_place() for one in placed]
    found = find_parties(sentences, [span for span in asked if span is not None], kit.actors, on, places)
    return [
        "|".join(dict.fromkeys(party.code for party in found.get(span, ()) if party.code)) or None
        if span is not None
        else None
        for span in asked
    ]


def page_of(text: str) -> Page:
    """A page that is this text and nothing else."""
    data = text.encode("utf-8", "surrogatepass")
    return Page(
        id=bytes_id(data),
        text=text,
        encoding=Encoding(name="utf-8", basis=EncodingBasis.DECLARED),
        media_type="text/plain",
        locator=Locator(file="row"),
    )
