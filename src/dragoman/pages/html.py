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
    {"script", "style", "template", "noscript", "head", "svg", "math", "select", "option", "textarea", "iframe", "object"}
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
    nodes: list[NodeRange] = field(default_factory=list)
    facts: list[MarkupFact] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    broken: bool = False

    def add_text(self, text: str, element: int) -> None:
        end = self.length + len(text)
        self.pieces.append(text)
        self.nodes.append(NodeRange(start=self.length, end=end, element=element, broken=self.broken))
        self.length = end
        self.broken = False


def read_markup(source: str) -> Markup:
    """The text of the text nodes of ``source``, their elements, and what the markup states beside the text.

    Offsets count code points of the returned text. Broken markup is mended as browsers do; nothing is raised.
    """
    walk = _Walk()
    root = LexborHTMLParser(source).root
    # Each entry: node, index of its parent's element, whether a reader sees it, path of its parent.
    stack: list[tuple[LexborNode, int | None, bool, str]] = [] if root is None else [(root, None, True, "")]
    counts: dict[tuple[int | None, str, str], int] = {}
    while stack:
        node, parent, seen, path = stack.pop()
        if node.next is not None and path:
            stack.append((node.next, parent, seen, path))
        if node.is_text_node:
            if seen and parent is not None and node.text_content:
                walk.add_text(node.text_content, parent)
        elif node.is_element_node:
            _enter(node, parent, seen, path, walk, counts, stack)
    return Markup(
        text="".join(walk.pieces),
        elements=tuple(walk.elements),
        nodes=tuple(walk.nodes),
        facts=tuple(walk.facts),
    )


def _enter(
    node: LexborNode,
    parent: int | None,
    seen: bool,
    path: str,
    walk: _Walk,
    counts: dict[tuple[int | None, str, str], int],
    stack: list[tuple[LexborNode, int | None, bool, str]],
) -> None:
    tag = node.tag or "unknown"
    # Unseen parts have no element of their own: their siblings are counted by path.
    key = (parent, path if not seen else "", tag)
    counts[key] = position = counts.get(key, 0) + 1
    if len(path) < _MAX_PATH:
        path = f"{path}/{tag}[{position}]"
    attributes = {k: v or "" for k, v in node.attributes.items()}
    walk.broken = walk.broken or tag in {"br", "hr"}
    _facts(node, tag, attributes, path, walk)
    seen = seen and tag not in UNSEEN
    index = parent
    if seen:
        index = len(walk.elements)
        telling = tuple((k, attributes[k]) for k in TELLING if k in attributes)
        walk.elements.append(Element(parent=parent, tag=tag, position=position, attributes=telling))
    if node.child is not None:
        stack.append((node.child, index, seen, path))


def _facts(node: LexborNode, tag: str, attributes: dict[str, str], path: str, walk: _Walk) -> None:
    if tag == "meta":
        name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
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
