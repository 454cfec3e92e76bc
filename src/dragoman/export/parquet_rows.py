"""The rows of a coded page in the tables of the Parquet export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from dragoman.export import parquet_columns as tables
from dragoman.export.choosing import status_of
from dragoman.export.days import Days, days_of
from dragoman.export.happenings import QUADS, trigger
from dragoman.export.network import split_code
from dragoman.export.pseudonyms import Mask, Names, mask_of
from dragoman.export.reading import authors_of, folded, named_by, public_actors, publication, saved
from dragoman.export.record import without_comments
from dragoman.export.wording import Words
from dragoman.model import (
    Actor,
    Coded,
    Comment,
    Event,
    Factuality,
    Participant,
    Review,
    SizeKind,
    Source,
    Span,
    Statement,
)

Row: TypeAlias = "dict[str, object]"
_BETWEEN = " … "


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page to be told in rows: how its words are shown, whose names nobody hides, and which rows were judged."""

    coded: Coded
    mask: Mask
    names: Names
    public: frozenset[str]
    reviews: dict[str, Review]

    def words(self, span: Span | None) -> str | None:
        """The words of ``span`` as shown."""
        return None if span is None else self.mask.show(span)

    def all_words(self, spans: tuple[Span, ...]) -> list[str]:
        """The words of each span."""
        return [self.mask.show(span) for span in spans]


def rows_of_page(
    coded: Coded, comments: Names, key: bytes | None
) -> Iterator[tuple[tables.Table, Iterator[Row]]]:
    """The rows of ``coded`` for each table, in page order. Text may hold what is no UTF-8 and numbers any size."""
    kept = without_comments(coded) if comments is Names.NONE else coded
    sheet = Sheet(
        coded=kept,
        mask=mask_of(coded, comments, key),
        names=comments,
        public=public_actors(coded),
        reviews={one.row: one for one in coded.reviews},
    )
    for table, rows in _ROWS.items():
        yield table, ({"page_id": coded.page.id, **row} for row in rows(sheet))


def _ends(name: str, span: Span | None) -> Row:
    return {f"{name}_start": span.start if span else None, f"{name}_end": span.end if span else None}


def _spans(spans: tuple[Span, ...]) -> list[dict[str, int]]:
    return [{"start": span.start, "end": span.end} for span in spans]


def _bounds(days: Days, prefix: str = "") -> Row:
    return {f"{prefix}not_before": days.first, f"{prefix}not_after": days.last}


def _factuality(sheet: Sheet, value: Factuality) -> Row:
    return {
        "status": str(status_of(value)),
        "factuality": str(value.kind),
        "polarity": str(value.polarity),
        "certainty": str(value.certainty),
        "time": str(value.time),
        "condition": sheet.words(value.condition),
        **_ends("condition", value.condition),
    }


def _review(sheet: Sheet, row: str) -> Row:
    one = sheet.reviews.get(row)
    return {
        "verdict": str(one.verdict) if one else None,
        "reviewed_by": one.by if one else None,
        "reviewed_at": one.at if one else None,
        "doubtful": one.doubtful if one else None,
    }


# ------------------------------------------------------------------------------------------- pages


def _pages(sheet: Sheet) -> Iterator[Row]:
    coded = sheet.coded
    page, article, named = coded.page, coded.article, named_by(coded)
    about = article.about if article else None
    title = article.title if article else None
    thread = coded.thread
    stated = about.title.text if about and about.title else None
    yield {
        "file": page.locator.file,
        "inside": page.locator.inside or None,
        "media_type": page.media_type,
        "encoding": page.encoding.name,
        "characters": len(page.text),
        "outlet": named.outlet,
        "url": named.url,
        "fetched_at": page.fetched_at,
        "saved": saved(coded),
        "title": sheet.words(title) if title else stated,
        **_ends("title", title),
        "authors": list(authors_of(coded, sheet.mask.show)),
        "tags": _tags(sheet),
        "section": about.section.text if about and about.section else None,
        "language": about.language.text if about and about.language else None,
        "published": article.published.value if article and article.published else None,
        **_bounds(publication(coded), "published_"),
        **{name: len(getattr(coded, name)) for name in ("mentions", "actors", "statements", "events")},
        "comments": len(thread.comments) if thread else 0,
        "comments_declared": thread.declared if thread else None,
        "stances": len(coded.stances),
        "problems": len(coded.problems),
        "grave_problems": sum(one.grave for one in coded.problems),
        "main_event": coded.main.event if coded.main else None,
        "layout": coded.layout.name,
        "settings": [f"{name}={value}" for name, value in coded.run.settings],
        "dragoman": coded.run.version,
        "kit": coded.run.kit,
    }


def _tags(sheet: Sheet) -> list[str]:
    article = sheet.coded.article
    if article is None:
        return []
    return sheet.all_words(article.tags) or [
        one.text for one in (article.about.tags if article.about else ())
    ]


# ------------------------------------------------------------------------------------------ events


def _events(sheet: Sheet) -> Iterator[Row]:
    coded = sheet.coded
    for at, one in enumerate(coded.events, start=1):
        yield {
            "event_id": one.id,
            "row_name": f"e{at}",
            "main": coded.main is not None and coded.main.event == one.id,
            **_coded_as(one),
            **_when(one),
            **_where(one),
            **_counted(one),
            "trigger": sheet.all_words(trigger(one)),
            "trigger_spans": _spans(trigger(one)),
            "statement_id": one.statement,
            "tellings": 1 + len(one.also),
            **_factuality(sheet, one.factuality),
            "confidence": one.confidence,
            "rule": one.rule,
            **_review(sheet, one.id),
        }


def _coded_as(one: Event) -> Row:
    return {
        "codebook": one.codebook,
        "category": one.category,
        "mode": one.mode,
        "auxiliary": [str(mode) for mode in one.auxiliary],
        "contexts": list(one.contexts),
        "cameo": one.cameo,
        "quad_class": QUADS.get(one.category),
        "intensity": one.intensity,
    }


def _when(one: Event) -> Row:
    value = one.when.value if one.when else None
    days = days_of(value)
    return {
        "when_edtf": value,
        "day": days.first if days.known else None,
        **_bounds(days),
        **_ends("when", one.when.basis if one.when else None),
    }


def _where(one: Event) -> Row:
    where = one.where
    return {
        "place": where.name if where else None,
        "place_country": where.country if where else None,
        "latitude": where.lat if where else None,
        "longitude": where.lon if where else None,
        "place_level": where.level if where else None,
        "geonames_id": where.geonames if where else None,
        **_ends("place", where.span if where else None),
    }


def _counted(one: Event) -> Row:
    """Of each kind the first that the page tells; no upper end where there may be more."""
    out: Row = {}
    for kind in SizeKind:
        first = next((size for size in one.sizes if size.kind is kind), None)
        out[f"{kind}_low"] = first.low if first else None
        out[f"{kind}_high"] = None if first is None or first.at_least else first.high
    return out


def _parties(sheet: Sheet) -> Iterator[Row]:
    for event in sheet.coded.events:
        for role, parties in (("actor", event.actors), ("recipient", event.recipients)):
            for at, one in enumerate(parties, start=1):
                yield {"event_id": event.id, "role": role, "position": at, **_party(sheet, one)}


def _party(sheet: Sheet, one: Participant) -> Row:
    country, sector = split_code(one.code)
    return {
        "text": sheet.words(one.span),
        "code": one.code,
        "country": country,
        "sector": sector,
        "actor_id": one.actor,
        **_ends("span", one.span),
    }


# -------------------------------------------------------------------------------------- statements


def _statements(sheet: Sheet) -> Iterator[Row]:
    words = Words(coded=sheet.coded, mask=sheet.mask)
    for at, one in enumerate(sheet.coded.statements, start=1):
        said = one.content or ((one.topic,) if one.topic else ())
        yield {
            "statement_id": one.id,
            "row_name": f"s{at}",
            "lane": str(one.lane),
            "style": str(one.style),
            "text": _BETWEEN.join(sheet.all_words(said)) or None,
            "content_spans": _spans(one.content),
            **_ends("topic", one.topic),
            "chain": words.chain(one),
            **_speaker(sheet, one),
            "layers": len(one.chain),
            **_source(sheet, "addressee", "addressee_id", one.addressee),
            **_factuality(sheet, one.factuality),
            "within": one.within,
            "carried": one.carried,
            "comment": _number(one.comment),
            "confidence": one.confidence,
            "rule": one.rule,
            **_review(sheet, one.id),
        }


def _speaker(sheet: Sheet, one: Statement) -> Row:
    source = one.chain[-1].source if one.chain else None
    return {
        "speaker": sheet.words(source.span) if source else None,
        "speaker_id": source.actor if source else None,
    }


def _source(sheet: Sheet, name: str, actor: str, source: Source | None) -> Row:
    span = source.span if source else None
    return {name: sheet.words(span), actor: source.actor if source else None, **_ends(name, span)}


def _number(index: int | None) -> int | None:
    """Comments are counted from 1, as the report names them."""
    return None if index is None else index + 1


def _attributions(sheet: Sheet) -> Iterator[Row]:
    for statement in sheet.coded.statements:
        for depth, layer in enumerate(statement.chain, start=1):
            yield {
                "statement_id": statement.id,
                "depth": depth,
                "role": str(layer.role),
                **_source(sheet, "source", "actor_id", layer.source),
                "cues": sheet.all_words(layer.cues),
                "cue_spans": _spans(layer.cues),
            }


# ----------------------------------------------------------------------------- mentions and actors


def _mentions(sheet: Sheet) -> Iterator[Row]:
    for at, one in enumerate(sheet.coded.mentions, start=1):
        yield {
            "row_name": f"m{at}",
            "kind": str(one.kind),
            "text": sheet.words(one.span),
            **_ends("span", one.span),
            **_ends("head", one.head),
            "actor_id": one.actor,
            "sector": one.sector,
            "candidates": [fit.actor for fit in one.candidates],
        }


def _actors(sheet: Sheet) -> Iterator[Row]:
    for one in sheet.coded.actors:
        yield {
            "actor_id": one.id,
            "name": _named(sheet, one, one.name),
            "kind": str(one.kind),
            **{
                name: getattr(one, name)
                for name in ("country", "type", "sector", "since", "until", "wikidata")
            },
            "aliases": [_named(sheet, one, alias.text) for alias in one.aliases],
            "codes": [code.text for code in one.codes],
            "roles": [{name: getattr(role, name) for name in tables.OFFICE} for role in one.roles],
        }


def _named(sheet: Sheet, actor: Actor, name: str) -> str:
    return name if actor.id in sheet.public else sheet.mask.say(name)


# ---------------------------------------------------------------------------------------- comments


def _comments(sheet: Sheet) -> Iterator[Row]:
    for at, one in enumerate(sheet.coded.thread.comments if sheet.coded.thread else (), start=1):
        yield {"comment": at, **_written(sheet, one), **_comment(one)}


def _written(sheet: Sheet, one: Comment) -> Row:
    if sheet.names is Names.NONE:
        return dict.fromkeys(("author", "text", "reply_name"))
    return {
        "author": sheet.mask.name(one.author) if one.author else None,
        "text": sheet.words(one.span),
        "reply_name": sheet.mask.name(one.reply_name) if one.reply_name else None,
    }


def _comment(one: Comment) -> Row:
    return {
        **_ends("span", one.span),
        "posted": one.posted,
        **_bounds(days_of(one.posted)),
        "votes": one.votes,
        "reply_to": _number(one.reply_to),
        "reply_inferred": _number(one.reply_inferred),
        "reply_basis": str(one.reply_basis),
        "labels": list(dict.fromkeys(label.name for label in one.labels)),
        "folded": folded(one),
        "article_quotes": _spans(tuple(pair.source for pair in one.quotes if pair.of is None)),
    }


def _stances(sheet: Sheet) -> Iterator[Row]:
    for one in sheet.coded.stances:
        yield {
            "stance_id": one.id,
            "comment": one.comment + 1,
            "kind": str(one.kind),
            "text": sheet.words(one.span),
            **_ends("span", one.span),
            "statement_id": one.target,
            "basis": sheet.words(one.basis),
            **_ends("basis", one.basis),
            "rule": one.rule,
        }


def _problems(sheet: Sheet) -> Iterator[Row]:
    for one in sheet.coded.problems:
        yield {
            "code": one.code,
            "grave": one.grave,
            "detail": sheet.mask.say(one.detail),
            **_ends("span", one.span),
        }


_ROWS: dict[tables.Table, Callable[[Sheet], Iterator[Row]]] = {
    tables.PAGES: _pages,
    tables.EVENTS: _events,
    tables.PARTIES: _parties,
    tables.STATEMENTS: _statements,
    tables.ATTRIBUTIONS: _attributions,
    tables.MENTIONS: _mentions,
    tables.ACTORS: _actors,
    tables.COMMENTS: _comments,
    tables.STANCES: _stances,
    tables.PROBLEMS: _problems,
}
