"""``dragoman explain``: why a row stands in the record."""

from __future__ import annotations

import csv
import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.archives import From, archive_with, stored
from dragoman.cli.inputs import gather, supplied_by
from dragoman.cli.options import (
    Actors,
    Comments,
    Debug,
    Encoding,
    KeyFile,
    Layout,
    Manifest,
    Outlet,
    OwnCodebook,
    Parser,
    Pick,
    Published,
)
from dragoman.cli.reading import Balance, checked_encoding, checked_parser, code_all, key_from
from dragoman.cli.streams import guarded, width
from dragoman.errors import InputError
from dragoman.export import Names, Row, explain, row_named, rows_of, rules_of
from dragoman.export.rows import LETTERS
from dragoman.model import Coded

if TYPE_CHECKING:
    from dragoman.cli.knowledge import Entry

_NAME = re.compile(rf"[{''.join(LETTERS)}][0-9]{{1,4}}", re.IGNORECASE | re.ASCII)
EXAMPLES = """\b
Rows are named as the report prints them, or by their id:
  s3 statement   d1 date   c2 comment   m7 mention   a1 actor   b4 block   e1 event   p2 problem
\b
Examples:
  dragoman explain s3 page.html
  dragoman explain d1 page.txt
  dragoman explain s3 crawl.warc.gz --page https://harbour.example/news/1
  dragoman explain e3 2abdaa44 --archive story.drg

"""


def explain_row(
    row: Annotated[str, typer.Argument(metavar="ROW", help="A row's name (s3) or id.")],
    pages: Annotated[list[str], typer.Argument(metavar="PAGE", help="Files, folders or patterns.")],
    place: From = None,
    pick: Pick = None,
    encoding: Encoding = None,
    parser: Parser = None,
    layout: Layout = None,
    actors: Actors = None,
    codebook: OwnCodebook = None,
    comments: Comments = Names.PSEUDONYMOUS,
    key_file: KeyFile = None,
    manifest: Manifest = None,
    outlet: Outlet = None,
    published: Published = None,
    debug: Debug = False,
) -> None:
    """Say why a row stands in the record: the rule, the evidence with offsets and words, the knowledge entry."""
    with guarded(debug=debug):
        key = key_from(key_file, comments)
        checked_encoding(encoding)
        checked_parser(parser)
        if row[:1].lower() not in LETTERS and not row[:1].isalnum():
            raise InputError(f"{row!r} is not the name of a row; names are like s3, d1 or c2")
        row, pages = _in_order(row, pages)
        place = archive_with(place, pages[0]) if len(pages) == 1 else place
        if place is not None:
            _stored(place, pages, row, comments, key, codebook or ())
            return
        inputs = gather(pages, manifest, supplied_by(outlet, None, published, None))
        balance = Balance(asked=inputs.count)
        found = 0
        there: dict[str, int] = {}
        for one, coded in code_all(
            inputs,
            balance,
            encoding=encoding,
            parser=parser,
            debug=debug,
            pick=pick,
            layouts=layout or (),
            actors=actors or (),
            codebooks=codebook or (),
        ):
            there = Counter(one.kind for one in rows_of(coded))
            if (named := row_named(coded, row)) is not None:
                found += 1
                inside = coded.page.locator.inside
                many = inputs.count > 1 or inside
                _tell(one.name + inside if many else None, coded, named, comments, key, codebook or ())
        if not found and balance.pages:
            where = "the page" if balance.pages == 1 else f"any of the {balance.pages} pages"
            has = _has(row, there) if balance.pages == 1 else ""
            raise InputError(f"there is no row {row!r} on {where}{has}; 'dragoman code' prints their names")
        raise typer.Exit(balance.code)


def _in_order(row: str, pages: list[str]) -> tuple[str, list[str]]:
    """Row and pages; ``2abdaa44 s4``, as lists of an archive and ``judge`` have it, is taken as well."""
    if (
        len(pages) == 1
        and _NAME.fullmatch(pages[0])
        and not _NAME.fullmatch(row)
        and not Path(pages[0]).exists()
    ):
        return pages[0], [row]
    return row, pages


def _stored(
    place: str, pages: Sequence[str], row: str, comments: Names, key: bytes | None, own: Sequence[Path]
) -> None:
    """Explain a row of a page in an archive, and who has judged it."""
    if len(pages) != 1:
        raise InputError(f"name one page of the archive, not {len(pages)}")
    coded, kept = stored(place, pages[0])
    named = row_named(coded, row)
    if named is None:
        there = Counter(one.kind for one in rows_of(coded))
        raise InputError(
            f"there is no row {row!r} on the page{_has(row, there)}; 'dragoman quotes' and 'events' list them"
        )
    _tell(None, coded, named, comments, key or kept, own)
    for review in coded.reviews:
        if review.row == named.id:
            again = "; the coder says something else by now" if review.doubtful else ""
            print(
                *_hanging("judged", f"{review.verdict} by {review.by}, {review.at:%Y-%m-%d}{again}"), sep="\n"
            )


def _has(row: str, there: dict[str, int]) -> str:
    """Which rows of the kind that was asked for there are; nothing of no kind."""
    kind = LETTERS.get(row[:1].lower()) if row[1:].isdecimal() else None
    if kind is None:
        return ""
    number, letter = there.get(kind, 0), row[0].lower()
    last = f" to {letter}{number}" if number > 1 else ""
    return f", which has {letter}1{last}" if number else f", which has no {kind}"


def _tell(
    name: str | None, coded: Coded, row: Row, comments: Names, key: bytes | None, own: Sequence[Path]
) -> None:
    from dragoman.cli.knowledge import entries_for, own_entries

    if name is not None:
        print(f"== {name}")
    for label, text in explain(coded, row, comments=comments, key=key):
        print(*_hanging(label, text), sep="\n")
    for rule in rules_of(row):
        mine = own_entries(own, rule)
        for entry in mine or entries_for(row.kind, rule):
            print(f"\n{'' if mine else 'knowledge/'}{entry.file}, line {entry.line}:")
            print(*(f"    {line}" for line in _fields(entry)), sep="\n")


def _fields(entry: Entry) -> Iterator[str]:
    """The lines of an entry; of a table's row its filled cells, each under its column's name."""
    head, *rows = csv.reader(entry.text) if entry.file.endswith(".csv") else [()]
    if not rows or any(len(row) != len(head) for row in rows):
        yield from entry.text
        return
    wide = max(map(len, head))
    for at, row in enumerate(rows):
        if at:
            yield ""
        yield from (f"{name.ljust(wide)}  {cell}" for name, cell in zip(head, row, strict=True) if cell)


def _hanging(label: str, text: str) -> list[str]:
    return textwrap.wrap(
        text,
        width(),
        initial_indent=label.ljust(11) + " ",
        subsequent_indent=" " * 12,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [label]
