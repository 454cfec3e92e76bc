"""What a page's markup states beside its text: meta tags, JSON-LD, ``time`` elements, title, language."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dragoman.model import MarkupFact, Tree

#: Elements that may state something.
FACTUAL = frozenset({"meta", "time", "title", "html", "script"})
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


def facts_of(tree: Tree | None, factual: Iterable[tuple[int, str]]) -> tuple[MarkupFact, ...]:
    """The facts in document order. ``factual`` are elements of ``tree`` with tags of :data:`FACTUAL`, and their text."""
    facts: list[MarkupFact] = []
    for element, text in factual if tree is not None else ():
        facts += _facts(tree, element, text) if tree is not None else ()
    return tuple(facts)


def _facts(tree: Tree, element: int, text: str) -> list[MarkupFact]:
    tag, attributes = tree.tags[element], dict(tree.attributes[element])
    if tag == "meta":
        name = (
            attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        ).lower()
        if name in META and attributes.get("content"):
            path = f"{tree.xpath(element)}/@content"
            return [MarkupFact(name=name, value=attributes["content"], path=path)]
    elif tag == "time" and attributes.get("datetime"):
        path = f"{tree.xpath(element)}/@datetime"
        return [MarkupFact(name="time", value=attributes["datetime"], path=path)]
    elif tag == "title" and text.strip():
        return [MarkupFact(name="title", value=text.strip(), path=tree.xpath(element))]
    elif tag == "html" and attributes.get("lang"):
        return [MarkupFact(name="lang", value=attributes["lang"], path=f"{tree.xpath(element)}/@lang")]
    elif tag == "script" and "ld+json" in attributes.get("type", "").lower():
        return _json_ld(text, tree.xpath(element))
    return []


def _json_ld(source: str, path: str) -> list[MarkupFact]:
    if len(source) > _MAX_JSON_LD:
        return []
    try:
        data = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return []
    facts = []
    todo = [data]
    while todo:
        item = todo.pop(0)
        if isinstance(item, list):
            todo += item
        elif isinstance(item, dict):
            todo += [v for k, v in item.items() if k in {"@graph", "mainEntity", "mainEntityOfPage"}]
            facts += [
                MarkupFact(name=f"json-ld:{key}", value=value, path=path)
                for key in JSON_LD
                if isinstance(value := item.get(key), str) and value
            ]
    return facts
