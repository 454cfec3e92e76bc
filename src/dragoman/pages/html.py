"""HTML to the text of its text nodes, in order, with the tree that holds them and what the markup states.

The tree is lexbor's (through selectolax), walked without recursion. Text of script, style, template, noscript,
title and other parts that a reader does not see is left out of the page's text; their elements stand in the tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dragoman.model import Attributes, MarkupFact, Tree
from dragoman.pages.facts import FACTUAL, facts_of, may_state

#: Elements whose text nodes a reader does not see.
UNSEEN = frozenset(
    "script style template noscript noframes noembed head svg math select option textarea iframe object title".split()
)
#: Unseen elements whose children state something.
_ENTERED = frozenset({"head"})
_BREAKS = frozenset({"br", "hr"})
#: Longer values (pictures written out as data) say nothing of what an element is for.
_LONGEST_VALUE = 2_000
#: Elements nested deeper hang beside the one at this depth, as in browsers (Blink's limit is the same).
_DEEPEST = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What was read from HTML: the fields of ``Page`` that depend on markup."""

    text: str
    tree: Tree | None
    facts: tuple[MarkupFact, ...]


@dataclass(slots=True)
class _Columns:
    parents: list[int] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    attributes: list[Attributes] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    holders: list[int] = field(default_factory=list)
    broken: list[bool] = field(default_factory=list)
    #: Elements that may state something, with their own text.
    factual: list[tuple[int, str]] = field(default_factory=list)


def read_markup(source: str) -> Markup:
    """The text of the text nodes of ``source``, their tree, and what the markup states beside the text.

    Offsets count code points of the returned text. Broken markup is mended as browsers do; nothing is raised.
    """
    columns = _Columns()
    root = LexborHTMLParser(source).root
    if root is not None:
        _walk(root, columns)
    tree = _tree(columns)
    return Markup(text="".join(columns.pieces), tree=tree, facts=facts_of(tree, columns.factual))


def _walk(root: LexborNode, columns: _Columns) -> None:
    """Every element and text node in document order. ``up`` is the element around a node, or -1."""
    node: LexborNode | None = root
    up, broken, unseen = -1, False, False
    waiting: list[tuple[LexborNode, int, bool]] = []
    while node is not None:
        tag = node.tag or "unknown"
        child = None
        inside, hidden = up, unseen
        if tag == "-text":
            text = node.text_content
            if text and up >= 0 and not unseen:
                columns.pieces.append(text)
                columns.holders.append(up)
                columns.broken.append(broken)
                broken = False
        elif tag[0] not in "-!":
            inside = _enter(node, tag, up, columns)
            broken = broken or tag in _BREAKS
            hidden = unseen or tag in UNSEEN
            if not hidden or tag in _ENTERED:
                child = node.child
        # A node beside the root is none of the page's.
        after = node.next if inside != 0 or up >= 0 else None
        if child is not None:
            if after is not None:
                waiting.append((after, up, unseen))
            node, up, unseen = child, inside, hidden
        elif after is not None:
            node = after
        elif waiting:
            node, up, unseen = waiting.pop()
        else:
            node = None


def _enter(node: LexborNode, tag: str, up: int, columns: _Columns) -> int:
    """Take an element into the columns; gives its number."""
    if up >= 0 and columns.depths[up] >= _DEEPEST:
        up = columns.parents[up]
    number = len(columns.tags)
    columns.parents.append(up)
    columns.depths.append(columns.depths[up] + 1 if up >= 0 else 0)
    columns.tags.append(tag)
    given = node.attributes
    attributes = _kept(given) if given else ()
    columns.attributes.append(attributes)
    if tag in FACTUAL or (given and "itemprop" in given):
        worth = tag == "title" or (tag == "script" and may_state(attributes))
        columns.factual.append((number, (node.text() or "") if worth else ""))
    return number


def _kept(attributes: dict[str, str | None]) -> Attributes:
    try:
        if max(map(len, attributes.values())) <= _LONGEST_VALUE:  # type: ignore[arg-type]
            return tuple(attributes.items())  # type: ignore[arg-type]
    except TypeError:  # an attribute without a value
        pass
    return tuple(
        [
            (name, value or "")
            for name, value in attributes.items()
            if value is None or len(value) <= _LONGEST_VALUE
        ]
    )


def _tree(columns: _Columns) -> Tree | None:
    if not columns.tags:
        return None
    counts: dict[tuple[int, str], int] = {}
    positions = []
    for key in zip(columns.parents, columns.tags, strict=True):
        counts[key] = at = counts.get(key, 0) + 1
        positions.append(at)
    starts, length = [], 0
    for piece in columns.pieces:
        starts.append(length)
        length += len(piece)
    return Tree(
        parents=tuple(columns.parents),
        tags=tuple(columns.tags),
        positions=tuple(positions),
        attributes=tuple(columns.attributes),
        starts=tuple(starts),
        holders=tuple(columns.holders),
        broken=tuple(columns.broken),
    )
