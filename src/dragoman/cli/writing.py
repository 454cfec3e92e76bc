"""Coded pages as the formats of ``dragoman code``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, TextIO

from dragoman.cli.streams import width
from dragoman.errors import InputError
from dragoman.export import (
    COLUMNS,
    FACTS,
    POLECAT_COLUMNS,
    Chosen,
    Names,
    Numbers,
    Status,
    Undated,
    csv_line,
    dump_record,
    dyads_of,
    encode_annotations,
    encode_bibtex,
    encode_csl,
    encode_csv,
    encode_gdelt,
    encode_gdelt_mentions,
    encode_gexf,
    encode_graphml,
    encode_plover,
    encode_polecat,
    encode_record,
    report,
    tsv_line,
)
from dragoman.export.happenings import WARNINGS
from dragoman.export.plain import one_line
from dragoman.export.wording import count
from dragoman.model import Coded

if TYPE_CHECKING:
    from dragoman.kit import Kit

_ALL = "all"
#: What stands at the head of an event that is not told as a fact.
_NO_FACT = rf"(?<=^  )e\d+ +(?:{'|'.join(WARNINGS.values())})(?:, NEGATED)?:"


class Format(StrEnum):
    """How records are written."""

    REPORT = "report"
    JSON = "json"
    JSONL = "jsonl"
    PLOVER = "plover"
    CSV = "csv"
    ANNOTATIONS = "annotations"
    GEXF = "gexf"
    GRAPHML = "graphml"
    BIBTEX = "bibtex"
    CSL = "csl"
    POLECAT = "polecat"
    GDELT = "gdelt"
    GDELT_MENTIONS = "gdelt-mentions"


#: The formats whose rows are told by CAMEO code and have numbers, and those that demand a day.
_CAMEO = frozenset({Format.GDELT, Format.GDELT_MENTIONS})
_BY_DAY = _CAMEO | {Format.PLOVER, Format.POLECAT}
#: The formats that choose among the events of a page.
_EVENTS = _BY_DAY | {Format.CSV, Format.ANNOTATIONS, Format.GEXF, Format.GRAPHML}
#: Those of them that add up the events of all pages.
_NETWORKS = {Format.GEXF: encode_gexf, Format.GRAPHML: encode_graphml}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How pages are written: the format, which events, and how commenters are shown."""

    form: Format
    include: frozenset[Status]
    undated: Undated
    comments: Names
    key: bytes | None


@dataclass(slots=True, kw_only=True)
class Written:
    """The events that were written, and those left out: by their status, for want of a day, of a code, of two parties."""

    events: int = 0
    undated: int = 0
    uncoded: int = 0
    alone: int = 0
    numbers: Numbers = field(default_factory=Numbers)
    held_back: Counter[Status] = field(default_factory=Counter)

    def add(self, chosen: Chosen) -> None:
        """Count what one page gave."""
        self.events += len(chosen.events)
        self.undated += chosen.undated
        self.uncoded += chosen.uncoded
        self.held_back.update(dict(chosen.held_back))

    def line(self) -> str:
        """What was written and what was not, and which options say otherwise."""
        said = f"{count(self.events, 'event')} written"
        if self.held_back:
            kinds = ", ".join(f"{self.held_back[one]} {one}" for one in Status if self.held_back[one])
            said += f"; {self.held_back.total()} left out as not told as facts ({kinds}; see --include)"
        if self.alone:
            said += f"; {self.alone} left out without two parties that are known"
        if self.undated:
            said += f"; {self.undated} left out without a day (see --undated)"
        if self.uncoded:
            said += f"; {self.uncoded} left out without a CAMEO code"
        if self.numbers.clashes:
            said += f"; {count(self.numbers.clashes, 'GLOBALEVENTID')} given to more than one dyad"
        return said


def manner_of(
    form: Format, include: Sequence[str], undated: Undated | None, *, comments: Names, key: bytes | None
) -> Manner:
    """What the options ask for.

    Raises:
        InputError: for an unknown status, and for an option that the format has no use for.
    """
    if include and form not in _EVENTS:
        raise InputError(f"--include chooses events for {_listed(_EVENTS)}; --format {form} does not choose")
    if undated is not None and form not in _BY_DAY:
        raise InputError(f"--undated is for {_listed(_BY_DAY)}, which demand a day; --format {form} does not")
    return Manner(
        form=form,
        include=FACTS.union(*map(_statuses, include)),
        undated=undated or Undated.OUT,
        comments=comments,
        key=key,
    )


def _listed(forms: frozenset[Format]) -> str:
    names = [form for form in Format if form in forms]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _statuses(word: str) -> frozenset[Status]:
    if word == _ALL:
        return frozenset(Status)
    try:
        return frozenset(Status(part.strip()) for part in word.split(","))
    except ValueError as error:
        known = ", ".join((*Status, _ALL))
        raise InputError(f"--include {one_line(word, 60)!r} is none of {known}") from error


def write_all(
    pages: Iterable[Coded], out: TextIO, how: Manner, kit: Callable[[], Kit], *, many: bool
) -> Written | None:
    """Write every page to ``out`` as it comes, and count the events; None of a format that leaves none out.

    JSON is one object, or an array when there are ``many`` files. ``kit`` is asked for the kit that coded the pages, after
    the first has come.
    """
    if how.form in _NETWORKS:
        return _write_network(pages, out, how)
    if how.form in _EVENTS:
        return _write_events(pages, out, how, kit)
    if how.form in {Format.BIBTEX, Format.CSL}:
        _write_references(pages, out, how)
        return None
    if how.form is Format.REPORT:
        _write_reports(
            pages, out, lambda coded, wide: report(coded, width=wide, comments=how.comments, key=how.key)
        )
        return None
    records = (encode_record(coded, comments=how.comments, key=how.key) for coded in pages)
    if how.form is Format.JSONL:
        for record in records:
            out.write(dump_record(record) + "\n")
            out.flush()
        return None
    _write_json((dump_record(record, lines=True) for record in records), out, many=many)
    return None


def _write_events(pages: Iterable[Coded], out: TextIO, how: Manner, kit: Callable[[], Kit]) -> Written:
    written = Written()
    if how.form is Format.CSV:
        out.write(csv_line(COLUMNS))
    elif how.form is Format.POLECAT:
        out.write(tsv_line(POLECAT_COLUMNS))
    for coded in pages:
        lines, chosen = _lines(coded, how, kit)
        written.add(chosen)
        if how.form in _CAMEO:
            written.numbers.add(chosen)
        out.writelines(lines)
        out.flush()
    return written


def _write_network(pages: Iterable[Coded], out: TextIO, how: Manner) -> Written:
    graph = dyads_of(pages, include=how.include)
    out.write(_NETWORKS[how.form](graph))
    told = graph.told
    return Written(events=told.rows, alone=told.alone, held_back=Counter(dict(told.held_back)))


def _write_references(pages: Iterable[Coded], out: TextIO, how: Manner) -> None:
    if how.form is Format.BIBTEX:
        out.writelines(encode_bibtex(coded, comments=how.comments, key=how.key) + "\n" for coded in pages)
        return
    items = (dump_record(encode_csl(coded, comments=how.comments, key=how.key)) for coded in pages)
    _write_json(items, out, many=True)


def _lines(coded: Coded, how: Manner, kit: Callable[[], Kit]) -> tuple[list[str], Chosen]:
    """What one page gives in a format for events: lines with their ends."""
    if how.form in _CAMEO | {Format.POLECAT}:
        return _field_lines(coded, how, kit())
    if how.form is Format.CSV:
        table = encode_csv(coded, include=how.include, comments=how.comments, key=how.key)
        return [csv_line(row) for row in table.records], table.chosen
    if how.form is Format.PLOVER:
        found = encode_plover(
            coded, include=how.include, undated=how.undated, comments=how.comments, key=how.key
        )
    else:
        found = encode_annotations(coded, include=how.include, comments=how.comments, key=how.key)
    return [dump_record(record) + "\n" for record in found.records], found.chosen


def _field_lines(coded: Coded, how: Manner, kit: Kit) -> tuple[list[str], Chosen]:
    """The same for the tables of the field."""
    from dragoman.pipeline import sentence_starts

    if how.form is Format.GDELT_MENTIONS:
        starts = sentence_starts(coded, kit)
        table = encode_gdelt_mentions(coded, include=how.include, undated=how.undated, sentences=starts)
    else:
        encode = encode_gdelt if how.form is Format.GDELT else encode_polecat
        table = encode(
            coded, kit.crosswalk, include=how.include, undated=how.undated, comments=how.comments, key=how.key
        )
    return [tsv_line(row) for row in table.records], table.chosen


def _write_json(records: Iterator[str], out: TextIO, *, many: bool) -> None:
    first = next(records, None)
    second = next(records, None) if first is not None else None
    if first is None:
        out.write("[]\n" if many else "")
    elif second is None and not many:
        out.write(first + "\n")
    else:
        out.write("[\n" + first)
        rest = records if second is None else chain([second], records)
        out.writelines(",\n" + record for record in rest)
        out.write("\n]\n")


def _write_reports(pages: Iterable[Coded], out: TextIO, make: Callable[[Coded, int], str]) -> None:
    colour = out.isatty()
    for at, coded in enumerate(pages):
        text = ("\n\n" if at else "") + make(coded, width())
        if colour:
            _print_in_colour(text)
        else:
            out.write(text)
        out.flush()


def _print_in_colour(text: str) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True, highlight=False, emoji=False)
    for line in text.splitlines():
        shown = Text(line)
        if line.isupper() and not line.startswith(" "):
            shown.stylize("bold")
        shown.highlight_regex(r"^  [a-z]\d+ ", "bold cyan")
        shown.highlight_regex(r"^\s+→ ", "dim")
        shown.highlight_regex(r"\[\d+–\d+\]", "dim")
        shown.highlight_regex(r"GRAVE", "bold red")
        shown.highlight_regex(_NO_FACT, "bold red")
        console.print(shown)
