"""Recall of contents by how often their cue stands in PolNeAR's training part, above all of those it never has.

Usage: ``python -m bench.unseen_cues [--model FOLDER] [--every N]``

A cue is its words in lower case, with one space between them, and is compared as a whole ("had hinted" is unseen where
"hinted" is not). A content of PolNeAR's development articles is found where the scorer of attributions, which pairs
contents one to one, gives its words an F1 of .5 at least. Columns: the statements of the pipeline
(:mod:`bench.attribution_rules`) and the task ``attribution`` of :mod:`bench.predict`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bench import attribution_rules, predict_attribution, scorers
from bench.language import POLNEAR
from bench.predict_language import model
from dragoman.errors import DragomanError, InputError
from dragoman.kit import Kit, load_kit
from training.files import for_training

TRAIN = POLNEAR.with_name("polnear_train.jsonl")
#: A class of cues by the least number of times that they stand in the training part.
CLASSES = {"never": 0, "1 to 9 times": 1, "10 to 99 times": 10, "100 times or more": 100}
UNSEEN = "never"

Row = Mapping[str, Any]


def cue_of(text: str, attribution: Row) -> str:
    """The words of a cue."""
    return " ".join(" ".join(text[start:end] for start, end in attribution["cue"]).lower().split())


def counted(rows: Sequence[Row]) -> Counter[str]:
    """How often each cue stands in articles."""
    return Counter(cue_of(row["text"], one) for row in rows for one in row["attributions"])


def class_of(times: int) -> str:
    """The class of a cue that stands so many times in the training part."""
    return next(name for name, least in reversed(CLASSES.items()) if times >= least)


def found_in(gold: Row, answer: Row) -> list[bool]:
    """For each attribution of an article's gold whether its content was found."""
    scorer = scorers.attribution_scorer()
    document = scorer.Doc(gold["text"])
    wanted, given = (
        [(document.tokens(one["content"]), document.tokens(one["cue"])) for one in row["attributions"]]
        for row in (gold, answer)
    )
    pairs = scorer.greedy([a or b for a, b in wanted], [a or b for a, b in given])
    norm = document.norm
    return [
        at in pairs and scorer.dice(norm(wanted[at][0]), norm(given[pairs[at]][0])) >= 0.5
        for at in range(len(wanted))
    ]


def recalls(
    gold: Sequence[Row], answers: Sequence[Row], times: Mapping[str, int]
) -> dict[str, tuple[int, int]]:
    """Contents found, and all contents, by the class of their cue."""
    by_id = {row["id"]: row for row in answers}
    hits: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for row in gold:
        found = found_in(row, by_id.get(row["id"], {"attributions": []}))
        for one, hit in zip(row["attributions"], found, strict=True):
            kind = class_of(times.get(cue_of(row["text"], one), 0))
            whole[kind] += 1
            hits[kind] += hit
    return {kind: (hits[kind], whole[kind]) for kind in CLASSES}


def trained() -> Counter[str]:
    """How often each cue stands in the training part.

    Raises:
        InputError: when that is absent.
    """
    if not TRAIN.is_file():
        raise InputError(f"{TRAIN} is absent: it lies in ../shared, beside the repository")
    return counted([json.loads(line) for line in for_training(TRAIN).split("\n") if line.strip()])


def predicted(gold: Sequence[Row], kit: Kit) -> list[Row]:
    """The answers of the task ``attribution``."""
    return [
        {"id": row["id"], "attributions": predict_attribution.attributions_in(row["text"], kit)}
        for row in gold
    ]


def table(columns: Mapping[str, Mapping[str, tuple[int, int]]]) -> str:
    """Recall in per cent by class of cue, in Markdown."""
    rows = [
        f"| cue in PolNeAR train | contents of dev | {' | '.join(f'{name}: found' for name in columns)} |",
        "|---" * (2 + len(columns)) + "|",
    ]
    for kind in CLASSES:
        cells = [
            f"{found} ({100 * found / whole:.1f})" for found, whole in (one[kind] for one in columns.values())
        ]
        total = next(iter(columns.values()))[kind][1]
        rows.append(f"| {kind} | {total:,} | {' | '.join(cells)} |")
    return "\n".join(rows)


def main(arguments: Sequence[str]) -> int:
    """Print the table; 2 without the data or a model."""
    parser = argparse.ArgumentParser(prog="python -m bench.unseen_cues", description=__doc__)
    parser.add_argument("--model", help="a folder of the model instead of the shipped one")
    parser.add_argument("--every", type=int, default=1, help="measure every n-th article only")
    options = parser.parse_args(arguments)
    if options.model:
        os.environ["DRAGOMAN_MODEL"] = options.model
    try:
        kit = replace(load_kit(), parser=model())
        times = trained()
        gold, stated = attribution_rules.polnear(kit, options.every, parsed=True)
        columns = {"statements": recalls(gold, stated, times)}
        columns["task attribution"] = recalls(gold, predicted(gold, kit), times)
    except (DragomanError, OSError) as error:
        print(f"unseen_cues: {error}", file=sys.stderr)
        return 2
    print(table(columns))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
