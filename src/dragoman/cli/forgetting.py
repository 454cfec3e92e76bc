"""``dragoman forget``: a page, or a person, out of an archive for good."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.archives import CODES, DEFAULT, Place, now, opened
from dragoman.cli.options import Debug
from dragoman.cli.streams import guarded, say
from dragoman.export.wording import count

EXAMPLES = (
    """\b
Examples:
  dragoman forget --page 2abdaa44
  dragoman forget --person commenter-26db631ee7 --dry-run
  dragoman forget --person Skipper_Hollis

"""
    + CODES
)


def forget(
    place: Place = DEFAULT,
    page: Annotated[
        str | None,
        typer.Option("--page", metavar="PAGE", help="The page: its id's beginning, address or file."),
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAME", help="A name as pages print it, or a pseudonym.")
    ] = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Only say what would go.")] = False,
    debug: Debug = False,
) -> None:
    """Remove a page, or a person, for good: rows, text and bytes; and say what went.

    Of a person the comments he wrote go, and his name wherever it stands; the bytes of these pages go too, and their
    judgements. The same file given again later does not bring them back. Files that were exported before, copies and
    backups of the archive are not reached: they are yours to delete.
    """
    from dragoman.collection.forgetting import forget as gone_for_good
    from dragoman.errors import InputError

    with guarded(debug=debug):
        if (page is None) == (person is None):
            raise InputError("say what is to be forgotten: a --page or a --person")
        with opened(place, read_only=dry) as archive:
            found = gone_for_good(archive, page or person or "", now=now, page=page is not None, dry=dry)
        for one in found:
            rows = ", ".join(f"{number:,} {table}" for table, number in sorted(one.rows.items()) if number)
            print(
                f"{one.sha[:12]} {one.file}: {one.characters:,} characters"
                + (f"; rows: {rows}" if rows else "")
            )
        done = "removed" if page is not None else "changed"
        say(f"{count(len(found), 'page')} {'would be ' if dry else ''}{done}")
