"""The headline of an HTML page: what markup states and what the page shows, without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dragoman.model import BlockKind, Layout, MarkupFact, Page, Span, Tree
from dragoman.pages.element_text import ElementTexts
from dragoman.pages.fact_names import Tells, told_by
from dragoman.text import trim

_PART = re.compile(r"\s+[|–—·•»«/:~>-]+\s+|\s*(?:\||»|«|::|›|•|·)\s*|(?<=\w):\s+(?=\S+\.\w{2,3}$)")
_WORD = re.compile(r"\w+")
#: A headline has at least this many letters or digits, and at most so many characters.
_LEAST, _MOST = 2, 400
_HEADINGS = ("h1", "h2", "h3")
_MOST_HEADINGS = 40
#: A heading may hold a kicker of so many words before a headline of at least so many, in elements of these tags.
_KICKER, _KICKED = 5, 3
_PARTS = frozenset({"span", "div", "small", "strong", "p"})
#: How far the title element is trusted, among 0 (most) to 3: names of sites and sections stand in it.
_ELEMENT = 3
_SITES = frozenset(
    "og:site_name application-name json-ld:publisher apple-mobile-web-app-title publisher".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The chosen headline: its words, where they stand on the page, or the path of the fact that states them."""

    text: str
    span: Span | None = None
    path: str | None = None


def key_of(text: str) -> str:
    """A text as headlines are compared: its words in small letters."""
    return " ".join(_WORD.findall(text.lower()))


def headline_of(page: Page, layout: Layout, sites: Sequence[str]) -> Headline | None:
    """The headline of an HTML page, or None. ``sites`` are names of the site, which are cut from its ends.

    The words are the page's own where it shows them; else those that the markup states.
    """
    tree = page.tree
    if tree is None:
        return None
    stated = list(_stated(page.facts, sites))
    shown = list(_shown(page, tree, layout))
    names = {key_of(site) for site in sites}
    best = _agreeing(page, shown, stated, names)
    if best is not None:
        return best
    if stated and (stated[0][2] or not shown):
        text, path, _ = stated[0]
        return Headline(text=text, path=path)
    ones = [one for tag, one in shown if tag == "h1" and key_of(one.text) not in names]
    if len(ones) == 1:
        return ones[0]
    if stated:
        return Headline(text=stated[0][0], path=stated[0][1])
    rest = [one for _, one in shown if key_of(one.text) not in names]
    return rest[0] if rest else None


def _stated(facts: Iterable[MarkupFact], sites: Sequence[str]) -> Iterator[tuple[str, str, bool]]:
    """(text, path, whether it is meant as the article's title) by trust: Open Graph, linked data, the title element."""
    ranked: list[tuple[int, MarkupFact]] = []
    for fact in facts:
        if fact.name == "og:title":
            ranked.append((0, fact))
        elif fact.name == "json-ld:headline":
            ranked.append((1, fact))
        elif fact.name == "title":
            ranked.append((_ELEMENT, fact))
        elif told_by(fact.name.removeprefix("itemprop:")) is Tells.TITLE and not fact.name.startswith(
            "json-ld:"
        ):
            ranked.append((2, fact))
    for rank, fact in sorted(ranked, key=lambda one: one[0]):
        text = without_site(" ".join(fact.value.split()), sites)
        text = text if rank < _ELEMENT else _longest(text)
        if len(key_of(text)) >= _LEAST and len(text) <= _MOST:
            yield text, fact.path, rank < _ELEMENT


def without_site(text: str, sites: Sequence[str]) -> str:
    """A title without parts at its ends that name the site, and only those."""
    names = {key_of(site) for site in sites} - {""}
    joined = {name.replace(" ", "") for name in names}
    parts = list(_PART.finditer(text))
    start, end = 0, len(text)
    while parts and _names_site(text[parts[-1].end() : end], names, joined):
        end = parts.pop().start()
    while parts and _names_site(text[start : parts[0].start()], names, joined):
        start = parts.pop(0).end()
    return text[start:end].strip() or text


def _longest(text: str) -> str:
    """The longest part of a title element, in words: the others are sites and sections."""
    parts = [part for part in _PART.split(text) if part]
    best = max(parts, key=lambda part: len(part.split()), default=text)
    return best if len(best.split()) >= 2 else text


def _names_site(part: str, names: set[str], joined: set[str]) -> bool:
    key = key_of(part)
    if not key:
        return True
    bare = re.sub(r" (?:com|de|org|net|ch|at|fr|co uk|nl|es|it|eu|info|blog)$", "", key)
    return key in names or bare in names or key.replace(" ", "") in joined or bare.replace(" ", "") in joined


def _shown(page: Page, tree: Tree, layout: Layout) -> Iterator[tuple[str, Headline]]:
    """Headings of the page with their tags, in order of rank; then the block that the layout calls the title."""
    texts = ElementTexts(page, tree)
    tags = tree.tags
    for heading in _HEADINGS:
        elements = (
            [at for at, tag in enumerate(tags) if tag == heading][:_MOST_HEADINGS] if heading in tags else []
        )
        for element in elements:
            span = texts.span(element)
            if span is not None and len(span) <= _MOST:
                span = _without_kicker(page, tree, element, span) or span
                yield heading, Headline(text=" ".join(page.quote(span).split()), span=span)
    for block in layout.blocks:
        if block.kind is BlockKind.TITLE:
            text = page.quote(block.span)
            start = block.span.start + len(text) - len(text.lstrip())
            if text.strip():
                span = page.span(start, start + len(text.strip()))
                yield "block", Headline(text=" ".join(text.split()), span=span)


def _without_kicker(page: Page, tree: Tree, element: int, span: Span) -> Span | None:
    """The second of two parts of a heading, each in an element of its own, when the first is a few words."""
    parts = [(node, holder) for node, holder in page.nodes(span) if page.quote(node).strip()]
    if len(parts) != 2:
        return None
    (first, one), (second, two) = parts
    if (
        one in {element, two}
        or tree.tags[one] not in _PARTS
        or tree.tags[two] not in {*_PARTS, *_HEADINGS}
        or len(page.quote(first).split()) > _KICKER
        or len(page.quote(second).split()) < _KICKED
    ):
        return None
    return trim(page, second.start, second.end)


def _agreeing(
    page: Page,
    shown: Sequence[tuple[str, Headline]],
    stated: Sequence[tuple[str, str, bool]],
    names: set[str],
) -> Headline | None:
    """The heading that says what the markup states: wholly, or as part of it, or with it as a part."""
    keys = [(tag, key_of(one.text), one) for tag, one in shown]
    keys = [item for item in keys if item[1] and item[1] not in names]
    for text, _, _ in stated:
        key = key_of(text)
        for _, own, one in keys:
            if own == key:
                return one
    for text, _, meant in stated:
        key = key_of(text)
        for tag, own, one in keys:
            if tag == "h1" and own.count(" ") >= 2 and own in key:
                return one
            if tag in {"h1", "block"} and meant and key in own and key.count(" ") >= 2:
                return _inside(page, one, key)
    for text, _, meant in stated:
        parts = () if meant else {key_of(part) for part in _PART.split(text)}
        for _, own, one in keys:
            if own in parts and own.count(" ") >= 1:
                return one
    return None


def _inside(page: Page, one: Headline, key: str) -> Headline:
    """The part of a heading whose words are ``key``: what stands before or behind it is a kicker or a subtitle."""
    if one.span is None:
        return one
    raw = page.quote(one.span)
    found = re.search(
        r"[„“«\"'(¿¡]?" + r"\W+".join(map(re.escape, key.split())) + r"[.!?…”“»\"')]*", raw, re.IGNORECASE
    )
    if found is None:
        return one
    span = page.span(one.span.start + found.start(), one.span.start + found.end())
    return Headline(text=" ".join(found[0].split()), span=span)


def site_names(page: Page) -> tuple[str, ...]:
    """Names of the site, the surest first: stated by the markup, and the words of its address."""
    out = [" ".join(fact.value.split()) for fact in page.facts if fact.name in _SITES]
    for known in (page.supplied.outlet, page.outlet):
        if known:
            out.insert(0, known)
    for host in hosts(page):
        parts = host.removeprefix("www.").split(".")
        out.append(host)
        out.append(host.removeprefix("www."))
        if len(parts) >= 2:
            out.append(parts[-2] if len(parts[-2]) > 3 or len(parts) == 2 else parts[-3])
    return tuple(dict.fromkeys(name for name in out if name))


def hosts(page: Page) -> Iterator[str]:
    """The hosts of the page's addresses."""
    known = [page.supplied.url, page.url]
    known += [fact.value for fact in page.facts if fact.name in {"canonical", "og:url", "json-ld:url"}]
    for address in known:
        try:
            host = urlsplit(address or "").hostname
        except ValueError:
            continue
        if host:
            yield host.lower()
