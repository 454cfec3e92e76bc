"""The commands by their names."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman._version import __version__
from dragoman.cli import (
    archives,
    asking,
    coding,
    comparing,
    explaining,
    exporting,
    filling,
    forgetting,
    judging,
    relating,
    showing,
)
from dragoman.cli.checking import check_files
from dragoman.cli.holding import write_held
from dragoman.cli.inputs import gather, supplied_by
from dragoman.cli.listing import write_list
from dragoman.cli.options import CODES, Debug, Encoding, Layout, Output
from dragoman.cli.reading import Balance, checked_encoding
from dragoman.cli.streams import guarded, output_to
from dragoman.errors import InputError

app = typer.Typer(
    name="dragoman",
    help="Saved news pages in, a traceable political record out.",
    epilog=CODES,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


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


app.command(epilog=coding.EXAMPLES + CODES)(coding.code)
app.command(epilog=showing.EXAMPLES + CODES)(showing.show)
app.command(name="explain", epilog=explaining.EXAMPLES + CODES)(explaining.explain_row)
app.add_typer(comparing.codebook)
app.command(epilog=filling.ADD)(filling.add)
app.command(epilog=filling.RECODE)(filling.recode)
app.command(epilog=archives.CODES)(filling.status)
app.command(epilog=asking.QUOTES + archives.CODES)(asking.quotes)
app.command(epilog=asking.EVENTS + archives.CODES)(asking.events)
app.command(epilog=asking.SEARCH + archives.CODES)(asking.search)
app.command(epilog=relating.ACTORS + archives.CODES)(relating.actors)
app.command(epilog=relating.RELATION + archives.CODES)(relating.relation)
app.command(epilog=exporting.EXAMPLES)(exporting.export)
app.command(epilog=judging.EXAMPLES)(judging.judge)
app.command(epilog=forgetting.EXAMPLES)(forgetting.forget)


@app.command(
    name="pages",
    epilog="""\b
Examples:
  dragoman pages crawl.warc.gz
  dragoman pages feeds/*.xml
  dragoman pages --archive story.drg
  dragoman pages --undated --format csv > undated.csv
  dragoman pages --problem binary-page

"""
    + CODES,
)
def list_pages(
    pages: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PAGE", help="Files, folders or patterns; none: the archive's pages.", show_default=False
        ),
    ] = None,
    place: archives.Place = archives.DEFAULT,
    undated: Annotated[
        bool, typer.Option("--undated", help="Of an archive: pages without a day of publication.")
    ] = False,
    problem: Annotated[
        list[str] | None,
        typer.Option("--problem", metavar="CODE", help="Of an archive: pages with this problem; repeatable."),
    ] = None,
    since: archives.Since = None,
    until: archives.Until = None,
    outlet: archives.OutletName = None,
    limit: archives.Limit = 50,
    form: archives.Form = archives.Answer.TEXT,
    encoding: Encoding = None,
    layout: Layout = None,
    output: Output = None,
    debug: Debug = False,
) -> None:
    """List the pages in files, or without PAGE those of an archive.

    Of files: number, time of saving, address or place, and title; nothing is coded. A page that was saved before from the
    same address names the number of the copy before it.

    Of an archive: day, outlet, title, id, file, how many rows, problems.
    """
    with guarded(debug=debug):
        if not pages:
            filters = archives.filters_of(since=since, until=until, outlet=outlet, limit=limit)
            with output_to(output) as out:
                write_held(place, filters, out, form, undated=undated, problems=problem or ())
            return
        if undated or problem or since or until or outlet or form is not archives.Answer.TEXT:
            raise InputError(
                "--undated, --problem, --since, --until, --outlet and --format are for an archive's pages: name no PAGE"
            )
        checked_encoding(encoding)
        inputs = gather(pages, None, supplied_by(None, None, None, None))
        balance = Balance(asked=inputs.count)
        with output_to(output) as out:
            write_list(inputs, balance, out, encoding=encoding, debug=debug, layouts=layout or ())
            out.flush()
        coding.close(balance)


@app.command(
    epilog="""\b
Examples:
  dragoman check my-paper.toml
  dragoman check layouts/
  dragoman check my-actors.csv Phoenix.Countries.actors.txt
  dragoman check --examples my-codes.csv CAMEO.2.0.txt
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
            help="Layouts (.toml), actor dictionaries, codebooks, or folders of one kind; none: what ships.",
            show_default=False,
        ),
    ] = None,
    examples: Annotated[
        bool,
        typer.Option("--examples", help="Code the examples of codebooks, and tell those coded otherwise."),
    ] = False,
    debug: Debug = False,
) -> None:
    """Check layouts (keys, types, regular expressions and their speed, examples, samples of exports) and actor files
    (ids, dates, offices with two holders or none), and codebooks (slots, categories, modes, examples that are another's,
    rows that overlap), and count what is in them."""
    with guarded(debug=debug):
        raise typer.Exit(check_files(files or (), examples=examples))
