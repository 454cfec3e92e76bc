"""``dragoman add``, ``recode`` and ``status``: pages into an archive, coded anew, and what it holds."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.archives import CODES, DEFAULT, PageName, Place, now, opened
from dragoman.cli.inputs import Input, Inputs, gather, supplied_by
from dragoman.cli.options import (
    Actors,
    Debug,
    Encoding,
    Layout,
    Manifest,
    Outlet,
    OwnCodebook,
    Pages,
    Parser,
    Published,
    SavedAt,
    Url,
)
from dragoman.cli.reading import checked_encoding, checked_parser
from dragoman.cli.streams import Exit, guarded, say
from dragoman.export.wording import count

if TYPE_CHECKING:
    from dragoman.collection import Making, SetAsideNow, Tally, ToAdd
    from dragoman.collection.adding import Told
    from dragoman.store import Change, Held, Status

ADD = (
    """\b
Examples:
  dragoman add saved/
  dragoman add crawl.warc.gz feeds/*.xml --archive story.drg
  dragoman add --manifest pages.csv
  dragoman add page.txt --published 2016-07-01
  dragoman add saved/ --archive postgresql://me@host/news --workers 8
  dragoman add --retry

\b
The same command again goes on where it was broken off: what is in the archive is not read twice.
What is said of a page that is there already (--published and the like) is taken over, and the page coded again.

"""
    + CODES
)
RECODE = (
    """\b
Examples:
  dragoman recode
  dragoman recode --codebook my-senses.csv
  dragoman recode --page 2abdaa44 --changes

"""
    + CODES
)
Workers = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, help="Processes that code side by side; without it as many as fit."),
]
#: A process takes a second or two to begin: it must have some pages to code.
_PAGES_A_WORKER = 8
_SHOWN = 20


def add(
    pages: Pages = None,
    place: Place = DEFAULT,
    manifest: Manifest = None,
    outlet: Outlet = None,
    url: Url = None,
    published: Published = None,
    saved_at: SavedAt = None,
    encoding: Encoding = None,
    parser: Parser = None,
    layout: Layout = None,
    actors: Actors = None,
    codebook: OwnCodebook = None,
    workers: Workers = None,
    retry: Annotated[
        bool,
        typer.Option("--retry", help="Take up again the pages that dragoman failed on, and nothing else."),
    ] = False,
    debug: Debug = False,
) -> None:
    """Read saved pages, code them, and keep them in an archive: bytes, text, rows. It is made if there is none.

    Problems and the closing balance go to standard error: what goes in is what comes out.
    """
    from dragoman.collection import add as put
    from dragoman.collection.recoding import retry as take_up
    from dragoman.store import make_archive

    with guarded(debug=debug):
        making = _making(parser, layout, actors, codebook)
        checked_encoding(encoding)
        if retry:
            with opened(place, read_only=False) as archive:
                stored, failed = take_up(archive, making, now=now, tell=_tell_failure(debug=debug))
            say(f"{count(stored, 'page')} stored, {failed:,} failed again")
            raise typer.Exit(Exit.PROBLEM if failed else Exit.FINE)
        if not pages and manifest is None:
            with make_archive(place, now()) as archive:
                say(f"{archive.name} is there and ready; name pages, folders or a --manifest to add")
            return
        inputs = gather(pages or (), manifest, supplied_by(outlet, url, published, saved_at))
        files = [_to_add(one) for one in inputs.files]
        with make_archive(place, now()) as archive, _progress(len(files), debug=debug) as tell:
            _tell_lost(inputs)
            tally = put(
                archive,
                files,
                making,
                now=now,
                workers=workers or _workers(files),
                encoding=encoding,
                tell=tell,
            )
        _close(tally, inputs)


def recode(
    place: Place = DEFAULT,
    page: PageName = None,
    parser: Parser = None,
    layout: Layout = None,
    actors: Actors = None,
    codebook: OwnCodebook = None,
    workers: Workers = None,
    changes: Annotated[
        bool, typer.Option("--changes", help="Tell of each page which rows came, changed or went.")
    ] = False,
    debug: Debug = False,
) -> None:
    """Code the archive's pages again with what dragoman knows now; judgements are laid over the new rows.

    The balance says which rows came, changed or went, and what became of the judgements: kept, agreed (the coder now
    says the same), in conflict, or waiting because their row is gone. 'dragoman judge --queue' lists the last two.
    """
    from dragoman.collection import recode as code_anew
    from dragoman.collection.adding import SetAsideNow

    with guarded(debug=debug):
        making = _making(parser, layout, actors, codebook)
        failure = _tell_failure(debug=debug)

        def tell(told: SetAsideNow | tuple[Held, Change]) -> None:
            if isinstance(told, SetAsideNow):
                failure(told)
            elif changes:
                _tell_change(*told)

        with opened(place, read_only=False) as archive:
            pages = archive.reader().status().counts["page"]
            found = code_anew(
                archive, making, now=now, workers=workers or _fitting(pages), only=page, tell=tell
            )
        say(found.line())
        raise typer.Exit(Exit.PROBLEM if found.set_aside else Exit.FINE)


def status(
    place: Place = DEFAULT,
    check: Annotated[
        bool, typer.Option("--check", help="Also see that all bytes and texts are whole.")
    ] = False,
    debug: Debug = False,
) -> None:
    """What an archive holds, what was odd, what waits for somebody, and what was done last."""
    with guarded(debug=debug), opened(place) as archive:
        reader = archive.reader()
        print("\n".join(_status(archive.name, reader.status())))
        if check:
            damage = list(reader.check())
            print(*(damage or ["all bytes and texts are whole"]), sep="\n")
            raise typer.Exit(Exit.PROBLEM if damage else Exit.FINE)


def _making(
    parser: str | None, layout: list[Path] | None, actors: list[Path] | None, codebook: list[Path] | None
) -> Making:
    from dragoman.collection import Making

    checked_parser(parser)
    return Making(
        parser=parser, layouts=tuple(layout or ()), actors=tuple(actors or ()), codebook=tuple(codebook or ())
    )


def _to_add(one: Input) -> ToAdd:
    """The file under one name, whichever way it was given: from the folder we are in where it lies below, else whole."""
    from dragoman.collection import ToAdd

    if isinstance(one.source, bytes):
        return ToAdd(name=one.name, source=one.source, supplied=one.supplied)
    path, here = one.source.absolute(), Path.cwd()
    path = path.relative_to(here) if path.is_relative_to(here) else path
    return ToAdd(name=path.as_posix(), source=path, supplied=one.supplied)


def _workers(files: Sequence[ToAdd]) -> int:
    sources = [one.source for one in files]
    if any(isinstance(one, Path) and _is_large(one) for one in sources):
        return os.cpu_count() or 1
    return _fitting(len(sources))


def _is_large(path: Path) -> bool:
    # One file may hold many pages.
    try:
        return path.stat().st_size > 1 << 20
    except OSError:
        return False


def _fitting(pages: int) -> int:
    return max(1, min(os.cpu_count() or 1, pages // _PAGES_A_WORKER))


def _tell_lost(inputs: Inputs) -> None:
    for problem in inputs.problems:
        say(f"{problem.file or 'a page'}: {problem.code}: {problem.detail}. {problem.remedy}")


def _tell_failure(*, debug: bool) -> Callable[[SetAsideNow], None]:
    def tell(told: SetAsideNow) -> None:
        say(f"{told.where}: set aside: {told.failed.reason}. 'dragoman add --retry' takes it up again")
        if debug and told.failed.trace:
            print(told.failed.trace, file=sys.stderr)

    return tell


def _tell_change(held: Held, change: Change) -> None:
    parts = (("added", change.added), ("changed", change.changed), ("withdrawn", change.withdrawn))
    said = "; ".join(f"{len(rows)} {what} ({_few(rows)})" for what, rows in parts if rows)
    if said:
        say(f"{held.sha[:12]} {held.file}: {said}")


def _few(rows: tuple[str, ...]) -> str:
    more = f" and {len(rows) - _SHOWN} more" if len(rows) > _SHOWN else ""
    return " ".join(row[:8] for row in rows[:_SHOWN]) + more


def _close(tally: Tally, inputs: Inputs) -> None:
    """Tell the balance; names that stand for no file are files in, and problems."""
    lost = sum(problem.grave for problem in inputs.problems)
    tally.files += lost
    tally.problems += lost
    say(tally.line())
    bad = tally.problems or tally.set_aside or tally.grave
    raise typer.Exit(Exit.PROBLEM if bad else Exit.FINE)


@contextmanager
def _progress(total: int, *, debug: bool) -> Iterator[Callable[[Told], None]]:
    """What is told while files are added: problems as lines, and on a terminal a bar."""
    from dragoman.collection.adding import FileDone, SetAsideNow
    from dragoman.model import Problem

    failure = _tell_failure(debug=debug)

    def tell(told: Told) -> None:
        if isinstance(told, Problem):
            say(f"{told.file or 'a page'}: {told.code}: {told.detail}. {told.remedy}")
        elif isinstance(told, SetAsideNow):
            failure(told)

    if not sys.stderr.isatty():
        yield tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("adding", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("adding", total=total)

        def told_on_bar(told: Told) -> None:
            tell(told)
            if isinstance(told, FileDone):
                bar.advance(task)

        yield told_on_bar


def _status(name: str, found: Status) -> Iterator[str]:
    held = found.counts
    yield name
    yield f"  {count(held['page'], 'page')} from {count(held['sighting'], 'place')}; {count(held['comments'], 'comment')}"
    yield f"  {count(held['statement'], 'statement')}, {count(held['event'], 'event')}, {count(held['actor'], 'actor')}"
    rows = held["statement"] + held["event"]
    share = f" ({100 * found.reviewed / rows:.1f} %)" if rows else ""
    yield f"  {count(found.reviewed, 'row')} reviewed{share}; {count(held['judgement'], 'judgement')}"
    if found.undated:
        yield f"  {count(found.undated, 'page')} without a day of publication ('dragoman pages --undated'): say it with 'dragoman add PAGE --published DAY'"
    if found.queue:
        yield f"  {count(found.queue, 'judgement')} to look at again: dragoman judge --queue"
    for aside in found.quarantine:
        yield f"  set aside, {count(aside.tries, 'try', 'tries')}: {aside.where}: {aside.reason}"
    if found.problems:
        odd = ", ".join(f"{code} {number:,}" for code, _, number in found.problems)
        yield f"  problems ('dragoman pages --problem CODE'): {odd}"
    if len(found.kits) > 1:
        yield "  coded by several versions or kits; 'dragoman recode' brings all up to date:"
    for version, kit, pages in found.kits:
        yield f"  coded by dragoman {version}, kit {kit[:12]}: {count(pages, 'page')}"
    for run in found.runs:
        yield f"  {run['began'][:16].replace('T', ' ')}  {run['verb']:7} {run['balance'] or 'not finished'}"
