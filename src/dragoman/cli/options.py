"""The options that commands share, and what their help says of exit codes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dragoman.export import Names, Undated

CODES = """\b
Exit codes:
  0  all fine
  1  a page had a grave problem, or no page came of a file; all else was done
  2  wrong use: an option, a date, a key file or a manifest is not right
  3  dragoman itself could not work; --debug shows where"""

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
OwnCodebook = Annotated[
    list[Path] | None,
    typer.Option(
        "--codebook",
        metavar="FILE",
        help="A codebook of your own over the one that ships: tables (.csv, or a folder of them) or a verb dictionary"
        " of PETRARCH; repeatable, the later wins.",
    ),
]
Include = Annotated[
    list[str] | None,
    typer.Option(
        "--include",
        metavar="STATUS",
        help="Events beside those told as facts: denied, conditional, intention, demand, speculated, withheld,"
        " negated, future, open, or all; repeatable.",
    ),
]
Dateless = Annotated[
    Undated | None,
    typer.Option(
        help="Events whose day is unknown, in PLOVER, POLECAT and GDELT: left out, with first and last day, or kept without a day."
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here, not to standard output.")
]
Debug = Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")]
