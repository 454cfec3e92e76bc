"""The pages in files as a list, for choosing one of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from dragoman.cli.inputs import Inputs
from dragoman.cli.reading import Balance, pages_of, tell_lost
from dragoman.export.plain import one_line
from dragoman.model import BlockKind, Page

_TITLES = ("title", "og:title")
_MOST = 120


def write_list(
    inputs: Inputs,
    balance: Balance,
    out: TextIO,
    *,
    encoding: str | None,
    debug: bool,
    layouts: Sequence[Path] = (),
) -> None:
    """Write a line for each page of each file: its number in the file, when it was saved, where, and its title.

    Raises:
        InputError: when one of the user's own ``layouts`` is not as it should be.
        KnowledgeError: when the knowledge that ships with dragoman cannot be read.
    """
    from dragoman.kit import load_kit
    from dragoman.pages import same_address

    tell_lost(inputs, balance)
    if not inputs.files:
        return
    known = load_kit(layouts=layouts).layouts
    for one in inputs.files:
        if len(inputs.files) > 1:
            out.write(f"== {one_line(one.name)}\n")
        seen: dict[str, int] = {}
        pages = pages_of(one, balance, known, encoding=encoding, debug=debug)
        for number, page in enumerate(pages, start=1):
            balance.pages += 1
            before = None
            if page.url is not None:
                key = same_address(page.url)
                before, seen[key] = seen.get(key), number
            out.write(_line(number, page, before))
            out.flush()


def _line(number: int, page: Page, before: int | None) -> str:
    saved = page.fetched_at.strftime("%Y-%m-%d %H:%MZ") if page.fetched_at else "-"
    where = page.url or page.locator.inside.removeprefix("!") or page.locator.file
    copy = f" (copy after {before})" if before is not None else ""
    return f"{number:>5}  {saved:<17}  {one_line(where, _MOST)}{copy}  {one_line(_title(page), _MOST)}\n"


def _title(page: Page) -> str:
    """What the markup, the container or the export calls the page, else its first line of text."""
    stated = next((fact.value for fact in page.facts if fact.name in _TITLES), None) or next(
        (page.text[part.start : part.end] for part in page.parts if part.kind is BlockKind.TITLE), None
    )
    if stated is not None:
        return stated
    return next((line.strip() for line in page.text[:4_000].splitlines() if line.strip()), "")
