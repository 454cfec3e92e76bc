"""``dragoman export``: an archive, or part of it, in the formats of the field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from dragoman.cli.archives import CODES, DEFAULT, OutletName, Place, Since, Until, filters_of, opened
from dragoman.cli.options import Comments, Dateless, Debug, Include, KeyFile, Output
from dragoman.cli.reading import key_from
from dragoman.cli.streams import guarded, output_to, say
from dragoman.cli.writing import Format, Manner, manner_of, write_all
from dragoman.errors import InputError
from dragoman.export import By, Names, Undated, encode_gexf, encode_graphml
from dragoman.export.wording import count

if TYPE_CHECKING:
    from dragoman.export import Graph
    from dragoman.kit import Kit
    from dragoman.model import Coded
    from dragoman.store import Archive, Reader

EXAMPLES = (
    """\b
Formats:
  plover          events as PLOVER's JSON, one a line             csv       events as a table
  polecat         events in the columns of POLECAT                gdelt     events in the columns of GDELT 2.0
  gdelt-mentions  their tellings, in GDELT's columns              parquet   everything, as typed tables in a folder
  annotations     statements and events as W3C Web Annotations    jsonl     whole records, one a line
  gexf, graphml   the network of events, or with --voices of who speaks through whom
  bibtex, csl     the pages as references
\b
Examples:
  dragoman export plover > events.jsonl
  dragoman export csv --include denied,intention --since 2022-07 --output events.csv
  dragoman export plover gdelt gdelt-mentions parquet bibtex --to export/
  dragoman export gexf --dynamic --by actor --output network.gexf

"""
    + CODES
)


class Target(StrEnum):
    """What an archive can be exported as."""

    PLOVER = "plover"
    CSV = "csv"
    POLECAT = "polecat"
    GDELT = "gdelt"
    GDELT_MENTIONS = "gdelt-mentions"
    PARQUET = "parquet"
    ANNOTATIONS = "annotations"
    JSONL = "jsonl"
    GEXF = "gexf"
    GRAPHML = "graphml"
    BIBTEX = "bibtex"
    CSL = "csl"


_FILES = {
    Target.PLOVER: "plover.jsonl",
    Target.CSV: "events.csv",
    Target.POLECAT: "polecat.tsv",
    Target.GDELT: "gdelt-events.tsv",
    Target.GDELT_MENTIONS: "gdelt-mentions.tsv",
    Target.PARQUET: "parquet",
    Target.ANNOTATIONS: "annotations.jsonl",
    Target.JSONL: "records.jsonl",
    Target.GEXF: "network.gexf",
    Target.GRAPHML: "network.graphml",
    Target.BIBTEX: "pages.bib",
    Target.CSL: "pages.csl.json",
}
_NETWORKS = {Target.GEXF: encode_gexf, Target.GRAPHML: encode_graphml}
_CHOOSE = frozenset({"plover", "csv", "polecat", "gdelt", "gdelt-mentions", "annotations", "gexf", "graphml"})
_BY_DAY = frozenset({"plover", "polecat", "gdelt", "gdelt-mentions"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Network:
    by: By | None
    voices: bool
    dynamic: bool


def export(
    targets: Annotated[list[Target], typer.Argument(metavar="FORMAT...", help="One or several; see below.")],
    place: Place = DEFAULT,
    folder: Annotated[
        Path | None, typer.Option("--to", metavar="FOLDER", help="Write files here, each under its own name.")
    ] = None,
    include: Include = None,
    undated: Dateless = None,
    comments: Comments = Names.PSEUDONYMOUS,
    key_file: KeyFile = None,
    since: Since = None,
    until: Until = None,
    outlet: OutletName = None,
    by: Annotated[
        By | None, typer.Option("--by", help="Networks: between countries, or between actors.")
    ] = None,
    voices: Annotated[bool, typer.Option("--voices", help="Networks: of sources, not of events.")] = False,
    dynamic: Annotated[
        bool, typer.Option("--dynamic", help="GEXF: with the days of nodes and edges.")
    ] = False,
    output: Output = None,
    debug: Debug = False,
) -> None:
    """Write an archive's pages, judgements applied, in one format or several; the same archive gives the same bytes.

    Only events told as facts go out where a format holds events; --include opens the rest. --since, --until and --outlet
    choose pages. Commenters stand under the archive's own pseudonyms.
    """
    with guarded(debug=debug):
        _check(targets, folder, output, voices=voices, dynamic=dynamic)
        network = _Network(by=by, voices=voices, dynamic=dynamic)
        with opened(place) as archive:
            key = key_from(key_file, comments)
            key = key if key is not None or comments is not Names.PSEUDONYMOUS else archive.key
            pages = _pages(archive, since, until, outlet)
            for target in targets:
                where = output if folder is None else folder / _FILES[target]
                include_here = include if target in _CHOOSE else None
                undated_here = undated if target in _BY_DAY else None
                how = manner_of(_format(target), include_here or (), undated_here, comments=comments, key=key)
                if undated is not None:
                    how = replace(how, undated=undated)
                told = _write(target, pages, where, how, network)
                say(f"{target}: {told}" + (f" → {where}" if folder is not None else ""))
            say(_reviewed(archive.reader()))


def _check(
    targets: Sequence[Target], folder: Path | None, output: Path | None, *, voices: bool, dynamic: bool
) -> None:
    if folder is not None and output is not None:
        raise InputError("--to names a folder and --output a file: say one of them")
    if folder is None and (len(targets) > 1 or Target.PARQUET in targets):
        raise InputError("several formats, and Parquet, need a folder: --to FOLDER")
    if (voices or dynamic) and not set(targets) & set(_NETWORKS):
        raise InputError("--voices and --dynamic are for networks: gexf and graphml")
    if folder is not None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"{folder} cannot be made: {error.strerror}") from error


def _format(target: Target) -> Format:
    return Format.JSONL if target is Target.PARQUET else Format(target.value)


def _pages(
    archive: Archive, since: str | None, until: str | None, outlet: str | None
) -> Callable[[], Iterator[Coded]]:
    """The pages asked for, as often as they are asked for: each format reads them once, one at a time."""
    from dragoman.store.queries import pages_that_fit

    reader = archive.reader()
    filters = filters_of(since=since, until=until, outlet=outlet)
    if since is None and until is None and outlet is None:
        return reader.everything
    wanted = frozenset(pages_that_fit(reader, filters))
    return lambda: reader.everything(wanted)


def _write(
    target: Target, pages: Callable[[], Iterator[Coded]], where: Path | None, how: Manner, network: _Network
) -> str:
    """Write one format, and say how much it holds."""
    if target is Target.PARQUET and where is not None:
        from dragoman.export import write_parquet

        rows = write_parquet(pages(), where, comments=how.comments, key=how.key)
        return ", ".join(f"{number:,} {table}" for table, number in rows.items() if number)
    seen = _Counted(pages())
    with output_to(where) as out:
        if target in _NETWORKS:
            return _write_network(seen, out, _NETWORKS[target], how, network)
        written = write_all(seen, out, how, _kit, many=True)
        out.flush()
    return written.line() if written is not None else count(seen.number, "page")


class _Counted:
    """Pages as they come, counted."""

    def __init__(self, pages: Iterable[Coded]) -> None:
        self.pages, self.number = pages, 0

    def __iter__(self) -> Iterator[Coded]:
        for one in self.pages:
            self.number += 1
            yield one


def _write_network(
    pages: Iterable[Coded], out: TextIO, encode: Callable[[Graph], str], how: Manner, network: _Network
) -> str:
    from dragoman.export import dyads_of, voices_of

    undated = how.undated if network.dynamic else Undated.OUT
    if network.voices:
        graph = voices_of(pages, by=network.by or By.ACTOR, dynamic=network.dynamic, undated=undated)
    else:
        graph = dyads_of(
            pages, by=network.by or By.COUNTRY, include=how.include, dynamic=network.dynamic, undated=undated
        )
    out.write(encode(graph))
    out.flush()
    rows = count(graph.told.rows, "statement" if network.voices else "event")
    held = sum(number for _, number in graph.told.held_back)
    left = (
        (held, "not told as facts"),
        (graph.told.alone, "without two known ends"),
        (graph.told.undated, "without a day"),
    )
    out_of_it = ", ".join(f"{number} {why}" for number, why in left if number)
    said = f"{rows} between {count(len(graph.nodes), 'node')} on {count(len(graph.edges), 'edge')}"
    return said + (f"; left out: {out_of_it}" if out_of_it else "")


def _kit() -> Kit:
    from dragoman.kit import load_kit

    return load_kit()


def _reviewed(reader: Reader) -> str:
    found = reader.status()
    rows = found.counts["statement"] + found.counts["event"]
    share = 100 * found.reviewed / rows if rows else 0.0
    return f"{found.reviewed:,} of {count(rows, 'row')} reviewed by an analyst ({share:.1f} %)"
