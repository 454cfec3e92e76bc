"""Cutting a page where marked spans begin and end, so that spans may overlap as they like."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.export.pseudonyms import Mask
from dragoman.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span to be marked: what as (``source``, ``cue`` ...), a sentence about it, and a place to link to."""

    span: Span
    kind: str
    title: str = ""
    anchor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The page range ``[start, end)`` (code points), the text shown for it, and the marks that hold it.

    ``marks`` are ordered from the outermost in. A pseudonym is never divided: a mark that ends inside a masked
    name takes the whole of it.
    """

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]


def sweep(mask: Mask, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """The range ``[start, end)`` of the page as pieces.

    Joined over ranges that follow each other, their texts are what ``mask`` shows for all of them: a masked name
    belongs to the range in which it begins. No mark begins or ends within a piece.
    """
    inside = [mark for mark in marks if mark.span.start < end and start < mark.span.end]
    inside.sort(key=lambda mark: (mark.span.start, -mark.span.end))
    edges = sorted({edge for mark in inside for edge in (mark.span.start, mark.span.end)})
    opened: list[Mark] = []
    waiting = 0
    for shown in mask.pieces(start, end):
        if shown.start < start:
            continue
        whole = shown.shown != mask.page.text[shown.start : shown.end]
        at = shown.start
        while at < shown.end:
            stop = shown.end if whole else _next_edge(edges, at, shown.end)
            while waiting < len(inside) and inside[waiting].span.start < stop:
                opened.append(inside[waiting])
                waiting += 1
            opened = [mark for mark in opened if mark.span.end > at]
            text = shown.shown if whole else mask.page.text[at:stop]
            yield Piece(start=at, end=stop, text=text, marks=tuple(opened))
            at = stop


def _next_edge(edges: Sequence[int], at: int, end: int) -> int:
    found = bisect_right(edges, at)
    return min(edges[found], end) if found < len(edges) else end
