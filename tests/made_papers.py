"""Papers made for tests: PDF files line by line, Word documents, and lines wrapped into columns."""

from __future__ import annotations

import io
import textwrap
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SIZE = (595, 842)
#: Courier's letters are all this wide, in font sizes, so that a line's width is known without tables.
WIDE = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet: where it begins, in points from the lower left corner, and how it is set."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False


def column(
    x: float, y: float, paragraphs: Sequence[str], *, letters: int = 38, size: float = 10
) -> list[Line]:
    """Paragraphs set in Courier in a column of so many letters, first lines indented."""
    lines: list[Line] = []
    for paragraph in paragraphs:
        for number, text in enumerate(textwrap.wrap("  " + paragraph, letters, drop_whitespace=True)):
            indent = 2 * WIDE * size if number == 0 else 0
            lines.append(Line(x + indent, y, text.strip(), size))
            y -= 1.2 * size
    return lines


def pdf(
    sheets: Iterable[Sequence[Line]],
    *,
    info: Mapping[str, str] | None = None,
    extra: bytes = b"",
    encrypt: bool = False,
) -> bytes:
    """A PDF with one sheet of A4 for each list of lines; ``extra`` stands in every sheet's drawing."""
    made: list[bytes] = []

    def add(body: bytes) -> int:
        made.append(body)
        return len(made)

    fonts = [
        add(b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name)
        for name in (b"Courier", b"Courier-Bold")
    ]
    tree = add(b"")
    kids = []
    for lines in sheets:
        drawing = b"\n".join([extra, *map(_drawn, lines)])
        stream = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing))
        kids.append(
            add(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R "
                b"/Resources << /Font << /F0 %d 0 R /F1 %d 0 R >> >> >>" % (tree, *SIZE, stream, *fonts)
            )
        )
    made[tree - 1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (
        b" ".join(b"%d 0 R" % kid for kid in kids),
        len(kids),
    )
    root = add(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    facts = add(
        b"<< %s >>" % b" ".join(b"/%s (%s)" % (k.encode(), v.encode()) for k, v in (info or {}).items())
    )
    locked = b""
    if encrypt:
        secret = add(
            b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
        )
        locked = b" /Encrypt %d 0 R /ID [<00> <00>]" % secret
    return _file(made, b"/Root %d 0 R /Info %d 0 R%s" % (root, facts, locked))


def _drawn(line: Line) -> bytes:
    text = line.text.encode("cp1252")
    for sign in (b"\\", b"(", b")"):
        text = text.replace(sign, b"\\" + sign)
    return b"BT /F%d %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (line.bold, line.size, line.x, line.y, text)


def _file(made: Sequence[bytes], trailer: bytes) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(made, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(made) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        trailer,
        len(out),
    )


_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STYLES = (
    f"<w:styles {_WORD}>"
    '<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    "</w:styles>"
)
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>A saved article</dc:title><dc:creator>Ann Reed</dc:creator>"
    "<dcterms:created>2022-07-15T10:21:00Z</dcterms:created></cp:coreProperties>"
)


def docx(body: str, *, notes: str = "", members: Mapping[str, bytes] | None = None) -> bytes:
    """A Word document with this body (``w:`` elements), two styles and core properties."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {_WORD}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/styles.xml", _STYLES)
        archive.writestr("docProps/core.xml", _CORE)
        if notes:
            archive.writestr(
                "word/footnotes.xml", f"<w:footnotes {_WORD}><w:footnote>{notes}</w:footnote></w:footnotes>"
            )
        for name, data in (members or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def paragraph(text: str, style: str | None = None) -> str:
    """A paragraph of a Word document."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p>"
