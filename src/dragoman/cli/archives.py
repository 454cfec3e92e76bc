"""What the commands on an archive share: which archive, the rows that are asked for, and how answers are printed."""

from __future__ import annotations

import json
import os
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from dragoman.cli.streams import width
from dragoman.dates import is_valid
from dragoman.errors import InputError
from dragoman.export import Status
from dragoman.export.table import csv_line, safe_cell

if TYPE_CHECKING:
    from dragoman.model import Coded, Lane
    from dragoman.store import Archive
    from dragoman.store.queries import Filters

#: The beginning of a page's id, as the lists print it.
_ID = re.compile(r"[0-9a-f]{6,64}", re.ASCII | re.IGNORECASE)
#: Where the archive is when nobody says so.
DEFAULT = "archive.drg"
CODES = """\b
Exit codes:
  0  all fine
  1  a page had a grave problem, no page came of a file, or dragoman failed on a page; all else was done
  2  wrong use: an option, a name or a date is not right, or there is no such row
  3  the archive or dragoman itself could not work; the message says how to mend it"""

Place = Annotated[
    str,
    typer.Option(
        "--archive",
        "-a",
        metavar="PLACE",
        envvar="DRAGOMAN_ARCHIVE",
        help="The archive: a file, or postgresql://user@host/name.",
    ),
]
From = Annotated[
    str | None,
    typer.Option(
        "--archive",
        "-a",
        metavar="PLACE",
        help="PAGE is a page of this archive (its id's beginning, address or file), judgements applied. An id is"
        " looked for in the usual archive (DRAGOMAN_ARCHIVE, else archive.drg) without it.",
    ),
]
PageName = Annotated[
    str | None,
    typer.Option("--page", metavar="PAGE", help="On this page: its id's beginning, address or file."),
]
Speaker = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who says it: a name, an id, or a country's code.")
]
ActorName = Annotated[
    str | None, typer.Option("--actor", metavar="NAME", help="Who takes part, on either side.")
]
StatusOption = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help="How it is told: asserted, future, negated, open, denied, conditional, intention, demand, speculated,"
        " withheld; repeatable.",
    ),
]
Since = Annotated[str | None, typer.Option(metavar="DAY", help="Not before this day (2022-07-22, 2022-07).")]
Until = Annotated[str | None, typer.Option(metavar="DAY", help="Not after this day.")]
Possibly = Annotated[
    bool, typer.Option("--possibly", help="Also what may fall between the days, of uncertain day or none.")
]
Reported = Annotated[
    bool,
    typer.Option("--reported", help="Count an event on the day of the page that tells it, not on its own."),
]
OutletName = Annotated[
    str | None, typer.Option("--outlet", metavar="NAME", help="Part of the outlet's name.")
]
Least = Annotated[
    float | None, typer.Option("--confidence", metavar="0..1", min=0, max=1, help="At least so sure.")
]
Limit = Annotated[int, typer.Option("--limit", "-n", metavar="N", min=0, help="At most so many; 0 is all.")]


class Answer(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    CSV = "csv"
    JSON = "json"


class LaneOption(StrEnum):
    """Where on the pages is looked."""

    ARTICLE = "article"
    COMMENTS = "comments"
    ALL = "all"

    def lane(self) -> Lane | None:
        """The lane of the model; None is both."""
        from dragoman.model import Lane

        return None if self is LaneOption.ALL else Lane(self.value)


Form = Annotated[
    Answer, typer.Option("--format", "-f", help="Lines to read, a table for spreadsheets, or JSON lines.")
]
Where = Annotated[LaneOption, typer.Option("--lane", help="In articles, in comments, or in both.")]
Folded = Annotated[bool, typer.Option("--folded", help="Also what comments labelled as hateful say.")]


def now() -> datetime:
    """This moment in UTC: the one clock of archives."""
    return datetime.now(UTC)


def opened(place: str, *, read_only: bool = True) -> Archive:
    """The archive at ``place``.

    Raises:
        ArchiveError: when there is none, or it cannot be opened.
    """
    from dragoman.store import open_archive

    return open_archive(place, read_only=read_only)


def filters_of(
    *,
    statuses: Sequence[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 0,
    **others: Any,
) -> Filters:
    """What the options ask for.

    Raises:
        InputError: for an unknown status and for what is no day.
    """
    from dragoman.store.queries import Filters

    named = tuple(one for said in statuses or () for one in said.lower().split(","))
    for one in named:
        if one not in set(Status):
            raise InputError(f"--status {one!r} is none of {', '.join(Status)}")
    first, last = _first(since), _last(until)
    if first is not None and last is not None and last < first:
        raise InputError(f"--until {until} is before --since {since}")
    return Filters(statuses=named, since=first, until=last, limit=limit or None, **others)


def _first(day: str | None) -> str | None:
    bounds = _bounds("--since", day)
    return None if bounds is None else bounds[0]


def _last(day: str | None) -> str | None:
    bounds = _bounds("--until", day)
    return None if bounds is None else bounds[1]


def _bounds(option: str, day: str | None) -> tuple[str, str] | None:
    from dragoman.dates import bound

    if day is None:
        return None
    first, last = bound(day) if is_valid(day) else (None, None)
    if first is None or last is None:
        raise InputError(f"{option} {day!r} is no day, month or year like 2022-07-22, 2022-07 or 2022")
    return first.isoformat(), last.isoformat()


def write_rows(out: TextIO, form: Answer, rows: Iterable[Any]) -> None:
    """Rows (dataclasses or mappings) as CSV with a head, or as JSON, one a line."""
    first = True
    for row in rows:
        data = _data(row)
        if form is Answer.JSON:
            out.write(json.dumps(data, ensure_ascii=False, default=list) + "\n")
            continue
        if first:
            out.write(csv_line(data))
            first = False
        out.write(csv_line(_cell(value) for value in data.values()))


def _data(row: Any) -> Mapping[str, Any]:
    if is_dataclass(row):
        return {one.name: getattr(row, one.name) for one in fields(row)}
    return dict(row)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        value = " | ".join(map(str, value))
    return repr(value) if isinstance(value, int | float) else safe_cell(str(value))


def hanging(text: str, indent: int = 12) -> Iterator[str]:
    """``text`` wrapped and set in."""
    space = " " * indent
    yield from textwrap.wrap(
        text,
        width(),
        initial_indent=space,
        subsequent_indent=space,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]


def day_of(published: str | None) -> str:
    """The day of a page, to read: ``2022-07-24``, or dashes where nobody knows it."""
    return published[:10] if published else "----------"


def where(sha: str, row: str, start: int, end: int) -> str:
    """Where a row stands: ``2abdaa4479fa s4 [668–747]``."""
    return f"{sha[:12]} {row} [{start}–{end}]"


def archive_with(place: str | None, page: str) -> str | None:
    """The archive in which ``page`` is looked for: the one said, else the usual one where ``page`` can only be an id."""
    if place is not None:
        return place
    usual = os.environ.get("DRAGOMAN_ARCHIVE") or DEFAULT
    there = "://" in usual or Path(usual).is_file()
    return usual if there and _ID.fullmatch(page) and not Path(page).exists() else None


def stored(place: str, page: str) -> tuple[Coded, bytes]:
    """A page of an archive, judgements applied, and the archive's key for pseudonyms.

    Raises:
        ArchiveError: when the archive cannot be opened.
        InputError: when it has no such page.
    """
    with opened(place) as archive:
        reader = archive.reader()
        return reader.coded(reader.page(page).sha), archive.key
