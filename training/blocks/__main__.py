"""``python -m training.blocks silver|learn|figures --out FOLDER``: the teachers' texts, the trees, and what articles
read with trees that never saw a page's site are worth.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.predict_article import body_of as page_text
from dragoman.kit import load_kit
from dragoman.pages.classifier.trees import DIGESTS, FILES, read_classifier
from training.blocks.graph import graph_of
from training.blocks.learn import FOLDS, folds, learn
from training.blocks.pages import known_pages
from training.blocks.score import body_of, figures
from training.blocks.silver import TEACHERS, write_silver

SHIPPED = Path(__file__).resolve().parents[2] / "src" / "dragoman" / "knowledge" / "classifier"
_BARS = (0.3, 0.4, 0.45, 0.5, 0.55, 0.6)


def main() -> None:
    """Run one step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=("silver", "learn", "figures"))
    parser.add_argument(
        "--out", type=Path, required=True, help="texts of the teachers, trees without each fold"
    )
    parser.add_argument("--ship", type=Path, default=SHIPPED, help="where the trees learnt from all pages go")
    given = parser.parse_args()
    if given.step == "silver":
        write_silver(given.out)
    elif given.step == "learn":
        _learn(given.out, given.ship)
    else:
        _figures(given.out)


def _learn(folder: Path, ship: Path) -> None:
    silver = {name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in TEACHERS}
    pages = list(known_pages())
    print(f"{len(pages)} pages of {len({known.site for known in pages})} sites", flush=True)
    learnt = learn(pages, silver, lambda line: print(line, flush=True))
    _write(learnt.whole, ship)
    for number, trees in enumerate(learnt.without):
        _write(trees, folder / f"without-{number}")
    print("Units alone, out of fold (pages of one site are in one fold):\n")
    for bar in _BARS:
        row = figures(
            pages, [body_of(known, said >= bar) for known, said in zip(pages, learnt.opinions, strict=True)]
        )
        print(f"from {bar}: " + ", ".join(f"{name} {value:.4f}" for name, value in row.items()), flush=True)


def _write(trees: tuple[Any, Any], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for name, each in zip(FILES, trees, strict=True):
        graph = graph_of(each)
        (folder / name).write_bytes(graph)
        lines.append(f"{hashlib.sha256(graph).hexdigest()} {name}\n")
    (folder / DIGESTS).write_text("".join(lines), encoding="utf-8")


def _figures(folder: Path) -> None:
    """The whole reader (comments, classifier, rules) on every page, with trees that never saw the page's site."""
    pages = list(known_pages())
    layouts = load_kit().layouts
    without = []
    for number in range(FOLDS):
        files = {name: (folder / f"without-{number}" / name).read_bytes() for name in (*FILES, DIGESTS)}
        without.append(replace(layouts, classifier=read_classifier(files)))
    texts = [page_text(known.page, without[fold]) for known, fold in zip(pages, folds(pages), strict=True)]
    found = {known.id: {"articleBody": text} for known, text in zip(pages, texts, strict=True)}
    (folder / "found.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    print(", ".join(f"{name} {value:.4f}" for name, value in figures(pages, texts).items()))


if __name__ == "__main__":
    main()
