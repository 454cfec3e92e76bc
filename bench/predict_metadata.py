"""The task ``metadata``: what every HTML page of a folder says about itself, in the scorers' form."""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import InputError
from dragoman.kit import Kit, load_kit
from dragoman.model import Page, Problem
from dragoman.pages import lay_out, read
from dragoman.pages.about import about_page
from dragoman.pages.evidence import date_evidence
from dragoman.pages.headline import headline_of, site_names

EMPTY: dict[str, Any] = {
    "title": None,
    "authors": [],
    "published": None,
    "site": None,
    "tags": [],
    "language": None,
}
#: An unpacked page may hold so many bytes.
MOST = 100_000_000


def metadata(source: Path, target: Path) -> None:
    """The metadata of each ``*.html``, ``*.htm`` or ``*.html.gz`` in ``source``; a bad page gives empty values.

    Raises:
        InputError: when ``source`` is no folder.
    """
    if not source.is_dir():
        raise InputError(f"{source} is no folder of pages")
    kit, out = load_kit(), {}
    for name, data in pages_in(source):
        out[name] = dict(EMPTY) if data is None else metadata_of(data, name, kit)
    target.write_text(json.dumps(out, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def pages_in(folder: Path) -> Iterator[tuple[str, bytes | None]]:
    """The pages of a folder by name; None, and a line on standard error, for a file that cannot be unpacked."""
    for file in sorted(folder.iterdir()):
        if not re.search(r"\.html?(?:\.gz)?$", file.name):
            continue
        name = re.sub(r"\.html?$", "", file.name.removesuffix(".gz"))
        try:
            data = _unpacked(file) if file.suffix == ".gz" else file.read_bytes()
        except (OSError, EOFError, zlib.error) as error:
            print(f"{file.name}: {error}", file=sys.stderr)
            yield name, None
            continue
        yield name, data


def _unpacked(file: Path) -> bytes:
    with gzip.open(file) as stream:
        return stream.read(MOST)


def metadata_of(data: bytes, name: str, kit: Kit) -> dict[str, Any]:
    """The metadata of one page; what is missing is null or empty, and a bad page gives a line on standard error."""
    page = next(iter(read(data)))
    if isinstance(page, Problem):
        print(f"{name}: {page.detail}", file=sys.stderr)
        return dict(EMPTY)
    return _form(page, kit)


def _form(page: Page, kit: Kit) -> dict[str, Any]:
    layout, _ = lay_out(page, kit.layouts)
    headline = headline_of(page, layout, site_names(page))
    about = about_page(page, layout, headline)
    _, published, _ = date_evidence(page, layout, headline)
    return {
        "title": about.title and about.title.text,
        "authors": [one.text for one in about.authors],
        "published": published and published.value,
        "site": about.outlet and about.outlet.text,
        "tags": [one.text for one in about.tags],
        "language": about.language and about.language.text,
    }
