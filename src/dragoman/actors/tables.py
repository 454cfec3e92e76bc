"""The actor files: CSV texts in, an actor book out, every defect named with its file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from dragoman.actors.asked import Asked
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
    Naming,
    Office,
    People,
    told_by,
)
from dragoman.actors.lexicon import Lexicon
from dragoman.actors.period import ALWAYS
from dragoman.actors.phrases import Case, Seed, first_key, index_of_seeds, key_of, words_of
from dragoman.actors.rows import Row, rows_of, sector_of
from dragoman.actors.table_checks import Names, check_rows, period_in
from dragoman.errors import KnowledgeError
from dragoman.model import Actor, ActorCode, ActorKind, Alias, Role, Succession, SuccessionKind

_NONE: Final[Mapping[str, str]] = {}


def parse_actors(
    files: Mapping[str, str], own: Mapping[str, str] = _NONE, *, trusted: bool = False
) -> ActorBook:
    """The actor book that the CSV texts describe; ``files`` maps a path (``people/europe/roles.csv``) to its text.

    The last part of a path names the table (:data:`dragoman.actors.rows.COLUMNS`); tables of one name are one table.
    ``own`` are files of the user's own in the same shape: their names have priority over the same names in ``files``,
    and an actor there takes the place of the one with the same id. Where all files are ``trusted`` (those that ship, which
    the tests check) they are not checked again.

    The name in actors.csv is itself an alias unless aliases.csv lists the same words. Actors, names and roles are made
    when they are first asked for.

    Raises:
        KnowledgeError: ``groups/aliases.csv:17: ...`` for any defect: a missing file or column, an unknown id, kind,
            sector or effect, a bad EDTF date, an end before its start, a duplicate with overlapping dates.
    """
    rows = rows_of(files, own, trusted=trusted)
    if not any(path.rsplit("/", 1)[-1] == "actors.csv" for path in files):
        raise KnowledgeError("actors.csv:1: the file is missing")
    if not trusted or own:
        check_rows(rows)
    return _Assembly(rows).book()


class _Assembly:
    """Rows by what they belong to; private to this module."""

    def __init__(self, rows: Mapping[str, Sequence[Row]]) -> None:
        self.rows = rows
        self.actors: dict[str, Row] = {}
        for row in rows["actors.csv"]:
            self.actors.setdefault(row.cell("id"), row)
        self.aliases = _grouped(rows["aliases.csv"], "actor")
        self.roles = _grouped(rows["roles.csv"], "actor")
        self.codes = _grouped(rows["codes.csv"], "actor")

    def book(self) -> ActorBook:
        rows = self.rows
        by_owner: dict[tuple[str, str], list[Row]] = {}
        leaders: dict[str, list[Row]] = {}
        for row in rows["roles.csv"]:
            owner = row.cell("country") or row.cell("body")
            by_owner.setdefault((row.cell("position"), owner), []).append(row)
            if row.cell("leads") == "yes":
                leaders.setdefault(owner, []).append(row)
        countries = {
            row.cell("country"): key for key, row in self.actors.items() if row.cell("kind") == "country"
        }
        leaning = (first_key(row.cell("alias")) for row in rows["aliases.csv"] if row.cell("alone") == "no")
        actors = Asked(self.actors, self.actor)
        return ActorBook(
            actors=actors,
            index=index_of_seeds(self.seeds()),
            roles=Asked(by_owner, self.held),
            leaders=Asked(leaders, self.held),
            held=Asked(self.roles, self.held),
            countries=countries,
            contexts=_contexts(rows["contexts.csv"]),
            given=Asked({key: key for key in self.actors}, lambda key: _given(actors[key])),
            lexicon=_lexicon(rows),
            pronouns={row.cell("trait"): float(row.cell("weight")) for row in rows["coreference.csv"]},
            nominals={row.cell("noun"): frozenset(row.cell("kinds").split()) for row in rows["nominals.csv"]},
            successions=tuple(_succession(row) for row in rows["successions.csv"]),
            examples=tuple(examples_of((*rows["offices.csv"], *rows["contexts.csv"]))),
            leaning=frozenset(key for key in leaning if key is not None),
            hints=frozenset(self.hints()),
        )

    def hints(self) -> Iterator[str]:
        """The keys of the first words of countries, demonyms and seats."""
        texts = [row.cell("word") for row in self.rows["demonyms.csv"]]
        countries = {key for key, row in self.actors.items() if row.cell("kind") == "country"}
        texts += [self.actors[key].cell("name") for key in countries]
        texts += [
            row.cell("alias")
            for row in self.rows["aliases.csv"]
            if row.cell("metonym") == "yes" or row.cell("actor") in countries
        ]
        yield from (key for text in texts if (key := first_key(text)) is not None)

    def actor(self, row: Row) -> Actor:
        key = row.cell("id")
        names = Names.of(row, self.aliases.get(key, ()))
        return Actor(
            id=key,
            name=row.cell("name"),
            kind=ActorKind(row.cell("kind")),
            country=row.maybe("country"),
            type=row.maybe("type"),
            sector=row.maybe("sector"),
            since=row.maybe("since"),
            until=row.maybe("until"),
            wikidata=row.maybe("wikidata"),
            aliases=tuple(alias_of(one) for one in names.rows),
            roles=tuple(held.role for held in self.held(self.roles.get(key, ()))),
            codes=tuple(
                ActorCode(text=one.cell("code"), since=one.maybe("since"), until=one.maybe("until"))
                for one in self.codes.get(key, ())
            ),
        )

    def held(self, rows: Iterable[Row]) -> tuple[HeldRole, ...]:
        return tuple(self._held(row) for row in rows)

    def _held(self, row: Row) -> HeldRole:
        body, position = row.maybe("body"), row.cell("position")
        role = Role(
            sector=row.maybe("sector"),
            position=position if body is None else f"{position}, {self.actors[body].cell('name')}",
            country=row.maybe("country"),
            since=row.maybe("since"),
            until=row.maybe("until"),
            citation=row.maybe("citation"),
        )
        return HeldRole(
            actor=row.cell("actor"),
            owner=row.cell("country") or body or "",
            position=position,
            role=role,
            period=row.period(),
            certain=row.flag("certain", "yes"),
            leads=row.flag("leads", "no"),
            row=f"{row.file}:{row.line}",
        )

    def seeds(self) -> Iterator[Seed[Entry]]:
        """What names, demonyms, peoples, offices and masks stand for, made when their words are met."""
        for key, row in self.actors.items():
            for one in Names.of(row, self.aliases.get(key, ())).rows:
                text = one.cell("alias") if one is not row else one.cell("name")
                case = Case.EXACT if one is not row and one.cell("case") == "exact" else Case.FOLDED
                yield text, case, partial(_naming, row, one)
        for row in self.rows["demonyms.csv"]:
            owner = row.cell("country") or row.cell("body")
            yield row.cell("word"), Case.FOLDED, partial(_demonym, owner, row.cell("form"))
        for row in self.rows["peoples.csv"]:
            for word in dict.fromkeys((row.cell("word"), row.cell("plural"))):
                yield word, Case.FOLDED, partial(_people, row.cell("countries"))
        for row in self.rows["agents.csv"]:
            yield row.cell("words"), Case.FREE, partial(_agent, row)
        for row in self.rows["offices.csv"]:
            yield row.cell("words"), Case.FREE, partial(_office, row)
        for row in self.rows["contexts.csv"]:
            if row.cell("effect") == Effect.NO_ACTOR:
                yield row.cell("words"), Case.FOLDED, partial(_mask, row.cell("words"))


def alias_of(row: Row) -> Alias:
    """The alias of a row of aliases.csv, or of an actor's own row: its name."""
    if "alias" not in row.places:
        return Alias(text=row.cell("name"))
    return Alias(
        text=row.cell("alias"),
        lang=row.maybe("lang"),
        since=row.maybe("since"),
        until=row.maybe("until"),
        metonym=row.flag("metonym", "no"),
    )


def _naming(actor: Row, row: Row) -> Naming:
    """What the name in a row stands for: a row of aliases.csv, or the actor's own."""
    alias, kind = alias_of(row), ActorKind(actor.cell("kind"))
    rule, score = told_by(alias, kind, single=len(words_of(alias.text)) == 1)
    own_name = row is actor
    return Naming(
        actor=actor.cell("id"),
        kind=kind,
        rule=rule,
        score=score,
        period=ALWAYS if own_name else row.period(),
        metonym=alias.metonym,
        own=row.own,
        alone=own_name or row.flag("alone", "yes"),
        type=actor.maybe("type"),
    )


def _demonym(owner: str, form: str) -> Entry:
    return Demonym(owner=owner, form=Form(form))


def _people(countries: str) -> Entry:
    return People(countries=tuple(countries.split()))


def _office(row: Row) -> Entry:
    return Office(
        words=row.cell("words"),
        sector=row.maybe("sector"),
        positions=tuple(part for part in row.cell("position").split("|") if part),
        holds=Holds(row.cell("holds")),
        country=row.maybe("country"),
    )


def _agent(row: Row) -> Entry:
    """An agent of a user's PETRARCH file: a group whose sector its code tells."""
    return Office(
        words=row.cell("words"), sector=sector_of(row.cell("code")), positions=(), holds=Holds.GROUP
    )


def _mask(words: str) -> Entry:
    return Mask(words=words)


def _succession(row: Row) -> Succession:
    return Succession(
        before=row.cell("from"),
        after=row.cell("to"),
        kind=SuccessionKind(row.cell("kind")),
        date=row.maybe("date"),
        certain=row.flag("certain", "yes"),
        source=row.maybe("source"),
    )


def _contexts(rows: Iterable[Row]) -> dict[Effect, frozenset[str]]:
    found: dict[Effect, set[str]] = {effect: set() for effect in Effect}
    for row in rows:
        found[Effect(row.cell("effect"))].add(" ".join(words_of(row.cell("words")).keys))
    return {effect: frozenset(keys) for effect, keys in found.items()}


def _lexicon(rows: Mapping[str, Sequence[Row]]) -> Lexicon:
    sexes = {row.cell("word"): row.cell("pronoun") for row in rows["sexes.csv"]}
    sorts = {row.cell("noun"): row.cell("sort") for row in rows["sorts.csv"]}
    for row in rows["offices.csv"]:
        words = row.cell("words").lower()
        if row.cell("holds") in {"person", "rank"} and " " not in words:
            sorts.setdefault(words, "person")
    for row in rows["contexts.csv"]:
        words = row.cell("words").lower()
        if row.cell("effect") == Effect.ORGANISATION and " " not in words:
            sorts.setdefault(words, "org")
    return Lexicon(sorts=sorts, sexes=sexes)


def _given(actor: Actor) -> frozenset[str]:
    """The first words of a person's full names."""
    if actor.kind is not ActorKind.PERSON:
        return frozenset()
    named = (words_of(alias.text) for alias in actor.aliases)
    return frozenset(key_of(words.words[0]) for words in named if len(words) > 1)


def examples_of(rows: Iterable[Row]) -> Iterator[Example]:
    """The examples in rows of offices and contexts; KnowledgeError for one that is not as it should be."""
    for row in rows:
        if not row.cell("example"):
            continue
        if (on := row.maybe("on")) is not None:
            period_in(row, on)
        expected = []
        for part in row.need("expected").split(";"):
            words, sign, actor = (piece.strip() for piece in part.partition("="))
            if not (sign and words in row.cell("example") and actor):
                raise row.error(f"expected {part!r} is not 'words of the example = actor id, ? or -'")
            expected.append((words, actor))
        yield Example(
            row=f"{row.file}:{row.line}", sentence=row.cell("example"), on=on, expected=tuple(expected)
        )


def _grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.cell(column), []).append(row)
    return found
