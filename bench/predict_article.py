"""Predictions about saved pages: the task ``article`` of :mod:`bench.predict`."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

from bench.predict_pages import pages_in
from dragoman.kit import load_kit
from dragoman.model import BlockKind, Page
from dragoman.pages import Layouts, lay_out, read
from dragoman.pages.article_html import LEAD

#: The kinds of block that are the text of an article.
TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.SUBHEAD})


def article(source: Path, target: Path) -> None:
    """The article's text of every page of a folder, a block a line.

    Raises:
        InputError: when ``source`` is no folder.
    """
    layouts = load_kit().layouts
    found = {
        name.removesuffix(".html"): {"articleBody": body_in(path, layouts)} for name, path in pages_in(source)
    }
    target.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def body_in(path: Path, layouts: Layouts) -> str:
    """The article of one saved page; "" and a line on standard error where none can be read."""
    try:
        data = gzip.decompress(path.read_bytes()) if path.name.endswith(".gz") else path.read_bytes()
    except (OSError, EOFError, gzip.BadGzipFile) as error:
        print(f"{path.name}: {error}", file=sys.stderr)
        return ""
    for found in read(data):
        if isinstance(found, Page):
            return body_of(found, layouts)
        if found.grave:
            print(f"{path.name}: {found.detail}. {found.remedy}", file=sys.stderr)
    return ""


def body_of(page: Page, layouts: Layouts) -> str:
    """The text of a page's article: its paragraphs, subheads and the dek that opens it, one a line."""
    layout, _ = lay_out(page, layouts)
    return "\n".join(
        page.quote(block.span).strip() for block in layout.blocks if block.kind in TEXT or block.rule == LEAD
    )
