"""Whether the confidence of events is what it says: reliability tables and the expected calibration error.

Usage: ``python -m bench.confidence --events`` (``../shared`` beside the repository); half a minute on one core. Every figure
is out of fold: of five parts (sentences of the manual, our own sentences, whole pages) each is answered by weights
fitted on the other four (:mod:`training.event_confidence`). Beside it stand weights fitted on the other sets alone, what
the weight of an act alone would say, and what the shipped table gives, also on seed pages and on PLV, from which nothing is
learnt.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from bench.calibration import Pair, summary, table
from bench.event_confidence_rows import PAGES, Judged, judged_rows, page_rows, plv_rows
from dragoman.errors import InputError
from dragoman.events.weights import Weights
from dragoman.kit import load_kit
from dragoman.statements.weights import chance
from training.event_confidence import fit

FOLDS = 5


def folded(rows: Sequence[Judged]) -> list[tuple[Judged, Weights]]:
    """Each row with weights that were fitted without its part."""
    texts = sorted({one.text for one in rows})
    parts = {text: number % FOLDS for number, text in enumerate(texts)}
    out: list[tuple[Judged, Weights]] = []
    for part in range(FOLDS):
        weights = fit([one for one in rows if parts[one.text] != part])
        out += [(one, weights) for one in rows if parts[one.text] == part]
    return out


def crossed(rows: Sequence[Judged], name: str) -> list[tuple[Judged, Weights]]:
    """The rows of a set with weights fitted on the other sets."""
    weights = fit([one for one in rows if one.set != name])
    return [(one, weights) for one in rows if one.set == name]


def pairs(answered: Iterable[tuple[Judged, Weights]], *names: str) -> list[Pair]:
    """The confidence of each event of some sets, and whether it is right; those that gold cannot judge are left out."""
    return [
        (weights.confidence(one.features), one.right)
        for one, weights in answered
        if one.set in names and one.right is not None
    ]


def category_pairs(answered: Iterable[tuple[Judged, Weights]], *names: str) -> list[Pair]:
    """The chance of the category of each event of some sets, and whether it is right."""
    return [
        (chance(weights.category, one.features), one.category)
        for one, weights in answered
        if one.set in names
    ]


def shipped(rows: Iterable[Judged]) -> list[Pair]:
    """The confidence that the kit gives, and whether the event is right."""
    return [(one.shipped, one.right) for one in rows if one.right is not None]


def by_weight(rows: Iterable[Judged]) -> list[Pair]:
    """The weight of the act in its sentence as if it were a chance."""
    return [(one.weight, one.right) for one in rows if one.right is not None]


def _page(rows: Sequence[Judged], seeds: Sequence[Judged], plv: Sequence[Judged]) -> Iterator[str]:
    answered, weights = folded(rows), load_kit().codebook.weights
    assert weights is not None
    gold = [one for one in rows if one.set != "own"]
    columns = [
        ("manual and pages: weight of the act alone", by_weight(gold)),
        ("manual and pages: out of fold", pairs(answered, "manual", *PAGES)),
        ("manual: out of fold", pairs(answered, "manual")),
        ("manual: fitted on the other sets", pairs(crossed(rows, "manual"), "manual")),
        ("pages: out of fold", pairs(answered, *PAGES)),
        ("example pages: fitted on the other sets", pairs(crossed(rows, "examples"), "examples")),
        ("fresh pages: fitted on the other sets", pairs(crossed(rows, "fresh"), "fresh")),
        ("our own sentences: out of fold", pairs(answered, "own")),
        ("manual and pages: shipped (seen)", shipped(gold)),
        ("seed pages: shipped", shipped(seeds)),
        ("manual and pages, category: out of fold", category_pairs(answered, "manual", *PAGES)),
        ("PLV, category: shipped", category_pairs([(one, weights) for one in plv], "plv")),
    ]
    yield from ("# Confidence of events", "", "`python -m bench.confidence --events`", "")
    yield from summary(columns, "events")
    yield from ("", "## Manual and pages: are category and countries right? Out of fold", "")
    yield from table(columns[1][1], "events")
    yield from ("", "## Pages alone, out of fold", "")
    yield from table(columns[4][1], "events")
    yield from ("", "## Our own sentences, out of fold", "")
    yield from table(columns[7][1], "events")
    yield from ("", "## PLV: is the category right? Never learnt from", "")
    yield from table(columns[11][1], "events")


def main() -> int:
    """Print the page of results; 2 without the data."""
    try:
        rows = judged_rows()
        print(*_page(rows, page_rows("seeds"), plv_rows()), sep="\n")
    except (InputError, FileNotFoundError) as error:
        print(f"event_confidence: {error}", file=sys.stderr)
        return 2
    return 0
