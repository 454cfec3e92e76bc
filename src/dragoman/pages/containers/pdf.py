"""PDF: a page printed from a browser or a database, or a newspaper's own, as text that knows sheet and box.

``Page.text`` is made of the characters of the PDF in reading order: lines end in a line feed, paragraphs in two,
what heads and feet of sheets repeat stands once a sheet, before the sheet's text or after the paragraph that runs on
into it. A hyphen that only broke a word at a line's end is written as a soft hyphen (U+00AD) and the line goes on;
nothing else is changed, nothing dropped. Text without a layer of characters (a scan) is a problem: recognising
letters in pictures is another program's work.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from dragoman.dates import find_dates, is_valid
from dragoman.model import (
    BlockKind,
    BoxRange,
    Encoding,
    EncodingBasis,
    MarkupFact,
    Page,
    PartRange,
    Problem,
    Supplied,
    bytes_id,
)
from dragoman.pages.containers.glyphs import Most, Run, Sheet
from dragoman.pages.containers.paragraphs import HEADING, Joints, Paragraph, goes_on, paragraphs_of, running
from dragoman.pages.containers.payload import Limits, Payload
from dragoman.pages.containers.pdf_worker import Read, read_sheets
from dragoman.pages.containers.sheets import in_order

HEAD = b"%PDF-"
#: Sheets read of one file; characters read of one sheet and of one file.
MOST_SHEETS = 2_000
MOST_ON_SHEET = 200_000
MOST_CHARACTERS = 8_000_000
#: A text layer in which more than this part of the characters stand for no letter cannot be read.
_UNREADABLE = 0.5
#: The longest headline, in words.
_HEADLINE = 30
_ADDRESS = re.compile(r"(?:https?://|file:///)\S+")
_CUT = ("…", "...")
_CLOCK = re.compile(
    r"(?P<a>\d{1,4})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{1,4}),?\s+(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.]\d\d)?"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?",
    re.I,
)
#: The part of the sheet's height in which browsers print their heads and feet.
_EDGE = 0.06
_NO_TITLE = re.compile(r"(?:untitled|document\d*|microsoft word\b.*|.*\.(?:docx?|pdf|indd|qxd|html?))", re.I)


def read_pdf(payload: Payload, limits: Limits, supplied: Supplied) -> Iterator[Page | Problem]:
    """The page of a PDF, and problems beside it.

    ``Page.boxes`` map ranges of the text to sheet and box, ``Page.parts`` are its paragraphs. What the PDF says of
    itself (title, author, dates of the file) are facts, never the date of publication. The address and the moment
    that browsers print in the margin become ``Page.url`` and a page clock.

    Problems: ``damaged-document``, ``encrypted-document``, ``no-text-layer``, ``too-large`` (the rest is left out).
    """
    if len(payload.data) > limits.payload:
        yield payload.problem("too-large", f"{len(payload.data)} bytes; {limits.payload} are read")
        return
    read = read_sheets(
        payload.data, Most(sheets=MOST_SHEETS, on_sheet=MOST_ON_SHEET, characters=MOST_CHARACTERS)
    )
    problems = list(_problems(read, payload))
    yield from problems
    characters = sum(sheet.characters for sheet in read.sheets)
    unmapped = sum(sheet.unmapped for sheet in read.sheets)
    if characters == 0:
        if not problems:
            yield _no_text(payload, f"{len(read.sheets)} sheets and no characters on them")
        return
    if unmapped > _UNREADABLE * characters:
        yield _no_text(payload, f"{unmapped} of {characters} glyphs stand for no character")
        return
    silent = [str(sheet.number) for sheet in read.sheets if not sheet.characters]
    if silent:
        named = ", ".join(silent[:10]) + (" ..." if len(silent) > 10 else "")
        yield _no_text(payload, f"no characters on sheet {named}; the others are read")
    made = _write(list(read.sheets))
    yield Page(
        id=bytes_id(payload.data),
        text=made.text,
        encoding=Encoding(name="pdf", basis=EncodingBasis.DECLARED),
        media_type="application/pdf",
        locator=payload.locator,
        url=payload.url or made.url,
        outlet=payload.outlet,
        fetched_at=payload.fetched_at,
        supplied=supplied,
        facts=(*payload.facts, *_facts(read), *made.facts),
        boxes=tuple(made.boxes),
        parts=tuple(made.parts),
    )


def _problems(read: Read, payload: Payload) -> Iterator[Problem]:
    match read.failure:
        case "password":
            yield payload.problem("encrypted-document", "a password is needed")
        case "structure":
            yield payload.problem("damaged-document", "no PDF structure can be found in it")
        case str() as why:
            detail = f"{why}; {len(read.sheets)} of {read.count or 'its'} sheets are read"
            yield payload.problem("too-large", detail)
        case None if read.count == 0:
            yield payload.problem("damaged-document", "it holds no sheet")
    for number in read.unread:
        yield payload.problem("damaged-document", f"sheet {number} of {read.count} cannot be read")
    got = sum(sheet.characters for sheet in read.sheets)
    if read.failure is None and (read.count > MOST_SHEETS or got >= MOST_CHARACTERS):
        yield payload.problem(
            "too-large", f"{len(read.sheets)} of {read.count} sheets and {got} characters are read"
        )


def _no_text(payload: Payload, detail: str) -> Problem:
    return payload.problem("no-text-layer", detail)


def _facts(read: Read) -> Iterator[MarkupFact]:
    for key, value in read.facts:
        yield MarkupFact(name=f"pdf:{key.lower()}", value=value, path=f"Info/{key}")
        if key == "Title" and not _NO_TITLE.fullmatch(value):
            yield MarkupFact(name="title", value=value[:500], path="Info/Title")


@dataclass(slots=True)
class _Made:
    """The text while it is written, with its boxes and parts."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    boxes: list[BoxRange] = field(default_factory=list)
    parts: list[PartRange] = field(default_factory=list)
    facts: tuple[MarkupFact, ...] = ()
    url: str | None = None

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


def _write(sheets: list[Sheet]) -> _Made:
    known = running([sheet.runs for sheet in sheets], [sheet.height for sheet in sheets])
    prints = _printed(sheets)
    known |= dict.fromkeys(prints, "pdf/print")
    paragraphs: list[Paragraph] = []
    for sheet in sheets:
        margin = [Paragraph(runs=[run], rule=known[id(run)]) for run in sheet.runs if id(run) in known]
        margin.sort(key=lambda one: (-one.runs[0].bottom, one.runs[0].left))
        body = paragraphs_of(in_order([run for run in sheet.runs if id(run) not in known]))
        last = next((one for one in reversed(paragraphs) if one.rule is None), None)
        if last is not None and body and last is paragraphs[-1] and goes_on(last, body[0]):
            last.runs += body.pop(0).runs
        paragraphs += [*margin, *body]
    made = _Made(url=_address(sheets, prints), facts=tuple(_moment(sheets, prints)))
    usual = _body_size(paragraphs)
    joints = Joints(run.text for sheet in sheets for run in sheet.runs)
    for paragraph in paragraphs:
        _write_paragraph(made, paragraph, joints, usual)
    made.facts += tuple(_headline(paragraphs, usual))
    return made


def _write_paragraph(made: _Made, paragraph: Paragraph, joints: Joints, usual: float) -> None:
    if made.length:
        made.add("\n\n")
    start = made.length
    for at, run in enumerate(paragraph.runs):
        text, joint = run.text.strip(), ""
        if at + 1 < len(paragraph.runs):
            text, joint = joints.join(text, paragraph.runs[at + 1].text.strip())
        made.boxes.append(_box(run, made.length, made.length + len(text)))
        made.add(text)
        made.add(joint)
    kind = BlockKind.FURNITURE if paragraph.rule else None
    rule = paragraph.rule or "pdf/paragraph"
    if kind is None and _is_heading(paragraph, usual):
        kind, rule = BlockKind.SUBHEAD, "pdf/heading"
    made.parts.append(PartRange(start=start, end=made.length, kind=kind, rule=rule))


def _box(run: Run, start: int, end: int) -> BoxRange:
    left, bottom, right, top = (round(value, 2) for value in (run.left, run.bottom, run.right, run.top))
    return BoxRange(start=start, end=end, sheet=run.sheet, left=left, bottom=bottom, right=right, top=top)


def _body_size(paragraphs: list[Paragraph]) -> float:
    """The size most of the running text is set in, in half points."""
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        if paragraph.rule is None:
            sizes[round(2 * paragraph.size) / 2] += paragraph.words
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _is_heading(paragraph: Paragraph, usual: float) -> bool:
    if paragraph.rule or not 1 <= paragraph.words <= _HEADLINE:
        return False
    ends = paragraph.runs[-1].text.rstrip().endswith(".")
    return paragraph.size > HEADING * usual or (paragraph.bold and not ends and paragraph.words <= 15)


def _headline(paragraphs: list[Paragraph], usual: float) -> Iterator[MarkupFact]:
    """The text set largest on the first sheet that has any, as evidence for the headline: never a word or two, which
    are an outlet's name."""
    first = min((run.sheet for one in paragraphs for run in one.runs), default=1)
    large = [
        one
        for one in paragraphs
        if one.rule is None
        and one.runs[0].sheet == first
        and one.size > 1.25 * usual
        and 3 <= one.words <= _HEADLINE
    ]
    if large:
        best = max(large, key=lambda one: (round(one.size), -paragraphs.index(one)))
        value = " ".join(" ".join(run.text.split()) for run in best.runs)
        yield MarkupFact(name="title", value=value, path=f"sheet {first}, largest text")


# ------------------------------------------------------------------------- heads and feet of browsers


def _printed(sheets: list[Sheet]) -> set[int]:
    """The runs (by ``id``) that a browser printed into the margins: date and time, title, address, "1/3"."""
    lines = [[run for run in sheet.runs if _in_margin(run, sheet)] for sheet in sheets]
    telling = [run for line in lines for run in line if _tells(run.text)]
    if not telling:
        return set()
    heights = [run.bottom for run in telling]
    body = median([run.size for sheet in sheets for run in sheet.runs])
    return {
        id(run)
        for line in lines
        for run in line
        if run.size <= 1.3 * body and any(abs(run.bottom - height) < 0.6 * run.size for height in heights)
    }


def _in_margin(run: Run, sheet: Sheet) -> bool:
    return not run.turned and (run.bottom > (1 - _EDGE) * sheet.height or run.top < _EDGE * sheet.height)


def _tells(text: str) -> bool:
    if len(text) > 300:
        return False
    if _ADDRESS.match(text) or _CLOCK.fullmatch(text.strip()):
        return True
    dates = find_dates(text)
    return len(text) < 40 and any(date.clock and date.year for date in dates)


def _address(sheets: list[Sheet], prints: set[int]) -> str | None:
    for sheet in sheets:
        for run in sheet.runs:
            found = _ADDRESS.match(run.text) if id(run) in prints else None
            if found and found[0].startswith("http") and not found[0].endswith(_CUT):
                return found[0]
    return None


def _moment(sheets: list[Sheet], prints: set[int]) -> Iterator[MarkupFact]:
    """When the page was printed, as far as the margin says so without doubt."""
    for sheet in sheets:
        for run in sheet.runs:
            found = _CLOCK.fullmatch(run.text.strip()) if id(run) in prints else None
            if found and (value := _value(found)) is not None:
                yield MarkupFact(name="pdf:printed", value=value, path=f"sheet {sheet.number}, margin")
                return


def _value(clock: re.Match[str]) -> str | None:
    """The EDTF value of a browser's date and time; None when day and month cannot be told apart.

    Browsers set to American English print "7/22/22, 5:57 PM", the only form with a year of two digits and a half of
    the day in capitals; forms with points have the day first.
    """
    a, b, c = clock["a"], clock["b"], clock["c"]
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % 12 + (12 if clock["half"].lower() == "p" else 0)
    if len(a) == 4:
        year, month, day = int(a), int(b), int(c)
    else:
        year = int(c) + (2000 if len(c) == 2 else 0)
        american = len(c) == 2 and clock["half"] in {"A", "P"} and clock["mark"] == "/"
        if american or int(b) > 12:
            month, day = int(a), int(b)
        elif clock["mark"] == "." or int(a) > 12 or a == b:
            month, day = int(b), int(a)
        else:
            return None
    value = f"{year:04}-{month:02}-{day:02}T{hour:02}:{clock['minute']}"
    return value if is_valid(value) else None
