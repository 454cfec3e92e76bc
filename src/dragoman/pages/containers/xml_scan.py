"""XML read as it comes, well-formed or not: tags, text, sections, in the order of the file.

Made for feeds, which are often broken. Nothing declared in a document type is looked at, so no entity of a file's
own is ever expanded and nothing is fetched. Positions count characters of the text that is scanned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

_NAME = r"[^\s<>/=\"'&!?][^\s<>/=\"'&]{0,200}"
#: Values without quotation marks and quotation marks that are never closed end with the tag.
_TAG = re.compile(rf"<(/?)({_NAME})((?:[^<>\"']+|\"[^\"<]*\"|'[^'<]*')*+)>")
_ATTRIBUTE = re.compile(rf"({_NAME})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    TEXT = auto()
    SECTION = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A tag, or text between tags. ``name`` is a tag's name, ``text`` what a text or CDATA section holds.

    An empty element (``<a/>``) is an opening and a closing token at the same place.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    text: str = ""

    def attributes(self) -> dict[str, str]:
        """The attributes of an opening tag, as they are written."""
        return {name: first or second for name, first, second in _ATTRIBUTE.findall(self.text)}


def scan(source: str) -> Iterator[Token]:
    """The tokens of ``source``. What looks like a tag and is none is text. Nothing is raised."""
    at, size = 0, len(source)
    while at < size:
        start = source.find("<", at)
        if start < 0:
            start = size
        if start > at:
            yield Token(Kind.TEXT, at, start, "", source[at:start])
        if start == size:
            return
        if (found := _TAG.match(source, start)) is not None:
            at = found.end()
            yield from _tag(found)
        elif source.startswith("<![CDATA[", start):
            end, at = _end_of(source, "]]>", start)
            yield Token(Kind.SECTION, start, at, "", source[start + 9 : end])
        elif source.startswith("<!--", start):
            _, at = _end_of(source, "-->", start)
        elif source.startswith("<?", start):
            _, at = _end_of(source, "?>", start)
        elif source.startswith("<!DOCTYPE", start):
            at = _behind_doctype(source, start)
        else:
            yield Token(Kind.TEXT, start, start + 1, "", "<")
            at = start + 1


def _tag(found: re.Match[str]) -> Iterator[Token]:
    closing, name, rest = found.groups()
    start, end = found.span()
    if closing:
        yield Token(Kind.CLOSE, start, end, name)
        return
    yield Token(Kind.OPEN, start, end, name, rest)
    if rest.endswith("/"):
        yield Token(Kind.CLOSE, end, end, name)


def _end_of(source: str, mark: str, start: int) -> tuple[int, int]:
    """Where ``mark`` begins and ends behind ``start``; the end of the text without one."""
    found = source.find(mark, start)
    return (len(source), len(source)) if found < 0 else (found, found + len(mark))


def _behind_doctype(source: str, start: int) -> int:
    bracket, close = source.find("[", start), source.find(">", start)
    if bracket < 0 or 0 <= close < bracket:
        return len(source) if close < 0 else close + 1
    inner = re.compile(r"\]\s*>").search(source, bracket)
    return len(source) if inner is None else inner.end()
