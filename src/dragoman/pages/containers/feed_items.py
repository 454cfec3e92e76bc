"""One item of a feed as a page: which of its fields is the text, and what the others say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape, unescape
from urllib.parse import urljoin

from dragoman.model import Encoding, MarkupFact, Problem
from dragoman.pages.containers.maff import mail_date
from dragoman.pages.containers.payload import Payload
from dragoman.pages.containers.source import within
from dragoman.pages.html import read_markup

#: Where an item's text stands, the fullest first. A feed may give two of them; the first that holds text counts.
_TEXTS = ("content:encoded", "encoded", "content", "body", "description", "summary", "subtitle")
_DATES = {
    "pubdate": (
        "pubDate",
        "published",
        "issued",
        "dc:date",
        "date",
        "created",
        "dcterms:created",
        "dcterms:issued",
    ),
    "datemodified": ("updated", "modified", "dcterms:modified", "lastBuildDate"),
}
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
#: XHTML in Atom may carry a prefix on every tag, which HTML does not know.
_PREFIX = re.compile(r"(</?)(?:xhtml|x|h|html):(?=[a-zA-Z])")
_MOST_TITLE = 1_000


@dataclass(slots=True, kw_only=True)
class Element:
    """An element of an item. Positions count bytes of the feed; ``pieces`` are its own text, each with whether it
    stood in a CDATA section."""

    name: str
    start: int
    inner: int
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    pieces: list[tuple[bool, str]] = field(default_factory=list)
    inner_end: int | None = None
    end: int | None = None

    def text(self, how: Encoding) -> str:
        """Its own text, entities of XML and HTML read once; CDATA as it stands."""
        return "".join(read if cdata else unescape(read) for cdata, read in self._read(how)).strip()

    def _read(self, how: Encoding) -> Iterator[tuple[bool, str]]:
        for cdata, piece in self.pieces:
            yield cdata, letters(piece, how)


@dataclass(slots=True)
class Feed:
    """What a feed says about itself."""

    title: str | None = None
    link: str | None = None
    language: str | None = None
    authors: list[str] = field(default_factory=list)

    def note(self, above: list[str], piece: str, how: Encoding, *, plain: bool) -> None:
        """Take up text that stands between the items, in the elements ``above``."""
        name, parent = above[-1], above[-2] if len(above) > 1 else ""
        if parent.rpartition(":")[2] in {"image", "textInput", "textinput"}:
            return
        text = letters(piece, how)
        text = " ".join((text if plain else unescape(text)).split())
        if not text:
            return
        if name == "title":
            self.title = unescape(f"{self.title or ''}{text}")[:_MOST_TITLE]
        elif name == "link":
            self.link = self.link or text
        elif name in {"language", "dc:language"}:
            self.language = self.language or text
        elif name == "name" and parent == "author":
            self.authors.append(text)

    def note_attributes(self, above: list[str], name: str, attributes: dict[str, str]) -> None:
        """Take up the tag of an element between the items."""
        if name in {"feed", "rss", "channel"}:
            self.language = self.language or attributes.get("xml:lang")
        if name == "link" and attributes.get("rel", "alternate") == "alternate" and len(above) <= 2:
            self.link = self.link or attributes.get("href")


def letters(piece: str, how: Encoding) -> str:
    """Text of the feed's bytes (one character a byte) as its encoding has it."""
    return piece.encode("latin-1").decode("utf-8" if how.name.startswith("utf") else how.name, "replace")


def item_payload(
    item: Element, feed: Feed, number: int, payload: Payload, read: tuple[bytes, Encoding], most: int
) -> Payload | Problem | None:
    """The page of an item; None when it has neither title nor text.

    ``read`` are the feed's bytes that positions count, and their encoding. Markup of more than ``most`` tags is
    not read: ``too-large``.
    """
    data, how = read
    kind, body = _body(item, data, how)
    if (tags := body.count("<")) > most:
        return payload.problem("too-large", f"item {number} has {tags:,} tags; the limit is {most:,}")
    title = _title(item, how)
    made = f"<article><h1>{escape(title)}</h1>\n" if title else "<article>"
    markup = read_markup(f"<!doctype html><html><body>{made}{body}</article></body></html>")
    if not markup.text.strip():
        return None
    end = len(data) if item.end is None else item.end
    link = _link(item, how)
    base = payload.url or feed.link or ""
    return Payload(
        data=data[item.start : end],
        locator=within(payload.locator, member=f"item {number}", offset=item.start, length=end - item.start),
        media_type="text/html",
        url=_joined(base, link) if link else None,
        outlet=_first(item, ("source",), how, inner="title") or feed.title,
        fetched_at=payload.fetched_at,
        facts=tuple(_facts(item, feed, title, kind, number, how)),
        markup=markup,
        encoding=how,
        final=True,
    )


def _named(item: Element, name: str) -> Iterator[Element]:
    return (child for child in item.children if child.name == name)


def _first(item: Element, names: tuple[str, ...], how: Encoding, inner: str | None = None) -> str | None:
    for name in names:
        for child in _named(item, name):
            texts = [child.text(how)] + [one.text(how) for one in child.children if one.name == inner]
            if text := next((text for text in reversed(texts) if text), None):
                return text
    return None


def _body(item: Element, data: bytes, how: Encoding) -> tuple[str | None, str]:
    """The name of the field that holds the text, and the text as HTML."""
    for name in _TEXTS:
        for child in _named(item, name):
            body = _html_of(child, data, how)
            if body.strip():
                return name, body
    return None, ""


def _html_of(child: Element, data: bytes, how: Encoding) -> str:
    kind = child.attributes.get("type", "html")
    if child.children:
        # Markup that was not escaped: XHTML in Atom, and feeds that forgot to.
        end = len(data) if child.inner_end is None else child.inner_end
        raw = letters(data[child.inner : end].decode("latin-1"), how)
        return _PREFIX.sub(r"\1", raw.replace("<![CDATA[", "").replace("]]>", ""))
    text = child.text(how)
    if kind in {"text", "text/plain"} or (
        child.name in {"summary", "content"} and "type" not in child.attributes
    ):
        # Atom says text is meant; some feeds say nothing and mean markup.
        return (
            text
            if re.search(r"</?(p|a|br|div|img|em|b|i|strong|ul|li)\b[^>]{0,500}>", text)
            else escape(text)
        )
    return text


def _title(item: Element, how: Encoding) -> str:
    title = _first(item, ("title", "media:title", "dc:title"), how) or ""
    # Escaped twice as often as not.
    if _ENTITY.search(title):
        title = unescape(title)
    title = re.sub(r"</?[a-zA-Z][^<>]{0,200}>", "", title)
    return " ".join(title.split())[:_MOST_TITLE]


def _link(item: Element, how: Encoding) -> str | None:
    for child in _named(item, "link"):
        if child.attributes.get("rel", "alternate") == "alternate" and child.attributes.get("href"):
            return unescape(letters(child.attributes["href"], how)).strip()
    if text := _first(item, ("feedburner:origLink", "link"), how):
        return text
    for child in _named(item, "guid"):
        text = child.text(how)
        if child.attributes.get("isPermaLink", "true").lower() == "true" and text.startswith(
            ("http://", "https://")
        ):
            return text
    return unescape(letters(item.attributes.get("rdf:about", ""), how)).strip() or None


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return link


def _facts(
    item: Element, feed: Feed, title: str, kind: str | None, number: int, how: Encoding
) -> Iterator[MarkupFact]:
    where = f"item[{number}]"
    if title:
        yield MarkupFact(name="title", value=title, path=f"{where}/title")
    for fact, names in _DATES.items():
        for name in names:
            if (text := _first(item, (name,), how)) is not None:
                yield MarkupFact(name=fact, value=_iso(text), path=f"{where}/{name}")
                break
    authors = [
        (child.name, _author(child, how)) for child in item.children if child.name in {"author", "dc:creator"}
    ]
    given = [(name, author) for name, author in authors if author]
    for name, author in given or [("author", author) for author in feed.authors[:1]]:
        yield MarkupFact(name="author", value=author, path=f"{where}/{name}" if given else f"feed/{name}")
    words = [
        child.attributes.get("term") or child.text(how)
        for child in item.children
        if child.name in {"category", "dc:subject"}
    ]
    if words := [word for word in words if word]:
        yield MarkupFact(name="keywords", value=", ".join(words), path=f"{where}/category")
    if feed.language:
        yield MarkupFact(name="lang", value=feed.language, path="feed/language")
    if kind is not None:
        yield MarkupFact(name="feed:text", value=kind, path=f"{where}/{kind}")


def _author(child: Element, how: Encoding) -> str | None:
    names = [one.text(how) for one in child.children if one.name == "name"]
    text = next((name for name in names if name), child.text(how))
    # RSS wants "mail (name)".
    found = re.fullmatch(r"\S+@\S+\s*\(([^()]{1,200})\)", text)
    return (found.group(1) if found else text).strip() or None


def _iso(text: str) -> str:
    """A date of a feed in the ISO form when it names a moment, else as it stands."""
    when: datetime | None = mail_date(text) if re.match(r"\s*[A-Za-z]{3}|\s*\d{1,2} [A-Za-z]", text) else None
    return text.strip() if when is None else when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
