"""On which line of a TOML file an entry stands; the standard library's reader does not tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HEADER = re.compile(r"\s*(?P<open>\[\[?)\s*(?P<name>[^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*(?P<key>[\w-]+|"[^"]*"|'[^']*')\s*=""")
#: What opens or closes a value over several lines, and strings and comments to be passed over.
_MARK = re.compile(r"""'{3}|"{3}|'[^'\n]*'|"(?:[^"\\\n]|\\.)*"|[\[\]{}#]""")


@dataclass(slots=True)
class Places:
    """Lines (from 1) of tables and keys. A table of an array has its number (from 0), any other has None."""

    tables: dict[tuple[str, int | None], int] = field(default_factory=dict)
    keys: dict[tuple[str, int | None, str], int] = field(default_factory=dict)
    lines: tuple[str, ...] = ()

    def of(self, table: str, number: int | None, key: str | None = None, value: str | None = None) -> int:
        """The line of an entry: of its key where it has one, and there of ``value`` where it can be seen; else that of
        its table, else 1."""
        at = self.keys.get((table, number, key)) if key is not None else None
        if at is None:
            return self.tables.get((table, number), 1)
        if value:
            shown = value.strip().split("\n", 1)[0]
            below = sorted(line for line in (*self.keys.values(), *self.tables.values()) if line > at)
            stop = below[0] if below else len(self.lines) + 1
            for line in range(at, stop):
                if shown in self.lines[line - 1]:
                    return line
        return at


def places_in(text: str) -> Places:
    """Where the tables and keys of ``text`` stand; text that is no TOML gives what can be seen."""
    places = Places(lines=tuple(text.split("\n")))
    table: tuple[str, int | None] = ("", None)
    counts: dict[str, int] = {}
    depth, quote = 0, ""
    for number, line in enumerate(places.lines, start=1):
        if not quote and depth == 0:
            if (header := _HEADER.fullmatch(line)) is not None:
                name = header["name"]
                index = counts.get(name, 0) if header["open"] == "[[" else None
                counts[name] = counts.get(name, 0) + 1
                table = (name, index)
                places.tables[table] = number
                continue
            if (key := _KEY.match(line)) is not None:
                places.keys.setdefault((*table, key["key"].strip("\"'")), number)
                line = line[key.end() :]  # noqa: PLW2901 - what is left of it
        depth, quote = _after(line, depth, quote)
    return places


def _after(line: str, depth: int, quote: str) -> tuple[int, str]:
    """How many brackets and which long string are open at the end of a line."""
    at = 0
    while at < len(line):
        if quote:
            end = line.find(quote, at)
            if end < 0:
                return depth, quote
            at, quote = end + 3, ""
            continue
        mark = _MARK.search(line, at)
        if mark is None or mark[0] == "#":
            return depth, ""
        at = mark.end()
        if mark[0] in {"'''", '"""'}:
            quote = mark[0]
        elif mark[0] in "[{":
            depth += 1
        elif mark[0] in "]}":
            depth = max(0, depth - 1)
    return depth, quote
