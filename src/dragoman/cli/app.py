"""The commands and their options."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Annotated

import typer

from dragoman._version import __version__
from dragoman.cli.checking import check_files
from dragoman.cli.inputs import Inputs, gather, supplied_by
from dragoman.cli.listing import write_list
from dragoman.cli.reading import Balance, checked_encoding, checked_parser, code_all, key_from
from dragoman.cli.streams import Exit, guarded, output_to, say, width
from dragoman.cli.writing import Format, write_all
from dragoman.errors import InputError
from dragoman.export import Names, Row, explain, paint_html, paint_terminal, row_named, rules_of
from dragoman.export.rows import LETTERS
from dragoman.model import Coded

_CODES = """\b
Exit codes:
  0  all fine
  1  a page had a grave problem, or no page came of a file; all else was done
  2  wrong use: an option, a date, a key file or a manifest is not right
  3  dragoman itself could not work; --debug shows where"""

app = typer.Typer(
    name="dragoman",
    help="Saved news pages in, a traceable political record out.",
    epilog=_CODES,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

Pages = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PAGE", help="Files, folders or patterns; - is standard input.", show_default=False
    ),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet, where the page does not say.")]
Url = Annotated[str | None, typer.Option(metavar="URL", help="The page's address.")]
Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="When it was published (EDTF: 2016-07-01, 2016-07).")
]
SavedAt = Annotated[str | None, typer.Option(metavar="DATE", help="When the page was saved (EDTF).")]
Encoding = Annotated[str | None, typer.Option(metavar="NAME", help="Decode the bytes so, whatever they say.")]
Parser = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Parse with this plug-in, not with the model that ships."),
]
Comments = Annotated[
    Names,
    typer.Option(help="Reader comments: left out, writers as 'commenter 1' to 'commenter n', or by name."),
]
KeyFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="A secret that gives a commenter the same pseudonym on every page."),
]
Manifest = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="CSV: file,outlet,url,published,saved_at; its rows win over options."),
]
Pick = Annotated[
    str | None,
    typer.Option("--page", metavar="N", help="Of a file with many pages: a number, address, member or id."),
]
Layout = Annotated[
    list[Path] | None,
    typer.Option(
        "--layout", metavar="FILE", help="A layout of your own, tried before the others; repeatable."
    ),
]
Actors = Annotated[
    list[Path] | None,
    typer.Option(
        "--actors",
        metavar="FILE",
        help="An actor dictionary of your own (PETRARCH, CSV, FollowTheMoney, or a folder); repeatable.",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, not to standard output.")
]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"dragoman {__version__}")
        raise typer.Exit


@app.callback()
def top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and leave.")
    ] = False,
) -> None:
    """Saved news pages in, a traceable political record out."""


@app.command(
    epilog="""\b
Examples:
  dragoman code page.html
  dragoman code saved/ --format jsonl --output records.jsonl
  dragoman code crawl.warc.gz --page 3
  dragoman code page.txt --outlet "The Courier" --published 2016-07-01
  dragoman code --manifest pages.csv --format json > records.json
  cat page.html | dragoman code -

"""
    + _CODES
)
def code(
    pages: Pages = None,
    pick: Pick = None,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="A report to read, JSON, or one JSON record a line.")
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
    comments: Comments = Names.PSEUDONYMOUS,
    key_file: KeyFile = None,
    output: Output = None,
    debug: Debug = False,
) -> None:
    """Read saved pages and print what they say, who says it, and how that is known.

    Data goes to standard output (or --output), problems and the closing balance to standard error.
    """
    with guarded(debug=debug):
        key = key_from(key_file, comments)
        checked_encoding(encoding)
        checked_parser(parser)
        inputs = gather(pages or (), manifest, supplied_by(outlet, url, published, saved_at))
        balance = Balance(asked=inputs.count)
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
                )
            )
            write_all(coded, out, form, many=inputs.count > 1, comments=comments, key=key)
            out.flush()
        if pick is not None and not (balance.pages or balance.lost or balance.broken):
            raise InputError(f"there is no page {pick}; 'dragoman pages' lists them")
        _close(balance)


@app.command(
    epilog="""\b
Examples:
  dragoman show page.html
  dragoman show page.html --html painted.html
  dragoman show page.txt --comments named | less -R
  dragoman show crawl.warc.gz --page 3

"""
    + _CODES
)
def show(
    page: Annotated[str, typer.Argument(metavar="PAGE", help="One file; - is standard input.")],
    pick: Pick = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write one self-contained HTML page; - prints it."),
    ] = None,
    outlet: Outlet = None,
    url: Url = None,
    published: Published = None,
    saved_at: SavedAt = None,
    encoding: Encoding = None,
    parser: Parser = None,
    layout: Layout = None,
    actors: Actors = None,
    comments: Comments = Names.PSEUDONYMOUS,
    key_file: KeyFile = None,
    debug: Debug = False,
) -> None:
    """Paint a page as it was read: every character, which part of the page it is, and what was seen in it."""
    with guarded(debug=debug):
        key = key_from(key_file, comments)
        checked_encoding(encoding)
        checked_parser(parser)
        inputs = _one(gather([page], None, supplied_by(outlet, url, published, saved_at)))
        balance = Balance(asked=inputs.count)
        found = 0
        coded_pages = code_all(
            inputs,
            balance,
            encoding=encoding,
            parser=parser,
            debug=debug,
            pick=pick or "1",
            layouts=layout or (),
            actors=actors or (),
        )
        for _, coded in coded_pages:
            found += 1
            if found == 1:
                _paint(coded, html, comments, key)
                if pick is None and coded.page.locator.inside:
                    say(f"the first page of {page} is painted; 'dragoman pages {page}' lists all for --page")
        if found > 1:
            say(f"{found} pages of {page} are saved from {pick}; the first is painted")
        if not found and not balance.lost and not balance.broken:
            raise InputError(f"{page} has no page {pick}; 'dragoman pages {page}' lists them")
        raise typer.Exit(balance.code)


def _paint(coded: Coded, html: Path | None, comments: Names, key: bytes | None) -> None:
    with output_to(html) as out:
        if html is not None:
            out.write(paint_html(coded, comments=comments, key=key))
        else:
            from dragoman.cli.painting import print_painted

            print_painted(paint_terminal(coded, comments=comments, key=key), out)
        out.flush()
    if html is not None and str(html) != "-":
        say(f"painted {html}")


def _one(inputs: Inputs) -> Inputs:
    if inputs.count > 1:
        raise InputError(f"show paints one page, and that names {inputs.count}")
    return inputs


@app.command(
    name="explain",
    epilog="""\b
Rows are named as the report prints them, or by their id:
  s3 statement   d1 date   c2 comment   m7 mention   a1 actor   b4 block   e1 event   p2 problem
\b
Examples:
  dragoman explain s3 page.html
  dragoman explain d1 page.txt
  dragoman explain s3 crawl.warc.gz --page https://harbour.example/news/1

"""
    + _CODES,
)
def explain_row(
    row: Annotated[str, typer.Argument(metavar="ROW", help="A row's name (s3) or id.")],
    pages: Annotated[list[str], typer.Argument(metavar="PAGE", help="Files, folders or patterns.")],
    pick: Pick = None,
    encoding: Encoding = None,
    parser: Parser = None,
    layout: Layout = None,
    actors: Actors = None,
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
        ):
            if (named := row_named(coded, row)) is not None:
                found += 1
                inside = coded.page.locator.inside
                many = inputs.count > 1 or inside
                _tell(one.name + inside if many else None, coded, named, comments, key)
        if not found and balance.pages:
            where = "the page" if balance.pages == 1 else f"any of the {balance.pages} pages"
            raise InputError(f"there is no row {row!r} on {where}; 'dragoman code' prints their names")
        raise typer.Exit(balance.code)


@app.command(
    name="pages",
    epilog="""\b
Examples:
  dragoman pages crawl.warc.gz
  dragoman pages feeds/*.xml

"""
    + _CODES,
)
def list_pages(
    pages: Annotated[list[str], typer.Argument(metavar="PAGE", help="Files, folders or patterns.")],
    encoding: Encoding = None,
    layout: Layout = None,
    output: Output = None,
    debug: Debug = False,
) -> None:
    """List the pages in files: number, time of saving, address or place, and title. Nothing is coded.

    A page that was saved before from the same address names the number of the copy before it.
    """
    with guarded(debug=debug):
        checked_encoding(encoding)
        inputs = gather(pages, None, supplied_by(None, None, None, None))
        balance = Balance(asked=inputs.count)
        with output_to(output) as out:
            write_list(inputs, balance, out, encoding=encoding, debug=debug, layouts=layout or ())
            out.flush()
        _close(balance)


@app.command(
    epilog="""\b
Examples:
  dragoman check my-paper.toml
  dragoman check layouts/
  dragoman check my-actors.csv Phoenix.Countries.actors.txt
  dragoman check

\b
Exit codes:
  0  all fine
  1  a file has mistakes; each stands on a line of its own, as FILE:LINE: what is wrong
  2  wrong use: a file cannot be read"""
)
def check(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE",
            help="Layouts (.toml), actor dictionaries, or folders of either; none: what ships.",
            show_default=False,
        ),
    ] = None,
    debug: Debug = False,
) -> None:
    """Check layouts (keys, types, regular expressions and their speed, examples, samples of exports) and actor files
    (ids, dates, offices with two holders or none), and count what is in them."""
    with guarded(debug=debug):
        raise typer.Exit(check_files(files or ()))


def _tell(name: str | None, coded: Coded, row: Row, comments: Names, key: bytes | None) -> None:
    from dragoman.cli.knowledge import entries_for

    if name is not None:
        print(f"== {name}")
    for label, text in explain(coded, row, comments=comments, key=key):
        print(*_hanging(label, text), sep="\n")
    for rule in rules_of(row):
        for entry in entries_for(row.kind, rule):
            print(f"\nknowledge/{entry.file}, line {entry.line}:")
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


def _close(balance: Balance) -> None:
    if balance.asked > 1 or balance.pages > 1 or balance.code is not Exit.FINE:
        say(balance.line())
    raise typer.Exit(balance.code)
