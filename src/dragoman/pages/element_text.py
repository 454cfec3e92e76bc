"""Which stretch of the page's text stands in an element of its tree."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from dragoman.model import Page, Span, Tree
from dragoman.text import trim


class ElementTexts:
    """The stretches of one page's elements."""

    def __init__(self, page: Page, tree: Tree) -> None:
        self._page, self._tree = page, tree
        # A text node after an element's begin has a holder of the element's number or a later one, or lies behind it.
        self._running = list(accumulate(tree.holders, max))

    def first_node(self, element: int) -> int:
        """The number of the first text node after the beginning of ``element``; that of all nodes when none follows."""
        return bisect_left(self._running, element)

    def end(self, element: int) -> int:
        """The first element behind the subtree of ``element``."""
        parents, at = self._tree.parents, element + 1
        while at < len(parents) and parents[at] >= element:
            at += 1
        return at

    def span(self, element: int) -> Span | None:
        """The text of ``element`` without white space at its ends (code points); None when it shows none."""
        tree = self._tree
        first, behind = self.first_node(element), self.end(element)
        after = first
        while after < len(tree.holders) and element <= tree.holders[after] < behind:
            after += 1
        if first == after:
            return None
        end = tree.starts[after] if after < len(tree.starts) else len(self._page.text)
        return trim(self._page, tree.starts[first], end)
