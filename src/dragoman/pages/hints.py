"""What HTML's own elements say about units: kinds from tags and attribute words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.errors import ValueRuleError
from dragoman.model import BlockKind, Page, Tree
from dragoman.pages.decision import Decision
from dragoman.pages.layouts import PageLayout
from dragoman.pages.units import Unit, tokens_of

#: Kinds that hold for everything inside an element, whatever the inner elements say.
_CONTAINERS = frozenset(
    {BlockKind.FURNITURE, BlockKind.RELATED, BlockKind.TAGS, BlockKind.CAPTION, BlockKind.CREDIT}
)
_PARTED = frozenset({BlockKind.TAGS, BlockKind.CREDIT, BlockKind.BYLINE, BlockKind.DATELINE})
#: An element that holds more of the page's text than this is the page, whatever it is called.
_WHOLE_PAGE = 0.6
#: An element that holds more of the article's text than this is the article, whatever it is called.
_WHOLE_BODY = 0.6


def parting_words(layout: PageLayout) -> frozenset[str]:
    """The attribute words whose elements are units of their own: authors, dates, tags."""
    return frozenset().union(*(rule.tokens for rule in layout.hints if rule.kind in _PARTED))


def hint_units(
    page: Page, units: Sequence[Unit], layout: PageLayout, body: Sequence[float] | None = None
) -> dict[int, Decision]:
    """What the markup says about each unit; units it says nothing about are left out. An element around most of the
    article's text is no piece of furniture, whatever it is called: ``body`` has a number above 0 for each unit of it."""
    own = _ElementHints(page, layout, _body_share(tree_of(page), units, body) if body is not None else None)
    hints: dict[int, Decision] = {}
    for i, unit in enumerate(units):
        if unit.element is not None and (hint := own.of(unit.element)) is not None:
            hints[i] = hint
    return hints


def _text_share(page: Page) -> list[float]:
    """For every element, the share of the page's text that stands in it."""
    tree = page.tree
    if tree is None:
        return []
    lengths = [0] * len(tree.tags)
    for start, end, holder in zip(tree.starts, (*tree.starts[1:], len(page.text)), tree.holders, strict=True):
        lengths[holder] += end - start
    # Children come after their parents.
    for i in range(len(tree.tags) - 1, 0, -1):
        if tree.parents[i] >= 0:
            lengths[tree.parents[i]] += lengths[i]
    return [length / max(1, len(page.text)) for length in lengths]


def _body_share(tree: Tree, units: Sequence[Unit], body: Sequence[float]) -> list[float]:
    """For every element, the share of the article's text that stands in it."""
    lengths = [0] * len(tree.tags)
    for unit, score in zip(units, body, strict=True):
        if score > 0 and unit.element is not None:
            lengths[unit.element] += len(unit.raw)
    total = max(1, sum(lengths))
    for i in range(len(tree.tags) - 1, 0, -1):
        if lengths[i] and tree.parents[i] >= 0:
            lengths[tree.parents[i]] += lengths[i]
    return [length / total for length in lengths]


class _ElementHints:
    """What every element says about the text in it: the nearest container decides, else the nearest other hint."""

    def __init__(self, page: Page, layout: PageLayout, body: Sequence[float] | None) -> None:
        share = _text_share(page)
        body = share if body is None else body
        self._containers: list[Decision | None] = []
        self._inner: list[Decision | None] = []
        # Parents come before their children.
        tree = tree_of(page)
        decisions = [Decision(kind=rule.kind, rule=f"html/{rule.id}") for rule in layout.hints]
        by_tag, by_word = _first_rules(layout)
        for at, up in enumerate(tree.parents):
            container, inner = (None, None) if up < 0 else (self._containers[up], self._inner[up])
            number = _own_rule(tree, at, by_tag, by_word) if share[at] else None
            if number is not None:
                rule, decision = layout.hints[number], decisions[number]
                if rule.kind not in _CONTAINERS:
                    inner = decision
                elif share[at] <= _WHOLE_PAGE and body[at] <= _WHOLE_BODY:
                    container = decision
            self._containers.append(container)
            self._inner.append(inner)

    def of(self, element: int) -> Decision | None:
        return self._containers[element] or self._inner[element]


def _first_rules(layout: PageLayout) -> tuple[dict[str, int], dict[str, int]]:
    """The number of the first rule for each tag, and for each word."""
    by_tag: dict[str, int] = {}
    by_word: dict[str, int] = {}
    for number, rule in enumerate(layout.hints):
        for tag in rule.tags:
            by_tag.setdefault(tag, number)
        for word in rule.tokens:
            by_word.setdefault(word, number)
    return by_tag, by_word


def _own_rule(tree: Tree, element: int, by_tag: Mapping[str, int], by_word: Mapping[str, int]) -> int | None:
    """The number of the first rule that fits an element's tag or one of its words."""
    first = by_tag.get(tree.tags[element])
    attributes = tree.attributes[element]
    for word in tokens_of(attributes) if attributes else ():
        number = by_word.get(word)
        if number is not None and (first is None or number < first):
            first = number
    return first


def tree_of(page: Page) -> Tree:
    """The tree of an HTML page.

    Raises:
        ValueRuleError: for a page of plain text.
    """
    if page.tree is None:
        raise ValueRuleError("a page of plain text has no elements")
    return page.tree
