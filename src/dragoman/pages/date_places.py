"""The days that stand in the text of an HTML page or in attributes of its elements, with the traits of their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, islice, pairwise

from dragoman.dates.stamps import Stamp, find_stamps
from dragoman.model import Block, BlockKind, CommentPart, Page, Span, Tree
from dragoman.pages.date_candidates import Candidate, stated_value
from dragoman.pages.date_words import (
    CHANGE_NAMES,
    DATE_NAMES,
    FOREIGN,
    LOADED,
    MODIFIED,
    OTHER_NAMES,
    PUBLISHED,
    SURE_NAMES,
    names_in,
)

#: Attributes that may hold the day that an element shows.
_HOLDERS = frozenset(
    "datetime title data-date data-datetime data-time data-timestamp data-utime data-published data-publish-date data-pubdate"
    " data-publication-date data-created content data-content data-epoch".split()
)
_LONGEST = 80
_YEARLIKE = re.compile(r"(?:19|20)[0-9]{2}(?![0-9])|[0-9]{8}|1[0-9]{9}|[0-9][./-][0-9]{2}$")
_REACH = 12
_NEAR_NAMES = 3
_LABEL = 44
#: Lines are measured in characters.
_BARE, _SHORT = 14, 110
_ABOVE, _UNDER = 250, 300
_ASIDE = frozenset({"aside", "nav", "footer"})
#: So many links between a day and the headline are the site's navigation, and no tags or crumbs of the article.
_MENU = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """Where the headline and the running text stand, in code points; None where there is none."""

    title: tuple[int, int] | None
    body: tuple[int, int] | None


def anchors_of(blocks: Sequence[Block], title: Span | None) -> Anchors:
    """The anchors by the blocks; ``title`` is the headline as it was chosen."""
    body = [block.span for block in blocks if block.kind is BlockKind.PARAGRAPH]
    if title is None:
        title = next((block.span for block in blocks if block.kind is BlockKind.TITLE), None)
    inside = [span for span in body if title is None or span.start >= title.start] or body
    return Anchors(
        title=(title.start, title.end) if title else None,
        body=(inside[0].start, inside[-1].end) if inside else None,
    )


class Places:
    """Finds and describes the days of one page."""

    def __init__(self, page: Page, tree: Tree, blocks: Sequence[Block], anchors: Anchors) -> None:
        self._page, self._tree, self._blocks, self._anchors = page, tree, blocks, anchors
        self._starts = [block.span.start for block in blocks]
        self._running = list(accumulate(tree.holders, max))
        self._names: dict[int, frozenset[str]] = {}

    def candidates(self, known: Iterable[date], *, day_first: bool | None) -> list[Candidate]:
        """The candidates, in page order. ``known`` are days that the markup states: they settle ambiguous ones."""
        stamps = [stamp for stamp in find_stamps(self._page.text) if stamp.sep != "solid"]
        attributed = list(self._attributed())
        days = {*known, *(day for _, (day, _), _ in attributed)}
        order = _Order(stamps, days, day_first=day_first)
        title = self._anchors.title
        under = [stamp.start for stamp in stamps if title is not None and stamp.start >= title[1]][:1]
        found = [
            (stamp.start, stamp.end, order.day(stamp), self._holder(stamp.start), stamp) for stamp in stamps
        ]
        repeats = Counter(self._signature(holder) for *_, holder, _ in found)
        repeats.update(self._signature(element) for element, *_ in attributed)
        spoken = {element: value for element, value, name in attributed if name == "datetime"}
        out = [self._in_attribute(one, repeats) for one in attributed]
        for start, end, day, holder, stamp in found:
            if day is None or any(
                at in spoken and spoken[at][0] == day for at in islice(self._tree.above(holder), 4)
            ):
                continue
            traits = self._traits(start, end, holder, repeats)
            traits |= {"first under title"} if start in under else set()
            traits |= {"two digits"} if stamp.short else set()
            traits |= {"read as known"} if len(stamp.days) > 1 else set()
            out.append(
                Candidate(
                    day=day,
                    value=day.isoformat(),
                    group="text",
                    traits=frozenset({"text", *traits}),
                    basis=self._page.span(start, end),
                    path=None,
                )
            )
        return out

    def _attributed(self) -> Iterator[tuple[int, tuple[date, str], str]]:
        """(element, day and value, attribute) of elements in the body that state a day in an attribute."""
        for element, attributes in enumerate(self._tree.attributes):
            for name, value in attributes:
                if (
                    name in _HOLDERS
                    and 8 <= len(value) <= _LONGEST
                    and self._tree.tags[element] != "meta"
                    and _YEARLIKE.search(value)
                    and (found := stated_value(value)) is not None
                ):
                    yield element, found, name
                    break

    def _holder(self, offset: int) -> int:
        return self._tree.holders[self._tree.nodes(offset, offset + 1)[0]]

    def _in_attribute(
        self, one: tuple[int, tuple[date, str], str], repeats: Counter[tuple[str, ...]]
    ) -> Candidate:
        element, (day, value), name = one
        tree = self._tree
        node = min(bisect_left(self._running, element), len(tree.starts) - 1)
        start = tree.starts[node] if tree.starts else 0
        inside = bool(tree.starts) and element in set(islice(tree.above(tree.holders[node]), _REACH))
        end = start
        if inside:
            after = node + 1
            end = tree.starts[after] if after < len(tree.starts) else len(self._page.text)
        traits = self._traits(start, start if not inside else end, element, repeats)
        traits.add("time" if tree.tags[element] == "time" else "attribute")
        if name != "datetime" and tree.tags[element] != "time":
            traits.add("odd attribute")
        if not inside:
            traits.add("silent")
        if tree.value(element, "pubdate") is not None:
            traits.add("pubdate")
        prop = (tree.value(element, "itemprop") or tree.value(element, "property") or "").lower()
        traits |= {f"prop {word}" for word in ("published", "created", "modified") if word in prop}
        return Candidate(
            day=day,
            value=value,
            group="time",
            traits=frozenset(traits),
            basis=self._page.span(start, end) if inside and self._page.text[start:end].strip() else None,
            path=f"{tree.xpath(element)}/@{name}",
        )

    def _signature(self, element: int) -> tuple[str, ...]:
        tree = self._tree
        own = tree.value(element, "class") or ""
        return (*(tree.tags[at] for at in islice(tree.above(element), 6)), own)

    def _traits(self, start: int, end: int, element: int, repeats: Counter[tuple[str, ...]]) -> set[str]:
        traits = {f"at {self._zone(start)}", *self._worded(start, end), *self._around(element)}
        if "at above" in traits and "within article" not in traits and self._over_menu(start):
            traits.add("over the menu")
        alike = repeats[self._signature(element)]
        traits.add("alone" if alike <= 1 else "twice" if alike == 2 else "many")
        block = self._blocks[max(0, bisect_left(self._starts, start + 1) - 1)] if self._blocks else None
        if block is not None:
            traits.add(f"in {block.kind}")
            if block.part is CommentPart.BODY:
                traits.add("in comment body")
        return traits

    def _zone(self, at: int) -> str:
        title, body = self._anchors.title, self._anchors.body
        if title is not None and title[0] <= at < title[1]:
            return "title"
        if body is not None and body[0] <= at < body[1]:
            return "body"
        if title is not None and at < title[0]:
            return "above" if at >= title[0] - _ABOVE else "top"
        if title is not None and (body is None or at < body[0]):
            return "lead" if at < title[1] + 2 * _UNDER else "far lead"
        if body is not None and at >= body[1]:
            return "foot" if at < body[1] + _UNDER else "below"
        if body is not None:
            return "lead" if at >= body[0] - _UNDER else "top"
        return "nowhere"

    def _over_menu(self, at: int) -> bool:
        """Whether the navigation of the site lies between a place and the headline below it."""
        title, tree = self._anchors.title, self._tree
        links = 0
        for number in tree.nodes(at, title[0]) if title is not None else ():
            around = islice(tree.above(tree.holders[number]), _NEAR_NAMES)
            links += any(tree.tags[element] == "a" for element in around)
        return links >= _MENU

    def _worded(self, start: int, end: int) -> Iterator[str]:
        text = self._page.text
        before = self._before(start).lower()
        last = {
            name: max((m.end() for m in pattern.finditer(before)), default=-1)
            for name, pattern in (
                ("says published", PUBLISHED),
                ("says modified", MODIFIED),
                ("says loaded", LOADED),
            )
        }
        name = max(last, key=lambda one: last[one])
        if last[name] >= 0:
            yield name
        if FOREIGN.search(before[-24:]):
            yield "says other"
        number = self._tree.nodes(start, start + 1)[0] if self._tree.starts else 0
        nodes = self._tree.starts
        first = nodes[number] if nodes else 0
        last_end = nodes[number + 1] if number + 1 < len(nodes) else len(text)
        rest = len(text[first:last_end].strip()) - (end - start)
        yield "bare" if rest <= _BARE else "short line" if rest <= _SHORT else "long line"

    def _before(self, start: int) -> str:
        """The text before a place, with a blank wherever a text node begins: the nodes of a page touch."""
        at, nodes = max(0, start - _LABEL), self._tree.starts
        cuts = nodes[bisect_left(nodes, at + 1) : bisect_left(nodes, start)]
        return " ".join(self._page.text[a:b] for a, b in pairwise((at, *cuts, start)))

    def _around(self, element: int) -> Iterator[str]:
        tree = self._tree
        seen: set[str] = set()
        for depth, at in enumerate(islice(tree.above(element), _REACH)):
            tag = tree.tags[at]
            if tag in _ASIDE:
                seen.add("aside")
            elif tag in {"a", "li", "article", "header", "td", "figure"} and (
                tag != "a" or depth < _NEAR_NAMES
            ):
                seen.add(f"within {tag}")
            names = self._named(at)
            if depth < _NEAR_NAMES:
                if names & SURE_NAMES:
                    seen.add("named published")
                if names & CHANGE_NAMES:
                    seen.add("named modified")
                if names & DATE_NAMES:
                    seen.add("named date")
            if names & OTHER_NAMES and tag != "body":
                seen.add("named other")
        return iter(seen)

    def _named(self, element: int) -> frozenset[str]:
        names = self._names.get(element)
        if names is None:
            given = " ".join(
                value
                for name, value in self._tree.attributes[element]
                if name in {"class", "id", "itemprop", "rel"}
            )
            names = self._names[element] = names_in(given[:300]) if given else frozenset()
        return names


class _Order:
    """How the page writes days in digits, by what the markup states, by its own other days, by its language."""

    def __init__(self, stamps: Sequence[Stamp], known: Iterable[date], *, day_first: bool | None) -> None:
        self._known = frozenset(known)
        self._by_language = day_first
        votes = Counter(
            (stamp.sep, stamp.first == stamp.days[0].day)
            for stamp in stamps
            if len(stamp.days) == 1 and stamp.first and stamp.days[0].day > 12
        )
        self._votes = votes

    def day(self, stamp: Stamp) -> date | None:
        """The day of a stamp, or None when it could be either."""
        if len(stamp.days) < 2:
            return stamp.days[0] if stamp.days else None
        agreeing = [day for day in stamp.days if day in self._known]
        if len(agreeing) == 1:
            return agreeing[0]
        if stamp.sep == ".":
            return stamp.days[0]
        first, last = self._votes[stamp.sep, True], self._votes[stamp.sep, False]
        if bool(first) != bool(last):
            return stamp.days[0 if first else 1]
        if self._by_language is None:
            return None
        return stamp.days[0 if self._by_language else 1]
