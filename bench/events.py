"""Events on the development data, with the shared scorer.

Usage: ``python -m bench.events [--all | --ablate | --speed]`` (``../shared`` beside the repository). ``--all`` adds the
thousand sentences of PLV's training part, on which nothing here was trained; ``--ablate`` prints what each part of the
coder gives and its errors by class instead, ``--speed`` how many sentences it codes in a second.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.event_parts import ablation, errors, fired, page_speed, probe, rows_of, speed
from bench.predict_events import events
from bench.scorers import EVAL, printed
from dragoman.kit import load_kit

FOLDER = EVAL / "events"
SCORER = FOLDER / "score_events.py"
GSR, NEGATIVES, PLV = FOLDER / "gsr_dev.jsonl", FOLDER / "neg_dev.jsonl", FOLDER / "plv_train_gold.jsonl"
_LINE = re.compile(
    r"^ +(quad|type|type\+source|triple|sentence) +P ([0-9.]+)  R ([0-9.]+)  F1 ([0-9.]+)", re.MULTILINE
)


def figures(gold: Path, *options: str) -> dict[str, float]:
    """F1 by level as the scorer prints it, for the events that :mod:`bench.predict_events` gives."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "predictions.jsonl"
        events(gold, path)
        return read_figures(printed(SCORER, gold, path, *options))


def read_figures(text: str) -> dict[str, float]:
    """F1 by level in what the scorer prints."""
    return {match[1]: float(match[4]) for match in _LINE.finditer(text)}


def false_alarms() -> int:
    """How many events are found in sentences that tell none."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "predictions.jsonl"
        events(NEGATIVES, path)
        return path.read_text(encoding="utf-8").count('"type"')


def ablate() -> None:
    """Print what each part gives, how many gold events have a trigger, the errors, and the worth of gold trees."""
    kit = load_kit()
    rows = rows_of(GSR, kit)
    print(ablation(rows, GSR, kit.codebook, read_figures))
    some, right = fired(rows, GSR, kit.codebook)
    print(
        f"\ngold events in whose sentence an act was found: {some:.1%}, one of gold's category: {right:.1%}\n"
    )
    print(errors(rows, GSR, kit.codebook))
    print(f"\n{probe(kit)}")


def clock() -> None:
    """Print how many sentences are coded in a second, parsing left out: single sentences, then the example pages."""
    kit = load_kit()
    rows = [*rows_of(GSR, kit), *rows_of(PLV, kit)]
    acts, dyads = speed(rows, kit.codebook)
    print(
        f"{len(rows)} parsed sentences, one core: acts {acts:,.0f} a second, with parties {dyads:,.0f} a second"
    )
    number, whole = page_speed(kit)
    print(f"{number} sentences of the example pages, all that events have: {whole:,.0f} a second")


def main(arguments: list[str]) -> int:
    """Print the table."""
    if "--ablate" in arguments or "--speed" in arguments:
        ablate() if "--ablate" in arguments else clock()
        return 0
    start = time.process_time()
    country, sector = figures(GSR), figures(GSR, "--level", "sector")
    lenient = figures(GSR, "--lenient")
    print("| GSR dev, F1 | quad | type | type and source | triple |")
    print("|---|---|---|---|---|")
    for name, found in (("country level", country), ("sector level", sector), ("lenient", lenient)):
        print(
            f"| {name} | "
            + " | ".join(f"{found[one]:.3f}" for one in ("quad", "type", "type+source", "triple"))
            + " |"
        )
    print(f"\nfalse alarms in 11 sentences without an event: {false_alarms()}")
    if "--all" in arguments:
        print(f"PLV training part, type F1: {figures(PLV, '--yield')['type']:.3f}")
    print(f"CPU seconds: {time.process_time() - start:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
