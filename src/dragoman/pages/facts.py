"""What a page's markup states beside its text: meta tags, links, microdata, JSON-LD, ``time`` elements, title, language."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.model import Attributes, MarkupFact, Tree
from dragoman.pages.fact_names import told_by
from dragoman.pages.json_ld import json_ld_facts, script_facts

#: Elements that may state something by what they are.
FACTUAL = frozenset({"meta", "time", "title", "html", "script", "link"})
#: So many facts of one page are kept: more are no page but a list.
_MOST = 2_000
_NAMING = ("property", "name", "itemprop", "http-equiv")


def facts_of(tree: Tree | None, factual: Iterable[tuple[int, str]]) -> tuple[MarkupFact, ...]:
    """The facts in document order. ``factual`` are elements of ``tree`` with tags of :data:`FACTUAL` or an
    ``itemprop``, and their text.

    Names are those of the markup, in small letters; of JSON-LD ``json-ld:KEY``, of microdata outside meta tags
    ``itemprop:NAME``. What is broken beyond mending is passed over.
    """
    if tree is None:
        return ()
    facts: list[MarkupFact] = []
    for element, text in factual:
        facts += _facts(tree, element, text)
        if len(facts) > _MOST:
            break
    return tuple(facts[:_MOST])


def _facts(tree: Tree, element: int, text: str) -> list[MarkupFact]:
    tag, attributes = tree.tags[element], tree.attributes[element]
    if tag == "meta":
        return _meta(tree, element, dict(attributes))
    if tag == "script":
        if not text:
            return []
        path = tree.xpath(element)
        return json_ld_facts(text, path) if is_json_ld(attributes) else script_facts(text, path)
    if tag == "title":
        return (
            [MarkupFact(name="title", value=text.strip(), path=tree.xpath(element))] if text.strip() else []
        )
    if tag == "link":
        return _link(tree, element, dict(attributes))
    if tag == "html":
        return _attribute(tree, element, "lang", "lang") or _attribute(tree, element, "xml:lang", "lang")
    found = _attribute(tree, element, "datetime", "time") if tag == "time" else []
    return found or _item(tree, element)


def may_state(attributes: Attributes) -> bool:
    """Whether a script of these attributes holds its text itself, and not the address of a file."""
    return not any(name == "src" and value for name, value in attributes)


def is_json_ld(attributes: Attributes) -> bool:
    """Whether a script of these attributes holds linked data."""
    return any(name == "type" and "ld+json" in value.lower() for name, value in attributes)


def _meta(tree: Tree, element: int, attributes: dict[str, str]) -> list[MarkupFact]:
    value = attributes.get("content", "").strip()
    if not value:
        return []
    for naming in _NAMING:
        name = attributes.get(naming, "").strip().lower()
        if name and told_by(name) is not None:
            return [MarkupFact(name=name, value=value, path=f"{tree.xpath(element)}/@content")]
    return []


def _link(tree: Tree, element: int, attributes: dict[str, str]) -> list[MarkupFact]:
    rel = attributes.get("rel", "").strip().lower()
    if rel in {"canonical", "shortlink"}:
        return _attribute(tree, element, "href", rel)
    return _item(tree, element) if "itemprop" in attributes else []


def _item(tree: Tree, element: int) -> list[MarkupFact]:
    """A value of microdata that stands in an attribute; those that stand in the text are read from there."""
    name = tree.value(element, "itemprop")
    if not name or told_by(name) is None:
        return []
    for holder in ("content", "datetime"):
        if found := _attribute(tree, element, holder, f"itemprop:{name}"):
            return found
    return []


def _attribute(tree: Tree, element: int, attribute: str, name: str) -> list[MarkupFact]:
    value = (tree.value(element, attribute) or "").strip()
    return [MarkupFact(name=name, value=value, path=f"{tree.xpath(element)}/@{attribute}")] if value else []
