"""Comment threads of saved pages against gold: the dev pages, and pages in own words in the markup of named systems.

Usage: ``python -m bench.threads``; prints the tables of ``bench/results/threads.md``. Each set is measured with all
layouts, with each page's own system switched off (its named layout is left out), and with structure alone.
The scorer and the dev pages lie in ``../shared``, beside the repository.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.predict_pages import comments_of, layout_of
from dragoman.errors import InputError
from dragoman.kit import load_kit
from dragoman.pages import Layouts

ROOT = Path(__file__).resolve().parents[1]
SCORER = ROOT.parent / "shared" / "eval" / "pages" / "score_comments.py"
DEV = ROOT.parent / "shared" / "eval" / "pages" / "threads"
OWN = ROOT / "tests" / "pages" / "threads"
FIELDS = ("gold", "pred", "P", "R", "F1", "text", "author", "reply", "reply_rec", "date", "votes")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPage:
    """A saved page and its gold comments, in the scorer's form."""

    name: str
    path: Path
    comments: list[dict[str, Any]]


def dev_pages() -> list[GoldPage]:
    """The dev pages.

    Raises:
        InputError: when the folder beside the repository is absent.
    """
    if not DEV.is_dir():
        raise InputError(f"{DEV}: no such folder")
    gold = json.loads((DEV / "gold.json").read_text(encoding="utf-8"))
    return [GoldPage(name=p["page"], path=DEV / "html" / p["page"], comments=p["comments"]) for p in gold]


def own_pages() -> list[GoldPage]:
    """The pages in own words; empty when there are none."""
    found = []
    for file in sorted(OWN.glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        path = OWN / "pages" / f"{file.stem}.html"
        if path.is_file() and "comments" in gold:
            comments = [{"reply_to": None, **comment} for comment in gold["comments"]]
            found.append(GoldPage(name=path.name, path=path, comments=comments))
    return found


def scorer() -> Callable[..., tuple[dict[str, Any], dict[str, dict[str, Any]]]]:
    """The scorer's ``score``.

    Raises:
        InputError: when it is absent.
    """
    spec = importlib.util.spec_from_file_location("score_comments", SCORER) if SCORER.is_file() else None
    if spec is None or spec.loader is None:
        raise InputError(f"{SCORER}: no such file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    score: Callable[..., tuple[dict[str, Any], dict[str, dict[str, Any]]]] = module.score
    return score


def without(layouts: Layouts, name: str | None) -> Layouts:
    """The layouts without one named system; with None, without any."""
    kept = tuple(one for one in layouts.threads.named if name is not None and one.name != name)
    return replace(layouts, threads=replace(layouts.threads, named=kept))


def predictions(pages: list[GoldPage], variant: str) -> dict[str, list[dict[str, object]]]:
    """The comments of every page; ``variant`` is all, own-off or structure."""
    kit = load_kit()
    found = {}
    for page in pages:
        layouts = kit.layouts
        if variant == "own-off":
            layouts = without(layouts, layout_of(page.path, layouts))
        elif variant == "structure":
            layouts = without(layouts, None)
        found[page.name] = comments_of(page.path, layouts, kit.labels)
    return found


def score(pages: list[GoldPage], variant: str = "all") -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The score of all pages, and of each.

    Raises:
        InputError: when the scorer is absent.
    """
    gold = [{"page": page.name, "comments": page.comments} for page in pages]
    return scorer()(gold, predictions(pages, variant))


def lines() -> Iterator[str]:
    """The tables as Markdown."""
    for title, pages in (("Dev pages", dev_pages()), ("Pages in own words", own_pages())):
        if not pages:
            continue
        yield f"## {title} ({len(pages)} pages)"
        yield ""
        yield f"| | {' | '.join(FIELDS)} |"
        yield f"|---|{'---|' * len(FIELDS)}"
        for variant in ("all", "own-off", "structure"):
            total, each = score(pages, variant)
            yield _row(f"**{variant}**", total)
            if variant == "all":
                yield from (_row(name, row) for name, row in each.items())
        yield ""


def _row(name: str, row: dict[str, Any]) -> str:
    return f"| {name} | {' | '.join('-' if row[field] is None else str(row[field]) for field in FIELDS)} |"


def main() -> int:
    """Print the tables; 0, or 2 when something is absent."""
    try:
        print("\n".join(lines()))
    except InputError as error:
        print(f"threads: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
