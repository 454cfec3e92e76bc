"""How much each trait of a date counts: weights fitted on pages whose day of publication is known.

Usage: ``python -m training.date_trust FOLDER GOLD.json [FOLDER GOLD.json ...] > src/dragoman/pages/date_weights.py``;
with ``--folds`` first, what weights are worth that were fitted on other sites (five folds), and nothing is fitted on all.

FOLDER holds ``*.html`` or ``*.html.gz``; GOLD maps addresses to ``{"file", "date"}``. Logistic regression over the
traits of every candidate, each page weighing as the root of its candidates, with an L2 penalty (Newton's method). The
penalty was chosen among 0.3 to 5 by five-fold cross-validation over domains.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from dragoman.kit import load_kit
from dragoman.model import Page
from dragoman.pages import lay_out, read
from dragoman.pages.date_candidates import Candidate
from dragoman.pages.date_trust import choose
from dragoman.pages.headline import headline_of, site_names
from dragoman.pages.html_dates import day_candidates

#: Traits of fewer pages are left out; the penalty; smaller weights are not written.
LEAST_PAGES, PENALTY, LEAST_WEIGHT = 4, 4.0, 0.02
ROUNDS, FOLDS = 30, 5


def pages_of(folder: Path, gold: Path, sites: dict[str, str]) -> dict[str, tuple[str, list[Candidate]]]:
    """The gold day and the candidates of every page, by file name; ``sites`` takes the site of each."""
    kit, out = load_kit(), {}
    for url, row in json.loads(gold.read_text(encoding="utf-8")).items():
        date = row.get("date")
        if not isinstance(date, str) or not re.match(r"\d{4}-\d\d-\d\d", date):
            continue
        name = row["file"]
        sites[name] = ".".join(urlsplit(url).netloc.split(".")[-2:])
        for file in (folder / name, folder / f"{name}.gz", folder / f"{name}.html.gz"):
            if file.is_file():
                data = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
                page = next(iter(read(data)))
                if isinstance(page, Page):
                    layout, _ = lay_out(page, kit.layouts)
                    headline = headline_of(page, layout, site_names(page))
                    out[name] = (date[:10], day_candidates(page, layout, headline))
                break
    return out


def fit(pages: dict[str, tuple[str, list[Candidate]]]) -> dict[str, float]:
    """The weight of each trait, "" being the constant."""
    counts = Counter(
        trait for _, found in pages.values() for trait in {t for one in found for t in one.traits}
    )
    names = sorted(trait for trait, pages_with in counts.items() if pages_with >= LEAST_PAGES)
    column = {name: at for at, name in enumerate(names)}
    rows = [(day, one, len(found)) for day, found in pages.values() for one in found]
    table = np.zeros((len(rows), len(names) + 1))
    table[:, -1] = 1
    for at, (_, one, _) in enumerate(rows):
        table[at, [column[trait] for trait in one.traits if trait in column]] = 1
    right = np.array([one.day.isoformat() == day for day, one, _ in rows], dtype=float)
    weight = np.array([size**-0.5 for *_, size in rows])
    return dict(zip([*names, ""], _newton(table, right, weight).tolist(), strict=True))


def _newton(table: np.ndarray, right: np.ndarray, weight: np.ndarray) -> np.ndarray:
    penalty = np.full(table.shape[1], PENALTY)
    penalty[-1] = 1e-6
    beta = np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-table @ beta))
        slope = table.T @ (weight * (chance - right)) + penalty * beta
        curve = (table * (weight * chance * (1 - chance))[:, None]).T @ table + np.diag(penalty)
        beta -= np.linalg.solve(curve, slope)
    return beta


def folds(pages: dict[str, tuple[str, list[Candidate]]], sites: dict[str, str]) -> str:
    """Right, precision and answered over all pages, each answered with weights fitted without its site."""
    order = sorted({sites[name] for name in pages})
    random.Random(1).shuffle(order)  # noqa: S311 - folds, no secret
    fold = {site: number % FOLDS for number, site in enumerate(order)}
    right = answered = 0
    for number in range(FOLDS):
        weights = fit({name: one for name, one in pages.items() if fold[sites[name]] != number})
        start = weights.pop("")
        for name, (day, found) in pages.items():
            if fold[sites[name]] == number and (choice := choose(found, weights, start)) is not None:
                answered += 1
                right += choice.day.isoformat() == day
    return (
        f"{len(pages)} pages: right {right / len(pages):.4f} precision {right / max(1, answered):.4f} "
        f"answered {answered / len(pages):.4f}\n"
    )


def module(weights: dict[str, float]) -> str:
    """The weights as a module of the package."""
    kept = {name: round(value, 2) for name, value in weights.items() if name and abs(value) >= LEAST_WEIGHT}
    lines = "\n".join(f'    "{name}": {value},' for name, value in sorted(kept.items()))
    return (
        '"""How much each trait of a date counts. Generated by ``python -m training.date_trust``: not edited by hand."""\n\n'
        "from __future__ import annotations\n\n"
        f"#: What a date with no trait starts from.\nSTART = {weights['']:.2f}\n"
        f"#: Logits by trait.\nWEIGHTS: dict[str, float] = {{\n{lines}\n}}\n"
    )


def main(arguments: list[str]) -> int:
    """Print the module of weights; 2 on wrong use."""
    across = arguments[:1] == ["--folds"]
    files = arguments[1:] if across else arguments
    if not files or len(files) % 2:
        print(__doc__, file=sys.stderr)
        return 2
    pages: dict[str, tuple[str, list[Candidate]]] = {}
    sites: dict[str, str] = {}
    for folder, gold in zip(files[::2], files[1::2], strict=True):
        pages = pages_of(Path(folder), Path(gold), sites) | pages
    sys.stdout.write(folds(pages, sites) if across else module(fit(pages)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
