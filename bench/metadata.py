"""Metadata of the dev pages by the shared scorer: all files, halves by domain, and peers on the same pages.

Usage: ``python -m bench.metadata``. Prints a Markdown table. htmldate and trafilatura stand beside where they can be
imported, and it is said where not. Halves are split by domain, so that no outlet stands in both.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import re
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from bench.predict_metadata import EMPTY, metadata_of, pages_in
from bench.scorers import EVAL, printed
from dragoman.kit import load_kit

PAGES = EVAL / "pages"
SCORER = PAGES / "score_metadata.py"
#: Gold by name, with the folder of its pages.
SETS = {
    "eval_default": (PAGES / "dates" / "eval_default.json", PAGES / "dates" / "html"),
    "mediacloud": (PAGES / "dates" / "eval_mediacloud_2020.json", PAGES / "dates" / "html"),
    "chunks": (PAGES / "chunks" / "gold.json", PAGES / "chunks" / "html"),
}

Predictions = dict[str, dict[str, Any]]
Gold = dict[str, dict[str, Any]]


def gold_of(name: str) -> Gold:
    """The gold of a set; rows whose date is no text are left out, since the scorer cannot read them."""
    rows: Gold = json.loads(SETS[name][0].read_text(encoding="utf-8"))
    return {url: row for url, row in rows.items() if isinstance(row.get("date", ""), str)}


def half_of(url: str) -> int:
    """0 or 1, by the last two labels of the host."""
    domain = ".".join(urlsplit(url).netloc.split(".")[-2:])
    return int(hashlib.md5(domain.encode(), usedforsecurity=False).hexdigest(), 16) // 5 % 2


def figures(gold: Mapping[str, Any], found: Predictions) -> dict[str, float]:
    """The scorer's figures by name ("right", "precision", "answered", "titles", "authors"), 0 to 1."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
        (folder / "found.json").write_text(json.dumps(found), encoding="utf-8")
        text = printed(SCORER, folder / "gold.json", folder / "found.json")
    out = {key: float(value) for key, value in re.findall(r"(right|precision|answered) ([\d.]+)", text)}
    out |= {key: float(value) for key, value in re.findall(r"(titles|authors) \d+: [a-z ]+([\d.]+)", text)}
    return out


def own(data: bytes, name: str) -> dict[str, Any]:
    """The answer of this project for one page."""
    return metadata_of(data, name, load_kit())


def htmldate(data: bytes, name: str) -> dict[str, Any]:
    """The answer of htmldate for one page: a date."""
    find_date = importlib.import_module("htmldate").find_date

    del name
    return EMPTY | {"published": find_date(data.decode("utf-8", "replace"), original_date=True)}


def trafilatura(data: bytes, name: str) -> dict[str, Any]:
    """The answer of trafilatura for one page."""
    extract_metadata = importlib.import_module("trafilatura").extract_metadata

    del name
    found = extract_metadata(data.decode("utf-8", "replace"))
    authors = found.author.split("; ") if found.author else []
    return EMPTY | {"title": found.title, "authors": authors, "published": found.date, "site": found.sitename}


PEERS: dict[str, Callable[[bytes, str], dict[str, Any]]] = {
    "dragoman": own,
    "htmldate": htmldate,
    "trafilatura": trafilatura,
}


def answers(tool: str, folder: Path) -> tuple[Predictions, float]:
    """The answers of a tool on a folder, and the CPU seconds they took."""
    out: Predictions = {}
    spent = 0.0
    for name, data in pages_in(folder):
        begin = time.process_time()
        try:
            out[name] = EMPTY if data is None else PEERS[tool](data, name)
        except Exception as error:  # noqa: BLE001 - a peer may fail in any way, and then has no answer
            print(f"{tool}: {name}: {error}", file=sys.stderr)
            out[name] = dict(EMPTY)
        spent += time.process_time() - begin
    return out, spent


def rows(tool: str) -> list[str]:
    """The rows of a tool in the table."""
    lines = []
    known: dict[Path, tuple[Predictions, float]] = {}
    for name, (_, folder) in SETS.items():
        if folder not in known:
            known[folder] = answers(tool, folder)
        found, spent = known[folder]
        gold = gold_of(name)
        parts = {"all": gold} | {
            f"half {n}": {u: r for u, r in gold.items() if half_of(u) == n} for n in (0, 1)
        }
        for part, kept in parts.items():
            values = figures(kept, found)
            cells = [f"{values[k]:.3f}" if k in values else "" for k in _COLUMNS]
            speed = f"{1000 * spent / len(found):.1f}" if part == "all" else ""
            lines.append(f"| {tool} | {name}, {part} | {len(kept)} | {' | '.join(cells)} | {speed} |")
    return lines


_COLUMNS = ("right", "precision", "answered", "titles", "authors")


def main() -> int:
    """Print the table."""
    print(f"| tool | pages | n | {' | '.join(_COLUMNS)} | CPU ms a page |")
    print("|---|---|---|---|---|---|---|---|---|")
    for tool in PEERS:
        if tool != "dragoman" and importlib.util.find_spec(tool) is None:
            print(f"| {tool} | not installed here | | | | | | | |")
            continue
        print("\n".join(rows(tool)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
