"""Predictions of the main event: the task ``fivew`` of :mod:`bench.predict`.

A row is ``{"id","title","lead","text","published"}``; the answer has a phrase of the page or null for each question. Where the
page names no time, ``when`` is the day of publication in words.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bench.answered import answer_rows
from bench.predict_actors import page_of
from dragoman.actors import find_mentions, readings_of
from dragoman.dates import Anchors, is_valid
from dragoman.events import Surroundings, code_events, main_event
from dragoman.kit import Kit, load_kit
from dragoman.language import parse, split
from dragoman.model import Block, BlockKind, Page, Span
from dragoman.places import find_places
from dragoman.statements import find_days, find_statements

QUESTIONS = ("who", "what", "when", "where")
#: Letters of an article's text that are read: the main event stands at its beginning.
MOST = 6_000


def fivew(source: Path, target: Path) -> None:
    """The four answers of each JSONL row."""
    kit = load_kit()
    answer_rows(
        source,
        target,
        "fivew",
        lambda row: answers_in(row["title"], row.get("lead"), row["text"], row.get("published"), kit),
        dict.fromkeys(QUESTIONS),
    )


def answers_in(
    title: str, lead: str | None, text: str, published: str | None, kit: Kit
) -> dict[str, str | None]:
    """The four answers for an article given as headline, lead and text."""
    parts = [(BlockKind.TITLE, title), (BlockKind.DEK, lead or ""), (BlockKind.PARAGRAPH, text[:MOST])]
    parts = [(kind, " ".join(part.split())) for kind, part in parts if part and part.strip()]
    page = page_of("\n".join(part for _, part in parts))
    day = published[:10] if published and is_valid(published[:10]) else None
    blocks, at = [], 0
    for kind, part in parts:
        span = page.span(at, at + len(part))
        blocks.append(Block(kind=kind, span=span, path="line", rule="given"))
        at += len(part) + 1
    sentences, _ = parse(split(page, blocks, kit.boundaries)[0], kit.parser)
    found, _ = find_mentions(sentences, kit.actors, day)
    named, _ = find_places(page, sentences, kit.places)
    places = tuple(one.as_place() for one in named if one.place is not None)
    actors = {actor.id: actor for actor in found.actors}
    statements, _ = find_statements(sentences, found.mentions, actors, kit.cues)
    dated = find_days(sentences, Anchors(metadata=day))
    around = Surroundings(
        readings=readings_of(sentences, found, kit.actors, day, places),
        statements=statements,
        dated=dated,
        places=places,
        written=day,
    )
    events, _ = code_events(sentences, around, kit.codebook)
    main = main_event(sentences, events, dated, places, day)
    if main is None:
        return dict.fromkeys(QUESTIONS)
    answers = {name: _words(page, getattr(main, name)) for name in QUESTIONS}
    if answers["when"] is None and day is not None:
        answers["when"] = _in_words(day)
    return answers


def _words(page: Page, span: Span | None) -> str | None:
    return None if span is None else page.text[span.start : span.end]


def _in_words(day: str) -> str:
    return date.fromisoformat(day).strftime("%B %-d, %Y")
