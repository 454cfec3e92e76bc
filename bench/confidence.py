"""Whether the confidence of statements is what it says: reliability tables and the expected calibration error.

Usage: ``python -m bench.confidence [--every N | --events]`` (``../shared`` beside the repository). With ``--events`` it is
that of events (:mod:`bench.event_confidence`). Every figure is out of fold: of
five parts (articles of PolNeAR dev, passages of the own gold) each is answered by weights fitted on the other four
(:mod:`training.confidence`). Beside it stand the rules' own figures, weights fitted on one set and asked of the other,
and what the shipped table gives.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence

from bench import event_confidence
from bench.calibration import Pair, summary, table
from bench.confidence_rows import OWN_SENTENCE, Judged, own_rows, polnear_rows
from dragoman.errors import InputError
from dragoman.statements.weights import Weights, chance
from training.confidence import fit

FOLDS = 5


def folded(polnear: Sequence[Judged], own: Sequence[Judged]) -> tuple[list[Pair], list[Pair]]:
    """Out of fold: the chance of the link for PolNeAR's statements, and of link and chain for those of the own gold."""
    parts = _parts(polnear) | _parts(own)
    links: list[Pair] = []
    chains: list[Pair] = []
    for part in range(FOLDS):
        weights = fit(
            [one for one in polnear if parts[one.text] != part],
            [one for one in own if parts[one.text] != part],
        )
        links += link_pairs([one for one in polnear if parts[one.text] == part], weights)
        chains += chain_pairs([one for one in own if parts[one.text] == part], weights)
    return links, chains


def _parts(rows: Sequence[Judged]) -> dict[str, int]:
    texts = sorted({one.text for one in rows})
    return {text: number % FOLDS for number, text in enumerate(texts)}


def statements(rows: Sequence[Judged]) -> list[Judged]:
    """Those rows that are neither a silence nor the outlet's own."""
    return [one for one in rows if one.kind == "statement"]


def link_pairs(rows: Sequence[Judged], weights: Weights) -> list[Pair]:
    """What the link model says of each statement, and whether the link is right."""
    return [(chance(weights.link, one.features), one.link) for one in statements(rows)]


def chain_pairs(rows: Sequence[Judged], weights: Weights) -> list[Pair]:
    """The confidence of each statement, and whether content and chain are right."""
    return [(weights.confidence(one.features), bool(one.chain)) for one in statements(rows)]


def _by_layers(rows: Sequence[Judged]) -> Iterator[str]:
    yield "| layers | statements | innermost right | whole chain right | mean confidence (shipped) |"
    yield "|---|---|---|---|---|"
    tests: list[tuple[str, Callable[[Judged], bool]]] = [
        ("one", lambda one: one.layers == 1),
        ("two", lambda one: one.layers == 2),
        ("three and more", lambda one: one.layers > 2),
        ("inside another statement", lambda one: one.nested),
    ]
    for name, test in tests:
        own = [one for one in statements(rows) if test(one)]
        if own:
            link, said = (
                sum(values) / len(own) for values in ([o.link for o in own], [o.shipped for o in own])
            )
            known = [one.chain for one in own if one.chain is not None]
            chain = f"{sum(known) / len(known):.3f}" if known else "–"
            yield f"| {name} | {len(own)} | {link:.3f} | {chain} | {said:.3f} |"


def _classes(polnear: Sequence[Judged], own: Sequence[Judged], sentences: Sequence[Judged]) -> Iterator[str]:
    yield "| class | measured on | rows | right | by rule |"
    yield "|---|---|---|---|---|"
    for name, where, rows in (
        ("silence", "own gold", [one for one in own if one.kind == "silence"]),
        ("outlet", "both", [one for one in (*polnear, *own) if one.kind == "outlet"]),
        (OWN_SENTENCE, "PolNeAR dev", sentences),
    ):
        right = [bool(one.chain) if name == "silence" else one.link for one in rows]
        by_rule = sum(one.by_rule for one in rows) / max(len(rows), 1)
        yield f"| {name} | {where} | {len(rows)} | {sum(right) / max(len(rows), 1):.3f} | {by_rule:.3f} |"


def main(arguments: Sequence[str]) -> int:
    """Print the page of results; 2 without the data."""
    parser = argparse.ArgumentParser(prog="python -m bench.confidence", description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="read every n-th article of PolNeAR only")
    parser.add_argument("--events", action="store_true", help="the confidence of events instead")
    options = parser.parse_args(arguments)
    if options.events:
        return event_confidence.main()
    try:
        polnear, sentences = polnear_rows(options.every)
    except InputError as error:
        print(f"confidence: {error}", file=sys.stderr)
        return 2
    own = own_rows()
    links, chains = folded(polnear, own)
    columns = [
        ("PolNeAR dev, link: by rule", [(one.by_rule, one.link) for one in statements(polnear)]),
        ("PolNeAR dev, link: out of fold", links),
        ("PolNeAR dev, link: fitted on the own gold", link_pairs(polnear, fit([], own))),
        ("own gold, chain: by rule", [(one.by_rule, bool(one.chain)) for one in statements(own)]),
        ("own gold, chain: out of fold", chains),
        ("own gold, link: fitted on PolNeAR dev", link_pairs(own, fit(polnear, []))),
        ("own gold, chain: shipped (seen)", [(one.shipped, bool(one.chain)) for one in statements(own)]),
    ]
    parts = (
        ["# Confidence of statements", "", "`python -m bench.confidence`", ""],
        summary(columns, "statements"),
        ["", "## PolNeAR dev: is it a statement of that source? Out of fold", ""],
        table(links, "statements"),
        ["", "## Own gold: are content and whole chain right? Out of fold", ""],
        table(chains, "statements"),
        ["", "## By layers, own gold", ""],
        _by_layers(own),
        ["", "## By layers, PolNeAR dev (the gold has the innermost alone)", ""],
        _by_layers(polnear),
        ["", "## What is nobody's, and what is kept silent", ""],
        _classes(polnear, own, sentences),
    )
    for part in parts:
        print(*part, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
