"""The index of a page: what its coding and its judgements say, as rows that can be asked for.

A pure function of the coded page (judgements applied) and the archive's key. Words of comments are masked here, so that
no table but the documents and the bytes holds a commenter's name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import permutations, product
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from dragoman.export.choosing import status_of
from dragoman.export.days import days_of
from dragoman.export.happenings import QUADS, trigger
from dragoman.export.plain import one_line
from dragoman.export.pseudonyms import Names, mask_of
from dragoman.export.reading import comment_regions, named_by, public_actors, saved, within
from dragoman.export.wording import Words
from dragoman.model import (
    Actor,
    Coded,
    Event,
    Lane,
    Page,
    Participant,
    Review,
    Span,
    Statement,
    Style,
)
from dragoman.store.judging import place_of
from dragoman.store.search_text import fold, indexed, stems, storable

Row: TypeAlias = dict[str, Any]
_CODES = 3
_COUNTRY_LETTERS = 3
#: PostgreSQL counts the first 16,383 words of what is searched, and takes a megabyte of them.
_LONGEST = 30_000


@dataclass(slots=True, kw_only=True)
class PageRows:
    """The rows of one page. Those of ``layers``, ``parties`` and ``dyads`` name their owner by its ``row``."""

    page: Row
    statements: list[Row] = field(default_factory=list)
    layers: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    parties: list[Row] = field(default_factory=list)
    dyads: list[Row] = field(default_factory=list)
    namings: list[Row] = field(default_factory=list)
    passages: list[Row] = field(default_factory=list)
    actors: list[Row] = field(default_factory=list)
    actor_names: list[Row] = field(default_factory=list)


def index_of(coded: Coded, key: bytes) -> PageRows:
    """The index rows of ``coded``, in page order; commenters stand under pseudonyms made with ``key``."""
    words = Words(coded=coded, mask=mask_of(coded, Names.PSEUDONYMOUS, key))
    rows = PageRows(page=page_row(coded))
    reviews = {one.row: one for one in coded.reviews}
    chains: dict[str, str] = {}
    for at, statement in enumerate(coded.statements, start=1):
        chains[statement.id] = _chain(words, statement)
        rows.statements.append(_statement(words, statement, at, chains, reviews.get(statement.id)))
        rows.layers.extend(_layers(words, statement))
    for at, event in enumerate(coded.events, start=1):
        rows.events.append(_event(words, event, at, chains, reviews.get(event.id)))
        rows.parties.extend(_parties(words, event))
        rows.dyads.extend(_dyads(event))
    rows.namings.extend(_namings(words))
    rows.passages.extend(_passages(words))
    _add_actors(words, rows)
    return rows


def _chain(words: Words, one: Statement) -> str:
    """The chain of a statement, outermost first; lists of many pages name the outlet, else its address."""
    outermost = (_origin(words.coded),) if one.lane is Lane.ARTICLE else ()
    return " → ".join((*outermost, *map(words.layer, one.chain)))


def _origin(coded: Coded) -> str:
    named = named_by(coded)
    host = urlsplit(named.url).hostname if named.url else None
    return one_line(named.outlet or host or "") or "this page"


def page_row(coded: Coded) -> Row:
    """What the page says of itself and what was said of it, for the table of pages."""
    named, article = named_by(coded), coded.article
    published = article.published.value if article and article.published else None
    value = published or (
        article.written or (f"../{article.not_after}" if article.not_after else None) if article else None
    )
    days = days_of(value)
    about = article.about if article else None
    return {
        "media_type": coded.page.media_type,
        "outlet": None if named.outlet is None else indexed(one_line(named.outlet)),
        "url": _text(named.url),
        "title": _text(coded.page.quote(article.title)) if article and article.title else None,
        "language": about.language.text if about and about.language else None,
        "published": published,
        "first_day": days.first.isoformat() if days.first else None,
        "last_day": days.last.isoformat() if days.last else None,
        "saved": saved(coded),
        "comments": len(coded.thread.comments) if coded.thread else 0,
        "declared_comments": coded.thread.declared if coded.thread else None,
    }


def _text(said: str | None) -> str | None:
    return None if said is None else storable(one_line(said))


def _statement(words: Words, one: Statement, at: int, chains: dict[str, str], review: Review | None) -> Row:
    innermost = one.chain[-1].source if one.chain else None
    value = one.factuality
    return {
        "row": one.id,
        "ordinal": at,
        "lane": str(one.lane),
        "comment": one.comment,
        "folded": words.folds(one.comment),
        "style": str(one.style),
        "kind": str(value.kind),
        "status": str(status_of(value)) if one.style is not Style.SILENCE else "withheld",
        "polarity": str(value.polarity),
        "certainty": str(value.certainty),
        "time": str(value.time),
        "speaker": storable(words.source(innermost)) if innermost else None,
        "speaker_actor": innermost.actor if innermost else None,
        "chain": storable(chains[one.id]),
        "depth": len(one.chain),
        "words": storable(words.content(one)) if one.content or one.topic else "",
        **_extent(place_of(one)),
        "confidence": one.confidence,
        **_reviewed(review),
    }


def _extent(spans: Iterable[Span]) -> Row:
    known = tuple(spans)
    return {"start": min(span.start for span in known), "end": max(span.end for span in known)}


def _reviewed(review: Review | None) -> Row:
    return {
        "review": None if review is None else str(review.verdict),
        "doubtful": review is not None and review.doubtful,
    }


def _layers(words: Words, one: Statement) -> Iterator[Row]:
    for depth, layer in enumerate(one.chain, start=1):
        source = layer.source
        yield {
            "row": one.id,
            "depth": depth,
            "role": str(layer.role),
            "words": storable(words.quote(source.span)) if source else None,
            "actor": source.actor if source else None,
        }


def _event(words: Words, one: Event, at: int, chains: dict[str, str], review: Review | None) -> Row:
    days = days_of(one.when.value if one.when else None)
    main = words.coded.main
    return {
        "row": one.id,
        "ordinal": at,
        "statement": one.statement,
        "main": main is not None and main.event == one.id,
        "category": one.category,
        "mode": one.mode,
        "cameo": one.cameo,
        "quad": QUADS.get(one.category),
        "intensity": one.intensity,
        "status": str(status_of(one.factuality)),
        "actors": _said(words, one.actors),
        "recipients": _said(words, one.recipients),
        "chain": storable(chains.get(one.statement, _origin(words.coded))),
        "words": storable(" … ".join(words.quote(span) for span in trigger(one))),
        **_extent(place_of(one)),
        "day": one.when.value if one.when else None,
        "first_day": days.first.isoformat() if days.first else None,
        "last_day": days.last.isoformat() if days.last else None,
        "place": _text(one.where.name) if one.where else None,
        "place_country": one.where.country if one.where else None,
        "lat": one.where.lat if one.where else None,
        "lon": one.where.lon if one.where else None,
        "confidence": one.confidence,
        "codebook": one.codebook,
        **_reviewed(review),
    }


def _said(words: Words, parties: tuple[Participant, ...]) -> str:
    said = (
        f"{one.code} “{words.quote(one.span)}”" if one.code else f"“{words.quote(one.span)}”"
        for one in parties
    )
    return storable(" + ".join(said))


def _parties(words: Words, one: Event) -> Iterator[Row]:
    for side, parties in (("actor", one.actors), ("recipient", one.recipients)):
        for position, party in enumerate(parties, start=1):
            yield {
                "row": one.id,
                "side": side,
                "position": position,
                "words": storable(words.quote(party.span)),
                "code": party.code,
                "country": _country(party),
                "actor": party.actor,
            }


def _country(party: Participant) -> str | None:
    code = (party.code or "")[:_CODES]
    return code if len(code) == _COUNTRY_LETTERS and code.isascii() and code.isupper() else None


def _keys(party: Participant) -> tuple[str, ...]:
    """By what a party can be asked for in a relation: its country and its actor."""
    return tuple(dict.fromkeys(one for one in (_country(party), party.actor) if one))


def _dyads(one: Event) -> Iterator[Row]:
    days = days_of(one.when.value if one.when else None)
    # What all do together each does with each.
    pairs = product(one.actors, one.recipients) if one.recipients else permutations(one.actors, 2)
    named = {two for pair in pairs for two in product(_keys(pair[0]), _keys(pair[1])) if two[0] != two[1]}
    for actor, recipient in sorted(named):
        yield {
            "row": one.id,
            "actor": actor,
            "recipient": recipient,
            "first_day": days.first.isoformat() if days.first else None,
            "last_day": days.last.isoformat() if days.last else None,
            "quad": QUADS.get(one.category),
            "status": str(status_of(one.factuality)),
        }


def _namings(words: Words) -> Iterator[Row]:
    regions = comment_regions(words.coded)
    times: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], Span] = {}
    for mention in words.coded.mentions:
        if mention.actor is None:
            continue
        lane = Lane.COMMENTS if within(regions, mention.span) else Lane.ARTICLE
        named = (mention.actor, storable(words.quote(mention.span)), str(lane))
        times[named] += 1
        first.setdefault(named, mention.span)
    for named, count in times.items():
        actor, said, lane_name = named
        span = first[named]
        yield {
            "actor": actor,
            "words": said,
            "lane": lane_name,
            "times": count,
            "start": span.start,
            "end": span.end,
        }


def _passages(words: Words) -> Iterator[Row]:
    coded = words.coded
    article = coded.article
    parts: list[tuple[str, Span]] = []
    if article is not None:
        alone = (("title", article.title), ("dek", article.dek))
        parts += [(kind, span) for kind, span in alone if span is not None]
        for kind, spans in (
            ("paragraph", article.paragraphs),
            ("subhead", article.subheads),
            ("caption", article.captions),
        ):
            parts += [(kind, span) for span in spans]
    for kind, span in sorted(parts, key=lambda part: (part[1], part[0])):
        for piece in _pieces(coded.page, span):
            yield _passage(words, Lane.ARTICLE, kind, piece, None)
    for number, comment in enumerate(coded.thread.comments if coded.thread else ()):
        for piece in _pieces(coded.page, comment.span):
            yield _passage(words, Lane.COMMENTS, "comment", piece, number)


def _pieces(page: Page, span: Span) -> Iterator[Span]:
    """A passage, divided at white space where it is longer than databases can search in one."""
    at = span.start
    while span.end - at > _LONGEST:
        end = at + _LONGEST
        gap = next((end - back for back in range(_LONGEST // 2) if page.text[end - back - 1].isspace()), end)
        yield page.span(at, gap)
        at = gap
    yield page.span(at, span.end)


def _passage(words: Words, lane: Lane, kind: str, span: Span, comment: int | None) -> Row:
    said = storable(words.quote(span))
    return {
        "lane": str(lane),
        "kind": kind,
        "comment": comment,
        "folded": words.folds(comment),
        "start": span.start,
        "end": span.end,
        "words": said,
        "terms": " ".join(stems(said)),
    }


def _add_actors(words: Words, rows: PageRows) -> None:
    """The actors that the rows name; who is known from comments alone keeps no name of his own here."""
    coded = words.coded
    public = public_actors(coded)
    named = {row["actor"] for row in (*rows.namings, *rows.layers, *rows.parties) if row["actor"]}
    for actor in sorted(coded.actors, key=lambda one: one.id):
        if actor.id not in named:
            continue
        shown = actor.name if actor.id in public else words.mask.say(actor.name)
        rows.actors.append(
            {
                "id": actor.id,
                "name": storable(one_line(shown)),
                "kind": str(actor.kind),
                "country": actor.country,
                "wikidata": actor.wikidata,
            }
        )
        said = (shown, *(_aliases(actor) if actor.id in public else ()))
        folded = sorted({indexed(" ".join(fold(one).split())) for one in said} - {""})
        rows.actor_names.extend({"actor": actor.id, "folded": one} for one in folded)


def _aliases(actor: Actor) -> Iterator[str]:
    return (alias.text for alias in actor.aliases if not alias.metonym)
