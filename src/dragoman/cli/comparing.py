"""``dragoman codebook diff``: which events two codebooks code otherwise, on pages of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from dragoman.cli.inputs import Inputs, gather, supplied_by
from dragoman.cli.options import Actors, Debug, Encoding, Layout, Manifest, Outlet, Output, Published
from dragoman.cli.reading import Balance, checked_encoding, coded_of, pages_of, tell_lost, tell_notes
from dragoman.cli.streams import Exit, guarded, output_to, say
from dragoman.errors import InputError
from dragoman.export.plain import one_line
from dragoman.export.wording import count

if TYPE_CHECKING:
    from dragoman.events.differences import Difference, Differences
    from dragoman.kit import Kit
    from dragoman.language import Parsed, Parser
    from dragoman.model import Coded, Event

#: Words of a trigger that a line shows, in code points.
_QUOTED = 60

codebook = typer.Typer(
    name="codebook",
    help="Compare codebooks.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


@codebook.callback()
def top() -> None:
    """Compare codebooks."""


@codebook.command(
    name="diff",
    context_settings={"max_content_width": 100},
    epilog="""\b
Examples:
  dragoman codebook diff plover-0.8 my-codes.csv --on page.html
  dragoman codebook diff my-codes/ my-codes-2/ --on saved/
  dragoman codebook diff plover-0.8 CAMEO.2.0.txt --on saved/*.html

\b
Exit codes:
  0  no event differs
  1  events differ
  2  wrong use, or a page could not be read
  3  dragoman itself could not work; --debug shows where""",
)
def diff(
    first: Annotated[
        str, typer.Argument(metavar="A", help="plover-0.8, or tables, a folder or a verb dictionary over it.")
    ],
    second: Annotated[str, typer.Argument(metavar="B", help="The same: the codebook after the change.")],
    on: Annotated[
        list[str], typer.Option("--on", metavar="PAGE", help="Files, folders or patterns to code with both.")
    ],
    more: Annotated[
        list[str] | None, typer.Argument(metavar="PAGE", help="Further pages behind --on.")
    ] = None,
    manifest: Manifest = None,
    outlet: Outlet = None,
    published: Published = None,
    encoding: Encoding = None,
    layout: Layout = None,
    actors: Actors = None,
    output: Output = None,
    debug: Debug = False,
) -> None:
    """Code pages with two codebooks and print the events that only one has (- A, + B) and those that changed (~), with
    page, span and words, each field from what to what, and how many there are."""
    with guarded(debug=debug):
        checked_encoding(encoding)
        inputs = gather([*on, *(more or ())], manifest, supplied_by(outlet, None, published, None))
        balance = Balance(asked=inputs.count)
        kits = _kits(first, second, layout or (), actors or ())
        tell_lost(inputs, balance)
        counts = [0, 0, 0, 0, 0]
        with output_to(output) as out:
            for name, coded, found in _compared(inputs, balance, kits, encoding=encoding, debug=debug):
                _write(out, name, coded, found)
                mere = sum([change.field for change in one.changes] == ["rule"] for one in found.found)
                told = (found.added, found.removed, found.changed, mere, found.same)
                counts = [sum(pair) for pair in zip(counts, told, strict=True)]
            added, removed, changed, mere, same = counts
            print(
                f"{count(balance.pages, 'page')}: {count(added, 'event')} added, {removed} removed, {changed} changed"
                f"{f' ({mere} in the rule alone)' if mere else ''}, {same} as before",
                file=out,
            )
            out.flush()
        raise typer.Exit(_code(balance, differ=bool(added or removed or changed)))


def _code(balance: Balance, *, differ: bool) -> Exit:
    if balance.broken:
        return Exit.BROKEN
    if balance.lost:
        say(balance.line())
        return Exit.WRONG_USE
    return Exit.PROBLEM if differ else Exit.FINE


def _kits(first: str, second: str, layouts: Sequence[Path], actors: Sequence[Path]) -> tuple[Kit, Kit]:
    """The kits with both codebooks, which share what a parser says of a page.

    Raises:
        InputError: when a codebook is neither the one that ships nor there to read.
    """
    from dragoman.kit import CODEBOOK, load_kit

    kits = []
    for name in (first, second):
        path = Path(name)
        if name != CODEBOOK and not path.exists():
            raise InputError(f"{name!r} is no codebook: name {CODEBOOK}, a file or a folder")
        own = () if name == CODEBOOK else (path,)
        kits.append(load_kit(layouts=layouts, actors=actors, codebook=own))
    for kit in kits:
        tell_notes(kit)
    parser = _Remembering(kits[0].parser)
    return replace(kits[0], parser=parser), replace(kits[1], parser=parser)


class _Remembering:
    """A parser that parses a page once for both codebooks."""

    def __init__(self, parser: Parser) -> None:
        self.parser = parser
        self.digest = parser.digest
        self.last: tuple[object, tuple[Parsed, ...]] | None = None

    def parse(
        self, sentences: Sequence[Sequence[str]], *, quoted: Sequence[bool] | None = None
    ) -> tuple[Parsed, ...]:
        asked = ([tuple(words) for words in sentences], None if quoted is None else tuple(quoted))
        if self.last is None or self.last[0] != asked:
            self.last = (asked, self.parser.parse(sentences, quoted=quoted))
        return self.last[1]


def _compared(
    inputs: Inputs, balance: Balance, kits: tuple[Kit, Kit], *, encoding: str | None, debug: bool
) -> Iterator[tuple[str, Coded, Differences]]:
    from dragoman.events.differences import differences

    before, after = kits
    for one in inputs.files:
        for page in pages_of(one, balance, before.layouts, encoding=encoding, debug=debug):
            uncounted = Balance(asked=0)
            first = coded_of(page, one, before, balance, debug=debug)
            second = coded_of(page, one, after, uncounted, debug=debug) if first is not None else None
            balance.broken += uncounted.broken
            if first is not None and second is not None:
                yield (
                    one.name + page.locator.inside,
                    first,
                    differences(first.events, second.events, page.text),
                )


def _write(out: TextIO, name: str, coded: Coded, found: Differences) -> None:
    if not found.found:
        return
    print(f"== {one_line(name)}", file=out)
    for one in found.found:
        print(_line(coded, one), file=out)
        wide = max((len(change.field) for change in one.changes), default=0)
        for change in one.changes:
            before, after = (one_line(value) if value else "-" for value in (change.before, change.after))
            print(f"    {change.field.ljust(wide)}  {before} → {after}", file=out)


def _line(coded: Coded, one: Difference) -> str:
    sign = "+" if one.before is None else "-" if one.after is None else "~"
    event = one.event
    spans = [piece.span for piece in event.evidence if piece.role == "trigger"]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    words = one_line(coded.page.text[start:end], _QUOTED)
    return f"{sign} {_kind(event)}: {_who(coded, event)} [{start}–{end}] “{words}” by {event.rule}"


def _kind(event: Event) -> str:
    return f"{event.category}/{event.mode}" if event.mode else event.category


def _who(coded: Coded, event: Event) -> str:
    sides = (
        " + ".join(one_line(coded.page.text[part.span.start : part.span.end]) for part in side) or "-"
        for side in (event.actors, event.recipients)
    )
    return " > ".join(sides)
