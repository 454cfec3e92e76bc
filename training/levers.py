"""What each lever of the recipe is worth: short runs from one checkpoint that differ in one thing.

`python -m training levers --out ../levers --base ../train-run` takes the plain weights of the base run's checkpoint,
trains each variant from there (rates up, level, and down to nothing) and prints one table of quick dev figures.
A variant that is done is not run again.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from training import checkpoint, log
from training.augment import in_upper
from training.corpora import Corpora
from training.example import Example
from training.inventory import Labels
from training.measure import predict, quick_figures
from training.net import Net
from training.pieces import Pieces
from training.recipe import Recipe
from training.run import Pace, Run
from training.schedule import Schedule

#: Pieces of one variant; the moving average is over a fifth of it.
LENGTH = 400_000
#: The figures of the table.
COLUMNS = (
    "ewt.las", "ewt.upos", "gum.las", "politics.ner4", "politics.ner3", "polnear.source.span",
    "polnear.cue.span", "polnear.content.span", "capitals.las",
)  # fmt: skip
#: Every how-many-th PolNeAR sentence gets a parse by the teacher in the variant "silver parses".
SILVER_STEP = 4

Change = Callable[[Recipe], Recipe]


def _chances(**changes: float) -> Change:
    return lambda recipe: dataclasses.replace(recipe, chances=dataclasses.replace(recipe.chances, **changes))


def _with(**changes: Any) -> Change:
    return lambda recipe: dataclasses.replace(recipe, **changes)


def _frozen(recipe: Recipe) -> Recipe:
    return dataclasses.replace(recipe, rates=dataclasses.replace(recipe.rates, pieces=0.0))


def _silver_share(recipe: Recipe) -> Recipe:
    return dataclasses.replace(recipe, shares={**recipe.shares, "silver": 0.15})


VARIANTS: dict[str, Change] = {
    "the recipe": lambda recipe: recipe,
    "table of pieces frozen": _frozen,
    "no dropout": _with(dropout=0.0),
    "no moving average": _with(average_pieces=1),
    "no headlines, capitals, lower case, lost stops": _chances(headline=0.0, upper=0.0, lower=0.0, stop=0.0),
    "quotation marks not told": _chances(plain=1.0),
    "likelihood of the whole tree, 0.3": _with(trees=0.3),
    "tags one by one (no chains)": _with(chains=False),
    "no silver names": _with(silver_weight=0.0),
    "no names from GUM's entities": lambda recipe: recipe,
    "silver parses of news by the base run's average": _silver_share,
}


def corpora_of(name: str, corpora: Corpora, teach: Callable[[Sequence[Example]], list[Example]]) -> Corpora:
    """What the variant learns from."""
    if name == "no names from GUM's entities":
        return {**corpora, "gum": tuple(dataclasses.replace(one, ner=None) for one in corpora["gum"])}
    if name == "no silver names":
        return {**corpora, "polnear": tuple(dataclasses.replace(one, ner=None) for one in corpora["polnear"])}
    if name.startswith("silver parses"):
        return {**corpora, "silver": tuple(teach(corpora["polnear"][::SILVER_STEP]))}
    return corpora


def run_levers(
    out: Path,
    base: Path,
    recipe: Recipe,
    data: tuple[Corpora, Mapping[str, Sequence[Example]]],
    pieces: Pieces,
) -> str:
    """Runs what is not done yet; the table of all that is, in Markdown."""
    labels = Labels.load(base / "labels.json")
    state = checkpoint.read(base)
    if state is None:
        raise SystemExit(f"no checkpoint in {base}")
    corpora, dev = data
    rows: list[tuple[str, dict[str, float]]] = []
    for name, change in VARIANTS.items():
        folder = out / name.replace(" ", "-").replace("'", "").replace(",", "")
        folder.mkdir(parents=True, exist_ok=True)
        done: list[dict[str, Any]] = [row for row in log.rows(folder) if "lever" in row]
        if not done:
            changed = _short(change(recipe))
            net = Net(labels, dropout=changed.dropout)
            net.load_state_dict(state["net"])
            teach = _teacher(state["average"], labels, pieces)
            run = Run(folder, changed, labels, pieces, net, corpora_of(name, corpora, teach), {})
            run.go(Pace(checkpoint_seconds=1e9))
            done = [{"lever": name, "dev": figures(run, dev)}]
            log.append(folder, {"pieces": run.counts.pieces, **done[0]})
        rows.append((name, done[-1]["dev"]))
    return table_of(rows)


def figures(run: Run, dev: Mapping[str, Sequence[Example]]) -> dict[str, float]:
    """The quick dev figures of the averaged weights, and those of a treebank in capitals."""
    run.net.load_state_dict({**run.net.state_dict(), **run.average})
    capitals = [in_upper(one) for one in dev["ewt"]]
    found = quick_figures(run.net, run.labels, run.pieces, {**dev, "capitals": capitals})
    return {name: found[name] for name in COLUMNS}


def table_of(rows: Sequence[tuple[str, Mapping[str, float]]]) -> str:
    """The variants' figures; below the first row, differences from it."""
    lines = ["| variant | " + " | ".join(COLUMNS) + " |", "|" + "---|" * (len(COLUMNS) + 1)]
    first = rows[0][1]
    for number, (name, dev) in enumerate(rows):
        shown = [f"{dev[at] - first[at]:+.1f}" if number else f"{dev[at]:.1f}" for at in COLUMNS]
        lines.append(f"| {name} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def _short(recipe: Recipe) -> Recipe:
    average = min(recipe.average_pieces, LENGTH // 5)
    schedule = Schedule(total=LENGTH, warm=20_000, decay=0.6)
    return dataclasses.replace(recipe, schedule=schedule, average_pieces=average)


def _teacher(
    average: Mapping[str, Any], labels: Labels, pieces: Pieces
) -> Callable[[Sequence[Example]], list[Example]]:
    def teach(examples: Sequence[Example]) -> list[Example]:
        net = Net(labels)
        net.load_state_dict({**net.state_dict(), **average})
        return [
            dataclasses.replace(
                one,
                heads=parsed.heads,
                deprel=parsed.relations,
                upos=parsed.upos,
                xpos=parsed.xpos,
                ner=None,
                roles=None,
            )
            for one, parsed in zip(examples, predict(net, labels, pieces, examples), strict=True)
        ]

    return teach
