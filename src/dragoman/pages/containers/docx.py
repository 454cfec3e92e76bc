"""Word documents (.docx): paragraphs, headings, lists, tables and notes as text, one line each.

The zip and the XML are read with the standard library alone. ``Page.parts`` are the paragraphs; a paragraph in a
style for titles or headings is marked as such. Cells of a table row stand on one line, parted by tabs; footnotes
follow the text. What the document says of itself (core.xml) are facts, never the date of publication.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from dragoman.model import (
    BlockKind,
    Encoding,
    EncodingBasis,
    MarkupFact,
    Page,
    PartRange,
    Problem,
    Supplied,
    bytes_id,
)
from dragoman.pages.containers.payload import Limits, Payload
from dragoman.pages.containers.xml_events import BrokenXmlError, read_events

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DOCUMENT = "word/document.xml"
_NOTES = (("word/footnotes.xml", "docx/footnote"), ("word/endnotes.xml", "docx/endnote"))
#: Styles by the names that Word keeps in every language version, as folded here.
_TITLE = re.compile(r"title|titel|titre|titolo|t[ií]tulo", re.I)
_HEADING = re.compile(
    r"(?:heading|subtitle|überschrift|berschrift|titre|rubrik|titolo|t[ií]tulo)\s*\d*", re.I
)
_CORE = {
    "title": "docx:title",
    "creator": "docx:author",
    "created": "docx:created",
    "modified": "docx:modified",
    "lastModifiedBy": "docx:modified-by",
    "subject": "docx:subject",
    "keywords": "docx:keywords",
}
_HEAD = b"PK\x03\x04"


def is_docx(data: bytes) -> bool:
    """Whether the bytes are a zip that holds a Word document."""
    if not data.startswith(_HEAD):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _DOCUMENT in archive.NameToInfo
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def read_docx(payload: Payload, limits: Limits, supplied: Supplied) -> Iterator[Page | Problem]:
    """The page of a Word document, and problems beside it.

    Problems: ``damaged-document``, ``too-large``, ``empty-page``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(payload.data)) as archive:
            yield from _read(archive, payload, limits, supplied)
    except (
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,
        RuntimeError,
        OSError,
        zlib.error,
        EOFError,
    ) as error:
        yield payload.problem("damaged-document", f"the zip cannot be read: {error}")


def _read(
    archive: zipfile.ZipFile, payload: Payload, limits: Limits, supplied: Supplied
) -> Iterator[Page | Problem]:
    styles = _Styles()
    reader = _Reader(styles=styles)
    problems: list[Problem] = []
    for name, take in (
        ("word/styles.xml", styles.take),
        (_DOCUMENT, reader.take),
        *((name, reader.notes(rule)) for name, rule in _NOTES),
    ):
        if name not in archive.NameToInfo:
            continue
        data = _member(archive, name, limits)
        if data is None:
            problems.append(payload.problem("too-large", f"{name} is too large unpacked"))
            continue
        try:
            take(data)
        except BrokenXmlError as error:
            problems.append(payload.problem("damaged-document", f"{name}: {error}"))
    reader.finish()
    yield from problems
    text = "".join(reader.pieces)
    if not text.strip():
        if not problems:
            yield payload.problem("empty-page", "the document holds no text")
        return
    yield Page(
        id=bytes_id(payload.data),
        text=text,
        encoding=Encoding(name="utf-8", basis=EncodingBasis.DECLARED),
        media_type=MEDIA_TYPE,
        locator=payload.locator,
        url=payload.url,
        outlet=payload.outlet,
        fetched_at=payload.fetched_at,
        supplied=supplied,
        facts=(*payload.facts, *_core(archive, limits), *reader.headline()),
        parts=tuple(reader.parts),
    )


def _member(archive: zipfile.ZipFile, name: str, limits: Limits) -> bytes | None:
    """The bytes of a member, None when they are more than a page may have. The size it declares is not trusted."""
    with archive.open(name) as stream:
        data = stream.read(limits.page + 1)
    return data if len(data) <= limits.page else None


def _core(archive: zipfile.ZipFile, limits: Limits) -> Iterator[MarkupFact]:
    if "docProps/core.xml" not in archive.NameToInfo:
        return
    data = _member(archive, "docProps/core.xml", limits)
    found: list[tuple[str, str]] = []
    stack: list[str] = []

    def text(value: str) -> None:
        if stack and stack[-1] in _CORE and value.strip():
            found.append((_CORE[stack[-1]], value.strip()[:2_000]))

    try:
        read_events(
            data or b"", lambda name, _: stack.append(name.rpartition("}")[2]), lambda _: _drop(stack), text
        )
    except BrokenXmlError:
        # What the file says of itself is no part of the page: without it the page is the same.
        return
    yield from (MarkupFact(name=name, value=value, path="docProps/core.xml") for name, value in found)


def _drop(stack: list[str]) -> None:
    stack.pop()


@dataclass(slots=True)
class _Styles:
    """The names of paragraph styles, by the ids that paragraphs give."""

    names: dict[str, str] = field(default_factory=dict)
    _id: str | None = None

    def take(self, data: bytes) -> None:
        """Read styles.xml."""
        read_events(data, self._start, lambda _: None, lambda _: None)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        if tag == "style":
            self._id = _attribute(attributes, "styleId")
        elif tag == "name" and self._id is not None:
            self.names.setdefault(self._id, _attribute(attributes, "val") or "")

    def kind(self, style: str | None) -> tuple[BlockKind | None, str]:
        """What a paragraph in this style is, and the rule that says so."""
        name = self.names.get(style or "", style or "").strip()
        if _TITLE.fullmatch(name):
            return BlockKind.TITLE, "docx/title"
        if _HEADING.fullmatch(name):
            return BlockKind.SUBHEAD, "docx/heading"
        return None, "docx/paragraph"


def _attribute(attributes: dict[str, str], name: str) -> str | None:
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), None)


@dataclass(slots=True)
class _Reader:
    """The text while it is read."""

    styles: _Styles
    pieces: list[str] = field(default_factory=list)
    parts: list[PartRange] = field(default_factory=list)
    length: int = 0
    titles: list[str] = field(default_factory=list)
    #: How deep in deleted text and in fallback copies of drawings, whose text stands twice.
    _hidden: int = 0
    _style: str | None = None
    _line: list[str] = field(default_factory=list)
    _cells: list[int] = field(default_factory=list)
    _note: str | None = None
    _in_text: bool = False
    _in_list: bool = False

    def take(self, data: bytes) -> None:
        """Read document.xml."""
        read_events(data, self._start, self._end, self._text)

    def notes(self, rule: str) -> Callable[[bytes], None]:
        """The reader of a file of notes, whose paragraphs are marked with ``rule``."""

        def take(data: bytes) -> None:
            self._break()
            self._note = rule
            self.take(data)
            self._break()
            self._note = None

        return take

    def finish(self) -> None:
        """End the last line."""
        self._break()

    def headline(self) -> Iterator[MarkupFact]:
        """The document's own title line, as evidence."""
        for title in self.titles[:1]:
            yield MarkupFact(name="title", value=title[:500], path="word/document.xml, title style")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition("}")[2]
        match tag:
            case "del" | "Fallback" | "moveFrom":
                self._hidden += 1
            case "p" if not self._cells:
                self._break()
                self._style, self._in_list = None, False
            case "pStyle":
                self._style = _attribute(attributes, "val")
            case "numPr":
                self._in_list = True
            case "tc":
                self._cells.append(0)
            case "t":
                self._in_text = True
            case "tab":
                self._add("\t")
            case "br" | "cr":
                self._add("\n")
            case "noBreakHyphen":
                self._add("\u2011")
            case "softHyphen":
                self._add("\u00ad")

    def _end(self, name: str) -> None:
        match name.rpartition("}")[2]:
            case "del" | "Fallback" | "moveFrom":
                self._hidden = max(0, self._hidden - 1)
            case "t":
                self._in_text = False
            case "p" if not self._cells:
                self._break()
            case "p":
                self._add(" ")
            case "tc":
                self._cells.pop()
                if not self._cells:
                    self._add("\t")
            case "tr" if not self._cells:
                self._break(rule="docx/table-row")

    def _text(self, value: str) -> None:
        if self._in_text and not self._hidden:
            self._line.append(value)

    def _add(self, value: str) -> None:
        if not self._hidden and (self._line or value.strip()):
            self._line.append(value)

    def _break(self, rule: str | None = None) -> None:
        line = "".join(self._line).strip()
        self._line.clear()
        if not line:
            return
        kind, found = self.styles.kind(self._style)
        if rule or self._in_list:
            kind, found = None, rule or "docx/list-item"
        if self._note is not None:
            kind, found = BlockKind.FURNITURE, self._note
        if self.length:
            self._write("\n" if found in {"docx/table-row", "docx/list-item"} else "\n\n")
        self.parts.append(PartRange(start=self.length, end=self.length + len(line), kind=kind, rule=found))
        if kind is BlockKind.TITLE or (
            kind is BlockKind.SUBHEAD and not self.titles and len(self.parts) <= 5
        ):
            self.titles.append(line)
        self._write(line)

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
