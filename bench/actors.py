"""Actors: the country of given mentions, how much of the book is found, and how fast.

Usage: ``python -m bench.actors`` (``../shared`` beside the repository).
"""

from __future__ import annotations

import gc
import importlib.util
import json
import random
import sys
import time
import warnings
from functools import cache
from pathlib import Path
from types import ModuleType

from bench.predict_actors import codes_in, page_of
from bench.scorers import EVAL
from dragoman.actors import find_mentions, who
from dragoman.kit import load_kit
from dragoman.language import split
from dragoman.model import Block, BlockKind

GOLD = EVAL / "events" / "gsr_dev.jsonl"
_SECTOR = slice(3, 6)


@cache
def scorer() -> ModuleType:
    """The scorer of actors, which knows what a given mention is and which codes mean the same."""
    spec = importlib.util.spec_from_file_location("score_actors", EVAL / "actors" / "score_actors.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(EVAL / "actors" / "score_actors.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(gold: Path = GOLD) -> dict[str, float]:
    """The share of given mentions with the right country, of those answered, and of sectors where the gold has one."""
    kit, score = load_kit(), scorer()
    same = score.SAME
    with warnings.catch_warnings():
        # The scorer leaves its gold open until it is collected.
        warnings.simplefilter("ignore", ResourceWarning)
        given = tuple(score.mentions(gold))
        gc.collect()
    sectors = _sectors(gold)
    asked = right = answered = told = matched = 0
    for key, text, found in given:
        codes = codes_in(text, "2000-01-01", [span for span, _ in found], kit)
        for (span, wanted), code in zip(found, codes, strict=True):
            first = (code or "").split("|")[0]
            asked, answered = asked + 1, answered + bool(first)
            country = same.get(first[:3], first[:3])
            right += bool(first) and country in {same.get(one[:3], one[:3]) for one in wanted}
            if sector := sectors.get((key, text[span[0] : span[1]])):
                told, matched = told + 1, matched + (first[_SECTOR] == sector)
    return {
        "country": right / asked,
        "answered": answered / asked,
        "sector": matched / told,
        "mentions": asked,
        "sectors": told,
    }


def _sectors(gold: Path) -> dict[tuple[str, str], str]:
    rows = (json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines())
    return {
        (row["id"], one["text"]): one["sector"][:3]
        for row in rows
        for event in row["events"]
        for one in (*event["sources"], *event["targets"])
        if one.get("sector")
    }


def speed(copies: int = 20) -> tuple[float, float]:
    """Mentions found and resolved, and words read, per CPU second, over the dev sentences read as one article."""
    kit = load_kit()
    rows = [json.loads(line)["text"] for line in GOLD.read_text(encoding="utf-8").splitlines()]
    text = "\n".join(rows * copies)
    page = page_of(text)
    blocks, at = [], 0
    for line in text.split("\n"):
        span = page.span(at, at + len(line))
        blocks.append(Block(kind=BlockKind.PARAGRAPH, span=span, path="line", rule="given"))
        at += len(line) + 1
    sentences, _ = split(page, blocks, kit.boundaries)
    start = time.process_time()
    found, _ = find_mentions(sentences, kit.actors, "2000-01-01")
    seconds = time.process_time() - start
    return len(found.mentions) / seconds, sum(len(one.words) for one in sentences) / seconds


def lookups(seed: int = 7) -> float:
    """Names of the book, drawn with a fixed seed, that are resolved on a date by themselves, a CPU second."""
    book = load_kit().actors
    ids = random.Random(seed).sample(sorted(book.actors), 5000)  # noqa: S311 - a fixed draw, no secret
    names = [alias.text for key in ids for alias in book.actors[key].aliases]
    for name in names:
        who(name, book, "2016-06-01")
    start = time.process_time()
    for name in names:
        who(name, book, "2016-06-01")
    return len(names) / (time.process_time() - start)


def main() -> int:
    """Print the table."""
    start = time.process_time()
    kit = load_kit()
    load = time.process_time() - start
    found = figures()
    mentions, words = speed()
    print("| figure | value |")
    print("|---|---|")
    print(f"| country of {found['mentions']:.0f} given mentions right | {found['country']:.4f} |")
    print(f"| answered | {found['answered']:.4f} |")
    print(f"| sector right, of {found['sectors']:.0f} mentions with one | {found['sector']:.4f} |")
    print(f"| names of the book resolved on a date, a CPU second | {lookups():,.0f} |")
    print(f"| mentions found and resolved a CPU second | {mentions:,.0f} |")
    print(f"| words read for it a CPU second | {words:,.0f} |")
    print(f"| loading the whole kit, CPU seconds | {load:.2f} |")
    print(f"| actors in the book | {len(kit.actors.actors):,} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
