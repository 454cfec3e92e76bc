"""Who answers whom, from markup: numbers of parents, nesting, wrappers, depths, quotations and links."""

from __future__ import annotations

import re

from dragoman.model import Answer, ReplyBasis
from dragoman.pages.marked.groups import Evidence, Group
from dragoman.pages.marked.parts import Parts
from dragoman.pages.marked.sheet import folded, heads_of, parts_of

_NUMBER = re.compile(
    r"(?<![A-Za-z0-9])(?:[a-z]\d_)?([a-z]?\d[\da-z]{0,24})(?![\w])|(\d{2,24})", re.IGNORECASE
)
_PAIR = re.compile(r"(\d+)_(\d+)$")
_PARENT_NAMES = re.compile(
    r"(?:^|[-_])(?:parent|in-?reply-?to|reply-?to|replyto|parentid)(?:[-_]?(?:id|comment|post))*$",
    re.IGNORECASE,
)
_DEPTH_CLASS = re.compile(
    r"(?:^|[\s_-])(?:depth|level|lvl|indent|nest(?:ed|ing)?|tiefe|ebene|niveau|nivel)[-_]?(\d{1,2})(?=$|[\s_-])",
    re.IGNORECASE,
)
_DEPTH_ATTRIBUTES = frozenset(
    {"data-depth", "data-level", "aria-level", "indent", "data-indent", "data-nesting", "depth", "level"}
)
_STYLE = re.compile(
    r"(?:margin|padding)-(?:left|inline-start)\s*:\s*(\d+(?:\.\d+)?)\s*(px|em|rem|%|pt)?", re.IGNORECASE
)
_LEVEL_TEXT = re.compile(r"(?:level|ebene|niveau|nivel)\s(\d{1,2})")
_PATH = re.compile(r"#?(\d{1,4}(?:\.\d{1,4})+|\d{1,4})\.?")
_SOURCE = re.compile(
    r"(?:post|comment|msg)[:\s#-]*(\d+)|#(?:post|p|comment-?|c|msg)?(\d+)\b|[?&]p=(\d+)|goto/post\?id=(\d+)"
)
#: So many characters of a quotation are looked for in the comment it may come from.
_QUOTED = 60
_ELSEWHERE = -1
_MOST_QUOTES = 20
#: A quotation without a number is looked for in so many comments before.
_NEAR = 300
#: So many comments in a row hardly answer each the one before.
_CHAIN = 6
_LISTS = frozenset("ul ol dl blockquote".split())


def answers_of(evidence: Evidence, group: Group, parts: Parts) -> tuple[list[Answer], list[int], bool]:
    """What markup proves of who answers whom, how deep each item stands, and whether it tells who answers nobody."""
    reader = _Reader(evidence, group, parts)
    parents = reader.by_pairs() or reader.by_numbers()
    bases: dict[int, ReplyBasis] = dict.fromkeys(parents, ReplyBasis.MARKED)
    for found, basis in (
        (reader.by_nesting(), ReplyBasis.NESTED),
        (reader.by_wrappers(), ReplyBasis.INDENTED),
        (reader.by_depth(), ReplyBasis.INDENTED),
        (reader.by_paths(), ReplyBasis.MARKED),
        (reader.by_links(), ReplyBasis.MARKED),
        (reader.by_quotes(), ReplyBasis.QUOTED),
        (reader.by_quoted_words(), ReplyBasis.QUOTED),
    ):
        for number, parent in found.items():
            if number not in parents and parent < number:
                parents[number] = parent
                bases[number] = basis
    depths = [0] * len(group.items.roots)
    for number in range(len(depths)):
        if 0 <= parents.get(number, _ELSEWHERE) < number:
            depths[number] = depths[parents[number]] + 1
    answers = [
        Answer(
            comment=number, parent=parent if parent >= 0 else None, basis=bases.get(number, ReplyBasis.NONE)
        )
        for number, parent in sorted(parents.items())
    ]
    return answers, depths, reader.paired


class _Reader:
    def __init__(self, evidence: Evidence, group: Group, parts: Parts) -> None:
        self._evidence, self._sheet, self._group, self._parts = evidence, evidence.sheet, group, parts
        self._roots = group.items.roots
        self._heads = [self._head(number) for number in range(len(self._roots))]
        self._numbers = self._own_numbers()
        #: Whether the ids name the parents, those of comments without one too.
        self.paired = False

    def _head(self, number: int) -> list[int]:
        """The item's element, those around its anchors, and those above it that hold no other item."""
        root = self._roots[number]
        before = self._roots[number - 1] if number else -1
        above = []
        for _, up in zip(range(2), self._sheet.above(root), strict=False):
            if up <= before or up <= self._group.items.around:
                break
            above.append(up)
        return [root, *above]

    def _owned(self, number: int) -> list[int]:
        root = self._roots[number]
        stop = min(
            self._sheet.ends[root],
            self._roots[number + 1] if number + 1 < len(self._roots) else self._sheet.ends[root],
        )
        return [at for at in range(root, min(stop, root + 400)) if self._group.owners.get(at) == number]

    def _own_numbers(self) -> dict[str, int]:
        """Numbers that stand for an item: in its id, the ids inside, and its own data attributes."""
        found: dict[str, int] = {}
        taken: dict[str, int] = {}
        for number in range(len(self._roots)):
            quotes = self._parts.quote[number]
            for at in (*self._heads[number], *self._owned(number)[:40]):
                if any(self._sheet.inside(at, quote) for quote in quotes):
                    continue
                for name, value in self._sheet.tree.attributes[at]:
                    if name in {"id", "name"} or (
                        name.startswith("data-")
                        and name.endswith(("id", "fullname", "content"))
                        and not _PARENT_NAMES.search(name)
                    ):
                        for match in _NUMBER.finditer(value[:120]):
                            for key in _keys(match):
                                if len(key) > 1 or at == self._roots[number]:
                                    taken.setdefault(key, number)
                                    if taken[key] != number:
                                        found.pop(key, None)
                                    else:
                                        found[key] = number
        return found

    def by_pairs(self) -> dict[int, int]:
        """``NUMBER_PARENT`` in the ids of the items, or of an element around them."""
        own: dict[str, int] = {}
        pairs: dict[int, str] = {}
        for number, heads in enumerate(self._heads):
            for at in heads:
                match = _PAIR.search(self._sheet.ids.get(at, ""))
                if match:
                    own[match[1]] = number
                    pairs[number] = match[2]
                    break
        if len(pairs) < 0.8 * len(self._roots) or len(own) < len(pairs):
            return {}
        if any(parent != "0" and parent not in own for parent in pairs.values()):
            return {}
        self.paired = True
        return {
            number: own[parent] for number, parent in pairs.items() if parent in own and own[parent] < number
        }

    def by_numbers(self) -> dict[int, int]:
        """A parent's number in an attribute of the item's element."""
        found: dict[int, int] = {}
        for number, heads in enumerate(self._heads):
            for at in (*heads, *self._owned(number)[1:4]):
                for name, value in self._sheet.tree.attributes[at]:
                    if _PARENT_NAMES.search(name) and (match := _NUMBER.search(value)):
                        parent = self._numbers.get((match[1] or match[2]).lower())
                        if parent is not None and parent < number:
                            found.setdefault(number, parent)
        return found

    def by_nesting(self) -> dict[int, int]:
        """The item around an item."""
        found: dict[int, int] = {}
        open_items: list[int] = []
        deepest = 0
        for number, root in enumerate(self._roots):
            while open_items and self._sheet.ends[self._roots[open_items[-1]]] <= root:
                open_items.pop()
            if open_items:
                found[number] = open_items[-1]
            open_items.append(number)
            deepest = max(deepest, len(open_items))
        # Elements that were never closed lie each in the one before: that says nothing.
        return {} if deepest == len(self._roots) > _CHAIN else found

    def by_wrappers(self) -> dict[int, int]:
        """Items in an element of their own, beside the item that they answer."""
        words = self._evidence.layouts.words["reply"]
        sheet = self._sheet
        found: dict[int, int] = {}
        starts = set(self._roots)
        last_child: dict[int, int] = {}
        for number, root in enumerate(self._roots):
            for _, up in zip(range(4), sheet.above(root), strict=False):
                if up in starts or up <= self._group.items.around:
                    break
                beside = last_child.get(sheet.parents[up])
                if beside is not None and number not in found and self._is_wrapper(up, beside, words):
                    found[number] = beside
            last_child[sheet.parents[root]] = number
        return found

    def _is_wrapper(self, element: int, beside: int, words: frozenset[str]) -> bool:
        """Whether an element beside an item holds its answers: by its name, its tag, its margin, or the item's number."""
        sheet = self._sheet
        label = sheet.label(element)
        if parts_of(label) & words or sheet.tree.tags[element] in _LISTS:
            return True
        if _STYLE.search(sheet.tree.value(element, "style") or ""):
            return True
        return any(
            self._numbers.get(key) == beside for match in _NUMBER.finditer(label) for key in _keys(match)
        )

    def by_depth(self) -> dict[int, int]:
        """The nearest earlier item that stands less deep."""
        depths = [self._depth(number) for number in range(len(self._roots))]
        known = [depth for depth in depths if depth is not None]
        if len(known) < 0.9 * len(depths) or len(set(known)) < 2:
            return {}
        least = min(known)
        found: dict[int, int] = {}
        stack: list[tuple[float, int]] = []
        for number, depth in enumerate(depths):
            if depth is None:
                continue
            while stack and stack[-1][0] >= depth:
                stack.pop()
            if stack and depth > least:
                found[number] = stack[-1][1]
            stack.append((depth, number))
        return found

    def _depth(self, number: int) -> float | None:
        sheet = self._sheet
        for at in self._heads[number]:
            match = _DEPTH_CLASS.search(sheet.classes[at])
            if match:
                return float(match[1])
            for name, value in sheet.tree.attributes[at]:
                if name in _DEPTH_ATTRIBUTES and value.strip().isdigit():
                    return float(value)
                if name == "style" and (style := _STYLE.search(value)):
                    return float(style[1])
        return self._inner_depth(number)

    def _inner_depth(self, number: int) -> float | None:
        """A spacer picture, or words that say the level, near the top of an item."""
        sheet = self._sheet
        for at in self._owned(number)[1:14]:
            if sheet.tree.tags[at] == "img" and (sheet.tree.value(at, "height") or "") in {"0", "1"}:
                width = sheet.tree.value(at, "width") or ""
                if width.isdigit():
                    return float(width)
            for name, value in sheet.tree.attributes[at]:
                if name in _DEPTH_ATTRIBUTES and value.strip().isdigit():
                    return float(value)
            level = _LEVEL_TEXT.fullmatch(sheet.short(at)) if sheet.length(at) < 20 else None
            if level:
                return float(level[1])
        style = next(
            (
                _STYLE.search(value)
                for at in self._owned(number)[1:3]
                for name, value in sheet.tree.attributes[at]
                if name == "style"
            ),
            None,
        )
        return float(style[1]) if style else 0.0 if self._spaced() else None

    def _spaced(self) -> bool:
        return any("style" in dict(self._sheet.tree.attributes[root]) for root in self._roots[:50])

    def by_paths(self) -> dict[int, int]:
        """Numbers such as #1.2, whose parent is #1."""
        paths: dict[str, int] = {}
        own: dict[int, str] = {}
        for number in range(len(self._roots)):
            for at in self._owned(number)[:40]:
                if self._sheet.length(at) > 16:
                    continue
                match = _PATH.fullmatch(self._sheet.short(at))
                if match and number not in own:
                    own[number] = match[1]
                    paths.setdefault(match[1], number)
        if len(own) < 0.8 * len(self._roots) or not any("." in path for path in own.values()):
            return {}
        return {
            number: paths[path.rpartition(".")[0]]
            for number, path in own.items()
            if "." in path and path.rpartition(".")[0] in paths
        }

    def by_links(self) -> dict[int, int]:
        """A link to the parent, that says so by its words or its class."""
        found: dict[int, int] = {}
        sheet = self._sheet
        for number in range(len(self._roots)):
            bodies = self._parts.body[number]
            for at in self._owned(number):
                if sheet.tree.tags[at] != "a" or any(sheet.inside(at, body) for body in bodies):
                    continue
                href = sheet.tree.value(at, "href") or ""
                answered = self._parts.reply[number]
                linked = answered is not None and (sheet.inside(answered, at) or sheet.inside(at, answered))
                if "#" not in href or not (linked or self._says_parent(at)):
                    continue
                match = _NUMBER.search(href.rpartition("#")[2])
                parent = self._numbers.get((match[1] or match[2]).lower()) if match else None
                if parent is not None and parent < number:
                    found[number] = parent
        return found

    def _says_parent(self, at: int) -> bool:
        sheet = self._sheet
        text = sheet.short(at)
        if text in {"parent", "in reply to"} or sheet.tree.value(at, "data-event-action") == "parent":
            return True
        if parts_of(sheet.label(at)) & {"parent", "inreplyto", "replyto"} or "parent" in heads_of(
            sheet.label(at)
        ):
            return True
        up = sheet.parents[at]
        before = folded(sheet.words(up))[:60] if up >= 0 else ""
        return self._evidence.layouts.in_reply.search(text) is not None or (
            self._evidence.layouts.in_reply.match(before) is not None
        )

    def by_quotes(self) -> dict[int, int]:
        """Quoted words whose markup names the one comment they come from.

        A comment that quotes several, or one on another page, answers none on this one for sure.
        """
        found: dict[int, int] = {}
        for number, quotes in enumerate(self._parts.quote):
            parents: set[int] = set()
            for quote in quotes[:_MOST_QUOTES]:
                parents |= self._sources(quote, number)
            if parents:
                found[number] = parents.pop() if len(parents) == 1 else _ELSEWHERE
        return found

    def _sources(self, quote: int, number: int) -> set[int]:
        """The earlier comment that a quotation names by its number; empty when it names none."""
        sheet = self._sheet
        for at in range(quote, min(sheet.ends[quote], quote + 12)):
            for name, value in sheet.tree.attributes[at]:
                key = _source(name, value)
                parent = self._numbers.get(key) if key is not None else None
                if parent is not None and parent < number:
                    return {parent}
                if key is not None and name != "href":
                    return {_ELSEWHERE}
        return set()

    def by_quoted_words(self) -> dict[int, int]:
        """The one earlier comment that holds the quoted words, where the quotation names its author."""
        found: dict[int, int] = {}
        sheet = self._sheet
        names = [sheet.short(at) if at is not None else "" for at in self._parts.author]
        for number, quotes in enumerate(self._parts.quote):
            if len(quotes) != 1:
                continue
            start, end = sheet.span(quotes[0])
            told = " ".join(sheet.text[start : min(end, start + 1200)].split()).lower()
            data = " ".join(value.lower() for _, value in sheet.tree.attributes[quotes[0]])
            fitting = [
                earlier
                for earlier in range(max(0, number - _NEAR), number)
                if names[earlier] and (names[earlier] in told[:120] or names[earlier] in data)
            ]
            words = told[-_QUOTED:].rpartition(": ")[2] if len(told) > _QUOTED else told[-40:]
            holding = [earlier for earlier in fitting if words and words in self._words(earlier)]
            if len(holding) == 1 or len(fitting) == 1:
                found[number] = (holding or fitting)[0]
        return found

    def _words(self, number: int) -> str:
        sheet = self._sheet
        spans = [sheet.span(at) for at in self._parts.body[number]]
        return " ".join(
            " ".join(sheet.text[start : min(end, start + 20_000)].split()).lower() for start, end in spans
        )


def _keys(match: re.Match[str]) -> set[str]:
    """What a number may be written as elsewhere: with and without the letter before it."""
    key = (match[1] or match[2]).lower()
    return {key, key[1:]} if key[1:].isdigit() and not key[0].isdigit() else {key}


def _source(name: str, value: str) -> str | None:
    if name in {"data-post", "data-post-id", "data-quote-id"} and value.strip().isdigit():
        return value.strip()
    if name in {"data-source", "href", "cite"} and (match := _SOURCE.search(value)):
        return next(group for group in match.groups() if group)
    return None
