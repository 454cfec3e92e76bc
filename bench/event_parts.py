"""What each part of the coding of events gives, where it fails, and how fast it is.

Used by :mod:`bench.events`; nothing here changes the code that is measured: parts are taken out by giving it less.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from unittest.mock import patch

from bench.predict_actors import page_of
from bench.predict_events import LEAST
from bench.scorers import printed
from bench.treebanks import DEV, documents, read_dev
from dragoman import pipeline
from dragoman.actors import Party, Reading, find_mentions, readings_of
from dragoman.events import Act, Codebook, Surroundings, acts_of, code_events
from dragoman.events.clauses import Clauses
from dragoman.events.dyads import Dyad, dyad_of
from dragoman.kit import Kit
from dragoman.language import Parsed, Sentence, parse, split
from dragoman.model import Block, BlockKind, Event, Lane, Page, Statement
from dragoman.pages import read
from dragoman.places import find_places

#: What told a party that no words of its own phrase name.
_GUESSED: Final = frozenset({"context", "unknown"})
#: Codes that the shared scorer takes for the same.
_SAME: Final = {"UNO": "IGO", "EUR": "IGO"}
_ROUNDS: Final = 3
EXAMPLES: Final = Path(__file__).parent.parent / "examples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sentence of a gold row, parsed, with what its parties are read from; ``letters`` as in :func:`dyad_of`."""

    id: str
    words: tuple[str, ...]
    parsed: Parsed
    reading: Reading
    letters: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stage of the coder: with embedders or without, with further phrases for recipients, with guessed parties."""

    name: str
    embedders: bool = True
    fallbacks: bool = True
    guesses: bool = True


PARTS: Final = (
    Part(name="senses alone", embedders=False, fallbacks=False, guesses=False),
    Part(name="+ embedders", fallbacks=False, guesses=False),
    Part(name="+ further phrases for a recipient", guesses=False),
    Part(name="+ parties by context and unknown attackers"),
)


def rows_of(gold: Path, kit: Kit) -> list[Row]:
    """The sentences of a gold file, parsed once."""
    return [one for row in _json(gold) for one in rows_in(row["id"], row["text"], row.get("date"), kit)]


def _json(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def rows_in(identity: str, text: str, on: str | None, kit: Kit) -> Iterator[Row]:
    """The sentences of a text, read as one paragraph of the day ``on``."""
    page = page_of(text)
    block = Block(kind=BlockKind.PARAGRAPH, span=page.span(0, len(text)), path="line 1", rule="given")
    sentences, _ = parse(split(page, (block,), kit.boundaries)[0], kit.parser)
    found, _ = find_mentions(sentences, kit.actors, on)
    places = [one.as_place() for one in find_places(page, sentences, kit.places)[0]]
    readings = readings_of(sentences, found, kit.actors, on, places)
    for sentence, reading in zip(sentences, readings, strict=True):
        if sentence.parsed is not None and sentence.words:
            yield Row(
                id=identity,
                words=tuple(word.text for word in sentence.words),
                parsed=sentence.parsed,
                reading=reading,
                letters=tuple((word.start, word.end) for word in sentence.words),
            )


# --- which part gives how much


def coded(rows: Sequence[Row], book: Codebook, part: Part) -> dict[str, list[Dyad]]:
    """The events of gold rows by their id, as :mod:`bench.predict_events` picks them, with a part of the coder only."""
    used = book if part.embedders else replace(book, embedders={})
    out: dict[str, list[Dyad]] = {}
    for row in rows:
        clauses = Clauses(row.words, row.parsed, used.known)
        for act in acts_of(row.words, row.parsed, used):
            cut = act if part.fallbacks else replace(act, fallbacks=())
            dyad = dyad_of(cut, clauses, row.reading, row.letters)
            if not part.guesses:
                dyad = replace(dyad, actors=_told(dyad.actors), recipients=_told(dyad.recipients))
            coded_ = any(one.code for one in (*dyad.actors, *dyad.recipients))
            if act.weight >= LEAST and not act.negated and not act.possible and coded_:
                out.setdefault(row.id, []).append(dyad)
                break
    return out


def _told(parties: Sequence[Party]) -> tuple[Party, ...]:
    return tuple(replace(one, codes=()) if one.rule in _GUESSED else one for one in parties)


def ablation(
    rows: Sequence[Row], gold: Path, book: Codebook, figures: Callable[[str], dict[str, float]]
) -> str:
    """A table of F1 by what the coder may use; ``figures`` reads what the scorer prints."""
    lines = ["| GSR dev, F1 | type | type and source | triple |", "|---|---|---|---|"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "predictions.jsonl"
        for part in PARTS:
            answers = coded(rows, book, part)
            path.write_text(
                "".join(
                    json.dumps(
                        {"id": one["id"], "events": [_row(dyad) for dyad in answers.get(one["id"], ())]}
                    )
                    + "\n"
                    for one in _json(gold)
                ),
                encoding="utf-8",
            )
            found = figures(printed(gold.parent / "score_events.py", gold, path))
            lines.append(
                f"| {part.name} | "
                + " | ".join(f"{found[one]:.3f}" for one in ("type", "type+source", "triple"))
                + " |"
            )
    return "\n".join(lines)


def _row(dyad: Dyad) -> dict[str, object]:
    return {
        "type": dyad.act.category,
        "source": _codes(dyad.actors),
        "target": _codes(dyad.recipients),
    }


def _codes(parties: Sequence[Party]) -> list[str]:
    return list(dict.fromkeys(party.code for party in parties if party.code))


# --- where it fails


def fired(rows: Sequence[Row], gold: Path, book: Codebook) -> tuple[float, float]:
    """The share of gold events whose sentence has any act, and of those where one of the acts has gold's category."""
    acts: dict[str, set[str]] = {}
    for row in rows:
        for act in acts_of(row.words, row.parsed, book):
            acts.setdefault(row.id, set()).add(act.category)
    wanted = [(one["id"], event["type"]) for one in _json(gold) for event in one["events"]]
    return (
        sum(identity in acts for identity, _ in wanted) / len(wanted),
        sum(kind in acts.get(identity, ()) for identity, kind in wanted) / len(wanted),
    )


def errors(rows: Sequence[Row], gold: Path, book: Codebook) -> str:
    """The classes of error on gold's events, the most frequent first."""
    answers = coded(rows, book, PARTS[-1])
    counts: Counter[str] = Counter()
    for row in _json(gold):
        for event in row["events"]:
            counts.update(_class(event, answers.get(row["id"], [])))
    lines = ["| class of error | events |", "|---|---|"]
    lines += [f"| {name} | {count} |" for name, count in counts.most_common() if name != "right"]
    return "\n".join([*lines, f"| (right in all) | {counts['right']} |"])


def _class(event: dict[str, Any], found: Sequence[Dyad]) -> Iterator[str]:
    if not found:
        yield "no event found"
        return
    dyad = found[0]
    if dyad.act.category != event["type"]:
        yield f"category: {dyad.act.category} for {event['type']}"
        return
    gold = [{_country(one["code"]) for one in event[name] if one["code"]} for name in ("sources", "targets")]
    got = [{_country(code) for code in _codes(parties)} for parties in (dyad.actors, dyad.recipients)]
    if len(gold[0] | gold[1]) > 1 and not gold[1] and gold[0] == got[0] | got[1]:
        yield "right"  # who did it together
        return
    wrong = [f"{name}: {_how(*both)}" for name, *both in zip(("actor", "recipient"), gold, got, strict=True)]
    wrong = [one for one in wrong if not one.endswith("right")]
    yield from wrong or ["right"]


def _how(gold: set[str], got: set[str]) -> str:
    if gold == got:
        return "right"
    if not got:
        return "none found"
    if not gold:
        return "one where gold has none"
    if gold < got:
        return "too many"
    return "too few" if got < gold else "another country"


def _country(code: str) -> str:
    return _SAME.get(code[:3], code[:3])


# --- how fast it is


def speed(rows: Sequence[Row], book: Codebook) -> tuple[float, float]:
    """Sentences a second of CPU time, the best of some rounds: acts alone, and acts with their parties."""

    def acts() -> None:
        for row in rows:
            acts_of(row.words, row.parsed, book)

    def dyads() -> None:
        for row in rows:
            clauses = Clauses(row.words, row.parsed, book.known)
            for act in acts_of(row.words, row.parsed, book):
                dyad_of(act, clauses, row.reading, row.letters)

    return len(rows) / _seconds(acts), len(rows) / _seconds(dyads)


def page_speed(kit: Kit) -> tuple[int, float]:
    """How many sentences the articles of the example pages have, and how many of them :func:`code_events` codes in a
    second of CPU time as the pipeline calls it: statements, days and places given, parsing and mentions left out."""
    calls: list[tuple[Sequence[Sentence], Surroundings]] = []

    def noted(
        sentences: Sequence[Sentence], around: Surroundings, codebook: Codebook
    ) -> tuple[tuple[Event, ...], tuple[Statement, ...]]:
        calls.append((sentences, around))
        return code_events(sentences, around, codebook)

    with patch.object(pipeline, "code_events", noted):
        for path in sorted(EXAMPLES.rglob("*")):
            if path.suffix in {".txt", ".html"}:
                for page in read(path):
                    if isinstance(page, Page):
                        pipeline.code_page(page, kit)

    def events() -> None:
        for sentences, around in calls:
            code_events(sentences, around, kit.codebook)

    number = sum(one.lane is Lane.ARTICLE and one.parsed is not None for some, _ in calls for one in some)
    return number, number / _seconds(events)


def _seconds(work: Callable[[], None]) -> float:
    taken = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


# --- how much a better parser would give


def probe(kit: Kit) -> str:
    """Acts under gold trees and under our own, on EWT's dev part: how many are the same."""
    book, both, gold_only, own_only = kit.codebook, 0, 0, 0
    for document in documents(read_dev(DEV["EWT"])):
        for block in document.sentences:
            cells = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
            cells = [one for one in cells if one[0].isdigit()]
            words = tuple(one[1].replace(" ", "\u00a0") for one in cells)
            (own,) = kit.parser.parse([words])
            gold = replace(
                own,
                upos=tuple(one[3] for one in cells),
                xpos=tuple(one[4] for one in cells),
                lemmas=tuple(one[2] for one in cells),
                heads=tuple(int(one[6]) for one in cells),
                relations=tuple(one[7] for one in cells),
            )
            there, here = (_kernels(acts_of(words, one, book)) for one in (gold, own))
            both, gold_only, own_only = (
                both + len(there & here),
                gold_only + len(there - here),
                own_only + len(here - there),
            )
    return (
        f"acts in EWT dev: {both + gold_only} under gold trees, {both + own_only} under our own, {both} the same in "
        f"category, trigger and parties (F1 {2 * both / (2 * both + gold_only + own_only):.3f})"
    )


def _kernels(acts: Sequence[Act]) -> set[tuple[object, ...]]:
    return {(act.category, act.word, act.actors, act.recipients) for act in acts}
