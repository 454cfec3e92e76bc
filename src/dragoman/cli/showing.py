"""``dragoman show``: one page painted as it was read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.archives import From, archive_with, stored
from dragoman.cli.inputs import Inputs, gather, supplied_by
from dragoman.cli.options import (
    Actors,
    Comments,
    Debug,
    Encoding,
    KeyFile,
    Layout,
    Outlet,
    OwnCodebook,
    Parser,
    Pick,
    Published,
    SavedAt,
    Url,
)
from dragoman.cli.reading import Balance, checked_encoding, checked_parser, code_all, key_from
from dragoman.cli.streams import guarded, output_to, say
from dragoman.errors import InputError
from dragoman.export import Names, paint_html, paint_terminal
from dragoman.model import Coded

EXAMPLES = """\b
Examples:
  dragoman show page.html
  dragoman show page.html --html painted.html
  dragoman show page.txt --comments named | less -R
  dragoman show crawl.warc.gz --page 3
  dragoman show 2abdaa44 --archive story.drg

"""


def show(
    page: Annotated[str, typer.Argument(metavar="PAGE", help="One file; - is standard input.")],
    place: From = None,
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
    codebook: OwnCodebook = None,
    comments: Comments = Names.PSEUDONYMOUS,
    key_file: KeyFile = None,
    debug: Debug = False,
) -> None:
    """Paint a page as it was read: every character, which part of the page it is, and what was seen in it."""
    with guarded(debug=debug):
        key = key_from(key_file, comments)
        checked_encoding(encoding)
        checked_parser(parser)
        place = archive_with(place, page)
        if place is not None:
            coded, own = stored(place, page)
            _paint(coded, html, comments, key or own)
            return
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
            codebooks=codebook or (),
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
