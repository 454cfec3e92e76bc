"""Check the gold of comparison and print its counts. Standard library only.

python -m tests.gold.comparison.validate
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

from tests.gold.comparison.convert import convert
from tests.gold.comparison.corpus import HELD_BACK, HERE, Row, rows_of, sets_of, texts_of

KINDS = ("same", "only", "conflict", "update", "silent")
SLOTS = ("number", "date", "place", "actor", "polarity", "modality", "attribution", "quotation")
UPDATES = ("number", "polarity", "modality")
HOWS = ("trimmed", "translated", "brackets", "altered")
FIELDS = {"id", "set", "kind", "slot", "how", "readings", "silent"}

Texts = dict[tuple[str, str], str]


def faults(row: Row, texts: Texts, published: dict[tuple[str, str], str]) -> list[str]:
    """What is wrong with a finding, in words; empty when nothing is."""
    found = [*_shape(row), *_slot(row)]
    for one in (*row["readings"], *row["silent"]):
        text = texts.get((row["set"], one["page"]))
        if text is None:
            found.append(f"no page {one['page']}")
            continue
        spans = [[one["start"], one["end"]], *one.get("also", [])]
        found += [fault for span in spans for fault in _span(text, *span)]
        if text[one["start"] : one["end"]] != one["words"]:
            found.append(f"words differ on page {one['page']}")
    if row["kind"] == "update":
        times = [published.get((row["set"], one["page"]), "") for one in row["readings"]]
        if any(late[: len(early)] < early[: len(late)] for early, late in pairwise(times)):
            found.append("an update goes back in time")
    return [f"{row['id']}: {fault}" for fault in found]


def _shape(row: Row) -> list[str]:
    """Faults of fields, of the kind and of how many pages speak or are silent."""
    found = [] if set(row) == FIELDS else ["wrong fields"]
    if row["kind"] not in KINDS:
        return [*found, f"unknown kind {row['kind']}"]
    said, silent = ([one["page"] for one in row[key]] for key in ("readings", "silent"))
    if len(set(said + silent)) != len(said + silent):
        found.append("a page twice")
    if (len(said) != 1) if row["kind"] == "only" else (len(said) < 2):
        found.append("wrong number of readings")
    if bool(silent) != (row["kind"] == "silent"):
        found.append("silent pages and kind do not agree")
    return found


def _slot(row: Row) -> list[str]:
    """Faults of slot, how and values."""
    slot, kind = row["slot"], row["kind"]
    allowed = {"conflict": SLOTS, "update": UPDATES}.get(kind, (None,))
    found = [] if slot in allowed else [f"slot {slot} with {kind}"]
    if (row["how"] in HOWS) != (slot == "quotation"):
        found.append("how and slot do not agree")
    values = [one.get("value") for one in row["readings"]]
    if slot in (None, "quotation"):
        return found + ["a value without a slot"] * any(values)
    if None in values or len(set(values)) < 2:
        found.append("values are missing or all alike")
    return found


def _span(text: str, start: int, end: int) -> list[str]:
    """Faults of offsets: out of bounds, white space at an edge, half a word."""
    if not 0 <= start < end <= len(text):
        return [f"{start}-{end} lies outside"]
    inside = text[start:end]
    halved = [at for at in (start, end) if re.fullmatch(r"\w\w", text[max(at - 1, 0) : at + 1])]
    return [f"{start}-{end} is ill cut"] if halved or inside != inside.strip() else []


def all_faults(folder: Path, name: str = "findings") -> list[str]:
    """All faults of a folder's findings, the agreement with the marked form among them."""
    texts, rows = texts_of(folder), rows_of(folder / f"{name}.jsonl")
    published = {(key, p["page"]): p["published"] for key, s in sets_of(folder).items() for p in s["pages"]}
    found = [fault for row in rows for fault in faults(row, texts, published)]
    found += [f"{key} comes twice" for key, n in Counter(row["id"] for row in rows).items() if n > 1]
    marked = (folder / f"{name}.txt").read_text(encoding="utf-8")
    if convert(marked, texts) != (folder / f"{name}.jsonl").read_text(encoding="utf-8"):
        found.append(f"{name}.jsonl is not what the marks give")
    return found


def uncovered(folder: Path) -> list[str]:
    """Body sentences of the complete sets that no reading touches."""
    spans: dict[tuple[str, str], list[list[int]]] = {}
    for row in rows_of(folder / "findings.jsonl"):
        for one in row["readings"]:
            here = spans.setdefault((row["set"], one["page"]), [])
            here += [[one["start"], one["end"]], *one.get("also", [])]
    found = []
    for (name, page), text in texts_of(folder).items():
        if not sets_of(folder)[name]["complete"]:
            continue
        here = spans.get((name, page), [])
        found += [
            f"{name} {page}: {match.group()}"
            for match in body(text)
            if not any(start < match.end() and match.start() < end for start, end in here)
        ]
    return found


def body(text: str) -> list[re.Match[str]]:
    """The sentences under title and date line; a line in brackets is the outlet's furniture."""
    lines = list(re.finditer(r"[^\n]+", text))[2:]
    return [
        sentence
        for line in lines
        if not line.group().startswith("(")
        for sentence in re.compile(r"\S.*?[.?!][\"”]?(?=\s|$)").finditer(text, line.start(), line.end())
    ]


def counts(rows: list[Row]) -> Counter[str]:
    """How many findings of each kind, and of each slot of conflicts and updates."""
    return Counter(
        key
        for row in rows
        for key in ("all", row["kind"], row["slot"] and f"{row['kind']} {row['slot']}")
        if key
    )


def main() -> int:
    """Print counts and faults; 1 when there are faults."""
    wrong = 0
    for folder in (HERE, HELD_BACK):
        sets, rows = sets_of(folder), rows_of(folder / "findings.jsonl")
        found = [*all_faults(folder), *(f"not covered: {line}" for line in uncovered(folder))]
        wrong += len(found)
        pages = sum(len(row["pages"]) for row in sets.values())
        sys.stdout.write(
            f"{folder.name}: {len(sets)} sets, {pages} pages, {len(rows)} findings, {len(found)} faults\n"
        )
        sys.stdout.write("  " + ", ".join(f"{key} {n}" for key, n in sorted(counts(rows).items())) + "\n")
        sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
