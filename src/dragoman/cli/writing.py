"""Coded pages as the formats of ``dragoman code``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import chain
from typing import TextIO

from dragoman.cli.streams import width
from dragoman.export import Names, dump_record, encode_record, report
from dragoman.model import Coded


class Format(StrEnum):
    """How records are written."""

    REPORT = "report"
    JSON = "json"
    JSONL = "jsonl"


def write_all(
    pages: Iterable[Coded], out: TextIO, how: Format, *, many: bool, comments: Names, key: bytes | None
) -> None:
    """Write every page to ``out`` as it comes. JSON is one object, or an array when there are ``many`` files."""
    if how is Format.REPORT:
        _write_reports(pages, out, lambda coded, wide: report(coded, width=wide, comments=comments, key=key))
        return
    records = (encode_record(coded, comments=comments, key=key) for coded in pages)
    if how is Format.JSONL:
        for record in records:
            out.write(dump_record(record) + "\n")
            out.flush()
        return
    _write_json((dump_record(record, lines=True) for record in records), out, many=many)


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
        console.print(shown)
