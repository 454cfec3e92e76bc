"""``dragoman explain``: why a row stands in the record."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

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
from dragoman.export import Names, Row, explain, row_named, rules_of
from dragoman.export.rows import LETTERS
from dragoman.model import Coded

EXAMPLES = """\b
Rows are named as the report prints them, or by their id:
  s3 statement   d1 date   c2 comment   m7 mention   a1 actor   b4 block   e1 event   p2 problem
\b
Examples:
  dragoman explain s3 page.html
  dragoman explain d1 page.txt
  dragoman explain s3 crawl.warc.gz --page https://harbour.example/news/1

"""


def explain_row(
    row: Annotated[str, typer.Argument(metavar="ROW", help="A row's name (s3) or id.")],
    pages: Annotated[list[str], typer.Argument(metavar="PAGE", help="Files, folders or patterns.")],
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
        inputs = gather(pages, manifest, supplied_by(outlet, None, published, None))
        balance = Balance(asked=inputs.count)
        found = 0
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
            if (named := row_named(coded, row)) is not None:
                found += 1
                inside = coded.page.locator.inside
                many = inputs.count > 1 or inside
                _tell(one.name + inside if many else None, coded, named, comments, key, codebook or ())
        if not found and balance.pages:
            where = "the page" if balance.pages == 1 else f"any of the {balance.pages} pages"
            raise InputError(f"there is no row {row!r} on {where}; 'dragoman code' prints their names")
        raise typer.Exit(balance.code)


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
            print(*(f"    {line}" for line in entry.text), sep="\n")


def _hanging(label: str, text: str) -> list[str]:
    return textwrap.wrap(
        text,
        width(),
        initial_indent=label.ljust(11) + " ",
        subsequent_indent=" " * 12,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [label]
