"""Page text made harmless for a terminal and a report: no control, colour or direction codes get through."""

from __future__ import annotations

from functools import cache

#: Characters that reorder or hide what stands beside them: bidi embeddings, overrides and isolates.
_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
#: Shown in place of a character that has no picture of its own.
_UNPRINTABLE = "\ufffd"


@cache
def _table() -> dict[int, str]:
    table = {code: chr(0x2400 + code) for code in range(0x20)}
    table |= dict.fromkeys(range(0x80, 0xA0), _UNPRINTABLE)
    table |= {ord(char): _UNPRINTABLE for char in _DIRECTION}
    table |= {0x7F: "\u2421", 0x85: " ", 0x2028: "\n", 0x2029: "\n"}
    table |= {ord("\t"): "\t", ord("\n"): "\n"}
    return table


def plain(text: str) -> str:
    """``text`` with control, direction and half-surrogate characters shown as pictures, one for one.

    Line feeds and tabs stay; the result has as many code points as ``text``. An escape character becomes ``␛``.
    """
    out = text.translate(_table())
    if out.isascii():
        return out
    return "".join(_UNPRINTABLE if "\ud800" <= char <= "\udfff" else char for char in out)


def one_line(text: str, limit: int | None = None) -> str:
    """``text`` made plain on one line, white space run together; longer than ``limit`` code points, it ends in …."""
    line = plain(" ".join(text.split()))
    if limit is None or len(line) <= limit:
        return line
    head = line[: limit - 1].rsplit(" ", 1)[0] if " " in line[: limit - 1] else line[: limit - 1]
    return head.rstrip(" ,;:.") + "…"
