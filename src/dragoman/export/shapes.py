"""The table of shapes: which keys the record renames, and which it shows beside the spans."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

from dragoman.errors import RecordError
from dragoman.export.pseudonyms import Cut, Names
from dragoman.export.reading import folded, saved
from dragoman.export.shape import (
    Against,
    Custom,
    Shape,
    Table,
    View,
    Viewer,
    fields_of,
    items_of,
    need,
    undress,
)
from dragoman.model import (
    Actor,
    Article,
    Attribution,
    Comment,
    DateEvidence,
    Event,
    MainEvent,
    MarkupFact,
    Mention,
    Page,
    Participant,
    Problem,
    QuotePair,
    Size,
    Source,
    Stance,
    Statement,
    Thread,
)
from dragoman.model.codec import Json, encode


def _words(name: str) -> View:
    def view(value: object, viewer: Viewer) -> Json:
        span = getattr(value, name)
        return None if span is None else viewer.words(span)

    return view


def _all_words(name: str) -> View:
    return lambda value, viewer: [viewer.words(span) for span in getattr(value, name)]


def _who(name: str) -> View:
    def view(value: object, viewer: Viewer) -> Json:
        span = getattr(value, name)
        return None if span is None else viewer.mask.name(span)

    return view


def _published(article: Article, viewer: Viewer) -> Json:
    date = article.published
    if date is None:
        return {"value": None, "basis": None}
    return {"value": date.value, "basis": encode(date.basis), "why": viewer.mask.say(date.why)}


def _authors(article: Article, viewer: Viewer) -> Json:
    """The bylines' names; of a page that shows none those that its markup states, without a span then."""
    shown: list[Json] = [{"text": viewer.words(span), "span": encode(span)} for span in article.authors]
    if shown or article.about is None:
        return shown
    return [{"text": one.text, "span": encode(one.span)} for one in article.about.authors]


def _tags(article: Article, viewer: Viewer) -> Json:
    shown: list[Json] = [viewer.words(span) for span in article.tags]
    return shown or ([one.text for one in article.about.tags] if article.about is not None else shown)


# --- strings of dragoman's own that may name a commenter: the name is written as the span where it stands


_CASES: dict[str, Callable[[str], str]] = {"as is": str, "lower": str.lower, "upper": str.upper}


def _said(name: str, *, hides: Callable[[Any, Viewer], bool] = lambda *_: True) -> Custom:
    def write(value: object, viewer: Viewer) -> dict[str, Json]:
        text: str = getattr(value, name)
        return _say(name, text, viewer) if hides(value, viewer) else {name: text}

    return Custom(write=write, read=lambda data, against: _heard(name, data, against))


def _say(name: str, text: str, viewer: Viewer) -> dict[str, Json]:
    parts = viewer.mask.parts(text)
    if all(isinstance(part, str) for part in parts):
        return {name: text}
    shown: dict[str, Json] = {name: viewer.mask.say(text)}
    if viewer.mask.names is Names.NONE:
        return shown
    return shown | {f"{name}_parts": [_part(part, text, viewer) for part in parts]}


def _heard(name: str, data: dict[str, Json], against: Against) -> Json:
    if f"{name}_parts" not in data:
        return need(data, name)
    return "".join(_read_part(part, against) for part in items_of(data, f"{name}_parts"))


def _part(part: str | Cut, text: str, viewer: Viewer) -> Json:
    if isinstance(part, str):
        return part
    words, page = text[part.start : part.end], viewer.coded.page.text
    found = re.search(re.escape(words), page) or re.search(re.escape(words), page, re.IGNORECASE)
    if found is None:
        return part.shown  # the page does not print these words, so no span tells them
    for case, change in _CASES.items():
        if change(found.group()) == words:
            return [found.start(), found.end(), case]
    return part.shown


def _read_part(part: Json, against: Against) -> str:
    match part:
        case str():
            return part
        case [int(start), int(end), str(case)] if 0 <= start < end <= len(against.text) and case in _CASES:
            return _CASES[case](against.text[start:end])
        case _:
            raise RecordError(f"{part!r} is neither words nor a span of the page")


def _private(actor: Actor, viewer: Viewer) -> bool:
    return actor.id not in viewer.public


def _write_aliases(actor: Actor, viewer: Viewer) -> dict[str, Json]:
    details: list[Json] = []
    for alias in actor.aliases:
        detail = fields_of(encode(alias))
        if _private(actor, viewer):
            detail |= _say("text", alias.text, viewer)
        details.append(detail)
    return {"aliases": [fields_of(one)["text"] for one in details], "alias_details": details}


def _read_aliases(data: dict[str, Json], against: Against) -> Json:
    out: list[Json] = []
    for item in items_of(data, "alias_details"):
        alias = fields_of(item)
        out.append(alias | {"text": _heard("text", alias, against)})
    return out


# --- the page: its text is not in the record, and what it states is kept apart from what was supplied


def text_digest(text: str) -> str:
    """The SHA-256 of a page's text as UTF-8 (half surrogates as they come), in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _write_text(page: Page, viewer: Viewer) -> dict[str, Json]:
    del viewer
    return {"characters": len(page.text), "text_sha256": text_digest(page.text)}


def _stated(name: str) -> Custom:
    def write(page: Page, viewer: Viewer) -> dict[str, Json]:
        del viewer
        return {"stated": {"outlet": page.outlet, "url": page.url, "fetched_at": encode(page.fetched_at)}}

    def read(data: dict[str, Json], against: Against) -> Json:
        del against
        return need(fields_of(need(data, "stated")), name)

    return Custom(write=write, read=read)


# --- quotations in a comment: of the article, and of other comments, in two lists


def _write_quotes(comment: Comment, viewer: Viewer) -> dict[str, Json]:
    del viewer
    article: list[Json] = []
    others: list[Json] = []
    for at, pair in enumerate(comment.quotes):
        if pair.of is None:
            article.append({"comment": encode(pair.comment), "article": encode(pair.source)})
        else:
            source = encode(pair.source)
            others.append({"comment": encode(pair.comment), "of": pair.of, "source": source, "at": at})
    return {"quotes": article, "comment_quotes": others}


def _read_quotes(data: dict[str, Json], against: Against) -> Json:
    out: list[Json] = []
    for item in items_of(data, "quotes"):
        pair = fields_of(item)
        out.append({"comment": need(pair, "comment"), "source": need(pair, "article"), "of": None})
    others = data.get("comment_quotes", [])
    for item in others if isinstance(others, list) else ():
        pair = fields_of(item)
        at = pair.get("at", len(out))
        if not isinstance(at, int):
            raise RecordError(f"{at!r} is not a position in the list of quotations")
        quote: dict[str, Json] = {"comment": need(pair, "comment"), "source": need(pair, "source")}
        out.insert(at, quote | {"of": need(pair, "of")})
    return [undress(QuotePair, item, against) for item in out]


def _label_names(comment: Comment, viewer: Viewer) -> Json:
    del viewer
    return list(dict.fromkeys(label.name for label in comment.labels))


def _told(viewer: Viewer, name: str) -> str | None:
    """What the page says of itself, where neither the user nor the container says it."""
    article = viewer.coded.article
    stated = getattr(article.about, name) if article is not None and article.about is not None else None
    return stated.text if stated is not None else None


SHAPES: Table = {
    Page: Shape(
        renames={"encoding": "decoding"},
        own={
            "text": Custom(write=_write_text, read=lambda _, against: against.text),
            **{name: _stated(name) for name in ("url", "outlet", "fetched_at")},
        },
        views={
            "encoding": lambda page, _: page.encoding.name,
            "outlet": lambda page, viewer: page.supplied.outlet or page.outlet or _told(viewer, "outlet"),
            "url": lambda page, viewer: page.supplied.url or page.url or _told(viewer, "url"),
            "saved": lambda _, viewer: saved(viewer.coded),
        },
    ),
    MarkupFact: Shape(own={"value": _said("value")}),
    DateEvidence: Shape(
        renames={"basis": "span"},
        views={"text": _words("basis")},
    ),
    Article: Shape(
        known=frozenset({"page"}),
        renames={"tags": "tag_spans", "authors": "author_spans", "published": "publication"},
        words=frozenset({"title", "dek", "paragraphs", "subheads", "captions", "credits", "related"}),
        views={"authors": _authors, "tags": _tags, "published": _published},
    ),
    Comment: Shape(
        renames={
            "author": "author_span",
            "posted": "date",
            "posted_basis": "date_basis",
            "reply_name": "reply_name_span",
            "labels": "label_details",
        },
        own={"quotes": Custom(write=_write_quotes, read=_read_quotes)},
        views={
            "author": _who("author"),
            "text": _words("span"),
            "reply_name": _who("reply_name"),
            "labels": _label_names,
            "folded": lambda comment, _: folded(comment),
        },
    ),
    Thread: Shape(
        known=frozenset({"page"}),
        views={"found": lambda thread, _: len(thread.comments), "missing": lambda thread, _: thread.missing},
    ),
    Mention: Shape(views={"text": _words("span")}),
    Actor: Shape(
        own={
            "name": _said("name", hides=_private),
            "aliases": Custom(write=_write_aliases, read=_read_aliases),
        },
    ),
    Source: Shape(views={"text": _words("span")}),
    Attribution: Shape(renames={"cues": "cue"}),
    Statement: Shape(words=frozenset({"topic"}), views={"words": _all_words("content")}),
    Stance: Shape(words=frozenset({"basis"}), views={"text": _words("span")}),
    Participant: Shape(views={"text": _words("span")}),
    Size: Shape(views={"text": _words("span")}),
    MainEvent: Shape(words=frozenset({"who", "what", "when", "where"})),
    Event: Shape(
        renames={"when": "when_details", "evidence": "evidence_details"},
        views={
            "when": lambda event, _: event.when.value if event.when else None,
            "evidence": lambda event, _: [encode(item.span) for item in event.evidence],
        },
    ),
    Problem: Shape(
        own={"detail": _said("detail")},
        views={"grave": lambda problem, _: problem.grave, "remedy": lambda problem, _: problem.remedy},
    ),
}
