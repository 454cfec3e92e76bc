"""Bytes to text: which encoding, on what basis, and how many characters had to be replaced.

The order of evidence is: what the user forces, a byte-order mark, UTF-8 when the bytes hold other than ASCII and
are valid UTF-8 (no other encoding looks so by chance, and saved pages often keep a declaration that is no longer
true), what the page declares when the bytes fit it, then a guess. Labels are read as the WHATWG Encoding Standard
does, so "iso-8859-1" means windows-1252.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from charset_normalizer import from_bytes

from dragoman.errors import InputError
from dragoman.model import Encoding, EncodingBasis

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
#: Labels that browsers read as another encoding (WHATWG Encoding Standard, "names and labels").
_WHATWG = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
#: What Python calls encodings of text but no page is written in.
_NO_PAGE = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "unicode_escape", "utf-7"}
)
_SAMPLE = 65_536
#: Bytes that mean curly quotes, dashes and the like in windows-1252.
_WESTERN_MARKS = re.compile(
    rb"[\x80\x82-\x85\x8b\x91-\x97\x99\x9b\xa0\xa3\xa9\xab\xae\xb0\xb4\xb7\xbb\xc0-\xff]"
)
#: Words in Cyrillic or Greek are runs of high bytes; Western words have one here and there.
_LONG_RUN = re.compile(rb"[\xc0-\xff]{4}")
#: Bytes that are letters of Turkish in windows-1254 and of Icelandic in windows-1252, and letters Turkish has not.
_TURKISH, _NOT_TURKISH = frozenset(b"\xd0\xdd\xde\xf0\xfd\xfe"), frozenset(b"\xe1\xe6\xe9\xed\xf3\xfa")


def decode(
    data: bytes, *, forced: str | None = None, markup: bool = False, stated: str | None = None
) -> tuple[str, Encoding]:
    """The text of ``data`` and how it was decoded. A byte-order mark is not part of the text.

    ``markup`` says that the bytes are HTML or XML, so that a declaration in them counts. ``stated`` is the label
    that came with the bytes (an HTTP header, a MIME part); it counts before a declaration in them, unless it is
    no known encoding. Bytes that fit no character become U+FFFD and are counted in ``Encoding.replaced``.

    Raises:
        InputError: when ``forced`` is no known encoding.
    """
    if forced is not None:
        name = _codec(forced) or _unknown(forced)
        mark = next((mark for mark, of in _MARKS if of == name and data.startswith(mark)), b"")
        return _decoded(data[len(mark) :], name, EncodingBasis.FORCED)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name, EncodingBasis.BOM)
    for declared in (_codec(stated) if stated else None, _declared(data) if markup else None):
        if declared is not None and (declared == "utf-8" or data.isascii() or not _is_utf8(data)):
            text, encoding = _decoded(data, declared, EncodingBasis.DECLARED)
            if not encoding.replaced or encoding.replaced * 10 <= sum(
                b >= 0x80 for b in data[: 16 * _SAMPLE]
            ):
                return text, encoding
    return _decoded(data, _detected(data), EncodingBasis.DETECTED)


def _unknown(label: str) -> str:
    raise InputError(
        f"{label!r} is not an encoding that Python knows; try utf-8, windows-1252 or windows-1251"
    )


def _codec(label: str) -> str | None:
    try:
        info = codecs.lookup(label.strip())
    except (LookupError, ValueError):
        return None
    # Python also keeps byte-to-byte transforms (base64, zlib...) in the same registry: not encodings of text.
    if info.name in _NO_PAGE or not getattr(info, "_is_text_encoding", True):
        return None
    return _WHATWG.get(info.name, info.name)


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data, 0, 4096)
    if found is None:
        return None
    name = _codec(found.group(1).decode("ascii"))
    # A page whose declaration could be read as ASCII cannot be UTF-16 (WHATWG: then it is UTF-8).
    return "utf-8" if name is not None and name.startswith(("utf-16", "utf-32")) else name


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _detected(data: bytes) -> str:
    if wide := _wide(data[:_SAMPLE]):
        return wide
    if _is_utf8(data):
        return "utf-8"
    high = [b for b in data[: 16 * _SAMPLE] if b >= 0x80]
    broken = data[: 16 * _SAMPLE].decode("utf-8", "replace").count("\ufffd")
    if high and broken * 10 < len(high):
        return "utf-8"
    if (
        high
        and len(high) * 4 < min(len(data), 16 * _SAMPLE)
        and _is_western(data[: 16 * _SAMPLE], bytes(high))
    ):
        return "cp1254" if _TURKISH & set(high) and not _NOT_TURKISH & set(high) else "cp1252"
    best = from_bytes(_around_high_bytes(data)).best()
    guess = _codec(best.encoding) if best is not None else None
    return guess or "cp1252"


def _is_western(data: bytes, high: bytes) -> bool:
    return len(_WESTERN_MARKS.findall(high)) == len(high) and _LONG_RUN.search(data) is None


def _around_high_bytes(data: bytes) -> bytes:
    first = next((i for i, b in enumerate(data) if b >= 0x80), 0)
    begin = max(0, first - _SAMPLE // 4)
    return data[begin : begin + _SAMPLE]


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is NUL (spaces, marks, Latin) or that of one other script."""
    if len(sample) < 16 or b"\0" not in sample:
        return None
    even, odd = sample[::2], sample[1::2]
    for name, low, upper in (("utf-16-le", even, odd), ("utf-16-be", odd, even)):
        two = sum(count for _, count in Counter(upper).most_common(2))
        if two > 0.8 * len(upper) and upper.count(0) > 0.05 * len(upper) and low.count(0) < 0.05 * len(low):
            return name
    return None


def _decoded(data: bytes, name: str, basis: EncodingBasis) -> tuple[str, Encoding]:
    try:
        text = data.decode(name)
        return text, Encoding(name=name, basis=basis)
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
    own = data.count("\ufffd".encode(name, "ignore")) if name.startswith("utf") else 0
    return text, Encoding(name=name, basis=basis, replaced=max(1, text.count("\ufffd") - own))
