"""HTML bytes' text to the text of its text nodes, in order, with the elements that hold them.

The tree is lexbor's (through selectolax), walked without recursion. Text of script, style, template, noscript,
title and other parts that a reader does not see is left out of the page's text; what such parts state (meta
tags, JSON-LD dates, the document's title) is kept as markup facts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dragoman.model import Element, MarkupFact, NodeRange

#: Elements whose text nodes a reader does not see.
UNSEEN = frozenset(
    {
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "svg",
        "math",
        "select",
        "option",
        "textarea",
        "iframe",
        "object",
    }
)
#: Attributes that tell what an element is for.
TELLING = ("id", "class", "role", "itemprop", "rel", "datetime", "hidden", "aria-hidden")
#: Meta names and JSON-LD keys whose values are evidence.
META = frozenset(
    {
        "article:published_time", "article:modified_time", "og:site_name", "og:title", "og:url", "og:updated_time",
        "author", "article:author", "date", "pubdate", "dc.date", "dcterms.date", "dc.date.issued", "parsely-pub-date",
        "datepublished", "datemodified", "keywords", "news_keywords", "article:tag",
    }
)  # fmt: skip
JSON_LD = ("datePublished", "dateModified", "dateCreated")
_MAX_JSON_LD = 200_000
#: Paths are not spelled out deeper than this: no real page nests so far, and hostile ones cost the square.
_MAX_PATH = 4_000
#: Elements nested deeper hang beside the one at this depth, as in browsers (Blink's limit is the same).
_DEEPEST = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What was read from HTML: the fields of ``Page`` that depend on markup."""

    text: str
    elements: tuple[Element, ...]
    nodes: tuple[NodeRange, ...]
    facts: tuple[MarkupFact, ...]


@dataclass(slots=True)
class _Walk:
    elements: list[Element] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    counts: dict[tuple[int | None, str, str], int] = field(default_factory=dict)
    nodes: list[NodeRange] = field(default_factory=list)
    facts: list[MarkupFact] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    broken: bool = False

    def add_element(self, parent: int | None, tag: str, position: int, attributes: dict[str, str]) -> int:
        telling = tuple((name, attributes[name]) for name in TELLING if name in attributes)
        self.elements.append(Element(parent=parent, tag=tag, position=position, attributes=telling))
        self.depths.append(0 if parent is None else self.depths[parent] + 1)
        return len(self.elements) - 1

    def not_too_deep(self, parent: int | None) -> int | None:
        """``parent``, or the element above it when it already stands as deep as may be."""
        if parent is not None and self.depths[parent] >= _DEEPEST:
            return self.elements[parent].parent
        return parent

    def add_text(self, text: str, element: int) -> None:
        end = self.length + len(text)
        self.pieces.append(text)
        self.nodes.append(NodeRange(start=self.length, end=end, element=element, broken=self.broken))
        self.length = end
        self.broken = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a node stands: its parent's element, whether a reader sees it, and the path of its parent."""

    parent: int | None
    seen: bool
    path: str


def read_markup(source: str) -> Markup:
    """The text of the text nodes of ``source``, their elements, and what the markup states beside the text.

    Offsets count code points of the returned text. Broken markup is mended as browsers do; nothing is raised.
    """
    walk = _Walk()
    root = LexborHTMLParser(source).root
    stack: list[tuple[LexborNode, _Place]] = []
    if root is not None:
        stack.append((root, _Place(parent=None, seen=True, path="")))
    while stack:
        node, place = stack.pop()
        if node.next is not None and place.path:
            stack.append((node.next, place))
        if node.is_text_node:
            if place.seen and place.parent is not None and node.text_content:
                walk.add_text(node.text_content, place.parent)
        elif node.is_element_node:
            inside = _enter(node, place, walk)
            if node.child is not None:
                stack.append((node.child, inside))
    return Markup(
        text="".join(walk.pieces),
        elements=tuple(walk.elements),
        nodes=tuple(walk.nodes),
        facts=tuple(walk.facts),
    )


def _enter(node: LexborNode, place: _Place, walk: _Walk) -> _Place:
    """Take up an element: what it states, and its entry among the elements. Gives the place of its children."""
    tag = node.tag or "unknown"
    parent = walk.not_too_deep(place.parent)
    # Unseen parts have no element of their own: their siblings are counted by path.
    key = (parent, "" if place.seen else place.path, tag)
    walk.counts[key] = position = walk.counts.get(key, 0) + 1
    path = f"{place.path}/{tag}[{position}]" if len(place.path) < _MAX_PATH else place.path
    attributes = {k: v or "" for k, v in node.attributes.items()}
    walk.broken = walk.broken or tag in {"br", "hr"}
    _facts(node, tag, attributes, path, walk)
    if not place.seen or tag in UNSEEN:
        return _Place(parent=parent, seen=False, path=path)
    return _Place(parent=walk.add_element(parent, tag, position, attributes), seen=True, path=path)


def _facts(node: LexborNode, tag: str, attributes: dict[str, str], path: str, walk: _Walk) -> None:
    if tag == "meta":
        name = (
            attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        ).lower()
        if name in META and attributes.get("content"):
            walk.facts.append(MarkupFact(name=name, value=attributes["content"], path=f"{path}/@content"))
    elif tag == "time" and attributes.get("datetime"):
        walk.facts.append(MarkupFact(name="time", value=attributes["datetime"], path=f"{path}/@datetime"))
    elif tag == "title":
        title = (node.text() or "").strip()
        if title:
            walk.facts.append(MarkupFact(name="title", value=title, path=path))
    elif tag == "html" and attributes.get("lang"):
        walk.facts.append(MarkupFact(name="lang", value=attributes["lang"], path=f"{path}/@lang"))
    elif tag == "script" and "ld+json" in attributes.get("type", "").lower():
        _json_ld(node.text() or "", path, walk)


def _json_ld(source: str, path: str, walk: _Walk) -> None:
    if len(source) > _MAX_JSON_LD:
        return
    try:
        data = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return
    todo = [data]
    while todo:
        item = todo.pop(0)
        if isinstance(item, list):
            todo += item
        elif isinstance(item, dict):
            todo += [v for k, v in item.items() if k in {"@graph", "mainEntity", "mainEntityOfPage"}]
            for key in JSON_LD:
                if isinstance(value := item.get(key), str) and value:
                    walk.facts.append(MarkupFact(name=f"json-ld:{key}", value=value, path=path))
