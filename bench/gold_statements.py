"""The project's own gold of statements (``tests/gold``): chains, factuality and traps.

Usage: ``python -m bench.gold_statements [--held-back | --all | --fresh | --fresh2 | --fresh3] [--half odd|even]``. Each
passage is coded as a page of its own. Without an option the third that is held back is left out
(:mod:`tests.gold.split`). ``--fresh``, ``--fresh2`` and ``--fresh3`` take the passages of ``fresh.txt``, ``fresh2.txt`` or
``fresh3.txt`` instead, ``--half`` those of them whose number is odd, or even.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.predict_actors import page_of
from dragoman.actors import find_mentions
from dragoman.kit import load_kit
from dragoman.language import parse, split
from dragoman.model import Block, BlockKind, Source, Span, Statement
from dragoman.statements import find_statements
from tests.gold.split import is_held_back

GOLD = Path(__file__).parent.parent / "tests" / "gold"


#: The sets beside the passages in use.
OPTIONS = ("--held-back", "--all", "--fresh", "--fresh2", "--fresh3")
HALVES = ("even", "odd")


def passages(option: str | None, half: str | None = None) -> list[dict[str, Any]]:
    """The gold of the passages in use, or with an option those held back, all, or the fresh ones (of one half)."""
    fresh = option in {"--fresh", "--fresh2", "--fresh3"}
    name = str(option).removeprefix("--") if fresh else "statements"
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows: list[dict[str, Any]] = [json.loads(line) for line in lines]
    if half is not None:
        rows = [row for row in rows if HALVES[int(row["id"][1:]) % 2] == half]
    if option == "--all" or fresh:
        return rows
    return [row for row in rows if is_held_back(row["id"]) is (option == "--held-back")]


def predictions(gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The statements of each passage, in the shape of the record."""
    return [
        {"id": row["id"], "statements": [shape(one) for one in statements_in(row["text"])]} for row in gold
    ]


def statements_in(text: str) -> tuple[Statement, ...]:
    """The statements of a passage, read as the paragraphs between its line ends."""
    kit, page = load_kit(), page_of(text)
    blocks, at = [], 0
    for part in text.split("\n"):
        if part.strip():
            span = page.span(at, at + len(part))
            blocks.append(Block(kind=BlockKind.PARAGRAPH, span=span, path="line", rule="given"))
        at += len(part) + 1
    sentences, _ = parse(split(page, blocks, kit.boundaries)[0], kit.parser)
    found, _ = find_mentions(sentences, kit.actors, None)
    statements, _ = find_statements(
        sentences, found.mentions, {actor.id: actor for actor in found.actors}, kit.cues
    )
    return statements


def shape(one: Statement) -> dict[str, Any]:
    return {
        "content": [_pair(span) for span in one.content],
        "style": one.style.value,
        "chain": [
            {
                "source": _source(layer.source),
                "role": layer.role.value,
                "cue": [_pair(cue) for cue in layer.cues],
            }
            for layer in one.chain
        ],
        "addressee": _source(one.addressee),
        "factuality": {
            "kind": one.factuality.kind.value,
            "polarity": one.factuality.polarity.value,
            "certainty": one.factuality.certainty.value,
            "time": one.factuality.time.value,
            "condition": _pair(one.factuality.condition) if one.factuality.condition else None,
        },
        "topic": _pair(one.topic) if one.topic else None,
    }


def _source(source: Source | None) -> dict[str, Any] | None:
    return {"span": _pair(source.span)} if source is not None else None


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def main(arguments: list[str]) -> int:
    """Score, and print what the scorer prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    sets = parser.add_mutually_exclusive_group()
    for option in OPTIONS:
        sets.add_argument(option, dest="option", action="store_const", const=option)
    parser.add_argument("--half", choices=HALVES)
    asked = parser.parse_args(arguments)
    gold = passages(asked.option, asked.half)
    with TemporaryDirectory() as folder:
        path, wanted = Path(folder) / "predictions.jsonl", Path(folder) / "gold.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in predictions(gold)), encoding="utf-8")
        wanted.write_text("".join(json.dumps(row) + "\n" for row in gold), encoding="utf-8")
        command = [
            sys.executable,
            str(GOLD / "score_statements.py"),
            str(wanted),
            str(path),
        ]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
