"""Turn the marked passages of ``statements.txt`` into ``statements.jsonl``.

Run from the project's root: ``python -m tests.gold.convert [MARKED]``; the JSONL file is written beside the marked
one. The marks are told in ``README.md``. Offsets are 0-based, half-open code points of the passage's text.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
SOURCE = HERE / "statements.txt"
TARGET = HERE / "statements.jsonl"

STYLES = ("direct", "indirect", "mixed", "outlet", "silence")
KINDS = ("asserted", "denied", "conditional", "intention", "demand", "speculated", "withheld")
POLARITIES = ("positive", "negative", "unknown-polarity")
CERTAINTIES = ("certain", "probable", "possible", "unknown-certainty")
TIMES = ("past", "ongoing", "future", "historical", "unknown-time")
ROLES = ("speaker", "intermediary", "document")

TRAPS = {
    "denial": "the source says it is not so",
    "condition": "it hangs on a condition",
    "plan": "it is planned or promised, not done",
    "demand": "it is asked for, not done",
    "guess": "it is guessed",
    "hypothetical": "it is imagined",
    "question": "it is asked, not said",
    "negated": "the saying itself is negated",
    "hearsay": "nobody vouches for it",
    "topic": "it is what somebody was silent about",
    "title": "the marks hold a title",
    "scare": "the marks hold a name or a loose word; nobody is quoted",
    "idiom": "the verb of saying is an idiom or has no content",
}

_MARK = re.compile(r"(\d+)([csqatk])(\d*)|x\.([a-z]+)")


class MarkupError(ValueError):
    """The marked file cannot be read; the message names the passage."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked span: statement number ("" for a trap), letter or trap code, layer (1 is outermost)."""

    statement: str
    letter: str
    layer: int
    start: int
    end: int


@dataclass(slots=True)
class Passage:
    """A passage as it stands in the source file."""

    id: str
    paragraphs: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def passages(source: str) -> list[Passage]:
    """The passages of a marked file, in order. Raises MarkupError on a line that is none of the known sorts."""
    found: list[Passage] = []
    for number, line in enumerate(source.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("= "):
            found.append(Passage(id=line[2:].strip()))
        elif found and line.startswith("> "):
            found[-1].paragraphs.append(line[2:])
        elif found and re.match(r"\d+ ", line):
            found[-1].lines.append(line)
        else:
            raise MarkupError(f"line {number}: {line!r}")
    return found


def unmark(marked: str, where: str) -> tuple[str, list[Mark]]:
    """The bare text of a marked one, and its marks in the order of their starts."""
    text: list[str] = []
    length = 0
    stack: list[tuple[str, int]] = []
    marks: list[Mark] = []
    place = 0
    while place < len(marked):
        letter = marked[place]
        if letter == "{":
            bar = marked.find("|", place)
            if bar < 0:
                raise MarkupError(f"{where}: a mark without a bar")
            stack.append((marked[place + 1 : bar], length))
            place = bar
        elif letter == "}":
            if not stack:
                raise MarkupError(f"{where}: a closing brace too many")
            labels, start = stack.pop()
            marks += [_mark(label.strip(), start, length, where) for label in labels.split(",")]
        else:
            text.append(letter)
            length += 1
        place += 1
    if stack:
        raise MarkupError(f"{where}: mark {stack[-1][0]!r} is not closed")
    return "".join(text), sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _mark(label: str, start: int, end: int, where: str) -> Mark:
    match = _MARK.fullmatch(label)
    if match is None:
        raise MarkupError(f"{where}: unknown label {label!r}")
    statement, letter, layer, trap = match.groups()
    if trap is not None:
        if trap not in TRAPS:
            raise MarkupError(f"{where}: unknown trap {trap!r}")
        return Mark("", trap, 0, start, end)
    return Mark(statement, letter, int(layer or 1), start, end)


def passage_record(passage: Passage) -> dict[str, Any]:
    """The JSON record of one passage."""
    text, marks = unmark("\n\n".join(passage.paragraphs), passage.id)
    numbers = [line.split()[0] for line in passage.lines]
    stray = {mark.statement for mark in marks if mark.statement} ^ set(numbers)
    if stray or len(numbers) != len(set(numbers)):
        raise MarkupError(f"{passage.id}: marks and lines of statements {sorted(stray)} do not meet")
    return {
        "id": passage.id,
        "text": text,
        "statements": [_statement(line, marks, passage.id) for line in passage.lines],
        "traps": [
            {"span": [mark.start, mark.end], "why": f"{mark.letter}: {TRAPS[mark.letter]}"}
            for mark in marks
            if not mark.statement
        ],
    }


def _statement(line: str, marks: list[Mark], where: str) -> dict[str, Any]:
    number, *words = line.split()
    own = [mark for mark in marks if mark.statement == number]
    style = _one(words, STYLES, "", where)
    silent = style == "silence"
    roles = [word for word in words if word in ROLES] or ([] if style == "outlet" else ["speaker"])
    unnamed = [word for word in words if word.startswith("unnamed:")]
    known = {*STYLES, *KINDS, *POLARITIES, *CERTAINTIES, *TIMES, *ROLES, *unnamed}
    if set(words) - known:
        raise MarkupError(f"{where}: unknown words {sorted(set(words) - known)}")
    chain = [_layer(own, place, role) for place, role in enumerate(roles, 1)]
    if any(mark.layer > len(roles) for mark in own if mark.letter in "sq"):
        raise MarkupError(f"{where}: statement {number} has more layers than roles")
    if unnamed:
        _, count, kind = unnamed[0].split(":")
        chain[-1]["unnamed"] = {"kind": kind.replace("_", " "), "count": int(count) if count != "?" else None}
    return {
        "content": _spans(own, "c"),
        "style": style,
        "chain": chain,
        "addressee": _first(own, "a"),
        "factuality": {
            "kind": _one(words, KINDS, "withheld" if silent else "", where),
            "polarity": _bare(_one(words, POLARITIES, "unknown-polarity" if silent else "positive", where)),
            "certainty": _bare(_one(words, CERTAINTIES, "unknown-certainty" if silent else "certain", where)),
            "time": _bare(_one(words, TIMES, "unknown-time" if silent else "", where)),
            "condition": _first(own, "k"),
        },
        "topic": _first(own, "t"),
    }


def _layer(own: list[Mark], place: int, role: str) -> dict[str, Any]:
    sources = _spans([mark for mark in own if mark.layer == place], "s")
    layer: dict[str, Any] = {
        "source": sources[0] if sources else None,
        "role": role,
        "cue": _spans([mark for mark in own if mark.layer == place], "q"),
    }
    if sources[1:]:
        layer["mentions"] = sources[1:]
    return layer


def _spans(own: list[Mark], letter: str) -> list[list[int]]:
    return [[mark.start, mark.end] for mark in own if mark.letter == letter]


def _first(own: list[Mark], letter: str) -> list[int] | None:
    spans = _spans(own, letter)
    return spans[0] if spans else None


def _one(words: list[str], choices: tuple[str, ...], otherwise: str, where: str) -> str:
    found = [word for word in words if word in choices] or ([otherwise] if otherwise else [])
    if len(found) != 1:
        raise MarkupError(f"{where}: wanted one of {choices}, found {found}")
    return found[0]


def _bare(word: str) -> str:
    return word.partition("-")[0]


def convert(source: str) -> str:
    """The lines of the JSONL file for a marked file."""
    rows = [passage_record(passage) for passage in passages(source)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


if __name__ == "__main__":
    marked = Path(sys.argv[1]) if sys.argv[1:] else SOURCE
    marked.with_suffix(".jsonl").write_text(convert(marked.read_text(encoding="utf-8")), encoding="utf-8")
