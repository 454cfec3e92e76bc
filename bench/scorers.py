"""The shared scorers: run as the programs they are, their printed lines read.

``training/evaluate.py`` runs them too, but on a network in training and not through the door,
so the two share the scorers and nothing else.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bench.treebanks import SHARED
from dragoman.errors import InputError

EVAL = SHARED / "eval"
PARSE, NAMES = EVAL / "language" / "score_parse.py", EVAL / "language" / "score_names.py"
ATTRIBUTION = EVAL / "attribution" / "score_attribution.py"
EVENTS = EVAL / "events" / "score_events.py"
STORIES = EVAL / "stories" / "score_stories.py"


class Rates(NamedTuple):
    """Precision, recall and their harmonic mean, in per cent."""

    precision: float
    recall: float
    f1: float


def printed(script: Path, *arguments: object) -> str:
    """What a scorer prints.

    Raises:
        InputError: when it is absent or refuses its input.
    """
    if not script.is_file():
        raise InputError(f"{script} is absent: the scorers lie in ../shared, beside the repository")
    command = [sys.executable, str(script), *map(str, arguments)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise InputError(f"{script.name}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def parse_rates(gold: Path, found: Path) -> dict[str, float]:
    """UAS, LAS, LAS-full, UPOS and lemma in per cent of the words.

    Raises:
        InputError: when a sentence of the answer has other words than gold.
    """
    first, second = printed(PARSE, gold, found).splitlines()[:2]
    if ", 0 sentences not comparable" not in first:
        raise InputError(f"{found}: {first}")
    fields = second.split()
    return {name: 100 * float(value) for name, value in zip(fields[::2], fields[1::2], strict=True)}


def name_rates(gold: Path, found: Path, kinds: Mapping[str, str | None] | Path) -> dict[str, Rates]:
    """Rates of all names together ("all") and by type; ``kinds`` renames gold's types (a file or a table)."""
    table = kinds
    if not isinstance(table, Path):
        table = found.with_suffix(".map.json")
        table.write_text(json.dumps(kinds), encoding="utf-8")
    lines = printed(NAMES, gold, found, "--map", table).splitlines()
    rows = [lines[0].replace("span+type", "all"), *lines[2:]]
    return {row.split()[0]: Rates(*(100 * float(value) for value in row.split()[2::2])) for row in rows}


def attribution_rates(
    gold: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]
) -> dict[str, Rates]:
    """Every figure of the attribution scorer that has precision and recall, by its name there.

    Raises:
        InputError: when the scorer is absent or the answer does not belong to the gold.
    """
    try:
        scores = attribution_scorer().score(gold, found)
    except ValueError as error:
        raise InputError(f"{ATTRIBUTION.name}: {error}") from error
    return {name: Rates(one["P"], one["R"], one["F1"]) for name, one in scores.items() if "F1" in one}


@cache
def attribution_scorer() -> Any:
    """The scorer as a module: single attributions are scored by the dozen."""
    return _module(ATTRIBUTION)


@cache
def event_scorer() -> Any:
    """The scorer of events as a module: single events are scored by the hundred."""
    return _module(EVENTS)


@cache
def story_scorer() -> Any:
    """The scorer of stories as a module."""
    return _module(STORIES)


def _module(path: Path) -> Any:
    if not path.is_file():
        raise InputError(f"{path} is absent: the scorers lie in ../shared, beside the repository")
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
