"""``dragoman judge``: an analyst's word on a row, kept beside the coder's."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.archives import CODES, DEFAULT, Place, now, opened
from dragoman.cli.options import Debug, OwnCodebook
from dragoman.cli.streams import guarded, say
from dragoman.errors import InputError
from dragoman.export.wording import count

if TYPE_CHECKING:
    from dragoman.collection.judging import By
    from dragoman.events import Codebook
    from dragoman.model import Coded, Event, Judgement, Statement
    from dragoman.store import Archive, Reader, Replayed

EXAMPLES = (
    """\b
A row is named by its page and its name on it, as the lists print them: 2abdaa4479fa s4.
\b
Examples:
  dragoman judge 2abdaa44 e3 --accept
  dragoman judge 2abdaa44 e3 --reject --note "a speech, not a strike"
  dragoman judge 2abdaa44 e3 --set category=CONSULT/phone --set when=2022-07-22
  dragoman judge 2abdaa44 s4 --set kind=denied --set speaker=hulusi-akar
  dragoman judge 2abdaa44 --add "trigger=120-126 category=CONSULT/visit actor=RUSGOV@90-97 recipient=TURGOV@130-136"
  dragoman judge 2abdaa44 --list
  dragoman judge 2abdaa44 --take-back 0f3a9c21
  dragoman judge --queue

"""
    + CODES
)


def judge(
    page: Annotated[
        str | None, typer.Argument(metavar="PAGE", help="The page: its id's beginning, address or file.")
    ] = None,
    row: Annotated[
        str | None, typer.Argument(metavar="ROW", help="A statement (s4) or event (e3), or its id.")
    ] = None,
    place: Place = DEFAULT,
    accept: Annotated[bool, typer.Option("--accept", help="The row is right.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="There is no such row.")] = False,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="The field has this value; repeatable."),
    ] = None,
    add: Annotated[
        str | None, typer.Option("--add", metavar="PARTS", help="An event that is missing.")
    ] = None,
    take_back: Annotated[
        str | None, typer.Option("--take-back", metavar="ID", help="Take back a judgement.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="The judgements of the page.")] = False,
    queue: Annotated[
        bool, typer.Option("--queue", help="The judgements that must be looked at again.")
    ] = False,
    by: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", envvar="DRAGOMAN_ANALYST", help="Who judges; without it the name of your account."
        ),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="WHY", help="Why.")] = None,
    codebook: OwnCodebook = None,
    debug: Debug = False,
) -> None:
    """Judge a row: accept, reject, correct a field, add an event. Judgements are appended, with name, time and reason.

    They never change what the coder wrote: they are laid over it, and again over what a later version writes.
    """
    with guarded(debug=debug):
        if queue:
            with opened(place) as archive:
                _print_queue(archive)
            return
        if page is None:
            raise InputError("name a page, or ask for the --queue")
        if listed:
            with opened(place) as archive:
                _print_list(archive, page)
            return
        asked = [accept, reject, bool(changes), add is not None, take_back is not None]
        if sum(asked) != 1:
            raise InputError("say one of --accept, --reject, --set, --add, --take-back, --list or --queue")
        with opened(place, read_only=False) as archive:
            _judge(
                archive,
                page,
                row,
                accept=accept,
                changes=changes or (),
                add=add,
                take_back=take_back,
                by=_by(by, note),
                codebook=_codebook(codebook),
            )


def _by(name: str | None, note: str | None) -> By:
    from dragoman.collection.judging import By

    return By(name=name or getpass.getuser(), at=now(), note=note)


def _codebook(own: Sequence[object] | None) -> Codebook:
    from pathlib import Path

    from dragoman.kit import load_kit

    return load_kit(codebook=[one for one in own or () if isinstance(one, Path)]).codebook


def _judge(
    archive: Archive,
    page: str,
    row: str | None,
    *,
    accept: bool,
    changes: Sequence[str],
    add: str | None,
    take_back: str | None,
    by: By,
    codebook: Codebook,
) -> None:
    from dragoman._version import __version__
    from dragoman.collection.judging import changes_of, new_event, taken_back, verdict_on
    from dragoman.model import Verdict

    reader = archive.reader()
    held = reader.page(page)
    coder_s, judged = reader.as_coded(held.sha), reader.coded(held.sha)
    made: list[Judgement] = []
    if add is not None:
        made.extend(new_event(coder_s, _parts(add), codebook, by))
    elif take_back is not None:
        made.append(taken_back(_to_take_back(reader.judgements(held.sha), take_back), by))
    else:
        target = _target(coder_s, judged, row)
        for said in changes:
            made.extend(changes_of(coder_s, target, _by_id(reader, said), codebook, by))
        if not changes:
            made.append(verdict_on(coder_s, target, Verdict.ACCEPT if accept else Verdict.REJECT, by))
    writer = archive.writer()
    writer.begin("judge", version=__version__, kit="", at=by.at)
    replayed = writer.judge(made)
    writer.end(count(len(made), "judgement"), by.at)
    new = {one.id for one in made}
    names = _names(reader.coded(held.sha), coder_s)
    for one in made:
        say(f"{one.id}: {_said(one, names)}")
    for done in replayed:
        if done.judgement.id in new and done.detail:
            say(f"{done.judgement.id}: {done.outcome}: {done.detail}")


def _by_id(reader: Reader, said: str) -> str:
    """``speaker=NAME`` with the id of the actor who is called so."""
    field, mark, value = said.partition("=")
    if field.strip() != "speaker" or not mark or not value.strip():
        return said
    from dragoman.store.queries import actors, who

    value = value.strip()
    meant = who(reader, value)
    ids = meant.ids or tuple(
        one.id for one in actors(reader, kind="country") if one.country in meant.countries
    )
    if len(ids) != 1:
        few = ", ".join(ids[:5]) or "none of the archive's actors"
        raise InputError(f"speaker={value!r} is {few}; name one by the id that 'dragoman actors' prints")
    return f"speaker={ids[0]}"


def _names(*pages: Coded) -> dict[str, str]:
    """The rows' short names by their ids; the first page has the word."""
    found: dict[str, str] = {}
    for coded in pages:
        for at, statement in enumerate(coded.statements, start=1):
            found.setdefault(statement.id, f"s{at}")
        for at, event in enumerate(coded.events, start=1):
            found.setdefault(event.id, f"e{at}")
    return found


def _parts(said: str) -> dict[str, str]:
    parts = {}
    for one in said.split():
        name, mark, value = one.partition("=")
        if not mark:
            raise InputError(f"{one!r} is not NAME=VALUE, like trigger=120-126")
        parts[name] = value
    return parts


def _target(coder_s: Coded, judged: Coded, name: str | None) -> Statement | Event:
    """The row as the coder made it. Its name counts as the lists print it: with the judgements so far."""
    from dragoman.export import row_named
    from dragoman.model import Event, Statement

    if name is None:
        raise InputError("name a row of the page: a statement (s4) or an event (e3)")
    found = row_named(judged, name)
    value = found.value if found is not None else None
    if not isinstance(value, Statement | Event):
        raise InputError(
            f"the page has no statement or event {name!r}; 'dragoman quotes' and 'events' list them"
        )
    rows = coder_s.events if isinstance(value, Event) else coder_s.statements
    # A row that was added by hand is its own original.
    return next((one for one in rows if one.id == value.id), value)


def _to_take_back(judgements: Sequence[Judgement], name: str) -> Judgement:
    found = [one for one in judgements if one.id.startswith(name.lower())]
    if len(found) != 1:
        raise InputError(f"{len(found)} judgements of the page begin with {name!r}; --list shows them")
    if any(one.replaces == found[0].id for one in judgements):
        raise InputError(f"{found[0].id} was taken back before")
    return found[0]


def _print_list(archive: Archive, page: str) -> None:
    reader = archive.reader()
    held = reader.page(page)
    judgements = reader.judgements(held.sha)
    back = {one.replaces for one in judgements if one.replaces}
    names = _names(reader.coded(held.sha), reader.as_coded(held.sha))
    for one in judgements:
        mark = " (taken back)" if one.id in back else ""
        print(f"{one.id}  {one.at:%Y-%m-%d %H:%M}  {one.by}: {_said(one, names)}{mark}")
    say(count(len(judgements), "judgement"))


def _print_queue(archive: Archive) -> None:
    number = 0
    reader = archive.reader()
    for held, done in reader.queue():
        number += 1
        names = _names(reader.coded(held.sha), reader.as_coded(held.sha))
        for line in _queued(held.sha, held.file, done, names):
            print(line)
    say(f"{count(number, 'judgement')} to look at again")


def _queued(sha: str, file: str, done: Replayed, names: Mapping[str, str]) -> Iterator[str]:
    one = done.judgement
    yield f"{sha[:12]} {file}: {done.outcome}: {_said(one, names)}"
    spans = " ".join(f"[{span.start}–{span.end}]" for span in one.anchor)
    yield f"            {' … '.join(one.words)} {spans}; {done.detail}"
    yield f"            {one.id} by {one.by}, {one.at:%Y-%m-%d}" + (f": {one.note}" if one.note else "")


def _short(field: str, value: str | None) -> str:
    """A value to read: of sources and parties who they are, of all else the JSON."""
    data = json.loads(value) if value else None
    if field == "chain" and data:
        return "/".join((layer["source"] or {}).get("actor") or "?" for layer in data)
    if field in {"actors", "recipients"} and isinstance(data, list):
        return " + ".join(one["code"] or one["actor"] or "?" for one in data) or "nobody"
    return str(value)


def _said(one: Judgement, names: Mapping[str, str]) -> str:
    if one.replaces is not None:
        return f"takes back {one.replaces}"
    row = names.get(one.row, one.row[:8])
    note = f" ({one.note})" if one.note else ""
    if one.field is not None:
        return f"{one.kind} {row}: {one.field} {_short(one.field, one.old)} → {_short(one.field, one.value)}{note}"
    return f"{one.kind} {row}: {one.verdict}{note}"
