"""Events of short texts for tests: each line is a paragraph, read by the shipped model and knowledge."""

from __future__ import annotations

from dragoman.actors import find_mentions, readings_of
from dragoman.dates import Anchors
from dragoman.events import Surroundings, code_events
from dragoman.events.coding import LEAST
from dragoman.kit import load_kit
from dragoman.language import parse
from dragoman.model import BlockKind, Event, Page, Span, Statement, Supplied, bytes_id
from dragoman.pages import read
from dragoman.places import find_places
from dragoman.statements import find_days, find_statements
from tests.made_sentences import sentences_in


def coded(
    text: str, *, written: str | None = None, title: bool = False, least: float = LEAST
) -> tuple[Page, tuple[Event, ...], tuple[Statement, ...]]:
    """The page of a text, its events, and its statements with those of the outlet's own.

    Every line is a paragraph, with ``title`` the first is the headline; acts that weigh less than ``least`` are left out. ``written`` is the day of writing in EDTF.
    """
    kit = load_kit()
    (page,) = (one for one in read(text.encode(), supplied=Supplied()) if isinstance(one, Page))
    assert page.id == bytes_id(text.encode())
    plain, at = [], 0
    for number, line in enumerate(text.split("\n")):
        kind = BlockKind.TITLE if title and number == 0 else BlockKind.PARAGRAPH
        if line:
            plain += sentences_in(page, (at, at + len(line)), block=number, kind=kind)
        at += len(line) + 1
    sentences, _ = parse(plain, kit.parser)
    found, _ = find_mentions(sentences, kit.actors, written)
    named, _ = find_places(page, sentences, kit.places)
    places = tuple(one.as_place() for one in named if one.place is not None)
    statements, _ = find_statements(
        sentences, found.mentions, {actor.id: actor for actor in found.actors}, kit.cues
    )
    around = Surroundings(
        readings=readings_of(sentences, found, kit.actors, written, places),
        statements=statements,
        dated=find_days(sentences, Anchors(metadata=written)),
        places=places,
        written=written,
    )
    events, own = code_events(sentences, around, kit.codebook, least=least)
    return page, events, (*statements, *own)


def words(page: Page, span: Span) -> str:
    """The words of a span."""
    return page.text[span.start : span.end]


def shown(event: Event) -> str:
    """``CATEGORY: kind polarity``."""
    return f"{event.category}: {event.factuality.kind} {event.factuality.polarity}"
