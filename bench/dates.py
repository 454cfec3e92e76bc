"""Date expressions of the dev data by the shared scorer, by kind of expression, and how many are read in a second.

Usage: ``python -m bench.dates``. Prints a Markdown table. dateparser and parsedatetime stand beside where they can be
imported, and it is said where not. A run over the wrong answers by class is ``python -m bench.dates --errors``.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.predict_dates import NOTHING, answer
from bench.scorers import EVAL, printed

FOLDER = EVAL / "dates"
SCORER = FOLDER / "score_dates.py"
SETS = {"cases": FOLDER / "cases.jsonl", "gum_news": FOLDER / "gum_news.jsonl"}
#: Rounds over the rows for the speed.
ROUNDS = 20

Row = dict[str, Any]
Answer = dict[str, str | None]


def rows_of(name: str) -> list[Row]:
    """The gold rows of a set."""
    return [json.loads(line) for line in SETS[name].read_text(encoding="utf-8").splitlines() if line.strip()]


def asked(row: Row) -> Row:
    """What the door may see of a row."""
    return {key: row[key] for key in ("text", "published", "tense") if key in row}


def figures(gold: Sequence[Row], found: Sequence[Answer]) -> dict[str, float]:
    """The scorer's figures: rows ("n"), starts right ("start") and intervals right ("interval"), 0 to 1."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, rows in (("gold.jsonl", gold), ("found.jsonl", found)):
            (folder / file).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        text = printed(SCORER, folder / "gold.jsonl", folder / "found.jsonl")
    numbers = re.search(r"(\d+) expressions: start right (\d+) .*interval right (\d+)", text)
    assert numbers is not None, text
    count, start, interval = (int(number) for number in numbers.groups())
    return {"n": count, "start": start / count, "interval": interval / count}


def own(row: Row) -> Answer:
    """The answer of this project."""
    return answer(row)


def dateparser(row: Row) -> Answer:
    """The answer of dateparser, asked for dates in the past unless the row's tense is the future."""
    parse = importlib.import_module("dateparser").parse
    side = "future" if row.get("tense") == "future" else "past"
    base = datetime.fromisoformat(row["published"])
    found = parse(row["text"], languages=["en"], settings={"PREFER_DATES_FROM": side, "RELATIVE_BASE": base})
    return NOTHING if found is None else {"start": found.date().isoformat(), "end": found.date().isoformat()}


def parsedatetime(row: Row) -> Answer:
    """The answer of parsedatetime, weekdays in the past unless the row's tense is the future."""
    library = importlib.import_module("parsedatetime")
    constants = library.Constants()
    constants.DOWParseStyle = 1 if row.get("tense") == "future" else -1
    found, status = library.Calendar(constants).parseDT(
        row["text"], sourceTime=datetime.fromisoformat(row["published"])
    )
    return NOTHING if not status else {"start": found.date().isoformat(), "end": found.date().isoformat()}


TOOLS: dict[str, Callable[[Row], Answer]] = {
    "dragoman": own,
    "dateparser": dateparser,
    "parsedatetime": parsedatetime,
}


def answers(tool: str, gold: Sequence[Row]) -> list[Answer]:
    """The answers of a tool; a tool that fails on a row has no answer to it."""
    out: list[Answer] = []
    for row in gold:
        try:
            out.append(TOOLS[tool](asked(row)))
        except Exception as error:  # noqa: BLE001 - a peer may fail in any way
            print(f"{tool}: {row['text']}: {error}", file=sys.stderr)
            out.append(NOTHING)
    return out


def speed(tool: str, rounds: int) -> float:
    """Expressions a CPU second over the rows of both sets."""
    rows = [asked(row) for name in SETS for row in rows_of(name)]
    answers(tool, rows)
    begin = time.process_time()
    for _ in range(rounds):
        answers(tool, rows)
    return rounds * len(rows) / (time.process_time() - begin)


def table() -> str:
    """The table of all tools that can be imported."""
    lines = ["| tool | set | n | start | interval | expressions a CPU second |", "|---|---|---|---|---|---|"]
    for tool in TOOLS:
        if tool != "dragoman" and importlib.util.find_spec(tool) is None:
            lines.append(f"| {tool} | not installed here | | | | |")
            continue
        pace = speed(tool, ROUNDS if tool == "dragoman" else 1)
        for name in SETS:
            gold = rows_of(name)
            found = figures(gold, answers(tool, gold))
            lines.append(
                f"| {tool} | {name} | {found['n']:.0f} | {found['start']:.3f} | {found['interval']:.3f} | {pace:,.0f} |"
            )
    return "\n".join(lines)


def wrong() -> list[str]:
    """The rows whose start is wrong: words, day of publication, gold, answer."""
    out = []
    for name in SETS:
        gold = rows_of(name)
        for row, found in zip(gold, answers("dragoman", gold), strict=True):
            wanted = row.get("start") or row["value"]
            if found["start"] != wanted:
                out.append(f"{name}\t{row['text']}\t{row['published']}\t{wanted}\t{found['start']}")
    return out


def main() -> int:
    """Print the table, or the rows that are wrong."""
    print("\n".join(wrong()) if "--errors" in sys.argv[1:] else table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
