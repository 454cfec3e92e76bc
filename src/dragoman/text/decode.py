"""Bytes to text: which encoding, on what basis, and how many characters had to be replaced.

The order of evidence is: what the user forces, a byte-order mark, what the page declares, UTF-8 when the bytes
are valid UTF-8, then a guess by charset-normalizer. Labels are read as the WHATWG Encoding Standard does, so
"iso-8859-1" means windows-1252.
"""

from __future__ import annotations

import codecs
import re

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
_DECLARED = re.compile(rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
#: Labels that browsers read as another encoding (WHATWG Encoding Standard, "names and labels").
_WHATWG = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
_SAMPLE = 65_536
#: Bytes that mean curly quotes, dashes and the like in windows-1252.
_WESTERN_MARKS = re.compile(rb"[\x80\x82-\x85\x8b\x91-\x97\x99\x9b\xa0\xa3\xa9\xab\xae\xb0\xb4\xb7\xbb\xc0-\xff]")


def decode(data: bytes, *, forced: str | None = None, markup: bool = False) -> tuple[str, Encoding]:
    """The text of ``data`` and how it was decoded. A byte-order mark is not part of the text.

    ``markup`` says that the bytes are HTML or XML, so that a declaration in them counts. Bytes that fit no
    character become U+FFFD and are counted in ``Encoding.replaced``.

    Raises:
        InputError: when ``forced`` is no known encoding.
    """
    if forced is not None:
        return _decoded(data, _codec(forced) or _unknown(forced), EncodingBasis.FORCED)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name, EncodingBasis.BOM)
    if markup and (declared := _declared(data)):
        text, encoding = _decoded(data, declared, EncodingBasis.DECLARED)
        if not encoding.replaced or not _is_utf8(data):
            return text, encoding
    return _decoded(data, _detected(data), EncodingBasis.DETECTED)


def _unknown(label: str) -> str:
    raise InputError(f"{label!r} is not an encoding that Python knows; try utf-8, windows-1252 or windows-1251")


def _codec(label: str) -> str | None:
    try:
        info = codecs.lookup(label.strip())
    except (LookupError, ValueError):
        return None
    # Python also keeps byte-to-byte transforms (base64, zlib...) in the same registry: not encodings of text.
    if info.name in {"idna", "punycode", "undefined"} or not getattr(info, "_is_text_encoding", True):
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
    if high and len(high) * 12 < min(len(data), 16 * _SAMPLE) and _mostly_western(bytes(high)):
        return "cp1252"
    best = from_bytes(_around_high_bytes(data)).best()
    guess = _codec(best.encoding) if best is not None else None
    return guess or "cp1252"


def _mostly_western(high: bytes) -> bool:
    return len(_WESTERN_MARKS.findall(high)) == len(high)


def _around_high_bytes(data: bytes) -> bytes:
    first = next((i for i, b in enumerate(data) if b >= 0x80), 0)
    begin = max(0, first - _SAMPLE // 4)
    return data[begin : begin + _SAMPLE]


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Latin text is NUL."""
    if len(sample) < 16 or b"\0" not in sample:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _decoded(data: bytes, name: str, basis: EncodingBasis) -> tuple[str, Encoding]:
    try:
        text = data.decode(name)
        return text, Encoding(name=name, basis=basis)
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
    own = data.count("\ufffd".encode(name, "ignore")) if name.startswith("utf") else 0
    return text, Encoding(name=name, basis=basis, replaced=max(1, text.count("\ufffd") - own))
