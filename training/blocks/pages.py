"""The dev pages of ``../shared/eval/pages``, described: gold where there is any, the site each page belongs to."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from dragoman.model import Page
from dragoman.pages import parse_layouts, read
from dragoman.pages.classifier.features import describe
from dragoman.pages.hints import parting_words
from dragoman.pages.units import Unit, html_units

PAGES = Path(__file__).resolve().parents[3] / "shared" / "eval" / "pages"
SETS = ("articles", "chunks", "dates", "threads")
_SUFFIX = re.compile(r"\.html?$|\.html\.gz$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A page, its units and their description, and what gold says: the whole body, or texts that must (not) be in it."""

    id: str
    of: str
    site: str
    page: Page
    units: tuple[Unit, ...]
    numbers: npt.NDArray[np.float32]
    body: str | None = None
    inside: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


def sources() -> dict[str, Path]:
    """The files by page id; a page that stands in several sets is taken from the first."""
    found: dict[str, Path] = {}
    for one in SETS:
        for file in sorted((PAGES / one / "html").iterdir()):
            found.setdefault(_SUFFIX.sub("", file.name), file)
    return found


def content(file: Path) -> bytes:
    """The bytes of a page's file, unpacked."""
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


def known_pages() -> Iterator[Known]:
    """All dev pages that are HTML with text, described."""
    files = (resources.files("dragoman") / "knowledge" / "layouts").iterdir()
    layouts = parse_layouts(
        {file.name: file.read_text("utf-8") for file in files if file.name.endswith(".toml")}
    )
    parts = parting_words(layouts.html)
    articles = _gold("articles/gold.json")
    chunks = {
        _SUFFIX.sub("", row["file"]): {**row, "url": url} for url, row in _gold("chunks/gold.json").items()
    }
    dates = {
        _SUFFIX.sub("", row["file"]): url
        for name in ("eval_default", "eval_mediacloud_2020")
        for url, row in _gold(f"dates/{name}.json").items()
    }
    for key, file in sources().items():
        page = next(iter(read(content(file))))
        if not isinstance(page, Page) or page.tree is None:
            continue
        units = html_units(page, parts)
        if not units:
            continue
        of, chunk = file.parent.parent.name, chunks.get(key, {})
        url = articles[key]["url"] if of == "articles" else chunk.get("url", dates.get(key, f"//{key}"))
        yield Known(
            id=key,
            of=of,
            site=".".join(urlsplit(url).netloc.split(".")[-2:]),
            page=page,
            units=units,
            numbers=describe(page, page.tree, units),
            body=articles[key]["articleBody"] if of == "articles" else None,
            inside=tuple(chunk.get("with") or ()) if of == "chunks" else (),
            outside=tuple(chunk.get("without") or ()) if of == "chunks" else (),
        )


def _gold(name: str) -> Mapping[str, Any]:
    data: Mapping[str, Any] = json.loads((PAGES / name).read_text(encoding="utf-8"))
    return data
