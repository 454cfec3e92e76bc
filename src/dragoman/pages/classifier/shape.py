"""The shape of an HTML page around its units: what stands in what, how much text, how much of it is links.

Everything here is a number of an element or a unit; nothing is decided. Columns over elements follow
:class:`dragoman.model.Tree`: a parent comes before its children.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model import Attributes, Page, Tree
from dragoman.pages.units import Unit

_HIDING = ("display:none", "display: none", "visibility:hidden", "visibility: hidden")
_EMPHASIS = frozenset({"b", "strong", "em", "i"})
#: A unit of running text has at least this many words and ends as a sentence does, or is long.
_PROSE_WORDS, _LONG_WORDS = 8, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Columns over the elements of a page: depth, whether hidden, and over all text in the element the code points,
    those in links and those of running text; over its units: code points in links and emphasised, text nodes, prose."""

    depths: list[int]
    hidden: list[bool]
    chars: list[int]
    links: list[int]
    prose: list[int]
    unit_links: list[int]
    unit_emphasis: list[int]
    unit_nodes: list[int]
    unit_prose: list[bool]


def shape_of(page: Page, tree: Tree, units: Sequence[Unit]) -> Shape:
    """The columns of ``page`` for ``units``: its units in order, each with its element."""
    depths, hidden, linked, emphasis = _from_above(tree)
    size = len(tree.tags)
    chars, links, prose = [0] * size, [0] * size, [0] * size
    count = len(units)
    unit_links, unit_emphasis, unit_nodes = [0] * count, [0] * count, [0] * count
    unit_prose = [is_prose(unit) for unit in units]
    at, stop = 0, units[0].end if units else 0
    for start, end, holder in zip(tree.starts, (*tree.starts[1:], len(page.text)), tree.holders, strict=True):
        while start >= stop and at + 1 < count:
            at += 1
            stop = units[at].end
        unit = units[at] if count else None
        if unit is None or end <= unit.start or start >= stop:
            continue
        length = min(end, stop) - max(start, unit.start)
        chars[holder] += length
        unit_nodes[at] += 1
        if linked[holder]:
            links[holder] += length
            unit_links[at] += length
        if emphasis[holder]:
            unit_emphasis[at] += length
        if unit_prose[at]:
            prose[holder] += length
    for here in range(size - 1, 0, -1):
        up = tree.parents[here]
        if chars[here] and up >= 0:
            chars[up] += chars[here]
            links[up] += links[here]
            prose[up] += prose[here]
    return Shape(
        depths=depths,
        hidden=hidden,
        chars=chars,
        links=links,
        prose=prose,
        unit_links=unit_links,
        unit_emphasis=unit_emphasis,
        unit_nodes=unit_nodes,
        unit_prose=unit_prose,
    )


def _from_above(tree: Tree) -> tuple[list[int], list[bool], list[bool], list[bool]]:
    """Per element: depth, whether it is hidden, in a link, emphasised."""
    depths, hidden, linked, emphasis = [], [], [], []
    for up, tag, attributes in zip(tree.parents, tree.tags, tree.attributes, strict=True):
        if up < 0:
            depths.append(0)
            hidden.append(False)
            linked.append(False)
            emphasis.append(False)
            continue
        depths.append(depths[up] + 1)
        hidden.append(hidden[up] or (bool(attributes) and _hides(attributes)))
        linked.append(tag == "a" or linked[up])
        emphasis.append(tag in _EMPHASIS or emphasis[up])
    return depths, hidden, linked, emphasis


def _hides(attributes: Attributes) -> bool:
    for name, value in attributes:
        if name == "hidden" or (name == "aria-hidden" and value == "true"):
            return True
        if name == "style" and any(mark in value.lower() for mark in _HIDING):
            return True
    return False


def is_prose(unit: Unit) -> bool:
    """Whether a unit looks like running text."""
    return (unit.words >= _PROSE_WORDS and unit.ends_sentence) or unit.words >= _LONG_WORDS


def main_element(tree: Tree, shape: Shape, units: Sequence[Unit]) -> int:
    """The element whose own paragraphs hold most running text: a paragraph counts for the element around its
    own in full, for the one around that by half."""
    score: dict[int, float] = {}
    for unit, prose in zip(units, shape.unit_prose, strict=True):
        if not prose or unit.element is None:
            continue
        weight = float(len(unit.raw))
        for up in _around(tree, unit.element):
            score[up] = score.get(up, 0.0) + weight
            weight *= 0.5
    return max(score, key=lambda element: (score[element], -element)) if score else 0


def _around(tree: Tree, element: int) -> tuple[int, ...]:
    first = tree.parents[element]
    second = tree.parents[first] if first >= 0 else -1
    return tuple(up for up in (first, second) if up >= 0)
