"""The quotation-mark state machine: which stretches of running text stand in quotation marks.

It never gives up. Straight, curly, low and angled marks of one family close each other; apostrophes are told
from closing marks; a mark that is missing leaves a bounded guess behind that never reaches into another
quotation or, forwards, into another paragraph. The time is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

#: How deep quotations may stand in one another; marks beyond that are passed over.
DEPTH = 4

_OPENING = "“„«‟"
_CLOSING = "”»"
_STRAIGHT = '"″＂'
_SINGLES = "‘’‚‛'`´′ʼ＇"
_MARK = re.compile(rf"``|''|‘‘|’’|[{_OPENING}{_CLOSING}{_STRAIGHT}]|[{_SINGLES}]")
_BEFORE_OPENING = "([{-–—/―‐"
_AFTER_CLOSING = ".,;:!?)]}-–—…/―"
_PUNCTUATION = ".,!?…;:"
_ELISION = re.compile(r"\d\d?0?s?\b(?!\w)|(?:em|til|tis|twas|cause|bout|round|n)\b", re.IGNORECASE)
_MEASURE = re.compile(r"\d['’′]\s?\d{1,2}$")
_INSERTION = re.compile(r"\[[^\[\]]{1,300}\]")
_STOP = re.compile(r"[.!?…]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A stretch of one paragraph that stands in quotation marks, with its marks.

    ``start`` and ``end`` are half-open and count letters of paragraph number ``paragraph``. ``opened`` and
    ``closed`` tell whether its own marks stand there; where one is missing the end is a guess. ``depth`` is 0
    for an outer quotation. ``goes_on`` tells that it rightly has no closing mark because the next paragraph
    reopens it; ``continues`` is the index, in the result, of the quotation that this one goes on with.
    ``insertions`` are an editor's words in square brackets (with the brackets), in the same unit.
    """

    paragraph: int
    start: int
    end: int
    depth: int = 0
    opened: bool = True
    closed: bool = True
    single: bool = False
    goes_on: bool = False
    continues: int | None = None
    width: int = 1
    insertions: tuple[tuple[int, int], ...] = ()

    @property
    def inner(self) -> tuple[int, int]:
        """The same range without the marks."""
        start = self.start + (self.width if self.opened else 0)
        return start, max(start, self.end - (self.width if self.closed else 0))

    @property
    def balanced(self) -> bool:
        """Whether no mark is missing."""
        return self.opened and (self.closed or self.goes_on)


@dataclass(slots=True)
class _Open:
    """An opening mark that waits for its closing one."""

    at: int
    width: int
    single: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    width: int
    single: bool
    way: str  # open, close, either, turned (points one way, stands the other), weak (perhaps an apostrophe)


def find_quotations(paragraphs: Sequence[str]) -> tuple[Quotation, ...]:
    """All quotations of consecutive paragraphs, in order of paragraph and start, inner ones included.

    Offsets are letters of the paragraph each quotation names. Gives no problems and raises nothing: a
    quotation that is not ``balanced`` is the caller's to report.
    """
    found: list[Quotation] = []
    carried: int | None = None
    for number, text in enumerate(paragraphs):
        after = paragraphs[number + 1] if number + 1 < len(paragraphs) else ""
        own = _in_paragraph(number, text, after)
        if carried is not None and own and own[0].start == _indent(text):
            own[0] = replace(own[0], continues=carried)
        carried = None
        for at, quotation in enumerate(own, len(found)):
            if quotation.goes_on:
                carried = at
        found += own
    return tuple(found)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _in_paragraph(number: int, text: str, after: str) -> list[Quotation]:
    done: list[Quotation] = []
    stack: list[_Open] = []
    last = 0  # where the last mark that was used ended
    for mark in _marks(text, after):
        if _opens(mark, stack):
            if len(stack) < DEPTH:
                stack.append(_Open(mark.at, mark.width, mark.single))
                last = mark.at + mark.width
            continue
        end = mark.at + mark.width
        if mark.single:
            if stack and stack[-1].single:
                done.append(_closed(number, stack.pop(), end))
                last = end
            continue
        while stack and stack[-1].single:  # an apostrophe after all
            stack.pop()
        if stack:
            done.append(_closed(number, stack.pop(), end))
        elif (start := _guess_start(text, last, mark.at)) < mark.at:
            done.append(Quotation(paragraph=number, start=start, end=end, opened=False, width=mark.width))
        last = end
    done += _left_open(number, text, after, stack, done)
    return _finish(text, done)


def _closed(number: int, opening: _Open, end: int) -> Quotation:
    return Quotation(paragraph=number, start=opening.at, end=end, single=opening.single, width=opening.width)


def _opens(mark: _Mark, stack: list[_Open]) -> bool:
    if mark.single:
        return mark.way == "open"
    waiting = any(not item.single for item in stack)
    if mark.way in {"either", "turned"}:
        return not waiting
    return mark.way == "open"


def _guess_start(text: str, last: int, at: int) -> int:
    """Where a quotation without opening mark begins: its sentence, but never before the last mark."""
    start = last
    for stop in _STOP.finditer(text, last, at):
        if stop.end() < at:
            start = stop.end()
    while start < at and not text[start].isalnum():
        start += 1
    return start


def _left_open(
    number: int, text: str, after: str, stack: list[_Open], done: list[Quotation]
) -> list[Quotation]:
    """Guesses for openings whose closing mark never came."""
    waiting = [item for item in stack if not item.single or _reopens(text, after, item)]
    starts = sorted([q.start for q in done] + [item.at for item in waiting])
    out: list[Quotation] = []
    for place, item in enumerate(waiting):
        goes_on = place == len(waiting) - 1 and _begins_with_mark(after, single=item.single)
        end = _guess_end(text, starts, item, len(text.rstrip()), goes_on=goes_on)
        if end > item.at + item.width:
            kept = goes_on and end == len(text.rstrip())
            out.append(replace(_closed(number, item, end), closed=False, goes_on=kept))
    return out


def _guess_end(text: str, starts: list[int], item: _Open, end: int, *, goes_on: bool) -> int:
    later = bisect_left(starts, item.at + item.width)
    if later == len(starts):
        return end
    before = text[item.at : starts[later]].rstrip()
    # A mark amid a sentence opens an inner quotation; after a stop it opens the next one.
    if before[-1:].isalnum() and (goes_on or text[end - 1] in _CLOSING + _STRAIGHT):
        return end
    return item.at + len(before)


def _reopens(text: str, after: str, item: _Open) -> bool:
    return item.at == _indent(text) and _begins_with_mark(after, single=True)


def _begins_with_mark(text: str, *, single: bool) -> bool:
    first = text[_indent(text) :][:2]
    if single:
        return first[:1] in set("‘'") and first[1:].isalnum()
    return first[:1] in set(_OPENING + _STRAIGHT + _CLOSING) or first in {"``", "''"}


def _finish(text: str, done: list[Quotation]) -> list[Quotation]:
    """The quotations in order, with depth and insertions."""
    insertions = [match.span() for match in _INSERTION.finditer(text)]
    starts = [start for start, _ in insertions]
    out: list[Quotation] = []
    around: list[int] = []
    for quotation in sorted(done, key=lambda q: (q.start, -q.end)):
        while around and around[-1] <= quotation.start:
            around.pop()
        inside: list[tuple[int, int]] = []
        at = bisect_left(starts, quotation.start)
        while at < len(insertions) and insertions[at][1] <= quotation.end:
            inside.append(insertions[at])
            at += 1
        out.append(replace(quotation, depth=len(around), insertions=tuple(inside)))
        around.append(quotation.end)
    return out


def _marks(text: str, after: str) -> Iterator[_Mark]:
    """The quotation marks of a paragraph, apostrophes left out."""
    raw: list[_Mark] = []
    for match in _MARK.finditer(text):
        at, width = match.start(), len(match.group())
        before, following = text[at - 1 : at], text[at + width : at + width + 1]
        if width == 1 and match.group() in _SINGLES:
            mark = _single(text, at, before, following)
        else:
            mark = _double(text, match.group(), at, before, following)
        if mark is not None:
            raw.append(mark)
    yield from _without_apostrophes(raw, text, after)


def _double(text: str, mark: str, at: int, before: str, following: str) -> _Mark | None:
    if mark in _STRAIGHT and _MEASURE.search(text, max(0, at - 6), at):
        return None
    opening = (not before or before.isspace() or before in _BEFORE_OPENING + _OPENING) and (
        not before or (bool(following) and not following.isspace())
    )
    closing = bool(before) and not before.isspace()
    closing = closing and (
        not following or following.isspace() or following in _AFTER_CLOSING + _CLOSING + "'’"
    )
    closing = closing or (not following and bool(before))
    flank = "open" if opening and not closing else "close" if closing and not opening else "either"
    points = "open" if mark in _OPENING or mark in {"``", "‘‘"} else "close"
    if mark in _STRAIGHT or mark == "''":
        points = flank
    way = points if flank in {points, "either"} else "turned"
    return _Mark(at, len(mark), single=False, way=way)


def _single(text: str, at: int, before: str, following: str) -> _Mark | None:
    if before.isalnum() and following.isalnum():
        return None
    mark = text[at]
    starts = not before or before.isspace() or before in _BEFORE_OPENING + _OPENING + _STRAIGHT
    if starts and following and not following.isspace():
        if mark in "’´′ʼ" or _ELISION.match(text, at + 1):
            return None
        return _Mark(at, 1, single=True, way="open")
    if not before or (before.isspace() and not (following and following in _STRAIGHT + _CLOSING)):
        return None
    sure = before in _PUNCTUATION or (following != "" and following in _PUNCTUATION + _CLOSING + _STRAIGHT)
    sure = sure or (not following) or before.lower() not in "sxz"
    return _Mark(at, 1, single=True, way="close" if sure else "weak")


def _without_apostrophes(raw: list[_Mark], text: str, after: str) -> Iterator[_Mark]:
    """Drops single openings that nothing closes, and plural possessives that stand before a surer closing."""
    surer = closing = False
    keep: list[_Mark] = []
    for mark in reversed(raw):
        if not mark.single:
            keep.append(mark)
        elif mark.way == "open":
            if closing or (mark.at == _indent(text) and _begins_with_mark(after, single=True)):
                keep.append(mark)
            surer = closing = False
        elif mark.way == "close":
            keep.append(mark)
            surer = closing = True
        elif not surer:
            keep.append(mark)
            closing = True
    yield from reversed(keep)
