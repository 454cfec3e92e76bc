"""The scorer: learnt on the four corpora, measured on pages it has not seen, written as a table."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

import numpy as np

from dragoman.places.book import DIGESTS, GAZETTEER, PlaceBook, read_places
from dragoman.places.context import context
from dragoman.places.gazetteer import Gazetteer
from dragoman.places.resolve import believe, main_places
from dragoman.places.scorer import BIAS, FIRST, OUT, SECOND, WEIGHTS, Network, Scorer, score
from dragoman.places.traits import Column, traits
from dragoman.places.view import Numbers, View, beliefs, view_page, with_more
from training.gazetteer.corpora import FOLDS, Page, pages
from training.gazetteer.networks import Examples, learn as learn_network

#: A place nearer than this to the gold is right, as the scorer has it.
RIGHT = 161.0
SEEDS = (0, 1, 2)


def learn(folder: Path) -> str:
    """Learn on all pages and write the table into ``folder``; says how well it answers the pages it learnt on."""
    book = untaught(folder)
    gold = list(pages())
    scorer = learn_scorer(gold, book.gazetteer)
    (folder / WEIGHTS).write_text(as_table(scorer), encoding="utf-8")
    return "in sample: " + _line(accuracy(gold, replace(book, scorer=scorer)))


def figures(folder: Path) -> str:
    """Out of fold: each page answered by a scorer that has not seen it."""
    return "out of fold: " + _line(out_of_fold(untaught(folder)))


def out_of_fold(book: PlaceBook) -> dict[str, tuple[int, int]]:
    """Right answers and toponyms by corpus, each page answered by a scorer of the other folds."""
    gold = list(pages())
    found: dict[str, tuple[int, int]] = {}
    for fold in range(FOLDS):
        scorer = learn_scorer([page for page in gold if page.fold != fold], book.gazetteer)
        part = accuracy([page for page in gold if page.fold == fold], replace(book, scorer=scorer))
        for corpus, (right, total) in part.items():
            before = found.get(corpus, (0, 0))
            found[corpus] = (before[0] + right, before[1] + total)
    return found


def untaught(folder: Path) -> PlaceBook:
    """The book in ``folder`` with whatever scorer is there, or one that knows nothing."""
    from dragoman.kit import demonyms_shipped

    files = {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.csv"))}
    files.setdefault(WEIGHTS, as_table(Scorer(first=(_nothing(),), second=(_nothing(),))))
    data = (folder / GAZETTEER).read_bytes()
    return read_places(data, (folder / DIGESTS).read_text(encoding="ascii"), files, demonyms_shipped())


def _nothing() -> Network:
    return Network(
        columns=("size",), direct=np.zeros(1), hidden=np.zeros((1, 1)), bias=np.zeros(1), out=np.zeros(1)
    )


def learn_scorer(gold: Sequence[Page], gazetteer: Gazetteer) -> Scorer:
    """Networks for both opinions; the second learns from pages that the first has read."""
    views = [view_page(page.text, page.spans, gazetteer) for page in gold]
    kept = [(page, view) for page, view in zip(gold, views, strict=True) if view.row]
    own = [traits(view, gazetteer) for _, view in kept]
    first = _taught([(page, view, columns) for (page, view), columns in zip(kept, own, strict=True)])
    second = []
    for (page, view), columns in zip(kept, own, strict=True):
        belief = beliefs(view, score(first, columns))
        wider, wide = view, columns
        if more := main_places(view, belief):
            wider = with_more(view, more, gazetteer)
            wide = traits(wider, gazetteer)
            belief = beliefs(wider, score(first, wide))
        second.append((page, wider, (*wide, *context(wider, belief))))
    return Scorer(first=first, second=_taught(second))


def _taught(read: Sequence[tuple[Page, View, tuple[Column, ...]]]) -> tuple[Network, ...]:
    examples = _examples(read)
    return tuple(learn_network(examples, seed) for seed in SEEDS)


def _examples(read: Iterable[tuple[Page, View, tuple[Column, ...]]]) -> Examples:
    numbers, right, sizes, weights = [], [], [], []
    columns: tuple[str, ...] = ()
    for page, view, found in read:
        columns = tuple(name for name, _ in found)
        table = np.stack([np.asarray(column, dtype=np.float64) for _, column in found], axis=1)
        for group, points in _gold_of(page, view).items():
            part = slice(view.starts[group], view.starts[group + 1])
            near = np.mean([_km(view, part, point) <= RIGHT for point in points], axis=0)
            if len(near) < 2 or not near.any():
                continue
            numbers.append(table[part])
            right.append(near >= near.max())
            sizes.append(len(near))
            weights.append(math.sqrt(len(points)))
    scale = np.mean(weights)
    return Examples(
        columns=columns,
        numbers=np.concatenate(numbers),
        starts=np.cumsum([0, *sizes]),
        right=np.concatenate(right).astype(np.float64),
        weights=np.array(weights) / scale,
    )


def _gold_of(page: Page, view: View) -> dict[int, list[tuple[float, float]]]:
    found: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for point, group in zip(page.points, view.groups_of, strict=True):
        found[group].append(point)
    return found


def _km(view: View, part: slice, point: tuple[float, float]) -> Numbers:
    north, east = np.radians(view.facts.lat[part]), np.radians(view.facts.lon[part])
    lat, lon = math.radians(point[0]), math.radians(point[1])
    half = np.sin((north - lat) / 2) ** 2 + math.cos(lat) * np.cos(north) * np.sin((east - lon) / 2) ** 2
    return np.asarray(12742 * np.arcsin(np.minimum(1.0, np.sqrt(half))))


def accuracy(gold: Iterable[Page], book: PlaceBook) -> dict[str, tuple[int, int]]:
    """Right answers and toponyms by corpus; a toponym without an answer is wrong."""
    found: dict[str, tuple[int, int]] = {}
    for page in gold:
        view, belief = believe(view_page(page.text, page.spans, book.gazetteer), book)
        right = 0
        for point, group in zip(page.points, view.groups_of, strict=True):
            part = slice(view.starts[group], view.starts[group + 1])
            if part.start < part.stop:
                right += bool(_km(view, part, point)[int(np.argmax(belief[part]))] <= RIGHT)
        before = found.get(page.corpus, (0, 0))
        found[page.corpus] = (before[0] + right, before[1] + len(page.points))
    return found


def as_table(scorer: Scorer) -> str:
    """The scorer as the CSV that :func:`dragoman.places.scorer.parse_scorer` reads."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    units = scorer.first[0].hidden.shape[1]
    writer.writerow(
        ["stage", "network", "column", "direct", *(f"unit {unit}" for unit in range(1, units + 1))]
    )
    for stage, networks in ((FIRST, scorer.first), (SECOND, scorer.second)):
        for number, network in enumerate(networks, 1):
            rows = zip(network.columns, network.direct, network.hidden, strict=True)
            for name, direct, hidden in rows:
                writer.writerow([stage, number, name, *(f"{weight:.5g}" for weight in (direct, *hidden))])
            for name, weights in ((BIAS, network.bias), (OUT, network.out)):
                writer.writerow([stage, number, name, 0, *(f"{weight:.5g}" for weight in weights)])
    return out.getvalue()


def _line(found: dict[str, tuple[int, int]]) -> str:
    return ", ".join(f"{corpus} {right / total:.4f} of {total}" for corpus, (right, total) in found.items())
