"""Units: the smallest stretches of a page that the layout decides about.

In plain text a unit is a line, or a paragraph where the page is hard-wrapped. In HTML it is a run of text
nodes that no block-level element parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from dragoman.model import Attributes, Page, Tree
from dragoman.text import level, unmask

_LINE = re.compile(r"([^\r\n\f\u2028\u2029]*)(\r\n|[\r\n\f\u2028\u2029]|\Z)")
_BULLET = re.compile(r"[•*·▪◦‣+-]\s+\S")
#: Text browsers number their links inside the text.
_LINK_MARK = re.compile(r"\[\d{1,3}\]")
#: A page with a greater share of lines beyond the column is not wrapped there.
_LONGER = 0.2
#: Longer units are not matched against line rules: a line of furniture is short.
SHORT = 400


def line_text(raw: str) -> str:
    """A line as line rules see it: levelled, look-alikes replaced, link marks ([12]) blanked; offsets as in ``raw``."""
    plain = level(unmask(raw))
    return _LINK_MARK.sub(lambda mark: " " * len(mark.group()), plain) if "[" in plain else plain


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A stretch of the page without white space at its ends.

    ``start`` and ``end`` are code points of ``Page.text``; ``raw`` is that text. ``indent`` counts the columns
    before it (in HTML: the lists it stands in), ``path`` is ``line N`` in plain text, ``gap`` whether an empty line stands before it.
    ``element`` is the index of its HTML element, None in plain text.
    """

    start: int
    end: int
    raw: str
    path: str = ""
    indent: int = 0
    gap: bool = False
    element: int | None = None

    @cached_property
    def plain(self) -> str:
        """The text for line rules, as :func:`line_text` gives it; "" when too long to be furniture."""
        return line_text(self.raw) if len(self.raw) <= SHORT else ""

    @cached_property
    def clean(self) -> str:
        """``raw`` with link marks blanked; case and marks as on the page."""
        return _LINK_MARK.sub(lambda mark: " " * len(mark.group()), self.raw)

    @cached_property
    def words(self) -> int:
        """How many words the unit has (counted up to 400 characters)."""
        return len(self.raw[:SHORT].split())

    @property
    def ends_sentence(self) -> bool:
        """Whether the unit ends as a sentence does, closing marks and brackets aside."""
        tail = self.raw.rstrip("\"'”’»)] \u00a0")
        return tail.endswith((".", "!", "?", "…")) and not tail.endswith("...more")

    @property
    def prose(self) -> bool:
        """Whether the unit looks like running text: a full sentence, or simply long."""
        return self.has_letters and ((self.words >= 8 and self.ends_sentence) or self.words >= 30)

    @cached_property
    def has_letters(self) -> bool:
        """Whether any letter or digit stands in the unit."""
        return any(c.isalnum() for c in self.raw[:SHORT])

    @cached_property
    def caps(self) -> float:
        """The share of words that start with a capital or digit: headlines are high."""
        words = [w.lstrip("\"'“‘([") for w in self.clean[:SHORT].split()]
        words = [w for w in words if w[:1].isalnum()]
        return sum(not w[0].islower() for w in words) / len(words) if words else 0.0


def plain_units(page: Page) -> tuple[Unit, ...]:
    """The units of a plain-text page, in order."""
    lines = _lines(page.text)
    width = _wrap_width(lines)
    return tuple(lines if width is None else _unwrapped(page.text, lines, width))


def text_lines(text: str) -> tuple[Unit, ...]:
    """The lines of a text that show something, in order, whether or not they are wrapped."""
    return tuple(_lines(text))


def _lines(text: str) -> list[Unit]:
    units: list[Unit] = []
    gap = False
    for number, match in enumerate(_LINE.finditer(text), start=1):
        raw = match.group(1)
        body = raw.strip().strip("\ufeff\u200b").strip()
        if not body:
            gap = True
            continue
        start = match.start() + raw.index(body)
        indent = len(raw[: raw.index(body)].expandtabs(4))
        units.append(
            Unit(start=start, end=start + len(body), raw=body, path=f"line {number}", indent=indent, gap=gap)
        )
        gap = False
    return units


def _wrap_width(lines: list[Unit]) -> int | None:
    """The column at which the page was wrapped, or None.

    A page is hard-wrapped when, over its runs of lines, most lines are as long as they can be: the next line's
    first word would not have fitted.
    """
    neighbours = [(a, b) for a, b in pairwise(lines) if not b.gap and a.words >= 6]
    # A line that ends its sentence may as well be a paragraph: it is no sign of wrapping.
    pairs = [(_width(a), _needed(a, b), a.raw) for a, b in neighbours if not a.ends_sentence]
    if len({raw for _, _, raw in pairs}) < 5 or len(pairs) < 0.3 * len(neighbours):
        return None
    best, score = 0, 0
    for width in sorted({width for width, _, _ in pairs if 40 <= width <= 130}):
        fitting = sum(have <= width < need for have, need, _ in pairs)
        if fitting >= score:
            best, score = width, fitting
    wordy = [_width(line) for line in lines if line.words >= 6]
    over = sum(width > best for width in wordy) > _LONGER * len(wordy)
    return best if score >= 0.6 * len(pairs) and not over else None


def _width(line: Unit) -> int:
    return line.indent + len(line.raw)


def _needed(line: Unit, after: Unit) -> int:
    """How wide the line would be with the next line's first word."""
    return _width(line) + 1 + len(after.raw.split(None, 1)[0])


def _full(line: Unit, after: Unit, width: int) -> bool:
    return _needed(line, after) > width and _width(line) > width // 2


def _unwrapped(text: str, lines: list[Unit], width: int) -> list[Unit]:
    units: list[Unit] = []
    last: Unit | None = None
    for line in lines:
        joins = (
            last is not None
            and not line.gap
            and _full(last, line, width)
            and (abs(line.indent - last.indent) <= 1 or _BULLET.match(units[-1].raw) is not None)
            and not _BULLET.match(line.raw)
        )
        if joins:
            head = units[-1]
            units[-1] = Unit(
                start=head.start,
                end=line.end,
                raw=text[head.start : line.end],
                path=head.path,
                indent=head.indent,
                gap=head.gap,
            )
        else:
            units.append(line)
        last = line
    return units


_LISTS = frozenset({"ul", "ol"})
#: Attributes whose words tell what an element is.
_NAMING = frozenset({"id", "class", "role", "itemprop", "rel"})
_BLANK_LINES = re.compile(r"\n[ \t\r]*+\n\s*+")
_NO_WORDS: frozenset[str] = frozenset()
#: Elements that part text as a new line does.
BLOCK_TAGS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav ol p pre section summary "
    "table tbody td tfoot th thead time tr ul".split()
)


def html_units(
    page: Page, parts: frozenset[str] = frozenset(), apart: frozenset[int] = frozenset()
) -> tuple[Unit, ...]:
    """The units of an HTML page, in order.

    Elements with one of the class words ``parts``, and the elements ``apart``, are units of their own; in preformatted
    text (``pre``) blank lines part units too.
    """
    units: list[Unit] = []
    tree = page.tree
    if tree is None:
        return ()
    pending: list[tuple[int, int, int]] = []
    home = -1
    homes, lists = _homes(tree, parts, apart)
    ends = (*tree.starts[1:], len(page.text))
    for start, end, holder, broken in zip(tree.starts, ends, tree.holders, tree.broken, strict=True):
        block = homes[holder]
        if pending and (block != home or broken):
            units += _unit_of(page, pending, home, lists, preformatted=tree.tags[home] == "pre")
            pending = []
        pending.append((start, end, holder))
        home = block
    units += _unit_of(page, pending, home, lists, preformatted=home >= 0 and tree.tags[home] == "pre")
    return tuple(units)


def _homes(tree: Tree, parts: frozenset[str], apart: frozenset[int]) -> tuple[list[int], list[int]]:
    """For every element, the innermost element around it that parts text, and how many lists it stands in; parents
    come before their children."""
    homes: list[int] = []
    lists: list[int] = []
    for at, (up, tag, attributes) in enumerate(zip(tree.parents, tree.tags, tree.attributes, strict=True)):
        parting = (
            up < 0
            or tag in BLOCK_TAGS
            or at in apart
            or bool(attributes and not tokens_of(attributes).isdisjoint(parts))
        )
        homes.append(at if parting else homes[up])
        lists.append((lists[up] if up >= 0 else 0) + (tag in _LISTS))
    return homes, lists


def tokens_of(attributes: Attributes) -> frozenset[str]:
    """The words of an element's attributes, and their parts between - and _ as ``~part``."""
    found = _NO_WORDS
    for name, value in attributes:
        if name in _NAMING:
            words = _tokens_of_value(value)
            found = found | words if found else words
    return found


@lru_cache(maxsize=16_384)
def _tokens_of_value(value: str) -> frozenset[str]:
    words = value.lower().split()
    parts = {f"~{part}" for word in words for part in word.replace("_", "-").split("-") if part}
    return frozenset(words) | parts


def _unit_of(
    page: Page,
    pending: list[tuple[int, int, int]],
    home: int,
    lists: Sequence[int],
    *,
    preformatted: bool,
) -> list[Unit]:
    if not pending:
        return []
    start, end = pending[0][0], pending[-1][1]
    raw = page.text[start:end]
    body = raw.strip().strip("\ufeff\u200b").strip()
    if not body:
        return []
    at = start + raw.index(body)
    # The innermost element when one text node makes the unit: an author's name in a span is told by its span.
    if len(pending) == 1:
        element = pending[0][2]
    else:
        own = {element for begin, stop, element in pending if page.text[begin:stop].strip()}
        element = own.pop() if len(own) == 1 else home
    spans = _by_blank_lines(body) if preformatted else ((0, len(body)),)
    return [
        Unit(start=at + a, end=at + b, raw=body[a:b], indent=lists[element], element=element)
        for a, b in spans
    ]


def _by_blank_lines(body: str) -> list[tuple[int, int]]:
    """The paragraphs of preformatted text: what blank lines part. Offsets in ``body``."""
    spans, at = [], 0
    for gap in _BLANK_LINES.finditer(body):
        spans.append((at, at + len(body[at : gap.start()].rstrip())))
        at = gap.end()
    return [*spans, (at, len(body))]


def shown_text(page: Page, start: int, end: int) -> str:
    """The text from ``start`` to ``end`` (code points) with a line feed wherever the page shows a new line.

    In HTML a ``br`` or a new paragraph leaves no character in the page's text. For reading only: offsets in the result
    are not those of the page.
    """
    tree = page.tree
    if tree is None:
        return page.text[start:end]
    parts: list[str] = []
    home = -1
    for number in tree.nodes(start, end):
        stop = tree.starts[number + 1] if number + 1 < len(tree.starts) else len(page.text)
        own = next((at for at in tree.above(tree.holders[number]) if tree.tags[at] in BLOCK_TAGS), 0)
        if parts and (own != home or tree.broken[number]):
            parts.append("\n")
        parts.append(page.text[max(start, tree.starts[number]) : min(end, stop)])
        home = own
    return "".join(parts)
