"""What bytes are, told by how they begin and never by a name alone."""

from __future__ import annotations

import re
from enum import StrEnum

#: How many bytes at the beginning are looked at.
HEAD = 8_192

HTML = re.compile(
    # Possessive: comments are never taken apart again in another way, which would cost the square and more.
    rb"\s*(?:<!--.{0,4000}?-->\s*|<\?xml[^>]{0,200}>\s*)*+"
    rb"(<!doctype\s+html|<(?:html|head|body|article|main|section|div|p|h[1-6]|table|ul|ol|blockquote|center|font)[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_LATE = re.compile(rb"<(?:html|head|body)[\s>].*</(?:head|body)\s*>", re.IGNORECASE | re.DOTALL)
#: How far down a page may begin below what a server printed, in bytes, and behind how much white space.
_BEFORE, _BLANK = 100_000, 4_096
_UTF8_MARK = b"\xef\xbb\xbf"


class Packed(StrEnum):
    """Containers that are read forward, as streams."""

    WARC = "WARC"
    GZIP = "gzip"
    BZIP2 = "bzip2"
    XZ = "xz"
    ZIP = "zip"
    TAR = "tar"


#: First bytes that no text has, and what the file is then.
_BINARY = tuple(
    (re.compile(pattern, re.DOTALL), what)
    for pattern, what in (
        (rb"\x89PNG", "a PNG image"),
        (rb"\xff\xd8\xff", "a JPEG image"),
        (rb"GIF8[79]a", "a GIF image"),
        (rb"BM.{4}\0\0\0\0.\0\0\0", "a BMP image"),
        (rb"(II\*\0|MM\0\*)", "a TIFF image"),
        (rb"\0\0\x01\0.\0", "an icon"),
        (rb"%PDF-", "a PDF file"),
        (rb"PK(\x03\x04|\x05\x06)", "a zip archive or office document"),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an office document"),
        (rb"\x1f\x8b", "a gzip file"),
        (rb"BZh[1-9]1AY&SY", "a bzip2 file"),
        (rb"\xfd7zXZ", "an xz file"),
        (rb"\x28\xb5\x2f\xfd", "a zstd file"),
        (rb"7z\xbc\xaf", "a 7-Zip archive"),
        (rb"Rar!\x1a\x07", "a RAR archive"),
        (rb"bplist00", "a binary property list"),
        (rb"filedesc://\S+ \S+ \d{14} ", "an ARC file, the format before WARC"),
        (rb"\x7fELF|MZ\x90\x00", "a program"),
        (rb"SQLite format 3\x00", "a database"),
        (rb"RIFF....(WEBP|WAVE|AVI )|OggS\x00|....ftyp|\x1aE\xdf\xa3", "a media file"),
        (rb"ID3[\x02-\x04]\x00", "a sound file"),
        (rb"wOF[F2]|\0\x01\0\0\0|OTTO\0", "a font"),
    )
)
_WARC = re.compile(rb"WARC/[01]\.\d+\r?\n")


def binary_kind(head: bytes) -> str | None:
    """What a file is that begins with bytes no text begins with ("a PNG image"); None for all others."""
    return next((what for magic, what in _BINARY if magic.match(head)), None)


def packed_kind(head: bytes) -> Packed | None:
    """Which container that is read as a stream begins so."""
    if head.startswith(b"\x1f\x8b\x08"):
        return Packed.GZIP
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Packed.ZIP
    if re.match(rb"BZh[1-9](1AY&SY|\x17rE8P\x90)", head):
        return Packed.BZIP2
    if head.startswith(b"\xfd7zXZ\0"):
        return Packed.XZ
    if head[257:262] == b"ustar":
        return Packed.TAR
    return Packed.WARC if is_warc(head) else None


def is_warc(head: bytes) -> bool:
    """Whether the bytes begin as a WARC record does; empty lines before it are allowed."""
    return _WARC.match(head.lstrip(b"\r\n")) is not None


def is_html(head: bytes) -> bool:
    """Whether bytes in an encoding that keeps ASCII are an HTML page: they begin so, or begin with a tag and hold a whole
    head or body not far down (servers print warnings above a page)."""
    data = head.removeprefix(_UTF8_MARK)
    if HTML.match(data) is not None:
        return True
    return data[:_BLANK].lstrip()[:1] == b"<" and _LATE.search(data, 0, _BEFORE) is not None
