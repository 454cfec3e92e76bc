"""Make ``findings.jsonl`` from ``findings.txt``: quoted words become offsets. Standard library only.

    python -m tests.gold.comparison.convert [FOLDER_OR_TXT ...]

Without arguments it converts the part for use and the part held back. Raises ValueError for words that the page
does not hold, or holds more than once without a number.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from tests.gold.comparison.corpus import HELD_BACK, HERE, Row, texts_of

_READING = re.compile(r" ([-~]?)([a-z]) ?([^|]*)\|(?:(\d)#)?(.+)")


def place(text: str, words: str, number: int | None) -> tuple[int, int]:
    """Start and end of the words; any white space in them may be other white space of the page."""
    pieces = [re.escape(piece) for piece in words.split()]
    left = r"(?<!\w)" if words[0].isalnum() else ""
    right = r"(?!\w)" if words[-1].isalnum() else ""
    found = [match.span() for match in re.finditer(left + r"\s+".join(pieces) + right, text)]
    if not found or (len(found) > 1 and number is None):
        raise ValueError(f"{len(found)} places for {words!r}")
    return found[(number or 1) - 1]


def reading(line: str, texts: dict[tuple[str, str], str], name: str) -> tuple[str, Row]:
    """The mark of the line ('', '-' or '~') and its reading."""
    match = _READING.fullmatch(line)
    if match is None:
        raise ValueError(f"{name}: not a reading: {line!r}")
    mark, page, value, number, words = match.groups()
    try:
        text = texts[name, page]
        start, end = place(text, words, int(number) if number else None)
    except (ValueError, KeyError) as error:
        raise ValueError(f"{name} {page}: {error}") from error
    row: Row = {"page": page, "start": start, "end": end, "words": text[start:end]}
    if value:
        row["value"] = value
    return mark, row


def convert(source: str, texts: dict[tuple[str, str], str]) -> str:
    """The rows of the marked form as JSON Lines."""
    rows: list[Row] = []
    name, count = "", 0
    for line in source.splitlines():
        if line.startswith("= "):
            name, count = line[2:].strip(), 0
        elif line.startswith(" "):
            _add(rows[-1], *reading(line, texts, name))
        elif line:
            kind, slot, how = (*line.split(), None, None)[:3]
            count += 1
            rows.append({"id": f"{name}-{count:02}", "set": name, "kind": kind, "slot": slot, "how": how})
            rows[-1] |= {"readings": [], "silent": []}
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _add(finding: Row, mark: str, row: Row) -> None:
    if mark == "~":
        finding["readings"][-1].setdefault("also", []).append([row["start"], row["end"]])
    else:
        finding["silent" if mark == "-" else "readings"].append(row)


def main(arguments: list[str]) -> None:
    """Convert the files that are named, or all."""
    marked = [Path(a) for a in arguments] or [HERE / "findings.txt", HELD_BACK / "findings.txt"]
    for path in marked:
        made = convert(path.read_text(encoding="utf-8"), texts_of(path.parent))
        path.with_suffix(".jsonl").write_text(made, encoding="utf-8")
        sys.stdout.write(f"{path.with_suffix('.jsonl').name}: {made.count(chr(10))} findings\n")


if __name__ == "__main__":
    main(sys.argv[1:])
