"""All quick measurements in one run: ``python -m bench``. Longer ones have modules of their own."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from bench.examples import EXAMPLES, run
from dragoman.export import encode_record, report
from dragoman.kit import load_kit
from dragoman.model import Page
from dragoman.pages import read
from dragoman.pages.lay import lay_out
from dragoman.pipeline import code_page
from dragoman.text import decode

ROUNDS = 5


def pages() -> list[Page]:
    """The example pages, read."""
    files = sorted([*EXAMPLES.glob("*.txt"), *EXAMPLES.glob("*.html")])
    return [page for file in files for page in read(file) if isinstance(page, Page)]


def seconds(work: Callable[[], Any]) -> float:
    """CPU seconds of the fastest of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    return best


def speed() -> str:
    """What each step costs, as multiples of decoding the bytes: machines differ, ratios less so."""
    kit = load_kit()
    files = [file.read_bytes() for file in sorted([*EXAMPLES.glob("*.txt"), *EXAMPLES.glob("*.html")])]
    read_pages = pages()
    coded = [code_page(page, kit) for page in read_pages]
    steps: dict[str, Callable[[], Any]] = {
        "decode the bytes": lambda: [decode(data) for data in files],
        "read the pages": lambda: [list(read(data)) for data in files],
        "lay out": lambda: [lay_out(page, kit.layouts) for page in read_pages],
        "code (all stages)": lambda: [code_page(page, kit) for page in read_pages],
        "record as JSON": lambda: [encode_record(one) for one in coded],
        "report": lambda: [report(one) for one in coded],
    }
    cost = {name: seconds(work) for name, work in steps.items()}
    base = cost["read the pages"]
    rows = ["| step | CPU, reading the pages = 1 | pages per CPU second |", "|---|---|---|"]
    rows += [f"| {name} | {spent / base:.2f} | {len(files) / spent:,.0f} |" for name, spent in cost.items()]
    return "\n".join(rows)


if __name__ == "__main__":
    print(run().table())
    print()
    print(speed())
