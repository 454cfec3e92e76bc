"""JSON Feed (version 1 and 1.1): items as pages."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from html import escape

from dragoman.model import Encoding, EncodingBasis, MarkupFact, Problem
from dragoman.pages.containers.media import is_json_feed
from dragoman.pages.containers.payload import Limits, Payload
from dragoman.pages.containers.source import left_out, within
from dragoman.pages.html import read_markup

__all__ = ["is_json_feed", "open_json_feed"]

_UTF8 = Encoding(name="utf-8", basis=EncodingBasis.DECLARED)


def open_json_feed(payload: Payload, limits: Limits) -> Iterator[Payload | Problem]:
    """The items of a JSON Feed, each as a page.

    The data of an item are its fields as JSON, keys in order, in UTF-8: JSON keeps no place to point to.
    Problems: ``damaged-container`` when it is no JSON, ``no-pages``, ``too-large``, ``records-left-out``.
    """
    try:
        feed = json.loads(payload.data.removeprefix(b"\xef\xbb\xbf"), strict=False)
    except (ValueError, RecursionError) as error:
        yield payload.problem("damaged-container", f"the feed cannot be read as JSON ({error})")
        return
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not items:
        yield payload.problem("no-pages", "the feed has no items")
        return
    if len(items) > limits.members:
        yield payload.problem(
            "too-large", f"{len(items):,} items; those after {limits.members:,} are not read"
        )
    empty = 0
    for number, item in enumerate(items[: limits.members], start=1):
        made = _payload(item, feed, number, payload, limits) if isinstance(item, dict) else None
        empty += made is None
        if made is not None:
            yield made
    counts = Counter({"without title and text": empty} if empty else {})
    if (detail := left_out(counts, len(items) - empty, "items")) is not None:
        yield payload.problem("records-left-out", detail)


def _payload(
    item: dict[str, object], feed: dict[str, object], number: int, payload: Payload, limits: Limits
) -> Payload | Problem | None:
    title = _text(item, "title")
    body = _text(item, "content_html") or ""
    if not body:
        text = _text(item, "content_text") or _text(item, "summary") or ""
        body = "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines() if line.strip())
    if (tags := body.count("<")) > limits.tags:
        return payload.problem("too-large", f"item {number} has {tags:,} tags; the limit is {limits.tags:,}")
    head = f"<h1>{escape(title)}</h1>\n" if title else ""
    markup = read_markup(f"<!doctype html><html><body><article>{head}{body}</article></body></html>")
    if not markup.text.strip():
        return None
    data = json.dumps(item, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    return Payload(
        data=data,
        locator=within(payload.locator, member=f"item {number}"),
        media_type="text/html",
        url=_text(item, "url") or _text(item, "external_url"),
        outlet=_text(feed, "title"),
        fetched_at=payload.fetched_at,
        facts=tuple(_facts(item, feed, f"items[{number - 1}]")),
        markup=markup,
        encoding=_UTF8,
        final=True,
    )


def _facts(item: dict[str, object], feed: dict[str, object], where: str) -> Iterator[MarkupFact]:
    for fact, key in (("title", "title"), ("pubdate", "date_published"), ("datemodified", "date_modified")):
        if value := _text(item, key):
            yield MarkupFact(name=fact, value=value, path=f"{where}.{key}")
    authors = item.get("authors") or [item.get("author")]
    for author in authors if isinstance(authors, list) else []:
        if isinstance(author, dict) and (name := _text(author, "name")):
            yield MarkupFact(name="author", value=name, path=f"{where}.authors")
    tags = item.get("tags")
    words = [word for word in tags if isinstance(word, str) and word] if isinstance(tags, list) else []
    if words:
        yield MarkupFact(name="keywords", value=", ".join(words), path=f"{where}.tags")
    if language := _text(item, "language") or _text(feed, "language"):
        yield MarkupFact(name="lang", value=language, path="language")


def _text(fields: dict[str, object], key: str) -> str | None:
    value = fields.get(key)
    return value.strip() or None if isinstance(value, str) else None
