"""Checking a layout file, entry by entry, with the line on which each mistake stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.errors import KnowledgeError
from dragoman.pages.export_layouts import parse_export
from dragoman.pages.export_samples import failures
from dragoman.pages.html import read_markup
from dragoman.pages.layout_schema import EXPORT, PAGE, SINGLE, THREADS, TableSchema, entries_of, misfits
from dragoman.pages.layouts import fold_line
from dragoman.pages.slow_patterns import TOO_LONG, slow_line
from dragoman.pages.thread_layouts import NamedThread, Pattern, parse_threads
from dragoman.pages.toml_places import Places, places_in

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_PATTERNS = ("match", "begin", "end", "count", "listed")
#: Groups of the lines that part and count the articles of an export.
_COUNTING = frozenset({"number", "total", "title", "id"})
_FEWEST_SIGNATURES = 2
#: The layouts that are in force without being chosen need no signature.
_GENERAL = frozenset({"general", "html"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """Something wrong with a layout file, on a line counted from 1."""

    line: int
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of checking one file: its mistakes in the order of their lines, and how many rules and examples
    were tried."""

    mistakes: tuple[Mistake, ...]
    rules: int
    examples: int


def check_layout(text: str) -> Checked:
    """Check the text of a layout file (of pages, of an export, or of threads in HTML).

    Mistakes are: TOML that cannot be read; unknown tables and keys; wrong types and words; what is missing; ids that
    stand twice; regular expressions that cannot be compiled, have groups without meaning, or take too long; examples
    that are missing, do not match or match though they must not; samples that are not cut as they say.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at is not None and at[1] else text.count("\n") + 1
        return Checked(
            mistakes=(Mistake(line=line, message=_AT_LINE.sub("", str(error)).strip()),), rules=0, examples=0
        )
    check = _Check(data, text)
    check.run()
    mistakes = sorted(set(check.mistakes), key=lambda one: (one.line, one.message))
    return Checked(mistakes=tuple(mistakes), rules=check.rules, examples=check.examples)


class _Check:
    def __init__(self, data: Mapping[str, Any], text: str) -> None:
        self.data, self.text = data, text
        self.places: Places = places_in(text)
        self.threads = "thread" in data or "words" in data
        self.schemas = THREADS if self.threads else EXPORT if "export" in data else PAGE
        self.mistakes: list[Mistake] = []
        self.rules = self.examples = 0

    def run(self) -> None:
        seen: dict[tuple[str, str], int] = {}
        for table, number, entry in entries_of(self.data):
            schema = self.schemas.get(table)
            if schema is None:
                self._say(
                    table,
                    number,
                    None,
                    f"unknown table [{table}]; known: {', '.join(filter(None, self.schemas))}",
                )
                continue
            if (number is None) != (table in SINGLE):
                self._say(
                    table,
                    number,
                    None,
                    f"[{table}] must be written [[{table}]]"
                    if number is None
                    else f"[[{table}]] must be written [{table}]",
                )
                continue
            for key, message in misfits(schema, entry):
                self._say(table, number, key, message)
            name = entry.get("id")
            if isinstance(name, str) and "sample" not in table:
                first = seen.setdefault((table, name), self.places.of(table, number, "id"))
                if first != self.places.of(table, number, "id"):
                    self._say(table, number, "id", f"the id {name!r} stands twice, first on line {first}")
            self._patterns(table, number, entry, schema)
        self._whole()

    def _say(
        self, table: str, number: int | None, key: str | None, message: str, value: str | None = None
    ) -> None:
        self.mistakes.append(Mistake(line=self.places.of(table, number, key, value), message=message))

    def _patterns(
        self, table: str, number: int | None, entry: Mapping[str, Any], schema: TableSchema
    ) -> None:
        for key in _PATTERNS:
            if key not in schema.keys or not isinstance(entry.get(key), str):
                continue
            self.rules += 1
            try:
                pattern = re.compile(entry[key])
            except re.error as error:
                self._say(table, number, key, f"bad regular expression: {error}")
                continue
            self._groups(table, number, key, pattern, schema)
            examples = self._examples(table, number, entry, schema, pattern)
            if (line := slow_line(pattern, examples)) is not None:
                shown = line[:20] + "..." if len(line) > 20 else line
                detail = f"over {TOO_LONG:g} s on a line of {len(line)} characters ({shown!r})"
                self._say(table, number, key, f"the regular expression can take too long: {detail}")

    def _groups(
        self, table: str, number: int | None, key: str, pattern: re.Pattern[str], schema: TableSchema
    ) -> None:
        known = schema.groups if key == "match" else _COUNTING
        for name in sorted(pattern.groupindex):
            # Alternatives of one expression number their groups: votes, votes2.
            if name.rstrip("0123456789") not in known:
                shown = ", ".join(sorted(known)) or "none"
                self._say(table, number, key, f"the group {name!r} means nothing here; known: {shown}")

    def _examples(
        self,
        table: str,
        number: int | None,
        entry: Mapping[str, Any],
        schema: TableSchema,
        pattern: re.Pattern[str],
    ) -> list[str]:
        examples = list(_texts(entry.get("example")))
        if schema.examples and not examples:
            self._say(table, number, "example", f"rule {entry.get('id')!r} has no example")
        for key, lines, wanted in (
            ("example", examples, True),
            ("counter", _texts(entry.get("counter")), False),
        ):
            for line in lines:
                self.examples += 1
                if bool(pattern.match(fold_line(line.strip()))) is not wanted:
                    does = "does not match its example" if wanted else "matches its counter-example"
                    self._say(table, number, key, f"rule {entry.get('id')!r} {does} {line!r}", line)
        return [fold_line(line.strip()) for line in examples]

    def _whole(self) -> None:
        """What holds for the file as a whole."""
        name = self.data.get("name")
        if self.threads:
            self._threads()
        elif "export" in self.data:
            self._samples()
        elif name not in _GENERAL and len(self.data.get("signature", ())) < _FEWEST_SIGNATURES:
            message = (
                f"a layout is chosen by its signatures: it needs {_FEWEST_SIGNATURES} or more [[signature]]"
            )
            self._say("", None, "name", message)

    def _threads(self) -> None:
        if self.mistakes:
            return
        try:
            systems = parse_threads("", self.text).named
        except KnowledgeError as error:
            self._say("thread", 0, None, str(error).removeprefix(": "))
            return
        for number, (entry, system) in enumerate(zip(self.data.get("thread", ()), systems, strict=True)):
            self.rules += 1
            for key, wanted in (("example", True), ("counter", False)):
                self.examples += 1
                if _is_found(system, entry[key]) is not wanted:
                    does = "is not found in its example" if wanted else "is found in its counter-example"
                    self._say("thread", number, key, f"the system {system.name!r} {does}")

    def _samples(self) -> None:
        if self.mistakes:
            return
        try:
            layout = parse_export("", self.data)
        except KnowledgeError as error:
            self._say("export", None, None, str(error).removeprefix(": "))
            return
        if not layout.samples:
            self._say("export", None, None, "there is no [[sample]]: an export carries one, in own words")
        for number, sample in enumerate(layout.samples):
            self.examples += len(sample.titles)
            for key, message in failures(layout, sample):
                self._say("sample", number, key, f"the sample is cut otherwise: {message}")


def _is_found(system: NamedThread, markup: str) -> bool:
    """Whether a sign of the system and an element of one comment stand in the markup."""
    return all(_stands(patterns, markup) for patterns in (system.signs, system.items))


def _stands(patterns: Sequence[Pattern], markup: str) -> bool:
    tree = read_markup(markup).tree
    return tree is not None and any(
        pattern.fits(tag, dict(attributes))
        for tag, attributes in zip(tree.tags, tree.attributes, strict=True)
        for pattern in patterns
    )


def _texts(value: object) -> Iterator[str]:
    return (one for one in (value if isinstance(value, list) else ()) if isinstance(one, str))
