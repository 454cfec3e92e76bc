"""``dragoman actors`` and ``relation``: who is in an archive, and how two deal with each other over time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.archives import (
    DEFAULT,
    Answer,
    Form,
    Least,
    Limit,
    OutletName,
    Place,
    Possibly,
    Reported,
    Since,
    StatusOption,
    Until,
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
    from dragoman.store.queries import ActorSeen, Cell, NameSeen

_QUADS = {1: "verbal coop.", 2: "material coop.", 3: "verbal conflict", 4: "material conflict"}
ACTORS = """\b
Examples:
  dragoman actors
  dragoman actors "al-Nusra"
  dragoman actors --country TUR --kind person

"""
RELATION = """\b
Examples:
  dragoman relation RUS TUR
  dragoman relation Russia Ukraine --by year --status asserted
  dragoman relation RUS "al-Nusra Front" --rows

"""


def actors(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="Part of a name: who is called so, and by which words."),
    ] = None,
    place: Place = DEFAULT,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="person, country, body, group, outlet or agency.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="CODE", help="A country's code (ISO 3166 alpha-3) or name.")
    ] = None,
    limit: Limit = 30,
    form: Form = Answer.TEXT,
    output: Output = None,
    debug: Debug = False,
) -> None:
    """Who is named in the articles, how often, who says and who does how much; of one name also the words that name him."""
    from dragoman.errors import InputError
    from dragoman.model import ActorKind
    from dragoman.store.queries import actors as ask, names

    with guarded(debug=debug), opened(place) as archive, output_to(output) as out:
        reader = archive.reader()
        if kind is not None and kind.lower() not in set(ActorKind):
            raise InputError(f"--kind {kind!r} is none of {', '.join(ActorKind)}")
        code = None if country is None else _country(reader, country)
        found = ask(reader, name=name, kind=kind.lower() if kind else None, country=code, limit=limit or None)
        if form is not Answer.TEXT:
            write_rows(out, form, found)
            return
        out.write("\n".join(_actors(found)) + "\n" if found else "")
        if name is not None and len(found) == 1:
            _, seen = names(reader, found[0].id)
            out.write("\n".join(_names(seen)) + "\n")
        say(count(len(found), "actor"))


def relation(
    one: Annotated[str, typer.Argument(metavar="ONE", help="A name, an id, or a country's code.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other one.")],
    place: Place = DEFAULT,
    by: Annotated[str, typer.Option("--by", metavar="PERIOD", help="day, month, year or all.")] = "month",
    rows: Annotated[bool, typer.Option("--rows", help="The events behind the numbers.")] = False,
    status: StatusOption = None,
    since: Since = None,
    until: Until = None,
    possibly: Possibly = False,
    reported: Reported = False,
    outlet: OutletName = None,
    confidence: Least = None,
    form: Form = Answer.TEXT,
    output: Output = None,
    debug: Debug = False,
) -> None:
    """What two did to each other, period by period: events by quad class, and apart what is not told as a fact.

    Numbers are reports on the archive's pages, not happenings: two pages on one meeting count twice.
    """
    from dragoman.errors import InputError
    from dragoman.store.queries import Period, behind, relation as ask

    with guarded(debug=debug):
        if by not in set(Period):
            raise InputError(f"--by {by!r} is none of {', '.join(Period)}")
        every = Period(by)
        filters = filters_of(
            statuses=status,
            since=since,
            until=until,
            possibly=possibly,
            reported=reported,
            outlet=outlet,
            least=confidence,
        )
        with opened(place) as archive, output_to(output) as out:
            reader = archive.reader()
            if form is not Answer.TEXT:
                asked = behind if rows else ask
                write_rows(out, form, asked(reader, one, other, every, filters))
                return
            cells = ask(reader, one, other, every, filters)
            listed = list(behind(reader, one, other, every, filters)) if rows else []
            out.write("".join(f"{line}\n" for line in _relation(one, other, cells, listed)))
            say(f"{count(sum(cell.events for cell in cells), 'event')}, each in each direction it has")


def _country(reader: Reader, said: str) -> str:
    """The code of a country that is named by it or by a name."""
    from dragoman.errors import InputError
    from dragoman.store.queries import who

    if re.fullmatch("[A-Za-z]{3}", said):
        return said.upper()
    countries = who(reader, said).countries
    if len(countries) != 1:
        raise InputError(
            f"--country {said!r} is no country's code (ISO 3166 alpha-3) and no country of the archive"
        )
    return countries[0]


def _actors(found: Iterable[ActorSeen]) -> Iterator[str]:
    head = ("named", "pages", "says", "does", "is done to")
    yield f"{'actor':44}  {'kind':8} " + " ".join(f"{one:>10}" for one in head)
    for one in found:
        name = f"{one.name} ({one.id})" if one.name.casefold().replace(" ", "-") != one.id else one.name
        numbers = (one.named, one.pages, one.says, one.acts, one.receives)
        country = f" {one.country}" if one.country and one.kind != "country" else ""
        yield f"{(name + country)[:44]:44}  {one.kind:8} " + " ".join(f"{number:>10,}" for number in numbers)


def _names(seen: Sequence[NameSeen]) -> Iterator[str]:
    yield "  named by:"
    for one in seen:
        yield f"    {one.times:>4}x “{one.words}” on {count(one.pages, 'page')}, e.g. {where(one.sha, '', one.start, one.end)}"


def _relation(
    one: str, other: str, cells: Sequence[Cell], rows: Sequence[dict[str, object]]
) -> Iterator[str]:
    if not cells:
        return
    grouped: dict[tuple[str, bool, str], dict[int | None, int]] = defaultdict(lambda: defaultdict(int))
    for cell in cells:
        grouped[cell.period or "day open", cell.forth, cell.status][cell.quad] += cell.events
    wide = max(len(one), len(other)) * 2 + 3
    yield f"{'period':10}  {'who → whom':{wide}}  {'told as':12}" + "".join(
        f"{said:>18}" for said in _QUADS.values()
    )
    for (period, forth, status), counts in sorted(
        grouped.items(),
        key=lambda item: (
            item[0][0] == "day open",
            item[0][0],
            not item[0][1],
            item[0][2] != "asserted",
            item[0][2],
        ),
    ):
        who = f"{one} → {other}" if forth else f"{other} → {one}"
        numbers = "".join(f"{counts[quad] or '·':>18}" for quad in _QUADS)
        yield f"{period:10}  {who:{wide}}  {status:12}{numbers}"
        for row in rows:
            if (row["period"] or "day open", row["forth"], row["status"]) == (period, forth, status):
                yield from _behind(row)


def _behind(row: dict[str, object]) -> Iterator[str]:
    what = f"{row['category']}/{row['mode']}" if row["mode"] else str(row["category"])
    whom = f" → {row['recipients']}" if row["recipients"] else ""
    at = where(str(row["sha"]), f"e{row['ordinal']}", _int(row["start"]), _int(row["end"]))
    yield from hanging(f"{row['day'] or 'day unknown'}  {what}  {row['actors'] or 'nobody named'}{whom}")
    yield from hanging(f"“{row['words']}”; {at}", 16)


def _int(value: object) -> int:
    return value if isinstance(value, int) else 0
