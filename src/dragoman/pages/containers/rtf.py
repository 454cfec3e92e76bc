"""Rich text (.rtf) to text: one line for each paragraph, pictures and tables of fonts left aside.

Written here because the small libraries for it put link addresses into the text, take regular expressions to
hostile input, and cannot tell at which byte a line stands. Version 1.9 of the specification is read as far as text
needs it: characters in code pages of fonts, Unicode with its fallbacks, fields, lists, cells, headers and notes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

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

HEAD = b"{\\rtf"
MEDIA_TYPE = "application/rtf"
_TOKEN = re.compile(
    rb"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<hex>[0-9a-fA-F]{2})|(?P<sign>[^a-zA-Z]))"
    rb"|(?P<brace>[{}])|(?P<line>[\r\n]+)|(?P<text>[^\\{}\r\n]+)|(?P<other>\\)",
    re.DOTALL,
)
#: Groups whose text is not the document's.
_ASIDE = frozenset(
    "fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator info pict object themedata datastore "
    "colorschememapping latentstyles xmlnstbl fldinst filetbl revtbl bkmkstart bkmkend atnid atnauthor atndate annotation "
    "shppict nonshppict pntext listtext objdata objclass template operator private1 mmathpr falt panose".split()
)
#: Groups whose text is printed on every sheet, or at its foot.
_MARGIN = {
    **dict.fromkeys("header headerl headerr headerf footer footerl footerr footerf".split(), "rtf/running"),
    "footnote": "rtf/footnote",
}
_SHOWN = {
    "par": "\n", "sect": "\n", "page": "\n", "row": "\n", "line": "\n", "tab": "\t", "cell": "\t", "nestcell": "\t", "nestrow": "\n",
    "emdash": "\u2014", "endash": "\u2013", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "bullet": "\u2022",
    "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c", "rdblquote": "\u201d", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
_SIGNS = {"~": "\u00a0", "_": "\u2011", "-": "\u00ad", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
_FACTS = {"title": "rtf:title", "author": "rtf:author", "subject": "rtf:subject", "operator": "rtf:operator"}
#: Character sets of fonts, as the specification numbers them.
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
}  # fmt: skip
_DEEPEST = 10_000
#: Control words, signs and stretches of text that are read of one file.
MOST_TOKENS = 2_000_000


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds inside a pair of braces."""

    aside: bool = False
    margin: str | None = None
    fact: str | None = None
    font: int | None = None
    fallback: int = 1
    fonts: bool = False


@dataclass(slots=True)
class _Reader:
    data: bytes
    most: int
    pieces: list[str] = field(default_factory=list)
    #: For every piece of the text: its offset there, and in the file.
    places: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0
    margins: list[tuple[int, int, str]] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    codec: str = "cp1252"
    fonts: dict[int, str] = field(default_factory=dict)
    replaced: int = 0
    broken: str | None = None
    _group: _Group = field(default_factory=_Group)
    _stack: list[_Group] = field(default_factory=list)
    _skip: int = 0
    _bytes: bytearray = field(default_factory=bytearray)
    _bytes_at: int = 0
    _high: int = 0
    _star: bool = False

    def read(self) -> None:
        """Read all of it; what is after the outer group is no document."""
        at, left = 0, MOST_TOKENS
        while at < len(self.data) and self.length < self.most and left:
            left -= 1
            found = _TOKEN.match(self.data, at)
            if found is None:
                at += 1
                continue
            at = found.end()
            if found["hex"] is None:
                self._flush()
            if found["word"] is not None:
                at += self._word(found, at)
            elif found["hex"] is not None:
                self._byte(bytes.fromhex(found["hex"].decode()), found.start())
            elif found["brace"] is not None:
                if not self._brace(found["brace"]):
                    return
            elif found["text"] is not None:
                self._plain(found["text"], found.start())
            elif found["sign"] is not None:
                self._sign(found["sign"].decode("latin-1"), found.start())
        self._flush()
        self.broken = "it ends inside a group" if self._stack else None
        if self.length >= self.most or not left:
            self.broken = "it holds more text than a page may have"

    def _brace(self, brace: bytes) -> bool:
        self._skip = 0
        self._star = False
        if brace == b"{":
            if len(self._stack) >= _DEEPEST:
                self.broken = f"groups nest more than {_DEEPEST} deep"
                return False
            self._stack.append(self._group)
            return True
        if not self._stack:
            self.broken = "a group ends that never began"
            return False
        inner, self._group = self._group, self._stack.pop()
        if inner.margin is not None and self._group.margin is None:
            self._show("\n", 0)
        return bool(self._stack)

    def _word(self, found: re.Match[bytes], at: int) -> int:
        """Obey a control word; how many bytes after it are binary data to skip."""
        word = found["word"].decode("ascii")
        number = int(found["number"]) if found["number"] is not None else None
        group, self._skip = self._group, 0
        if word in _FACTS and group.aside and _FACTS[word] not in {name for name, _ in self.facts}:
            self._group = replace(group, fact=_FACTS[word])
        elif self._star or word in _ASIDE:
            # A destination that a reader may not know is passed over whole.
            self._group = replace(group, aside=True, fonts=word == "fonttbl")
        elif word in _MARGIN:
            self._group = replace(group, margin=_MARGIN[word])
            self._show("\n", found.start())
        elif word in _SHOWN:
            self._show(_SHOWN[word], found.start())
        else:
            self._set(word, number, found.start())
        self._star = False
        return max(0, min(number or 0, len(self.data) - at)) if word == "bin" else 0

    def _set(self, word: str, number: int | None, at: int) -> None:
        if word == "u" and number is not None:
            self._unicode(number % 0x10000, at)
            self._skip = self._group.fallback
        elif word == "uc":
            self._group = replace(self._group, fallback=max(0, min(number or 0, 8)))
        elif word == "f" and number is not None:
            self._group = replace(self._group, font=number)
        elif (
            word == "fcharset" and self._group.fonts and self._group.font is not None and number in _CHARSETS
        ):
            self.fonts[self._group.font] = _CHARSETS[number]
        elif word == "ansicpg" and number is not None:
            self.codec = _codec(f"cp{number}") or self.codec
        elif word == "mac":
            self.codec = "mac_roman"
        elif word in {"pc", "pca"}:
            self.codec = "cp437" if word == "pc" else "cp850"

    def _unicode(self, code: int, at: int) -> None:
        if 0xD800 <= code < 0xDC00:
            self._high = code
            return
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00 if self._high else 0xFFFD
        self._high = 0
        self._show(chr(code), at)

    def _plain(self, text: bytes, at: int) -> None:
        if self._skip:
            gone = min(self._skip, len(text))
            self._skip -= gone
            text, at = text[gone:], at + gone
        for piece in filter(None, (text,)):
            self._byte(piece, at)
        self._flush()

    def _byte(self, value: bytes, at: int) -> None:
        if self._skip:
            self._skip -= 1
            return
        if not self._bytes:
            self._bytes_at = at
        self._bytes += value

    def _flush(self) -> None:
        if not self._bytes:
            return
        codec = self.fonts.get(self._group.font, self.codec) if self._group.font is not None else self.codec
        text = bytes(self._bytes).decode(codec, "replace")
        self.replaced += text.count("\ufffd")
        self._bytes.clear()
        self._show(text, self._bytes_at)

    def _sign(self, sign: str, at: int) -> None:
        self._skip = 0
        if sign == "*":
            self._star = True
        elif sign in _SIGNS:
            self._show(_SIGNS[sign], at)

    def _show(self, text: str, at: int) -> None:
        group = self._group
        if group.fact is not None:
            self.facts.append((group.fact, text))
        if group.aside:
            return
        if group.margin is not None:
            self.margins.append((self.length, self.length + len(text), group.margin))
        self.places.append((self.length, at))
        self.pieces.append(text)
        self.length += len(text)


def _codec(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def read_rtf(payload: Payload, limits: Limits, supplied: Supplied) -> Iterator[Page | Problem]:
    """The page of a rich text file, and problems beside it. ``Page.parts`` are its paragraphs.

    Problems: ``damaged-document`` (what was read is kept), ``empty-page``.
    """
    reader = _Reader(data=payload.data, most=limits.page)
    reader.read()
    if reader.broken is not None:
        yield payload.problem("damaged-document", f"the rich text is damaged: {reader.broken}")
    text = "".join(reader.pieces)
    if not text.strip():
        yield payload.problem("empty-page", "the document holds no text")
        return
    facts: dict[str, str] = {}
    for name, value in reader.facts:
        facts[name] = (facts.get(name, "") + value)[:2_000]
    yield Page(
        id=bytes_id(payload.data),
        text=text,
        encoding=Encoding(name=reader.codec, basis=EncodingBasis.DECLARED, replaced=reader.replaced),
        media_type=MEDIA_TYPE,
        locator=payload.locator,
        url=payload.url,
        outlet=payload.outlet,
        fetched_at=payload.fetched_at,
        supplied=supplied,
        facts=(
            *payload.facts,
            *(
                MarkupFact(name=name, value=value, path="info")
                for name, value in facts.items()
                if value.strip()
            ),
        ),
        parts=tuple(_parts(text, reader.margins)),
    )


def line_places(data: bytes) -> list[tuple[int, int]]:
    """For every stretch of the text that :func:`read_rtf` makes of ``data``: its offset there, and in the bytes."""
    reader = _Reader(data=data, most=len(data) + 1)
    reader.read()
    return [*reader.places, (reader.length, len(data))]


def _parts(text: str, margins: list[tuple[int, int, str]]) -> Iterator[PartRange]:
    at, place = 0, 0
    for line in text.split("\n"):
        start = at + len(line) - len(line.lstrip())
        end = at + len(line.rstrip())
        if start < end:
            while place < len(margins) and margins[place][1] <= start:
                place += 1
            aside = margins[place][2] if place < len(margins) and margins[place][0] < end else None
            kind = BlockKind.FURNITURE if aside else None
            yield PartRange(start=start, end=end, kind=kind, rule=aside or "rtf/paragraph")
        at += len(line) + 1
