"""Predictions of events: the task ``events`` of :mod:`bench.predict`.

A row is ``{"id","text"[,"date"]}``; the answer lists the events of its sentence, the main one first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.answered import answer_rows
from bench.predict_actors import page_of
from dragoman.actors import Party, Reading, find_mentions, readings_of
from dragoman.events import Surroundings, acts_of
from dragoman.events.clauses import Clauses
from dragoman.events.commitment import commitment_of
from dragoman.events.confidence import confidence_of
from dragoman.events.dyads import Dyad, dyad_of
from dragoman.events.holding import Holders
from dragoman.events.modes import mode_of
from dragoman.events.setting import contexts_around
from dragoman.events.told import Told
from dragoman.kit import Kit, load_kit
from dragoman.language import Sentence, parse, split
from dragoman.model import Block, BlockKind
from dragoman.places import find_places
from dragoman.statements import find_statements

#: Acts that count less than this for their sentence are not its events.
LEAST = 0.5


def events(source: Path, target: Path) -> None:
    """The events of JSONL rows with ``id``, ``text`` and perhaps ``date``."""
    kit = load_kit()
    answer_rows(
        source,
        target,
        "events",
        lambda row: {"events": events_in(row["text"], row.get("date"), kit)},
        {"events": []},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A text as one paragraph, parsed, and what the rooms below events have read from it."""

    sentences: tuple[Sentence, ...]
    around: Surroundings


def read_text(text: str, on: str | None, kit: Kit) -> Read:
    """A text read as one paragraph that was written on the day ``on``."""
    page = page_of(text)
    block = Block(kind=BlockKind.PARAGRAPH, span=page.span(0, len(text)), path="line 1", rule="given")
    sentences, _ = parse(split(page, (block,), kit.boundaries)[0], kit.parser)
    found, _ = find_mentions(sentences, kit.actors, on)
    placed, _ = find_places(page, sentences, kit.places)
    places = tuple(one.as_place() for one in placed)
    statements, _ = find_statements(
        sentences, found.mentions, {actor.id: actor for actor in found.actors}, kit.cues
    )
    return Read(
        sentences=sentences,
        around=Surroundings(
            readings=readings_of(sentences, found, kit.actors, on, places),
            statements=statements,
            dated=(),
            places=places,
            written=on,
        ),
    )


def events_in(text: str, on: str | None, kit: Kit) -> list[dict[str, object]]:
    """The events of a text, read as one paragraph; offsets are code points of the text."""
    read = read_text(text, on, kit)
    holders = Holders(read.around.statements)
    pairs = zip(read.sentences, read.around.readings, strict=True)
    return [
        _row(told, read, holders, kit)
        for number, (sentence, reading) in enumerate(pairs)
        for told in _main(_told(number, sentence, reading, kit))
    ]


def _told(number: int, sentence: Sentence, reading: Reading, kit: Kit) -> Iterator[Told]:
    if sentence.parsed is None or not sentence.words:
        return
    words = [word.text for word in sentence.words]
    clauses = Clauses(words, sentence.parsed, kit.codebook.known)
    letters = [(word.start, word.end) for word in sentence.words]
    for act in acts_of(words, sentence.parsed, kit.codebook):
        dyad = dyad_of(act, clauses, reading, letters)
        yield Told(number=number, sentence=sentence, clauses=clauses, dyad=dyad)


def _main(told: Iterator[Told]) -> Sequence[Told]:
    for one in told:
        act = one.act
        if act.weight >= LEAST and not (act.negated or act.possible) and _political(one.dyad):
            return (one,)
    return ()


def _political(dyad: Dyad) -> bool:
    return any(party.code for party in (*dyad.actors, *dyad.recipients))


def _row(told: Told, read: Read, holders: Holders, kit: Kit) -> dict[str, object]:
    act, dyad, book = told.act, told.dyad, kit.codebook
    holder = holders.holder(told)
    factuality = commitment_of(told, holder, book.hedges)
    reading = read.around.readings[told.number]
    return {
        "type": act.category,
        "mode": mode_of(act, told.clauses, book.details),
        "source": _codes(dyad.actors),
        "target": _codes(dyad.recipients),
        "contexts": contexts_around(told, read.sentences, book.details),
        "trigger": [told.trigger.start, told.trigger.end],
        "rule": act.rule,
        "confidence": confidence_of(told, holder, factuality, reading, book),
    }


def _codes(parties: Sequence[Party]) -> object:
    found = list(dict.fromkeys(party.code for party in parties if party.code))
    return found[0] if len(found) == 1 else found or None
