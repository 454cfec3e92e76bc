"""``dragoman quotes``, ``events`` and ``search``: what an archive says, with where it says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.archives import (
    DEFAULT,
    ActorName,
    Answer,
    Folded,
    Form,
    LaneOption,
    Least,
    Limit,
    OutletName,
    PageName,
    Place,
    Possibly,
    Reported,
    Since,
    Speaker,
    StatusOption,
    Until,
    Where,
    day_of,
    filters_of,
    hanging,
    opened,
    where,
    write_rows,
)
from dragoman.cli.options import Debug, Output
from dragoman.cli.streams import guarded, output_to, say
from dragoman.export.wording import count

if TYPE_CHECKING:
    from dragoman.store import Reader
    from dragoman.store.queries import Found, Happening, Hit, Quote

_FEW = 50
_NAMED = 30
QUOTES = """\b
Examples:
  dragoman quotes --speaker Lavrov
  dragoman quotes --status denied --since 2022-07
  dragoman quotes --silences
  dragoman quotes --speaker RUS --outlet courier --format csv > quotes.csv

"""
EVENTS = """\b
Examples:
  dragoman events --dyad RUS TUR
  dragoman events --category CONSULT/visit --since 2022-07-01 --until 2022-07-31
  dragoman events --actor "Hulusi Akar" --status denied
  dragoman events --place Odesa --format csv > events.csv

"""
SEARCH = """\b
Examples:
  dragoman search "grain corridor" --since 2022-07
  dragoman search '"export of grain" Odesa'
  dragoman search walkout --lane comments

"""


def quotes(
    place: Place = DEFAULT,
    speaker: Speaker = None,
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="NAME", help="Who is anywhere in the chain of sources.")
    ] = None,
    status: StatusOption = None,
    silences: Annotated[bool, typer.Option("--silences", help="What was not commented on.")] = False,
    outlets: Annotated[bool, typer.Option("--outlets", help="Also what the outlets say themselves.")] = False,
    since: Since = None,
    until: Until = None,
    possibly: Possibly = False,
    outlet: OutletName = None,
    page: PageName = None,
    confidence: Least = None,
    lane: Where = LaneOption.ARTICLE,
    folded: Folded = False,
    limit: Limit = _FEW,
    form: Form = Answer.TEXT,
    output: Output = None,
    debug: Debug = False,
) -> None:
    """What is said, by whom, through whom, and how far it is vouched for. Days are those of the pages."""
    from dragoman.model import Style
    from dragoman.store.queries import quotes as ask

    with guarded(debug=debug):
        styles = (Style.SILENCE,) if silences else tuple(Style) if outlets else ()
        filters = filters_of(
            speaker=speaker,
            actor=actor,
            statuses=status,
            styles=tuple(map(str, styles)),
            since=since,
            until=until,
            possibly=possibly,
            outlet=outlet,
            page=page,
            least=confidence,
            lane=lane.lane(),
            folded=folded,
            limit=limit,
        )
        with opened(place) as archive, output_to(output) as out:
            reader = archive.reader()
            _tell_meant(reader, speaker, actor)
            found = ask(reader, filters)
            if form is not Answer.TEXT:
                write_rows(out, form, found.rows)
                return
            for row in found.rows:
                out.write("\n".join(_quote(row)) + "\n")
            _close(found, "statement")
            _tell_none(reader, found, outlet)


def events(
    place: Place = DEFAULT,
    actor: ActorName = None,
    dyad: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="ONE OTHER", help="What two did to each other.", show_default=False),
    ] = None,
    category: Annotated[
        list[str] | None,
        typer.Option(metavar="CATEGORY", help="PLOVER's category, or CATEGORY/mode; repeatable."),
    ] = None,
    status: StatusOption = None,
    since: Since = None,
    until: Until = None,
    possibly: Possibly = False,
    reported: Reported = False,
    outlet: OutletName = None,
    at: Annotated[
        str | None,
        typer.Option("--place", metavar="PLACE", help="Where: part of a name, or a country's code."),
    ] = None,
    page: PageName = None,
    confidence: Least = None,
    limit: Limit = _FEW,
    form: Form = Answer.TEXT,
    output: Output = None,
    debug: Debug = False,
) -> None:
    """Who did what to whom, when and where, according to whom. Days are those of the events."""
    from dragoman.store.queries import events as ask

    with guarded(debug=debug):
        filters = filters_of(
            actor=actor,
            dyad=dyad,
            categories=tuple(category or ()),
            statuses=status,
            since=since,
            until=until,
            possibly=possibly,
            reported=reported,
            outlet=outlet,
            place=at,
            page=page,
            least=confidence,
            limit=limit,
        )
        with opened(place) as archive, output_to(output) as out:
            reader = archive.reader()
            _tell_meant(reader, actor, *(dyad or ()))
            found = ask(reader, filters)
            if form is not Answer.TEXT:
                write_rows(out, form, found.rows)
                return
            for row in found.rows:
                out.write("\n".join(_event(row)) + "\n")
            _close(found, "event")
            _tell_none(reader, found, outlet, category or ())


def search(
    words: Annotated[
        str, typer.Argument(metavar="WORDS", help='Words in any form, and "phrases"; all must be there.')
    ],
    place: Place = DEFAULT,
    since: Since = None,
    until: Until = None,
    possibly: Possibly = False,
    outlet: OutletName = None,
    page: PageName = None,
    lane: Where = LaneOption.ARTICLE,
    folded: Folded = False,
    limit: Limit = 20,
    form: Form = Answer.TEXT,
    output: Output = None,
    debug: Debug = False,
) -> None:
    """Find passages by their words, the newest first. Articles alone, unless comments are asked for."""
    from dragoman.store.queries import search as ask

    with guarded(debug=debug):
        filters = filters_of(
            since=since,
            until=until,
            possibly=possibly,
            outlet=outlet,
            page=page,
            lane=lane.lane(),
            folded=folded,
            limit=limit,
        )
        with opened(place) as archive, output_to(output) as out:
            reader = archive.reader()
            found = ask(reader, words, filters)
            if form is not Answer.TEXT:
                write_rows(out, form, found.rows)
                return
            for row in found.rows:
                out.write("\n".join(_hit(row)) + "\n")
            _close(found, "passage")
            _tell_none(reader, found, outlet)


def _tell_meant(reader: Reader, *names: str | None) -> None:
    """Say who is meant where a name fits several."""
    from dragoman.store.queries import who

    for name in names:
        if name is None:
            continue
        meant = who(reader, name)
        if len(meant.actors) > 1:
            few = ", ".join(f"{said} ({actor})" for actor, said in meant.actors[:5])
            more = f" and {len(meant.actors) - 5} more" if len(meant.actors) > 5 else ""
            say(f"{name}: {few}{more}; ask for one by the id in brackets")


def _tell_none(reader: Reader, found: Found, outlet: str | None, asked: Sequence[str] = ()) -> None:
    """Where nothing fits, say which words that were asked for the archive does not have, and which it has."""
    from dragoman.store.queries import categories, outlets

    if found.total:
        return
    if outlet is not None:
        have = outlets(reader)
        if not any(outlet.casefold() in one.casefold() for one in have):
            say(f"no outlet has {outlet!r} in its name; there are: {_few(have)}")
    known = {one.casefold() for one in categories(reader)} if asked else set()
    for one in asked:
        if one.casefold() not in known:
            alike = [name for name in categories(reader) if "/" in one or "/" not in name]
            say(f"no event is {one!r}; there are: {_few(alike)}")


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more or "none"


def _quote(row: Quote) -> Iterator[str]:
    yield f"{day_of(row.published)}  {row.chain}  [{_status(row.status, row.review, doubtful=row.doubtful)}]"
    if row.words:
        yield from hanging(f"about: {row.words}" if row.style == "silence" else row.words)
    yield from hanging(_foot(row.sha, f"s{row.ordinal}", row.start, row.end, row.outlet, row.confidence))


def _event(row: Happening) -> Iterator[str]:
    what = f"{row.category}/{row.mode}" if row.mode else row.category
    whom = f" → {row.recipients}" if row.recipients else ""
    told = _status(row.status, row.review, doubtful=row.doubtful)
    yield f"{row.day or 'day unknown'}  {what}  {row.actors or 'nobody named'}{whom}  [{told}]"
    place = f"{row.place}; " if row.place else ""
    yield from hanging(f"“{row.words}”; {place}{row.chain}")
    yield from hanging(_foot(row.sha, f"e{row.ordinal}", row.start, row.end, row.outlet, row.confidence))


def _status(status: str, review: str | None, *, doubtful: bool) -> str:
    judged = {None: "", "accept": ", accepted", "change": ", corrected", "add": ", added by hand"}
    return status + judged.get(review, "") + (", in conflict with the coder" if doubtful else "")


def _foot(sha: str, row: str, start: int, end: int, outlet: str | None, confidence: float) -> str:
    return f"{where(sha, row, start, end)} {outlet or 'outlet unknown'}; confidence {confidence:.2f}"


def _hit(row: Hit) -> Iterator[str]:
    yield f"{day_of(row.published)}  {row.outlet or 'outlet unknown'}: {row.title or 'no title'}"
    yield from hanging(row.words)
    comment = "" if row.comment is None else f" c{row.comment + 1}"
    yield from hanging(f"{row.sha[:12]} {row.kind}{comment} [{row.start}–{row.end}]")


def _close(found: Found, what: str) -> None:
    shown = len(found.rows)
    more = f"; {found.total - shown:,} more (--limit 0 shows all)" if found.total > shown else ""
    say(f"{count(shown, what)}{more}")
