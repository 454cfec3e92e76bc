"""Check ``statements.jsonl`` or another file and print its counts.

Run: ``python -m tests.gold.validate [FILE]``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

from tests.gold.convert import TARGET

Row = dict[str, Any]

_OPEN = "“\"‘'"
_CLOSE = "”\"’'"


def faults(row: Row) -> list[str]:
    """What is wrong with one passage: spans outside the text, blank edges, cues or sources in their own content."""
    found = []
    text = row["text"]
    for name, (start, end) in _all_spans(row):
        if not 0 <= start < end <= len(text):
            found.append(f"{row['id']} {name}: {start}..{end} is not inside the text")
        elif text[start:end] != text[start:end].strip():
            found.append(f"{row['id']} {name}: {text[start:end]!r} has blank edges")
    for number, statement in enumerate(row["statements"], 1):
        wrong = [*_statement_faults(statement), *_style_faults(row, statement)]
        found += [f"{row['id']} statement {number}: {fault}" for fault in wrong]
    found += [
        f"{row['id']}: trap {text[slice(*trap['span'])]!r} is an asserted content"
        for trap in row["traps"]
        for statement in row["statements"]
        if statement["factuality"]["kind"] == "asserted"
        and statement["factuality"]["polarity"] == "positive"
        and statement["content"] == [trap["span"]]
    ]
    return found


def _all_spans(row: Row) -> list[tuple[str, tuple[int, int]]]:
    spans = [("trap", tuple(trap["span"])) for trap in row["traps"]]
    for statement in row["statements"]:
        spans += [("content", tuple(span)) for span in statement["content"]]
        for layer in statement["chain"]:
            spans += [("cue", tuple(span)) for span in layer["cue"]]
            sources = [layer["source"], *layer.get("mentions", [])]
            spans += [("source", tuple(span)) for span in sources if span]
        others = (statement["addressee"], statement["topic"], statement["factuality"]["condition"])
        spans += [("other", tuple(span)) for span in others if span]
    return spans


def _statement_faults(statement: Row) -> list[str]:
    found = []
    content, chain = statement["content"], statement["chain"]
    kind = statement["factuality"]["kind"]
    silent = statement["style"] == "silence"
    if silent == bool(content):
        found.append("a silence has no content, and everything else has one")
    if silent != (kind == "withheld"):
        found.append("withheld and silence go together")
    if (statement["style"] == "outlet") == bool(chain):
        found.append("the outlet's own sentence has no chain, and everything else has one")
    if statement["topic"] and not silent:
        found.append("only a silence has a topic")
    if (kind == "conditional") != bool(statement["factuality"]["condition"]):
        found.append("conditional and a condition go together")
    if kind == "denied" and statement["factuality"]["polarity"] != "negative":
        found.append("a denial is negative")
    if chain and chain[-1]["role"] == "intermediary":
        found.append("the innermost source is a speaker or a document")
    for one, other in combinations(sorted(content), 2):
        if other[0] < one[1]:
            found.append("pieces of content overlap")
    for layer in chain:
        named = [*layer["cue"], *([layer["source"]] if layer["source"] else [])]
        found += [
            f"{span} lies in its own content" for span in named if any(_touch(span, c) for c in content)
        ]
    return found


def _style_faults(row: Row, statement: Row) -> list[str]:
    """Direct: each piece wholly in marks. Mixed: marks inside, not around all. Indirect: none but of a trap."""
    text = row["text"]
    for trap in row["traps"]:
        if trap["why"].split(":")[0] in {"title", "scare"}:
            start, end = trap["span"]
            text = text[:start] + "x" * (end - start) + text[end:]
    pieces = [text[start:end] for start, end in statement["content"]]
    around = all(piece[0] in _OPEN and piece[-1] in _CLOSE for piece in pieces)
    inside = any(mark in piece for piece in pieces for mark in '“”"')
    style = statement["style"]
    if style == "direct" and not around:
        return ["direct, but not wholly in marks"]
    if style == "mixed" and (around or not inside):
        return ["mixed, but wholly in marks or without any"]
    if style == "indirect" and inside:
        return ["indirect, but with marks"]
    return []


def _touch(one: list[int], other: list[int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def counts(rows: list[Row]) -> dict[str, Counter[str]]:
    """How many statements by style, kind, depth and so on, and how many traps by code."""
    statements = [statement for row in rows for statement in row["statements"]]
    attributed = [statement for statement in statements if statement["chain"]]
    return {
        "total": Counter(
            passages=len(rows),
            statements=len(statements),
            attributions=len(attributed),
            chained=sum(len(statement["chain"]) > 1 for statement in attributed),
            traps=sum(len(row["traps"]) for row in rows),
        ),
        "style": Counter(statement["style"] for statement in statements),
        "kind": Counter(statement["factuality"]["kind"] for statement in statements),
        "kind of attributions": Counter(statement["factuality"]["kind"] for statement in attributed),
        "polarity": Counter(statement["factuality"]["polarity"] for statement in statements),
        "certainty": Counter(statement["factuality"]["certainty"] for statement in statements),
        "time": Counter(statement["factuality"]["time"] for statement in statements),
        "depth": Counter(str(len(statement["chain"])) for statement in statements),
        "role": Counter(layer["role"] for statement in statements for layer in statement["chain"]),
        "source": Counter(_source_sort(layer) for one in statements for layer in one["chain"]),
        "pieces": Counter(str(len(statement["content"])) for statement in statements),
        "traps": Counter(trap["why"].split(":")[0] for row in rows for trap in row["traps"]),
    }


def _source_sort(layer: Row) -> str:
    if layer["source"] is None:
        return "unstated"
    return "unnamed" if "unnamed" in layer else "stated"


def load(path: Path = TARGET) -> list[Row]:
    """The rows of ``statements.jsonl``, or of another file of its shape."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> int:
    """Print faults and counts; 1 when there are faults."""
    rows = load(Path(sys.argv[1]) if sys.argv[1:] else TARGET)
    wrong = [fault for row in rows for fault in faults(row)]
    if len({row["id"] for row in rows}) != len(rows):
        wrong.append("an id stands twice")
    for fault in wrong:
        sys.stdout.write(f"FAULT {fault}\n")
    for name, table in counts(rows).items():
        line = ", ".join(f"{key} {count}" for key, count in table.most_common())
        sys.stdout.write(f"{name}: {line}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
