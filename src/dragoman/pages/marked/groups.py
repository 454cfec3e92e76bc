"""Groups of repeated elements that may be comments, and how much speaks for it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.pages.marked.anchors import Anchors, Key, key_of
from dragoman.pages.marked.items import Items, bounded, items_of, owners_of
from dragoman.pages.marked.sheet import Sheet, folded, heads_of, parts_of
from dragoman.pages.thread_layouts import ThreadLayouts

#: What must speak for a group before it is taken for comments; see docs/why/0007.
ENOUGH = 5.0
_MOST_GROUPS = 150
#: What a heading over the items gives.
_HEADED = 1.5
_SAID = frozenset({"called comments", "headed comments", "called posts"})
_HEADS = frozenset({"h1", "h2", "h3", "h4"})
_ASIDES = frozenset({"nav", "footer", "header", "menu"})
#: How many text nodes above the first item may hold the heading of the thread.
_BEFORE = 14
#: Letters of a text that is more than a label.
_TEXT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group with its items, the element numbers owned by each, and its score with the reasons."""

    items: Items
    owners: dict[int, int]
    letters: tuple[int, ...]
    score: float
    reasons: tuple[tuple[str, float], ...]

    @property
    def value(self) -> float:
        """The score, and more for every doubling of the comments it explains."""
        return self.score + 2.0 * math.log2(max(1, sum(count > 0 for count in self.letters)))


class Evidence:
    """What is known of a page before any group is looked at."""

    def __init__(self, sheet: Sheet, layouts: ThreadLayouts, anchors: Anchors) -> None:
        self.sheet, self.layouts, self.anchors = sheet, layouts, anchors
        #: Elements inside a name, a date or a button; text nodes that are one beside other words.
        self.told: dict[int, str] = {}
        self.told_nodes: dict[int, str] = dict(anchors.nodes)
        for at in anchors.time:
            self._tell_time(at)
        for kind, elements in (("button", sorted(anchors.buttons)), ("author", anchors.author)):
            for at in elements:
                if sheet.short(at):
                    for inner in range(at, min(sheet.ends[at], at + 12)):
                        self.told.setdefault(inner, kind)

    def _tell_time(self, element: int) -> None:
        """The texts of an element with a date: those that hold it, or all of them when it lies in several."""
        sheet, dated = self.sheet, self.layouts.dated
        if not sheet.short(element):
            return
        nodes = range(sheet.first[element], sheet.last[element] + 1)
        holding = [node for node in nodes if dated.search(folded(sheet.node(node)))]
        for node in holding or nodes:
            self.told_nodes.setdefault(node, "time")

    def tells(self, node: int) -> str | None:
        """What a text node is beside text: author, time or button; None for text."""
        return self.told.get(self.sheet.tree.holders[node]) or self.told_nodes.get(node)


def groups_of(evidence: Evidence) -> list[Group]:
    """All groups worth weighing, the best first."""
    keyed: dict[Key, list[int]] = {}
    for kind, elements in evidence.anchors.kinds():
        for at in elements:
            keyed.setdefault(key_of(evidence.sheet, kind, at), []).append(at)
    seen: set[tuple[int, ...]] = set()
    found: list[Group] = []
    # The largest first, and no more than a page of comments has: each is looked at whole.
    for anchors in sorted(keyed.values(), key=len, reverse=True)[:_MOST_GROUPS]:
        for roots in _roots(evidence, anchors):
            if roots and roots not in seen:
                seen.add(roots)
                group = weigh(evidence, roots)
                if group is not None:
                    found.append(group)
    found.sort(key=lambda group: (-group.value, [-root for root in group.items.roots]))
    return found


def _roots(evidence: Evidence, anchors: Sequence[int]) -> list[tuple[int, ...]]:
    if len(anchors) == 1:
        return [_single(evidence, anchors[0])]
    return [items_of(evidence.sheet, anchors)]


def _single(evidence: Evidence, anchor: int) -> tuple[int, ...]:
    """The one comment around an anchor: the innermost element that markup calls a comment and that holds text."""
    sheet, words = evidence.sheet, evidence.layouts.words
    told = sheet.length(anchor)
    for _, up in zip(range(8), sheet.above(anchor), strict=False):
        if sheet.tree.tags[up] in {"body", "html", "main"}:
            break
        if sheet.length(up) > told + _TEXT and parts_of(sheet.label(up)) & words["comment"]:
            group = weigh(evidence, (up,))
            if group is not None and group.letters[0] > _TEXT and group.score >= ENOUGH:
                return (up,)
    return ()


def weigh(evidence: Evidence, roots: Sequence[int]) -> Group | None:
    """The group of items that start at ``roots``; None when they hold no text."""
    sheet = evidence.sheet
    if list(roots) != sorted(set(roots)) or not _promising(evidence, roots):
        return None
    group = _weigh(evidence, bounded(sheet, roots, follows=False))
    if (
        group is not None
        and len(roots) > 1
        and sum(count > _TEXT for count in group.letters) < 0.5 * len(roots)
    ):
        wider = _weigh(evidence, bounded(sheet, roots, follows=True))
        if wider is not None and sum(wider.letters) > 2 * sum(group.letters):
            return wider
    return group


def weigh_named(evidence: Evidence, roots: Sequence[int], *, follows: bool) -> Group | None:
    """The group of items that a named system marks, whatever it scores; None when none holds text."""
    group = _weigh(evidence, bounded(evidence.sheet, roots, follows=follows))
    return group if group is not None and any(group.letters) else None


def _promising(evidence: Evidence, roots: Sequence[int]) -> bool:
    """Whether a group could be comments at all, were all its items as they should be."""
    items = bounded(evidence.sheet, roots, follows=False)
    first, last = roots[0], evidence.sheet.ends[roots[-1]]
    answered = _holds(evidence.anchors.reply, first, last)
    most = _most(evidence, items) + (2.0 if answered else 0.0)
    called = _called(evidence, items)
    points = sum(points for _, points in called)
    said = answered or any(name in _SAID for name, _ in called)
    # The words above are read last: they may add the points of a heading, or take some.
    if points + most + _HEADED < ENOUGH:
        return False
    headed = _headed(evidence, items)
    said = said or any(name in _SAID for name, _ in headed)
    return said and points + sum(points for _, points in headed) + most >= ENOUGH


def _most(evidence: Evidence, items: Items) -> float:
    """The most that authors, times, numbers and text may give, by what stands around the items at all."""
    first, last = items.roots[0], evidence.sheet.ends[items.around]
    anchors = evidence.anchors
    return (
        0.5
        + (1.5 if _holds(anchors.author, first, last) else 0.0)
        + (1.5 if _holds(anchors.time, first, last) else 0.0)
        + (1.0 if _holds(anchors.id, first, last) else 0.0)
    )


def _holds(elements: Sequence[int], first: int, last: int) -> bool:
    """Whether any of ``elements``, in document order, stands from ``first`` up to ``last``."""
    place = bisect_left(elements, first)
    return place < len(elements) and elements[place] < last


def _weigh(evidence: Evidence, items: Items) -> Group | None:
    owners = owners_of(evidence.sheet, items)
    counts = _Counts(evidence, items, owners)
    reasons = _reasons(evidence, items, counts)
    return Group(
        items=items,
        owners=owners,
        letters=tuple(counts.letters),
        score=sum(points for _, points in reasons),
        reasons=tuple(reasons),
    )


class _Counts:
    """Per item: letters that are text, letters in links, anchors by kind, headings that lead elsewhere."""

    def __init__(self, evidence: Evidence, items: Items, owners: dict[int, int]) -> None:
        sheet = evidence.sheet
        count = len(items.roots)
        self.letters, self.linked = [0] * count, [0] * count
        self.kinds = {kind: [0] * count for kind, _ in evidence.anchors.kinds()}
        self.texts: dict[str, list[str]] = {"author": [""] * count, "time": [""] * count}
        self.headed = [False] * count
        self.tops = 0
        self._read_text(evidence, items, owners)
        for kind, elements in evidence.anchors.kinds():
            for at in elements:
                number = owners.get(at)
                if number is not None:
                    self.kinds[kind][number] += 1
                    if kind in self.texts and not self.texts[kind][number]:
                        self.texts[kind][number] = sheet.short(at)
        tags = sheet.tree.tags
        for at, number in owners.items():
            if tags[at] == "h1" and sheet.length(at) > 3:
                self.tops += 1
            elif tags[at] in _HEADS and not self.headed[number]:
                self.headed[number] = _leads_elsewhere(evidence, at)

    def _read_text(self, evidence: Evidence, items: Items, owners: dict[int, int]) -> None:
        sheet = evidence.sheet
        tree = sheet.tree
        first = min(sheet.first[at] for at in items.roots)
        last = sheet.last[items.around]
        for number in range(first, last + 1):
            holder = tree.holders[number]
            owner = owners.get(holder)
            if owner is None or evidence.tells(number):
                continue
            length = len(sheet.node(number).strip())
            if not length:
                continue
            up = tree.parents[holder]
            if tree.tags[holder] == "a" or (up >= 0 and tree.tags[up] == "a"):
                self.linked[owner] += length
            else:
                self.letters[owner] += length


def _leads_elsewhere(evidence: Evidence, heading: int) -> bool:
    """Whether a heading is that of another story: it is, or holds, a link with words that are no name."""
    sheet = evidence.sheet
    if sheet.length(heading) < 12 or any(
        at in evidence.told for at in range(heading, min(sheet.ends[heading], heading + 4))
    ):
        return False
    linked = [at for at in range(heading, sheet.ends[heading]) if sheet.tree.tags[at] == "a"]
    up = sheet.parents[heading]
    if up >= 0 and sheet.tree.tags[up] == "a":
        return True
    return any((sheet.tree.value(at, "href") or "#")[:1] != "#" for at in linked)


def _share(values: Sequence[int | bool], count: int) -> float:
    return sum(bool(value) for value in values) / count


def _reasons(evidence: Evidence, items: Items, counts: _Counts) -> list[tuple[str, float]]:
    count = len(items.roots)
    kinds = counts.kinds
    texts = [letters for letters in counts.letters if letters >= _TEXT]
    out = [
        ("author", 1.5 * _share(kinds["author"], count)),
        ("time", 1.5 * _share(kinds["time"], count)),
        ("reply", 2.0 * _share(kinds["reply"], count)),
        ("number", 0.5 * _share(kinds["id"], count)),
        ("text", 2.0 * len(texts) / count - 1.5),
        *_place(evidence, items),
    ]
    called = any(name == "called comments" for name, _ in out)
    if called and _share(kinds["id"], count) > 0.5:
        out.append(("numbered comments", 0.5))
    if count == 1 and not _stands_alone(evidence, items.roots[0], kinds, called=called):
        out.append(("one alone", -4.0))
    if counts.tops:
        out.append(("holds the page's heading", -4.0))
    headed = _share(counts.headed, count)
    if headed > 0.4:
        out.append(("headings lead elsewhere", -4.0 * headed))
    text, linked = sum(counts.letters), sum(counts.linked)
    if linked > text:
        out.append(("links", -3.0))
    out += _variety(counts, count)
    # A wall of names and dates in every item is a list of something else.
    crowd = sum(kinds["time"]) / count
    if crowd > 6:
        out.append(("many dates each", -2.0))
    if not any(name in _SAID for name, _ in out) and not _share(kinds["reply"], count) > 0.5:
        out.append(("nothing says comment", -3.0))
    return out


def _stands_alone(evidence: Evidence, root: int, kinds: dict[str, list[int]], *, called: bool) -> bool:
    """Whether an element that nothing like it stands beside has enough of a comment: who and when, or its name."""
    if kinds["author"][0]:
        named = heads_of(evidence.sheet.classes[root]) & evidence.layouts.words["comment"]
        return bool(kinds["time"][0] or named)
    return called and bool(kinds["time"][0] and kinds["id"][0])


def _variety(counts: _Counts, count: int) -> list[tuple[str, float]]:
    if count < 3:
        return []
    out = []
    authors = {text for text in counts.texts["author"] if text}
    times = {text for text in counts.texts["time"] if text}
    if len(authors) <= 1 and len(times) <= max(1, count // 8):
        out.append(("all alike", -1.5))
    return out


def _place(evidence: Evidence, items: Items) -> list[tuple[str, float]]:
    """What the names of the elements around and the words above say."""
    return _called(evidence, items) + _headed(evidence, items)


def _called(evidence: Evidence, items: Items) -> list[tuple[str, float]]:
    """What the names of the elements around say."""
    sheet, words = evidence.sheet, evidence.layouts.words
    out: list[tuple[str, float]] = []
    chain = [items.roots[0], *(up for _, up in zip(range(4), _chain(sheet, items), strict=False))]
    heads: set[str] = set()
    parts: set[str] = set()
    for at in chain:
        label = f"{sheet.label(at)} {sheet.props.get(at, '')}"
        if sheet.tree.tags[at] not in {"body", "html"}:
            heads |= heads_of(label)
            parts |= parts_of(label)
    if (heads | parts) & words["comment"]:
        out.append(("called comments", 2.0))
    elif (heads | parts) & (words["post"] | words["reply"]):
        out.append(("called posts", 1.0))
    if all(
        heads_of(sheet.label(at)) & words["comment"] for at in (items.roots[0], sheet.parents[items.roots[0]])
    ):
        out.append(("comments in a list of comments", 1.0))
    if any(
        heads_of(sheet.label(at)) & words["widget"]
        or parts_of(sheet.label(at)) & {"widget", "sidebar", "recentcomments"}
        for at in chain
    ):
        out.append(("called a widget", -2.5))
    if any(sheet.tree.tags[at] in _ASIDES for at in (*chain, *_chain(sheet, items))):
        out.append(("in the page's frame", -2.0))
    return out


def _headed(evidence: Evidence, items: Items) -> list[tuple[str, float]]:
    """What the words above say."""
    heading = _heading(evidence, items)
    if heading == "widget":
        return [("headed as newest of the site", -4.0)]
    return [("headed comments", _HEADED)] if heading == "comments" else []


def _chain(sheet: Sheet, items: Items) -> list[int]:
    return (
        [items.around, *sheet.above(items.around)]
        if len(items.roots) > 1
        else list(sheet.above(items.roots[0]))
    )


def _heading(evidence: Evidence, items: Items) -> str | None:
    sheet, layouts = evidence.sheet, evidence.layouts
    first = sheet.first[items.roots[0]]
    found: str | None = None
    for number in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        plain = folded(sheet.node(number))
        if not plain:
            continue
        if any(plain.startswith(word) for word in layouts.texts["widget"]):
            return "widget" if found is None else found
        if len(plain) <= 60 and layouts.heading.fullmatch(plain):
            found = "comments"
    return found
