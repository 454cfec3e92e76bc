"""What an HTML page says of itself: title, authors, outlet, section, tags, language, address."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from dragoman.model import About, Layout, Page, Stated, Tree
from dragoman.pages.authors import authors_of
from dragoman.pages.date_words import OTHER_NAMES, names_in
from dragoman.pages.element_text import ElementTexts
from dragoman.pages.fact_names import Tells, told_by
from dragoman.pages.headline import Headline, key_of, site_names
from dragoman.pages.language_of import language_of

_OUTLETS = (
    "og:site_name",
    "json-ld:publisher",
    "application-name",
    "json-ld:isPartOf",
    "dc.publisher",
    "publisher",
)
#: Tags by the source that is meant for readers before those meant for machines.
_TAGS = (
    "article:tag",
    "og:article:tag",
    "parsely-tags",
    "sailthru.tags",
    "json-ld:keywords",
    "news_keywords",
    "keywords",
)
_SECTIONS = ("article:section", "json-ld:articleSection", "parsely-section", "section")
_MOST_TAGS, _LONGEST_TAG = 40, 80
_SIDES = OTHER_NAMES & frozenset("sidebar widget footer related popular trending cloud".split())


def about_page(page: Page, layout: Layout, headline: Headline | None) -> About:
    """What the page says of itself, with spans where it shows it and paths where only its markup states it.

    Empty for plain text. What is stated is evidence: names of the site are cut from titles and are no authors, the
    language is that of the text.
    """
    tree = page.tree
    if tree is None:
        return About()
    sites = site_names(page)
    title = None if headline is None else Stated(text=headline.text, span=headline.span, path=headline.path)
    return About(
        title=title,
        authors=authors_of(page, tree, layout.blocks, title.span if title else None, sites),
        outlet=_first(page, _OUTLETS),
        section=_first(page, _SECTIONS),
        tags=_tags(page, tree),
        language=language_of(page, layout),
        url=next(_addresses(page), None),
    )


def _first(page: Page, names: tuple[str, ...]) -> Stated | None:
    for name in names:
        for fact in page.facts:
            text = " ".join(fact.value.split())
            if fact.name == name and not text.lower().startswith(("http:", "https:")):
                return Stated(text=text, path=fact.path)
    return None


def _addresses(page: Page) -> Iterator[Stated]:
    for name in ("canonical", "og:url"):
        for fact in page.facts:
            if fact.name == name and fact.value.startswith(("http:", "https:")):
                yield Stated(text=fact.value, path=fact.path)


def _tags(page: Page, tree: Tree) -> tuple[Stated, ...]:
    """Links that are marked as tags, else what the first source in the markup states."""
    tags: dict[str, Stated] = {}
    texts: ElementTexts | None = None
    for element, attributes in enumerate(tree.attributes):
        rel = next((value for name, value in attributes if name == "rel"), None) if attributes else None
        if rel is None or "tag" not in rel.lower().split() or rel.lower().split()[0] == "category":
            continue
        around = (tree.value(at, "class") or "" for at in islice(tree.above(element), 1, 6))
        if any(names_in(name[:200]) & _SIDES for name in around):
            continue
        texts = texts or ElementTexts(page, tree)
        span = texts.span(element)
        if span is not None and len(span) <= _LONGEST_TAG:
            text = " ".join(page.quote(span).split()).lstrip("#")
            tags.setdefault(key_of(text), Stated(text=text, span=span))
    for name in () if tags else _TAGS:
        for fact in page.facts:
            if fact.name == name and told_by(name.removeprefix("json-ld:")) is Tells.TAGS:
                for part in fact.value.replace(";", ",").split(","):
                    text = " ".join(part.split())
                    if text and len(text) <= _LONGEST_TAG:
                        tags.setdefault(key_of(text), Stated(text=text, path=fact.path))
        if tags:
            break
    return tuple(tags.values())[:_MOST_TAGS]
