"""An HTML page as the finder of threads reads it: where each element ends, its text, the words of its attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dragoman.model import Page, Tree
from dragoman.text import level

_PART = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: Words that stand after the telling one in a class: "author-name", "comment-author-link".
_TAILS = frozenset(
    "name link text wrap wrapper label block box area inner container line row span value field info el item".split()
)
#: Classes for scripts, and those that tell items of one kind apart, say nothing of what an element is.
_HOOKS = ("js-", "data-")
_NOISE = frozenset(
    "odd even first last alt clearfix clear active row col item-first item-last left right".split()
)
#: Attributes that say what an element is, beside class and id.
_PROPERTIES = frozenset({"itemprop", "rel", "property", "typeof", "data-type", "data-testid", "data-role"})
#: What may stand around a button's words.
MARKS = " :·•|[](){}<>»«›‹,;-–—↩▲▼\u200b"
#: Longer texts are neither name, date nor button.
SHORT = 80
#: Longer attribute values name nothing.
_LONGEST = 400


@lru_cache(maxsize=32_768)
def heads_of(value: str) -> frozenset[str]:
    """What each word of an attribute value is about: its last part, the whole word, digits left out."""
    found: set[str] = set()
    for word in value[:_LONGEST].split():
        if word.startswith(_HOOKS):
            continue
        parts = [part.lower() for part in _PART.findall(_HUMP.sub(" ", word))]
        if not parts:
            continue
        found.add(parts[-1])
        found.add("".join(parts))
        while len(parts) > 1 and parts[-1] in _TAILS:
            parts.pop()
            found.add(parts[-1])
    return frozenset(found)


@lru_cache(maxsize=32_768)
def parts_of(value: str) -> frozenset[str]:
    """All words of an attribute value, parted at - and _ and capitals, digits left out."""
    words = (word for word in value[:_LONGEST].split() if not word.startswith(_HOOKS))
    return frozenset(part.lower() for part in _PART.findall(_HUMP.sub(" ", " ".join(words))))


@lru_cache(maxsize=32_768)
def tokens_of_class(value: str) -> tuple[str, ...]:
    """The class words without digits, in order: "comment-12 even" is ("comment-", "even")."""
    return tuple(_DIGITS.sub("", word) for word in value[:_LONGEST].lower().split())


class Sheet:
    """Columns over a page's tree. Elements are numbers; ``ends[i]`` is the first element after the subtree of i."""

    def __init__(self, page: Page, tree: Tree) -> None:
        self.page, self.tree, self.text = page, tree, page.text
        count = len(tree.tags)
        parents = tree.parents
        self.parents = parents
        self._shapes: dict[int, tuple[str, str]] = {}
        self.ends = list(range(1, count + 1))
        self.first, self.last = [len(tree.holders)] * count, [-1] * count
        self.stops = (*tree.starts[1:], len(page.text))
        self._read_extents()
        self.classes = [""] * count
        self.ids: dict[int, str] = {}
        self.props: dict[int, str] = {}
        self._read_attributes()

    def _read_extents(self) -> None:
        ends, first, last, parents = self.ends, self.first, self.last, self.parents
        for number, holder in enumerate(self.tree.holders):
            if last[holder] < 0:
                first[holder] = number
            last[holder] = number
        # Children come after their parents.
        for at in range(len(parents) - 1, 0, -1):
            up = parents[at]
            if up >= 0:
                ends[up] = max(ends[up], ends[at])
                if last[at] >= 0:
                    first[up] = min(first[up], first[at])
                    last[up] = max(last[up], last[at])

    def _read_attributes(self) -> None:
        for at, pairs in enumerate(self.tree.attributes):
            for name, value in pairs:
                if name == "class":
                    self.classes[at] = value
                elif name in {"id", "name"}:
                    if value and at not in self.ids:
                        self.ids[at] = value
                elif name in _PROPERTIES:
                    self.props[at] = f"{self.props[at]} {value}" if at in self.props else value

    def span(self, element: int) -> tuple[int, int]:
        """The page's code points from the first to the last text in an element; empty when it holds none."""
        first, last = self.first[element], self.last[element]
        return (self.tree.starts[first], self.stops[last]) if last >= first else (0, 0)

    def length(self, element: int) -> int:
        """How many code points lie from the first to the last text in an element."""
        start, end = self.span(element)
        return end - start

    def words(self, element: int) -> str:
        """The text in an element, without white space at its ends."""
        start, end = self.span(element)
        return self.text[start:end].strip()

    def short(self, element: int) -> str:
        """The folded text of an element when it is short, else ""."""
        start, end = self.span(element)
        if not 0 < end - start <= 4 * SHORT:
            return ""
        return folded(self.text[start:end])

    def node(self, number: int) -> str:
        """The text node with that number."""
        return self.text[self.tree.starts[number] : self.stops[number]]

    def above(self, element: int) -> Iterator[int]:
        """The elements around an element, from the inside out, without itself."""
        at = self.parents[element]
        while at >= 0:
            yield at
            at = self.parents[at]

    def inside(self, element: int, outer: int) -> bool:
        """Whether an element is ``outer`` or stands in it."""
        return outer <= element < self.ends[outer]

    def label(self, element: int) -> str:
        """Class and id of an element, as one text."""
        own = self.ids.get(element)
        return f"{self.classes[element]} {own}" if own else self.classes[element]

    def shape(self, element: int) -> tuple[str, str]:
        """The tag and the first telling class word, else the id without its number: what elements of one kind share."""
        known = self._shapes.get(element)
        if known is None:
            tokens = tokens_of_class(self.classes[element])
            word = next((token for token in tokens if token not in _NOISE), "")
            if not word and (own := self.ids.get(element)) and _DIGITS.search(own):
                word = "#" + _DIGITS.sub("", own)
            known = self._shapes[element] = (self.tree.tags[element], word)
        return known


def folded(text: str) -> str:
    """A short text as word lists hold it: folded, single spaces, marks at its ends left out; "" when long."""
    joined = " ".join(text.split())
    return level(joined).strip(MARKS) if len(joined) <= SHORT else ""
