"""Feeds and lists in XML: RSS 0.9 to 2.0, RSS as RDF, Atom; OPML and sitemaps, which only list addresses.

The reader is our own: an item keeps its exact place in the file (its bytes are the page's bytes), its text is not
cleaned by anyone, a feed that breaks off gives what came before, and entities that a file declares are never
expanded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dragoman.model import Encoding, Problem
from dragoman.pages.containers.feed_items import Element, Feed, item_payload
from dragoman.pages.containers.kinds import HEAD
from dragoman.pages.containers.payload import Limits, Payload
from dragoman.pages.containers.source import left_out
from dragoman.pages.containers.xml_scan import Kind, Token, scan
from dragoman.text import decode

_ROOT = re.compile(
    r"\s*(?:<\?.{0,2000}?\?>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE[^>\[]{0,500}(?:\[.*?\]\s*)?>\s*)*+"
    r"<(?:[\w-]{1,40}:)?(?P<name>[A-Za-z]{2,20})(?P<rest>[\s>][^>]{0,4000})",
    re.DOTALL,
)
_DECLARED = re.compile(r"""xmlns:([\w.-]{1,40})\s*=\s*["']([^"'<>]{1,300})["']""")
#: Signs of namespaces, and the prefixes that their elements have here; "" for those of feeds themselves.
_NAMESPACES = (
    ("w3.org/2005/atom", ""),
    ("purl.org/atom/ns", ""),
    ("purl.org/rss/1.0/modules/content", "content"),
    ("purl.org/dc/elements/", "dc"),
    ("purl.org/dc/terms", "dcterms"),
    ("search.yahoo.com/mrss", "media"),
    ("feedburner", "feedburner"),
    ("rss/1.0/modules/feedburner", "feedburner"),
)
_RSS_1 = ("purl.org/rss/1.0/", "my.netscape.com/rdf/simple/0.9/")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_ITEMS = frozenset({"item", "entry"})
#: Fields of an item and what stands right in them are taken up, so many of each; deeper tags are their text.
_DEEPEST, _MOST = 3, 2_000
_DEEPEST_OUTSIDE = 20
_SHOWN = 5


def xml_root(data: bytes) -> tuple[str, str] | None:
    """Local name of the root element of XML in ``data``, and the beginning of its tag's rest; None without one."""
    head = data[: 8 * HEAD]
    text = head.decode("utf-16", "replace") if head.startswith(_WIDE) else head.decode("latin-1")
    found = _ROOT.match(text.removeprefix("\xef\xbb\xbf").removeprefix("\ufeff"))
    return None if found is None else (found["name"], found["rest"])


def is_feed(data: bytes) -> bool:
    """Whether the bytes begin as a feed does, or as a list of feeds or addresses."""
    root = xml_root(data)
    if root is None:
        return False
    name, rest = root
    if name == "RDF":
        return "purl.org/rss" in rest or "netscape.com/rdf" in rest or b"purl.org/rss" in data[:HEAD]
    if name == "feed":
        return "Atom" in rest or "atom" in rest or b"<entry" in data
    return name in {"rss", "opml", "urlset", "sitemapindex"}


@dataclass(slots=True)
class _Reading:
    """Where the scan of a feed stands."""

    feed: Feed = field(default_factory=Feed)
    item: Element | None = None
    path: list[Element] = field(default_factory=list)
    above: list[str] = field(default_factory=list)


def open_feed(payload: Payload, limits: Limits) -> Iterator[Payload | Problem]:
    """The items of a feed, each as a page: its title and its text as markup, its other fields as facts.

    The data of an item are the bytes of its element as they lie in the file; offset and length say where. In a
    feed in UTF-16 or UTF-32 they are counted and taken after decoding, as UTF-8. A feed that breaks off gives the
    items before and what there is of the last. Problems: ``damaged-container``, ``too-large``, ``no-pages`` (OPML
    and sitemaps, which list addresses), ``records-left-out`` for items without title and text.
    """
    data, how = _as_bytes(payload)
    source = data.decode("latin-1")
    root = xml_root(payload.data)
    if root is not None and root[0] in {"opml", "urlset", "sitemapindex"}:
        yield payload.problem("no-pages", _listed(source, how, root[0]))
        return
    number, empty = 0, 0
    reading = _Reading()
    prefixes = _prefixes(source)
    for token in scan(source):
        item = _step(reading, _renamed(token, prefixes), how)
        if item is None:
            continue
        number += 1
        if number > limits.members:
            yield payload.problem("too-large", f"more than {limits.members:,} items; the rest is not read")
            return
        made = item_payload(item, reading.feed, number, payload, (data, how), limits.tags)
        empty += made is None
        if made is not None:
            yield made
    if reading.item is not None:
        reading.item.end = len(source)
        number += 1
        made = item_payload(reading.item, reading.feed, number, payload, (data, how), limits.tags)
        yield payload.problem("damaged-container", f"the feed breaks off in its item {number}")
        empty += made is None
        if made is not None:
            yield made
    if not number:
        yield payload.problem(
            "no-pages", f"the feed {reading.feed.title or ''} has no items".replace("  ", " ")
        )
    detail = left_out(Counter({"without title and text": empty} if empty else {}), number - empty, "items")
    if detail is not None:
        yield payload.problem("records-left-out", detail)


def _prefixes(source: str) -> dict[str, str]:
    """The prefixes that a feed declares for namespaces, and those that they are known by here."""
    declared = _DECLARED.findall(source[: 8 * HEAD])
    known = [
        (prefix, known) for prefix, uri in declared for sign, known in _NAMESPACES if sign in uri.lower()
    ]
    known += [(prefix, "") for prefix, uri in declared if uri.endswith(_RSS_1)]
    return {prefix: name for prefix, name in known if prefix != name}


def _renamed(token: Token, prefixes: dict[str, str]) -> Token:
    prefix, colon, local = token.name.partition(":")
    if not colon or prefix not in prefixes:
        return token
    known = prefixes[prefix]
    return replace(token, name=f"{known}:{local}" if known else local)


def _as_bytes(payload: Payload) -> tuple[bytes, Encoding]:
    """The feed's bytes in an encoding that keeps ASCII, and which that is."""
    _, how = decode(payload.data, markup=True, stated=payload.charset)
    if how.name.startswith(("utf-16", "utf-32")):
        text, how = decode(payload.data, markup=True)
        return text.encode("utf-8", "replace"), how
    return payload.data, how


def _step(reading: _Reading, token: Token, how: Encoding) -> Element | None:
    """Take up one token; gives an item when it ends here."""
    if reading.item is None:
        _outside(reading, token, how)
        return None
    path = reading.path
    if token.kind is Kind.OPEN:
        local = _local(token.name)
        if local in _ITEMS and _local(path[0].name) == local and len(path) <= 2:
            # An item within an item: the end of the one before is missing.
            return _cut(reading, token)
        if len(path) < _DEEPEST and len(path[-1].children) < _MOST:
            element = Element(
                name=token.name, start=token.start, inner=token.end, attributes=token.attributes()
            )
            path[-1].children.append(element)
            path.append(element)
        return None
    if token.kind is not Kind.CLOSE:
        if len(path[-1].pieces) < _MOST:
            path[-1].pieces.append((token.kind is Kind.SECTION, token.text))
        return None
    at = next((i for i in range(len(path) - 1, -1, -1) if path[i].name == token.name), None)
    if at is None:
        return None
    for element in path[at:]:
        element.inner_end, element.end = token.start, token.end
    del path[at:]
    if path:
        return None
    done, reading.item = reading.item, None
    return done


def _cut(reading: _Reading, token: Token) -> Element | None:
    done = reading.item
    for element in reading.path:
        element.inner_end = element.end = token.start
    _begin(reading, token)
    return done


def _begin(reading: _Reading, token: Token) -> None:
    reading.item = Element(name=token.name, start=token.start, inner=token.end, attributes=token.attributes())
    reading.path = [reading.item]


def _outside(reading: _Reading, token: Token, how: Encoding) -> None:
    """What stands between the items: what the feed says about itself."""
    above = reading.above
    if token.kind is Kind.OPEN:
        local = _local(token.name)
        if local in _ITEMS:
            _begin(reading, token)
            return
        reading.feed.note_attributes(above, token.name, token.attributes())
        if len(above) < _DEEPEST_OUTSIDE:
            above.append(token.name)
    elif token.kind is Kind.CLOSE:
        if token.name in above:
            while above.pop() != token.name:
                pass
    elif above:
        reading.feed.note(above, token.text, how, plain=token.kind is Kind.SECTION)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _listed(source: str, how: Encoding, root: str) -> str:
    """What a file lists that holds no page."""
    if root == "opml":
        rows = [t.attributes() for t in scan(source) if t.kind is Kind.OPEN and t.name == "outline"]
        feeds = [row.get("xmlUrl") or row.get("xmlurl") for row in rows]
        names = [name for name in feeds if name]
        what = f"a list of {len(names):,} feeds (OPML)"
    else:
        names = [found.strip() for found in re.findall(r"<loc>([^<]{1,2000})</loc>", source)]
        what = f"a list of {len(names):,} addresses (sitemap)"
    shown = [name.encode("latin-1").decode(how.name, "replace") for name in names[:_SHOWN]]
    return (
        f"the file is {what}: {', '.join(shown)}{', ...' if len(names) > _SHOWN else ''}"
        if names
        else f"the file is {what}"
    )
