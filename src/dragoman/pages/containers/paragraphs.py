"""Paragraphs of a printed page: from blocks of lines, over columns and sheets, with words broken at line ends whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from dragoman.pages.containers.glyphs import MOST_RUNS, Run
from dragoman.pages.containers.sheets import TextBlock

#: A gap between lines this many times the block's usual one begins a paragraph, if it is also this part of the size wider.
_WIDER, _MORE = 1.35, 0.18
#: A first line is indented by at least this, in font sizes, and by no more than that.
_INDENT, _FARTHEST = 0.7, 5.0
#: A line that leaves more than this part of the column free, though the next word had room, ends its paragraph.
_SHORT = 0.3
#: Text this much larger than the body's is a heading.
HEADING = 1.12
_LONGEST_HEADING = 25
_ENDS = re.compile(r"[.!?…:;]['\"”’»)\]]*\s*$")
_HYPHEN = re.compile(r"(?P<left>[^\W\d_]{2,})[-\u00ad\u2010]$")
_FIRST = re.compile(r"[^\W\d_]{2,}")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
#: First parts of compounds: a hyphen after one stays.
_COMPOUND = frozenset(
    "all anti cross ex full half hard high ill long low mid multi non off old once one on over part post pre pro self semi "
    "short so soft state then then-prime three two under vice war well would year".split()
)
_BULLET = re.compile(r"[•▪◦‣·*–-]\s|\(?\d{1,2}[.)]\s")


@dataclass(slots=True, kw_only=True)
class Paragraph:
    """Lines that are one paragraph, heading or running head, in reading order. ``rule`` is set for what is known
    to be no running text: a running head, a number of a sheet, turned text."""

    runs: list[Run]
    rule: str | None = None
    #: Whether the text goes on in the paragraph after this one.
    open: bool = field(default=False)

    @property
    def size(self) -> float:
        """The usual size of its letters, in points."""
        return median(run.size for run in self.runs)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(run.bold for run in self.runs)

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(run.text.split()) for run in self.runs)


def paragraphs_of(blocks: Iterable[TextBlock]) -> list[Paragraph]:
    """The paragraphs of the blocks of one sheet; a paragraph that goes on in the next column is one."""
    out: list[Paragraph] = []
    for block in blocks:
        if block.runs[0].turned:
            out.append(Paragraph(runs=list(block.runs), rule="pdf/turned"))
            continue
        parts = _split(block)
        if out and goes_on(out[-1], parts[0], block):
            out[-1].runs += parts.pop(0).runs
        out += parts
    return out


def goes_on(before: Paragraph, after: Paragraph, block: TextBlock | None = None) -> bool:
    """Whether a paragraph that a column or sheet ends is continued by the one that begins the next."""
    if before.rule or after.rule or not 0.95 < before.size / after.size < 1.05 or before.bold != after.bold:
        return False
    last, first = before.runs[-1], after.runs[0]
    if before.words < 4 or _ENDS.search(last.text) or not first.text[:1].strip():
        return False
    if block is not None and first.left > block.left + _INDENT * first.size:
        return False
    if _HYPHEN.search(last.text):
        return True
    return first.text[0].islower() or _is_full(last, before)


def _is_full(last: Run, paragraph: Paragraph) -> bool:
    others = [
        run.right
        for run in paragraph.runs
        if run.sheet == last.sheet and abs(run.left - last.left) < 3 * run.size
    ]
    return len(others) > 1 and last.right > max(others) - 2 * last.size and last.text[-1].isalnum()


def _split(block: TextBlock) -> list[Paragraph]:
    runs = block.runs
    steps = [above.bottom - below.bottom for above, below in pairwise(runs)]
    usual = median(steps) if steps else 0.0
    out = [Paragraph(runs=[runs[0]])]
    for at, run in enumerate(runs[1:], start=1):
        if _begins(block, at, steps[at - 1], usual, out[-1]):
            out.append(Paragraph(runs=[run]))
        else:
            out[-1].runs.append(run)
    return out


def _begins(block: TextBlock, at: int, step: float, usual: float, current: Paragraph) -> bool:
    """Whether line ``at`` of the block begins a paragraph."""
    above, run = block.runs[at - 1], block.runs[at]
    if _HYPHEN.search(above.text) and run.text[:1].isalnum():
        return False
    if above.bold != run.bold:
        return True
    if step > _WIDER * usual and step - usual > _MORE * run.size:
        return True
    if _BULLET.match(run.text) and (_BULLET.match(current.runs[0].text) or _ENDS.search(above.text)):
        return True
    indent = run.left - block.left
    if _BULLET.match(current.runs[0].text) and above.left < run.left and len(current.runs) == 1:
        return False  # the text of an item hangs beside its mark
    flush, ends = above.left - block.left < 0.3 * run.size, _ENDS.search(above.text) is not None
    if (flush or ends) and _INDENT * run.size <= indent <= _FARTHEST * run.size:
        return (flush and ends) or _justified_left(block)
    return _had_room(block, above, run)


def _justified_left(block: TextBlock) -> bool:
    """Whether most lines of a block begin at its left edge, so that another beginning is an indent."""
    flush = sum(run.left - block.left < 0.3 * run.size for run in block.runs)
    return 2 * flush >= len(block.runs)


def _had_room(block: TextBlock, above: Run, run: Run) -> bool:
    """Whether the line above broke off though the first word of this line had room in it."""
    if not run.words or len(block.runs) < 2:
        return False
    width = block.right - block.left
    left, right = run.words[0]
    free = block.right - above.right - (right - left) - 0.3 * run.size
    ends = _ENDS.search(above.text) is not None
    return free > (0.6 * run.size if ends else _SHORT * width) and (ends or free > 4 * run.size)


# ------------------------------------------------------------------------------------------- the words


class Joints:
    """How the lines of a document are joined: what stands between two of them, and a hyphen's part in it."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        for line in lines:
            words = _WORD.findall(line.lower())
            # A word at a line's end may be half of one.
            self._words.update(words[:-1] if _HYPHEN.search(line) else words)

    def join(self, above: str, below: str) -> tuple[str, str]:
        """The line above as it stands in the page's text, and what stands between it and the line below.

        A hyphen that only the line's end asked for becomes a soft hyphen (U+00AD), which no reader of words sees;
        one that belongs to the word stays. After both the line below follows at once.
        """
        broken, after = _HYPHEN.search(above), _FIRST.match(below)
        if broken is None or after is None:
            return above, "" if re.search(r"[^\W_][-\u2010]$", above) and below[:1].isalnum() else "\n"
        left, right = broken["left"].lower(), after[0].lower()
        if after[0][0].isupper() or not self._is_one_word(left, right):
            return above, ""
        return above[:-1] + "\u00ad", ""

    def _is_one_word(self, left: str, right: str) -> bool:
        one, two = self._words[left + right], self._words[f"{left}-{right}"]
        return one >= two if one or two else left not in _COMPOUND


# ------------------------------------------------------------------------------------ heads and feet


_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[-–—\s]*(?:(?:page|p\.|seite|стр\.?)\s*)?\d{1,4}(?:\s*(?:/|of|von|из)\s*\d{1,4})?[-–—\s]*", re.I
)
#: How many lines from the top and from the bottom of a sheet may be running heads and feet.
_LINES = 4
#: The part of the sheet's height that is its margin, at most.
_MARGIN = 0.14
#: How far a head may stand higher or lower from sheet to sheet, in points, or twice that.
_DRIFT = 6.0


def running(sheets: Sequence[Sequence[Run]], heights: Sequence[float]) -> dict[int, str]:
    """Which runs (by ``id``) repeat at the head or foot of sheets, digits aside, or number a sheet; with their rule."""
    found: dict[int, str] = {}
    edges = [_edges(runs, height) for runs, height in zip(sheets, heights, strict=True)]
    seen: dict[str, list[tuple[int, Run]]] = {}
    for number, edge in enumerate(edges):
        for run in edge:
            seen.setdefault(_DIGITS.sub("0", " ".join(run.text.split()).lower()), []).append((number, run))
    for alike in seen.values():
        levels: dict[int, set[int]] = {}
        for number, run in alike:
            levels.setdefault(round(run.bottom / _DRIFT), set()).add(number)
        for number, run in alike:
            level = round(run.bottom / _DRIFT)
            near = set().union(*(levels.get(level + step, set()) for step in (-1, 0, 1))) - {number}
            # Left and right sheets have heads of their own.
            if len(near) >= max(1, round(0.3 * len(sheets)) - 1):
                found[id(run)] = "pdf/running"
    for edge in edges:
        for run in edge:
            if id(run) not in found and _NUMBER.fullmatch(run.text):
                found[id(run)] = "pdf/sheet-number"
    return found


def _edges(runs: Sequence[Run], height: float) -> list[Run]:
    straight = sorted((run for run in runs if not run.turned), key=lambda run: -run.bottom)
    rows: list[list[Run]] = []
    for run in straight:
        if rows and abs(rows[-1][0].bottom - run.bottom) < 0.5 * run.size:
            rows[-1].append(run)
        else:
            rows.append([run])
    if len(runs) > MOST_RUNS:
        return []
    top = [run for row in rows[:_LINES] for run in row if run.top > (1 - _MARGIN) * height]
    bottom = [run for row in rows[-_LINES:] for run in row if run.bottom < _MARGIN * height]
    return [*top, *(run for run in bottom if run not in top)]
