"""``dragoman pages`` of an archive: which pages it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TextIO

from dragoman.cli.archives import Answer, day_of, hanging, opened, write_rows
from dragoman.cli.streams import say
from dragoman.export.wording import count

if TYPE_CHECKING:
    from dragoman.store.queries import Filters, PageSeen


def write_held(
    place: str, filters: Filters, out: TextIO, form: Answer, *, undated: bool, problems: Sequence[str]
) -> None:
    """Write the pages of an archive that fit; say which files gave none where nothing but problems is asked for.

    Raises:
        ArchiveError: when the archive cannot be opened.
    """
    from dragoman.store.queries import lost_files, pages

    with opened(place) as archive:
        reader = archive.reader()
        found = pages(reader, filters, undated=undated, problems=problems)
        lost = lost_files(reader, problems) if problems else ()
    if form is not Answer.TEXT:
        write_rows(out, form, found.rows)
    else:
        out.write("".join(f"{line}\n" for row in found.rows for line in _lines(row)))
    for one in lost:
        say(f"{one.file or 'a page'}: no page: {one.code}: {one.detail}")
    shown = len(found.rows)
    more = f"; {found.total - shown:,} more (--limit 0 shows all)" if found.total > shown else ""
    say(f"{count(shown, 'page')}{more}")


def _lines(row: PageSeen) -> Iterator[str]:
    yield f"{day_of(row.published)}  {row.outlet or 'outlet unknown'}: {row.title or 'no title'}"
    again = f" and {count(row.places - 1, 'other place')}" if row.places > 1 else ""
    comments = f", {count(row.comments, 'comment')}" if row.comments else ""
    yield from hanging(f"{row.sha[:12]} {row.file}{row.inside}{again}")
    odd = f"; {', '.join(row.problems)}" if row.problems else ""
    yield from hanging(f"{count(row.statements, 'statement')}, {count(row.events, 'event')}{comments}{odd}")
