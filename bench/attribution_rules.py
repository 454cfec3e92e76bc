"""The record's statements as attributions: PolNeAR's dev articles and the seed pages, without and with the parser.

Usage: ``python -m bench.attribution_rules [--model FOLDER] [--every N] [--out FOLDER]``

The pipeline is the library's own. For PolNeAR its layout is replaced (the texts are bare articles, so every line is a
paragraph); for the column "rules" its parser is left out, so that statements come of the rules alone; "pipeline" is
what `dragoman code` does, with whatever the statements take from the parser's tags. A statement gives its innermost
source, its cues and its content; statements inside another's content are left out for PolNeAR and kept for the seeds,
whose gold has both. Figures are those of ``../shared/eval/attribution/score_attribution.py``, in per cent. Of the seeds
only the ids of the gold attributions are shown.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench import scorers
from bench.language import POLNEAR
from bench.predict_attribution import line_blocks, rows_of
from bench.predict_language import model
from bench.treebanks import SHARED, read_dev
from dragoman import pipeline
from dragoman.errors import DragomanError, InputError
from dragoman.kit import Kit, load_kit
from dragoman.language import Sentence
from dragoman.model import Lane, Layout, Page, Problem, Statement
from dragoman.pages import read

#: Gold of the seed pages, inner attributions among it (``attribution/seeds.jsonl`` has the outer ones only).
SEEDS = scorers.EVAL / "seeds" / "attributions_gold.json"
#: Rows of the table; the scorer's names. A link is a content with its source (and, "relaxed", its cue).
FIGURES = (
    *("content.found", "link.content_source", "link.relaxed"),
    *(
        f"class.{style}.{what}"
        for style in ("direct", "mixed", "indirect")
        for what in ("content.found", "link.content_source", "link.relaxed")
    ),
)

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Seed:
    """One gold attribution: whether its content was found, and with the right source."""

    page: str
    id: str
    found: bool
    source: bool


@contextmanager
def changed(*, bare: bool, parsed: bool) -> Iterator[None]:
    """The pipeline with other stages: lines as paragraphs when ``bare``, no parser unless ``parsed``."""
    with ExitStack() as stack:
        if bare:
            stack.enter_context(patch.object(pipeline, "lay_out", _lines))
        if not parsed:
            stack.enter_context(patch.object(pipeline, "parse", _unparsed))
        yield


def _lines(page: Page, _layouts: object) -> tuple[Layout, tuple[Problem, ...]]:
    return Layout(page=page.id, name="bench", blocks=line_blocks(page)), ()


def _unparsed(
    sentences: Sequence[Sentence], _parser: object, **_places: object
) -> tuple[tuple[Sentence, ...], tuple[Problem, ...]]:
    return tuple(sentences), ()


def statements_of(text: str, kit: Kit) -> tuple[Statement, ...]:
    """The statements of a page of plain text, of the article lane.

    Raises:
        InputError: when the text cannot be read as one page with the same offsets.
    """
    (page,) = read(text.encode())
    if isinstance(page, Problem):
        raise InputError(page.detail)
    if page.text != text:
        raise InputError("the page's text is not the text that was given: offsets would be wrong")
    return tuple(one for one in pipeline.code_page(page, kit).statements if one.lane is Lane.ARTICLE)


def polnear(kit: Kit, every: int = 1, *, parsed: bool) -> tuple[list[Row], list[Row]]:
    """Gold and answer for every ``every``-th dev article; one that cannot be coded counts as without statements."""
    gold = [json.loads(line) for line in read_dev(POLNEAR).split("\n") if line.strip()][::every]
    found: list[Row] = []
    with changed(bare=True, parsed=parsed):
        for row in gold:
            try:
                statements = statements_of(row["text"], kit)
            except InputError as error:
                print(f"attribution_rules: {row['id']}: {error}", file=sys.stderr)
                statements = ()
            found.append({"id": row["id"], "attributions": rows_of(statements, nested=False)})
    return gold, found


def seeds(kit: Kit, *, parsed: bool) -> list[Seed]:
    """Each gold attribution of the seed pages, matched on its own with the statements of its page."""
    if not SEEDS.is_file():
        raise InputError(f"{SEEDS} is absent: it lies in ../shared, beside the repository")
    out = []
    with changed(bare=False, parsed=parsed):
        for page in json.loads(SEEDS.read_text(encoding="utf-8"))["documents"]:
            text = (SHARED / "seeds" / page["file"]).read_bytes().decode("utf-8")
            rows = rows_of(statements_of(text, kit), nested=True)
            for one in page["attributions"]:
                gold = {"id": page["file"], "text": text, "attributions": [one]}
                rates = scorers.attribution_rates([gold], [{"id": page["file"], "attributions": rows}])
                hit, linked = (rates[name].recall > 0 for name in ("content.found", "link.content_source"))
                out.append(Seed(page["file"], one["id"], hit, linked))
    return out


def table(columns: Mapping[str, Mapping[str, scorers.Rates]]) -> str:
    """PolNeAR's figures side by side, in Markdown."""
    rows = [
        f"| PolNeAR dev | {' | '.join(f'{name}: P / R / F1' for name in columns)} |",
        "|---" * (1 + len(columns)) + "|",
    ]
    rows += [
        f"| {name} | {' | '.join(' / '.join(f'{n:.1f}' for n in one[name]) for one in columns.values())} |"
        for name in FIGURES
    ]
    return "\n".join(rows)


def seed_table(columns: Mapping[str, Sequence[Seed]]) -> str:
    """The seeds' figures, in Markdown: how many, and the ids of those that are not right."""
    rows = [
        "| seed pages | gold | found | with the right source | not found | found with another source |",
        "|---" * 6 + "|",
    ]
    for name, all_ in columns.items():
        absent = " ".join(one.id for one in all_ if not one.found)
        wrong = " ".join(one.id for one in all_ if one.found and not one.source)
        found, right = sum(one.found for one in all_), sum(one.source for one in all_)
        rows.append(f"| {name} | {len(all_)} | {found} | {right} | {absent} | {wrong} |")
    return "\n".join(rows)


def main(arguments: Sequence[str]) -> int:
    """Print both tables; 2 without the data or a model."""
    parser = argparse.ArgumentParser(prog="python -m bench.attribution_rules", description=__doc__)
    parser.add_argument("--model", help="a folder of the model instead of the shipped one")
    parser.add_argument("--every", type=int, default=1, help="measure every n-th article only")
    parser.add_argument("--out", type=Path, help="a folder for the answers, a JSONL file a column")
    options = parser.parse_args(arguments)
    if options.model:
        os.environ["DRAGOMAN_MODEL"] = options.model
    rates: dict[str, Mapping[str, scorers.Rates]] = {}
    found: dict[str, Sequence[Seed]] = {}
    try:
        kit = replace(load_kit(), parser=model())
        for name, parsed in (("rules", False), ("pipeline", True)):
            gold, answer = polnear(kit, options.every, parsed=parsed)
            rates[name] = scorers.attribution_rates(gold, answer)
            found[name] = seeds(kit, parsed=parsed)
            if options.out:
                options.out.mkdir(parents=True, exist_ok=True)
                text = "".join(json.dumps(row) + "\n" for row in answer)
                (options.out / f"{name}.jsonl").write_text(text, encoding="utf-8")
    except (DragomanError, OSError) as error:
        print(f"attribution_rules: {error}", file=sys.stderr)
        return 2
    print(table(rates), "", seed_table(found), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
