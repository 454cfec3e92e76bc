"""Storylines, episodes and copies on the dev stories: ``python -m bench.stories [DEV.jsonl] [ECB.jsonl]``.

BCubed and pairwise F1 as ``../shared/eval/stories/score_stories.py`` has them. "Left out" chooses the threshold on one half of the
stories and scores on the other, both ways, eight times: all other settings were chosen once. Speed is CPU time of
one core for words, likenesses and linking of all pages.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.copies import KEPT, measure
from bench.predict_stories import account_of_row, rarity
from bench.scorers import EVAL, story_scorer
from dragoman.stories import ONE_SOURCE, Grouping, group
from dragoman.stories.alike import FULL
from dragoman.stories.linking import link

DEV = EVAL / "stories/stories_dev.jsonl"
ECB = EVAL / "stories/ecbplus_dev.jsonl"
CLEAN = frozenset({"basil", "newswcl50"})
THRESHOLDS = range(10, 32, 2)
HALVES = 8

Row = dict[str, Any]
Score = Callable[[Mapping[str, Any], Mapping[str, Any]], dict[str, float]]


def read_rows(file: Path) -> list[Row]:
    """The rows of a JSONL file."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").split("\n") if line]


def scorer() -> Score:
    """The score function of the shared scorer."""
    score: Score = story_scorer().score
    return score


def grouped(rows: Sequence[Row]) -> Grouping:
    """The rows as the predict task groups them."""
    return group([account_of_row(row) for row in rows], rarity())


def scores(rows: Sequence[Row], found: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """BCubed precision, recall and F1, and pairwise F1, of the pages in ``rows``."""
    told = scorer()({row["id"]: row["story"] for row in rows}, {row["id"]: found[row["id"]] for row in rows})
    return told["bcubed_p"], told["bcubed_r"], told["bcubed_f1"], told["pair_f1"]


def at_threshold(grouping: Grouping, percent: int) -> dict[str, str]:
    """Storylines at another threshold, per cent of full likeness, named by their first page."""
    clusters = link(grouping.accounts, grouping.edges, FULL * percent // 100)
    return {page: cluster[0] for cluster in clusters for page in cluster}


def left_out(rows: Sequence[Row], grouping: Grouping) -> tuple[float, float, list[int]]:
    """BCubed and pairwise F1 on halves for which the threshold was chosen on the other half, and what was chosen."""
    found = {percent: at_threshold(grouping, percent) for percent in THRESHOLDS}
    stories = sorted({row["story"] for row in rows})
    rng = random.Random(7)
    told, chosen = [], []
    for _ in range(HALVES):
        rng.shuffle(stories)
        half = set(stories[: len(stories) // 2])
        parts = [[row for row in rows if (row["story"] in half) is side] for side in (True, False)]
        for here, there in (parts, parts[::-1]):
            best = max(THRESHOLDS, key=lambda percent: sum(scores(here, found[percent])[2:]))
            chosen.append(best)
            told.append(scores(there, found[best])[2:])
    return sum(one[0] for one in told) / len(told), sum(one[1] for one in told) / len(told), sorted(chosen)


def line(name: str, rows: Sequence[Row], found: Mapping[str, Any]) -> str:
    """A row of the table."""
    told = scores(rows, found)
    return f"| {name} | {len(rows)} | " + " | ".join(f"{one:.3f}" for one in told) + " |"


def speed(rows: Sequence[Row]) -> float:
    """Pages grouped in a second of one core, the best of three."""
    best = 0.0
    for _ in range(3):
        begin = time.process_time()
        grouped(rows)
        best = max(best, len(rows) / (time.process_time() - begin))
    return best


def copies_table(rows: Sequence[Row]) -> list[str]:
    """Recall of copies by share kept."""
    accounts, story = [account_of_row(row) for row in rows], {row["id"]: row["story"] for row in rows}
    out = [
        f"| kept | copies | recall at precision .99 | at containment | precision, recall at {ONE_SOURCE} |",
        "|---|---|---|---|---|",
    ]
    for scattered in (False, True):
        for share in KEPT:
            told = measure(accounts, story, rarity(), share, scattered=scattered, at=ONE_SOURCE)
            how = "here and there" if scattered else "head"
            out.append(
                f"| {share:.0%} ({how}) | {told.copies} | {told.recall:.3f} | {told.containment:.2f}"
                f" | {told.precision_there:.3f}, {told.recall_there:.3f} |"
            )
    return out


def main(arguments: Sequence[str]) -> None:
    """Print the tables."""
    dev, ecb = (Path(one) for one in (*arguments, *(DEV, ECB)[len(arguments) :]))
    rows, short = read_rows(dev), read_rows(ecb)
    clean = [row for row in rows if row["src"] in CLEAN]
    rest = [row for row in rows if row["src"] not in CLEAN]
    now, of_short = grouped(rows), grouped(short)
    lines, episodes = now.storyline_of(), now.episode_of()
    bcubed, pairs, chosen = left_out(rows, now)
    out = [
        "| | pages | BCubed P | R | F1 | pairwise F1 |",
        "|---|---|---|---|---|---|",
        line("storylines, all", rows, lines),
        line("storylines, BASIL and NewsWCL50", clean, lines),
        line("storylines, Giveme5W1H's sets", rest, lines),
        line("episodes, all", rows, episodes),
        line("episodes, BASIL and NewsWCL50", clean, episodes),
        line("storylines, ECB+ dev (38 words a page)", short, of_short.storyline_of()),
        f"| left out ({2 * HALVES} halves; thresholds {chosen[0]} to {chosen[-1]}) | | | | {bcubed:.3f} | {pairs:.3f} |",
        "",
        f"{speed(rows):,.0f} pages a second.",
        "",
        *copies_table(rows),
    ]
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
