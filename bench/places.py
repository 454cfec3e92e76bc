"""Places of the four corpora by the shared scorer: the shipped scorer, and one that has not seen the page.

Usage: ``python -m bench.places``. Prints a Markdown table (half a minute): Acc@161 is the share of gold toponyms placed
within 161 km, a missing answer wrong. The shipped scorer was learnt on these pages ("in sample"); "out of fold" answers each
page by a scorer learnt on four fifths of the other pages (:mod:`training.gazetteer.learn`).
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.predict_places import answers
from bench.scorers import EVAL, printed
from dragoman.kit import load_kit
from dragoman.places import PlaceBook
from dragoman.places.book import GAZETTEER, read_places
from training.gazetteer.corpora import NAMES, pages
from training.gazetteer.learn import out_of_fold

GOLD = EVAL / "places"
SCORER = GOLD / "score_places.py"
KNOWLEDGE = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "knowledge" / "places"
ROUNDS = 3


def figures(name: str, book: PlaceBook) -> dict[str, float]:
    """The scorer's figures on a corpus by name: accuracy, answered (0 to 1), median error (km) and toponyms."""
    rows = [
        {"id": page.id, "places": answers(page.text, [list(span) for span in page.spans], book)}
        for page in pages((name,))
    ]
    with TemporaryDirectory() as folder:
        found = Path(folder) / "found.jsonl"
        found.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        text = printed(SCORER, GOLD / f"{name}.xml", found)
    match = re.fullmatch(
        r"(\d+) toponyms, answered ([\d.]+), Acc@161 ([\d.]+), median error (\d+) km\s*", text
    )
    assert match is not None, text
    keys = ("toponyms", "answered", "accuracy", "median")
    return dict(zip(keys, map(float, match.groups()), strict=True))


def speed(book: PlaceBook) -> tuple[float, float]:
    """Toponyms and pages resolved a CPU second, the best of some rounds over all corpora."""
    gold = list(pages())
    best = float("inf")
    for _ in range(ROUNDS):
        begin = time.process_time()
        for page in gold:
            answers(page.text, [list(span) for span in page.spans], book)
        best = min(best, time.process_time() - begin)
    return sum(len(page.spans) for page in gold) / best, len(gold) / best


def opening() -> float:
    """CPU milliseconds to read the book: the file checked and mapped, the tables parsed; the best of some rounds."""
    from dragoman.kit import demonyms_shipped, mapped

    files = {file.name: file.read_text(encoding="utf-8") for file in KNOWLEDGE.glob("*.csv")}
    digests, words = (KNOWLEDGE / "digests.txt").read_text(encoding="ascii"), demonyms_shipped()
    best = float("inf")
    for _ in range(ROUNDS):
        begin = time.process_time()
        read_places(mapped(KNOWLEDGE / GAZETTEER), digests, files, words)
        best = min(best, time.process_time() - begin)
    return 1000 * best


def main() -> int:
    """Print the tables."""
    book = load_kit().places
    unseen = out_of_fold(book)
    print(
        "| corpus | toponyms | answered | Acc@161, in sample | Acc@161, out of fold | median error, in sample |"
    )
    print("|---|---|---|---|---|---|")
    for name in NAMES:
        now = figures(name, book)
        right, total = unseen[name]
        print(
            f"| {name} | {total} | {now['answered']:.3f} | {now['accuracy']:.4f} | {right / total:.4f} | {now['median']:.0f} km |"
        )
    toponyms, read = speed(book)
    size = (KNOWLEDGE / GAZETTEER).stat().st_size / 1e6
    print(
        f"\n{toponyms:,.0f} toponyms and {read:,.0f} pages a CPU second; the file has {size:.1f} MB, the book is read in {opening():.0f} ms."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
