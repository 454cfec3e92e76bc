"""What HTML's own elements say about units: kinds from tags and attribute words, comments from structure."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.errors import ValueRuleError
from dragoman.model import BlockKind, CommentPart, Page, Tree
from dragoman.pages.decision import Decision, furniture
from dragoman.pages.layouts import HintRule, PageLayout
from dragoman.pages.units import Unit, tokens_of

#: Kinds that hold for everything inside an element, whatever the inner elements say.
_CONTAINERS = frozenset(
    {BlockKind.FURNITURE, BlockKind.RELATED, BlockKind.TAGS, BlockKind.CAPTION, BlockKind.CREDIT}
)
_PARTED = frozenset({BlockKind.TAGS, BlockKind.CREDIT, BlockKind.BYLINE, BlockKind.DATELINE})
#: An element that holds more of the page's text than this is the page, whatever it is called.
_WHOLE_PAGE = 0.6


def parting_words(layout: PageLayout) -> frozenset[str]:
    """The attribute words whose elements are units of their own: authors, dates, tags, votes, buttons."""
    words = [layout.comment_parts.get(key, frozenset()) for key in ("author", "date", "votes", "rest")]
    return frozenset().union(*words, *(rule.tokens for rule in layout.hints if rule.kind in _PARTED))


def hint_units(page: Page, units: Sequence[Unit], layout: PageLayout) -> dict[int, Decision]:
    """What the markup says about each unit; units it says nothing about are left out."""
    own = _ElementHints(page, layout)
    items = _CommentItems(page, layout)
    hints: dict[int, Decision] = {}
    for i, unit in enumerate(units):
        if unit.element is None:
            continue
        item = items.of(unit.element)
        if item is not None:
            hints[i] = _comment_part(page, unit.element, items, item, layout)
        elif (hint := own.of(unit.element)) is not None:
            hints[i] = hint
    return _renumber(hints)


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


class _ElementHints:
    """What every element says about the text in it: the nearest container decides, else the nearest other hint."""

    def __init__(self, page: Page, layout: PageLayout) -> None:
        share = _text_share(page)
        self._containers: list[Decision | None] = []
        self._inner: list[Decision | None] = []
        # Parents come before their children.
        tree = tree_of(page)
        for at, up in enumerate(tree.parents):
            container, inner = (None, None) if up < 0 else (self._containers[up], self._inner[up])
            rule = _own_rule(tree, at, layout)
            if rule is not None:
                decision = Decision(kind=rule.kind, rule=f"html/{rule.id}")
                if rule.kind not in _CONTAINERS:
                    inner = decision
                elif share[at] <= _WHOLE_PAGE:
                    container = decision
            self._containers.append(container)
            self._inner.append(inner)

    def of(self, element: int) -> Decision | None:
        return self._containers[element] or self._inner[element]


def _own_rule(tree: Tree, element: int, layout: PageLayout) -> HintRule | None:
    words, tag = tokens_of(tree.attributes[element]), tree.tags[element]
    return next((rule for rule in layout.hints if tag in rule.tags or rule.tokens & words), None)


def tree_of(page: Page) -> Tree:
    """The tree of an HTML page.

    Raises:
        ValueRuleError: for a page of plain text.
    """
    if page.tree is None:
        raise ValueRuleError("a page of plain text has no elements")
    return page.tree


class _CommentItems:
    """Which comment element, if any, an element stands in, and how deep that one is nested."""

    def __init__(self, page: Page, layout: PageLayout) -> None:
        self._tree, self._layout = tree_of(page), layout
        self._known: dict[int, tuple[int | None, int, bool]] = {}

    def of(self, element: int) -> int | None:
        return self._look(element)[0]

    def depth(self, item: int) -> int:
        return self._look(item)[1]

    def _look(self, element: int) -> tuple[int | None, int, bool]:
        """(innermost comment element, its depth, whether inside a region of comments)."""
        chain: list[int] = []
        for at in self._tree.above(element):
            if at in self._known:
                break
            chain.append(at)
        for here in reversed(chain):
            parent = self._tree.parents[here]
            above = self._known[parent] if parent >= 0 else (None, -1, False)
            self._known[here] = self._enter(here, above)
        return self._known[element]

    def _enter(self, here: int, above: tuple[int | None, int, bool]) -> tuple[int | None, int, bool]:
        item, depth, inside = above
        words = tokens_of(self._tree.attributes[here])
        parts = self._layout.comment_parts
        if inside and words & parts["item"] and self._is_new(here, item):
            return here, depth + 1, True
        return item, depth, inside or bool(words & parts["region"])

    def _is_new(self, here: int, item: int | None) -> bool:
        """A comment inside a comment looks like the outer one; other elements with such words are its parts."""
        if item is None:
            return True
        inner, outer = (tokens_of(self._tree.attributes[one]) for one in (here, item))
        wanted = self._layout.comment_parts["item"]
        return self._tree.tags[here] == self._tree.tags[item] and bool(inner & outer & wanted)


def _comment_part(page: Page, element: int, items: _CommentItems, item: int, layout: PageLayout) -> Decision:
    tree, depth = tree_of(page), items.depth(item)
    for at in tree.above(element):
        if at == item:
            break
        words = tokens_of(tree.attributes[at])
        for part in ("author", "votes", "rest", "date"):
            if words & layout.comment_parts.get(part, frozenset()) or (
                part == "date" and tree.tags[at] == "time"
            ):
                if part == "rest":
                    return furniture("html/comment-rest")
                return Decision(
                    kind=BlockKind.COMMENT,
                    rule=f"html/{part}",
                    part=CommentPart.HEADER,
                    comment=item,
                    depth=depth,
                )
    return Decision(
        kind=BlockKind.COMMENT, rule="html/comment", part=CommentPart.BODY, comment=item, depth=depth
    )


def _renumber(hints: dict[int, Decision]) -> dict[int, Decision]:
    """Comment elements numbered as comments of the thread, in page order; one without any body is left out."""
    bodies = {d.comment for d in hints.values() if d.part is CommentPart.BODY}
    order: dict[int, int] = {}
    for i in sorted(hints):
        comment = hints[i].comment
        if comment is not None and comment in bodies:
            order.setdefault(comment, len(order))
    return {i: _numbered(decision, order) for i, decision in hints.items()}


def _numbered(decision: Decision, order: dict[int, int]) -> Decision:
    if decision.comment is None:
        return decision
    if decision.comment not in order:
        return furniture("html/comment-without-text")
    return Decision(
        kind=decision.kind,
        rule=decision.rule,
        part=decision.part,
        comment=order[decision.comment],
        depth=decision.depth,
    )
