"""Counts in how many pages each word stands: ``python -m training.rarity FILE... --out words.csv``.

Files are treebanks (CoNLL-U; a document is a page) and JSONL with ``text`` (a row is a page), training files only. Words that
stand in fewer than three pages are left out. No text is kept, only counts; the same files give the same table.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dragoman.stories.rarity import ALL_PAGES, raw_words, stem

LISTED_FROM = 3


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the files, count, write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.rarity", description=__doc__)
    parser.add_argument("file", nargs="+", type=Path)
    parser.add_argument("--out", required=True, type=Path)
    options = parser.parse_args(arguments)
    total, counts = count(text for file in options.file for text in pages_of(file))
    with options.out.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(["word", "pages"])
        writer.writerow([ALL_PAGES, total])
        writer.writerows(sorted(counts.items()))
    print(f"{total:,} pages, {len(counts):,} words -> {options.out.name}")


def count(pages: Iterable[str]) -> tuple[int, dict[str, int]]:
    """The number of pages, and of pages with each word, of those words that are in enough of them."""
    total, counts = 0, Counter[str]()
    for text in pages:
        total += 1
        counts.update({stem(word) for word in raw_words(text)})
    return total, {word: pages for word, pages in counts.items() if pages >= LISTED_FROM}


def pages_of(file: Path) -> Iterator[str]:
    """The texts of a treebank's documents, or of the rows of a JSONL file."""
    lines = file.read_text(encoding="utf-8").split("\n")
    if file.suffix == ".jsonl":
        yield from (json.loads(line)["text"] for line in lines if line)
        return
    sentences: list[str] = []
    for line in [*lines, "# newdoc"]:
        if line.startswith("# newdoc") and sentences:
            yield "\n".join(sentences)
            sentences = []
        elif line.startswith("# text = "):
            sentences.append(line.removeprefix("# text = "))


if __name__ == "__main__":
    main()
