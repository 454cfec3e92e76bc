"""Which members of a container are no pages: images, scripts, styles and the like, told by content, then by type
or name where content does not tell."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from dragoman.pages.containers.kinds import binary_kind, is_html, packed_kind

#: Declared media types, by what they are counted as. Markup, text, feeds, PDF and containers are not in it.
_TYPES = (
    (re.compile(r"image/"), "images"),
    (re.compile(r"(audio|video)/|application/(x-mpegurl|vnd\.apple\.mpegurl|dash\+xml)"), "sound and video"),
    (re.compile(r"font/|application/(x-)?font|application/vnd\.ms-fontobject"), "fonts"),
    (
        re.compile(r"text/css|(text|application)/(x-)?(java|ecma)script|application/wasm"),
        "scripts and styles",
    ),
    (
        re.compile(r"application/(ld\+|manifest\+|[\w.+-]*\+)?json|text/json|application/x-protobuf"),
        "data files",
    ),
    (re.compile(r"text/(dns|csv|vtt|x-component|event-stream|cache-manifest)"), "data files"),
)
_ENDINGS = {
    "images": "png jpg jpeg gif webp avif bmp ico svg tif tiff",
    "scripts and styles": "js mjs css map wasm",
    "fonts": "woff woff2 ttf otf eot",
    "sound and video": "mp3 mp4 m4a m4v webm ogg wav mov avi m3u8 ts",
    "data files": "json jsonl cdx cdxj idx csv tsv sqlite db yaml yml toml ini log download opf ncx",
}
_BY_ENDING = {f".{ending}": what for what, endings in _ENDINGS.items() for ending in endings.split()}
#: What the first bytes say, as it is counted.
_COUNTED = (
    (re.compile("image|icon"), "images"),
    (re.compile("media|sound"), "sound and video"),
    (re.compile("font"), "fonts"),
)
#: PDF and packed files have readers of their own, so they are no reason to leave something out.
_READ = frozenset({"a PDF file", "a gzip file", "a bzip2 file", "an xz file", "a binary property list"})
_CONTROLS = bytes(byte for byte in range(1, 32) if byte not in b"\t\n\v\f\r\x1b")
_FEED_JSON = re.compile(rb"\s*\{.{0,2000}?https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version", re.DOTALL)
_SVG = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*)*+(<!doctype\s+svg|<svg[\s>])", re.I | re.S
)


def kind_left_out(head: bytes, *, media_type: str | None = None, name: str | None = None) -> str | None:
    """What a member is counted as that is no page ("images"); None for a member to be read.

    ``head`` are its first bytes. What they say wins over the declared type, and that over the name.
    """
    if packed_kind(head) is not None or is_json_feed(head):
        return None
    if (what := binary_kind(head)) is not None:
        if what in _READ or what.startswith("a zip"):
            return None
        return next((word for sign, word in _COUNTED if sign.search(what)), "other binary files")
    if _is_noise(head):
        return "other binary files"
    if _SVG.match(head):
        return "images"
    if b"maf.mozdev.org/" in head[:2000]:
        return "data files"
    if media_type is not None and (what := _by_type(media_type)) is not None and not is_html(head):
        return what
    if name is not None and not is_html(head):
        return _BY_ENDING.get(PurePosixPath(name).suffix.lower())
    return None


def _is_noise(head: bytes) -> bool:
    """Whether too many bytes are control characters for a text. UTF-16 has a NUL in about every second place."""
    nul = head.count(0)
    if nul * 10 > len(head) * 3:
        return nul * 10 > len(head) * 6
    return sum(head.count(byte) for byte in _CONTROLS) * 10 > len(head)


def _by_type(media_type: str) -> str | None:
    return next((what for sign, what in _TYPES if sign.match(media_type)), None)


def is_json_feed(head: bytes) -> bool:
    """Whether the bytes begin as a JSON Feed does (its version is an address of jsonfeed.org)."""
    return _FEED_JSON.match(head.removeprefix(b"\xef\xbb\xbf")) is not None
