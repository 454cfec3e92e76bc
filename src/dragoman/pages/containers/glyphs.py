"""The characters of one sheet of a PDF, gathered into runs: pieces of lines, each with its box.

PDFium (through pypdfium2) gives the characters in the order of the file with a box for each; everything else about
reading order is decided from the boxes, in :mod:`dragoman.pages.containers.sheets`.

This module imports nothing of dragoman: a worker process runs it alone (:mod:`dragoman.pages.containers.pdf_worker`).
"""

from __future__ import annotations

import ctypes
import marshal
import math
import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass, field, fields
from typing import Any, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

#: A hyphen at the end of a line, as PDFium gives it.
_HYPHENS = frozenset({0x02, 0xFFFE})
#: A gap wider than this (in font sizes) parts two pieces of one line: columns, cells, the ends of a running head.
_APART = 1.5
#: A step back or a change of the baseline greater than this (in font sizes) begins a new run.
_BACK, _UP = 0.6, 0.45
#: A gap wider than this (in font sizes) between two runs of one line is a space.
_SPACE = 0.15
_UNMAPPED = "\ufffd"
#: Sheets with more runs than this are not looked at line by line.
MOST_RUNS = 6_000
_FACTS = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
#: What reading a PDF tells, piece by piece: what it is, and its value.
Reply: TypeAlias = "tuple[str, Any]"


@dataclass(slots=True, kw_only=True)
class Run:
    """A piece of a line on one sheet. The box is in points from the sheet's lower left corner.

    ``size`` is the font's, in points, and ``bold`` whether its name says so. ``turned`` says that the text does not
    run from left to right. ``words`` are the left and right edges of the words, in order.
    """

    sheet: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    bold: bool = False
    turned: bool = False
    words: list[tuple[float, float]] = field(default_factory=list)

    @property
    def width(self) -> float:
        """Width of the box in points."""
        return self.right - self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its number from 1, its width and height in points, and its runs in the order of the file."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    characters: int
    unmapped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Most:
    """How many sheets are read of a file, and how many characters of a sheet and of the file."""

    sheets: int
    on_sheet: int
    characters: int


def replies(data: bytes, most: Most) -> Iterator[Reply]:
    """What a PDF holds: ("count", its sheets), ("fact", (name, value)), ("sheet", a packed sheet), ("unread", the number
    of a sheet), and ("failure", "password" or "structure") when it cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD
        yield "failure", "password" if locked else "structure"
        return
    try:
        yield "count", len(document)
        for key in _FACTS:
            if value := document.get_metadata_value(key).strip("\0 \t\r\n"):
                yield "fact", (key, value[:2_000])
        left = most.characters
        for number in range(1, min(len(document), most.sheets) + 1):
            if left <= 0:
                return
            try:
                sheet = sheet_of(document, number, min(left, most.on_sheet))
            except pypdfium2.PdfiumError:
                yield "unread", number
                continue
            left -= sheet.characters
            yield "sheet", astuple(sheet)
    finally:
        document.close()


def unpacked(value: tuple[Any, ...]) -> Sheet:
    """A sheet from the plain values that :func:`replies` gives."""
    number, width, height, runs, characters, unmapped = value
    names = [one.name for one in fields(Run)]
    made = tuple(Run(**dict(zip(names, run, strict=True))) for run in runs)
    return Sheet(
        number=number, width=width, height=height, runs=made, characters=characters, unmapped=unmapped
    )


def serve() -> None:
    """The worker: bounds and a PDF on standard input, replies on standard output, each after its length."""
    order = sys.stdin.buffer
    sheets, on_sheet, characters, memory = marshal.load(order)  # noqa: S302 - written by our own parent
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ImportError, ValueError, OSError):
        # No such limit on this system: then time alone bounds the work.
        pass
    most = Most(sheets=sheets, on_sheet=on_sheet, characters=characters)
    for reply in replies(order.read(), most):
        packed = marshal.dumps(reply)
        sys.stdout.buffer.write(len(packed).to_bytes(8, "little") + packed)
        sys.stdout.buffer.flush()


@dataclass(slots=True)
class _Glyph:
    char: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    index: int


def sheet_of(document: pypdfium2.PdfDocument, number: int, most: int) -> Sheet:
    """Sheet ``number`` (from 1), read up to ``most`` characters.

    Raises:
        pypdfium2.PdfiumError: when PDFium cannot load the sheet.
    """
    page = document[number - 1]
    try:
        text = page.get_textpage()
        try:
            width, height = page.get_size()
            count = min(text.count_chars(), most)
            glyphs = [glyph for glyph in _glyphs(text, count) if math.isfinite(glyph.left + glyph.top)]
            left, bottom, *_ = page.get_bbox()
            runs = [_run(number, group, text, left, bottom) for group in _groups(glyphs, text)]
        finally:
            text.close()
    finally:
        page.close()
    shown = [run for run in runs if run.text.strip()]
    return Sheet(
        number=number,
        width=width,
        height=height,
        runs=tuple(_merged(shown)),
        characters=sum(not glyph.char.isspace() for glyph in glyphs),
        unmapped=sum(glyph.char == _UNMAPPED for glyph in glyphs),
    )


def _glyphs(text: pypdfium2.PdfTextPage, count: int) -> Iterator[_Glyph]:
    box = pdfium.FS_RECTF()
    high = 0
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        char = _char(code)
        if not pdfium.FPDFText_GetLooseCharBox(text, index, box):
            continue
        size = pdfium.FPDFText_GetFontSize(text, index)
        yield _Glyph(char, box.left, box.bottom, box.right, box.top, size, index)


def _char(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    if code in {0x0A, 0x0D}:
        return "\n"
    # PDFium gives no character, or a control character, for a glyph that the font does not map.
    return _UNMAPPED if code < 0x20 and code != 0x09 else chr(code)


def _groups(glyphs: list[_Glyph], text: pypdfium2.PdfTextPage) -> Iterator[list[_Glyph]]:
    group: list[_Glyph] = []
    last: _Glyph | None = None
    turned = False
    for glyph in glyphs:
        if glyph.char == "\n":
            if group and not turned:
                yield group
                group, last = [], None
            continue
        if glyph.char.isspace():
            if group:
                group.append(glyph)
            continue
        if last is None:
            turned = _is_turned(text, glyph.index)
        elif _parts(last, glyph) and not (turned and _is_turned(text, glyph.index)):
            yield group
            group = []
            turned = _is_turned(text, glyph.index)
        group.append(glyph)
        last = glyph
    if group:
        yield group


def _parts(last: _Glyph, glyph: _Glyph) -> bool:
    size = max(_size(last), _size(glyph))
    if abs(_base(last) - _base(glyph)) > _UP * size:
        return True
    # Letters of a ligature have one box between them: only a step to the left of it is a step back.
    return glyph.left - last.right > _APART * size or glyph.left < last.left - _BACK * size


def _size(glyph: _Glyph) -> float:
    # The size of the font without the text's own scale says little: the box says more.
    return max(1.0, (glyph.top - glyph.bottom) * 0.85)


def _base(glyph: _Glyph) -> float:
    return glyph.bottom + 0.2 * (glyph.top - glyph.bottom)


def _is_turned(text: pypdfium2.PdfTextPage, index: int) -> bool:
    angle = pdfium.FPDFText_GetCharAngle(text, index) % (2 * math.pi)
    return bool(0.1 < angle < 2 * math.pi - 0.1)


def _run(sheet: int, group: list[_Glyph], text: pypdfium2.PdfTextPage, left: float, bottom: float) -> Run:
    while group and group[-1].char.isspace():
        group.pop()
    solid = [glyph for glyph in group if not glyph.char.isspace()] or group[:1]
    words: list[tuple[float, float]] = []
    fresh = True
    for glyph in group:
        if glyph.char.isspace():
            fresh = True
        elif fresh:
            words.append((glyph.left - left, glyph.right - left))
            fresh = False
        else:
            words[-1] = (words[-1][0], glyph.right - left)
    sizes = sorted(_size(glyph) for glyph in solid)
    return Run(
        sheet=sheet,
        text="".join(glyph.char for glyph in group),
        left=min(glyph.left for glyph in solid) - left,
        bottom=min(glyph.bottom for glyph in solid) - bottom,
        right=max(glyph.right for glyph in solid) - left,
        top=max(glyph.top for glyph in solid) - bottom,
        size=sizes[len(sizes) // 2],
        bold=_is_bold(text, solid[0].index),
        turned=_is_turned(text, solid[0].index),
        words=words,
    )


def _is_bold(text: pypdfium2.PdfTextPage, index: int) -> bool:
    if pdfium.FPDFText_GetFontWeight(text, index) >= 600:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, len(name), flags)
    return any(word in bytes(name.value).lower() for word in (b"bold", b"black", b"heavy"))


def _merged(runs: list[Run]) -> list[Run]:
    """Runs of one line that touch each other joined: a word in another font may stand elsewhere in the file."""
    if len(runs) > MOST_RUNS:
        return runs
    straight = sorted((run for run in runs if not run.turned), key=lambda run: (-run.bottom, run.left))
    out: list[Run] = []
    open_runs: list[Run] = []
    for run in straight:
        open_runs = [one for one in open_runs if one.bottom - run.bottom < run.size]
        near = next((one for one in open_runs if _touch(one, run)), None)
        if near is None:
            out.append(run)
            open_runs.append(run)
        else:
            _join(near, run)
    return [*out, *(run for run in runs if run.turned)]


def _touch(one: Run, other: Run) -> bool:
    size = max(one.size, other.size)
    if abs(one.bottom - other.bottom) > 0.3 * size:
        return False
    a, b = (one, other) if one.left <= other.left else (other, one)
    return -0.3 * size <= b.left - a.right <= _APART * size


def _join(one: Run, other: Run) -> None:
    a, b = (one, other) if one.left <= other.left else (other, one)
    gap = b.left - a.right > _SPACE * max(a.size, b.size)
    text = a.text + (" " if gap and not a.text.endswith(" ") else "") + b.text
    words = [*a.words, *b.words]
    if not gap and a.words and b.words:
        words = [*a.words[:-1], (a.words[-1][0], b.words[0][1]), *b.words[1:]]
    wide = a if len(a.text) >= len(b.text) else b
    one.size, one.bold = wide.size, wide.bold
    one.text, one.words = text, words
    one.left, one.right = a.left, max(a.right, b.right)
    one.bottom, one.top = min(a.bottom, b.bottom), max(a.top, b.top)
