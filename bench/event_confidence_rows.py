"""Coded events with what is known of them and whether they are right: what confidence is fitted to and measured on.

Sets with gold for countries: ``manual`` (the sentences of PLOVER's manual, dev part, with its sentences without an event and
its appeals), ``own`` (the sentences written for this project, ``tests/rules/paraphrases-*.csv``), ``examples`` and ``fresh``
(the gold of pages written for it) and ``seeds`` (that of the seed pages, for checks alone). ``plv`` has categories alone and is
only ever asked, never learnt from.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from bench.events import FOLDER, GSR, NEGATIVES, PLV
from bench.predict_events import LEAST, Read, read_text
from bench.scorers import event_scorer
from dragoman.actors import Party, Reading, parties_of
from dragoman.events import coding
from dragoman.events.codebook import Codebook
from dragoman.events.confidence import confidence_of, features_of
from dragoman.events.examples import Expected, expected_of
from dragoman.events.told import Told
from dragoman.kit import Kit, load_kit
from dragoman.model import Factuality, Statement
from tests.gates import score_page_events as pages
from tests.gates.event_tellings import predictions
from tests.rules.test_paraphrases import FILES, rows as paraphrases

#: The sets of pages that weights are fitted to.
PAGES: Final = ("examples", "fresh")
APPEALS: Final = FOLDER / "appeal_dev.jsonl"
_COUNTRY: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One event: its set, its text or page, its features, the weight of its act, the confidence that the kit gives; whether
    its category is right, and whether the countries of both sides are (None where the gold does not tell)."""

    set: str
    text: str
    features: Mapping[str, float]
    weight: float
    shipped: float
    category: bool
    parties: bool | None

    @property
    def right(self) -> bool | None:
        """Whether category and countries are right; None where the gold does not tell."""
        return self.parties if self.category else False


@dataclass(frozen=True, slots=True)
class _Seen:
    told: Told
    reading: Reading
    features: Mapping[str, float]
    shipped: float


@contextmanager
def _watched(seen: list[_Seen]) -> Iterator[None]:
    """Notes the features of all events that are coded inside."""

    def note(
        told: Told, holder: Statement, factuality: Factuality, reading: Reading, book: Codebook
    ) -> float:
        value = confidence_of(told, holder, factuality, reading, book)
        seen.append(_Seen(told, reading, features_of(told, holder, factuality, reading, book), value))
        return value

    with patch.object(coding, "confidence_of", note):
        yield


def _judged(group: str, text: str, one: _Seen, category: bool, parties: bool | None) -> Judged:
    return Judged(
        set=group,
        text=text,
        features=one.features,
        weight=one.told.act.weight,
        shipped=one.shipped,
        category=category,
        parties=parties,
    )


def _mains(text: str, on: str | None, kit: Kit) -> Iterator[_Seen]:
    """The event of each sentence that counts most: what gold with one event a sentence can tell of."""
    seen: list[_Seen] = []
    found: Read = read_text(text, on, kit)
    with _watched(seen):
        coding.code_events(found.sentences, found.around, kit.codebook)
    for number in sorted({one.told.number for one in seen}):
        best = max((one for one in seen if one.told.number == number), key=lambda one: one.told.act.weight)
        if best.told.act.weight >= LEAST:
            yield best


# --- gold of single sentences


def manual_rows() -> list[Judged]:
    """The events in the manual's sentences."""
    out = []
    for path in (GSR, NEGATIVES, APPEALS):
        for row in _json(path):
            for one in _mains(row["text"], row.get("date"), load_kit()):
                category, parties = _by_scorer(row, one.told)
                out.append(_judged("manual", row["id"], one, category, None if path == APPEALS else parties))
    return out


def plv_rows(every: int = 1) -> list[Judged]:
    """The events in every ``every``-th sentence of PLV's training part: categories alone, concession and retreat as one."""
    out = []
    for row in list(_json(PLV))[::every]:
        wanted = {_yielding(event["type"]) for event in row["events"]}
        out += [
            _judged("plv", row["id"], one, _yielding(one.told.act.category) in wanted, None)
            for one in _mains(row["text"], row.get("date"), load_kit())
        ]
    return out


def _yielding(category: str) -> str:
    return "YIELD" if category in {"CONCEDE", "RETREAT"} else event_scorer().norm_type(category)


def _json(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)


def _by_scorer(row: dict[str, Any], told: Told) -> tuple[bool, bool]:
    """By the shared scorer: whether the category is one of gold's, and whether its parties are that event's."""
    event = {
        "type": told.act.category,
        "source": _codes(told.dyad.actors),
        "target": _codes(told.dyad.recipients),
    }
    (scored,) = event_scorer().compare([row], [{"id": row["id"], "events": [event]}])
    gold, found = scored["sets"]["triple"]
    wanted = {unit for unit in gold if unit[0] == told.act.category}
    return scored["first_type"], bool(found) and found == wanted


def _codes(parties: Sequence[Party]) -> list[str]:
    return list(dict.fromkeys(party.code for party in parties if party.code))


def own_rows() -> list[Judged]:
    """The events in the project's own sentences; their countries are those of the words expected."""
    out = []
    for path in FILES:
        for sentence, expected in paraphrases(path):
            for one in _mains(sentence, None, load_kit()):
                wanted = expected_of(expected)
                category = one.told.act.category == wanted.category
                parties = _by_words(one, wanted) if category else False
                out.append(_judged("own", f"{path.stem}: {sentence}", one, category, parties))
    return out


def _by_words(one: _Seen, wanted: Expected) -> bool | None:
    """Whether the countries are those that the expected words name, None where these name none for sure."""
    dyad = one.told.dyad
    actors, recipients = (_countries(one.reading, words) for words in (wanted.actors, wanted.recipients))
    if actors is None or recipients is None:
        return None
    found = [frozenset(code[:_COUNTRY] for code in _codes(side)) for side in (dyad.actors, dyad.recipients)]
    if not recipients and len(actors) > 1:
        return found[0] | found[1] == actors
    return found == [actors, recipients]


def _countries(reading: Reading, words: Sequence[str]) -> frozenset[str] | None:
    out: set[str] = set()
    for part in words:
        start = reading.view.sentence.text.find(part)
        if start < 0:
            return None
        for party in parties_of(reading, start, start + len(part)):
            if party.rule == "context":
                return None
            out |= {party.code[:_COUNTRY]} if party.code else set()
    return frozenset(out)


# --- gold of pages


def page_rows(name: str) -> list[Judged]:
    """The events on the pages of a set of :mod:`tests.gates.score_page_events`. One that is not told as a fact, on words that only look like an
    event, is left out: the gold does not say what it would be."""
    out = []
    for gold in pages.gold_of(name):
        seen: list[_Seen] = []
        with _watched(seen):
            record = pages.record_of(pages.SETS[name][1] / gold.file)
        by_place = {(one.told.trigger.start, one.told.act.category): one for one in seen}
        own = {guess.event: guess for guess in reversed(predictions(record))}
        for guess in own.values():
            verdict = pages.verdict(guess, gold)
            if verdict is not None:
                one = by_place[guess.trigger[0][0], guess.category]
                out.append(_judged(name, gold.file, one, *verdict))
    return out


def judged_rows() -> list[Judged]:
    """All events that weights are fitted to."""
    return [*manual_rows(), *own_rows(), *(one for name in PAGES for one in page_rows(name))]
