"""``dragoman code``: pages in, records or events out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.inputs import gather, supplied_by
from dragoman.cli.options import (
    Actors,
    Comments,
    Dateless,
    Debug,
    Encoding,
    Include,
    KeyFile,
    Layout,
    Manifest,
    Outlet,
    Output,
    OwnCodebook,
    Pages,
    Parser,
    Pick,
    Published,
    SavedAt,
    Url,
)
from dragoman.cli.reading import Balance, checked_encoding, checked_parser, code_all, key_from
from dragoman.cli.streams import Exit, guarded, output_to, say
from dragoman.cli.writing import Format, Written, manner_of, write_all
from dragoman.errors import InputError
from dragoman.export import Names

if TYPE_CHECKING:
    from dragoman.kit import Kit

EXAMPLES = """\b
Examples:
  dragoman code page.html
  dragoman code saved/ --format jsonl --output records.jsonl
  dragoman code crawl.warc.gz --page 3
  dragoman code page.txt --outlet "The Courier" --published 2016-07-01
  dragoman code --manifest pages.csv --format json > records.json
  dragoman code saved/ --format plover --output events.jsonl
  dragoman code saved/ --format csv --include intention --include denied > events.csv
  cat page.html | dragoman code -

"""


def code(
    pages: Pages = None,
    pick: Pick = None,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            "-f",
            help="A report to read, JSON, one JSON record a line; events as PLOVER (one a line), CSV, or the tables of POLECAT and"
            " GDELT; W3C annotations (a page a line); a network of countries (gexf, graphml); references (bibtex, csl).",
        ),
    ] = Format.REPORT,
    outlet: Outlet = None,
    url: Url = None,
    published: Published = None,
    saved_at: SavedAt = None,
    manifest: Manifest = None,
    encoding: Encoding = None,
    parser: Parser = None,
    layout: Layout = None,
    actors: Actors = None,
    codebook: OwnCodebook = None,
    comments: Comments = Names.PSEUDONYMOUS,
    key_file: KeyFile = None,
    include: Include = None,
    undated: Dateless = None,
    output: Output = None,
    debug: Debug = False,
) -> None:
    """Read saved pages and print what they say, who says it, and how that is known.

    Data goes to standard output (or --output), problems and the closing balance to standard error.
    """
    with guarded(debug=debug):
        key = key_from(key_file, comments)
        manner = manner_of(form, include or (), undated, comments=comments, key=key)
        checked_encoding(encoding)
        checked_parser(parser)
        inputs = gather(pages or (), manifest, supplied_by(outlet, url, published, saved_at))
        balance = Balance(asked=inputs.count)
        kits: list[Kit] = []
        with output_to(output) as out:
            coded = (
                page
                for _, page in code_all(
                    inputs,
                    balance,
                    encoding=encoding,
                    parser=parser,
                    debug=debug,
                    pick=pick,
                    layouts=layout or (),
                    actors=actors or (),
                    codebooks=codebook or (),
                    loaded=kits.append,
                )
            )
            written = write_all(coded, out, manner, lambda: kits[0], many=inputs.count > 1)
            out.flush()
        if pick is not None and not (balance.pages or balance.lost or balance.broken):
            raise InputError(f"there is no page {pick}; 'dragoman pages' lists them")
        close(balance, written)


def close(balance: Balance, written: Written | None = None) -> None:
    """Tell the closing balance where it says something that is not plain, and leave with the exit code.

    Raises:
        typer.Exit: always.
    """
    if written is not None:
        say(f"{balance.line()}; {written.line()}")
    elif balance.asked > 1 or balance.pages > 1 or balance.code is not Exit.FINE:
        say(balance.line())
    raise typer.Exit(balance.code)
