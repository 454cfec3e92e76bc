"""The actor files: CSV texts in, an actor book out, every defect named with its file and line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from io import StringIO
from typing import Final, TypeVar

from dragoman.actors.book import (
    ActorBook,
    Demonym,
    Effect,
    Entry,
    Example,
    Form,
    HeldRole,
    Holds,
    Mask,
    Office,
    naming_of,
)
from dragoman.actors.period import ALWAYS, Period, between, period_of
from dragoman.actors.phrases import Case, Phrase, index_of, key_of, phrase_of, words_of
from dragoman.errors import KnowledgeError, ValueRuleError
from dragoman.model import Actor, ActorKind, Alias, Role

E = TypeVar("E", bound=StrEnum)

#: The columns each file must have; all but actors.csv may be absent. Further columns are allowed and not read.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "actors.csv": ("id", "name", "kind", "country", "source"),
    "aliases.csv": ("actor", "alias", "lang", "since", "until", "metonym", "case", "source"),
    "roles.csv": (
        "actor",
        "sector",
        "position",
        "country",
        "body",
        "since",
        "until",
        "leads",
        "certain",
        "citation",
    ),
    "offices.csv": ("words", "sector", "position", "holds", "country", "example", "on", "expected"),
    "demonyms.csv": ("word", "form", "country"),
    "contexts.csv": ("words", "effect", "example", "on", "expected"),
}
#: The sectors of PLOVER.
SECTORS: Final = frozenset({
    "COP", "GOV", "JUD", "LEG", "MIL", "PRM", "PTY", "REB", "SPY", "UAF", "UNK", "AGR", "BUS", "CRM", "CVL", "EDU",
    "ELI", "JRN", "LAB", "MED", "REF", "OPP", "PRE", "REL", "SOC",
})  # fmt: skip
_ISO3: Final = re.compile(r"[A-Z]{3}")
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a file, its cells trimmed; ``line`` is the 1-based line of the file on which it ends."""

    file: str
    line: int
    cells: Mapping[str, str]

    def error(self, detail: str) -> KnowledgeError:
        """A KnowledgeError that names file and line."""
        return KnowledgeError(f"{self.file}:{self.line}: {detail}")

    def need(self, column: str) -> str:
        """The cell of ``column``; KnowledgeError when it is empty."""
        if not (cell := self.cells[column]):
            raise self.error(f"{column!r} is empty")
        return cell

    def maybe(self, column: str) -> str | None:
        """The cell of ``column``, None when it is empty."""
        return self.cells[column] or None

    def one_of(self, column: str, kind: type[E]) -> E:
        """The cell as a value of ``kind``; KnowledgeError when it is none."""
        try:
            return kind(self.need(column))
        except ValueError as error:
            raise self.error(f"{column} {self.cells[column]!r} is none of {', '.join(kind)}") from error

    def flag(self, column: str, empty: str) -> bool:
        """The cell as yes or no; ``empty`` is what an empty cell means."""
        cell = self.cells[column] or empty
        if cell not in {"yes", "no"}:
            raise self.error(f"{column} {cell!r} is neither yes nor no")
        return cell == "yes"

    def country(self) -> str | None:
        """The cell ``country``; KnowledgeError when it has not the shape of an ISO 3166 alpha-3 code."""
        cell = self.maybe("country")
        if cell is not None and not _ISO3.fullmatch(cell):
            raise self.error(f"country {cell!r} is not an ISO 3166 alpha-3 code")
        return cell

    def sector(self) -> str | None:
        """The cell ``sector``; KnowledgeError when it is no PLOVER sector."""
        cell = self.maybe("sector")
        if cell is not None and cell not in SECTORS:
            raise self.error(f"sector {cell!r} is none of {' '.join(sorted(SECTORS))}")
        return cell

    def period(self) -> Period:
        """From ``since`` to ``until``; KnowledgeError when one is no EDTF date or they are out of order."""
        try:
            return between(self.maybe("since"), self.maybe("until"))
        except ValueRuleError as error:
            raise self.error(str(error)) from error


def parse_actors(files: Mapping[str, str]) -> ActorBook:
    """The actor book that the CSV texts describe; ``files`` maps a file name (:data:`COLUMNS`) to its text.

    The name in actors.csv is itself an alias unless aliases.csv lists the same words.

    Raises:
        KnowledgeError: ``aliases.csv:17: ...`` for any defect: a missing file or column, an unknown id, kind,
            sector or effect, a bad EDTF date, an end before its start, a duplicate with overlapping dates.
    """
    if unknown := sorted(set(files) - set(COLUMNS)):
        raise KnowledgeError(f"{unknown[0]}:1: is none of {', '.join(COLUMNS)}")
    if "actors.csv" not in files:
        raise KnowledgeError("actors.csv:1: the file is missing")
    rows = {name: tuple(_rows(name, files[name])) if name in files else () for name in COLUMNS}
    actors, countries = _actors(rows["actors.csv"])
    aliases = _aliases(rows["aliases.csv"], actors)
    held = _roles(rows["roles.csv"], actors, countries)
    complete = {
        key: replace(
            actor,
            aliases=tuple(alias for alias, _, _ in aliases[key]),
            roles=tuple(role.role for role in held if role.actor == key),
        )
        for key, actor in actors.items()
    }
    return ActorBook(
        actors=complete,
        index=index_of(
            (
                *_names(complete, aliases),
                *_demonyms(rows["demonyms.csv"], countries),
                *_offices(rows["offices.csv"]),
                *_masks(rows["contexts.csv"]),
            )
        ),
        roles=_group(((role.position, role.owner), role) for role in held),
        held=_group((role.actor, role) for role in held),
        countries=countries,
        contexts=_contexts(rows["contexts.csv"]),
        given=_given(complete),
        examples=tuple(_examples((*rows["offices.csv"], *rows["contexts.csv"]))),
    )


def _rows(file: str, text: str) -> Iterator[Row]:
    reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        header = tuple(cell.strip() for cell in next(reader, ()))
        if missing := [name for name in COLUMNS[file] if name not in header]:
            raise KnowledgeError(f"{file}:1: the column {missing[0]!r} is missing")
        for cells in reader:
            if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
                continue
            if len(cells) != len(header):
                raise KnowledgeError(
                    f"{file}:{reader.line_num}: {len(cells)} cells, the header has {len(header)}"
                )
            trimmed = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
            yield Row(file=file, line=reader.line_num, cells=trimmed)
    except csv.Error as error:
        raise KnowledgeError(f"{file}:{reader.line_num}: {error}") from error


def _actors(rows: Iterable[Row]) -> tuple[dict[str, Actor], dict[str, str]]:
    actors: dict[str, Actor] = {}
    countries: dict[str, str] = {}
    for row in rows:
        key, kind, country = row.need("id"), row.one_of("kind", ActorKind), row.country()
        if not _ID.fullmatch(key):
            raise row.error(f"id {key!r} is no slug of a-z, 0-9 and single hyphens")
        if key in actors:
            raise row.error(f"id {key!r} stands twice")
        if kind is ActorKind.COUNTRY:
            if country is None or country in countries:
                raise row.error(f"a country needs a code of its own, not {country!r}")
            countries[country] = key
        actors[key] = Actor(id=key, name=row.need("name"), kind=kind, country=country)
    return actors, countries


AliasRow = tuple[Alias, Case, Period]


def _aliases(rows: Iterable[Row], actors: Mapping[str, Actor]) -> dict[str, tuple[AliasRow, ...]]:
    found: dict[str, list[AliasRow]] = {key: [] for key in actors}
    for row in rows:
        key, text, period = row.need("actor"), row.need("alias"), row.period()
        if key not in actors:
            raise row.error(f"actor {key!r} is not in actors.csv")
        if not len(words_of(text)):
            raise row.error(f"alias {text!r} holds no letter or digit")
        if any(other.text == text and days.overlaps(period) for other, _, days in found[key]):
            raise row.error(f"alias {text!r} of {key!r} stands twice for the same days")
        alias = Alias(
            text=text,
            lang=row.maybe("lang"),
            since=row.maybe("since"),
            until=row.maybe("until"),
            metonym=row.flag("metonym", "no"),
        )
        found[key].append((alias, row.one_of("case", _AliasCase).case, period))
    for key, actor in actors.items():
        if all(alias.text != actor.name for alias, _, _ in found[key]):
            found[key].insert(0, (Alias(text=actor.name), Case.FOLDED, ALWAYS))
    return {key: tuple(rows) for key, rows in found.items()}


class _AliasCase(StrEnum):
    EXACT = "exact"
    FOLDED = "folded"

    @property
    def case(self) -> Case:
        return Case(self.value)


def _roles(
    rows: Iterable[Row], actors: Mapping[str, Actor], countries: Mapping[str, str]
) -> tuple[HeldRole, ...]:
    found: list[HeldRole] = []
    for row in rows:
        key, country, body = row.need("actor"), row.country(), row.maybe("body")
        for name in (key, body):
            if name is not None and name not in actors:
                raise row.error(f"{name!r} is not in actors.csv")
        if (country is None) == (body is None):
            raise row.error("a role needs a country or a body, and not both")
        if country is not None and country not in countries:
            raise row.error(f"country {country!r} is not in actors.csv")
        position = row.need("position")
        role = Role(
            sector=row.sector(),
            position=position if body is None else f"{position}, {actors[body].name}",
            country=country,
            since=row.maybe("since"),
            until=row.maybe("until"),
            citation=row.maybe("citation"),
        )
        held = HeldRole(
            actor=key,
            owner=country or body or "",
            position=position,
            role=role,
            period=row.period(),
            certain=row.flag("certain", "yes"),
            leads=row.flag("leads", "no"),
        )
        if any(_same_office(other, held) and _inside(other.period, held.period) for other in found):
            raise row.error(f"{key!r} holds {position!r} twice in the same days")
        found.append(held)
    return tuple(found)


def _same_office(one: HeldRole, other: HeldRole) -> bool:
    return (one.actor, one.owner, one.position) == (other.actor, other.owner, other.position)


def _inside(one: Period, other: Period) -> bool:
    # Two terms may meet in one month or on one day; more is a slip of the pen.
    return min(one.last, other.last) - max(one.first, other.first) > 31


def _names(
    actors: Mapping[str, Actor], aliases: Mapping[str, tuple[AliasRow, ...]]
) -> Iterator[Phrase[Entry] | None]:
    for key, rows in aliases.items():
        for alias, case, period in rows:
            single = len(words_of(alias.text)) == 1
            yield phrase_of(alias.text, case, naming_of(actors[key], alias, period, single=single))


def _demonyms(rows: Iterable[Row], countries: Mapping[str, str]) -> Iterator[Phrase[Entry] | None]:
    seen: set[tuple[str, Form, str | None]] = set()
    for row in rows:
        word, form, country = row.need("word"), row.one_of("form", Form), row.country()
        if country is None or country not in countries:
            raise row.error(f"country {country!r} is not in actors.csv")
        if (word, form, country) in seen:
            raise row.error(f"{word!r} stands twice")
        seen.add((word, form, country))
        yield phrase_of(word, Case.FOLDED, Demonym(country=country, form=form))


def _offices(rows: Iterable[Row]) -> Iterator[Phrase[Entry] | None]:
    seen: set[str] = set()
    for row in rows:
        words, country = row.need("words"), row.country()
        if words in seen:
            raise row.error(f"{words!r} stands twice")
        seen.add(words)
        office = Office(
            words=words,
            sector=row.sector(),
            positions=tuple(part for part in row.cells["position"].split("|") if part),
            holds=row.one_of("holds", Holds),
            country=country,
        )
        yield phrase_of(words, Case.FREE, office)


def _masks(rows: Iterable[Row]) -> Iterator[Phrase[Entry] | None]:
    for row in rows:
        if row.one_of("effect", Effect) is Effect.NO_ACTOR:
            words = row.need("words")
            yield phrase_of(words, Case.FOLDED, Mask(words=words))


def _contexts(rows: Iterable[Row]) -> dict[Effect, frozenset[str]]:
    found: dict[Effect, set[str]] = {effect: set() for effect in Effect}
    for row in rows:
        effect, words = row.one_of("effect", Effect), words_of(row.need("words"))
        key = " ".join(words.keys)
        if key in found[effect]:
            raise row.error(f"{row.cells['words']!r} stands twice for {effect}")
        found[effect].add(key)
    return {effect: frozenset(keys) for effect, keys in found.items()}


def _given(actors: Mapping[str, Actor]) -> dict[str, frozenset[str]]:
    return {
        key: frozenset(
            key_of(words.words[0]) for alias in actor.aliases if len(words := words_of(alias.text)) > 1
        )
        for key, actor in actors.items()
        if actor.kind is ActorKind.PERSON
    }


def _examples(rows: Iterable[Row]) -> Iterator[Example]:
    for row in rows:
        if not row.cells["example"]:
            continue
        on = row.maybe("on")
        try:
            _ = period_of(on) if on else None
        except ValueRuleError as error:
            raise row.error(str(error)) from error
        expected = []
        for part in row.need("expected").split(";"):
            words, sign, actor = (piece.strip() for piece in part.partition("="))
            if not (sign and words in row.cells["example"] and actor):
                raise row.error(f"expected {part!r} is not 'words of the example = actor id, ? or -'")
            expected.append((words, actor))
        yield Example(
            row=f"{row.file}:{row.line}", sentence=row.cells["example"], on=on, expected=tuple(expected)
        )


K = TypeVar("K")
V = TypeVar("V")


def _group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
