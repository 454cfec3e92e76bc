"""Storylines, episodes and copies on the dev stories: ``python -m bench.stories [DEV.jsonl] [ECB.jsonl]``.

BCubed and pairwise F1 as ``../shared/eval/stories/score_stories.py`` has them. "Left out" chooses the threshold on four fifths of
the stories and scores on the last, four times over: all other settings were chosen once. Speed is CPU time of
one core for words, likenesses and linking of all pages.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
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
FOLDS, REPEATS = 5, 4

Row = dict[str, Any]
Count = tuple[int, int, int]
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
    """BCubed and pairwise F1 of pages for which the threshold was chosen on other stories, and the thresholds chosen.

    All pages are grouped each time, so that those left out have as many others to be confused with; every page brings its own
    precision and recall, and its own pairs.
    """
    counts = {percent: counted(rows, at_threshold(grouping, percent)) for percent in THRESHOLDS}
    stories, chosen = sorted({row["story"] for row in rows}), []
    taken: list[Count] = []
    rng = random.Random(7)  # noqa: S311
    for _ in range(REPEATS):
        rng.shuffle(stories)
        for fold in range(FOLDS):
            out = set(stories[fold::FOLDS])
            others = [at for at, row in enumerate(rows) if row["story"] not in out]
            best = max(THRESHOLDS, key=lambda percent: sum(told([counts[percent][at] for at in others])))
            chosen.append(best)
            taken += [one for one, row in zip(counts[best], rows, strict=True) if row["story"] in out]
    return *told(taken), sorted(chosen)


def counted(rows: Sequence[Row], found: Mapping[str, Any]) -> list[Count]:
    """Of each page: how many pages are with it in its story and its group, in its group, and in its story; itself among them."""
    groups, stories = Counter(found.values()), Counter(row["story"] for row in rows)
    both = Counter((found[row["id"]], row["story"]) for row in rows)
    return [
        (both[found[row["id"]], row["story"]], groups[found[row["id"]]], stories[row["story"]])
        for row in rows
    ]


def told(counts: Sequence[Count]) -> tuple[float, float]:
    """BCubed and pairwise F1 of pages."""
    bcubed = _f1(
        sum(both / group for both, group, _ in counts) / len(counts),
        sum(both / story for both, _, story in counts) / len(counts),
    )
    right, made, wanted = (sum(one[at] - 1 for one in counts) for at in range(3))
    return bcubed, _f1(right / max(1, made), right / max(1, wanted))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


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
    dev, ecb = (Path(one) for one in (*arguments, *(str(one) for one in (DEV, ECB)[len(arguments) :])))
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
        f"| storylines, threshold of other stories ({FOLDS} folds, {REPEATS} times: {chosen[0]} to {chosen[-1]}) | | | | {bcubed:.3f} | {pairs:.3f} |",
        "",
        f"{speed(rows):,.0f} pages a second.",
        "",
        *copies_table(rows),
    ]
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
