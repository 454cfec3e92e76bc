"""What the room of statements costs beside the language model: CPU seconds on the same sentences, one thread.

Usage: ``python -m bench.statements_speed [FILE.jsonl]``: rows with ``text``, by default PolNeAR's development articles. The ratio
is of one run, so that a busy machine weighs on both sides; wanted is at most .30.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from bench.predict_actors import page_of
from dragoman.actors import find_mentions
from dragoman.kit import load_kit
from dragoman.language import parse, split
from dragoman.model import Block, BlockKind
from dragoman.statements import find_statements

TEXTS = Path(__file__).parent.parent.parent / "shared" / "eval" / "attribution" / "polnear_dev.jsonl"


def figures(source: Path = TEXTS) -> dict[str, float]:
    """CPU seconds of parsing, of mentions and of statements over all rows, and the number of sentences."""
    kit = load_kit()
    spent = {"parse": 0.0, "mentions": 0.0, "statements": 0.0, "sentences": 0.0}
    for line in source.read_text(encoding="utf-8").split("\n"):
        if not line.strip():
            continue
        page, blocks, at = page_of(json.loads(line)["text"]), [], 0
        for part in page.text.split("\n"):
            if part.strip():
                span = page.span(at, at + len(part))
                blocks.append(Block(kind=BlockKind.PARAGRAPH, span=span, path="line", rule="given"))
            at += len(part) + 1
        plain = split(page, blocks, kit.boundaries)[0]
        begin = time.process_time()
        sentences, _ = parse(plain, kit.parser)
        parsed = time.process_time()
        found, _ = find_mentions(sentences, kit.actors, None)
        named = time.process_time()
        find_statements(sentences, found.mentions, {one.id: one for one in found.actors}, kit.cues)
        end = time.process_time()
        spent["parse"] += parsed - begin
        spent["mentions"] += named - parsed
        spent["statements"] += end - named
        spent["sentences"] += len(sentences)
    return spent


def main(arguments: list[str]) -> int:
    """Print the table."""
    spent = figures(Path(arguments[0])) if arguments else figures()
    print("| stage | CPU seconds | beside the language model |\n|---|---|---|")
    for name in ("parse", "mentions", "statements"):
        print(f"| {name} | {spent[name]:.2f} | {spent[name] / spent['parse']:.2f} |")
    print(f"\n{spent['sentences']:,.0f} sentences.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
