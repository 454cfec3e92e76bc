"""Predictions about saved pages: the task ``threads`` of :mod:`bench.predict`."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import InputError
from dragoman.kit import load_kit
from dragoman.model import BlockKind, Comment, CommentPart, Layout, Page, Problem
from dragoman.pages import Layouts, article_of, lay_out, read, thread_of
from dragoman.pages.harm import LabelBook
from dragoman.pages.time_elements import shown_time
from dragoman.pages.units import shown_text

_ENDINGS = (".html", ".html.gz")


def threads(source: Path, target: Path) -> None:
    """The comments of every page of a folder, commenters named.

    Raises:
        InputError: when ``source`` is no folder.
    """
    kit = load_kit()
    found = {name: comments_of(path, kit.layouts, kit.labels) for name, path in pages_in(source)}
    target.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def pages_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """The saved pages of a folder, by their names without ``.gz``, in order.

    Raises:
        InputError: when it is no folder.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no folder of saved pages")
    for path in sorted(folder.iterdir()):
        if path.name.endswith(_ENDINGS):
            yield path.name.removesuffix(".gz"), path


def comments_of(path: Path, layouts: Layouts, labels: LabelBook) -> list[dict[str, object]]:
    """The comments of one saved page; a page that cannot be read gives none and a line on standard error."""
    out: list[dict[str, object]] = []
    for page in _pages_of(path):
        out += _rows(page, layouts, labels)
    return out


def layout_of(path: Path, layouts: Layouts) -> str:
    """The name of the layout that fits a saved page; "" when nothing can be read."""
    return next((lay_out(page, layouts)[0].name for page in _pages_of(path)), "")


def _pages_of(path: Path) -> Iterator[Page]:
    try:
        data = gzip.decompress(path.read_bytes()) if path.name.endswith(".gz") else path.read_bytes()
    except (OSError, EOFError, zlib.error) as error:
        print(f"{path.name}: {error}", file=sys.stderr)
        return
    for found in read(data):
        if isinstance(found, Problem):
            print(f"{path.name}: {found.detail}. {found.remedy}", file=sys.stderr)
        else:
            yield found


def _rows(page: Page, layouts: Layouts, labels: LabelBook) -> list[dict[str, object]]:
    layout, _ = lay_out(page, layouts)
    thread = thread_of(page, layout, article_of(page, layout, layouts), layouts, labels)
    texts = _texts(page, layout)
    return [
        {
            "author": page.quote(comment.author) if comment.author else None,
            "text": texts.get(number) or page.quote(comment.span),
            "reply_to": comment.reply_to,
            "reply_inferred": comment.reply_inferred,
            "date": _date(page, comment),
            "votes": comment.votes,
        }
        for number, comment in enumerate(thread.comments if thread else ())
    ]


def _texts(page: Page, layout: Layout) -> dict[int, str]:
    """The words of each comment without what stands between them (quotations, buttons)."""
    found: dict[int, list[str]] = {}
    for block in layout.blocks:
        if block.kind is BlockKind.COMMENT and block.part is CommentPart.BODY and block.comment is not None:
            text = shown_text(page, block.span.start, block.span.end)
            found.setdefault(block.comment, []).append(text.strip())
    return {number: "\n".join(parts) for number, parts in found.items()}


def _date(page: Page, comment: Comment) -> str | None:
    """When a comment was posted, as the markup states it, else as the page shows it."""
    if comment.posted_basis is None:
        return comment.posted
    stated = shown_time(page, comment.posted_basis.start)
    return stated or page.quote(comment.posted_basis)
