"""An HTML page as the finder of threads reads it: where each element ends, its text, the words of its attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dragoman.model import Page, Tree
from dragoman.text import level

_PART = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: Words that stand after the telling one in a class: "author-name", "comment-author-link".
_TAILS = frozenset(
    "name link text wrap wrapper label block box area inner container line row span value field info el item homepage url profile".split()
)
#: Classes for scripts, and those that tell items of one kind apart, say nothing of what an element is.
_HOOKS = ("js-", "data-")
NOISE = frozenset(
    "odd even first last alt clearfix clear active row col item-first item-last left right".split()
)
#: Attributes that say what an element is, beside class and id.
_PROPERTIES = frozenset({"itemprop", "rel", "property", "typeof", "data-type", "data-testid", "data-role"})
_NAMES = frozenset({"id", "name"})
_READ = _PROPERTIES | _NAMES
#: What may stand around a button's words.
MARKS = " :·•|[](){}<>»«›‹,;-–—↩▲▼\u200b"
#: Longer texts are neither name, date nor button.
SHORT = 80
#: Longer attribute values name nothing.
_LONGEST = 400


@lru_cache(maxsize=32_768)
def heads_of(value: str) -> frozenset[str]:
    """What each word of an attribute value is about: its last part, the whole word, digits left out."""
    words = value[:_LONGEST].split()
    if len(words) == 1:
        return _heads_of_word(words[0])
    return frozenset().union(*map(_heads_of_word, words))


@lru_cache(maxsize=32_768)
def _heads_of_word(word: str) -> frozenset[str]:
    if word.startswith(_HOOKS):
        return frozenset()
    parts = _parts_of_word(word)
    if not parts:
        return frozenset()
    found = {parts[-1], "".join(parts)}
    last = len(parts) - 1
    while last > 0 and parts[last] in _TAILS:
        last -= 1
        found.add(parts[last])
    return frozenset(found)


def _parts_of_word(word: str) -> Sequence[str]:
    if word.islower():
        return (word,) if word.isascii() and word.isalpha() else _PART.findall(word)
    return [part.lower() for part in _PART.findall(_HUMP.sub(" ", word))]


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
        #: What elements lead to, in document order.
        self.hrefs: list[tuple[int, str]] = []
        self._read_attributes()

    def _read_extents(self) -> None:
        # Without min and max: this runs for every element of every page.
        ends, first, last, parents = self.ends, self.first, self.last, self.parents
        for number, holder in enumerate(self.tree.holders):
            if last[holder] < 0:
                first[holder] = number
            last[holder] = number
        # Children come after their parents.
        for at in range(len(parents) - 1, 0, -1):
            up = parents[at]
            if up < 0:
                continue
            if ends[up] < (end := ends[at]):
                ends[up] = end
            if (own := last[at]) >= 0:
                if last[up] < own:  # noqa: PLR1730 - a call for every element
                    last[up] = own
                if first[up] > (top := first[at]):
                    first[up] = top

    def _read_attributes(self) -> None:
        classes, ids, props, hrefs = self.classes, self.ids, self.props, self.hrefs
        for at, pairs in enumerate(self.tree.attributes):
            for name, value in pairs:
                if name == "class":
                    classes[at] = value
                elif name == "href":
                    hrefs.append((at, value))
                elif name not in _READ:
                    continue
                elif name in _NAMES:
                    if value and at not in ids:
                        ids[at] = value
                else:
                    props[at] = f"{props[at]} {value}" if at in props else value

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
            word = next((token for token in tokens if token not in NOISE), "")
            if not word and (own := self.ids.get(element)) and _DIGITS.search(own):
                word = "#" + _DIGITS.sub("", own)
            known = self._shapes[element] = (self.tree.tags[element], word)
        return known


def folded(text: str) -> str:
    """A short text as word lists hold it: folded, single spaces, marks at its ends left out; "" when long."""
    joined = " ".join(text.split())
    return level(joined).strip(MARKS) if len(joined) <= SHORT else ""
