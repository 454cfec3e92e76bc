"""The XML of office documents, read as a stream of events, within limits.

A document type declaration is refused: office documents have none, and entities of its own are how small files
become endless ones.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

#: Elements nested deeper than this are no document that a program wrote.
_DEEPEST = 2_000
_CHUNK = 1 << 16


class BrokenXmlError(Exception):
    """The XML cannot be read: what is wrong is the message."""


def read_events(
    data: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Call ``start``, ``end`` and ``text`` for what ``data`` holds, in order; names are "namespace}name".

    Raises:
        BrokenXmlError: when the XML is not well-formed, nests too deep or brings a document type.
    """
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise BrokenXmlError(f"elements nest more than {_DEEPEST} deep")
        start(name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    def refused(*_: object) -> None:
        raise BrokenXmlError("it declares a document type, which no office document does")

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refused
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.CharacterDataHandler = text
    try:
        for at in range(0, len(data), _CHUNK):
            parser.Parse(data[at : at + _CHUNK], at + _CHUNK >= len(data))
    except expat.ExpatError as error:
        raise BrokenXmlError(f"line {error.lineno}: {expat.ErrorString(error.code)}") from error
