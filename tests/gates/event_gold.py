"""The gold of events on whole pages: what ``seed_events.json``, ``example_events.json``, ``fresh_events.json`` and the like hold.

An entry is a page: its ``file``, the SHA-256 of that file, ``events``, ``traps`` and ``main``. A field with several right
answers joins them with ``|``, the preferred one first; ``-`` stands for "none". Codes are country and sector in six
letters. The seeds' entry holds offsets alone (code points of the page's text, half-open), for their words are their
publishers'; the entries of pages of our own hold words, which :func:`placed` finds on the page.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SEED_EVENTS, EXAMPLE_EVENTS = HERE / "seed_events.json", HERE / "example_events.json"
FRESH_EVENTS, FRESH2_EVENTS = HERE / "fresh_events.json", HERE / "fresh2_events.json"

Range = tuple[int, int]
#: Right answers of one field, the preferred one first; ``None`` is "none".
Answers = tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSize:
    """People counted; ``low`` has every right lower bound (*thousands* are one or two), ``high`` is None when open."""

    kind: str
    low: tuple[int, ...]
    high: int | None
    at_least: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """One codable event of an article.

    ``trigger`` may have several pieces; ``sentence`` is the stretch that may stand in for it. A ``reciprocal`` event has
    all its parties in ``actors``. ``also`` are parties that may be named and need not be. ``negated`` are categories that
    are right with a negative polarity: *they do not sign* rejects, or is no agreement. ``chains`` are the sources,
    outermost first and without the page's outlet, in one or more right readings. ``retells`` is the id of the event that
    this one tells again. ``sizes`` are the people that its words count; none are annotated on the seeds and examples. A
    ``doubtful`` event is right to code and no fault to leave out.
    """

    id: str
    sentence: Range
    trigger: tuple[Range, ...]
    category: Answers
    negated: Answers
    mode: Answers
    actors: tuple[Answers, ...]
    recipients: tuple[Answers, ...]
    also: Answers
    reciprocal: bool
    kind: Answers
    polarity: Answers
    time: Answers
    chains: tuple[tuple[Answers, ...], ...]
    when: Answers
    where: Range | None
    retells: str | None
    doubtful: bool
    sizes: tuple[GoldSize, ...] = ()

    @property
    def is_fact(self) -> bool:
        """Whether an asserted, positive event is a right answer here."""
        return "asserted" in self.kind and "positive" in self.polarity


@dataclass(frozen=True, slots=True, kw_only=True)
class Trap:
    """Words that look like an event of one of ``categories`` (empty: of any) and assert none.

    With an ``actor``, a country, they assert none of that actor; that something happened they may well say.
    """

    span: Range
    categories: Answers
    actor: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Main:
    """Which events are the main one, and the spans that say who, what, when and where (empty: the page does not say)."""

    events: tuple[str, ...]
    slots: dict[str, tuple[Range, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGold:
    """The gold of one page."""

    file: str
    sha256: str
    events: tuple[GoldEvent, ...]
    traps: tuple[Trap, ...]
    main: Main


def answers(joined: str) -> Answers:
    """The right answers of one field."""
    return tuple(None if one == "-" else one for one in joined.split("|") if one)


def _slots(joined: Sequence[str]) -> tuple[Answers, ...]:
    return tuple(answers(one) for one in joined)


def _range(pair: Sequence[int]) -> Range:
    start, end = pair
    return start, end


def _event(row: dict[str, Any]) -> GoldEvent:
    return GoldEvent(
        id=row["id"],
        sentence=_range(row["sentence"]),
        trigger=tuple(_range(pair) for pair in row["trigger"]),
        category=answers(row["category"]),
        negated=answers(row.get("negated", "")),
        mode=answers(row.get("mode", "-")),
        actors=_slots(row["actors"]),
        recipients=_slots(row.get("recipients", [])),
        also=answers(row.get("also", "")),
        reciprocal=row.get("reciprocal", False),
        kind=answers(row.get("kind", "asserted")),
        polarity=answers(row.get("polarity", "positive")),
        time=answers(row["time"]),
        chains=(_slots(row.get("chain", [])), *(_slots(one) for one in row.get("chain_or", []))),
        when=answers(row["when"]),
        where=_range(row["where"]) if row.get("where") else None,
        retells=row.get("retells"),
        doubtful=row.get("doubtful", False),
        sizes=tuple(_size(size) for size in row.get("sizes", [])),
    )


def _size(row: dict[str, Any]) -> GoldSize:
    lows = row["low"] if isinstance(row["low"], list) else [row["low"]]
    return GoldSize(kind=row["kind"], low=tuple(lows), high=row["high"], at_least=row["at_least"])


def read_entry(entry: dict[str, Any]) -> PageGold:
    """The gold of a page whose entry holds offsets."""
    slots = {
        name: tuple(_range(pair) for pair in pairs) for name, pairs in entry["main"].get("slots", {}).items()
    }
    return PageGold(
        file=entry["file"],
        sha256=entry["sha256"],
        events=tuple(_event(row) for row in entry["events"]),
        traps=tuple(
            Trap(
                span=_range(row["span"]),
                categories=answers(row.get("category", "")),
                actor=row.get("actor"),
                why=row["why"],
            )
            for row in entry["traps"]
        ),
        main=Main(events=tuple(entry["main"]["events"]), slots=slots),
    )


def _pattern(words: str) -> re.Pattern[str]:
    parts = [r"\s+".join(re.escape(word) for word in part.split()) for part in words.split(" … ")]
    return re.compile(rf"(?<!\w){'.*?'.join(parts)}(?!\w)", re.DOTALL)


def find(text: str, words: str, start: int = 0, end: int | None = None) -> Range:
    """Where ``words`` first stand in that part of ``text``; line breaks count as blanks, `` … `` as anything between.

    Raises:
        ValueError: when they do not stand there.
    """
    match = _pattern(words).search(text, start, len(text) if end is None else end)
    if match is None:
        raise ValueError(f"not on the page: {words!r}")
    return match.span()


def placed(entry: dict[str, Any], text: str) -> dict[str, Any]:
    """An entry of words as an entry of offsets into ``text``, the text of its page.

    Triggers, places and traps are sought within their sentence, the sentences within the page from its start, or from
    the words of ``after``. Pieces of one trigger follow each other.

    Raises:
        ValueError: when words do not stand where they should.
    """
    events = [_placed_event(row, text) for row in entry["events"]]
    traps = []
    for row in entry["traps"]:
        span = find(text, row["words"], *_sentence(row, text))
        traps.append({"span": span, **{key: row[key] for key in ("category", "actor", "why") if key in row}})
    main = {**entry["main"]}
    main["slots"] = {
        name: [find(text, row["words"], *_sentence(row, text)) for row in rows]
        for name, rows in main.get("slots", {}).items()
    }
    return {**entry, "events": events, "traps": traps, "main": main}


def _sentence(row: dict[str, Any], text: str) -> Range:
    start = find(text, row["after"])[1] if "after" in row else 0
    return find(text, row["sentence"], start)


def _placed_event(row: dict[str, Any], text: str) -> dict[str, Any]:
    start, end = _sentence(row, text)
    pieces, at = [], start
    for piece in [row["trigger"]] if isinstance(row["trigger"], str) else row["trigger"]:
        pieces.append(find(text, piece, at, end))
        at = pieces[-1][1]
    out = {key: value for key, value in row.items() if key != "after"} | {
        "sentence": (start, end),
        "trigger": pieces,
    }
    if row.get("where"):
        out["where"] = find(text, row["where"], start, end)
    return out


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def entries(path: Path) -> list[dict[str, Any]]:
    """The entries of a gold file as they stand there."""
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows
