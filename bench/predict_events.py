"""Predictions of events: the task ``events`` of :mod:`bench.predict`.

A row is ``{"id","text"[,"date"]}``; the answer lists the events of its sentence, the main one first.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.predict_actors import page_of
from dragoman.actors import Party, find_mentions, readings_of
from dragoman.events import acts_of
from dragoman.events.clauses import Clauses
from dragoman.events.dyads import Dyad, dyad_of
from dragoman.kit import Kit, load_kit
from dragoman.language import parse, split
from dragoman.model import Block, BlockKind
from dragoman.places import find_places

#: Acts that count less than this for their sentence are not its events.
LEAST = 0.5


def events(source: Path, target: Path) -> None:
    """The events of JSONL rows with ``id``, ``text`` and perhaps ``date``."""
    kit = load_kit()
    rows = []
    for number, line in enumerate(source.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        identity: object = None
        try:
            row = json.loads(line)
            identity = row["id"]
            rows.append({"id": identity, "events": events_in(row["text"], row.get("date"), kit)})
        except (ValueError, KeyError, TypeError) as error:
            print(f"predict events: line {number}: {error!r}", file=sys.stderr)
            rows.append({"id": identity, "events": []})
    target.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def events_in(text: str, on: str | None, kit: Kit) -> list[dict[str, object]]:
    """The events of a text, read as one paragraph."""
    page = page_of(text)
    block = Block(kind=BlockKind.PARAGRAPH, span=page.span(0, len(text)), path="line 1", rule="given")
    sentences, _ = parse(split(page, (block,), kit.boundaries)[0], kit.parser)
    found, _ = find_mentions(sentences, kit.actors, on)
    placed, _ = find_places(page, sentences, kit.places)
    places = [one.as_place() for one in placed]
    out: list[dict[str, object]] = []
    for sentence, reading in zip(
        sentences, readings_of(sentences, found, kit.actors, on, places), strict=True
    ):
        if sentence.parsed is None or not sentence.words:
            continue
        words = [word.text for word in sentence.words]
        clauses = Clauses(words, sentence.parsed, kit.codebook.known)
        letters = [(word.start, word.end) for word in sentence.words]
        dyads = [
            dyad_of(act, clauses, reading, letters) for act in acts_of(words, sentence.parsed, kit.codebook)
        ]
        out.extend(_row(one) for one in _main(dyads))
    return out


def _main(dyads: Sequence[Dyad]) -> list[Dyad]:
    good = [
        one
        for one in dyads
        if one.act.weight >= LEAST and not (one.act.negated or one.act.possible) and _political(one)
    ]
    return good[:1]


def _political(dyad: Dyad) -> bool:
    return any(party.code for party in (*dyad.actors, *dyad.recipients))


def _row(dyad: Dyad) -> dict[str, object]:
    return {
        "type": dyad.act.category,
        "mode": dyad.act.mode,
        "source": _codes(dyad.actors),
        "target": _codes(dyad.recipients),
        "rule": dyad.act.rule,
    }


def _codes(parties: Sequence[Party]) -> object:
    found = list(dict.fromkeys(party.code for party in parties if party.code))
    return found[0] if len(found) == 1 else found or None
