"""One file of an export to many pages: each article a page with its own place in the file, and nothing left over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

from dragoman.model import (
    BlockKind,
    BoxRange,
    Page,
    PartRange,
    Problem,
    Tree,
    bytes_id,
)
from dragoman.pages.containers.payload import Limits, place
from dragoman.pages.containers.rtf import MEDIA_TYPE as RTF, line_places
from dragoman.pages.containers.source import within
from dragoman.pages.export_article import Found
from dragoman.pages.exports import Export, divide_export
from dragoman.pages.layouts import Layouts
from dragoman.pages.parts import EXPORT

_Range = TypeVar("_Range", BoxRange, PartRange)


def divided(
    page: Page, data: bytes, layouts: Layouts | None, limits: Limits
) -> Iterator[tuple[Page, bytes] | Problem]:
    """``page`` itself or, where it is an export of many articles, a page for each of them; with their payloads.

    ``data`` are the bytes the page was read from. An article's page has the bytes of its own stretch of the file as
    payload where they can be told (text and rich text): their SHA-256 is its id, their offset and length its locator.
    Elsewhere its id is the SHA-256 of its text in UTF-8, and its locator's member is "document 3". What stands before,
    between and after the articles (cover, list of contents, search summary) is a page of its own, all furniture.

    Problems: ``declared-mismatch`` when the export declares another number of articles, ``too-large``.
    """
    export = (
        divide_export(page, layouts.exports, limits.members)
        if layouts is not None and layouts.exports
        else None
    )
    if export is None:
        yield page, data
        return
    cut = _Cut(page, data, export)
    yield from cut.pages()
    where = place(page.locator)
    if export.beyond:
        detail = f"{len(export.found) + export.beyond} articles; the first {limits.members} are divided"
        yield Problem(code="too-large", file=where, detail=detail)
    if (why := _mismatch(export)) is not None:
        yield Problem(code="declared-mismatch", file=where, detail=why)


def _mismatch(export: Export) -> str | None:
    numbers = [one.number for one in export.found if one.number is not None]
    if (
        export.declared is None
        or export.beyond
        or (export.declared == len(export.found) and len(numbers) == len(set(numbers)))
    ):
        return None
    lost = sorted(set(range(1, min(export.declared, 100_000) + 1)) - set(numbers)) if numbers else []
    named = ", ".join(str(one) for one in lost[:10]) + (" ..." if len(lost) > 10 else "")
    told = f"; missing: {named}" if lost else ""
    return f"the export declares {export.declared} articles and {len(export.found)} are found{told}"


class _Cut:
    """Pages cut out of a page."""

    def __init__(self, page: Page, data: bytes, export: Export) -> None:
        self.page, self.data, self.export = page, data, export
        self.places = _places(page, data)
        self.marks = [at for at, _ in self.places or ()]

    def pages(self) -> Iterator[tuple[Page, bytes]]:
        """The pages in the order of the file; their texts, one after the other, are the file's text."""
        pieces: list[tuple[int, int, Found | None]] = [
            (one.start, number, one) for number, one in enumerate(self.export.found, 1)
        ]
        pieces += [(a, 0, None) for a, _ in self.export.rest]
        pieces.sort(key=lambda piece: piece[0])
        starts = [0, *(self._line_start(start) for start, _, _ in pieces[1:]), len(self.page.text)]
        for (_, number, found), start, end in zip(pieces, starts, starts[1:], strict=False):
            yield self._front(start, end) if found is None else self._article(start, end, found, number)

    def _line_start(self, at: int) -> int:
        """The beginning of the line on which the first visible character at or after ``at`` stands."""
        text = self.page.text
        at = next((i for i in range(at, len(text)) if not text[i].isspace()), at)
        line = text.rfind("\n", 0, at) + 1
        return at if text[line:at].strip() else line

    def _article(self, start: int, end: int, found: Found, number: int) -> tuple[Page, bytes]:
        made, payload = self._cut(start, end, found.parts, f"document {found.number or number}")
        given = found.given
        url = given.get("url", "")
        made = replace(
            made,
            outlet=given.get("outlet") or self.page.outlet,
            url=url if url.startswith(("http://", "https://")) else None,
        )
        return made, payload

    def _front(self, start: int, end: int) -> tuple[Page, bytes]:
        name = f"{EXPORT}{self.export.layout.name}/front"
        text = self.page.text[start:end]
        first = start + len(text) - len(text.lstrip())
        last = end - len(text) + len(text.rstrip())
        inner = [
            replace(
                part,
                start=max(part.start, first),
                end=min(part.end, last),
                kind=BlockKind.FURNITURE,
                rule=name,
            )
            for part in self._parts(first, last)
        ] or [PartRange(start=first, end=last, kind=BlockKind.FURNITURE, rule=name)]
        return self._cut(start, end, tuple(inner), f"beside the articles, at {start}")

    def _parts(self, first: int, last: int) -> Iterator[PartRange]:
        parts = self.page.parts
        for at in range(bisect_right(parts, first, key=_end), len(parts)):
            if parts[at].start >= last:
                return
            yield parts[at]

    def _cut(self, start: int, end: int, parts: tuple[PartRange, ...], member: str) -> tuple[Page, bytes]:
        page, text = self.page, self.page.text[start:end]
        if (start, end) == (0, len(page.text)):
            return replace(page, parts=parts, facts=()), self.data
        bytes_at = self._bytes(start, end)
        if bytes_at is None:
            payload = text.encode("utf-8", "surrogatepass")
            locator = within(page.locator, member=member)
        else:
            payload = self.data[bytes_at[0] : bytes_at[1]]
            locator = within(page.locator, offset=bytes_at[0], length=len(payload))
        replaced = min(page.encoding.replaced, text.count("\ufffd"))
        made = replace(
            page,
            id=bytes_id(payload),
            text=text,
            encoding=replace(page.encoding, replaced=replaced),
            locator=locator,
            tree=None if page.tree is None else _used(page.tree, start, end),
            boxes=tuple(_clip(page.boxes, start, end)),
            parts=tuple(_clip(parts, start, end)),
            facts=(),
        )
        return made, payload

    def _bytes(self, start: int, end: int) -> tuple[int, int] | None:
        if self.places is None:
            return None
        marks = self.marks
        first, last = bisect_right(marks, start) - 1, bisect_right(marks, end) - 1
        if first < 0 or marks[first] != start:
            return None
        if end == len(self.page.text):
            return self.places[first][1], len(self.data)
        return (self.places[first][1], self.places[last][1]) if marks[last] == end else None


def _clip(ranges: tuple[_Range, ...], start: int, end: int) -> Iterator[_Range]:
    """The ranges between ``start`` and ``end``, counted from ``start``."""
    for at in range(bisect_right(ranges, start, key=_end), len(ranges)):
        one = ranges[at]
        if one.start >= end:
            return
        if one.end > start:
            yield replace(one, start=max(one.start, start) - start, end=min(one.end, end) - start)


def _end(one: BoxRange | PartRange) -> int:
    return one.end


def _used(tree: Tree, start: int, end: int) -> Tree:
    """The text nodes from ``start`` to ``end``, the elements that they stand in and those around them. Elements keep
    their positions, so their XPaths are those of the whole file."""
    nodes = tree.nodes(start, end)
    kept: set[int] = set()
    for node in nodes:
        for element in tree.above(tree.holders[node]):
            if element in kept:
                break
            kept.add(element)
    order = sorted(kept)
    new = {old: number for number, old in enumerate(order)} | {-1: -1}
    return Tree(
        parents=tuple(new[tree.parents[old]] for old in order),
        tags=tuple(tree.tags[old] for old in order),
        positions=tuple(tree.positions[old] for old in order),
        attributes=tuple(tree.attributes[old] for old in order),
        starts=tuple(max(tree.starts[node] - start, 0) for node in nodes),
        holders=tuple(new[tree.holders[node]] for node in nodes),
        broken=tuple(tree.broken[node] for node in nodes),
    )


def _places(page: Page, data: bytes) -> list[tuple[int, int]] | None:
    """For the beginning of every line of the text, its offset there and in the bytes; None where it cannot be told."""
    if page.media_type == RTF:
        return line_places(data)
    if page.media_type != "text/plain":
        return None
    name = page.encoding.name
    body = data
    marks = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    skipped = len(mark) if (mark := marks.get(name)) is not None and body.startswith(mark) else 0
    wide = name.startswith(("utf-16", "utf-32"))
    places: list[tuple[int, int]] = []
    at, offset = 0, skipped
    for line in page.text.splitlines(keepends=True) if wide else data[skipped:].splitlines(keepends=True):
        places.append((at, offset))
        if isinstance(line, bytes):
            at, offset = at + len(line.decode(name, "replace")), offset + len(line)
        else:
            at, offset = at + len(line), offset + len(line.encode(name, "surrogatepass"))
    # A codec that carries a state over the ends of lines cannot be followed this way.
    return [*places, (at, offset)] if at == len(page.text) and offset == len(data) else None
