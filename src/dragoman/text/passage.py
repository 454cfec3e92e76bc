"""A passage: a stretch of a page read as running text, where every letter knows its page position."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import Page, Span
from dragoman.text.fold import INVISIBLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Running text of one page: line breaks, no-break spaces and runs of spaces read as one space.

    ``offsets[i]`` is the page position (code points) of letter ``i`` of ``text``. Letters are otherwise as on
    the page: marks and case are not changed.
    """

    page: str
    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The page span from letter ``start`` up to letter ``end`` (exclusive) of this passage."""
        return Span(page=self.page, start=self.offsets[start], end=self.offsets[end - 1] + 1)

    def letter(self, offset: int) -> int | None:
        """The index of the first letter at or after the page position ``offset``; None when there is none."""
        low, high = 0, len(self.offsets)
        while low < high:
            middle = (low + high) // 2
            if self.offsets[middle] < offset:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self.offsets) else None


def passage_of(page: Page, span: Span) -> Passage:
    """The passage over ``span``, without white space at its ends."""
    letters: list[str] = []
    offsets: list[int] = []
    for at in range(span.start, span.end):
        char = page.text[at]
        if char in INVISIBLE:
            continue
        if char.isspace():
            if not letters or letters[-1] == " ":
                continue
            char = " "
        letters.append(char)
        offsets.append(at)
    if letters and letters[-1] == " ":
        letters.pop()
        offsets.pop()
    return Passage(page=page.id, text="".join(letters), offsets=tuple(offsets))


def is_blank(text: str) -> bool:
    """Whether nothing in ``text`` shows: white space and invisible characters only."""
    return all(char.isspace() or char in INVISIBLE for char in text)


def trim(page: Page, start: int, end: int) -> Span | None:
    """The span ``[start, end)`` without white space or invisible characters at its ends; None if nothing is left."""
    text = page.text
    while start < end and (text[start].isspace() or text[start] in INVISIBLE):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in INVISIBLE):
        end -= 1
    return page.span(start, end) if start < end else None
